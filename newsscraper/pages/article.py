"""An article on the platform, in the layouts that have been seen."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from lxml import etree

from newsscraper.items import RawArticle, RawImage, Witness
from newsscraper.labels import Label, is_closing, may_close, read_label
from newsscraper.pages.base import Page
from newsscraper.pages.blocks import blocks, text_of
from newsscraper.pages.images import images
from newsscraper.pages.witness import witness
from newsscraper.text import clean


class ArticlePage(Page):
    """The layout with ``span.articletitle``, ``span.articlenewspaper`` and ``span.articlecontent``.

    Three public scrapers agree on the classes; the tags around them are assumed, so any element with the class will do.
    A layout that differs overrides the fields that do.
    """

    kind = "article"
    layout = "ArticlePage"

    def matches(self) -> bool:
        """A headline of its own, and a body or a line with source and date."""
        if "articletitle" not in self.document.text and "articlecontent" not in self.document.text:
            return False
        if len(self._titles) > 1:
            return False  # a listing that prints its entries in an article's clothes
        if self._titles:
            return bool(self._contents) or self._newspaper is not None
        return bool(self._contents) and self._label is not None

    @cached_property
    def headline(self) -> str | None:
        """The headline."""
        return self._titles[0] if self._titles else None

    @cached_property
    def source(self) -> str | None:
        """The source's name: the link to its listing, else what stands between the labels."""
        if self._source_link is not None:
            return text_of(self._source_link)
        return self._label.source if self._label else None

    @cached_property
    def published(self) -> str | None:
        """The date as printed, without its label."""
        return self._label.date if self._label else None

    @cached_property
    def author(self) -> str | None:
        """An author beside the label: a link to an author's page, else a name in front of the label."""
        if self._newspaper is not None:
            for anchor in self._newspaper.iter("a"):
                if "/author/" in (anchor.get("href") or ""):
                    return text_of(anchor)
        return self._label.author if self._label else None

    @cached_property
    def body(self) -> tuple[str, ...]:
        """Blocks of text, from however many content elements there are."""
        return tuple(block for element in self._contents for block in blocks(element))

    @cached_property
    def images(self) -> tuple[RawImage, ...]:
        """Images inside the content elements."""
        return tuple(image for element in self._contents for image in images(element))

    @cached_property
    def original_url(self) -> str | None:
        """The link of the closing notice."""
        element = self._closing_link
        return element.get("href") if element is not None else None

    @cached_property
    def witness(self) -> Witness:
        """What the page says of itself outside its text."""
        return witness(self.selector)

    def article(self) -> RawArticle:
        """What the page printed."""
        return RawArticle(
            layout=self.layout,
            url=self.url,
            base_url=self.document.base_url,
            fetched_at=self.capture.fetched_at,
            capture_ref=self.capture.ref,
            frame_language=self._label.language if self._label else None,
            headline=self.headline,
            source=self.source,
            published=self.published,
            author=self.author,
            body=self.body,
            images=self.images,
            original_url=self.original_url,
            ticker=self.ticker,
            witness=self.witness,
            warnings=self.warnings,
        )

    def role_of(self, element: etree._Element) -> Literal["next", "original", "feed", "entry"] | None:
        """Marks the link to the publisher's page."""
        return "original" if element is self._closing_link else None

    def _with_class(self, name: str) -> list[etree._Element]:
        found = self.css(f"span.{name}") or (self.css(f".{name}") if name in self.document.text else [])
        return outermost(selector.root for selector in found)

    @cached_property
    def _titles(self) -> list[str]:
        """The distinct headlines on the page; an article has one, which may stand twice."""
        texts = (text_of(element) for element in self._with_class("articletitle"))
        return list(dict.fromkeys(text for text in texts if text.strip()))

    @cached_property
    def _newspaper(self) -> etree._Element | None:
        return next(iter(self._with_class("articlenewspaper")), None)

    @cached_property
    def _contents(self) -> list[etree._Element]:
        return self._with_class("articlecontent")

    @cached_property
    def _label(self) -> Label | None:
        if self._newspaper is None:
            return None
        return read_label(clean(text_of(self._newspaper)))

    @cached_property
    def _source_link(self) -> etree._Element | None:
        if self._newspaper is None:
            return None
        anchors = [a for a in self._newspaper.iter("a") if "/author/" not in (a.get("href") or "") and text_of(a).strip()]
        return anchors[0] if anchors else None

    @cached_property
    def _closing_link(self) -> etree._Element | None:
        """From the end of the page, where the notice stands; its link may cover all of it or one word."""
        anchors: list[etree._Element] = list(self.selector.root.iter("a"))
        for anchor in reversed(anchors):
            text = text_of(anchor) if len(anchor) else anchor.text
            if not text or not may_close(text) or not anchor.get("href"):
                continue
            if is_closing(text):
                return anchor
            parent = anchor.getparent()
            if parent is not None and len(parent) < 8 and len(anchor.text or "") < 40 and is_closing(text_of(parent)):
                return anchor
        return None


class ColumnArticlePage(ArticlePage):
    """The layout with ``div.col-md-12 > h1`` and ``div.content > p``, used by one public scraper on the same site."""

    layout = "ColumnArticlePage"

    def matches(self) -> bool:
        """A headline in the column, and paragraphs in the content."""
        return "col-md-12" in self.document.text and bool(self._titles) and bool(self.body)

    @cached_property
    def _titles(self) -> list[str]:
        texts = (text_of(selector.root) for selector in self.css("div.col-md-12 > h1"))
        return list(dict.fromkeys(text for text in texts if text.strip()))[:1]

    @cached_property
    def _contents(self) -> list[etree._Element]:
        return outermost(s.root for s in self.css("div.content") if s.root.find("p") is not None)

    @cached_property
    def _newspaper(self) -> etree._Element | None:
        """The element whose own text is the label; its class has not been seen."""
        heading = self.css("div.col-md-12 > h1")
        for selector in heading[:1]:
            title: etree._Element = selector.root
            column = title.getparent()
            around: list[etree._Element] = [*title.itersiblings(), *(column.iterdescendants() if column is not None else ())]
            for element in around[:400]:
                if isinstance(element.tag, str) and 0 < len(text := text_of(element)) < 300 and read_label(clean(text)):
                    return element
        return None


def outermost(elements: Iterable[etree._Element]) -> list[etree._Element]:
    """The elements that lie inside no other of them, in page order."""
    kept: list[etree._Element] = []
    seen: set[etree._Element] = set()
    for element in elements:
        if not any(ancestor in seen for ancestor in element.iterancestors()):
            kept.append(element)
            seen.add(element)
    return kept
