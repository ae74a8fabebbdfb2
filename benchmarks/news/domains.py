"""The registered domain of a page, which says whose page it is."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from lxml import html as lxml_html
from tldextract import TLDExtract

from benchmarks.news.markup import read_page

_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/[^/]+/(?:https?:/+)?(.+)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_STATED = (
    "//link[@rel='canonical']/@href",
    "//meta[@property='og:url']/@content",
)
_STOP = re.compile(r"[-_/]|\.(?=html?$)")


@cache
def _suffixes() -> TLDExtract:
    return TLDExtract(suffix_list_urls=(), cache_dir=None)  # the list in the package: no network


def registered_domain(address: str) -> str:
    """``example.co.uk`` of an address or host; empty if it has none. Archives: the archived one."""
    if archived := _ARCHIVED.match(address):
        address = archived[1]
    parts = _suffixes()(address)
    return f"{parts.domain}.{parts.suffix}".lower() if parts.domain and parts.suffix else ""


def domain_of(url: str, file: Path) -> str:
    """The domain of a page: of its address, else of the one it states, else of its name in a set.

    Args:
        url: Address of the page, or what a set has instead: ``hard::example.com-story.html``.
        file: The saved page; it is read only if `url` is not an address.

    """
    if _ADDRESS.match(url) and (domain := registered_domain(url)):
        return domain
    return (
        _stated(read_page(file)) or domain_in_name(url) or f"{file.parent.parent.name}-{file.name}"
    )


def _stated(page: str) -> str:
    """The domain of the address that a page states for itself."""
    if not page.strip():
        return ""
    root = lxml_html.document_fromstring(page.encode(), lxml_html.HTMLParser(encoding="utf-8"))
    addresses = [address for query in _STATED for address in root.xpath(query)]
    return next(filter(None, map(registered_domain, filter(_ADDRESS.match, addresses))), "")


def domain_in_name(name: str) -> str:
    """The domain that a name begins with: ``example.com`` of ``hard::example.com-story.html``."""
    name = name.rpartition("::")[2]
    ends = [match.start() for match in _STOP.finditer(name)] + [len(name)]
    return next(filter(None, (registered_domain(name[:end]) for end in ends)), "")
