"""A date found in a text, before the words around it are considered."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from newsscraper.dates import hijri
from newsscraper.dates.clock import Clock
from newsscraper.dates.result import FIRST_YEAR, Calendar, Rule


class Found(NamedTuple):
    """A date and its possible readings."""

    calendar: Calendar
    rule: Rule
    options: tuple[date, ...]
    """The days it may be. Empty if there is no such day, or if its year is out of range."""
    is_short: bool = False
    """Whether its year has two digits."""
    is_unmarked: bool = False
    """Whether only its year shows that it is Hijri; this suffices beside a Gregorian date."""
    needs_weekday: bool = False
    """Whether a weekday must confirm it."""
    clock: Clock | None = None
    """The time, if the same digits contain one."""
    asks: tuple[int, int] | None = None
    """Day and year, if no table has the name of the month."""


def day_of(calendar: Calendar, year: int, month: int, day: int, last_year: int) -> tuple[date, ...]:
    """Return the one reading of a date; empty if there is no such date."""
    try:
        value = hijri.gregorian(year, month, day) if calendar == "hijri" else date(year, month, day)
    except ValueError:
        return ()
    return (value,) if value is not None and FIRST_YEAR <= value.year <= last_year else ()


def full_year(year: str, last_year: int) -> int:
    """Complete a year of two digits: 90 to 99 in the last century, all others in this one."""
    value = int(year)
    return 1900 + value if value >= FIRST_YEAR % 100 and 2000 + value > last_year else 2000 + value
