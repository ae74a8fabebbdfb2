"""Reads a printed date: finds the dates, times and words of a text, and settles what they say together.

Everything printed has to be understood: a number left over, a sign that belongs to no date, or a word that is neither known
nor part of a byline makes the text something else than a date.
"""

from __future__ import annotations

import re
from bisect import bisect
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

from newsscraper.dates import relative
from newsscraper.dates.clock import UNKNOWN_ZONE, Clock, clock_at, moment, zone_at
from newsscraper.dates.found import Found
from newsscraper.dates.hijri import TOLERANCE_DAYS
from newsscraper.dates.moments import last_year, zone_of
from newsscraper.dates.months import is_western_month
from newsscraper.dates.normal import MAX_TOKENS, Token, normal, tokens
from newsscraper.dates.numeric import numeric_at, order_of
from newsscraper.dates.result import (
    AMBIGUOUS,
    CONTRADICTORY,
    IMPOSSIBLE,
    UNREADABLE,
    WITHOUT_REFERENCE,
    DateResult,
    Rule,
)
from newsscraper.dates.wording import (
    AROUND,
    COMMON_ERA,
    HIJRI_ERA,
    MINUTES,
    NO_NAMES,
    PARTICLES,
    READING_TIME,
    WANT_A_NAME,
    WEEKDAYS,
    Role,
    Word,
)
from newsscraper.dates.written import unknown_month_at, written_at
from newsscraper.warning_codes import WarningCode

_SIGNS = frozenset(".,:;-/|()[]'\"«»_~>")
_LEADING_SIGNS = frozenset(":/-|(")
_DIVIDERS = frozenset("|,-")
_MAX_NAMES = 6
_MAX_UNMARKED_NAMES = 4
_DUAL_TOLERANCE = timedelta(days=3)
_SHORT_APPROXIMATE = 1
_RFC822 = re.compile(
    r"\s*(?:[a-z]{3},?\s+)?\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\s+\d{4}\s+\d{2}:\d{2}(?::\d{2})?\s+(?:[a-z]{1,4}\b|[+-]\d{4})",
    re.IGNORECASE,
)
_ISO = re.compile(r"\s*\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}:\d{2}|T\d{2}:\d{2})")

Class = Literal["date", "clock", "weekday", "around", "sign", "name"]


class _Scan:
    """What a text was taken apart into, in its order."""

    def __init__(self, speaks: set[str]) -> None:
        self.dates: list[tuple[int, Found]] = []
        """With the place of each among `parts`; so with the times and the weekdays."""
        self.clocks: list[tuple[int, Clock]] = []
        self.weekdays: list[tuple[int, int]] = []
        self.parts: list[tuple[Class, Token]] = []
        """A part a token, but one for all of a date or a time."""
        self.speaks = speaks
        """Languages of the known words."""
        self.is_whole = True
        """Whether every number and sign belongs to something."""


def read(text: str, language: str | None, country: str | None, timezone: str | None, reference: datetime | None) -> DateResult:
    """Reads a text of moderate length. Arguments as :func:`newsscraper.dates.parse_date` has them."""
    plain = normal(text)
    taken = tokens(plain)
    if not taken or len(taken) > MAX_TOKENS:
        return UNREADABLE
    last = last_year(reference)
    found = _scan(taken, language, country, last, speaks=_scripts(text))
    if not found.dates:
        counted = relative.relative_in(taken)
        return UNREADABLE if counted is None else _count_back(counted, timezone, reference)
    if not found.is_whole or not _names_are_a_byline(found):
        return UNREADABLE
    if any(each.asks for _, each in found.dates):
        return _ask(text, found, language, timezone, last)
    return _settle(found, timezone, _form(plain))


def _form(plain: str) -> Literal["rfc822", "iso"] | None:
    """The machine's form that a text is in."""
    return "rfc822" if _RFC822.match(plain) else "iso" if _ISO.match(plain) else None


def _scripts(text: str) -> set[str]:
    """Digits of the Arabic script are evidence for Arabic."""
    return {"ar"} if not text.isascii() and any("\u0660" <= character <= "\u0669" for character in text) else set()


