"""Articles on the platform in the layout that has been seen."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Literal

from lxml import etree

from newsscraper.items.records import RawArticle, RawImage, Witness
from newsscraper.items.warning_codes import WarningCode
from newsscraper.labels import (
    Label,
    ends_with_closing,
    is_closing,
    read_label,
)
from newsscraper.pages.base import ARTICLE_PATH, Page
from newsscraper.pages.blocks import blocks, text_of
from newsscraper.pages.closing import closing_link
from newsscraper.pages.images import images
from newsscraper.pages.tree import ClassIndex, following
from newsscraper.pages.witness import witness
from newsscraper.text.cleaning import clean

_MAX_LABEL = 400
_SENTENCE_ENDS = tuple('.!?؟…»")')
_SENTENCE_END = re.compile(r"\w[.!?؟…](?:[\s»”\")]|$)")
_INLINE_TAGS = frozenset(["br", "p", "b", "strong", "i", "em", "u"])
_MIN_SENTENCE = 5
"""In words."""
_MAX_AFTER_TITLE = 60
"""In elements."""


class ArticlePage(Page):
    """The layout with ``span.articletitle``, ``span.articlenewspaper`` and ``span.articlecontent``.

    Three public scrapers use these classes. The tag names are assumed, so any element with the
    class is accepted. A subclass for another layout overrides only the fields that differ.
    """

    kind = "article"
    layout = "ArticlePage"

    def matches(self) -> bool:
        """Whether the page has its own headline, and a body or a line with source and date."""
        if not any(map(self._classes.may_have, ("articletitle", "articlecontent"))):
            return False
        if len(self._titles) > 1 and len(self._classes.outermost("articlenewspaper")) != 1:
            return False  # a listing that uses the classes of an article for its entries
        if self._titles:
            return bool(self._contents) or self._newspaper is not None
        if self._printed_titles:
            return False  # the headlines belong to other articles
        return bool(self._contents) and self._label is not None

    @cached_property
    def headline(self) -> str | None:
        """The headline."""
        return self._titles[0] if self._titles else None

    @cached_property
    def source(self) -> str | None:
        """The text of the link to the source's listing, else the source named by the label."""
        if self._newspaper is not None:
            for anchor in self._newspaper.iter("a"):
                if "/author/" not in (anchor.get("href") or ""):
                    name = text_of(anchor)
                    if name.strip():
                        return name
        return self._label.source if self._label else None

    @cached_property
    def published(self) -> str | None:
        """The date as printed, without its label."""
        return self._label.date if self._label else None

    @cached_property
    def author(self) -> str | None:
        """The text of the link to an author's page, else the name printed before the label."""
        if self._newspaper is not None:
            for anchor in self._newspaper.iter("a"):
                if "/author/" in (anchor.get("href") or ""):
                    return text_of(anchor)
        return self._label.author if self._label else None

    @cached_property
    def body(self) -> tuple[str, ...]:
        """The blocks of text of all content elements.

        Elements whose class is a name such as "share" are normally left out. If nothing else
        remains, they are kept, provided that they contain a sentence.
        """
        found = tuple(block for element in self._contents for block in blocks(element, hidden=True))
        if not found and self._contents:
            named = tuple(
                block
                for element in self._contents
                for block in blocks(element, hidden=True, by_name=False)
            )
            if any(
                block.rstrip().endswith(_SENTENCE_ENDS) and len(block.split()) >= _MIN_SENTENCE
                for block in named
            ):
                return named
        return found

    @cached_property
    def images(self) -> tuple[RawImage, ...]:
        """The images inside the content elements."""
        return tuple(image for element in self._contents for image in images(element))

    @cached_property
    def original_url(self) -> str | None:
        """The address in the closing notice."""
        element = self._closing_link
        return element.get("href") if element is not None else None

    @cached_property
    def witness(self) -> Witness:
        """The page's metadata."""
        return witness(self.root)

    def article(self) -> RawArticle:
        """The article as printed."""
        return replace(
            self.origin(),
            frame_language=self._label.language if self._label else None,
            headline=self.headline,
            source=self.source,
            published=self.published,
            author=self.author,
            body=self.body,
            images=self.images,
            original_url=self.original_url,
            witness=self.witness,
            warnings=self._all_warnings(),
        )

    def link_role(
        self, element: etree._Element, text: str
    ) -> Literal["next", "original", "feed", "entry"] | None:
        """Mark the link to the article on the publisher's site."""
        return "original" if element is self._closing_link else None

    def _all_warnings(self) -> tuple[str, ...]:
        warnings = self.warnings
        if self._label is not None and self._label.is_repaired:
            warnings = (*warnings, WarningCode.MOJIBAKE_REPAIRED)
        if self._contents and _has_text_after(self._contents[-1]):
            warnings = (*warnings, WarningCode.TEXT_AFTER_BODY)
        return warnings

    @cached_property
    def _classes(self) -> ClassIndex:
        return ClassIndex(self.document)

    @cached_property
    def _titles(self) -> list[str]:
        """The distinct headlines of this page.

        A headline that links to another article belongs to that article and is left out.
        """
        elements = self._printed_titles
        own = [element for element in elements if not _links_elsewhere(element, self.path)]
        if not own and len(elements) == 1:
            own = elements
        return list(dict.fromkeys(text_of(element) for element in own))

    @cached_property
    def _printed_titles(self) -> list[etree._Element]:
        return [
            element
            for element in self._classes.outermost("articletitle")
            if text_of(element).strip()
        ]

    @cached_property
    def _newspaper(self) -> etree._Element | None:
        printed = self._classes.outermost("articlenewspaper")
        return printed[0] if printed else _label_near(self._classes.outermost("articletitle"))

    @cached_property
    def _contents(self) -> list[etree._Element]:
        return self._classes.outermost("articlecontent")

    @cached_property
    def _label(self) -> Label | None:
        if self._newspaper is None:
            return None
        return read_label(text_of(self._newspaper, _MAX_LABEL))

    @cached_property
    def _closing_link(self) -> etree._Element | None:
        return closing_link(self.document, self._contents[-1] if self._contents else None)


