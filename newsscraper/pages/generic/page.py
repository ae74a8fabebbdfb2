"""Any page with the text of an article: the fallback if no known layout matches.

The model chooses the blocks of the body. Headline and date are chosen so that the printed page and
its metadata (JSON-LD, OpenGraph) agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from lxml import etree

from newsscraper.dates import parse_date
from newsscraper.items.records import RawArticle, RawImage, Witness
from newsscraper.items.warning_codes import WarningCode
from newsscraper.pages.base import Page
from newsscraper.pages.blocks import (
    text_of,
    without_state_names,
)
from newsscraper.pages.generic import model
from newsscraper.pages.generic.reading import Reading, read_page
from newsscraper.pages.images import images
from newsscraper.pages.jsonld import is_name, readable_entities
from newsscraper.pages.witness import first_readable, uncertain_dates, witness
from newsscraper.text.cleaning import clean

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


class GenericArticlePage(Page):
    """An article in an unknown layout."""

    kind = "article"
    layout = "GenericArticlePage"

    def matches(self) -> bool:
        """Whether the page is an article, according to the model, with a headline and a text."""
        if self.document.form != "html" or not self.reading.kept:
            return False
        weights = model.current()
        score = self.reading.article_score(self.url, weights)
        return score >= weights.article_threshold and bool(self.headline and self.body)

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
    def reading(self) -> Reading:
        """The blocks of the page, and which of them are the main text."""
        return read_page(self.root, model.current())

    @cached_property
    def body(self) -> tuple[str, ...]:
        """The blocks of the main text, without a repeated headline."""
        return tuple(self.reading.blocks.raw(number) for number in self._kept)

    @cached_property
    def _kept(self) -> list[int]:
        texts = self.reading.blocks.texts
        headline = clean(self.headline or "")
        return [number for number in self.reading.kept if clean(texts[number]) != headline]

    @cached_property
    def images(self) -> tuple[RawImage, ...]:
        """The images inside the element that contains most of the article's text."""
        element = self.reading.main_element
        return tuple(images(element)) if element is not None else ()

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


def _share_words(first: str, second: str) -> bool:
    """Whether two headlines share more than half of their words."""
    a, b = set(_WORD.findall(first.lower())), set(_WORD.findall(second.lower()))
    return bool(a and b) and len(a & b) * 2 > max(len(a), len(b))