def _scan(taken: list[Token], language: str | None, country: str | None, last: int, speaks: set[str]) -> _Scan:
    scan = _Scan(speaks=speaks)
    for token in taken:  # the words first: they may settle the order of the numbers
        if token.kind == "word":
            around, weekday = AROUND.get(token.text), WEEKDAYS.get(token.text)
            if around is not None and len(token.text) > 2:
                scan.speaks.add(around.language)
            elif weekday is not None:
                scan.speaks.add(weekday[1])
    order = order_of(language, country, frozenset(scan.speaks - {"en"}))
    index = 0
    while index < len(taken):
        token = taken[index]
        if token.kind == "sign":
            scan.is_whole &= token.text in _SIGNS
            scan.parts.append(("sign", token))
            index += 1
            continue
        if token.kind == "number":
            dated = numeric_at(taken, index, order, last) or written_at(taken, index, last)
        else:
            dated = written_at(taken, index, last)
        if dated is not None:
            index, found = dated
            scan.dates.append((len(scan.parts), found))
            scan.parts.append(("date", token))
            if found.clock is not None:
                scan.clocks.append((len(scan.parts), found.clock))
            continue
        timed = clock_at(taken, index)
        if timed is not None:
            index = timed[0]
            scan.clocks.append((len(scan.parts), timed[1]))
            scan.parts.append(("clock", token))
            continue
        if token.kind == "number":
            skipped = _reading_time(taken, index)
            asked = unknown_month_at(taken, index) if skipped is None else None
            if skipped is not None:
                index = skipped
            elif asked is not None:
                index, found = asked
                scan.dates.append((len(scan.parts), found))
                scan.parts.append(("date", token))
            elif index and not token.spaced and taken[index - 1].kind == "word" and scan.parts[-1][0] in ("name", "around"):
                scan.parts.append(("name", token))  # Le360, Youm7
                index += 1
            else:
                scan.is_whole = False
                index += 1
            continue
        zoned = zone_at(taken, index) if scan.parts and scan.parts[-1][0] == "date" else index
        if zoned > index:  # a zone without a time says nothing
            scan.parts.append(("around", token))
            index = zoned
            continue
        scan.parts.append((_word_class(taken, index, scan), token))
        index += 1
    return scan


def _word_class(taken: list[Token], index: int, scan: _Scan) -> Class:
    token = taken[index]
    if token.text in WEEKDAYS:
        scan.weekdays.append((len(scan.parts), WEEKDAYS[token.text][0]))
        return "weekday"
    if token.text in AROUND or (token.text in READING_TIME and _reading_time(taken, index + 1) is not None):
        return "around"
    last = scan.parts[-1][0] if scan.parts else None
    if last == "date" and _fits_era(token.text, scan.dates[-1][1]):
        return "around"
    # The T of ISO 8601, and what a Spanish or French "a. m." leaves behind a time.
    if token.text == "t" and last == "date" and index + 1 < len(taken) and taken[index + 1].kind == "number":
        return "around"
    return "name"


def _fits_era(word: str, found: Found) -> bool:
    return word in (HIJRI_ERA if found.calendar == "hijri" else COMMON_ERA)


def _reading_time(taken: list[Token], index: int) -> int | None:
    """The index behind "3 min read", "5 minutes de lecture", "3 دقائق قراءة", "lecture 3 min"."""
    behind = [token.text for token in taken[index + 1 : index + 4]]
    if index >= len(taken) or taken[index].kind != "number":
        return None
    if not behind or behind[0] not in MINUTES:
        return None
    if index and taken[index - 1].text in READING_TIME:
        return index + 2
    for length in (2, 3):
        if len(behind) >= length and behind[length - 1] in READING_TIME and (length == 2 or behind[1] in ("de", "of")):
            return index + 1 + length
    return None


