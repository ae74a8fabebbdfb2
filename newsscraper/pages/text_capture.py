"""An article's page as plain text: what web archives (WET) and crawl corpora hold of these sites.

Seen: a line of ticker headlines; the image-report notice, two lines; the headline; the label; a blank line; the body, a
paragraph a line; the closing notice.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from newsscraper.items import RawArticle, RawTickerItem
from newsscraper.labels import Label, is_closing, is_notice, read_label
from newsscraper.pages import ticker
from newsscraper.pages.base import Page
from newsscraper.text import clean
from newsscraper.warning_codes import WarningCode

_SENTENCE_END = re.compile(r"[.!?…؟»\"”)\]:؛]\s*$")
_LINE_END = re.compile(r"\r\n?|\n")
_MAX_HEADLINE = 400
_LONG_LINE = 300


class TextCapturePage(Page):
    """A text capture of an article's page."""

    kind = "article"
    layout = "TextCapturePage"

    def matches(self) -> bool:
        """The label is there with a headline above it; or, where it is lost, both notices with text between them."""
        if self.document.form != "text":
            return False
        if self._label_at is not None:
            return self.headline is not None
        return self._notice_at is not None and self._closing_at is not None and self._headline_at is not None

    @cached_property
    def lines(self) -> list[str]:
        """The capture's lines, raw."""
        # Not str.splitlines: mojibake holds U+0085, which is a letter's remains and no line end.
        return _LINE_END.split(self.document.text)

    @cached_property
    def headline(self) -> str | None:
        """The line above the label; without a label, the first one below the image-report notice."""
        return self.lines[self._headline_at] if self._headline_at is not None else None

    @cached_property
    def body(self) -> tuple[str, ...]:
        """The lines between the label and the closing notice, or the end."""
        start = self._label_at if self._label_at is not None else self._headline_at
        if start is None:
            return ()
        return tuple(line for line in self.lines[start + 1 : self._closing_at] if line.strip())

    @cached_property
    def ticker(self) -> tuple[RawTickerItem, ...]:
        """The strip above the headline, where its separators are still there."""
        return ticker.from_line("".join(self._ticker_lines)) if self._ticker_lines else ()

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """Also: a strip that cannot be divided, a text that ends in mid-sentence without the closing notice."""
        notes = [*super().warnings]
        if not self._ticker_lines and any(len(self.lines[i]) > _LONG_LINE for i in self._above):
            notes.append(WarningCode.TICKER_UNDIVIDED)
        if self._closing_at is None and not (self.body and _SENTENCE_END.search(self.body[-1])):
            notes.append(WarningCode.CUT_PAGE)
        return tuple(notes)

    def article(self) -> RawArticle:
        """What the capture holds of the page."""
        label = self._label
        return replace(
            self.origin(),
            frame_language=label.language if label else None,
            headline=self.headline,
            source=label.source if label else None,
            published=label.date if label else None,
            author=label.author if label else None,
            body=self.body,
        )

    @cached_property
    def _label_at(self) -> int | None:
        """The first line that is a label: ticker lines are far longer than one."""
        for number, line in enumerate(self.lines):
            if len(line) < _LONG_LINE and not ticker.is_divided(line.strip()) and read_label(clean(line)):
                return number
        return None

    @cached_property
    def _label(self) -> Label | None:
        return read_label(clean(self.lines[self._label_at])) if self._label_at is not None else None

    @cached_property
    def _notice_at(self) -> int | None:
        """The last line of the image-report notice above the label."""
        end = self._label_at if self._label_at is not None else len(self.lines)
        return next((number for number in range(end - 1, -1, -1) if is_notice(self.lines[number])), None)

    @cached_property
    def _headline_at(self) -> int | None:
        first = 0 if self._notice_at is None else self._notice_at + 1
        if self._label_at is not None:
            candidates = range(self._label_at - 1, first - 1, -1)
        elif self._notice_at is not None:
            candidates = range(first, len(self.lines))
        else:
            return None
        for number in candidates:
            line = self.lines[number]
            if not line.strip() or is_notice(line):
                continue
            # What stands above a label that lost its headline is the ticker.
            usable = len(line) <= _MAX_HEADLINE and not is_closing(line) and len(ticker.from_line(line)) == 1
            return number if usable else None
        return None

    @cached_property
    def _closing_at(self) -> int | None:
        start = (self._label_at if self._label_at is not None else self._notice_at) or 0
        return next((number for number in range(start + 1, len(self.lines)) if is_closing(clean(self.lines[number]))), None)

    @cached_property
    def _above(self) -> range:
        """Where the ticker can stand: above the notice, or above the headline where there is no notice."""
        ends = [at for at in (self._notice_at, self._headline_at, self._label_at) if at is not None]
        return range(min(ends, default=0))

    @cached_property
    def _ticker_lines(self) -> list[str]:
        return [self.lines[i] for i in self._above if ticker.is_divided(self.lines[i])]
