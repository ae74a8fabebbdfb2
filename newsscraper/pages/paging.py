"""The next page of a listing: by ``rel``, by wording, by the one class seen, or by the number in
the address.

Whatever says "next", the address must agree: it leads to no article, to no other source's or
author's listing, to no other edition, and to no page of this listing whose number is not greater
than this one's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from newsscraper.labels import is_next
from newsscraper.pages.blocks import text_of
from newsscraper.text.cleaning import clean
from newsscraper.urls import absolute, host_of, normal_path

_PAGE_NAMES = frozenset("page p pg paged pageno page_no pagenum currentpage pagina seite".split())
_OFFSET_NAMES = frozenset("start offset from debut skip limitstart first pos".split())
_NAMES = _PAGE_NAMES | _OFFSET_NAMES
_IN_PATH = re.compile(r"/(?:page|pagina|pg|p)[/_-]?(\d{1,6})(?:\.\w{2,5})?$", re.IGNORECASE)
_BEHIND_AUTHOR = re.compile(r"(/author/[^/]+)/(\d{1,6})$", re.IGNORECASE)
_MAY_BE_NUMBERED = re.compile(
    r"[?&;][^=&]*=\d|/(?:page|pagina|pg|p)[/_-]?\d|/author/[^/]+/\d", re.IGNORECASE
)
_ARTICLE = re.compile(r"/[^/]+/\d+$")
_EDITION = re.compile(r"/([a-z]{2})(?=/|$)", re.IGNORECASE)
_AUTHOR = re.compile(r"/author/([^/]+)", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,6}")
_MAX_TEXT = 60

_REL, _WORD, _CLASS, _NUMBER = range(4)


class _Place(NamedTuple):
    """Where an address stands among a listing's pages."""

    host: str
    path: str
    """Without the page's number."""
    query: frozenset[tuple[str, str]]
    """Without the page's number."""
    name: str
    """What the number is called; empty without a number."""
    number: int | None

    @property
    def edition(self) -> str:
        """The edition in the path."""
        match = _EDITION.match(self.path)
        return match[1].lower() if match else ""

    @property
    def listing(self) -> str | None:
        """The source, section or author that the path names; ``None`` if it is of another form."""
        rest = self.path[len(self.edition) + 1 :] if self.edition else self.path
        if match := _AUTHOR.search(rest):
            return f"author/{match[1]}".lower()
        parts = rest.strip("/").split("/")
        return parts[0].lower() if len(parts) == 1 and "." not in parts[0] else None

    def is_of(self, other: _Place) -> bool:
        """Whether both are pages of one listing by their addresses alone."""
        return (self.host, self.path.lower(), self.query) == (
            other.host,
            other.path.lower(),
            other.query,
        )


def next_page(
    root: etree._Element, url: str | None, base_url: str | None, sources: frozenset[str]
) -> str | None:
    """The link to a listing's next page, as the page has it; ``None`` if there is none.

    Args:
        root: The page.
        url: Its address, if it is known.
        base_url: What its links are relative to.
        sources: Slugs of the sources whose articles it lists: an address may name the listing
            otherwise than the page's own.

    """
    own = _place(url) if url else None
    best: tuple[int, str] | None = None
    numbered: list[tuple[_Place, str, str]] = []
    for element, href in _links(root):
        rank = _rank(element)
        text = clean(text_of(element, _MAX_TEXT)) if rank is None else ""
        if rank is None and is_next(text or _spoken(element)):
            rank = _WORD
        if (rank is None and own is None) or (
            best is not None and rank is not None and best[0] <= rank
        ):
            continue
        if rank is None and _MAY_BE_NUMBERED.search(href) is None:
            continue
        address = absolute(base_url, href)
        place = _place(address) if address else None
        if place is None or not _may_follow(place, own, sources):
            continue
        if rank is not None:
            best = (rank, href)
        elif own is not None and place.number is not None and place.is_of(own):
            numbered.append((place, text, href))
    if best is not None:
        return best[1]
    return _by_number(own, numbered) if own is not None else None


def _links(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for element in root.iter("link", "a", "area"):
        href = (element.get("href") or "").strip()
        if href and (element.tag != "link" or _rank(element) == _REL):
            yield element, href


def _rank(element: etree._Element) -> int | None:
    """What an element says of itself by its attributes: ``rel=next``, or ``a.nav-btn.left``, which
    one scraper asks for."""
    relation = element.get("rel")
    if relation and "next" in relation.lower().split():
        return _REL
    names = element.get("class")
    if names and {"nav-btn", "left"} <= set(names.split()):
        return _CLASS
    return None


def _spoken(element: etree._Element) -> str:
    """What a link without words says to those who cannot see its arrow."""
    return clean(element.get("aria-label") or element.get("title") or "")


def _place(url: str) -> _Place | None:
    try:
        parts = urlsplit(url)
        path = normal_path(parts.path, plus="/author/" in parts.path.lower())
    except ValueError:
        return None
    number: int | None = None
    name = ""
    if match := _IN_PATH.search(path):
        path, number, name = path[: match.start()], int(match[1]), "page"
    elif match := _BEHIND_AUTHOR.search(path):
        path, number, name = path[: match.start(2) - 1], int(match[2]), "page"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if number is None:
        numbers = {key.lower(): value for key, value in pairs if _DIGITS.fullmatch(value)}
        known = [key for key in numbers if key in _NAMES]
        if known or len(numbers) == 1:
            name = (known or list(numbers))[0]
            number = int(numbers[name])
            pairs = [(key, value) for key, value in pairs if key.lower() != name]
    return _Place(host_of(url), path.rstrip("/"), frozenset(pairs), name, number)


def _may_follow(place: _Place, own: _Place | None, sources: frozenset[str]) -> bool:
    """Whether the address can be that of a later page."""
    if place.number is None and _ARTICLE.search(place.path):
        return False
    if own is None:
        return place.listing != "" or place.number is not None
    if place.host != own.host or place.edition != own.edition:
        return False
    if place.path.lower() == own.path.lower():
        return _is_later(place, own)
    return place.listing in (None, own.listing, *sources)


def _is_later(place: _Place, own: _Place) -> bool:
    """Whether an address with this page's path can be a later page's: not the same page, nor one
    with a lesser number."""
    if place == own:
        return False
    if (place.name and place.name not in _NAMES) or (own.name and own.name not in _NAMES):
        return True  # what the number means is not known: it may be the last article's
    if place.name and own.name and place.name != own.name:
        return True
    if place.number is None:
        return own.number is None and place.query != own.query
    first = 0 if place.name in _OFFSET_NAMES else 1
    # Where pages are counted from 0, number 1 is the second.
    return place.number > (own.number if own.number is not None else first) or (
        own.number is None and place.number == 1
    )


def _by_number(own: _Place, numbered: list[tuple[_Place, str, str]]) -> str | None:
    """The link whose number follows this page's."""
    # A page counted from 0 has a link "2" to its number 1.
    shifted = any(
        _DIGITS.fullmatch(text) and int(text) == (place.number or 0) + 1
        for place, text, _ in numbered
    )
    mine = own.number if own.number is not None else (0 if shifted else 1)
    for place, text, href in numbered:
        named = place.name in _PAGE_NAMES or (
            _DIGITS.fullmatch(text) is not None and int(text) == (place.number or 0) + shifted
        )
        if named and place.number == mine + 1 and (own.name in ("", place.name)):
            return href
    later = [
        (place.number or 0, href)
        for place, _, href in numbered
        if place.name in _OFFSET_NAMES
        and own.name in ("", place.name)
        and (place.number or 0) > (own.number or 0)
    ]
    return min(later)[1] if later else None
