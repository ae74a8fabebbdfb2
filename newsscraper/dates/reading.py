"""Reads a printed date: finds its parts and combines what they say.

Every part must be understood. A text with a number left over, a sign that belongs to no date, or a
word that is neither known nor part of a byline is not a date.
"""

from __future__ import annotations

import re
from bisect import bisect
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple

from newsscraper.dates import relative
from newsscraper.dates.byline import names_are_a_byline
from newsscraper.dates.clock import Clock, moment
from newsscraper.dates.found import Found, day_of
from newsscraper.dates.hijri import TOLERANCE_DAYS
from newsscraper.dates.moments import last_year, zone_of
from newsscraper.dates.normal import MAX_TOKENS, Token, normal, tokens
from newsscraper.dates.result import (
    AMBIGUOUS,
    CONTRADICTORY,
    IMPOSSIBLE,
    UNREADABLE,
    WITHOUT_REFERENCE,
    DateResult,
    Rule,
)
from newsscraper.dates.scan import Scan, role_of, scan_of
from newsscraper.dates.wording import Role
from newsscraper.dates.zones import UNKNOWN_ZONE
from newsscraper.items.warning_codes import WarningCode

_DUAL_TOLERANCE = timedelta(days=3)
_SHORT_APPROXIMATE = 1
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)", re.ASCII
)
_MAX_OFFSET = 14 * 60
_ENGLISH_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())


def read(
    text: str,
    language: str | None,
    country: str | None,
    timezone: str | None,
    reference: datetime | None,
) -> DateResult:
    """Read a text of moderate length; arguments as in :func:`newsscraper.dates.parse_date`."""
    plain = normal(text)
    taken = tokens(plain)
    if not taken or len(taken) > MAX_TOKENS:
        return UNREADABLE
    last = last_year(reference)
    found = scan_of(taken, language, country, last, speaks=_scripts(text))
    if not found.dates:
        counted = relative.relative_in(taken)
        return UNREADABLE if counted is None else _count_back(counted, timezone, reference)
    if not found.is_whole or not names_are_a_byline(found):
        return UNREADABLE
    if any(each.asks for _, each in found.dates):
        return _ask(text, found, language, timezone, last)
    return _settle(found, timezone, _form(taken))


def read_timestamp(
    text: str, timezone: str | None, reference: datetime | None
) -> DateResult | None:
    """Read a complete timestamp in ISO 8601; ``None`` if the text is not a valid one.

    Metadata has dates in this form. The rules for printed dates read it in the same way, but take
    ten times as long.
    """
    stamp = _ISO.fullmatch(text)
    if stamp is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = stamp.groups()
    days = day_of("gregorian", int(year), int(month), int(day), last_year(reference))
    if not days or int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return None
    offset = 0
    if zone != "Z":
        offset = 60 * int(zone[1:3]) + int(zone[-2:])
        if offset > _MAX_OFFSET or offset % 15:
            return None
        offset = -offset if zone[0] == "-" else offset
    micro = int((fraction or "0")[:6].ljust(6, "0"))
    printed = time(int(hour), int(minute), int(second or 0), micro)
    return _timed(days[0], {Clock(printed, second is not None, offset)}, "iso", timezone)


def _form(taken: list[Token]) -> Literal["rfc822", "iso"] | None:
    """Recognise the machine-readable form of a text.

    "[Tue, ]07 May 2024 14:30", "2024-05-07T14:30" or "2024-05-07 14:30:00".
    """
    start = 2 if [token.text for token in taken[1:2]] == [","] else 0
    kinds = "".join(token.kind[0] for token in taken[start:])
    if kinds.startswith("nwnnsn") and len(kinds) > 6 and taken[start + 1].text in _ENGLISH_MONTHS:
        return "rfc822"
    if len(taken[0].text) == 4 and len(taken) > 8 and taken[1].text == "-":
        return (
            "iso"
            if kinds.startswith(("nsnsnnsnsn", "nsnsnwnsn")) and taken[5].text != "-"
            else None
        )
    return None


def _scripts(text: str) -> set[str]:
    """Digits of the Arabic script are evidence of Arabic."""
    return (
        {"ar"}
        if not text.isascii() and any("\u0660" <= character <= "\u0669" for character in text)
        else set()
    )


def _settle(scan: Scan, timezone: str | None, form: Rule | None) -> DateResult:
    """Combine everything found into one date, or into a warning that says why there is no date."""
    publication = _of_publication(scan)
    if any(not found.options for found in publication.dates):
        return IMPOSSIBLE
    if len(publication.weekdays) > 1:
        return CONTRADICTORY
    western = [found for found in publication.dates if found.calendar == "gregorian"]
    if not western and any(found.is_unmarked for found in publication.dates):
        return IMPOSSIBLE
    if not western:
        return _hijri_alone(publication)
    days = set(western[0].options)
    for found in western[1:]:
        days &= set(found.options)
    days = {
        day for day in days if day.weekday() in publication.weekdays or not publication.weekdays
    }
    if not days:
        return CONTRADICTORY
    if len(days) > 1 or (western[0].needs_weekday and not publication.weekdays):
        return AMBIGUOUS
    day = days.pop()
    for found in publication.dates:
        # A matching weekday confirms the date: then the Hijri half is the misprint.
        if (
            found.calendar == "hijri"
            and not publication.weekdays
            and abs(found.options[0] - day) > _DUAL_TOLERANCE
        ):
            return CONTRADICTORY
    rule = next((found.rule for found in western if found.rule != "compact"), western[0].rule)
    return _timed(day, publication.clocks, form or rule, timezone)


