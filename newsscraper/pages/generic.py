"""Any page with the text of an article: the fallback if no known layout matches.

The body is the element whose own paragraphs have the greatest weight, by length, punctuation and
the share of linked text. Headline and date are chosen so that the printed page and its metadata
(JSON-LD, OpenGraph) agree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from lxml import etree

from newsscraper.items.records import RawArticle, RawImage, Witness
from newsscraper.items.warning_codes import WarningCode
from newsscraper.labels import TEASER_END
from newsscraper.pages.base import Page
from newsscraper.pages.blocks import (
    SILENT_TAGS,
    blocks,
    is_boilerplate,
    is_silent,
    text_of,
    without_state_names,
)
from newsscraper.pages.fields import PageFields
from newsscraper.pages.images import images
from newsscraper.pages.witness import joined_names
from newsscraper.text.cleaning import clean

_UNLIKELY = re.compile(
    r"comment|sidebar|side-bar|footer|related|recommend|promo|newsletter|subscri|cookie|consent"
    r"|banner|popup|modal|menu|navigation|breadcrumb|social|share|sponsor|advert|widget|trending"
    r"|most-?read|popular|teaser|toolbar|disqus|outbrain|taboola|author-?bio|tag-?list|signup"
    r"|login|paywall|skip|metadata|byline|copyright",
    re.IGNORECASE,
)
_LIKELY = re.compile(r"article|content|story|entry|post|body|main|text|hentry", re.IGNORECASE)
_TEXT_TAGS = frozenset(["p", "h2", "h3", "h4", "blockquote", "li", "pre", "dd"])
_OUTSIDE = frozenset(["header", "footer"]) | SILENT_TAGS
_MIN_PARAGRAPH = 25
_MIN_BODY = 250
_MIN_DECLARED_BODY = 100


class _Paragraph(NamedTuple):
    element: etree._Element
    text: str
    """Cleaned, for decisions."""
    raw: str
    """As printed; the raw article contains this text."""
    linked: int

    @property
    def is_linked(self) -> bool:
        return self.linked * 2 > len(self.text)


class GenericArticlePage(Page):
    """An article in an unknown layout."""

    kind = "article"
    layout = "GenericArticlePage"

    def matches(self) -> bool:
        """Whether the page has a headline and enough running text.

        Less text suffices if the page declares itself an article.
        """
        if self.document.form != "html" or not self.headline:
            return False
        texts = self._paragraphs
        # The teasers of a listing weigh as much as the paragraphs of an article, but each is cut
        # off.
        if len(texts) > 1 and sum(
            1 for paragraph in texts if TEASER_END.search(paragraph.text)
        ) * 2 >= len(texts):
            return False
        length = sum(len(paragraph.text) for paragraph in texts)
        if self._declares_article:
            return length >= _MIN_DECLARED_BODY
        long_ones = sum(1 for paragraph in texts if len(paragraph.text) > 80)
        return length >= _MIN_BODY and long_ones >= 2 and long_ones * 3 >= len(texts)

    @cached_property
    def fields(self) -> PageFields:
        """The fields of the page, each with its witness."""
        return PageFields(self.root, self.url, self.capture.fetched_at)

    @property
    def headline(self) -> str | None:
        """The heading that the metadata repeats, else the headline of the metadata."""
        return self.fields.headline.text

    @property
    def published(self) -> str | None:
        """The date of publication as the page has it."""
        return self.fields.published.text

    @cached_property
    def body(self) -> tuple[str, ...]:
        """The paragraphs of the main element, without a repeated headline."""
        headline = clean(self.headline or "")
        return tuple(paragraph.raw for paragraph in self._paragraphs if paragraph.text != headline)

    @cached_property
    def images(self) -> tuple[RawImage, ...]:
        """The images inside the elements that hold the article's text."""
        return tuple(image for element in self._containers for image in images(element))

    @cached_property
    def witness(self) -> Witness:
        """The page's metadata."""
        return self.fields.witness

    def article(self) -> RawArticle:
        """The article as it is on the page, before cleaning."""
        fields = self.fields
        authors = fields.authors.names
        disputed = (WarningCode.DATE_DISPUTED,) if fields.published.is_disputed else ()
        return replace(
            self.origin(),
            headline=self.headline,
            source=self.witness.source,
            published=self.published,
            author=joined_names(list(authors)),
            section=self.witness.section,
            body=self.body,
            images=self.images,
            witness=self.witness,
            details=fields.details("\n".join(self.body)),
            warnings=(*self.warnings, *disputed, WarningCode.GENERIC_LAYOUT),
        )

    @cached_property
    def _declares_article(self) -> bool:
        declared = self.xpath("//meta[@property='og:type']/@content").get() or ""
        return (
            declared.strip().lower() in ("article", "news", "newsarticle")
            or self.witness.published is not None
        )

    @cached_property
    def _containers(self) -> list[etree._Element]:
        """The element with the greatest weight, and similar siblings with text.

        Some pages split the body into several elements.
        """
        weights: dict[etree._Element, float] = defaultdict(float)
        for paragraph in _paragraphs_in(self.selector.root, _TEXT_TAGS):
            if len(paragraph.text) < _MIN_PARAGRAPH or paragraph.is_linked:
                continue
            weight = 1 + min(len(paragraph.text) / 100, 3) + sum(map(paragraph.text.count, ",،;؛."))
            parent = paragraph.element.getparent()
            if parent is None:
                continue
            weights[parent] += weight
            grandparent = parent.getparent()
            if grandparent is not None:
                weights[grandparent] += weight / 2
        if not weights:
            return []
        best = max(weights, key=lambda element: weights[element] * _bias(element))
        parent = best.getparent()
        if parent is None:
            return [best]
        similar = [
            sibling
            for sibling in parent
            if sibling is best
            or (
                sibling.tag == best.tag
                and sibling.get("class") == best.get("class")
                and weights.get(sibling, 0) > weights[best] / 5
            )
        ]
        return similar or [best]

    @cached_property
    def _paragraphs(self) -> list[_Paragraph]:
        found = [
            paragraph
            for container in self._containers
            for paragraph in _paragraphs_in(container, _TEXT_TAGS)
        ]
        kept = [p for p in found if not p.is_linked]
        # A heading at the end introduced links, which were left out.
        while kept and kept[-1].element.tag in ("h2", "h3", "h4"):
            kept.pop()
        return kept


