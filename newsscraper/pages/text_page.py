"""What text captures have in common: their lines, and the strip of headlines above them.

Web archives (WET), search indexes and crawl corpora hold pages as text, often cut: 33 of 38
captures that were found of these sites end inside the strip.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from newsscraper.items.records import RawTickerItem
from newsscraper.items.warning_codes import WarningCode
from newsscraper.labels import (
    TEASER_END,
    Notice,
    begins_closing,
    is_closing,
    is_notice,
    may_close,
    may_close_damaged,
)
from newsscraper.pages import ticker
from newsscraper.pages.base import Page
from newsscraper.text.cleaning import clean
from newsscraper.text.mojibake import mend

LONG_LINE = 300
"""No label and no headline is as long as that; a strip whose separators are lost is."""

# Two no-break spaces in UTF-8 read as windows-1252 or Latin-1, and as windows-1256.
_DAMAGED_GAPS = ("Â\u00a0Â\u00a0", "آ\u00a0آ\u00a0")
_LINE_END = re.compile(r"\r\n?|\n")
_STRIP_END = re.compile(r"[\u00a0 ]{4}\s*$")
_SENTENCE_END = re.compile(r"(?:[.!?…؟»\"”)\]:؛]|\(\s?(?:\.{3}|…)\s?\))\s*$")
_BROKEN_TEASER = re.compile(r"\(\s?\.{0,3}\s*$")
_FULL_STOP = re.compile(r"[.!?…؟؛](?=\s|$)")
_COMMA = re.compile(r"[,،](?=\s)")
_MIN_PROSE = 100
_MIN_WORDS = 12
_MAX_SENTENCE = 350


class TextPage(Page):
    """A text capture, whatever it holds."""

    @cached_property
    def lines(self) -> list[str]:
        """The capture's lines, raw."""
        # Not str.splitlines: mojibake holds U+0085, which is a letter's remains and no line end.
        return _LINE_END.split(self.document.text)

    @cached_property
    def last(self) -> int:
        """The number of the last line that is not blank; -1 if all are."""
        return next(
            (number for number in range(len(self.lines) - 1, -1, -1) if self.lines[number].strip()),
            -1,
        )

    @cached_property
    def strip_lines(self) -> list[int]:
        """The numbers of the lines that the strip stands on: above everything else, divided by its
        separators."""
        found: list[int] = []
        for number, line in enumerate(self.lines):
            if not line.strip():
                continue
            if not is_strip(with_separators(line)):
                break
            found.append(number)
        return found

    @cached_property
    def ticker(self) -> tuple[RawTickerItem, ...]:
        """The strip's entries; without the last one if the capture ends inside the strip, since
        that headline may be cut."""
        if not self.strip_lines:
            return ()
        line = "".join(with_separators(self.lines[number]) for number in self.strip_lines)
        entries = ticker.from_line(line)
        return entries[:-1] if self.ends_in_strip and _STRIP_END.search(line) is None else entries

    @cached_property
    def ends_in_strip(self) -> bool:
        """Whether nothing follows the strip."""
        return bool(self.strip_lines) and self.strip_lines[-1] == self.last

    @cached_property
    def below(self) -> list[int]:
        """The numbers of the lines below the strip that are not blank."""
        first = self.strip_lines[-1] + 1 if self.strip_lines else 0
        return [number for number in range(first, len(self.lines)) if self.lines[number].strip()]

    @cached_property
    def rest(self) -> list[str]:
        """Those lines, cleaned."""
        return [clean(self.lines[number]) for number in self.below]

    def line(self, number: int) -> str:
        """A line as it is recognised: repaired where a wrong character set had damaged it, then
        cleaned.

        Repair is dear for long lines, and none of the platform's is long: ask for the length first.
        """
        return clean(mend(self.lines[number]).text)

    def notice(self, number: int) -> Notice | None:
        """How a line is known as a notice about an image, if it is."""
        line = self.lines[number]
        return _notice(line) if line and len(line) < LONG_LINE * 2 else None

    def is_closing(self, number: int) -> bool:
        """Whether a line is the closing notice."""
        line = self.lines[number]
        return len(line) < LONG_LINE and may_close(line) and is_closing(self.line(number))

    def closing_below(self, first: int) -> int | None:
        """The number of the first line that is the closing notice, from one line on."""
        numbers = range(first, len(self.lines))
        for number in numbers:
            if self.is_closing(number):
                return number
        if not may_close_damaged(self.document.text):
            return None
        short = (number for number in numbers if len(self.lines[number]) < LONG_LINE * 2)
        return next((number for number in short if is_closing(self.line(number))), None)

    @cached_property
    def closing_at(self) -> int | None:
        """The number of the first line that is the closing notice."""
        return self.closing_below(0)

    @cached_property
    def is_cut_in_closing(self) -> bool:
        """Whether the capture's last line is what a cut has left of the closing notice."""
        if self.closing_at is not None or self.last < 0 or len(self.lines[self.last]) > LONG_LINE:
            return False
        return begins_closing(self.line(self.last))


@lru_cache(maxsize=256)
def _notice(line: str) -> Notice | None:
    """How a raw line is known as a notice. Remembered: the same two lines stand on every page."""
    return is_notice(clean(mend(line).text))


def with_separators(line: str) -> str:
    """A line whose no-break spaces a wrong character set has damaged, repaired; any other as it is,
    since that is dear."""
    return mend(line).text if any(gap in line for gap in _DAMAGED_GAPS) else line


def is_strip(line: str) -> bool:
    """Whether a line holds the strip's separators, and not sentences with wide gaps between
    them."""
    if ticker.SEPARATOR in line:
        return True
    if not ticker.has_separator(line.strip()):
        return False
    parts = [part for entry in ticker.from_line(line) if (part := entry.headline.strip())]
    return sum(1 for part in parts if part.endswith((".", "؟", "!", "…"))) * 2 < len(parts)


def is_prose(line: str) -> bool:
    """Whether a cleaned line is running text: long enough, and with as many full stops and commas
    as sentences have.

    Headlines that follow each other without separators have hardly any.
    """
    if len(line) < _MIN_PROSE or line.count(" ") < _MIN_WORDS:
        return False
    stops = len(_FULL_STOP.findall(line)) + len(_COMMA.findall(line)) / 2
    return stops * _MAX_SENTENCE >= len(line)


def is_teaser(line: str) -> bool:
    """Whether a cleaned line breaks off in "(...)"."""
    return TEASER_END.search(line) is not None


def ends_a_sentence(line: str) -> bool:
    """Whether a line may be a text's last, and is not broken off in its midst or inside a closing
    "(...)"."""
    return _SENTENCE_END.search(line) is not None and (
        _BROKEN_TEASER.search(line) is None or is_teaser(line)
    )


def with_note(notes: tuple[str, ...], *codes: WarningCode) -> tuple[str, ...]:
    """The warnings and those codes, each once."""
    return tuple(dict.fromkeys((*notes, *codes)))
