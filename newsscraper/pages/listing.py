"""Pages that list articles: a source's listing, a front page, an author's page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import ClassVar, Literal, NamedTuple

from lxml import etree

from newsscraper.labels import DATE, TEASER_END, TEASER_MARK, WRITTEN_DATE, read_label
from newsscraper.pages.base import ARTICLE_PATH, EDITION_ROOT, Kind, Page, RawLink
from newsscraper.pages.blocks import blocks, stream, text_of
from newsscraper.pages.paging import next_page
from newsscraper.pages.ticker import SEPARATOR
from newsscraper.text.cleaning import clean
from newsscraper.text.mojibake import mend

_DATE = re.compile(DATE)
_ISO_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_WRITTEN = re.compile(WRITTEN_DATE, re.IGNORECASE)
PAGE_PATH = re.compile(r"/(?:page|p|author/[^/]+)/\d+/?$", re.IGNORECASE)
"""The path of a listing's later page, where its number does not stand in the query (both forms are
assumed)."""

AUTHOR_PATH = re.compile(r"/author/[^/]+$", re.IGNORECASE)
"""The path of an author's page (seen)."""

_YEAR = re.compile(r"\d{4}")
_MIN_ENTRIES = 3
_MAX_BESIDE = 5000
_MAX_DATE_LINE = 80
_NEAR = 4
_MAX_NAMES, _MAX_NAME = 20, 200
_PARTING = " \t-\u2010\u2013\u2014|·•:,،/›»>"
"""What parts a date from what stands beside it on its line."""


class _Gap(NamedTuple):
    text: str
    """What stands between two links to articles."""
    names: list[str]
    """The texts of other links there."""


def _read(printed: str) -> str:
    return clean(mend(printed).text)


class ListingPage(Page):
    """Links to articles, each with a date and a teaser beside it (teasers seen on author pages, the
    rest assumed)."""

    kind: ClassVar[Kind] = "listing"
    layout = "ListingPage"

    def matches(self) -> bool:
        """One entry with a date or a teaser, or several links to articles outside the ticker."""
        if self.document.form != "html":
            return False
        dated = sum(1 for entry in self.entries if entry.published or entry.teaser)
        return dated > 0 or len(self.entries) >= _MIN_ENTRIES

    @cached_property
    def entries(self) -> tuple[RawLink, ...]:
        """The articles listed, in order, each once; the ticker's left out.

        An entry's date and teaser stand in the largest element that leads to no other article.
        Where there is none, in a flat run of links and texts, they stand between its link and the
        next one's.
        """
        return tuple(self._entry(href, anchors) for href, anchors in self._anchors.items())

    @cached_property
    def _in_strip(self) -> frozenset[etree._Element]:
        return frozenset(self.strip.anchors)

    @cached_property
    def _anchors(self) -> dict[str, list[etree._Element]]:
        """The links to each article."""
        found: dict[str, list[etree._Element]] = {}
        for anchor in self.document.anchors:
            if anchor in self._in_strip or (anchor.tail and SEPARATOR in anchor.tail):
                continue
            href = (anchor.get("href") or "").strip()
            path = href.split("?")[0].split("#")[0]
            if ARTICLE_PATH.search(path) and not PAGE_PATH.search(path):
                found.setdefault(href, []).append(anchor)
        return found

    @cached_property
    def _only_article(self) -> dict[etree._Element, str | None]:
        """For each element around a link to an article: that article, or ``None`` where there are
        several."""
        found: dict[etree._Element, str | None] = {}
        for href, anchors in self._anchors.items():
            for anchor in anchors:
                for element in anchor.iterancestors():
                    if found.setdefault(element, href) != href:
                        if found[element] is None:
                            break  # so it is further up
                        found[element] = None
        return found

    def _entry(self, href: str, anchors: list[etree._Element]) -> RawLink:
        texts = [text for anchor in anchors if (text := _read(text_of(anchor)))]
        headline = texts[0] if texts else ""
        date = teaser = None
        for container in self._containers(href, anchors):
            text = text_of(container)
            if ")" not in text and _YEAR.search(text) is None:
                continue  # a side list's, mostly
            lines = [_read(block) for block in blocks(container)]
            others = (anchor for anchor in container.iter("a") if anchor.get("href") != href)
            names = [clean(text_of(anchor, _MAX_NAME)) for anchor in islice(others, _MAX_NAMES)]
            found = _beside(lines, [headline, *names])
            if found[0]:
                date, teaser = found[0], found[1] or teaser
                break
            teaser = teaser or found[1]
        if date is None or teaser is None:
            there, more = self._apart(href, headline)
            # The same teaser, or none, stands there: then it is this entry's date too.
            date, teaser = date or (there if teaser in (None, more) else None), teaser or more
        return RawLink(href, headline, "entry", date, teaser)

    def _containers(self, href: str, anchors: list[etree._Element]) -> Iterator[etree._Element]:
        """The largest elements that lead to this article and to no other, links themselves left
        out."""
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

    def _apart(self, href: str, headline: str) -> tuple[str | None, str | None]:
        """Date and teaser of an entry that no element holds together."""
        gaps, places = self._gaps
        place = places.get(href)
        if place is None:
            return None, None
        date = teaser = None
        if ")" in gaps[place].text or _YEAR.search(gaps[place].text):
            names = [headline, *map(clean, gaps[place].names)]
            date, teaser = _beside(
                [_read(line) for line in gaps[place].text.split("\n") if line], names, near=True
            )
        if self._order == "ahead":
            before = [
                _read(line)
                for line in gaps[place - 1].text.split("\n")
                if line and not line.isspace()
            ]
            date, _ = _beside(before[-_NEAR:], (), last=True)
        return date if self._order != "unknown" else None, teaser

    @cached_property
    def _gaps(self) -> tuple[list[_Gap], dict[str, int]]:
        """What stands between the links to articles, and for each article which of it stands behind
        its first link."""
        gaps: list[_Gap] = []
        places: dict[str, int] = {}
        texts: list[str] = []
        names: list[str] = []
        last = ""
        for anchor, text in stream(self.root):
            href = (anchor.get("href") or "").strip() if anchor is not None else ""
            if anchor is None or href not in self._anchors or anchor in self._in_strip:
                texts.append(text)
                if anchor is not None and len(names) < _MAX_NAMES:
                    names.append(text[:_MAX_NAME])
            elif href != last or not gaps:
                joined = "".join(texts)
                gaps.append(_Gap(joined[:_MAX_BESIDE] if gaps else joined[-_MAX_BESIDE:], names))
                places.setdefault(href, len(gaps))
                texts, names, last = [], [], href
        gaps.append(_Gap("".join(texts)[:_MAX_BESIDE], names))
        return gaps, places

    @cached_property
    def _order(self) -> Literal["behind", "ahead", "unknown"]:
        """Whether, in a flat run, the dates stand behind their links or in front of them.

        Between an entry's teaser and the next link they are the next one's. Without teasers, a date
        in front of the first link leaves it open.
        """
        ahead = behind = 0
        first, *others = self._gaps[0]
        for gap in others:
            if (end := TEASER_MARK.search(gap.text)) is None:
                continue
            near = gap.text[: end.end() + _MAX_DATE_LINE]
            if _YEAR.search(near) and (date := _DATE.search(near) or _WRITTEN.search(near)):
                ahead += date.start() > end.start()
                behind += date.start() < end.start()
        if ahead or behind:
            return "unknown" if ahead and behind else "ahead" if ahead else "behind"
        return "unknown" if _DATE.search(first.text[-_MAX_DATE_LINE:]) else "behind"

    def links(self) -> Iterator[RawLink]:
        """The entries with their dates and teasers, then every other link."""
        yield from self.entries
        yield from super().links()

    @cached_property
    def next_href(self) -> str | None:
        """The link to the listing's next page."""
        listed = [entry for entry in self.entries if entry.published] or self.entries
        matches = (ARTICLE_PATH.search(entry.href.split("?")[0].split("#")[0]) for entry in listed)
        sources = frozenset(match[0].split("/")[1].lower() for match in matches if match)
        alone = sources if self.kind == "listing" and len(sources) == 1 else frozenset()
        return next_page(self.root, self.url, self.document.base_url, alone)

    def leads_on(self, element: etree._Element) -> bool:
        """Whether the element's link is that to the next page."""
        return (element.get("href") or "").strip() == self.next_href

    def role_of(
        self, element: etree._Element, text: str
    ) -> Literal["next", "original", "feed", "entry"] | None:
        """Marks the links to the next page."""
        return "next" if self.next_href is not None and self.leads_on(element) else None


