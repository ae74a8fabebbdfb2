"""What reading a date gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NamedTuple

from newsscraper.items.warning_codes import WarningCode

FIRST_YEAR = 1990
"""Older dates are taken for misprints: the aggregators began in the 2000s, their archives in the
1990s."""

Calendar = Literal["gregorian", "hijri"]
Rule = Literal[
    "label", "numeric", "compact", "iso", "rfc822", "written", "hijri", "relative", "dateparser"
]


# A tuple and no dataclass: importing dataclasses takes a fifth of the time in which a cold process
# reads its first label.
class DateResult(NamedTuple):
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
    """What read it: ``label``, ``numeric``, ``compact``, ``iso``, ``rfc822``, ``written``,
    ``hijri``, ``relative`` or ``dateparser``."""
    warning: str | None = None
    """A code of :class:`newsscraper.items.warning_codes.WarningCode`: why there is no date, or what
    is odd about it."""
    tolerance_days: int = 0
    """By how many days the true date may differ: 2 for a Hijri date alone, 1 for "3 days ago", 7
    for "a week ago"."""

    @property
    def is_settled(self) -> bool:
        """Whether there is a date and it is exact to a day: what a record takes."""
        return self.date is not None and self.tolerance_days <= 1


NOTHING = DateResult()
UNREADABLE = DateResult(warning=WarningCode.DATE_UNREADABLE.value)
AMBIGUOUS = DateResult(warning=WarningCode.DATE_AMBIGUOUS.value)
IMPOSSIBLE = DateResult(warning=WarningCode.DATE_IMPOSSIBLE.value)
CONTRADICTORY = DateResult(warning=WarningCode.DATE_CONTRADICTORY.value)
WITHOUT_REFERENCE = DateResult(warning=WarningCode.DATE_WITHOUT_REFERENCE.value)
