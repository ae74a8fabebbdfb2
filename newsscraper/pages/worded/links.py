"""What a link leads to, by the form of its address."""

from __future__ import annotations

from urllib.parse import urlsplit

from newsscraper.pages.base import ARTICLE_PATH
from newsscraper.urls import host_of

_NO_SOURCES = frozenset(
    "author rss page section search tag category about contact terms login register comment static"
    " images img css js".split()
)


def slug_of(href: str | None, host: str | None) -> str | None:
    """Return the source whose listing a link leads to; ``None`` if it leads elsewhere.

    Such an address has the form ``/<source>`` or ``/<edition>/<source>``.

    Args:
        href: The link's address, as the page has it.
        host: The page's host, if known. A source's listing is always on the same host.

    """
    if not href or href[0] == "#":
        return None
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https") or parts.query:
        return None
    if parts.netloc and host is not None and host_of(href) != host:
        return None
    if not parts.netloc and not href.startswith(("/", "../", "./")) and "/" in href.strip("/"):
        return None
    segments = [segment for segment in parts.path.split("/") if segment not in ("", ".", "..")]
    if len(segments) == 2 and len(segments[0]) == 2 and segments[0].isalpha():
        segments.pop(0)
    if (
        len(segments) != 1
        or segments[0].isdecimal()
        or segments[0] in _NO_SOURCES
        or "." in segments[0]
        or len(segments[0]) <= 2
    ):
        return None
    return segments[0]


def article_path(href: str | None) -> str | None:
    """Return the part ``/<source>/<number>`` of an article's address.

    ``None`` for other addresses.
    """
    match = ARTICLE_PATH.search((href or "").split("?")[0].split("#")[0].strip())
    if match is None or match[0].split("/")[1] in _NO_SOURCES:
        return None
    return match[0].rstrip("/")
