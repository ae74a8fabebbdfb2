"""Brings addresses into one normal form (RFC 3986, section 6): one page has one address."""

import re
from functools import lru_cache
from urllib.parse import quote, unquote, unquote_to_bytes, urljoin, urlsplit

from newsscraper.plain_urls import NORMAL, NORMAL_PATH, PLAIN_HOST, PLAIN_LINK, PLAIN_PATH
from newsscraper.text.cleaning import INVISIBLE, NOTHING_SHOWN, without_surrogates

# An address in a web archive ends in the address of the archived page, sometimes with its slashes
# merged by a proxy, or without its scheme.
_ARCHIVE = re.compile(
    r"""(?:https?:[/\\]{1,3}(?:www\.)?
            (?:(?:(?:web|wayback)\.)?archive\.org(?::\d{1,5})?/web
              |arquivo\.pt/(?:wayback|noFrame/replay))
            /(?:\d{1,14}[*a-z_]*|\*)/)+
        (?=(?P<scheme>https?(?:[:;]|%3a|//))|(?:[\w-]+\.)+[a-z]{2,}(?:[/:]|$))""",
    re.IGNORECASE | re.VERBOSE,
)
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_ESCAPED_AGAIN = re.compile(r"%(?:25)+(?=[0-9A-Fa-f]{2})")
_ESCAPED_DOT = re.compile(r"%2e", re.IGNORECASE)
_DOT_SEGMENT = re.compile(r"(?<![^/])(?:\.|%2e){1,2}(?![^/])", re.IGNORECASE)
_ESCAPED_ADDRESS = re.compile(r"https?%3a(?:/|%2f)", re.IGNORECASE)
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_LINE_ENDS = re.compile(r"[\t\r\n]+")
_HOST_AND_PORT = re.compile(r"^[A-Za-z0-9.-]+:\d+(?:/|$)")
_START = re.compile(f"(?:{NOTHING_SHOWN})*+")
_INVISIBLE_CHARACTER = re.compile(NOTHING_SHOWN)
_OUTER_MARKS = '<>"«»“”„`'
"""Marks that may surround an address. Inside an address they are always escaped (RFC 3986)."""
_WRAPPED = re.compile(
    r"""<(?:url:)?([^<>]*)>|"([^"]*)"|'([^']*)'|«([^«»]*)»|“([^“”]*)”|\(([^()]*)\)|\[([^\[\]]*)\]""",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\S\s+https?:[/\\]", re.IGNORECASE)
# What people and programs write instead of "https://": a letter, colon or slash missing or added,
# or the whole scheme twice.
_WEB = re.compile(
    r"""(?:(?:view-source|feed|url):\s*(?=\S))?
        (?:(?P<name>h{0,3}t{1,4}p{1,2}s{0,2}|hxxps?)
           (?:[:;]+\ ?(?P<slashes>(?:[/\\]\ ?)*)|[/\\]{2,}))+""",
    re.IGNORECASE | re.VERBOSE,
)
_WELL_FORMED = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#][!#-;=?-\[\]-_a-~]*)?", re.IGNORECASE | re.ASCII
)
"""An address that needs no repair: ASCII without spaces, backslashes and quotation marks."""
_WWW = re.compile(r"www\.(?:[\w-]+\.)+[a-z]{2,}(?:[/:]|$)", re.IGNORECASE)
_AUTHORITY = re.compile(r"[^/\\?#]*")
_PATH_END = re.compile(r"[?#]|$")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?", re.ASCII)
_IPV6 = re.compile(r"[0-9A-Fa-f:.]+")
_FULL_HOST = re.compile(
    r"(?:.+\.(?:[a-z]{2,}|xn--[a-z0-9-]+)|localhost|\d{1,3}(?:\.\d{1,3}){3})", re.ASCII
)
_FILE = re.compile(
    r".+\.(?:x?html?|php\d?|aspx?|jspx?|xml|rss|txt|pdf|jpe?g|png|gif|webp|svg|jsonl?|css|js|warc|gz|zip|csv)"
)
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga)(?:=|$)", re.IGNORECASE
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Characters of a path segment that need no escape (RFC 3986, `pchar`).
_PATH_SAFE = "-._~!$&'()*+,;=:@"


def absolute(base: str | None, href: str | None) -> str | None:
    """Return the absolute http(s) address of a link, or ``None`` if it leads to no web page.

    ``None`` is returned for ``mailto:``, ``javascript:``, an anchor on the same page, and a
    relative link without a base.
    """
    if not href:
        return None
    href = href.strip()
    if not href or href[0] == "#":
        return None
    if href[0] == "/":
        if PLAIN_PATH.fullmatch(href) and base is not None and (origin := _origin(base)):
            return origin + href
    elif PLAIN_LINK.fullmatch(href):
        return href
    return _absolute(base or "", href)


@lru_cache(maxsize=1024)
def _origin(base: str) -> str | None:
    """Scheme and host of an http(s) address: the base of a path without dots or escapes."""
    match = PLAIN_HOST.match(base)
    return match[0].rstrip("/") if match is not None else None


