"""Pages that list articles: listings of sources, front pages, pages of authors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import ClassVar, Literal, NamedTuple

from lxml import etree

from newsscraper.labels import TEASER_MARK
from newsscraper.pages.base import ARTICLE_PATH, EDITION_ROOT, Kind, Page, RawLink
from newsscraper.pages.blocks import blocks, stream, text_of
from newsscraper.pages.entry_text import (
    MAX_DATE_LINE,
    MAX_LINES_AFTER,
    NUMERIC_DATE,
    WRITTEN,
    YEAR,
    clean_text,
    date_and_teaser,
)
from newsscraper.pages.paging import next_page
from newsscraper.pages.ticker import SEPARATOR
from newsscraper.text.cleaning import clean

PAGE_PATH = re.compile(r"/(?:page|p|author/[^/]+)/\d+/?$", re.IGNORECASE)
"""The path of a later page of a listing, if its number is not in the query.

Both forms are assumed.
"""

AUTHOR_PATH = re.compile(r"/author/[^/]+$", re.IGNORECASE)
"""The path of an author's page, as seen on real pages."""

_MIN_ENTRIES = 3
_MAX_GAP = 5000
_MAX_NAMES, _MAX_NAME = 20, 200


class _Gap(NamedTuple):
    text: str
    """The text between two links to articles."""
    names: list[str]
    """The texts of other links in the gap."""


