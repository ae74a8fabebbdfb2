"""Divides a text into its dates, times, weekdays, known words and names, in order."""

from __future__ import annotations

from typing import Literal

from newsscraper.dates.clock import Clock, clock_at
from newsscraper.dates.found import Found
from newsscraper.dates.normal import Token
from newsscraper.dates.numeric import Order, numeric_at, order_of
from newsscraper.dates.wording import (
    AROUND,
    COMMON_ERA,
    COUNTED,
    COUNTED_IN_WORDS,
    HIJRI_ERA,
    ISSUE,
    ISSUE_AROUND,
    MINUTES,
    ORDINALS,
    READING_TIME,
    WEEKDAYS,
    YEAR_OF_ISSUE,
    Role,
    Word,
)
from newsscraper.dates.written import unknown_month_at, written_at
from newsscraper.dates.zones import index_after_zone

_SIGNS = frozenset(".,:;-/|()[]'\"«»_~>")

Class = Literal["date", "clock", "weekday", "around", "sign", "name"]


class Scan:
    """The parts of a text, in order."""

    def __init__(self, speaks: set[str]) -> None:
        self.dates: list[tuple[int, Found]] = []
        """With the position of each among `parts`; the same for times and weekdays."""
        self.clocks: list[tuple[int, Clock]] = []
        self.weekdays: list[tuple[int, int]] = []
        self.parts: list[tuple[Class, Token]] = []
        """One part per token, but a date or a time is one part."""
        self.speaks = speaks
        """Languages of the known words."""
        self.is_whole = True
        """Whether every number and sign belongs to something."""


def scan_of(
    taken: list[Token], language: str | None, country: str | None, last: int, speaks: set[str]
) -> Scan:
    """Divide the tokens of a text into parts.

    Args:
        taken: The tokens.
        language: BCP 47 code of the page; with `country` it decides the order of numbers.
        country: ISO 3166 code.
        last: The last year that a date may be in.
        speaks: Known languages of the text; those of its words are added.

    """
    scan = Scan(speaks=speaks)
    _add_languages(taken, scan.speaks)  # words first: they may decide the order of the numbers
    order = order_of(language, country, frozenset(scan.speaks - {"en"}))
    index = 0
    while index < len(taken):
        token = taken[index]
        if token.kind == "sign":
            scan.is_whole &= token.text in _SIGNS
            scan.parts.append(("sign", token))
            index += 1
            continue
        end = _date_or_time(taken, index, order, last, scan)
        if end is None:
            is_number = token.kind == "number"
            end = _number(taken, index, scan) if is_number else _word(taken, index, last, scan)
        index = end
    return scan


def _add_languages(taken: list[Token], speaks: set[str]) -> None:
    """Add the languages of the known words."""
    for token in taken:
        if token.kind == "word":
            around, weekday = AROUND.get(token.text), WEEKDAYS.get(token.text)
            if around is not None and len(token.text) > 2:
                speaks.add(around.language)
            elif weekday is not None:
                speaks.add(weekday[1])


def _date_or_time(
    taken: list[Token], index: int, order: Order, last: int, scan: Scan
) -> int | None:
    """Add the date or the time that begins at a token, and return the index after it."""
    token = taken[index]
    dated = numeric_at(taken, index, order, last) if token.kind == "number" else None
    dated = dated or written_at(taken, index, last)
    if dated is not None:
        end, found = dated
        scan.dates.append((len(scan.parts), found))
        scan.parts.append(("date", token))
        if found.clock is not None:
            scan.clocks.append((len(scan.parts), found.clock))
        return end
    timed = clock_at(taken, index)
    if timed is None:
        return None
    scan.clocks.append((len(scan.parts), timed[1]))
    scan.parts.append(("clock", token))
    return timed[0]


def _number(taken: list[Token], index: int, scan: Scan) -> int:
    """Add a number that begins no known date, and return the index after it."""
    token = taken[index]
    skipped = _reading_time(taken, index) or _count(taken, index) or _year_of_issue(taken, index)
    if skipped is not None:
        return skipped
    asked = unknown_month_at(taken, index)
    if asked is not None:
        end, found = asked
        scan.dates.append((len(scan.parts), found))
        scan.parts.append(("date", token))
        return end
    follows_a_word = index > 0 and not token.spaced and taken[index - 1].kind == "word"
    if follows_a_word and scan.parts[-1][0] in ("name", "around"):
        scan.parts.append(("name", token))  # Le360, Youm7
    else:
        scan.is_whole = False
    return index + 1


