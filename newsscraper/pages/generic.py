"""Any page with an article's text: what answers when no known layout does.

The body is the element whose own paragraphs weigh most, by length, punctuation and the share of linked text; headline and
date are taken where the printed page and its data about itself (JSON-LD, OpenGraph) agree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from newsscraper.items import RawArticle, RawImage, Witness
from newsscraper.labels import TEASER_END
from newsscraper.pages.base import Page
from newsscraper.pages.blocks import SILENT_TAGS, blocks, is_silent, text_of
from newsscraper.pages.images import images
from newsscraper.pages.witness import witness
from newsscraper.text import clean
from newsscraper.warning_codes import WarningCode

_UNLIKELY = re.compile(
    r"comment|sidebar|side-bar|footer|related|recommend|promo|newsletter|subscri|cookie|consent|banner|popup|modal|menu|"
    r"navigation|breadcrumb|social|share|sponsor|advert|widget|trending|most-?read|popular|teaser|toolbar|disqus|outbrain|"
    r"taboola|author-?bio|tag-?list|signup|login|paywall|skip|metadata|byline|copyright",
    re.IGNORECASE,
)
_LIKELY = re.compile(r"article|content|story|entry|post|body|main|text|hentry", re.IGNORECASE)
_TEXT_TAGS = frozenset(["p", "h2", "h3", "h4", "blockquote", "li", "pre", "dd"])
_OUTSIDE = frozenset(["header", "footer"]) | SILENT_TAGS
_TITLE_PARTS = re.compile(r"\s+[|•·»–—-]+\s+")
_ELSEWHERE = (
    "ancestor::header[not(ancestor::article)] or ancestor::footer or ancestor::aside or ancestor::nav or ancestor::li"
    " or ancestor::*[contains(@class, 'related')]"
)
_WORD = re.compile(r"\w{2,}")
_MIN_PARAGRAPH = 25
_MIN_BODY = 250
_MIN_DECLARED_BODY = 100


class _Paragraph(NamedTuple):
    element: etree._Element
    text: str
    """Cleaned, to judge by."""
    raw: str
    """As printed: what is handed on."""
    linked: int

    @property
    def is_linked(self) -> bool:
        return self.linked * 2 > len(self.text)


class GenericArticlePage(Page):
    """An article in a layout that nobody has declared."""

    kind = "article"
    layout = "GenericArticlePage"

    def matches(self) -> bool:
        """A headline and enough running text; less text will do where the page declares itself an article."""
        if self.document.form != "html" or not self.headline:
            return False
        texts = self._paragraphs
        # The teasers of a listing weigh as much as an article's paragraphs, but each of them breaks off.
        if len(texts) > 1 and sum(1 for paragraph in texts if TEASER_END.search(paragraph.text)) * 2 >= len(texts):
            return False
        length = sum(len(paragraph.text) for paragraph in texts)
        if self._declares_article:
            return length >= _MIN_DECLARED_BODY
        long_ones = sum(1 for paragraph in texts if len(paragraph.text) > 80)
        return length >= _MIN_BODY and long_ones >= 2 and long_ones * 3 >= len(texts)

    @cached_property
    def headline(self) -> str | None:
        """The heading that the page's data about itself repeats; the only main heading; else those data or the title."""
        printed = {
            clean(raw): raw for selector in (*self.xpath("//h2")[:8], *self.xpath("//h1")[:8]) if (raw := text_of(selector.root))
        }
        main = [text for selector in self.xpath("//h1")[:8] if (text := clean(text_of(selector.root)))]
        lesser = [text for selector in self.xpath("//h2")[:8] if (text := clean(text_of(selector.root)))]
        title = clean(self.xpath("//title/text()").get() or "")
        # The longest part: the shorter ones are the names of the site and its section.
        parts = _TITLE_PARTS.split(title)
        title = max(parts, key=len)
        told = clean(self.witness.headline or "") or title
        for heading in (*main, *lesser):
            if _agree(heading, told):
                return printed[heading]
        names_the_site = bool(main) and main[0] != title and main[0] in parts
        return printed[main[0]] if len(main) == 1 and not names_the_site else (told or None)

    @cached_property
    def published(self) -> str | None:
        """The date of the page's data about itself, else that of its ``time`` elements, where they tell of one day."""
        if self.witness.published:
            return self.witness.published
        marked = self.xpath("//*[@itemprop='datePublished']")
        told = marked.xpath("@content | @datetime").getall()
        if not told:
            told = self.xpath(f"//time[@datetime][not({_ELSEWHERE})]/@datetime").getall()
        return told[0] if len({moment[:10] for moment in told}) == 1 else None

    @cached_property
    def body(self) -> tuple[str, ...]:
        """The paragraphs of the heaviest element, without the headline's repetition."""
        headline = clean(self.headline or "")
        return tuple(paragraph.raw for paragraph in self._paragraphs if paragraph.text != headline)

    @cached_property
    def images(self) -> tuple[RawImage, ...]:
        """Images inside the body's element."""
        return tuple(image for element in self._containers for image in images(element))

    @cached_property
    def witness(self) -> Witness:
        """What the page says of itself outside its text."""
        return witness(self.root)

    def article(self) -> RawArticle:
        """What the page printed."""
        return replace(
            self.origin(),
            headline=self.headline,
            source=self.witness.source or self.xpath("//meta[@property='og:site_name']/@content").get(),
            published=self.published,
            author=self.witness.author or self.xpath("//meta[@name='author']/@content").get(),
            section=self.witness.section,
            body=self.body,
            images=self.images,
            witness=self.witness,
            warnings=(*self.warnings, WarningCode.GENERIC_LAYOUT),
        )

    @cached_property
    def _declares_article(self) -> bool:
        declared = self.xpath("//meta[@property='og:type']/@content").get() or ""
        return declared.strip().lower() in ("article", "news", "newsarticle") or self.witness.published is not None

    @cached_property
    def _containers(self) -> list[etree._Element]:
        """The heaviest element, and siblings of it that hold text of the same kind: bodies are split now and then."""
        weights: dict[etree._Element, float] = defaultdict(float)
        for paragraph in _read(self.selector.root, _TEXT_TAGS):
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
        alike = [
            sibling
            for sibling in parent
            if sibling is best
            or (
                sibling.tag == best.tag
                and sibling.get("class") == best.get("class")
                and weights.get(sibling, 0) > weights[best] / 5
            )
        ]
        return alike or [best]

    @cached_property
    def _paragraphs(self) -> list[_Paragraph]:
        found = [paragraph for container in self._containers for paragraph in _read(container, _TEXT_TAGS)]
        kept = [p for p in found if not p.is_linked and not (p.element.tag == "li" and p.linked)]
        # Headings that lead nowhere any more: what stood below them was links.
        while kept and kept[-1].element.tag in ("h2", "h3", "h4"):
            kept.pop()
        return kept


