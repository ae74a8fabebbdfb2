"""Addresses in one normal form (RFC 3986, section 6), so that one page has one address."""

import re
from functools import lru_cache
from urllib.parse import quote, unquote, unquote_to_bytes, urljoin, urlsplit

from newsscraper.text.cleaning import INVISIBLE, NOTHING_SHOWN, without_surrogates

# A page in a web archive: its address ends in the address of the page that was archived, at times
# with the slashes merged by a proxy, or without its scheme.
_ARCHIVE = re.compile(
    r"""(?:https?:[/\\]{1,3}(?:www\.)?
            (?:(?:(?:web|wayback)\.)?archive\.org(?::\d{1,5})?/web|arquivo\.pt/(?:wayback|noFrame/replay))
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
_UNSHOWN = re.compile(NOTHING_SHOWN)
_NO_EDGE = '<>"«»“”„`'
"""Marks around an address that no address holds as they are (RFC 3986)."""
_WRAPPED = re.compile(
    r"""<(?:url:)?([^<>]*)>|"([^"]*)"|'([^']*)'|«([^«»]*)»|“([^“”]*)”|\(([^()]*)\)|\[([^\[\]]*)\]""",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\S\s+https?:[/\\]", re.IGNORECASE)
# What people and programs write for "https://": with a letter, the colon or a slash too few or too
# many, or twice.
_WEB = re.compile(
    r"""(?:(?:view-source|feed|url):\s*(?=\S))?
        (?:(?P<name>h{0,3}t{1,4}p{1,2}s{0,2}|hxxps?)(?:[:;]+\ ?(?P<slashes>(?:[/\\]\ ?)*)|[/\\]{2,}))+""",
    re.IGNORECASE | re.VERBOSE,
)
_SOUND = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#][!#-;=?-\[\]-_a-~]*)?", re.IGNORECASE | re.ASCII
)
"""An address that needs no repair: ASCII without spaces, backslashes and quotation marks."""
_WWW = re.compile(r"www\.(?:[\w-]+\.)+[a-z]{2,}(?:[/:]|$)", re.IGNORECASE)
_AUTHORITY = re.compile(r"[^/\\?#]*")
_PATH_END = re.compile(r"[?#]|$")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?", re.ASCII)
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

# Most addresses of the platform are in their normal form already; each of a page's hundreds of
# links is one of these.
_NORMAL = re.compile(r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\w~-]+)+", re.ASCII)
_NORMAL_PATH = re.compile(r"(?:/[\w~-]+)+", re.ASCII)
_PLAIN_HOST = re.compile(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:/|\Z)")


def absolute(base: str | None, href: str | None) -> str | None:
    """The absolute http(s) address of a link, or ``None`` where it has none.

    None has ``mailto:``, ``javascript:``, an anchor on the page itself, a relative link without a
    base.
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
    """Scheme and host of an http(s) address, which is what a path without dots or escapes is
    relative to."""
    match = _PLAIN_HOST.match(base)
    return match[0].rstrip("/") if match is not None else None


@lru_cache(maxsize=4096)
def _absolute(base: str, href: str) -> str | None:
    # As browsers do (URL standard): line ends and tabs vanish, a space is part of the address.
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
    """A link as browsers read it (URL standard): a backslash is a slash, ``%2e%2e`` goes up, extra
    slashes before a host vanish.

    One exception: a full host name that a browser would read as a part of the path
    (``https:/www.x.example/``, ``www.x.example/``) is a host.
    """
    cut = _path_end(href)
    path, rest = href[:cut].replace("\\", "/"), href[cut:]
    if "%2" in path:
        path = _DOT_SEGMENT.sub(lambda match: _ESCAPED_DOT.sub(".", match[0]), path)
    if match := _WEB.match(path):
        scheme, behind = _scheme_of(match), path[match.end() :]
        if (
            _is_usual(match)
            or len(match["slashes"] or "") > 1
            or _is_full_host(_AUTHORITY.match(behind)[0])  # type: ignore[index]
        ):
            return f"{scheme}://{behind}{rest}"
        if match["slashes"] is not None and base.lower().startswith(f"{scheme}:"):
            return f"{match['slashes']}{behind}{rest}"
    elif path.startswith("//"):
        path = "//" + path.lstrip("/")
    elif _WWW.match(path) and _is_full_host(_AUTHORITY.match(path)[0]):  # type: ignore[index]
        return f"https://{path}{rest}"
    return path + rest


def _bare(text: str, marks: str = "") -> str:
    """The text without what shows nothing around it, and without those marks."""
    begin, end = 0, len(text)
    while True:
        if (match := _START.match(text, begin)) is not None:
            begin = match.end()
        if begin == end or text[begin] not in marks:
            break
        begin += 1
    while end > begin and (text[end - 1] in marks or _UNSHOWN.match(text, end - 1)):
        end -= 1
    return text[begin:end]


def _path_end(url: str) -> int:
    match = _PATH_END.search(url)
    return match.start() if match is not None else len(url)


def _scheme_of(match: re.Match[str]) -> str:
    return "https" if match["name"][-1] in "sS" else "http"


def _is_usual(match: re.Match[str]) -> bool:
    """Whether the address begins with ``http://`` or ``https://``, once."""
    return match[0].lower() in ("http://", "https://")