class FrontPage(ListingPage):
    """The front page of a site or an edition."""

    kind = "front"
    layout = "FrontPage"

    def matches(self) -> bool:
        """The address is a site's or an edition's root; without an address, entries of three
        sources or more."""
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
        """The address is an author's."""
        return (
            self.document.form == "html"
            and self.path is not None
            and AUTHOR_PATH.search(self.path) is not None
        )


def _beside(
    lines: Sequence[str], names: Sequence[str], *, near: bool = False, last: bool = False
) -> tuple[str | None, str | None]:
    """Date and teaser among the lines of an entry.

    Args:
        lines: The lines, clean.
        names: Texts of the links among them: the headline, the source. They may stand on one line
            with the date.
        near: What follows may be another's: no date further than a few lines behind the teaser is
            taken.
        last: The last date counts, not the first.

    """
    date = teaser = None
    left = len(lines)
    for line in lines:
        if near and teaser is not None:
            left = min(left, _NEAR) - 1
            if left < 0:
                break
        line = _without_names(line, names)
        if not line:
            continue
        printed, rest = _date_in(line)
        if printed and (date is None or last):
            date, line = printed, rest
        if teaser is None and line.endswith(")") and TEASER_END.search(line):
            teaser = line
    return date, teaser


def _without_names(line: str, names: Sequence[str]) -> str:
    """The line without links' texts in front, and what parts them from the rest."""
    for _ in range(_NEAR):
        name = next((name for name in names if name and line.startswith(name)), None)
        if name is None:
            break
        line = line[len(name) :].lstrip(_PARTING)
    return line


def _date_in(line: str) -> tuple[str | None, str]:
    """The date that a line prints of its entry, and the line without it: a text may hold other
    dates.

    It stands after the label, at the line's beginning or end, or on a short line.
    """
    if _YEAR.search(line) is None:
        return None, line
    label = read_label(line)
    if label is not None:
        return label.date, line.partition(label.date)[2].lstrip(_PARTING)
    for pattern in (_DATE, _ISO_DATE, _WRITTEN):
        if (match := pattern.search(line)) is None:
            continue
        *_, last = pattern.finditer(line, match.start())
        before = line[: last.start()].rstrip(_PARTING)
        if TEASER_END.search(before[-_MAX_DATE_LINE:]) and not line[last.end() :].strip(_PARTING):
            return last[0], before
        if match.start() == 0 or len(line) < _MAX_DATE_LINE:
            return match[0], line[match.end() :].lstrip(_PARTING)
    return None, line
