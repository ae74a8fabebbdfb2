"""What every page class has: the capture's text and tree, the ticker, the links. It selects; it
cleans nothing."""

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
from newsscraper.items.warning_codes import WarningCode
from newsscraper.pages.blocks import text_of
from newsscraper.pages.document import Document
from newsscraper.pages.ticker import Strip, read_strip

Kind = Literal["article", "listing", "front", "author", "feed", "error", "challenge", "unknown"]
"""What a page is."""

ARTICLE_PATH = re.compile(r"/[^/?#]+/\d+/?$")
"""The path of an article on the platform: source and number. Seen on all seven sites."""

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})

EDITION_ROOT = re.compile(r"(?:/[a-z]{2})?")
"""The path of a front page, without the closing slash: of the site or of an edition."""


@dataclass(frozen=True, slots=True)
class RawLink:
    """A link as the page has it, and what stands beside it."""

    href: str
    text: str = ""
    role: Literal["next", "original", "feed", "entry"] | None = None
    """What the page says of the link; ``None`` for an ordinary one. ``entry``: one of a listing's
    or feed's own."""
    published: str | None = None
    teaser: str | None = None


class Page(ABC):
    """A page made from a capture alone.

    A subclass names its `kind` and `layout`, says in :meth:`matches` whether a capture is one of
    its own, and selects.

    Args:
        capture: What was received.
        document: The same capture, parsed already; page classes tried in turn share one.

    """

    kind: ClassVar[Kind]
    layout: ClassVar[str]

    def __init__(self, capture: Capture, document: Document | None = None) -> None:
        self.capture = capture
        self.document = document if document is not None else Document(capture)

    @abstractmethod
    def matches(self) -> bool:
        """Whether the capture is a page of this class."""

    @property
    def selector(self) -> Selector:
        """The tree, parsed once a page."""
        return self.document.selector

    @property
    def root(self) -> etree._Element:
        """The root of the same tree, to be walked."""
        return self.document.root

    def css(self, query: str) -> SelectorList[Selector]:
        """What the CSS selector finds."""
        return self.selector.css(query)

    def xpath(self, query: str) -> SelectorList[Selector]:
        """What the XPath expression finds."""
        return self.selector.xpath(query)

    @property
    def url(self) -> str | None:
        """The page's address: the capture's, else the one it gives for itself."""
        return self.document.url

    @cached_property
    def path(self) -> str | None:
        """The path of the address, without the closing slash; ``None`` without an address."""
        if self.url is None:
            return None
        try:
            return urlsplit(self.url).path.rstrip("/")
        except ValueError:
            return None

    @property
    def article_url(self) -> str | None:
        """The address of an article on the page: a page that gives a front page for its own address
        is believed in nothing."""
        if (
            self.document.given_url is None
            and self.path is not None
            and EDITION_ROOT.fullmatch(self.path)
        ):
            return None
        return self.url

    @cached_property
    def ticker(self) -> tuple[RawTickerItem, ...]:
        """The strip's entries in order, empty ones included; nothing where the page shows none."""
        return self.strip.entries

    @cached_property
    def strip(self) -> Strip:
        """The same strip with the links that it consists of."""
        return read_strip(self.document) if self.document.form == "html" else Strip()

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What reading the capture brought up."""
        notes = list(self.document.notes)
        if self.document.is_cut:
            notes.append(WarningCode.CUT_PAGE)
        if self.document.given_url is None:
            if (self.capture.url or "").strip():
                notes.append(WarningCode.URL_UNREADABLE)
            if self.document.own_url is not None:
                notes.append(WarningCode.URL_FROM_PAGE)
        return tuple(dict.fromkeys(notes))

    def article(self) -> RawArticle | None:
        """What the page printed of an article; ``None`` on a page that is none."""
        return None

    def origin(self) -> RawArticle:
        """A raw article that holds only where it comes from, and the ticker; page classes fill in
        what they select."""
        return RawArticle(
            layout=self.layout,
            url=self.article_url,
            base_url=self.document.base_url,
            fetched_at=self.capture.fetched_at,
            capture_ref=self.capture.ref,
            ticker=self.ticker,
            warnings=self.warnings,
        )

    def links(self) -> Iterator[RawLink]:
        """The page's links, in order, repeats included."""
        if self.document.form != "html":
            return
        for element in self.root.iter("link", "a", "area"):
            href = element.get("href")
            if not href:
                continue
            if element.tag == "link":
                if (element.get("type") or "").partition(";")[0].strip().lower() in _FEED_TYPES:
                    yield RawLink(href, element.get("title") or "", "feed")
                elif "next" in (element.get("rel") or "").lower().split() and self.leads_on(
                    element
                ):
                    yield RawLink(href, "", "next")
            else:
                text = text_of(element)
                yield RawLink(href, text, self.role_of(element, text))

    def leads_on(self, element: etree._Element) -> bool:
        """Whether a ``link`` in the head that says so leads to the next page; a page class that
        knows better says no."""
        return True

    def role_of(
        self, element: etree._Element, text: str
    ) -> Literal["next", "original", "feed", "entry"] | None:
        """What the page says of one of its links, by its element and its text."""
        return None