class ListingPage(Page):
    """Links to articles, each with a date and a teaser beside it.

    Teasers were seen on pages of authors. The rest is assumed.
    """

    kind: ClassVar[Kind] = "listing"
    layout = "ListingPage"

    def matches(self) -> bool:
        """Whether an entry has a date or a teaser, or several links lead to articles.

        The links of the ticker do not count.
        """
        if self.document.form != "html":
            return False
        dated = sum(1 for entry in self.entries if entry.published or entry.teaser)
        return dated > 0 or len(self.entries) >= _MIN_ENTRIES

    @cached_property
    def entries(self) -> tuple[RawLink, ...]:
        """The distinct articles listed, in order, without those of the ticker.

        The date and teaser of an entry are in the largest element that leads to no other article.
        In a flat sequence of links and texts they are between its link and the next one.
        """
        return tuple(self._entry(href, anchors) for href, anchors in self._anchors.items())

    @cached_property
    def _ticker_anchors(self) -> frozenset[etree._Element]:
        return frozenset(self.strip.anchors)

    @cached_property
    def _anchors(self) -> dict[str, list[etree._Element]]:
        """The links to each article."""
        found: dict[str, list[etree._Element]] = {}
        for anchor in self.document.anchors:
            if anchor in self._ticker_anchors or (anchor.tail and SEPARATOR in anchor.tail):
                continue
            href = (anchor.get("href") or "").strip()
            path = href.split("?")[0].split("#")[0]
            if ARTICLE_PATH.search(path) and not PAGE_PATH.search(path):
                found.setdefault(href, []).append(anchor)
        return found

    @cached_property
    def _only_article(self) -> dict[etree._Element, str | None]:
        """For each element around a link, the only article it leads to; ``None`` if several."""
        found: dict[etree._Element, str | None] = {}
        for href, anchors in self._anchors.items():
            for anchor in anchors:
                for element in anchor.iterancestors():
                    if found.setdefault(element, href) != href:
                        if found[element] is None:
                            break  # the elements further up are ``None`` too
                        found[element] = None
        return found

    def _entry(self, href: str, anchors: list[etree._Element]) -> RawLink:
        texts = [text for anchor in anchors if (text := clean_text(text_of(anchor)))]
        headline = texts[0] if texts else ""
        date = teaser = None
        for container in self._containers(href, anchors):
            text = text_of(container)
            if ")" not in text and YEAR.search(text) is None:
                continue  # mostly the entry of a side list
            lines = [clean_text(block) for block in blocks(container)]
            others = (anchor for anchor in container.iter("a") if anchor.get("href") != href)
            names = [clean(text_of(anchor, _MAX_NAME)) for anchor in islice(others, _MAX_NAMES)]
            found = date_and_teaser(lines, [headline, *names])
            if found[0]:
                date, teaser = found[0], found[1] or teaser
                break
            teaser = teaser or found[1]
        if date is None or teaser is None:
            gap_date, gap_teaser = self._from_gaps(href, headline)
            # If the same teaser or none is there, the date belongs to this entry too.
            date, teaser = (
                date or (gap_date if teaser in (None, gap_teaser) else None),
                teaser or gap_teaser,
            )
        return RawLink(href, headline, "entry", date, teaser)

    def _containers(self, href: str, anchors: list[etree._Element]) -> Iterator[etree._Element]:
        """The largest elements that lead to this article only, without the links themselves."""
        seen: set[etree._Element] = set()
        for anchor in anchors:
            container = anchor
            while (parent := container.getparent()) is not None and self._only_article.get(
                parent
            ) == href:
                container = parent
            if container is not anchor and container not in seen:
                seen.add(container)
                yield container

    def _from_gaps(self, href: str, headline: str) -> tuple[str | None, str | None]:
        """The date and teaser of an entry without an element of its own."""
        gaps, places = self._gaps
        place = places.get(href)
        if place is None:
            return None, None
        date = teaser = None
        if ")" in gaps[place].text or YEAR.search(gaps[place].text):
            names = [headline, *map(clean, gaps[place].names)]
            date, teaser = date_and_teaser(
                [clean_text(line) for line in gaps[place].text.split("\n") if line],
                names,
                may_be_next_entry=True,
            )
        if self._date_position == "before":
            before = [
                clean_text(line)
                for line in gaps[place - 1].text.split("\n")
                if line and not line.isspace()
            ]
            date, _ = date_and_teaser(before[-MAX_LINES_AFTER:], (), last=True)
        return date if self._date_position != "unknown" else None, teaser

    @cached_property
    def _gaps(self) -> tuple[list[_Gap], dict[str, int]]:
        """The gaps between links to articles, and for each article the index of its gap.

        The gap of an article is that after its first link.
        """
        gaps: list[_Gap] = []
        places: dict[str, int] = {}
        texts: list[str] = []
        names: list[str] = []
        last = ""
        for anchor, text in stream(self.root):
            href = (anchor.get("href") or "").strip() if anchor is not None else ""
            if anchor is None or href not in self._anchors or anchor in self._ticker_anchors:
                texts.append(text)
                if anchor is not None and len(names) < _MAX_NAMES:
                    names.append(text[:_MAX_NAME])
            elif href != last or not gaps:
                joined = "".join(texts)
                gaps.append(_Gap(joined[:_MAX_GAP] if gaps else joined[-_MAX_GAP:], names))
                places.setdefault(href, len(gaps))
                texts, names, last = [], [], href
        gaps.append(_Gap("".join(texts)[:_MAX_GAP], names))
        return gaps, places

    @cached_property
    def _date_position(self) -> Literal["after", "before", "unknown"]:
        """Whether the dates in a flat sequence are after or before their links.

        A date between a teaser and the next link belongs to the next link. Without teasers, a date
        before the first link makes the answer unknown.
        """
        before = after = 0
        first, *others = self._gaps[0]
        for gap in others:
            if (end := TEASER_MARK.search(gap.text)) is None:
                continue
            nearby = gap.text[: end.end() + MAX_DATE_LINE]
            if YEAR.search(nearby) and (
                date := NUMERIC_DATE.search(nearby) or WRITTEN.search(nearby)
            ):
                before += date.start() > end.start()
                after += date.start() < end.start()
        if before or after:
            return "unknown" if before and after else "before" if before else "after"
        return "unknown" if NUMERIC_DATE.search(first.text[-MAX_DATE_LINE:]) else "after"

    def links(self) -> Iterator[RawLink]:
        """The entries with their dates and teasers, then every other link."""
        yield from self.entries
        yield from super().links()

    @cached_property
    def next_href(self) -> str | None:
        """The link to the next page of the listing."""
        listed = [entry for entry in self.entries if entry.published] or self.entries
        matches = (ARTICLE_PATH.search(entry.href.split("?")[0].split("#")[0]) for entry in listed)
        sources = frozenset(match[0].split("/")[1].lower() for match in matches if match)
        alone = sources if self.kind == "listing" and len(sources) == 1 else frozenset()
        return next_page(self.root, self.url, self.document.base_url, alone)

    def is_next_link(self, element: etree._Element) -> bool:
        """Whether the element links to the next page."""
        return (element.get("href") or "").strip() == self.next_href

    def link_role(
        self, element: etree._Element, text: str
    ) -> Literal["next", "original", "feed", "entry"] | None:
        """Mark the links to the next page."""
        return "next" if self.next_href is not None and self.is_next_link(element) else None


class FrontPage(ListingPage):
    """The front page of a site or an edition."""

    kind = "front"
    layout = "FrontPage"

    def matches(self) -> bool:
        """Whether the address is the root of a site or an edition.

        Without an address, the page must have entries of at least three sources.
        """
        if self.document.form != "html":
            return False
        if self.path is not None:
            return EDITION_ROOT.fullmatch(self.path) is not None and bool(
                self.entries or self.ticker
            )
        sources = {
            match[0].split("/")[1]
            for entry in self.entries
            if (match := ARTICLE_PATH.search(entry.href))
        }
        return len(sources) >= _MIN_ENTRIES


class AuthorPage(ListingPage):
    """The articles of one author."""

    kind = "author"
    layout = "AuthorPage"

    def matches(self) -> bool:
        """Whether the address is that of an author's page."""
        return (
            self.document.form == "html"
            and self.path is not None
            and AUTHOR_PATH.search(self.path) is not None
        )