@lru_cache(maxsize=1024)
def _is_unlikely(names: str) -> bool:
    return _UNLIKELY.search(without_state_names(names)) is not None


def _bias(element: etree._Element) -> float:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return (1.3 if _LIKELY.search(names) or element.tag in ("article", "main") else 1.0) * (
        0.3 if element.tag == "body" else 1.0
    )


def _paragraphs_in(root: etree._Element, tags: frozenset[str]) -> Iterator[_Paragraph]:
    """The texts of the named elements, and of elements that contain text directly.

    Elements that are not part of an article are skipped.
    """
    stack = [root]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in _OUTSIDE or is_silent(element):
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        is_named = (
            element is not root
            and element.tag not in ("body", "article", "main")
            and _is_unlikely(names)
        )
        if is_named and is_boilerplate(element):
            continue
        own_text = len((element.text or "").strip()) + sum(
            len((child.tail or "").strip()) for child in element
        )
        if element.tag in tags or (
            own_text >= _MIN_PARAGRAPH
            and element.tag in ("div", "td", "section", "span", "article")
        ):
            if element.tag == "li" and any(
                child.tag in ("p", "ul", "ol", "div") for child in element
            ):
                stack.extend(reversed(element))
                continue
            linked = sum(len(clean(text_of(anchor))) for anchor in element.iter("a"))
            for line, raw in _lines(element):
                yield _Paragraph(element, line, raw, min(linked, len(line)))
        else:
            stack.extend(reversed(element))


def _lines(element: etree._Element) -> Iterator[tuple[str, str]]:
    yield from ((line, block) for block in blocks(element) if (line := clean(block)))