def _word(taken: list[Token], index: int, last: int, scan: Scan) -> int:
    """Add a word that begins no date, and return the index after it."""
    token = taken[index]
    issue = _issue(taken, index, last)
    if issue is not None:
        scan.parts.append(("around", token))
        return issue
    is_after_date = bool(scan.parts) and scan.parts[-1][0] == "date"
    end = index_after_zone(taken, index) if is_after_date else index
    if end > index:  # a zone without a time means nothing
        scan.parts.append(("around", token))
        return end
    scan.parts.append((_word_class(taken, index, scan), token))
    return index + 1


def _issue(taken: list[Token], index: int, last: int) -> int | None:
    """Return the index after the number of an issue: العدد 20409, n° 5123, Issue No. 5123.

    A number that begins a date is not the number of an issue.
    """
    at, is_led = index, False
    while (
        at < len(taken)
        and at - index < 5
        and (taken[at].text in ISSUE or taken[at].text in ISSUE_AROUND)
    ):
        is_led |= taken[at].text in ISSUE
        at += 1
    if (
        is_led
        and taken[index].text in YEAR_OF_ISSUE
        and (end := _counted_in_words(taken, index + 1)) > index + 1
    ):
        return end
    if not is_led or at >= len(taken) or taken[at].kind != "number" or len(taken[at].text) > 6:
        return None
    if numeric_at(taken, at, None, last) is not None or written_at(taken, at, last) is not None:
        return None
    end = _after_thousands(taken, at)
    if len(taken[index].text) < 3 and at == index + 1 and end == at + 1 and len(taken[at].text) < 3:
        return None  # "no 7", "n 7": it may not be short for "number"
    is_bracketed = any(token.text == "(" for token in taken[index:at])
    return end + (is_bracketed and end < len(taken) and taken[end].text == ")")


def _counted_in_words(taken: list[Token], index: int) -> int:
    """Return the index after a number in words."""
    while index < len(taken) and taken[index].text in COUNTED_IN_WORDS:
        index += 1
    return index


def _after_thousands(taken: list[Token], index: int) -> int:
    """Return the index after a number, with or without a separator at its thousands.

    20409, 20.409, 20 409.
    """
    if len(taken[index].text) > 3:
        return index + 1
    at = index + 1
    if at < len(taken) and taken[at].text in (".", ",") and not taken[at].spaced:
        at += 1
    is_joined = at < len(taken) and taken[at].kind == "number" and len(taken[at].text) == 3
    return at + 1 if is_joined and taken[at].spaced is (at == index + 1) else index + 1


def _year_of_issue(taken: list[Token], index: int) -> int | None:
    """Return the index after "61e année", "58 ème année"."""
    at = index + 1
    if at < len(taken) and taken[at].text in ORDINALS:
        at += 1
    return (
        at + 1 if at > index + 1 and at < len(taken) and taken[at].text in YEAR_OF_ISSUE else None
    )


def _word_class(taken: list[Token], index: int, scan: Scan) -> Class:
    token = taken[index]
    if token.text in WEEKDAYS:
        scan.weekdays.append((len(scan.parts), WEEKDAYS[token.text][0]))
        return "weekday"
    if token.text in AROUND or (
        token.text in READING_TIME and _reading_time(taken, index + 1) is not None
    ):
        return "around"
    last = scan.parts[-1][0] if scan.parts else None
    if last == "date" and _fits_era(token.text, scan.dates[-1][1]):
        return "around"
    # The T of ISO 8601.
    if (
        token.text == "t"
        and last == "date"
        and index + 1 < len(taken)
        and taken[index + 1].kind == "number"
    ):
        return "around"
    return "name"


def _fits_era(word: str, found: Found) -> bool:
    return word in (HIJRI_ERA if found.calendar == "hijri" else COMMON_ERA)


def _reading_time(taken: list[Token], index: int) -> int | None:
    """Return the index after "3 min read", "3 دقائق قراءة" or "lecture 3 min"."""
    after = [token.text for token in taken[index + 1 : index + 4]]
    if index >= len(taken) or taken[index].kind != "number":
        return None
    if not after or after[0] not in MINUTES:
        return None
    if index and taken[index - 1].text in READING_TIME:
        return index + 2
    for length in (2, 3):
        if (
            len(after) >= length
            and after[length - 1] in READING_TIME
            and (length == 2 or after[1] in ("de", "of"))
        ):
            return index + 1 + length
    return None


def _count(taken: list[Token], index: int) -> int | None:
    """Return the index after a count such as "340 views"; ``None`` without one."""
    return index + 2 if index + 1 < len(taken) and taken[index + 1].text in COUNTED else None


def role_of(part: tuple[Class, Token]) -> Role | None:
    """What a part says about a date beside it, if it is a known word."""
    word: Word | None = AROUND.get(part[1].text) if part[0] == "around" else None
    return word.role if word is not None else None
