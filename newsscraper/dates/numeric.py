"""Dates in digits: 07/05/2024, 2024-05-07, 20240507, and the platform's own 07 - 05 - 2024."""

from __future__ import annotations

from datetime import date, time
from typing import Literal

from newsscraper.dates.clock import Clock
from newsscraper.dates.found import Found, day_of, full_year
from newsscraper.dates.hijri import is_hijri_year
from newsscraper.dates.normal import Token
from newsscraper.dates.wording import HIJRI_ERA
from newsscraper.dates.zones import offset_at

Order = Literal["day", "month"] | None

# If the year comes last, the day comes first in these languages: everywhere but in the United
# States and countries that follow its custom.
_DAY_FIRST_LANGUAGES = frozenset(
    "ar fr es zgh ber kab shi tzm de it pt nl ca ro tr fa ur he ru el pl sv da".split()
)
_MONTH_FIRST_COUNTRIES = frozenset({"US"})
_MIXED_COUNTRIES = frozenset("CA PH PR GU BZ PA KE ZA".split())

_SEPARATORS = frozenset("-/.")


def order_of(language: str | None, country: str | None, speaks: frozenset[str]) -> Order:
    """Decide which of two numbers is the day, if the page leaves no doubt.

    Args:
        language: BCP 47 code of the edition; its region counts if `country` is missing.
        country: ISO 3166 code of the place of publication.
        speaks: Languages of the words around the date; they count if neither of the others decides.

    """
    primary, _, region = (language or "").replace("_", "-").lower().partition("-")
    if primary in _DAY_FIRST_LANGUAGES:
        return "day"
    place = (country or (region if len(region) == 2 else "")).upper()
    if place in _MONTH_FIRST_COUNTRIES:
        return "month"
    if place and place not in _MIXED_COUNTRIES:
        return "day"
    return "day" if speaks & _DAY_FIRST_LANGUAGES else None


def numeric_at(
    tokens: list[Token], index: int, order: Order, last_year: int
) -> tuple[int, Found] | None:
    """Read the date in digits that begins at a token, and the index after it."""
    first = tokens[index].text
    if len(first) in (8, 12, 14):
        return _compact(tokens, index, last_year)
    if index + 4 >= len(tokens) or len(first) > 4:
        return None
    sign, second, again, third = tokens[index + 1 : index + 5]
    if (
        sign.text not in _SEPARATORS
        or again.text != sign.text
        or second.kind != "number"
        or third.kind != "number"
    ):
        return None
    if len(second.text) > 2:
        return None
    a, b, c, end = int(first), int(second.text), int(third.text), index + 5
    if len(first) == 4 and len(third.text) <= 2:
        if is_hijri_year(a):
            return _hijri(tokens, end, a, b, c, last_year)
        return end, Found("gregorian", "numeric", day_of("gregorian", a, b, c, last_year))
    if len(first) > 2:
        return None
    if len(third.text) == 4:
        if is_hijri_year(c):
            return _hijri(tokens, end, c, b, a, last_year)
        if sign.text == "-" and sign.spaced and second.spaced and again.spaced and third.spaced:
            return end, Found("gregorian", "label", day_of("gregorian", c, b, a, last_year))
        return end, Found("gregorian", "numeric", _readings(a, b, c, order, last_year))
    if len(third.text) == 2 and len(first) == 2 and len(second.text) == 2:
        return end, _short(a, b, third.text, first, order, last_year)
    return None


def _compact(tokens: list[Token], index: int, last_year: int) -> tuple[int, Found] | None:
    """Read ``YYYYMMDD``, also with ``HHMMSS`` or ``HHMM``, and the index after it.

    ISO 8601's basic form, and the time stamps of archives.
    """
    digits, end = tokens[index].text, index + 1
    printed_time, zone = digits[8:], None
    # In the basic form the time follows a T: 20240507T143000Z.
    after = [token.text for token in tokens[end : end + 3]]
    if (
        not printed_time
        and after[:1] == ["t"]
        and len(after) > 1
        and after[1].isdecimal()
        and len(after[1]) in (4, 6)
    ):
        printed_time, end = after[1], end + 2
        if after[2:] == ["z"]:
            zone, end = 0, end + 1
        elif (offset := offset_at(tokens, end)) is not None:
            end, zone = offset
    clock = None
    if printed_time:
        hour, minute, second = (
            int(printed_time[:2]),
            int(printed_time[2:4]),
            int(printed_time[4:] or 0),
        )
        if hour > 24 or minute > 59 or second > 59:
            return None
        if hour < 24:
            clock = Clock(time(hour, minute, second), has_seconds=len(printed_time) == 6, zone=zone)
    options = day_of("gregorian", int(digits[:4]), int(digits[4:6]), int(digits[6:8]), last_year)
    return (end, Found("gregorian", "compact", options, clock=clock)) if options else None


def _readings(a: int, b: int, year: int, order: Order, last_year: int) -> tuple[date, ...]:
    day_first = day_of("gregorian", year, b, a, last_year) if order != "month" else ()
    month_first = day_of("gregorian", year, a, b, last_year) if order != "day" else ()
    return tuple(dict.fromkeys(day_first + month_first))


def _short(a: int, b: int, third: str, first: str, order: Order, last_year: int) -> Found:
    """Read a date with a two-digit year, in which any of the numbers may be the year.

    It is certain only if one reading is possible.
    """
    options = _readings(a, b, full_year(third, last_year), order, last_year)
    year_first = day_of("gregorian", full_year(first, last_year), b, int(third), last_year)
    return Found("gregorian", "numeric", tuple(dict.fromkeys(options + year_first)), is_short=True)


def _hijri(
    tokens: list[Token], end: int, year: int, month: int, day: int, last_year: int
) -> tuple[int, Found]:
    after = _after_era(tokens, end)
    options = day_of("hijri", year, month, day, last_year)
    return after, Found("hijri", "hijri", options, is_unmarked=after == end)


def _after_era(tokens: list[Token], index: int) -> int:
    """Return the index after the mark of the Hijri era, in brackets or not, if there is one."""
    opened = index < len(tokens) and tokens[index].text == "("
    at = index + 1 if opened else index
    if at < len(tokens) and (
        tokens[at].text in HIJRI_ERA or (tokens[at].text == "h" and at + 1 == len(tokens))
    ):
        at += 1
        return at + 1 if opened and at < len(tokens) and tokens[at].text == ")" else at
    return index
