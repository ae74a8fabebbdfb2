"""Reads dates as this press prints them. No other part of the project reads dates.

>>> from datetime import UTC, datetime
>>> parse_date("Publié dans Yabiladi le 07 - 05 - 2024").date
datetime.date(2024, 5, 7)
>>> parse_date("الثلاثاء 7 ماي 2024 - 14:30", timezone="Africa/Casablanca").at.isoformat()
'2024-05-07T14:30:00+01:00'
>>> parse_date("منذ يومين", reference=datetime(2026, 1, 30, 12, tzinfo=UTC)).date
datetime.date(2026, 1, 28)
>>> parse_date("05/07/2024", language="en").warning
'date_ambiguous'

Our own rules cover what this press prints: the platform's label, digits, months by their regional
names, Hijri dates, and times relative to the fetch. The library dateparser is used only for names
of months that are missing in our tables. If a date is not certain, none is returned.
"""

from __future__ import annotations

import re
from datetime import datetime

from newsscraper.dates.found import day_of
from newsscraper.dates.moments import as_time, days_apart, last_year
from newsscraper.dates.reading import read, read_timestamp
from newsscraper.dates.result import FIRST_YEAR, IMPOSSIBLE, NOTHING, UNREADABLE, DateResult
from newsscraper.labels import read_label
from newsscraper.text.cleaning import clean

__all__ = [
    "FIRST_YEAR",
    "MAX_LENGTH",
    "DateResult",
    "as_time",
    "days_apart",
    "parse_date",
    "parse_label_date",
]

MAX_LENGTH = 400
"""Longer texts are rejected unread: they are not dates."""

_DASH = r"\s*[-\u2010-\u2015\u2212/.]\s*"
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_DASH}(\d{{1,2}}){_DASH}(\d{{4}})")
_LABEL = re.compile(
    r"(\d{1,2})\s+[-\u2010-\u2015\u2212]\s+(\d{1,2})\s+[-\u2010-\u2015\u2212]\s+(\d{4})"
)


def parse_label_date(text: str, *, reference: datetime | None = None) -> DateResult:
    """Read the date of the platform's label, ``DD - MM - YYYY``. Never raises.

    The day comes first, in the digits of any script. Seen on pages of all seven sites; the order is
    the same in every edition, so any dash is accepted.

    Args:
        text: The date as printed, without its label.
        reference: Time of the fetch; limits the year.

    """
    bare = text.strip()
    if len(bare) > MAX_LENGTH:
        return UNREADABLE
    match = _DAY_FIRST.fullmatch(bare) or _DAY_FIRST.fullmatch(clean(bare))
    return UNREADABLE if match is None else _label(match, reference)


def parse_date(
    text: str | None,
    *,
    language: str | None = None,
    country: str | None = None,
    timezone: str | None = None,
    reference: datetime | None = None,
) -> DateResult:
    """Read one printed date. Never raises; the same arguments give the same result.

    Args:
        text: The date as printed: alone, in the platform's label or in a byline, without a headline
            or a sentence around it.
        language: BCP 47 code of the edition or the surrounding text. Decides the order of numbers;
            months are read in any language of the press.
        country: ISO 3166 code of the place of publication; decides the order of numbers if
            `language` does not.
        timezone: IANA name of the zone of the place of publication. A time without a zone is in it,
            and `at` is returned in it.
        reference: Time of the fetch, UTC if it has no zone. Relative dates are counted from it and
            it limits the year. Without it relative dates are rejected and today limits the year.

    Returns:
        The date, or no date and a warning that says why.

    """
    if text is None:
        return NOTHING
    bare = text.strip()
    if len(bare) > MAX_LENGTH:
        return UNREADABLE
    if (found := read_timestamp(bare, timezone, reference)) is not None:
        return found
    if match := _LABEL.fullmatch(bare):
        return _label(match, reference)
    line = clean(bare)
    if not line:
        return NOTHING
    if match := _LABEL.fullmatch(line):
        return _label(match, reference)
    label = read_label(line)
    if label is not None:
        if match := _DAY_FIRST.fullmatch(label.date):
            return _label(match, reference)
        return read(label.date, label.language, country, timezone, reference)
    return read(bare, language, country, timezone, reference)


def _label(match: re.Match[str], reference: datetime | None) -> DateResult:
    days = day_of("gregorian", int(match[3]), int(match[2]), int(match[1]), last_year(reference))
    if not days:
        return IMPOSSIBLE
    return DateResult(date=days[0], precision="day", calendar="gregorian", rule="label")