def _bias(element: etree._Element) -> float:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return (1.3 if _LIKELY.search(names) or element.tag in ("article", "main") else 1.0) * (0.3 if element.tag == "body" else 1.0)


def _read(root: etree._Element, tags: frozenset[str]) -> Iterator[_Paragraph]:
    """Texts of the elements named, and of elements that hold text directly, outside what is no article's."""
    stack = [root]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in _OUTSIDE or is_silent(element):
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element is not root and element.tag not in ("body", "article", "main") and _UNLIKELY.search(names):
            continue
        own_text = len((element.text or "").strip()) + sum(len((child.tail or "").strip()) for child in element)
        if element.tag in tags or (own_text >= _MIN_PARAGRAPH and element.tag in ("div", "td", "section", "span", "article")):
            if element.tag == "li" and any(child.tag in ("p", "ul", "ol", "div") for child in element):
                stack.extend(reversed(element))
                continue
            linked = sum(len(clean(text_of(anchor))) for anchor in element.iter("a"))
            for line, raw in _lines(element):
                yield _Paragraph(element, line, raw, min(linked, len(line)))
        else:
            stack.extend(reversed(element))


def _lines(element: etree._Element) -> Iterator[tuple[str, str]]:
    yield from ((line, block) for block in blocks(element) if (line := clean(block)))


def _agree(first: str, second: str) -> bool:
    """Whether two headlines share most of their words."""
    a, b = set(_WORD.findall(first.lower())), set(_WORD.findall(second.lower()))
    return bool(a and b) and len(a & b) * 2 > max(len(a), len(b))
