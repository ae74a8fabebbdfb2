"""Addresses in one normal form (RFC 3986, section 6), so that one page has one address."""

import re
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

from newsscraper.text import without_surrogates

_WAYBACK = re.compile(r"^https?://web\.archive\.org/web/\d{1,14}[a-z_]*/(?=https?:)", re.IGNORECASE)
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_LINE_ENDS = re.compile(r"[\t\r\n]+")
_HOST_AND_PORT = re.compile(r"^[A-Za-z0-9.-]+:\d+(?:/|$)")
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga)(?:=|$)", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Characters of a path segment that need no escape (RFC 3986, `pchar`), and the slash between segments.
_PATH_SAFE = "/-._~!$&'()*+,;=:@"

# Most addresses of the platform are in their normal form already; each of a page's hundreds of links is one of these.
_NORMAL = re.compile(r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\w~-]+)+", re.ASCII)
_NORMAL_PATH = re.compile(r"(?:/[\w~-]+)+", re.ASCII)
_PLAIN_HOST = re.compile(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:/|\Z)")


def absolute(base: str | None, href: str | None) -> str | None:
    """The absolute http(s) address of a link, or ``None`` where it has none.

    None has ``mailto:``, ``javascript:``, an anchor on the page itself, a relative link without a base.
    """
    if not href:
        return None
    href = href.strip()
    if not href or href[0] == "#":
        return None
    if _NORMAL_PATH.fullmatch(href) and base is not None and (origin := _origin(base)) is not None:
        return origin + href
    return _absolute(base or "", href)


@lru_cache(maxsize=1024)
def _origin(base: str) -> str | None:
    """Scheme and host of an http(s) address, which is what a path without dots or escapes is relative to."""
    match = _PLAIN_HOST.match(base)
    return match[0].rstrip("/") if match is not None else None


@lru_cache(maxsize=4096)
def _absolute(base: str, href: str) -> str | None:
    try:
        # As browsers do (URL standard): line ends and tabs vanish, a space is part of the address.
        url = urljoin(base, _LINE_ENDS.sub("", href).replace(" ", "%20"))
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in _DEFAULT_PORTS or not parts.netloc:
        return None
    return _WAYBACK.sub("", url)


def host_of(url: str) -> str:
    """The host in lower case without ``www.`` and without the scheme's own port; empty where there is none.

    An internationalised name is given in its ASCII form where it has one.
    """
    if match := _PLAIN_HOST.match(url):
        return match[1].removeprefix("www.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    host = host.rstrip(".").removeprefix("www.")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    if ":" in host:  # IPv6
        host = f"[{host}]"
    return f"{host}:{port}" if port and port != _DEFAULT_PORTS.get(parts.scheme.lower()) else host


def normal_path(path: str, *, plus: bool = False) -> str:
    """A path with one escape for each character that needs one, and none for the others.

    Undoes double escapes (``%25D8`` is ``%D8``), dot segments, doubled and closing slashes. With `plus`, an escaped plus
    or space becomes a plus: the aggregators' author names are written in all three ways.
    """
    if _NORMAL_PATH.fullmatch(path):
        return path
    path = without_surrogates(path)
    # Bytes that are no UTF-8 keep their escapes: they name the page all the same. A per cent sign of the path itself
    # stays one, unless what follows makes it an escape: nobody names a page so.
    text = unquote_to_bytes(path).decode("utf-8", "surrogateescape")
    while _ESCAPE.search(text):
        text = unquote_to_bytes(text.encode("utf-8", "surrogateescape")).decode("utf-8", "surrogateescape")
    if plus:
        text = "+".join(text.split())
    segments: list[str] = []
    for segment in text.split("/"):
        if segment == "..":
            if segments:
                segments.pop()
        elif segment not in ("", "."):
            segments.append(segment)
    return "/" + quote("/".join(segments).encode("utf-8", "surrogateescape"), safe=_PATH_SAFE)


def with_scheme(url: str) -> str:
    """The address with a scheme: people write ``maghress.com/fr/yabiladi/148210``."""
    url = url.strip()
    return url if _SCHEME.match(url) and not _HOST_AND_PORT.match(url) else "https://" + url.lstrip("/")


@lru_cache(maxsize=4096)
def canonical(url: str) -> str:
    """The canonical address of a page of any host: https, lower-case host, no fragment, no tracking parameters.

    The rest of the query stays, since on a foreign site it may be what names the page. The aggregators' own rule (no
    query, always ``www.``) is :meth:`newsscraper.sites.Site.address`.
    """
    if _NORMAL.fullmatch(url):
        return url
    url = with_scheme(url)
    while (inner := _WAYBACK.sub("", url)) != url:
        url = inner
    try:
        parts = urlsplit(url)
        netloc = parts.netloc.rsplit("@", 1)[-1].lower()
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url
    if not host:
        return url
    bare = host_of(url)
    prefix = "www." if host.startswith("www.") else ""
    if port is not None and f":{port}" not in bare:
        netloc = netloc.rsplit(":", 1)[0]
    netloc = prefix + bare if bare else netloc
    query = "&".join(pair for pair in parts.query.strip().split("&") if pair and not _TRACKING.match(pair))
    scheme = parts.scheme.lower() if port is not None and f":{port}" in bare else "https"
    return f"{scheme}://{netloc}{normal_path(parts.path)}" + (f"?{query}" if query else "")