def _names_are_a_byline(scan: _Scan) -> bool:
    """Whether the unknown words can only be names beside the date: at an end, capitalised, led in or divided off."""
    names = [place for place, (kind, _) in enumerate(scan.parts) if kind == "name"]
    if not names:
        return not any(kind == "around" and token.text in WANT_A_NAME for kind, token in scan.parts)
    core = [place for place, (kind, _) in enumerate(scan.parts) if kind in ("date", "clock", "weekday")]
    first, last = core[0], core[-1]
    before = [place for place in names if place < first]
    behind = [place for place in names if place > last]
    if len(before) + len(behind) < len(names):
        return False
    is_bare = any(found.rule == "compact" or found.is_short for _, found in scan.dates)
    if is_bare:
        return False
    if before and not _stands_before(scan, before, first):
        return False
    return not behind or _stands_behind(scan, behind, last)


def _stands_before(scan: _Scan, names: list[int], core: int) -> bool:
    if not _are_names(scan, names):
        return False
    if _is_led(scan, names[0]):
        return True
    if scan.dates[0][1].rule == "label" or _is_stamp(scan, names[-1] + 1):
        return True
    return len(names) <= _MAX_UNMARKED_NAMES and _is_divided(scan, names[-1] + 1, core)


def _stands_behind(scan: _Scan, names: list[int], core: int) -> bool:
    if not _are_names(scan, names):
        return False
    if _is_led(scan, names[0]):
        return True
    is_bracketed = scan.parts[names[0] - 1][1].text == "(" and scan.parts[names[0] - 2][0] in ("date", "clock")
    return len(names) <= _MAX_UNMARKED_NAMES and (is_bracketed or _is_divided(scan, core + 1, names[0]))


def _is_stamp(scan: _Scan, place: int) -> bool:
    """Weekday, date, a divider, time: a stamp that the press prints right behind a name (seen in Morocco)."""
    kinds = [kind for kind, _ in scan.parts[place : place + 4]]
    return kinds == ["weekday", "date", "sign", "clock"] and scan.parts[place + 2][1].text in ("-", "|")


def _are_names(scan: _Scan, names: list[int]) -> bool:
    """Capitalised words and the particles between them; scripts without capitals are let pass."""
    if len(names) > _MAX_NAMES or names[-1] - names[0] >= 2 * _MAX_NAMES:
        return False
    for kind, token in scan.parts[names[0] : names[-1] + 1]:
        if kind == "name":
            if token.text in NO_NAMES or is_western_month(token.text):
                return False
            if token.kind == "word" and "a" <= token.text[0] <= "\u024f" and not token.capital and token.text not in PARTICLES:
                return False
        elif kind not in ("sign", "around") or token.text in ';"«»>':
            return False
    return True


def _is_led(scan: _Scan, first: int) -> bool:
    """Whether a word stands before the names that leads in a name: "par", or "publié dans"."""
    place = first - 1
    while place >= 0 and scan.parts[place][0] in ("sign", "around"):
        role = _role(scan.parts[place])
        if role is Role.BY:
            return True
        if role is Role.IN:
            return any(_role(part) is Role.PUBLISHED for part in scan.parts)
        if role is not Role.PLAIN and scan.parts[place][1].text not in _LEADING_SIGNS:
            return False
        place -= 1
    return False


def _is_divided(scan: _Scan, start: int, end: int) -> bool:
    """Whether a divider stands between two places; a dash needs space around it."""
    for place in range(start, end):
        kind, token = scan.parts[place]
        if kind == "sign" and token.text in _DIVIDERS and (token.text != "-" or token.spaced):
            return True
    return False


def _role(part: tuple[Class, Token]) -> Role | None:
    word: Word | None = AROUND.get(part[1].text) if part[0] == "around" else None
    return word.role if word is not None else None


