"""Pages that list articles: a source's listing, a front page, an author's page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar, Literal

from lxml import etree

from newsscraper.labels import DATE, TEASER_END, is_next, read_label
from newsscraper.pages.base import ARTICLE_PATH, EDITION_ROOT, Kind, Page, RawLink
from newsscraper.pages.blocks import blocks, stream, text_of
from newsscraper.pages.ticker import SEPARATOR
from newsscraper.text import clean

_DATE = re.compile(DATE)
PAGE_PATH = re.compile(r"/(?:page|p)/\d+/?$", re.IGNORECASE)
"""The path of a listing's later page, where its number does not stand in the query (both forms are assumed)."""

_AUTHOR_PATH = re.compile(r"/author/[^/]+$", re.IGNORECASE)
_MAY_TELL = re.compile(r"\d{4}|\)")
"""What every date or teaser has: a year, the bracket at the end of "(...)"."""

_MIN_ENTRIES = 3
_MAX_BESIDE = 5000
_MAX_DATE_LINE = 80


class ListingPage(Page):
    """Links to articles, each with a date and a teaser beside it (teasers seen on author pages, the rest assumed)."""

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

        An entry's date and teaser stand in the largest element that leads to no other article. Where there is none, in a
        flat run of links and texts, they stand between its link and the next one's.
        """
        return tuple(self._entry(href, anchors) for href, anchors in self._anchors.items())

    @cached_property
    def _anchors(self) -> dict[str, list[etree._Element]]:
        """The links to each article."""
        found: dict[str, list[etree._Element]] = {}
        strip = set(self.strip.anchors)
        for anchor in self.document.anchors:
            if anchor in strip or (anchor.tail and SEPARATOR in anchor.tail):
                continue
            href = (anchor.get("href") or "").strip()
            path = href.split("?")[0].split("#")[0]
            if ARTICLE_PATH.search(path) and not PAGE_PATH.search(path):
                found.setdefault(href, []).append(anchor)
        return found

    @cached_property
    def _only_article(self) -> dict[etree._Element, str | None]:
        """For each element around a link to an article: that article, or ``None`` where there are several."""
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
        texts = [text for anchor in anchors if (text := clean(text_of(anchor)))]
        headline = texts[0] if texts else ""
        seen: set[etree._Element] = set()
        for anchor in anchors:
            container = anchor
            while (parent := container.getparent()) is not None and self._only_article.get(parent) == href:
                container = parent
            if container in seen:
                continue
            seen.add(container)
            lines = [clean(block) for block in blocks(container)] if container is not anchor else []
            date, teaser = _beside(lines, headline)
            if date or teaser:
                return RawLink(href, headline, "entry", date, teaser)
        behind = self._behind.get(href, "")
        if _MAY_TELL.search(clean(behind)) is None:
            return RawLink(href, headline, "entry")
        date, teaser = _beside([clean(line) for line in behind.split("\n")], headline)
        return RawLink(href, headline, "entry", date, teaser)

    @cached_property
    def _behind(self) -> dict[str, str]:
        """What stands between a link to an article and the next, where no element holds it together with its link.

        Nothing where a date stands in front of the first link: then the dates may belong to what follows them.
        """
        found: dict[str, list[str]] = {}
        current: list[str] = []
        ahead: list[str] | None = current
        for anchor, text in stream(self.root):
            href = (anchor.get("href") or "").strip() if anchor is not None else ""
            if href not in self._anchors:
                current.append(text)
                continue
            if ahead is not None:
                if _DATE.search("".join(ahead)[-_MAX_DATE_LINE:]):
                    return {}
                ahead = None
            if href not in found:
                current = found[href] = []
            elif current is not found[href]:
                current = []
        return {href: "".join(texts)[:_MAX_BESIDE] for href, texts in found.items()}

    def links(self) -> Iterator[RawLink]:
        """The entries with their dates and teasers, then every other link."""
        yield from self.entries
        yield from super().links()

    def role_of(self, element: etree._Element, text: str) -> Literal["next", "original", "feed", "entry"] | None:
        """The next page: ``a.nav-btn.left`` (seen), ``rel=next``, or the word."""
        names = element.get("class")
        if names and {"nav-btn", "left"} <= set(names.split()):
            return "next"
        relation = element.get("rel")
        if relation and "next" in relation.split():
            return "next"
        return "next" if is_next(text) else None


class FrontPage(ListingPage):
    """The front page of a site or an edition."""

    kind = "front"
    layout = "FrontPage"

    def matches(self) -> bool:
        """The address is a site's or an edition's root; without an address, entries of three sources or more."""
        if self.document.form != "html":
            return False
        if self.path is not None:
            return EDITION_ROOT.fullmatch(self.path) is not None and bool(self.entries or self.ticker)
        sources = {match[0].split("/")[1] for entry in self.entries if (match := ARTICLE_PATH.search(entry.href))}
        return len(sources) >= _MIN_ENTRIES


class AuthorPage(ListingPage):
    """The articles of one author."""

    kind = "author"
    layout = "AuthorPage"

    def matches(self) -> bool:
        """The address is an author's."""
        return self.document.form == "html" and self.path is not None and _AUTHOR_PATH.search(self.path) is not None


def _beside(lines: list[str], headline: str) -> tuple[str | None, str | None]:
    """Date and teaser among the lines of an entry."""
    date = teaser = None
    for line in lines:
        if headline and line.startswith(headline):
            line = line[len(headline) :].strip()
        if not line:
            continue
        label = read_label(line)
        printed = label.date if label else None
        if printed is None and (match := _DATE.search(line)) and (match.start() == 0 or len(line) < _MAX_DATE_LINE):
            printed = match[0]
        if printed and date is None:
            date = printed
            line = line.partition(printed)[2].strip()
        if teaser is None and line.endswith(")") and TEASER_END.search(line):
            teaser = line
    return date, teaser