@lru_cache(maxsize=4096)
def _absolute(base: str, href: str) -> str | None:
    # As in browsers (URL standard): line ends and tabs are dropped, a space is part of the address.
    href = _bare(_LINE_ENDS.sub("", href))
    if not href or href[0] == "#":
        return None
    try:
        url = urljoin(base, _link(base, href).replace(" ", "%20"))
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in _DEFAULT_PORTS or not parts.netloc:
        return None
    return page_address(url) if _ARCHIVE.match(url) else url


def _link(base: str, href: str) -> str:
    """Rewrite a link as browsers read it (URL standard).

    A backslash is a slash, ``%2e%2e`` goes up, extra slashes before a host are dropped. One
    exception: a full host name that a browser would read as part of the path
    (``https:/www.x.example/``, ``www.x.example/``) is read as a host.
    """
    cut = _path_end(href)
    path, rest = href[:cut].replace("\\", "/"), href[cut:]
    if "%2" in path:
        path = _DOT_SEGMENT.sub(lambda match: _ESCAPED_DOT.sub(".", match[0]), path)
    if match := _WEB.match(path):
        scheme, rest_of_path = _scheme_of(match), path[match.end() :]
        if (
            _is_usual(match)
            or len(match["slashes"] or "") > 1
            or _is_full_host(_AUTHORITY.match(rest_of_path)[0])  # type: ignore[index]
        ):
            return f"{scheme}://{rest_of_path}{rest}"
        if match["slashes"] is not None and base.lower().startswith(f"{scheme}:"):
            return f"{match['slashes']}{rest_of_path}{rest}"
    elif path.startswith("//"):
        path = "//" + path.lstrip("/")
    elif _WWW.match(path) and _is_full_host(_AUTHORITY.match(path)[0]):  # type: ignore[index]
        return f"https://{path}{rest}"
    return path + rest


def _bare(text: str, marks: str = "") -> str:
    """Remove invisible characters, and the given marks, from both ends of a text."""
    begin, end = 0, len(text)
    while True:
        if (match := _START.match(text, begin)) is not None:
            begin = match.end()
        if begin == end or text[begin] not in marks:
            break
        begin += 1
    while end > begin and (text[end - 1] in marks or _INVISIBLE_CHARACTER.match(text, end - 1)):
        end -= 1
    return text[begin:end]


def _path_end(url: str) -> int:
    match = _PATH_END.search(url)
    return match.start() if match is not None else len(url)


def _scheme_of(match: re.Match[str]) -> str:
    return "https" if match["name"][-1] in "sS" else "http"


def _is_usual(match: re.Match[str]) -> bool:
    """Whether the address begins with exactly one ``http://`` or ``https://``."""
    return match[0].lower() in ("http://", "https://")


@lru_cache(maxsize=4096)
def readable(url: str) -> str | None:
    r"""Return the web address that a text stands for, repaired if necessary.

    Returns ``None`` if the text is not a web address, or could be several. Repairs: missing, extra
    and backward slashes (``https:/host``, ``https:\\host``, ``https//host``); a misspelt or doubled
    scheme; white space, invisible characters, quotation marks or brackets around the address; a
    single quotation mark too, unless it may be the end of a query. A text that does not begin with
    ``http://`` or ``https://`` must have a full host name, with a dot: ``https:/fr/5001`` has none.
    """
    if _WELL_FORMED.fullmatch(url):
        return url
    text = _bare(url)
    if match := _WRAPPED.fullmatch(text):
        text = _bare(next(filter(None, match.groups()), ""))
    if "?" not in text:  # a query may itself end with a quotation mark
        text = _bare(text, _OUTER_MARKS)
    if _SEVERAL.search(text):
        return None
    text = _LINE_ENDS.sub("", text)
    if _ESCAPED_ADDRESS.match(text):
        text = unquote_to_bytes(text).decode("utf-8", "replace")
    scheme, usual = "https", False
    if match := _WEB.match(text):
        scheme, usual = _scheme_of(match), _is_usual(match)
        text = text[match.end() :]
    elif _SCHEME.match(text) and not _HOST_AND_PORT.match(text):
        return None
    else:
        if text[:1] in ("/", "\\") and text[:2].replace("\\", "/") != "//":
            return None  # a path without its host
        text = text.lstrip("/\\")
        if "@" in _AUTHORITY.match(text)[0]:  # type: ignore[index]
            return None  # an e-mail address
    authority = _AUTHORITY.match(text)[0]  # type: ignore[index]
    cut = _path_end(text)
    found = f"{scheme}://{authority}{text[len(authority) : cut].replace(chr(92), '/')}{text[cut:]}"
    try:
        parts = urlsplit(found)
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if not host or not (usual or port is not None or _is_full_host(host)):
        return None
    return found


def page_address(url: str) -> str | None:
    """Return the address of a page, also if `url` is its copy in a web archive.

    Returns ``None`` if the address cannot be read. Known archives: web.archive.org, arquivo.pt.
    """
    found = readable(url)
    while found is not None and (match := _ARCHIVE.match(found)):
        inner = readable(found[match.end() :])
        if inner is None and not match["scheme"]:
            break
        found = inner
    return found


