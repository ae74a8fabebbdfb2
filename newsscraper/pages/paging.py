"""Finds the next page of a listing: by ``rel``, wording, class or the number in the address.

However a link is marked as next, its address is checked too. It must not lead to an article, to the
listing of another source or author, to another edition, or to a page of this listing whose number
is not greater than the current one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from newsscraper.labels import is_next_link
from newsscraper.pages.blocks import text_of
from newsscraper.text.cleaning import clean
from newsscraper.urls import absolute, host_of, normal_path

_PAGE_NAMES = frozenset("page p pg paged pageno page_no pagenum currentpage pagina seite".split())
_OFFSET_NAMES = frozenset("start offset from debut skip limitstart first pos".split())
_NAMES = _PAGE_NAMES | _OFFSET_NAMES
_IN_PATH = re.compile(r"/(?:page|pagina|pg|p)[/_-]?(\d{1,6})(?:\.\w{2,5})?$", re.IGNORECASE)
_AFTER_AUTHOR = re.compile(r"(/author/[^/]+)/(\d{1,6})$", re.IGNORECASE)
_MAY_BE_NUMBERED = re.compile(
    r"[?&;][^=&]*=\d|/(?:page|pagina|pg|p)[/_-]?\d|/author/[^/]+/\d", re.IGNORECASE
)
_ARTICLE = re.compile(r"/[^/]+/\d+$")
_EDITION = re.compile(r"/([a-z]{2})(?=/|$)", re.IGNORECASE)
_AUTHOR = re.compile(r"/author/([^/]+)", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,6}")
_MAX_TEXT = 60

_REL, _WORD, _CLASS, _NUMBER = range(4)


class _PageAddress(NamedTuple):
    """The parts of an address that show which page of a listing it is."""

    host: str
    path: str
    """Without the page number."""
    query: frozenset[tuple[str, str]]
    """Without the page number."""
    name: str
    """The query parameter of the number; ``page`` if it is in the path, empty without a number."""
    number: int | None

    @property
    def edition(self) -> str:
        """The edition in the path; empty if not found."""
        match = _EDITION.match(self.path)
        return match[1].lower() if match else ""

    @property
    def listing(self) -> str | None:
        """The source, section or author in the path; ``None`` if the path has another form."""
        rest = self.path[len(self.edition) + 1 :] if self.edition else self.path
        if match := _AUTHOR.search(rest):
            return f"author/{match[1]}".lower()
        parts = rest.strip("/").split("/")
        return parts[0].lower() if len(parts) == 1 and "." not in parts[0] else None

    def is_of(self, other: _PageAddress) -> bool:
        """Whether both addresses are pages of the same listing."""
        return (self.host, self.path.lower(), self.query) == (
            other.host,
            other.path.lower(),
            other.query,
        )


def next_page(
    root: etree._Element, url: str | None, base_url: str | None, sources: frozenset[str]
) -> str | None:
    """The link to the next page of a listing, as printed; ``None`` if not found.

    Args:
        root: The root element of the page.
        url: The address of the page, if it is known.
        base_url: The address that its links are relative to.
        sources: The slugs of the sources whose articles it lists. The next page may use one of them
            instead of the name in the address of this page.

    """
    current = _parse_address(url) if url else None
    best: tuple[int, str] | None = None
    numbered: list[tuple[_PageAddress, str, str]] = []
    for element, href in _links(root):
        rank = _rank(element)
        text = clean(text_of(element, _MAX_TEXT)) if rank is None else ""
        if rank is None and is_next_link(text or _accessible_label(element)):
            rank = _WORD
        if (rank is None and current is None) or (
            best is not None and rank is not None and best[0] <= rank
        ):
            continue
        if rank is None and _MAY_BE_NUMBERED.search(href) is None:
            continue
        address = absolute(base_url, href)
        address_parts = _parse_address(address) if address else None
        if address_parts is None or not _may_follow(address_parts, current, sources):
            continue
        if rank is not None:
            best = (rank, href)
        elif (
            current is not None
            and address_parts.number is not None
            and address_parts.is_of(current)
        ):
            numbered.append((address_parts, text, href))
    if best is not None:
        return best[1]
    return _by_number(current, numbered) if current is not None else None


def _links(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for element in root.iter("link", "a", "area"):
        href = (element.get("href") or "").strip()
        if href and (element.tag != "link" or _rank(element) == _REL):
            yield element, href


def _rank(element: etree._Element) -> int | None:
    """The rank of a link by its attributes; ``None`` if they do not mark it as next.

    They are ``rel=next`` and the classes ``nav-btn left``, which one scraper looks for.
    """
    relation = element.get("rel")
    if relation and "next" in relation.lower().split():
        return _REL
    names = element.get("class")
    if names and {"nav-btn", "left"} <= set(names.split()):
        return _CLASS
    return None


def _accessible_label(element: etree._Element) -> str:
    """The label of a link without text, written for screen readers."""
    return clean(element.get("aria-label") or element.get("title") or "")


def _parse_address(url: str) -> _PageAddress | None:
    try:
        parts = urlsplit(url)
        path = normal_path(parts.path, plus="/author/" in parts.path.lower())
    except ValueError:
        return None
    number: int | None = None
    name = ""
    if match := _IN_PATH.search(path):
        path, number, name = path[: match.start()], int(match[1]), "page"
    elif match := _AFTER_AUTHOR.search(path):
        path, number, name = path[: match.start(2) - 1], int(match[2]), "page"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if number is None:
        numbers = {key.lower(): value for key, value in pairs if _DIGITS.fullmatch(value)}
        known = [key for key in numbers if key in _NAMES]
        if known or len(numbers) == 1:
            name = (known or list(numbers))[0]
            number = int(numbers[name])
            pairs = [(key, value) for key, value in pairs if key.lower() != name]
    return _PageAddress(host_of(url), path.rstrip("/"), frozenset(pairs), name, number)


def _may_follow(
    address_parts: _PageAddress, current: _PageAddress | None, sources: frozenset[str]
) -> bool:
    """Whether the address can be that of a later page."""
    if address_parts.number is None and _ARTICLE.search(address_parts.path):
        return False
    if current is None:
        return address_parts.listing != "" or address_parts.number is not None
    if address_parts.host != current.host or address_parts.edition != current.edition:
        return False
    if address_parts.path.lower() == current.path.lower():
        return _is_later(address_parts, current)
    return address_parts.listing in (None, current.listing, *sources)


def _is_later(address_parts: _PageAddress, current: _PageAddress) -> bool:
    """Whether an address with the path of this page can be that of a later page.

    The address of this page, or one with a smaller page number, cannot.
    """
    if address_parts == current:
        return False
    if (address_parts.name and address_parts.name not in _NAMES) or (
        current.name and current.name not in _NAMES
    ):
        return True  # the number has an unknown meaning: it may be that of the last article
    if address_parts.name and current.name and address_parts.name != current.name:
        return True
    if address_parts.number is None:
        return current.number is None and address_parts.query != current.query
    first = 0 if address_parts.name in _OFFSET_NAMES else 1
    # If pages are counted from 0, number 1 is the second page.
    return address_parts.number > (current.number if current.number is not None else first) or (
        current.number is None and address_parts.number == 1
    )


def _by_number(current: _PageAddress, numbered: list[tuple[_PageAddress, str, str]]) -> str | None:
    """The link whose number follows that of this page."""
    # If pages are counted from 0, the link "2" leads to number 1.
    counts_from_zero = any(
        _DIGITS.fullmatch(text) and int(text) == (address_parts.number or 0) + 1
        for address_parts, text, _ in numbered
    )
    current_number = (
        current.number if current.number is not None else (0 if counts_from_zero else 1)
    )
    for address_parts, text, href in numbered:
        named = address_parts.name in _PAGE_NAMES or (
            _DIGITS.fullmatch(text) is not None
            and int(text) == (address_parts.number or 0) + counts_from_zero
        )
        if (
            named
            and address_parts.number == current_number + 1
            and (current.name in ("", address_parts.name))
        ):
            return href
    later = [
        (address_parts.number or 0, href)
        for address_parts, _, href in numbered
        if address_parts.name in _OFFSET_NAMES
        and current.name in ("", address_parts.name)
        and (address_parts.number or 0) > (current.number or 0)
    ]
    return min(later)[1] if later else None
