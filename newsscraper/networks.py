"""Which network addresses may be connected to: nothing that a stranger wrote leads inside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from urllib.parse import unquote, urlsplit

from newsscraper.errors import UserError
from newsscraper.passwords import masked_url

IP = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Origin = tuple[str, str, int]
"""Scheme, host and port of a URL, in one spelling."""

SETTING = "NEWSSCRAPER_ALLOWED_NETWORKS"
"""The setting, and the environment variable, that allows further networks."""

_PORTS = {"http": 80, "https": 443}
_KINDS = {
    "loopback": "127.0.0.0/8 ::1/128",
    "private": "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 fc00::/7 fec0::/10",
    "link-local": "169.254.0.0/16 fe80::/10",
    "multicast": "224.0.0.0/4 ff00::/8",
    "special-purpose": """
        0.0.0.0/8 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 198.18.0.0/15 198.51.100.0/24
        203.0.113.0/24 240.0.0.0/4
        2001::/23 2001:db8::/32 2002::/16 3fff::/20 ::/3 4000::/2 8000::/1
    """,
}
"""The networks that are not globally reachable, by the registries of IANA (special-purpose
addresses of IPv4 and IPv6) and RFC 4291. Of IPv6 only 2000::/3 is assigned to hosts on the
internet; 2001::/23 holds Teredo, and 2002::/16 (6to4) addresses of IPv4 behind a relay."""
_SPECIAL: list[tuple[str, Network]] = [
    (kind, ip_network(text)) for kind, texts in _KINDS.items() for text in texts.split()
]
# Networks of IPv6 that end in the IPv4 address that is connected to: mapped addresses (RFC 4291)
# and NAT64 (RFC 6052).
_EMBEDDING = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))

_LOCAL_NAME = re.compile(r"(?:.+\.)?(?:localhost[46]?|localdomain[46]?|ip6-(?:localhost|loopback))")
_BEFORE_PATH = re.compile(r"[^/?#]*//[^/?#]*")
# What no host may contain (URL standard, "forbidden domain code point"): programs that come across
# it, such as a proxy, may each read another name.
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\s#%/:<>?@\[\\\]^|]")
_TOO_LARGE = 1 << 32
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+", re.ASCII)


class AddressRefused(Exception):
    """A URL or an address may not be connected to.

    The text says where it leads, and how it could be allowed.
    """


class AddressPolicy:
    """Decides which URLs may be fetched and which addresses may be connected to.

    Args:
        networks: The networks that are allowed besides the public internet: addresses and networks
            such as ``10.1.0.0/16``, as a list or as a text divided by commas or white space.

    Raises:
        UserError: a network is invalid.

    """

    def __init__(self, networks: str | Iterable[str] | None = None) -> None:
        texts = re.split(r"[\s,]+", networks) if isinstance(networks, str) else networks or ()
        self._allowed = [_network(text) for text in texts if text]
        self._typed: set[Origin] = set()
        self._public: set[Origin] = set()

    def allow(self, url: str) -> None:
        """Allow the scheme, host and port of a URL that the user typed.

        If its name leads to a public address first, it must not lead to another one later: a name
        that changes its address is a way to get inside.
        """
        origin = _origin(url)
        if origin is not None:
            self._typed.add(origin)

    def problem_of_url(self, url: str) -> str | None:
        """Why a URL may not be fetched, as far as its text shows; ``None`` if it may."""
        origin = _origin(url)
        if origin is None:
            return f"{masked_url(url)} is not an http:// or https:// address"
        if origin in self._typed:
            return None
        host = origin[1]
        if _LOCAL_NAME.fullmatch(host):
            addresses: list[IP] = [IPv4Address("127.0.0.1"), IPv6Address("::1")]
            if any(map(self._is_allowed, addresses)):
                return None
            return _refusal(url, addresses[0])
        found = _readings(host)
        if found is None:
            return f"{masked_url(url)} has neither a host name nor a valid address"
        return next((_refusal(url, ip) for ip in found if not self._may_connect(ip)), None)

    def problem_of_connection(self, scheme: str, host: str, port: int, address: str) -> str | None:
        """Why an address may not be connected to; ``None`` if it may.

        Args:
            scheme: The scheme of the URL.
            host: Its host.
            port: Its port.
            address: The address that its host was resolved to.

        """
        shown = f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}/"
        try:
            ip = ip_address(address.partition("%")[0])
        except ValueError:
            return f"{shown} leads to {address!r}, which is not an address"
        origin = (scheme, _normal(host), port)
        if origin in self._typed:
            if _kind(ip) is None:
                self._public.add(origin)
            elif origin not in self._public:
                return None
        return None if self._may_connect(ip) else _refusal(shown, ip)

    def _may_connect(self, ip: IP) -> bool:
        return _kind(ip) is None or self._is_allowed(ip)

    def _is_allowed(self, ip: IP) -> bool:
        return any(_plain(ip) in network or ip in network for network in self._allowed)


def _network(text: str) -> Network:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        raise UserError(
            f"invalid network {text!r} in {SETTING}: write networks such as 10.1.0.0/16,fd00::/8"
        ) from None


def _plain(ip: IP) -> IP:
    """The IPv4 address that an IPv6 address embeds, otherwise the address itself."""
    if isinstance(ip, IPv6Address) and any(ip in network for network in _EMBEDDING):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip


def _special(ip: IP) -> tuple[str, Network] | None:
    plain = _plain(ip)
    return next(((kind, network) for kind, network in _SPECIAL if plain in network), None)


def _kind(ip: IP) -> str | None:
    """The kind of network of an address; ``None`` if it is on the public internet."""
    special = _special(ip)
    return special[0] if special is not None else None


def _refusal(url: str, ip: IP) -> str:
    special = _special(ip)
    assert special is not None
    kind, network = special
    where = f"{masked_url(url)} leads to {_plain(ip)}, a {kind} address"
    return f"{where}; if it is yours, allow it with {SETTING}={network}"


def _origin(url: str) -> Origin | None:
    match = _BEFORE_PATH.match(url)
    return _origin_of(match[0] if match is not None else url)


@lru_cache(maxsize=1024)
def _origin_of(url: str) -> Origin | None:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host or ("[" in parts.netloc and ":" not in host):
        return None
    return scheme, _normal(host), _PORTS[scheme] if port is None else port


def _normal(host: str) -> str:
    """A host in one spelling: lower case, ASCII, without escapes, zone and trailing dot."""
    host = unquote(host).strip("[]")
    if ":" in host:
        host = host.partition("%")[0]
    elif not host.isascii():
        try:
            # Also turns full-width digits and dots into plain ones, as browsers do.
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return host.lower()
    host = host.lower().removesuffix(".")
    found = _readings(host)
    # Two readings are two addresses, so the host is like no other.
    return str(found[0]) if found and len(found) == 1 else host


@lru_cache(maxsize=1024)
def _readings(host: str) -> Sequence[IP] | None:
    """The addresses that a host may be read as; empty if it is a name, ``None`` if it is neither.

    Besides four decimal numbers, IPv4 has the spellings of ``inet_aton`` and browsers (URL
    standard, "IPv4 parser"): fewer parts, octal and hexadecimal ones. Programs differ in numbers
    with a leading zero, so both readings are returned. A name never ends with a number.
    """
    if ":" in host:
        try:
            return [IPv6Address(host)]
        except ValueError:
            return None
    parts = host.split(".")
    if not _NUMBER.fullmatch(parts[-1]):
        return [] if all(parts) and not _FORBIDDEN.search(host) else None
    if len(parts) > 4 or not all(map(_NUMBER.fullmatch, parts)):
        return None
    octal, decimal = (_ipv4([_value(part, base) for part in parts]) for base in (8, 10))
    if octal is None:
        return None
    return [octal] if decimal in (None, octal) else [octal, decimal]


def _value(part: str, base: int) -> int:
    """The value of a part; `base` is that of a number with a leading zero."""
    try:
        if part.startswith("0x"):
            return int(part[2:] or "0", 16)
        return int(part, base if part[0] == "0" else 10)
    except ValueError:
        return _TOO_LARGE  # not octal, or thousands of digits


def _ipv4(values: list[int]) -> IPv4Address | None:
    """The address of some numbers; the last one fills the bytes that are left."""
    *head, last = values
    if any(value > 255 for value in head) or last >= 256 ** (4 - len(head)):
        return None
    number = last
    for position, value in enumerate(head):
        number += value << (8 * (3 - position))
    return IPv4Address(number)