def _links_elsewhere(title: etree._Element, path: str | None) -> bool:
    """Whether a headline links to an article whose address differs from the page's path."""
    anchors = [*title.iter("a"), *title.iterancestors("a")]
    hrefs = [
        match[0]
        for a in anchors
        if (match := ARTICLE_PATH.search((a.get("href") or "").split("?")[0]))
    ]
    return bool(hrefs) and (
        path is None or not any(path.endswith(href.rstrip("/")) for href in hrefs)
    )


def _label_near(titles: list[etree._Element]) -> etree._Element | None:
    """The first short element after the first title whose text is the label."""
    for title in titles[:1]:
        for element in islice(following(title), _MAX_AFTER_TITLE):
            text = text_of(element, _MAX_LABEL)
            if len(clean(text)) < _MAX_LABEL and read_label(text):
                return element
    return None


def _has_text_after(body: etree._Element) -> bool:
    """Whether running text follows directly after the body.

    A stray end tag may have ended the body too early, as it does in browsers.
    """
    pieces, length = [body.tail or ""], len(body.tail or "")
    sibling = body.getnext()
    while sibling is not None and sibling.tag in _INLINE_TAGS and length < _MAX_LABEL:
        pieces += [
            " ",
            text_of(sibling, _MAX_LABEL) if isinstance(sibling.tag, str) else "",
            sibling.tail or "",
        ]
        length += len(pieces[-2]) + len(pieces[-1])
        sibling = sibling.getnext()
    text = clean("".join(pieces))
    if len(text.split()) < _MIN_SENTENCE or not _SENTENCE_END.search(text):
        return False
    return not is_closing(text) and not ends_with_closing(text) and read_label(text) is None
