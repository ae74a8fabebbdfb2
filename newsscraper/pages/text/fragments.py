"""What cuts have left of an article's page as plain text: the body alone, or the strip and the
frame without an article."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from newsscraper.items.records import RawArticle
from newsscraper.items.warning_codes import WarningCode
from newsscraper.pages.refusal import is_refusal
from newsscraper.pages.text.page import (
    LONG_LINE,
    TextPage,
    ends_a_sentence,
    is_prose,
    is_teaser,
    with_note,
)

_NO_TEXT = re.compile(r"\{|\[\s*[\"{\[\d]|<|%PDF|user-agent\s*:", re.IGNORECASE)
_MIN_LETTERS = 0.6
_MIN_SAMPLE = 40


class BodyCapturePage(TextPage):
    """The body alone. Only the address says whose it is, so this is asked at an article's address
    and nowhere else."""

    kind = "article"
    layout = "BodyCapturePage"

    def matches(self) -> bool:
        """Running text, with nothing of the page above it."""
        if not _is_text(self) or self.strip_lines or not any(is_prose(line) for line in self.rest):
            return False
        return not any(map(self.notice, self.below)) and not all(
            is_teaser(line) for line in self.rest[1:] or [""]
        )

    @cached_property
    def body(self) -> tuple[str, ...]:
        """All lines, up to the closing notice or what the capture's end has left of it."""
        end = (
            self.closing_at
            if self.closing_at is not None
            else self.last + (not self.is_cut_in_closing)
        )
        return tuple(line for line in self.lines[:end] if line.strip())

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """Also: the text ends in mid-sentence. The record's pipelines warn of headline, source and
        date."""
        is_whole = self.closing_at is not None or (
            not self.is_cut_in_closing and ends_a_sentence(self.lines[self.last])
        )
        return super().warnings if is_whole else with_note(super().warnings, WarningCode.CUT_PAGE)

    def article(self) -> RawArticle:
        """The body, and where it comes from."""
        return replace(self.origin(), body=self.body)


class CutCapturePage(TextPage):
    """The beginning of an article's page, cut before anything of the article is certain: a strip,
    or the notice about images.

    Its kind is unknown, since other pages begin so too; its layout says what it is, and it counts
    as no failure.
    """

    kind = "unknown"
    layout = "CutCapturePage"

    def matches(self) -> bool:
        """A strip or a notice, and no running text below it."""
        return self._is_cut_short and (bool(self.strip_lines) or any(map(self.notice, self.below)))

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """The cut, and a strip whose separators are lost."""
        is_undivided = not self.strip_lines and any(len(line) > LONG_LINE for line in self.rest)
        undivided = (WarningCode.TICKER_UNDIVIDED,) if is_undivided else ()
        return with_note(super().warnings, WarningCode.CUT_PAGE, *undivided)

    @property
    def _is_cut_short(self) -> bool:
        return _is_text(self) and not any(is_prose(line) for line in self.rest)


class FragmentPage(CutCapturePage):
    """Less than that: a piece of a headline or of the strip. Asked at an article's address and
    nowhere else."""

    layout = "FragmentPage"

    def matches(self) -> bool:
        """Any text that is not running text, and not an error's."""
        return self._is_cut_short


CUT_LAYOUTS = frozenset({CutCapturePage.layout, FragmentPage.layout})
"""The layouts of captures that hold nothing of an article because they are cut, which is nobody's
fault."""


def _is_text(page: TextPage) -> bool:
    """Whether a capture is words, and not data or an error message."""
    if page.document.form != "text":
        return False
    start = page.document.text[:2000].strip()
    if _NO_TEXT.match(start) or (page.rest and is_refusal(page.rest[0])):
        return False
    letters = sum(1 for char in start if char.isalpha() or char.isspace())
    return len(start) < _MIN_SAMPLE or letters >= _MIN_LETTERS * len(start)
