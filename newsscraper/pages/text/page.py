"""What all text captures have in common: their lines, and the ticker above them.

Web archives (WET files), search indexes and crawl corpora store pages as text, often cut off: 33 of
the 38 captures of these sites that were found end inside the ticker.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from newsscraper.items.records import RawTickerItem
from newsscraper.items.warning_codes import WarningCode
from newsscraper.labels import (
    TEASER_END,
    Notice,
    is_closing,
    may_be_cut_closing,
    may_contain_closing,
    may_contain_damaged_closing,
    notice_kind,
)
from newsscraper.pages import ticker
from newsscraper.pages.base import Page
from newsscraper.text.cleaning import clean
from newsscraper.text.mojibake import mend

LONG_LINE = 300
"""Labels and headlines are shorter; a ticker without separators is longer."""

# Two no-break spaces in UTF-8, decoded as windows-1252 or Latin-1, and as windows-1256.
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
    """A text capture of any kind of page."""

    @cached_property
    def lines(self) -> list[str]:
        """The raw lines of the capture."""
        # Not str.splitlines: encoding damage may contain U+0085, which is part of a letter there.
        return _LINE_END.split(self.document.text)

    @cached_property
    def last_number(self) -> int:
        """The index of the last line that is not blank; -1 if all are."""
        return next(
            (number for number in range(len(self.lines) - 1, -1, -1) if self.lines[number].strip()),
            -1,
        )

    @cached_property
    def strip_lines(self) -> list[int]:
        """The indexes of the ticker's lines: the first lines, while they contain its separators."""
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
        """The entries of the ticker.

        If the capture ends inside the ticker, the last entry is dropped, since it may be cut off.
        """
        if not self.strip_lines:
            return ()
        line = "".join(with_separators(self.lines[number]) for number in self.strip_lines)
        entries = ticker.from_line(line)
        return entries[:-1] if self.ends_in_strip and _STRIP_END.search(line) is None else entries

    @cached_property
    def ends_in_strip(self) -> bool:
        """Whether no text follows the ticker."""
        return bool(self.strip_lines) and self.strip_lines[-1] == self.last_number

    @cached_property
    def numbers_below(self) -> list[int]:
        """The indexes of the lines below the ticker that are not blank."""
        first = self.strip_lines[-1] + 1 if self.strip_lines else 0
        return [number for number in range(first, len(self.lines)) if self.lines[number].strip()]

    @cached_property
    def texts_below(self) -> list[str]:
        """The lines below the ticker, cleaned, without blank ones."""
        return [clean(self.lines[number]) for number in self.numbers_below]

    def line(self, number: int) -> str:
        """Return a line with encoding damage repaired, then cleaned.

        Repairing long lines is slow, and the platform's lines are short: check the length first.
        """
        return clean(mend(self.lines[number]).text)

    def notice(self, number: int) -> Notice | None:
        """Return how a line was recognized as an image notice; ``None`` if it is not one."""
        line = self.lines[number]
        return _notice(line) if line and len(line) < LONG_LINE * 2 else None

    def is_closing(self, number: int) -> bool:
        """Return whether a line is the closing notice."""
        line = self.lines[number]
        return len(line) < LONG_LINE and may_contain_closing(line) and is_closing(self.line(number))

    def closing_below(self, first: int) -> int | None:
        """Return the index of the first closing notice from a line on; ``None`` without one."""
        numbers = range(first, len(self.lines))
        for number in numbers:
            if self.is_closing(number):
                return number
        if not may_contain_damaged_closing(self.document.text):
            return None
        short = (number for number in numbers if len(self.lines[number]) < LONG_LINE * 2)
        return next((number for number in short if is_closing(self.line(number))), None)

    @cached_property
    def closing_at(self) -> int | None:
        """The index of the first line that is the closing notice."""
        return self.closing_below(0)

    @cached_property
    def is_cut_in_closing(self) -> bool:
        """Whether the last line is the start of a closing notice that was cut off."""
        if (
            self.closing_at is not None
            or self.last_number < 0
            or len(self.lines[self.last_number]) > LONG_LINE
        ):
            return False
        return may_be_cut_closing(self.line(self.last_number))


@lru_cache(maxsize=256)
def _notice(line: str) -> Notice | None:
    """Return how a raw line was recognized as a notice.

    Results are cached: every page contains the same two lines.
    """
    return notice_kind(clean(mend(line).text))


def with_separators(line: str) -> str:
    """Return a line with damaged no-break spaces repaired; other lines are returned unchanged.

    A full repair of every line would be slow.
    """
    return mend(line).text if any(gap in line for gap in _DAMAGED_GAPS) else line


def is_strip(line: str) -> bool:
    """Return whether a line contains ticker separators, and is not sentences with wide gaps."""
    if ticker.SEPARATOR in line:
        return True
    if not ticker.has_separator(line.strip()):
        return False
    parts = [part for entry in ticker.from_line(line) if (part := entry.headline.strip())]
    return sum(1 for part in parts if part.endswith((".", "؟", "!", "…"))) * 2 < len(parts)


def is_prose(line: str) -> bool:
    """Return whether a cleaned line is running text.

    It must be long enough and contain as many full stops and commas as sentences do. Headlines in a
    row without separators contain hardly any.
    """
    if len(line) < _MIN_PROSE or line.count(" ") < _MIN_WORDS:
        return False
    stops = len(_FULL_STOP.findall(line)) + len(_COMMA.findall(line)) / 2
    return stops * _MAX_SENTENCE >= len(line)


def is_teaser(line: str) -> bool:
    """Return whether a cleaned line ends with "(...)"."""
    return TEASER_END.search(line) is not None


def ends_sentence(line: str) -> bool:
    """Return whether a line ends as a sentence does.

    A line cut off inside a final "(...)" does not.
    """
    return _SENTENCE_END.search(line) is not None and (
        _BROKEN_TEASER.search(line) is None or is_teaser(line)
    )


def with_warnings(notes: tuple[str, ...], *codes: WarningCode) -> tuple[str, ...]:
    """Return the warnings with more codes added, each once."""
    return tuple(dict.fromkeys((*notes, *codes)))
