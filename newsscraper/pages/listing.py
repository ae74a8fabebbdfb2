"""Pages that list articles: a source's listing, a front page, an author's page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar, Literal

from lxml import etree

from newsscraper.labels import DATE, TEASER_END, is_next, read_label
from newsscraper.pages.base import ARTICLE_PATH, Kind, Page, RawLink
from newsscraper.pages.blocks import SILENT_TAGS, text_of
from newsscraper.pages.ticker import SEPARATOR
from newsscraper.text import clean

_DATE = re.compile(DATE)
_EDITION_ROOT = re.compile(r"(?:/[a-z]{2})?$")
_AUTHOR_PATH = re.compile(r"/author/[^/]+$", re.IGNORECASE)
_MIN_ENTRIES = 3
_MAX_BESIDE = 5000


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

        What an entry's date and teaser are is told by what stands between its link and the next entry's.
        """
        found: dict[str, tuple[str, list[str]]] = {}
        beside: list[str] | None = None
        for anchor, text in _stream(self.selector.root):
            if anchor is None:
                if beside is not None:
                    beside.append(text)
                continue
            href = (anchor.get("href") or "").strip()
            if not ARTICLE_PATH.search(href.split("?")[0].split("#")[0]):
                if beside is not None:
                    beside.append(text)
                continue
            if anchor.tail and SEPARATOR in anchor.tail:
                beside = None
                continue
            headline, beside = found.setdefault(href, ("", []))
            if not clean(headline) and clean(text):
                found[href] = (text, beside)
            elif clean(text) != clean(headline):
                beside.append("\n" + text + "\n")  # the teaser itself may be a link
        return tuple(self._entry(href, headline, "".join(texts)[:_MAX_BESIDE]) for href, (headline, texts) in found.items())

    def _entry(self, href: str, headline: str, beside: str) -> RawLink:
        label = read_label(clean(beside[:600]))
        date = label.date if label else (match[0] if (match := _DATE.search(beside)) else None)
        teaser = next((line for line in beside.split("\n") if TEASER_END.search(line)), None)
        return RawLink(href, headline, "entry", date, teaser)

    def links(self) -> Iterator[RawLink]:
        """The entries with their dates and teasers, then every other link."""
        yield from self.entries
        yield from super().links()

    def role_of(self, element: etree._Element) -> Literal["next", "original", "feed", "entry"] | None:
        """The next page: ``a.nav-btn.left`` (seen), ``rel=next``, or the word."""
        names = (element.get("class") or "").split()
        if ("nav-btn" in names and "left" in names) or "next" in (element.get("rel") or "").split():
            return "next"
        return "next" if is_next(text_of(element)) else None


class FrontPage(ListingPage):
    """The front page of a site or an edition."""

    kind = "front"
    layout = "FrontPage"

    def matches(self) -> bool:
        """The address is a site's or an edition's root; without an address, entries of three sources or more."""
        if self.document.form != "html":
            return False
        if self.path is not None:
            return _EDITION_ROOT.fullmatch(self.path) is not None and bool(self.entries or self.ticker)
        sources = {match[0].split("/")[1] for entry in self.entries if (match := ARTICLE_PATH.search(entry.href))}
        return len(sources) >= _MIN_ENTRIES


class AuthorPage(ListingPage):
    """The articles of one author."""

    kind = "author"
    layout = "AuthorPage"

    def matches(self) -> bool:
        """The address is an author's."""
        return self.document.form == "html" and self.path is not None and _AUTHOR_PATH.search(self.path) is not None


def _stream(root: etree._Element) -> Iterator[tuple[etree._Element | None, str]]:
    """The page's texts in order; a link's whole text comes once, with its element."""
    inside: etree._Element | None = None
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if inside is None and node.tag == "a":
                inside = node
                yield node, text_of(node)
            elif inside is None and node.text and node.tag not in SILENT_TAGS:
                yield None, node.text
        else:
            if node is inside:
                inside = None
            if inside is None:
                if node.tag in ("p", "div", "li", "br", "td", "tr", "h1", "h2", "h3", "h4"):
                    yield None, "\n"
                if node.tail:
                    yield None, node.tail
