"""The dates of a page's metadata, in the order of their reliability."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from newsscraper.dates import FIRST_YEAR
from newsscraper.dates.anywhere import find_dates
from newsscraper.pages.fields.elements import Elements
from newsscraper.pages.fields.metadata import Metadata
from newsscraper.pages.witness import PUBLISHED_NAMES, UNCERTAIN_NAMES
from newsscraper.text.cleaning import clean

_ISO = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:[.,]\d+)?"
    r"\s?(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z)?)?\s*")
_SECONDS = re.compile(r"\s*(1\d{9})(?:\d{3})?\s*")
_ZONE = re.compile(r"([+-])(\d\d):?(\d\d)?")
_CLOCK = re.compile(
    r"\b(\d{1,2}):(\d\d)(?::(\d\d))?\s*(?:GMT|UTC)?\s*([+-]\d\d:?\d\d|GMT|UTC|Z)(?![a-z])",
    re.IGNORECASE,
)
_LIKELY_NAME = re.compile(
    r"(?:publi|issue|creat)[a-z]*[-_.:]*(?:date|time|on|at)\b|date[-_.:]*(?:publi|creat)"
)
_IN_SCRIPT = re.compile(
    r"(?i:date_?published|published_?(?:at|on|date|time)|publish_?(?:date|time)"
    r"|publication_?date|first_?published(?:_?at)?)\\?[\"']?\s*:\s*\\?[\"']"
    r"(\d{4}-\d\d-\d\d[^\"'\\]{0,20})"
)
_MAX_SCRIPT = 1_000_000
_MAX_OFFSET = timedelta(hours=14)
MODIFIED_NAMES = tuple(
    """
        article:modified_time article:modified og:updated_time og:article:modified_time
        datemodified date_modified modified last-modified lastmod last_modified
        dcterms.modified dc.date.modified dc.modified dc.date.updated sailthru.updated
        article:updated updated parsely-modified revised cxenseparse:recs:modifiedtime
        cxenseparse:modifiedtime bt:moddate
    """.split()
)
"""Meta tag names of the date of the last change, in lower case."""


class StatedDate(NamedTuple):
    """A date in the metadata."""

    text: str
    """As the page has it."""
    day: date
    """The day that is printed in it."""
    at: datetime | None
    """The time, if it has one with a zone."""
    witness: str
    """``json-ld``, ``opengraph``, ``meta`` or ``microdata``."""

    def may_be(self, day: date) -> bool:
        """Whether the time may be on another day at the place of publication.

        A time in UTC says nothing about the place, whose zone is from UTC-12 to UTC+14.
        """
        if self.at is None or self.at.utcoffset():
            return False
        return (
            (self.at - timedelta(hours=12)).date() <= day <= (self.at + timedelta(hours=14)).date()
        )


def read_date(text: str, language: str | None = None) -> tuple[date, datetime | None] | None:
    """Read a date that is written for machines; ``None`` if it is not certain.

    Args:
        text: The date, as the page has it.
        language: The page's ``lang``.

    """
    if (read := _standard(text)) is not None:
        return read
    match = _ISO.match(text) or _COMPACT.fullmatch(text)
    try:
        if match is not None:
            year, month, day = (int(match[group]) for group in (1, 2, 3))
            return _with_time(date(year, month, day), match[4], match[5], match[6], match[7])
        if seconds := _SECONDS.fullmatch(text):
            at = datetime.fromtimestamp(int(seconds[1]), UTC)
            return at.date(), at
    except (ValueError, OverflowError):
        return None
    line = clean(text)
    found = find_dates(line, language)
    if len(found) != 1 or len(found[0].days) != 1:
        return None
    clock = _CLOCK.search(line, found[0].end)
    if clock is None:
        return found[0].days[0], None
    return _with_time(found[0].days[0], clock[1], clock[2], clock[3], clock[4])


def _standard(text: str) -> tuple[date, datetime] | None:
    """Read a time as most pages have it, ``2026-01-20T10:00:00+01:00``; else ``None``."""
    if text[10:11] != "T" or not (
        (len(text) == 20 and text[19] == "Z") or (len(text) == 25 and text[19] in "+-")
    ):
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    offset = at.utcoffset()
    if offset is None or abs(offset) > _MAX_OFFSET or at.year < FIRST_YEAR:
        return None
    return at.date(), at


def _with_time(
    day: date, hour: str | None, minute: str | None, second: str | None, zone: str | None
) -> tuple[date, datetime | None] | None:
    if day.year < FIRST_YEAR:
        return None
    if hour is None or minute is None or zone is None:
        return day, None
    offset = UTC
    if match := _ZONE.match(zone):
        delta = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        if delta > _MAX_OFFSET:
            return day, None
        offset = timezone(delta if match[1] == "+" else -delta)
    try:
        at = datetime(day.year, day.month, day.day, int(hour), int(minute), int(second or 0))
    except ValueError:
        return day, None
    return day, at.replace(tzinfo=offset)


def stated_published(metadata: Metadata) -> list[StatedDate]:
    """The dates of publication, the most reliable first."""
    linked = metadata.linked
    article, page = metadata.article, metadata.page
    texts: list[tuple[Iterable[str], str]] = [
        (linked.texts(article.get("datePublished")), "json-ld"),
        *_meta(metadata, PUBLISHED_NAMES),
        (metadata.items.get("datepublished", ()), "microdata"),
        (linked.texts(page.get("datePublished")), "json-ld"),
        (linked.texts(article.get("dateCreated") or article.get("uploadDate")), "json-ld"),
    ]
    return list(_read(texts, metadata.language))


def uncertain_published(metadata: Metadata) -> list[StatedDate]:
    """Dates of unclear meaning, mostly of publication."""
    texts = [
        *_meta(metadata, UNCERTAIN_NAMES),
        *((metadata.meta[name], "meta") for name in metadata.meta if _LIKELY_NAME.search(name)),
        (metadata.items.get("datecreated", ()), "microdata"),
    ]
    return list(_read(texts, metadata.language))


def stated_modified(metadata: Metadata) -> list[StatedDate]:
    """The dates of the last change, the most reliable first."""
    linked = metadata.linked
    texts: list[tuple[Iterable[str], str]] = [
        (linked.texts(metadata.article.get("dateModified")), "json-ld"),
        *_meta(metadata, MODIFIED_NAMES),
        (metadata.items.get("datemodified", ()), "microdata"),
        (linked.texts(metadata.page.get("dateModified")), "json-ld"),
    ]
    return list(_read(texts, metadata.language))


def script_published(elements: Elements, language: str | None) -> list[StatedDate]:
    """The date of publication in the data of a page's scripts, if they have one only.

    Pages that a script builds have their data in one: ``"publishedAt":"2026-01-20T..."``.

    Args:
        elements: The elements of the page.
        language: The page's ``lang``.

    """
    texts: dict[str, None] = {}
    for script in elements.of("script"):
        text = script.text
        if text and len(text) <= _MAX_SCRIPT and "ubli" in text:
            texts.update(dict.fromkeys(_IN_SCRIPT.findall(text)))
    found = list(_read([(list(texts), "script")], language))
    return found[:1] if len({entry.day for entry in found}) == 1 else []


def _meta(metadata: Metadata, names: tuple[str, ...]) -> Iterator[tuple[Iterable[str], str]]:
    meta = metadata.meta
    for name in names:
        if name in meta:
            yield meta[name], "opengraph" if name.startswith(("og:", "article:")) else "meta"


def _read(texts: Iterable[tuple[Iterable[str], str]], language: str | None) -> Iterator[StatedDate]:
    for printed, witness in texts:
        for text in printed:
            found = read_date(text, language)
            if found is not None:
                yield StatedDate(text, *found, witness)
