"""The dates that a page prints near its headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import Enum, auto
from typing import Any, NamedTuple, cast

from lxml import etree

from newsscraper.dates.anywhere import FoundDate, find_dates, may_have_date
from newsscraper.pages.blocks import text_of
from newsscraper.pages.fields.date_words import OTHER, PUBLISHED, UPDATED
from newsscraper.pages.fields.hints import is_outside
from newsscraper.pages.fields.nearby import Piece
from newsscraper.pages.fields.stated_dates import StatedDate, read_date
from newsscraper.text.cleaning import clean

_MAX_LINE = 140
_MAX_REST = 60
_MAX_LABEL = 40
_MODIFIED_NAME = re.compile(
    r"modif|updat(?!es\b)|dtm|last-?change|-name-changed|aktualis", re.IGNORECASE
)
_PUBLISHED_NAME = re.compile(r"publish|posted|entry-date|dt-published|pubdate", re.IGNORECASE)
_ONE_DATE_NAME = re.compile(r"\bentry-(?:meta-)?date updated\b|\bpost-date updated\b")
"""Names of a theme that prints one date: ``updated`` is the hAtom class of any date."""
_WITH_YEAR = etree.XPath("//body//text()[contains(., '20') or contains(., '19')]")
_CODE = frozenset("script style noscript template textarea select option title a button".split())
_MAX_SOURCE = 600
_WORD = re.compile(r"[^\W\d_]{2,}")


class Says(Enum):
    """What the words and names beside a date say."""

    PUBLISHED = auto()
    UPDATED = auto()
    NOTHING = auto()
    OTHER = auto()


class PrintedDate(NamedTuple):
    """A date on the page."""

    text: str
    """As printed, or the ``datetime`` of its ``time`` element."""
    days: tuple[date, ...]
    """The day; two if the order of day and month is unclear."""
    other: date | None
    """The day in the less likely order."""
    stamp: StatedDate | None
    """The ``datetime`` attribute, if it says the same day."""
    says: Says
    distance: int
    """Number of texts between it and the headline."""


def printed_dates(pieces: Iterable[Piece], language: str | None) -> Iterator[PrintedDate]:
    """The dates in the short texts of a page, in their order.

    Args:
        pieces: The texts.
        language: The page's ``lang``.

    """
    seen: set[etree._Element] = set()
    text = ""
    for place, piece in enumerate(pieces):
        previous, text = text, piece.text
        time = _time_of(piece.element)
        if time is not None:
            if time not in seen:
                seen.add(time)
                yield from _of_time(time, _label(previous), language, place)
            continue
        if len(text) > _MAX_LINE or not may_have_date(text):
            continue
        if len(text) > _MAX_REST and sum(map(len, _WORD.findall(text))) > _MAX_REST + 20:
            continue
        start = 0
        for found in find_dates(text, language):
            before = text[start : found.start]
            label = before if before.strip(" |·•,-–—/:") else _label(previous)
            says = _meaning(label[-_MAX_LABEL:], piece.element)
            if found.end - found.start + _MAX_REST < len(text) and says is Says.NOTHING:
                says = Says.OTHER
            yield _printed(text, found, says, place)
            start = found.end


def of_elements(times: Sequence[etree._Element], language: str | None) -> Iterator[PrintedDate]:
    """The dates of ``time`` elements, wherever they are."""
    for place, time in enumerate(times):
        previous, parent = time.getprevious(), time.getparent()
        if previous is not None:
            before = previous.tail or text_of(previous, _MAX_LABEL)
        else:
            before = (parent.text or "") if parent is not None else ""
        yield from _of_time(time, before, language, place)  # an element with a date's name, too


def said_anywhere(root: etree._Element, language: str | None) -> Iterator[PrintedDate]:
    """The dates anywhere on the page that are said to be of the publication."""
    outside: dict[etree._Element, bool] = {}
    for place, text in enumerate(cast("list[Any]", _WITH_YEAR(root))):
        line = clean(text) if len(text) <= _MAX_SOURCE else ""
        if not line or len(line) > _MAX_LINE or not may_have_date(line):
            continue
        element = text.getparent()
        if (
            element is None
            or (not text.is_text and element.getparent() is None)
            or element.tag in _CODE
            or is_outside(element, outside)
        ):
            continue
        found = find_dates(line, language)
        if len(found) != 1:
            continue
        before = label = line[: found[0].start]
        if not _WORD.search(before):
            previous = element.getprevious() if text.is_text else element
            if previous is not None:
                label = text_of(previous, _MAX_LABEL)[-_MAX_LABEL:]
        if len(before) <= _MAX_LABEL and _meaning(label, element) is Says.PUBLISHED:
            yield _printed(line, found[0], Says.PUBLISHED, place)


def _of_time(
    time: etree._Element, before: str, language: str | None, place: int
) -> Iterator[PrintedDate]:
    text = " ".join(text_of(time, _MAX_LINE).split())
    stamp = time.get("datetime") or time.get("content")
    read = read_date(stamp, language) if stamp else None
    found = find_dates(text, language) if may_have_date(text) else ()
    label = text[: found[0].start] if found else text
    says = _meaning(label if _WORD.search(label) else before[-_MAX_LABEL:], time)
    if read is not None and stamp is not None and not (found and read[0] not in found[0].days):
        stated = StatedDate(stamp, *read, "printed")
        yield PrintedDate(stamp, (read[0],), None, stated, says, place)
    elif found:
        # The text is in the zone of the place, the attribute may be in UTC.
        yield _printed(text, found[0], says, place)


def _printed(text: str, found: FoundDate, says: Says, place: int) -> PrintedDate:
    return PrintedDate(text[found.start : found.end], found.days, found.other, None, says, place)


def _time_of(element: etree._Element) -> etree._Element | None:
    if element.tag == "time":
        return element
    parent = element.getparent()
    return parent if parent is not None and parent.tag == "time" else None


def _label(text: str) -> str:
    """The text before a date if it may be its label; else nothing."""
    return text if len(text) <= _MAX_LABEL and not may_have_date(text) else ""


def _meaning(label: str, element: etree._Element) -> Says:
    if UPDATED.search(label):
        return Says.PUBLISHED if PUBLISHED.search(label) and "|" in label else Says.UPDATED
    if PUBLISHED.search(label):
        return Says.PUBLISHED
    if OTHER.search(label):
        return Says.OTHER
    names = element.get("class") or ""
    if element.get("itemprop"):
        names = f"{names} {element.get('itemprop')}"
    parent = element.getparent()
    if parent is not None:
        names = f"{names} {parent.get('class') or ''}"
    # Names such as "published updated" are of a theme that prints one date for both.
    if _PUBLISHED_NAME.search(names):
        return Says.PUBLISHED
    if _ONE_DATE_NAME.search(names):
        return Says.NOTHING
    return Says.UPDATED if _MODIFIED_NAME.search(names) else Says.NOTHING
