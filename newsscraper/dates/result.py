"""What reading a date gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from newsscraper.warning_codes import WarningCode

FIRST_YEAR = 1990
"""Older dates are taken for misprints: the aggregators began in the 2000s, their archives in the 1990s."""

Calendar = Literal["gregorian", "hijri"]
Rule = Literal["label", "numeric", "compact", "iso", "rfc822", "written", "hijri", "relative", "dateparser"]


@dataclass(frozen=True, slots=True)
class DateResult:
    """What a printed date says. With no date and no warning nothing was printed."""

    date: date | None = None
    """The day, in the place of publication."""
    at: datetime | None = None
    """The time, aware, where one is printed and its zone is known."""
    precision: Literal["day", "minute", "second"] | None = None
    """``day`` where `at` is none; else how far the printed time goes."""
    calendar: Calendar | None = None
    """The calendar that the date is printed in; `date` is always Gregorian."""
    rule: Rule | None = None
    """What read it: ``label``, ``numeric``, ``compact``, ``iso``, ``rfc822``, ``written``, ``hijri``, ``relative`` or
    ``dateparser``."""
    warning: str | None = None
    """A code of :class:`newsscraper.warning_codes.WarningCode`: why there is no date, or what is odd about the one given."""
    tolerance_days: int = 0
    """By how many days the true date may differ: 2 for a Hijri date alone, 1 for "3 days ago", 7 for "a week ago"."""


NOTHING = DateResult()
UNREADABLE = DateResult(warning=WarningCode.DATE_UNREADABLE.value)
AMBIGUOUS = DateResult(warning=WarningCode.DATE_AMBIGUOUS.value)
IMPOSSIBLE = DateResult(warning=WarningCode.DATE_IMPOSSIBLE.value)
CONTRADICTORY = DateResult(warning=WarningCode.DATE_CONTRADICTORY.value)
WITHOUT_REFERENCE = DateResult(warning=WarningCode.DATE_WITHOUT_REFERENCE.value)
