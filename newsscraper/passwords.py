"""Passwords, tokens and keys: what hides them in every text that is shown, logged or stored."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import quote, unquote, urlsplit

MASK = "***"

_SECRET_NAME = re.compile(
    r"passwo?r?d|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|account[_-]?key"
    r"|private[_-]?key|signature|credential|authori[sz]ation|cookie|(?:^|_)pass$|^x-[a-z-]*key$"
    r"|^sig$",
    re.IGNORECASE,
)
"""Names of settings, headers and parameters whose values are secret. AWS's and Azure's signed
addresses, libpq's `password` and `sslpassword`, and Scrapy's MAIL_PASS are among them."""
_NOT_SECRET = frozenset({"COOKIES_ENABLED", "COOKIES_DEBUG", "NEWSSCRAPER_KEEP_PAGES"})

_ADDRESS = re.compile(
    # The password goes to the last @ of the host's part: as it was typed, it may contain an @.
    r"((?:\b|(?<=_))https?:/{1,3}[^\s/?#:@]{0,100}):[^\s/?#]{1,300}@"
    # Only addresses of pages have an @ in a path; in others it belongs to the password.
    r"|([a-z][a-z0-9+.-]{0,40}:/{1,3}(?<!http://)(?<!https://)[^\s/?#:@]{0,100}):\S{1,300}@",
    re.IGNORECASE,
)
_PARAMETER = re.compile(
    r"([?&;](?:ssl)?(?:password|passwd|pwd|secret)=)[^&;#\s'\"]+", re.IGNORECASE
)
# As Python prints a mapping of settings or headers: 'FTP_PASSWORD': 'x', b'Cookie': [b'x'].
_ENTRY = re.compile(
    r"(?P<before>b?(?P<quote>['\"])(?P<name>[\w-]{1,80})(?P=quote): {0,2}[\[(]?b?)"
    r"(?P<mark>['\"])(?:\\.|(?!(?P=mark)).){0,4000}(?P=mark)"
)
_TELNET = re.compile(r"(Telnet Password: )\S+")  # Scrapy invents one and logs it

_USER = re.compile(r"^((?:[a-z][a-z0-9+.-]*+:)?+[/\\]*+)[^/?#]*@", re.IGNORECASE)
_WHOLE = re.compile(r"^((?:hf:)?[a-zA-Z][a-zA-Z0-9+.-]*:/*[^/@:]*):(?:[^?#]*|.*)@")
_ANY_PARAMETER = re.compile(r"([?&;])([\w.%-]+)=([^&;#]*)")
_SHORTEST = 6
"""A shorter password is hidden only in an address: as a word it may stand anywhere."""

_known: dict[str, str] = {}


def is_secret(name: str) -> bool:
    """Return whether a setting, header or parameter of this name has a secret value."""
    return name not in _NOT_SECRET and _SECRET_NAME.search(name) is not None


def masked(text: str) -> str:
    """Return a text without passwords: those in addresses and mappings, and the known ones.

    See :func:`conceal`. The time grows with the length of the text, whatever stands in it.
    """
    for secret, instead in _known.items():
        if secret in text:
            text = text.replace(secret, instead)
    if "@" in text:
        text = _ADDRESS.sub(lambda found: f"{found[1] or found[2]}:{MASK}@", text)
    if "=" in text:
        text = _PARAMETER.sub(rf"\1{MASK}", text)
    if ": " in text:
        text = _TELNET.sub(rf"\1{MASK}", _ENTRY.sub(_masked_entry, text))
    return text


def masked_address(address: str) -> str:
    """Return an address of a store, an output or a proxy without its secrets.

    Where a password may end is not known if it has an @ or a slash that should have been escaped,
    so everything is hidden from the first colon to the last @.
    """
    shown = _WHOLE.sub(rf"\1:{MASK}@", address)
    if "://" not in address:
        return shown
    return _ANY_PARAMETER.sub(
        lambda found: f"{found[1]}{found[2]}={MASK}" if is_secret(unquote(found[2])) else found[0],
        shown,
    )


def masked_url(url: str) -> str:
    """Return the URL of a page for messages and reports: without name, password and token."""
    return masked(_USER.sub(rf"\1{MASK}@", url))


def escaped(address: str) -> str:
    """Return an address in which an @ of the password is written %40.

    Without that, every library takes the rest of the password for the name of the host.
    """
    head, separator, rest = address.partition("://")
    end = next((at for at, sign in enumerate(rest) if sign in "/?#"), len(rest))
    user, at, host = rest[:end].rpartition("@")
    if not separator or ":" not in user or "@" not in user:
        return address
    return f"{head}://{user.replace('@', '%40')}{at}{host}{rest[end:]}"


def conceal(address: str) -> None:
    """Have :func:`masked` hide the passwords of an address wherever they stand from now on.

    Errors of other libraries name parts of an address in forms of their own.
    """
    found = _WHOLE.match(address)
    if found is not None and "://" in address:
        password, end = address[found.end(1) + 1 : found.end() - 1], found.end()
        for text in {password, unquote(password)}:
            _conceal_password(text, f"{found[1]} {address[end:]} newsscraper")
    for _, name, value in _ANY_PARAMETER.findall(address):
        if is_secret(unquote(name)):
            conceal_value(unquote(value))
            conceal_value(value)


def conceal_user(url: str) -> None:
    """Have :func:`masked` hide the password in the URL of a page, or the name if it has none.

    Libraries print the part of the URL before the path alone, as if it were the name of a host.
    """
    with suppress(ValueError):
        user = urlsplit(url).netloc.rpartition("@")[0]
        name, _, password = user.partition(":")
        secret = password or name
        for text in {secret, unquote(secret), quote(unquote(secret), safe="")} - {""}:
            _conceal_password(text, f"{url.replace(user, '', 1)} newsscraper")


def _conceal_password(password: str, others: str) -> None:
    _add(f"{password}@", f"{MASK}@")
    tails = [password[at + 1 :] for at, sign in enumerate(password) if sign in "@/?#"]
    for tail in tails:
        if tail:
            _add(f"{tail}@", f"{MASK}@")
    if password not in others:  # the user's or the database's name is often the password
        conceal_value(password)


def conceal_value(value: str) -> None:
    """Have :func:`masked` hide a secret wherever it stands, if it is long enough."""
    if len(value) >= _SHORTEST:
        _add(value, MASK)


def conceal_settings(settings: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> None:
    """Conceal what is secret in settings: values by their names, and passwords in addresses."""
    pairs = settings.items() if isinstance(settings, Mapping) else settings
    for name, value in pairs:
        _conceal_setting(str(name), value, is_secret(str(name)))


def _conceal_setting(name: str, value: Any, secret: bool) -> None:
    if "://" in name:
        conceal(name)
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if isinstance(value, str):
        if secret:
            conceal_value(value)
            conceal_value(value.rpartition(" ")[2])  # the token of "Bearer TOKEN"
        elif value.lstrip().startswith(("{", "[")):  # JSON, from a command line
            with suppress(ValueError, RecursionError):
                _conceal_setting(name, json.loads(value), secret)
        elif "://" in value:
            conceal(value)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            text = key.decode("latin-1") if isinstance(key, bytes) else str(key)
            _conceal_setting(text, inner, secret or is_secret(text))
    elif isinstance(value, list | tuple):
        for inner in value:
            _conceal_setting("", inner, secret)


def _add(secret: str, instead: str) -> None:
    if secret not in _known:
        _known[secret] = instead
        # The longest first: a password may contain another one.
        for key in sorted(_known, key=len, reverse=True):
            _known[key] = _known.pop(key)


def _masked_entry(found: re.Match[str]) -> str:
    if not is_secret(found["name"]):
        return found[0]
    return f"{found['before']}{found['mark']}{MASK}{found['mark']}"