def _is_full_host(host: str) -> bool:
    """Whether a name is a host for certain, even without a scheme or slashes before it."""
    host = _ascii_host(host.rpartition("@")[2].partition(":")[0])
    return _FULL_HOST.fullmatch(host) is not None and _FILE.fullmatch(host) is None


def _ascii_host(host: str) -> str:
    """The host name in lower case and ASCII, without a trailing dot; empty if it is invalid."""
    if "%" in host:
        host = unquote(host)
    if ":" in host:  # IPv6, checked by urlsplit except for a zone, which no address on the web has
        return host.lower() if _IPV6.fullmatch(host) else ""
    if not host.isascii():
        try:
            host = INVISIBLE.sub("", host).encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    host = host.lower().removesuffix(".")
    return host if ".." not in host and _HOST.fullmatch(host) else ""


def host_of(url: str) -> str:
    """Return the host in lower case, without ``www.`` and without the scheme's default port.

    An internationalised name is returned in its ASCII form. The result is empty if the address has
    no host.
    """
    if match := PLAIN_HOST.match(url):
        return match[1].removeprefix("www.")
    try:
        parts = urlsplit(url)
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        return ""
    if not host:
        return ""
    host = host.removeprefix("www.")
    if ":" in host:
        host = f"[{host}]"
    is_default = port is None or port == _DEFAULT_PORTS.get(parts.scheme.lower())
    return host if is_default else f"{host}:{port}"


def normal_path(path: str, *, plus: bool = False) -> str:
    """Return a path with one escape per character that needs one, and no others.

    Removes double escapes (``%25D8`` becomes ``%D8``), dot segments (``%2e%2e`` is one, by the URL
    standard), backslashes, doubled slashes and a trailing slash. An escaped slash belongs to its
    segment and stays escaped.

    Args:
        path: The path.
        plus: Whether an escaped plus or space becomes a plus sign. The aggregators write author
            names in all three ways.

    """
    if NORMAL_PATH.fullmatch(path):
        return path
    segments: list[str] = []
    for raw in without_surrogates(path).replace("\\", "/").split("/"):
        plain = _ESCAPED_DOT.sub(".", raw) if "%2" in raw else raw
        if plain == "..":
            del segments[-1:]
        elif plain not in ("", ".") and (segment := _segment(raw, plus=plus)):
            segments.append(segment)
    return "/" + "/".join(segments)


def _segment(raw: str, *, plus: bool) -> str:
    # Bytes that are not UTF-8 keep their escapes, since they still identify the page. A literal per
    # cent sign stays, unless the characters after it make it an escape: no page is named like that.
    text = _ESCAPED_AGAIN.sub("%", raw)
    text = unquote_to_bytes(text).decode("utf-8", "surrogateescape")
    while _ESCAPE.search(text):
        text = unquote_to_bytes(text.encode("utf-8", "surrogateescape")).decode(
            "utf-8", "surrogateescape"
        )
    if plus:
        text = "+".join(text.split())
    if text in (".", ".."):
        return "%252E" * len(text)  # escaped twice, it is not a dot segment
    return quote(text.encode("utf-8", "surrogateescape"), safe=_PATH_SAFE)


def with_scheme(url: str) -> str:
    """Return the address with a scheme, repaired if possible.

    Users write ``maghress.com/fr/yabiladi/148210``.
    """
    if (found := readable(url)) is not None:
        return found
    url = url.strip()
    has_scheme = _SCHEME.match(url) and not _HOST_AND_PORT.match(url)
    return url if has_scheme else "https://" + url.lstrip("/")


@lru_cache(maxsize=4096)
def canonical(url: str) -> str:
    """Return the canonical address of a page on any host.

    An address that cannot be read (:func:`readable`) is returned unchanged. Two addresses have the
    same canonical form only if they differ in nothing but these: ``http`` and ``https``; the case
    of the host, a trailing dot, a user name, the scheme's default port; the fragment; tracking
    parameters and empty ones; how characters of the path are escaped, dot segments, doubled and
    trailing slashes, backslashes; what :func:`readable` repairs; the prefix of a copy in a web
    archive. The rest of the query is kept, because on an unknown site it may identify the page.
    ``www.`` is kept; a record's id is the same without it. Known sites have a rule of their own
    (no query, always ``www.``): :meth:`newsscraper.sites.Site.address`.
    """
    if NORMAL.fullmatch(url):
        return url
    found = page_address(url)
    if found is None:
        return url
    parts = urlsplit(found)
    bare, port = host_of(found), parts.port
    prefix = "www." if _ascii_host(parts.hostname or "").startswith("www.") else ""
    query = "&".join(
        pair for pair in _bare(parts.query).split("&") if pair and not _TRACKING.match(pair)
    )
    query = _bare(query)
    scheme = parts.scheme if port is not None and bare.endswith(f":{port}") else "https"
    return f"{scheme}://{prefix}{bare}{normal_path(parts.path)}" + (f"?{query}" if query else "")