def _settle(scan: _Scan, timezone: str | None, form: Rule | None) -> DateResult:
    """One date of all that was found, or why there is none."""
    said = _of_publication(scan)
    if any(not found.options for found in said.dates):
        return IMPOSSIBLE
    if len(said.weekdays) > 1:
        return CONTRADICTORY
    western = [found for found in said.dates if found.calendar == "gregorian"]
    if not western and any(found.is_unmarked for found in said.dates):
        return IMPOSSIBLE
    if not western:
        return _hijri_alone(said)
    days = set(western[0].options)
    for found in western[1:]:
        days &= set(found.options)
    days = {day for day in days if day.weekday() in said.weekdays or not said.weekdays}
    if not days:
        return CONTRADICTORY
    if len(days) > 1 or (western[0].needs_weekday and not said.weekdays):
        return AMBIGUOUS
    day = days.pop()
    for found in said.dates:
        # A weekday that fits is a second witness: then the Hijri half is the misprint.
        if found.calendar == "hijri" and not said.weekdays and abs(found.options[0] - day) > _DUAL_TOLERANCE:
            return CONTRADICTORY
    rule = next((found.rule for found in western if found.rule != "compact"), western[0].rule)
    return _timed(day, said.clocks, form or rule, timezone)


class _Said(NamedTuple):
    """What counts of all that was found."""

    dates: list[Found]
    weekdays: set[int]
    clocks: set[Clock]


def _of_publication(scan: _Scan) -> _Said:
    """Where some dates are said to be of publication and the others of a change, the former with what stands at them."""
    dates = scan.dates
    if len(dates) > 1:
        roles: list[Role | None] = []
        before = 0
        for place, _ in dates:
            said = {_role(part) for part in scan.parts[before:place]}
            # "Mise à jour de la publication": the change counts.
            told = Role.UPDATED if Role.UPDATED in said else Role.PUBLISHED if Role.PUBLISHED in said else None
            roles.append(told or (roles[-1] if roles else None))
            before = place
        if Role.PUBLISHED in roles and Role.UPDATED in roles and None not in roles:
            kept = [index for index, role in enumerate(roles) if role is Role.PUBLISHED]
            places = [place for place, _ in dates]
            return _Said(
                [dates[index][1] for index in kept],
                # A weekday belongs to the date behind it, a time to the one before it.
                {day for place, day in scan.weekdays if min(bisect(places, place), len(places) - 1) in kept},
                {clock for place, clock in scan.clocks if max(bisect(places, place) - 1, 0) in kept},
            )
    return _Said([found for _, found in dates], {day for _, day in scan.weekdays}, {clock for _, clock in scan.clocks})


def _hijri_alone(said: _Said) -> DateResult:
    """A printed weekday settles a Hijri date: within the tolerance there is one such day."""
    days = {found.options[0] for found in said.dates}
    if len(days) > 1:
        return CONTRADICTORY
    day, tolerance = days.pop(), TOLERANCE_DAYS
    for weekday in said.weekdays:
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
    """A date with its time, where one is printed and its zone is known."""
    clock = next(iter(clocks)) if len(clocks) == 1 else None
    at = moment(day, clock, timezone) if clock is not None and clock.zone != UNKNOWN_ZONE else None
    if clock is None or at is None:
        return DateResult(date=day, precision="day", calendar="gregorian", rule=rule)
    precision: Literal["minute", "second"] = "second" if clock.has_seconds else "minute"
    return DateResult(date=at.date(), at=at, precision=precision, calendar="gregorian", rule=rule)


def _ask(text: str, scan: _Scan, language: str | None, timezone: str | None, last: int) -> DateResult:
    """Has dateparser read the month, where the text holds nothing else that is not understood."""
    from newsscraper.dates import engine

    asked = scan.dates[0][1].asks
    if len(scan.dates) > 1 or asked is None or not 1 <= asked[0] <= 31 or not 1990 <= asked[1] <= last:
        return UNREADABLE
    day = engine.ask(text, asked[0], asked[1], language)
    if day is None:
        return UNREADABLE
    if any(day.weekday() != weekday for _, weekday in scan.weekdays):
        return CONTRADICTORY
    return _timed(day, {clock for _, clock in scan.clocks}, "dateparser", timezone)


def _count_back(counted: relative.Relative, timezone: str | None, reference: datetime | None) -> DateResult:
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
