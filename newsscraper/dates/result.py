"""The result of reading a date."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NamedTuple

from newsscraper.items.warning_codes import WarningCode

FIRST_YEAR = 1990
"""Earlier years are misprints: the aggregators began in the 2000s, their archives in the 1990s."""

Calendar = Literal["gregorian", "hijri"]
Rule = Literal[
    "label", "numeric", "compact", "iso", "rfc822", "written", "hijri", "relative", "dateparser"
]


# A tuple instead of a dataclass: importing dataclasses takes a fifth of the time in which a cold
# process reads its first label.
class DateResult(NamedTuple):
    """What a printed date says. No date and no warning: nothing was printed."""

    date: date | None = None
    """The day, in the place of publication."""
    at: datetime | None = None
    """The time, aware, if one is printed and its zone is known."""
    precision: Literal["day", "minute", "second"] | None = None
    """``day`` if there is no `at`; otherwise the precision of the printed time."""
    calendar: Calendar | None = None
    """The calendar in which the date is printed; `date` is always Gregorian."""
    rule: Rule | None = None
    """The rule that read it.

    ``label``, ``numeric``, ``compact``, ``iso``, ``rfc822``, ``written``, ``hijri``, ``relative``
    or ``dateparser``.
    """
    warning: str | None = None
    """Code from :class:`newsscraper.items.warning_codes.WarningCode`.

    It says why there is no date, or what is unusual about it.
    """
    tolerance_days: int = 0
    """By how many days the true date may differ.

    2 for a Hijri date alone, 1 for "3 days ago", 7 for "a week ago".
    """

    @property
    def is_settled(self) -> bool:
        """Whether there is a date that is exact to the day, as a record requires."""
        return self.date is not None and self.tolerance_days <= 1


NOTHING = DateResult()
UNREADABLE = DateResult(warning=WarningCode.DATE_UNREADABLE.value)
AMBIGUOUS = DateResult(warning=WarningCode.DATE_AMBIGUOUS.value)
IMPOSSIBLE = DateResult(warning=WarningCode.DATE_IMPOSSIBLE.value)
CONTRADICTORY = DateResult(warning=WarningCode.DATE_CONTRADICTORY.value)
WITHOUT_REFERENCE = DateResult(warning=WarningCode.DATE_WITHOUT_REFERENCE.value)
