"""Dates as this press prints them. Nothing else in the project reads a date.

The platform's own label (day first, in every edition) and the machine forms (ISO 8601, RFC 822) are read by rule;
everything else goes to dateparser, strict and in the languages named. A date that is not certain is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

from newsscraper.labels import read_label

FIRST_YEAR = 1990
"""Older dates are taken for misprints: the aggregators began in the 2000s, their archives in the 1990s."""

_LAST_FETCH = 2200

MAX_LENGTH = 120
"""Longer texts are no dates; they are refused unread."""

_EDGES = " \t\r\n\u00a0\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_DASH = r"\s*[-\u2010-\u2015\u2212/.]\s*"
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_DASH}(\d{{1,2}}){_DASH}(\d{{4}})")
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_DASH}(\d{{1,2}}){_DASH}(\d{{1,2}})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s*(?:Z|[+-]\d{2}:?\d{2})?", re.IGNORECASE)
_RFC822 = re.compile(r"(?:[A-Za-z]{3,9},\s*)?\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s+\S{1,6})?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_CLOCK = re.compile(r"\d{1,2}\s*[:h]\s*\d{2}")

# Where a day-first reading is the custom. An English text may follow the American one, so nothing settles it there.
_DAY_FIRST_LANGUAGES = frozenset({"ar", "fr", "es"})


@dataclass(frozen=True, slots=True)
class DateResult:
    """What a printed date says."""

    date: date | None = None
    """The day, in the place of publication."""
    at: datetime | None = None
    """The time, aware, where one is printed and its zone is known."""
    precision: Literal["day", "minute", "second"] | None = None
    calendar: Literal["gregorian"] | None = None
    rule: str | None = None
    """What read it: ``label``, ``numeric``, ``iso``, ``rfc822`` or ``dateparser``."""
    warning: str | None = None
    """``date_unreadable`` where something is printed and nothing certain could be read."""


_NOTHING = DateResult()
_UNREADABLE = DateResult(warning="date_unreadable")


def parse_label_date(text: str, *, reference: datetime | None = None) -> DateResult:
    """Reads the date of the platform's label, ``DD - MM - YYYY``: day first, in the digits of any script.

    Seen on pages of all seven sites; the order is the same in every edition.
    """
    if len(text) > MAX_LENGTH:
        return _UNREADABLE
    match = _DAY_FIRST.fullmatch(text.strip(_EDGES))
    if match is None:
        return _UNREADABLE
    return _day(match[3], match[2], match[1], "label", reference)


def parse_date(
    text: str | None,
    *,
    language: str | None = None,
    country: str | None = None,
    timezone: str | None = None,
    reference: datetime | None = None,
) -> DateResult:
    """Reads one printed date. Never raises.

    Args:
        text: The date as printed, bare or in the platform's label, without a headline or a sentence around it.
        language: BCP 47 code of the text around it; settles the order of numbers and the names of months.
        country: ISO 3166 code of the place of publication; settles the order of numbers where `language` does not.
        timezone: IANA name of the zone that a time without one is in.
        reference: Time of the fetch, aware. Only bounds the year; a relative date ("yesterday") is refused.

    Returns:
        The date, or none and a warning.

    """
    if text is None:
        return _NOTHING
    if len(text) > MAX_LENGTH:
        return _UNREADABLE
    text = text.strip().strip(_EDGES).strip()
    if not text:
        return _NOTHING
    if label := read_label(text):
        return parse_label_date(label.date, reference=reference)
    for rule in (_iso, _rfc822):
        moment = rule(text)
        if moment is not None:
            return _moment(moment, rule.__name__[1:], timezone, reference)
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(match[1], match[2], match[3], "numeric", reference)
    if match := _DAY_FIRST.fullmatch(text):
        day_first = language in _DAY_FIRST_LANGUAGES or (country is not None and country != "US")
        platform_label = re.search(r"\s[-\u2010-\u2015]\s", match[0]) is not None
        if not day_first and not platform_label and int(match[1]) <= 12 and int(match[1]) != int(match[2]):
            return _UNREADABLE
        return _day(match[3], match[2], match[1], "label" if platform_label else "numeric", reference)
    return _by_dateparser(text, language, timezone, reference)


def _day(year: str, month: str, day: str, rule: str, reference: datetime | None) -> DateResult:
    try:
        value = date(int(year), int(month), int(day))
    except ValueError:
        return _UNREADABLE
    if not _plausible(value, reference):
        return _UNREADABLE
    return DateResult(date=value, precision="day", calendar="gregorian", rule=rule)


def _plausible(value: date, reference: datetime | None) -> bool:
    last = (reference or datetime.now(UTC)).year + 1
    return FIRST_YEAR <= value.year <= last


def _iso(text: str) -> datetime | None:
    if not _ISO.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text.replace(",", ".").upper())
    except ValueError:
        return None


def _rfc822(text: str) -> datetime | None:
    if not _RFC822.fullmatch(text):
        return None
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None


def _moment(moment: datetime, rule: str, timezone: str | None, reference: datetime | None) -> DateResult:
    zone = _zone(timezone)
    if moment.tzinfo is None and zone is not None:
        moment = moment.replace(tzinfo=zone)
    try:
        local = moment.astimezone(zone) if zone is not None and moment.tzinfo is not None else moment
    except OverflowError:
        return _UNREADABLE
    if not _plausible(local.date(), reference):
        return _UNREADABLE
    return DateResult(
        date=local.date(),
        at=local if local.tzinfo is not None else None,
        precision="second" if local.second else "minute",
        calendar="gregorian",
        rule=rule,
    )


@lru_cache(maxsize=64)
def _zone(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


@lru_cache(maxsize=16)
def _parser(languages: tuple[str, ...], order: str) -> DateDataParser:
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=list(languages),
        settings={
            "DATE_ORDER": order,
            "STRICT_PARSING": True,
            "PARSERS": ["absolute-time"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )


def _by_dateparser(text: str, language: str | None, timezone: str | None, reference: datetime | None) -> DateResult:
    # A day, a month and a year of four digits must be there; dateparser fills gaps from the present day otherwise.
    if not _YEAR.search(text) or not any(character.isalpha() for character in text):
        return _UNREADABLE
    languages = (language,) if language in {"ar", "fr", "en", "es"} else ("fr", "ar", "en", "es")
    try:
        found = _parser(languages, "DMY").get_date_data(text)
    except (ValueError, OverflowError, RecursionError, TypeError):
        return _UNREADABLE
    moment = found.date_obj if found is not None else None
    if moment is None or found.period not in ("day", "time"):
        return _UNREADABLE
    if str(moment.year) not in {str(int(year)) for year in _YEAR.findall(text)}:
        return _UNREADABLE
    if _CLOCK.search(text):
        return _moment(moment, "dateparser", timezone, reference)
    if not _plausible(moment.date(), reference):
        return _UNREADABLE
    return DateResult(date=moment.date(), precision="day", calendar="gregorian", rule="dateparser")


def as_time(value: datetime | str | None) -> datetime | None:
    """An aware time of a datetime or an ISO 8601 text; without a zone it is UTC.

    Raises:
        ValueError: the text is no ISO 8601 time, or the year is none that a page was fetched in.

    """
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError(f"not an ISO 8601 time: {value!r} (write it like 2026-01-30T12:00:00Z)") from None
    if not FIRST_YEAR <= moment.year <= _LAST_FETCH:
        raise ValueError(f"no time of a fetch: {value} (years {FIRST_YEAR} to {_LAST_FETCH})")
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def days_apart(first: date, second: date) -> timedelta:
    """The distance of two days, never negative."""
    return abs(first - second)
