"""Dates with the month in words: 7 mai 2024, May 7, 2024, 7 ماي 2024, 2 رجب 1447 هـ."""

from __future__ import annotations

from newsscraper.dates.clock import clock_at
from newsscraper.dates.found import Found, day_of, full_year
from newsscraper.dates.hijri import is_hijri_year
from newsscraper.dates.months import Month, month_at
from newsscraper.dates.normal import Token
from newsscraper.dates.wording import (
    AROUND,
    BEFORE_MONTH,
    BEFORE_YEAR,
    COMMON_ERA,
    DAYS_IN_WORDS,
    HIJRI_ERA,
    ORDINALS,
    WEEKDAYS,
)

_BETWEEN = frozenset("-/.,")
_THE = frozenset({"the"})


def written_at(tokens: list[Token], index: int, last_year: int) -> tuple[int, Found] | None:
    """Read the date with its month in words that begins at a token, and the index after it."""
    token = tokens[index]
    if token.kind == "number":
        if len(token.text) == 4:
            return _year_first(tokens, index, last_year)
        return _day_first(tokens, index, last_year)
    for length in (2, 1):
        day = DAYS_IN_WORDS.get(tuple(word.text for word in tokens[index : index + length]))
        if day is not None:
            return _month_and_year(
                tokens, _skip(index + length, tokens, BEFORE_MONTH), day, last_year
            )
    return _month_first(tokens, index, last_year)


def unknown_month_at(tokens: list[Token], index: int) -> tuple[int, Found] | None:
    """Read a day, one or two unknown words, and a year: dateparser may know the month."""
    if tokens[index].kind != "number" or not _is_day(tokens, index):
        return None
    day, at = int(tokens[index].text), _skip(_after_day(tokens, index), tokens, BEFORE_MONTH)
    start = at
    while (
        at < len(tokens)
        and at - start < 2
        and tokens[at].kind == "word"
        and not _is_known(tokens, at)
    ):
        at += 1
    if at == start:
        return None
    if at < len(tokens) and tokens[at].text == ".":
        at += 1
    at = _skip(at, tokens, BEFORE_YEAR)
    if at < len(tokens) and tokens[at].kind == "number" and len(tokens[at].text) == 4:
        return at + 1, Found("gregorian", "dateparser", (), asks=(day, int(tokens[at].text)))
    return None


def _is_known(tokens: list[Token], index: int) -> bool:
    text = tokens[index].text
    return text in AROUND or text in WEEKDAYS or month_at(tokens, index) is not None


def _day_first(tokens: list[Token], index: int, last_year: int) -> tuple[int, Found] | None:
    if not _is_day(tokens, index):
        return None
    at = _skip(_after_day(tokens, index), tokens, BEFORE_MONTH)
    return _month_and_year(tokens, at, int(tokens[index].text), last_year)


def _month_and_year(
    tokens: list[Token], at: int, day: int, last_year: int
) -> tuple[int, Found] | None:
    month = _month_at(tokens, at)
    if month is None:
        return None
    at = _skip(month.end, tokens, BEFORE_YEAR)
    if at >= len(tokens) or tokens[at].kind != "number":
        return None
    if len(tokens[at].text) == 2 and month.calendar == "gregorian" and clock_at(tokens, at) is None:
        return at + 1, _short(tokens[at].text, month, day, last_year)
    return _dated(tokens, at, month, day, last_year)


def _month_first(tokens: list[Token], index: int, last_year: int) -> tuple[int, Found] | None:
    month = _month_at(tokens, index)
    if month is None:
        return None
    at = _skip(month.end, tokens, _THE)
    if at >= len(tokens) or not _is_day(tokens, at):
        return None
    day, at = int(tokens[at].text), _after_day(tokens, at)
    # asctime prints the time between day and year: "Tue May  7 14:30:00 CET 2024".
    timed = clock_at(tokens, at) if at < len(tokens) and tokens[at].kind == "number" else None
    if timed is not None and timed[0] < len(tokens) and _is_year(tokens, timed[0]):
        dated = _dated(tokens, timed[0], month, day, last_year)
        return (dated[0], dated[1]._replace(clock=timed[1])) if dated is not None else None
    at = _skip(at, tokens, BEFORE_YEAR)
    return _dated(tokens, at, month, day, last_year)