@lru_cache(maxsize=4096)
def readable(url: str) -> str | None:
    r"""The web address that a text must mean; ``None`` if it is not one, or could be several.

    Repaired are missing, extra and backward slashes (``https:/host``, ``https:\\host``,
    ``https//host``), a scheme that is misspelt or doubled, and white space, invisible characters,
    quotation marks or brackets around the address; one quotation mark too, unless it may end a
    query. If it does not begin with ``http://`` or ``https://``, it must have a full host name,
    with a dot: ``https:/fr/5001`` has none.
    """
    if _SOUND.fullmatch(url):
        return url
    text = _bare(url)
    if match := _WRAPPED.fullmatch(text):
        text = _bare(next(filter(None, match.groups()), ""))
    if "?" not in text:  # a query may end with a quotation mark of its own
        text = _bare(text, _NO_EDGE)
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
    """The address of the page itself, also if `url` is its copy in a web archive; ``None`` if it
    cannot be read.

    Archives known: web.archive.org, arquivo.pt.
    """
    found = readable(url)
    while found is not None and (match := _ARCHIVE.match(found)):
        inner = readable(found[match.end() :])
        if inner is None and not match["scheme"]:
            break
        found = inner
    return found


def _is_full_host(host: str) -> bool:
    """Whether a name can be taken for a host where nothing marks it as one."""
    host = _ascii_host(host.rpartition("@")[2].partition(":")[0])
    return _FULL_HOST.fullmatch(host) is not None and _FILE.fullmatch(host) is None


def _ascii_host(host: str) -> str:
    """The host's name in lower case and ASCII, without the dot that may close it; empty where no
    host can have that name."""
    if "%" in host:
        host = unquote(host)
    if ":" in host:  # IPv6, which urlsplit has looked at
        return host.lower()
    if not host.isascii():
        try:
            host = INVISIBLE.sub("", host).encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    host = host.lower().removesuffix(".")
    return host if ".." not in host and _HOST.fullmatch(host) else ""


def host_of(url: str) -> str:
    """The host in lower case without ``www.`` and without the scheme's own port; empty where there
    is none.

    An internationalised name is given in its ASCII form.
    """
    if match := _PLAIN_HOST.match(url):
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
    return (
        host
        if port is None or port == _DEFAULT_PORTS.get(parts.scheme.lower())
        else f"{host}:{port}"
    )


def normal_path(path: str, *, plus: bool = False) -> str:
    """A path with one escape for each character that needs one, and none for the others.

    Undoes double escapes (``%25D8`` is ``%D8``), dot segments (``%2e%2e`` is one, by the URL
    standard), backslashes, doubled and closing slashes. An escaped slash is a character of its
    segment and stays escaped. With `plus`, an escaped plus or space becomes a plus: the
    aggregators' author names are written in all three ways.
    """
    if _NORMAL_PATH.fullmatch(path):
        return path
    segments: list[str] = []
    for raw in without_surrogates(path).replace("\\", "/").split("/"):
        plain = _ESCAPED_DOT.sub(".", raw) if "%2" in raw else raw
        if plain == "..":
            if segments:
                segments.pop()
        elif plain not in ("", ".") and (segment := _segment(raw, plus=plus)):
            segments.append(segment)
    return "/" + "/".join(segments)


def _segment(raw: str, *, plus: bool) -> str:
    # Bytes that are no UTF-8 keep their escapes: they name the page all the same. A per cent sign
    # of the path itself stays one, unless what follows makes it an escape: nobody names a page so.
    text = _ESCAPED_AGAIN.sub("%", raw)
    text = unquote_to_bytes(text).decode("utf-8", "surrogateescape")
    while _ESCAPE.search(text):
        text = unquote_to_bytes(text.encode("utf-8", "surrogateescape")).decode(
            "utf-8", "surrogateescape"
        )
    if plus:
        text = "+".join(text.split())
    if text in (".", ".."):
        return "%252E" * len(text)  # escaped twice it is no dot segment
    return quote(text.encode("utf-8", "surrogateescape"), safe=_PATH_SAFE)


def with_scheme(url: str) -> str:
    """The address with a scheme, repaired where that can be done: people write
    ``maghress.com/fr/yabiladi/148210``."""
    if (found := readable(url)) is not None:
        return found
    url = url.strip()
    return (
        url
        if _SCHEME.match(url) and not _HOST_AND_PORT.match(url)
        else "https://" + url.lstrip("/")
    )


@lru_cache(maxsize=4096)
def canonical(url: str) -> str:
    """The canonical address of a page of any host; one that cannot be read (:func:`readable`) stays
    as it is.

    Two addresses have one canonical form only if they differ in nothing but these: ``http`` and
    ``https``; the host's case, the dot that closes it, a user's name before it, the scheme's own
    port; the fragment; tracking parameters and empty ones; how characters of the path are escaped,
    dot segments, doubled and closing slashes, backslashes; what :func:`readable` repairs; a web
    archive's address around them. The rest of the query stays, since on a foreign site it may be
    what names the page. ``www.`` stays; a record's id is the same without it. The aggregators' own
    rule (no query, always ``www.``) is :meth:`newsscraper.sites.Site.address`.
    """
    if _NORMAL.fullmatch(url):
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
