"""The base class of all page classes: text, tree, ticker and links of a capture.

Page classes select raw strings. They clean nothing.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal
from urllib.parse import urlsplit

from lxml import etree
from parsel import Selector, SelectorList

from newsscraper.items.records import Capture, RawArticle, RawTickerItem
from newsscraper.items.rights import Rights
from newsscraper.items.warning_codes import WarningCode
from newsscraper.pages.blocks import text_of
from newsscraper.pages.document import Document
from newsscraper.pages.stated_rights import stated_rights
from newsscraper.pages.ticker import Strip, find_strip

Kind = Literal[
    "article",
    "listing",
    "front",
    "author",
    "feed",
    "error",
    "challenge",
    "unknown",
    "collection",
    "documentation",
    "forum",
    "product",
    "service",
    "page",
]
"""The kinds of pages.

The kinds from ``collection`` on occur only if the text of any page is asked for; then
``listing`` is a list of anything, and ``page`` a page whose kind is uncertain.
"""

ARTICLE_PATH = re.compile(r"/[^/?#]+/\d+/?$")
"""The path of an article on the platform: source and number. Seen on all seven sites."""

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})

EDITION_ROOT = re.compile(r"(?:/[a-z]{2})?")
"""The path of the front page of a site or an edition, without the final slash."""


@dataclass(frozen=True, slots=True)
class RawLink:
    """A link as printed, with the date and teaser beside it."""

    href: str
    text: str = ""
    role: Literal["next", "original", "feed", "entry"] | None = None
    """The function of the link on the page; ``None`` for an ordinary link.

    ``entry`` is an entry of a listing or feed.
    """
    published: str | None = None
    teaser: str | None = None


class Page(ABC):
    """A page made from a capture alone.

    A subclass sets its `kind` and `layout`, decides in :meth:`matches` whether it can read a
    capture, and selects the parts.

    Args:
        capture: The capture to read.
        document: The same capture, already parsed. Page classes that are tried in turn share it.

    """

    layout: ClassVar[str]

    def __init__(self, capture: Capture, document: Document | None = None) -> None:
        self.capture = capture
        self.document = document if document is not None else Document(capture)

    @property
    @abstractmethod
    def kind(self) -> Kind:
        """What the page is. All subclasses but one have a constant."""

    @abstractmethod
    def matches(self) -> bool:
        """Whether this class can read the capture."""

    @property
    def selector(self) -> Selector:
        """The parsed page as a parsel selector. Each page is parsed once."""
        return self.document.selector

    @property
    def root(self) -> etree._Element:
        """The root element of the same tree."""
        return self.document.root

    def css(self, query: str) -> SelectorList[Selector]:
        """The elements that match a CSS selector."""
        return self.selector.css(query)

    def xpath(self, query: str) -> SelectorList[Selector]:
        """The results of an XPath expression."""
        return self.selector.xpath(query)

    @property
    def url(self) -> str | None:
        """The address of the capture, else the address that the page declares."""
        return self.document.url

    @cached_property
    def path(self) -> str | None:
        """The path of the address, without the final slash; ``None`` without a valid address."""
        if self.url is None:
            return None
        try:
            return urlsplit(self.url).path.rstrip("/")
        except ValueError:
            return None

    @property
    def article_url(self) -> str | None:
        """The address of the article on the page.

        If the capture has no address and the page declares that of a front page, the declaration is
        wrong and the result is ``None``.
        """
        if (
            self.document.capture_url is None
            and self.path is not None
            and EDITION_ROOT.fullmatch(self.path)
        ):
            return None
        return self.url

    @cached_property
    def ticker(self) -> tuple[RawTickerItem, ...]:
        """The entries of the ticker in order, including empty ones; empty without a ticker."""
        return self.strip.entries

    @cached_property
    def strip(self) -> Strip:
        """The ticker with the link elements that it consists of."""
        return find_strip(self.document) if self.document.form == "html" else Strip()

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """The codes of all warnings about the capture."""
        notes = list(self.document.notes)
        if self.document.is_cut:
            notes.append(WarningCode.CUT_PAGE)
        if self.document.capture_url is None:
            if (self.capture.url or "").strip():
                notes.append(WarningCode.URL_UNREADABLE)
            if self.document.declared_url is not None:
                notes.append(WarningCode.URL_FROM_PAGE)
        return tuple(dict.fromkeys(notes))

    @cached_property
    def rights(self) -> Rights | None:
        """What the page and its site state about its use; ``None`` if nothing."""
        return stated_rights(self.document)

    def article(self) -> RawArticle | None:
        """The article as printed; ``None`` if the page is not an article."""
        return None

    def origin(self) -> RawArticle:
        """A raw article with origin and ticker only; page classes add the other fields."""
        return RawArticle(
            layout=self.layout,
            url=self.article_url,
            base_url=self.document.base_url,
            fetched_at=self.capture.fetched_at,
            capture_ref=self.capture.ref,
            rights=self.rights,
            ticker=self.ticker,
            warnings=self.warnings,
        )

    def links(self) -> Iterator[RawLink]:
        """All links of the page in order, including repeated ones."""
        if self.document.form != "html":
            return
        for element in self.root.iter("link", "a", "area"):
            href = element.get("href")
            if not href:
                continue
            if element.tag == "link":
                if (element.get("type") or "").partition(";")[0].strip().lower() in _FEED_TYPES:
                    yield RawLink(href, element.get("title") or "", "feed")
                elif "next" in (element.get("rel") or "").lower().split() and self.is_next_link(
                    element
                ):
                    yield RawLink(href, "", "next")
            else:
                text = text_of(element)
                yield RawLink(href, text, self.link_role(element, text))

    def is_next_link(self, element: etree._Element) -> bool:
        """Whether a ``link`` element with ``rel=next`` leads to the next page.

        Subclasses that check the address override this.
        """
        return True

    def link_role(
        self, element: etree._Element, text: str
    ) -> Literal["next", "original", "feed", "entry"] | None:
        """The function of a link on the page, judged by its element and its text."""
        return None
