"""Dates in a short line of any news page, in many languages, without knowing what else it says.

:func:`newsscraper.dates.parse_date` reads what this project's own press prints, and must understand
the whole line. Here the line is of any site: a date is found, and the rest is left to the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from newsscraper.dates.result import FIRST_YEAR
from newsscraper.dates.world_months import SOLAR_MONTHS, month_number

MAX_LINE = 400
"""Only so many characters of a line are read."""

_MAY_BE_DATE = re.compile(r"\d(?:\d{3}|[./]\d\d?[./]\d\d)")
_WORD = r"(?P<{}>[^\s\d.,/|()\[\]:;–—\-]{{2,20}}(?:\ (?:الثاني|الأول|الاول))?)"
_YEAR = r"(?:1[3-9]|20)\d\d"
_DATE = re.compile(
    rf"""(?<![\d/.:,-])(?:
        (?P<y1>{_YEAR})\s?[-/.年년]\s?(?P<m1>\d{{1,2}})\s?[-/.月월]\s?(?P<d1>\d{{1,2}})(?![\d])
      | (?P<a>\d{{1,2}})(?P<sep>\s?[-/.]\s?|\s\|\s)(?P<b>\d{{1,2}})(?P=sep)
        (?P<y2>(?:19|20)\d\d|\d\d(?=\D|$))(?![\d/-]|\.\d)
      | (?P<d3>\d{{1,2}})(?:st|nd|rd|th|er|[.ºª°])?[\s.,/-]*(?:(?:de|d['’]|of)\s?)?
        {_WORD.format("m3")}[.,]*[\s/-]*(?:(?:de|del|d['’]|г)\s)?(?P<y3>{_YEAR})(?!\d)
      | (?P<y5>{_YEAR})[.,]?\s+(?:m\.\s|ж\.\s|\()?{_WORD.format("m5")}\.?\s+(?P<d5>\d{{1,2}})(?!\d)
    ) | {_WORD.format("m4")}[.,]?\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th|[.])?,?\s+(?:of\s)?
        (?P<y4>{_YEAR})(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FIRST_HIJRI = 1425
"""Years in numbers from here on may be of the Hijri calendar: 1425 began in 2004."""
_DIGITS = {
    zero + digit: str(digit)
    for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xFF10)  # Arabic, Persian, Hindi, Bengali, full width
    for digit in range(10)
}
_DAY_FIRST_ENGLISH = frozenset("en-gb en-au en-ie en-in en-nz en-za en-ng en-ke en-pk".split())


class FoundDate(NamedTuple):
    """A date in a line."""

    days: tuple[date, ...]
    """The day; two days if the order of day and month is unclear."""
    start: int
    """Where it begins in the line."""
    end: int
    """Where it ends."""
    other: date | None = None
    """The day if the month is before the day, which is unlikely but possible: ``09.10.2024``."""


def may_have_date(line: str) -> bool:
    """Whether a line can contain a date. Quick."""
    return _MAY_BE_DATE.search(line) is not None


@lru_cache(maxsize=4096)
def find_dates(line: str, language: str | None = None) -> tuple[FoundDate, ...]:
    """Return the dates in a line, in order. Never raises.

    Args:
        line: The line, cleaned.
        language: The ``lang`` of the page in lower case. Decides the order of day and month if it
            is not English, or a country's English that is known.

    """
    if not may_have_date(line):
        return ()
    line = line[:MAX_LINE]
    return tuple(_dates(line if line.isascii() else line.translate(_DIGITS), language))


def _dates(line: str, language: str | None) -> Iterator[FoundDate]:
    position = 0
    while match := _DATE.search(line, position):
        days = _days(match, language)
        if days:
            other = _month_first(match) if match["y2"] and len(days) == 1 else ()
            yield FoundDate(days, match.start(), match.end(), next(iter(other), None))
            position = match.end()
        else:
            # A word before the date may have been taken for a month: "Uhr 3. Mai 2024".
            position = max(match.start() + 1, match.start("d4")) if match["d4"] else match.end()


def _days(match: re.Match[str], language: str | None) -> tuple[date, ...]:
    if match["y1"]:
        first = int(match["y1"])
        if first < _FIRST_HIJRI and language is not None and language.startswith("fa"):
            return _solar(first, int(match["m1"]), int(match["d1"]))
        return _day(first, int(match["m1"]), int(match["d1"]))
    if match["y2"]:
        return _numeric(match, language)
    for year, month, day in (("y3", "m3", "d3"), ("y4", "m4", "d4"), ("y5", "m5", "d5")):
        if match[year]:
            name = match[month].lower()
            if number := month_number(name, language):
                return _day(int(match[year]), number, int(match[day]))
            if number := SOLAR_MONTHS.get(name):
                return _solar(int(match[year]), number, int(match[day]))
    return ()


def _numeric(match: re.Match[str], language: str | None) -> tuple[date, ...]:
    first, second = int(match["a"]), int(match["b"])
    day_first = _day(_year(match), second, first)
    if (
        "." in match["sep"]
        or first == second
        or (
            language
            and language not in ("en", "en-us")
            and (language[:2] != "en" or language in _DAY_FIRST_ENGLISH)
        )
    ):
        return day_first
    return tuple(dict.fromkeys((*day_first, *_month_first(match))))


def _month_first(match: re.Match[str]) -> tuple[date, ...]:
    return _day(_year(match), int(match["a"]), int(match["b"]))


def _year(match: re.Match[str]) -> int:
    year = int(match["y2"])
    return year + 2000 if year < 100 else year


def _day(year: int, month: int, day: int) -> tuple[date, ...]:
    if year < FIRST_YEAR:
        return ()
    try:
        return (date(year, month, day),)
    except ValueError:
        return ()


_NOWRUZ = date(2024, 3, 20)
"""The first day of the Iranian year 1403."""


def _solar(year: int, month: int, day: int) -> tuple[date, ...]:
    """The day of a date in the Iranian calendar, by its 33-year cycle of leap years.

    The cycle is exact for the years 1343 to 1472, 1964 to 2093.
    """
    if not (1369 <= year <= 1470 and 1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return ()
    leap_days = _leap_years(year) - _leap_years(1403)
    start = _NOWRUZ + timedelta(days=(year - 1403) * 365 + leap_days)
    passed = (month - 1) * 31 - max(0, month - 7)
    return (start + timedelta(days=passed + day - 1),)


def _leap_years(year: int) -> int:
    """The leap years before a year of the Iranian calendar."""
    cycles, rest = divmod(year - 1, 33)
    return cycles * 8 + sum(1 for leap in (1, 5, 9, 13, 17, 22, 26, 30) if leap <= rest)
