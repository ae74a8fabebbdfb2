"""Takes a text apart: its dates, times, weekdays, known words and names, in their order."""

from __future__ import annotations

from typing import Literal

from newsscraper.dates.clock import Clock, clock_at, zone_at
from newsscraper.dates.found import Found
from newsscraper.dates.normal import Token
from newsscraper.dates.numeric import numeric_at, order_of
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

_SIGNS = frozenset(".,:;-/|()[]'\"«»_~>")

Class = Literal["date", "clock", "weekday", "around", "sign", "name"]


class Scan:
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


def scan_of(
    taken: list[Token], language: str | None, country: str | None, last: int, speaks: set[str]
) -> Scan:
    """Takes the tokens of a text apart.

    Args:
        taken: The tokens.
        language: BCP 47 code of the page; with `country` it settles the order of numbers.
        country: ISO 3166 code.
        last: The last year that a date may lie in.
        speaks: Languages that the text is known to be in; those of its words are added.

    """
    scan = Scan(speaks=speaks)
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
            skipped = (
                _reading_time(taken, index) or _count(taken, index) or _year_of_issue(taken, index)
            )
            asked = unknown_month_at(taken, index) if skipped is None else None
            if skipped is not None:
                index = skipped
            elif asked is not None:
                index, found = asked
                scan.dates.append((len(scan.parts), found))
                scan.parts.append(("date", token))
            elif (
                index
                and not token.spaced
                and taken[index - 1].kind == "word"
                and scan.parts[-1][0] in ("name", "around")
            ):
                scan.parts.append(("name", token))  # Le360, Youm7
                index += 1
            else:
                scan.is_whole = False
                index += 1
            continue
        issue = _issue(taken, index, last)
        if issue is not None:
            scan.parts.append(("around", token))
            index = issue
            continue
        zoned = zone_at(taken, index) if scan.parts and scan.parts[-1][0] == "date" else index
        if zoned > index:  # a zone without a time says nothing
            scan.parts.append(("around", token))
            index = zoned
            continue
        scan.parts.append((_word_class(taken, index, scan), token))
        index += 1
    return scan


def _issue(taken: list[Token], index: int, last: int) -> int | None:
    """The index behind the number of an issue: العدد 20409, n° 5123, Issue No. 5123. A number that
    begins a date is none."""
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
    end = _behind_thousands(taken, at)
    if len(taken[index].text) < 3 and at == index + 1 and end == at + 1 and len(taken[at].text) < 3:
        return None  # "no 7", "n 7": nothing says that it is short for a number
    is_bracketed = any(token.text == "(" for token in taken[index:at])
    return end + (is_bracketed and end < len(taken) and taken[end].text == ")")


def _counted_in_words(taken: list[Token], index: int) -> int:
    """The index behind a number in words."""
    while index < len(taken) and taken[index].text in COUNTED_IN_WORDS:
        index += 1
    return index


def _behind_thousands(taken: list[Token], index: int) -> int:
    """The index behind a number with or without a sign or space at its thousands: 20409, 20.409, 20
    409."""
    if len(taken[index].text) > 3:
        return index + 1
    at = index + 1
    if at < len(taken) and taken[at].text in (".", ",") and not taken[at].spaced:
        at += 1
    is_joined = at < len(taken) and taken[at].kind == "number" and len(taken[at].text) == 3
    return at + 1 if is_joined and taken[at].spaced is (at == index + 1) else index + 1


def _year_of_issue(taken: list[Token], index: int) -> int | None:
    """The index behind "61e année", "58 ème année"."""
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
    """The index behind "3 min read", "5 minutes de lecture", "3 دقائق قراءة", "lecture 3 min"."""
    behind = [token.text for token in taken[index + 1 : index + 4]]
    if index >= len(taken) or taken[index].kind != "number":
        return None
    if not behind or behind[0] not in MINUTES:
        return None
    if index and taken[index - 1].text in READING_TIME:
        return index + 2
    for length in (2, 3):
        if (
            len(behind) >= length
            and behind[length - 1] in READING_TIME
            and (length == 2 or behind[1] in ("de", "of"))
        ):
            return index + 1 + length
    return None


def _count(taken: list[Token], index: int) -> int | None:
    """The index behind "12 commentaires", "340 views"."""
    return index + 2 if index + 1 < len(taken) and taken[index + 1].text in COUNTED else None


def role_of(part: tuple[Class, Token]) -> Role | None:
    """What a part says of a date beside it, where it is a known word."""
    word: Word | None = AROUND.get(part[1].text) if part[0] == "around" else None
    return word.role if word is not None else None