def _year_first(tokens: list[Token], index: int, last_year: int) -> tuple[int, Found] | None:
    """Read a date that begins with the year: 2024 May 7, 2024-mai-07."""
    month = _month_at(tokens, _skip(index + 1, tokens, frozenset()))
    if month is None:
        return None
    at = _skip(month.end, tokens, frozenset())
    if at >= len(tokens) or not _is_day(tokens, at):
        return None
    # "2024 7 mai 2025" and "2024, mai 7:30" are not dates.
    if clock_at(tokens, at) is not None:
        return None
    options = day_of(
        month.calendar, int(tokens[index].text), month.number, int(tokens[at].text), last_year
    )
    return _after_day(tokens, at), Found(
        month.calendar, "hijri" if month.calendar == "hijri" else "written", options
    )


def _month_at(tokens: list[Token], index: int) -> Month | None:
    """Read a month, or one month under two names: ``أغسطس/آب``, ``يناير (كانون الثاني)``.

    Two different months are rejected.
    """
    month = month_at(tokens, index)
    if month is None or month.end >= len(tokens):
        return month
    twin = month_at(tokens, month.end)
    if twin is not None and twin[:2] == month[:2]:
        return twin
    sign = tokens[month.end].text
    if sign not in ("/", "-", "("):
        return month
    other = month_at(tokens, month.end + 1)
    if other is None:
        return month
    if other[:2] != month[:2]:
        return None
    end = other.end
    if sign == "(":
        if end >= len(tokens) or tokens[end].text != ")":
            return None
        end += 1
    return Month(month.calendar, month.number, end)


def _dated(
    tokens: list[Token], at: int, month: Month, day: int, last_year: int
) -> tuple[int, Found] | None:
    if not _is_year(tokens, at):
        return None
    year, end = int(tokens[at].text), at + 1
    era, end = _era(tokens, end)
    is_hijri = month.calendar == "hijri"
    # A Hijri month needs a Hijri year, and the mark of an era must match the month.
    if is_hijri != is_hijri_year(year) or (era is not None and era != month.calendar):
        return end, Found(month.calendar, "hijri" if is_hijri else "written", ())
    options = day_of(month.calendar, year, month.number, day, last_year)
    return end, Found(month.calendar, "hijri" if is_hijri else "written", options)


def _short(year: str, month: Month, day: int, last_year: int) -> Found:
    """Read a two-digit year: either number may be the year, so a weekday must decide."""
    readings = day_of("gregorian", full_year(year, last_year), month.number, day, last_year)
    swapped = day_of(
        "gregorian", full_year(f"{day:02}", last_year), month.number, int(year), last_year
    )
    return Found(
        "gregorian",
        "written",
        tuple(dict.fromkeys(readings + swapped)),
        is_short=True,
        needs_weekday=True,
    )


def _era(tokens: list[Token], index: int) -> tuple[str | None, int]:
    """The calendar named by a mark after a year (م, هـ, AH), and the index after it."""
    opened = index < len(tokens) and tokens[index].text == "("
    at = index + 1 if opened else index
    if at >= len(tokens):
        return None, index
    text = tokens[at].text
    calendar = "hijri" if text in HIJRI_ERA else "gregorian" if text in COMMON_ERA else None
    if calendar is None:
        return None, index
    at += 1
    if opened:
        if at >= len(tokens) or tokens[at].text != ")":
            return None, index
        at += 1
    return calendar, at


def _is_day(tokens: list[Token], index: int) -> bool:
    return tokens[index].kind == "number" and len(tokens[index].text) <= 2


def _is_year(tokens: list[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].kind == "number" and len(tokens[index].text) == 4


def _after_day(tokens: list[Token], index: int) -> int:
    """Return the index after the number of a day and its ordinal ending: er, st, th, °."""
    at = index + 1
    if at < len(tokens) and tokens[at].text == "°":
        return at + 1
    if (
        at < len(tokens)
        and tokens[at].text in ORDINALS
        and (not tokens[at].spaced or tokens[at].text in ("er", "st", "th"))
    ):
        return at + 1
    return at


def _skip(index: int, tokens: list[Token], links: frozenset[str]) -> int:
    """Return the index after one separator and the small words between the parts of a date."""
    if index < len(tokens) and tokens[index].text in _BETWEEN:
        index += 1
    for _ in range(2):
        if index < len(tokens) and tokens[index].text in links:
            index += 1
    return index
