"""Reads dates with strict dateparser if our tables lack the month; only in the given languages.

Only its month is used, and only if it also returns the printed day and year. Two simpler calls
proved unreliable: ``search_dates`` was wrong on 13 of 13 bylines, and ``dateparser.parse`` without
these checks on 12 of 117 date forms. dateparser is imported on first use, because that takes 0.2 s.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from newsscraper.text.cleaning import clean

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_OWN = ("fr", "ar", "en", "es")
_PHRASE = re.compile(r"(?<!\d)\d{1,2}(?!\d)([^\d]{2,40})\d{4}(?!\d)")
_MOST_MONTHS = 4096
_months: dict[tuple[str, str], int] = {}
"""Remembered months, by language and the words between day and year.

dateparser takes half a millisecond or more each time.
"""
_TAG = re.compile(r"<[^<>]{0,300}>")


def ask(text: str, day: int, year: int, language: str | None) -> date | None:
    """Ask dateparser for the date in a text that contains a day, one or two words and a year.

    Args:
        text: The text as printed.
        day: The printed day.
        year: The printed year.
        language: BCP 47 code; only its first part counts. Without one, or for a language of this
            press, all four of the press are tried.

    """
    match = _PHRASE.search(clean(_TAG.sub(" ", text)))
    if match is None:
        return None
    primary = (language or "").replace("_", "-").partition("-")[0].lower()
    words = (primary, match[1])
    if (month := _months.get(words)) is not None:  # another thread may clear it
        return _date(year, month, day)
    parser = _parser((primary,) if primary and primary not in (*_OWN, "und", "zgh") else _OWN)
    if parser is None:
        return None
    try:
        found = parser.get_date_data(match[0])
    except (
        ValueError,
        OverflowError,
        RecursionError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
    ):
        return None
    moment = found.date_obj if found is not None else None
    if moment is None or found.period != "day" or (moment.day, moment.year) != (day, year):
        return None
    if len(_months) >= _MOST_MONTHS:
        _months.clear()
    _months[words] = moment.month
    return moment.date()


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=16)
def _parser(languages: tuple[str, ...]) -> DateDataParser | None:
    from dateparser.date import DateDataParser

    settings = {
        "DATE_ORDER": "DMY",
        "STRICT_PARSING": True,
        "PARSERS": ["absolute-time"],
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    try:
        return DateDataParser(languages=list(languages), settings=settings)
    except (ValueError, TypeError):
        return None