class _Publication(NamedTuple):
    """The parts that describe the date of publication."""

    dates: list[Found]
    weekdays: set[int]
    clocks: set[Clock]


def _of_publication(scan: Scan) -> _Publication:
    """Select the dates of publication if others are marked as dates of a change.

    Their times and weekdays are selected with them.
    """
    dates = scan.dates
    if len(dates) > 1:
        roles: list[Role | None] = []
        before = 0
        for place, _ in dates:
            roles_before = {role_of(part) for part in scan.parts[before:place]}
            # "Mise à jour de la publication" is a change.
            role = (
                Role.UPDATED
                if Role.UPDATED in roles_before
                else Role.PUBLISHED
                if Role.PUBLISHED in roles_before
                else None
            )
            roles.append(role or (roles[-1] if roles else None))
            before = place
        # An unmarked date is that of publication if a date of a change follows it.
        wanted = None if roles[0] is None and set(roles) == {None, Role.UPDATED} else Role.PUBLISHED
        if wanted in roles and Role.UPDATED in roles and set(roles) == {wanted, Role.UPDATED}:
            kept = [index for index, role in enumerate(roles) if role is wanted]
            places = [place for place, _ in dates]
            return _Publication(
                [dates[index][1] for index in kept],
                # A weekday belongs to the date after it, a time to the date before it.
                {
                    day
                    for place, day in scan.weekdays
                    if min(bisect(places, place), len(places) - 1) in kept
                },
                {
                    clock
                    for place, clock in scan.clocks
                    if max(bisect(places, place) - 1, 0) in kept
                },
            )
    return _Publication(
        [found for _, found in dates],
        {day for _, day in scan.weekdays},
        {clock for _, clock in scan.clocks},
    )


def _hijri_alone(publication: _Publication) -> DateResult:
    """A printed weekday makes a Hijri date certain: only one such day is within the tolerance."""
    days = {found.options[0] for found in publication.dates}
    if len(days) > 1:
        return CONTRADICTORY
    day, tolerance = days.pop(), TOLERANCE_DAYS
    for weekday in publication.weekdays:
        off = (weekday - day.weekday() + 3) % 7 - 3
        if abs(off) > TOLERANCE_DAYS:
            return CONTRADICTORY
        day, tolerance = day + timedelta(days=off), 0
    return DateResult(
        date=day,
        precision="day",
        calendar="hijri",
        rule="hijri",
        warning=WarningCode.DATE_HIJRI.value,
        tolerance_days=tolerance,
    )


def _timed(day: date, clocks: set[Clock], rule: Rule, timezone: str | None) -> DateResult:
    """A date with its time, if one is printed and its zone is known."""
    clock = next(iter(clocks)) if len(clocks) == 1 else None
    at = moment(day, clock, timezone) if clock is not None and clock.zone != UNKNOWN_ZONE else None
    if clock is None or at is None:
        return DateResult(date=day, precision="day", calendar="gregorian", rule=rule)
    precision: Literal["minute", "second"] = "second" if clock.has_seconds else "minute"
    return DateResult(date=at.date(), at=at, precision=precision, calendar="gregorian", rule=rule)


def _ask(
    text: str, scan: Scan, language: str | None, timezone: str | None, last: int
) -> DateResult:
    """Ask dateparser for the month, if everything else in the text is understood."""
    from newsscraper.dates import engine

    asked = scan.dates[0][1].asks
    if (
        len(scan.dates) > 1
        or asked is None
        or not 1 <= asked[0] <= 31
        or not 1990 <= asked[1] <= last
    ):
        return UNREADABLE
    day = engine.ask(text, asked[0], asked[1], language)
    if day is None:
        return UNREADABLE
    if any(day.weekday() != weekday for _, weekday in scan.weekdays):
        return CONTRADICTORY
    return _timed(day, {clock for _, clock in scan.clocks}, "dateparser", timezone)


def _count_back(
    counted: relative.Relative, timezone: str | None, reference: datetime | None
) -> DateResult:
    if reference is None:
        return WITHOUT_REFERENCE
    zone = zone_of(timezone)
    here = reference if reference.tzinfo is not None else reference.replace(tzinfo=UTC)
    try:
        then, tolerance = counted.moment(here.astimezone(zone) if zone is not None else here)
    except OverflowError:
        return UNREADABLE
    at = None
    if counted.clock is not None and counted.clock.zone != UNKNOWN_ZONE:
        at = moment(then.date(), counted.clock, timezone)
    return DateResult(
        date=at.date() if at is not None else then.date(),
        at=at,
        precision="minute" if at is not None else "day",
        calendar="gregorian",
        rule="relative",
        warning=WarningCode.DATE_APPROXIMATE.value if tolerance > _SHORT_APPROXIMATE else None,
        tolerance_days=tolerance,
    )
