"""Any page with the text of an article: the fallback if no known layout matches.

The body is the element whose own paragraphs have the greatest weight, by length, punctuation and
the share of linked text. Headline and date are chosen so that the printed page and its metadata
(JSON-LD, OpenGraph) agree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from lxml import etree

from newsscraper.dates import parse_date
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
from newsscraper.pages.images import images
from newsscraper.pages.jsonld import is_name, readable_entities
from newsscraper.pages.witness import first_readable, uncertain_dates, witness
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
_CHANGED = re.compile(
    r"(?i:updated?|modified|mis à jour|mise à jour|modifié|actualizado)|آخر تحديث|تحديث|عدل"
)
_CHANGED_BEFORE = re.compile(rf"(?:{_CHANGED.pattern})[^.\d]*$")
_OTHER_ARTICLE = re.compile(r"related|comments?\b", re.IGNORECASE)
_MAX_BEFORE = 60
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_TITLE_PARTS = re.compile(r"\s+[|•·»–—-]+\s+")
_OUTSIDE_ARTICLE = (
    "ancestor::header[not(ancestor::article)] or ancestor::footer or ancestor::aside or"
    " ancestor::nav or ancestor::li"
)
_WORD = re.compile(r"\w{2,}")
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
    def headline(self) -> str | None:
        """The heading that the metadata repeats, else the only main heading.

        If there is neither, it is the headline of the metadata or the title of the page.
        """
        printed = {
            clean(raw): raw
            for selector in (*self.xpath("//h2")[:8], *self.xpath("//h1")[:8])
            if (raw := text_of(selector.root))
        }
        main = [
            text for selector in self.xpath("//h1")[:8] if (text := clean(text_of(selector.root)))
        ]
        lesser = [
            text for selector in self.xpath("//h2")[:8] if (text := clean(text_of(selector.root)))
        ]
        title = clean(self.xpath("//title/text()").get() or "")
        # The longest part is the headline. The shorter ones name the site and its section.
        parts = _TITLE_PARTS.split(title)
        title = max(parts, key=len)
        expected = clean(self.witness.headline or "") or title
        for heading in (*main, *lesser):
            if _share_words(heading, expected):
                return printed[heading]
        names_the_site = bool(main) and main[0] != title and main[0] in parts
        return printed[main[0]] if len(main) == 1 and not names_the_site else (expected or None)

    @cached_property
    def published(self) -> str | None:
        """The first valid date of the metadata, else of the ``time`` elements.

        Several dates from the same place count only if they agree on the day.
        """
        return first_readable(self._dates())

    def _dates(self) -> Iterator[str]:
        if self.witness.published:
            yield self.witness.published
        marked = self.xpath("//*[@itemprop='datePublished']")
        times = [selector.root for selector in self.xpath(f"//time[not({_OUTSIDE_ARTICLE})]")]
        times = [
            time for time in times if not _is_modification(time) and not _is_of_other_article(time)
        ]
        yield from _if_one_day(
            marked.xpath("@content | @datetime").getall()
            or [time.get("datetime") or "" for time in times]
        )
        yield from _if_one_day(
            filter(_may_be_date, (text_of(selector.root) for selector in marked))
        )
        yield from _if_one_day(filter(_may_be_date, map(text_of, times)))
        yield from uncertain_dates(self.root)

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
        return witness(self.root)

    def article(self) -> RawArticle:
        """The article as it is on the page, before cleaning."""
        author = readable_entities(self._meta("name", "author"))
        return replace(
            self.origin(),
            headline=self.headline,
            source=self.witness.source
            or readable_entities(self._meta("property", "og:site_name"))
            or None,
            published=self.published,
            author=self.witness.author or (author if is_name(author) else None),
            section=self.witness.section,
            body=self.body,
            images=self.images,
            witness=self.witness,
            warnings=(*self.warnings, WarningCode.GENERIC_LAYOUT),
        )

    def _meta(self, attribute: str, name: str) -> str:
        return self.xpath(f"//meta[@{attribute}='{name}']/@content").get() or ""

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


def _is_modification(time: etree._Element) -> bool:
    """Whether a ``time`` is the date of a change, by its names, its text or the words before it."""
    names = f"{time.get('class') or ''} {time.get('itemprop') or ''}"
    if _CHANGED.search(names) is not None or _CHANGED.match(text_of(time).strip()) is not None:
        return True
    previous, parent = time.getprevious(), time.getparent()
    before = previous.tail if previous is not None else parent.text if parent is not None else None
    return _CHANGED_BEFORE.search((before or "")[-_MAX_BEFORE:]) is not None


def _is_of_other_article(time: etree._Element) -> bool:
    """Whether a ``time`` element belongs to a related article or a comment.

    It does if an element around it is named "related" or the like and has no main heading inside.
    """
    named = [
        node
        for node in time.iterancestors()
        if (names := node.get("class")) and _OTHER_ARTICLE.search(without_state_names(names))
    ]
    return any(next(node.iter("h1"), None) is None for node in named)


def _may_be_date(printed: str) -> bool:
    """Whether the text of a ``time`` is a date. It may also be an hour or a reading time."""
    result = parse_date(clean(printed))
    return result.date is not None or result.warning in (
        WarningCode.DATE_WITHOUT_REFERENCE,
        WarningCode.DATE_AMBIGUOUS,
    )


def _if_one_day(printed: Iterable[str]) -> list[str]:
    """The first date if all valid dates agree on the day, else an empty list."""
    texts = list(dict.fromkeys(text for text in map(clean, printed) if text))
    if len(texts) < 2 or len({text[:10] if _ISO_DAY.match(text) else text for text in texts}) == 1:
        return texts[:1]
    days = {day: text for text in reversed(texts) if (day := parse_date(text).date) is not None}
    return list(days.values()) if len(days) == 1 else []


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


def _share_words(first: str, second: str) -> bool:
    """Whether two headlines share more than half of their words."""
    a, b = set(_WORD.findall(first.lower())), set(_WORD.findall(second.lower()))
    return bool(a and b) and len(a & b) * 2 > max(len(a), len(b))
