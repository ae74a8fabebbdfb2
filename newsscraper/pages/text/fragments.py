"""Plain-text captures of only a part of an article's page: its body or its first lines."""

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
    ends_sentence,
    is_prose,
    is_teaser,
    with_warnings,
)

_DATA_START = re.compile(r"\{|\[\s*[\"{\[\d]|<|%PDF|user-agent\s*:", re.IGNORECASE)
_MIN_LETTERS = 0.6
_MIN_SAMPLE = 40


class BodyCapturePage(TextPage):
    """The body alone.

    Only the address shows which article it belongs to, so this layout is tried only for the address
    of an article.
    """

    kind = "article"
    layout = "BodyCapturePage"

    def matches(self) -> bool:
        """Return whether the capture is running text that no other part of a page precedes."""
        if (
            not _is_text(self)
            or self.strip_lines
            or not any(is_prose(line) for line in self.texts_below)
        ):
            return False
        return not any(map(self.notice, self.numbers_below)) and not all(
            is_teaser(line) for line in self.texts_below[1:] or [""]
        )

    @cached_property
    def body(self) -> tuple[str, ...]:
        """All lines up to the closing notice, even if the notice is cut off."""
        end = (
            self.closing_at
            if self.closing_at is not None
            else self.last_number + (not self.is_cut_in_closing)
        )
        return tuple(line for line in self.lines[:end] if line.strip())

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """The usual warnings, and one if the text ends in mid-sentence.

        The pipelines warn about a missing headline, source and date.
        """
        is_whole = self.closing_at is not None or (
            not self.is_cut_in_closing and ends_sentence(self.lines[self.last_number])
        )
        return (
            super().warnings if is_whole else with_warnings(super().warnings, WarningCode.CUT_PAGE)
        )

    def article(self) -> RawArticle:
        """Return a raw article with the body and the origin of the capture only."""
        return replace(self.origin(), body=self.body)


class CutCapturePage(TextPage):
    """The start of an article's page, cut off before any certain part of the article.

    It contains a ticker or the image notice. Other pages start the same way, so its kind is
    unknown. It is recognized by its layout and does not count as a failure.
    """

    kind = "unknown"
    layout = "CutCapturePage"

    def matches(self) -> bool:
        """Return whether there is a ticker or an image notice, and no running text below it."""
        return self._is_cut_short and (
            bool(self.strip_lines) or any(map(self.notice, self.numbers_below))
        )

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """The usual warnings, and those for the cut and for a ticker without separators."""
        is_undivided = not self.strip_lines and any(
            len(line) > LONG_LINE for line in self.texts_below
        )
        undivided = (WarningCode.TICKER_UNDIVIDED,) if is_undivided else ()
        return with_warnings(super().warnings, WarningCode.CUT_PAGE, *undivided)

    @property
    def _is_cut_short(self) -> bool:
        return _is_text(self) and not any(is_prose(line) for line in self.texts_below)


class FragmentPage(CutCapturePage):
    """A smaller part: a piece of a headline or of the ticker.

    This layout is tried only for the address of an article.
    """

    layout = "FragmentPage"

    def matches(self) -> bool:
        """Return whether the capture is text, but neither running text nor an error message."""
        return self._is_cut_short


CUT_LAYOUTS = frozenset({CutCapturePage.layout, FragmentPage.layout})
"""The layouts of captures that contain nothing of an article because they were cut.

They do not count as failures.
"""


def _is_text(page: TextPage) -> bool:
    """Return whether a capture consists of words, not of data or an error message."""
    if page.document.form != "text":
        return False
    start = page.document.text[:2000].strip()
    if _DATA_START.match(start) or (page.texts_below and is_refusal(page.texts_below[0])):
        return False
    letters = sum(1 for char in start if char.isalpha() or char.isspace())
    return len(start) < _MIN_SAMPLE or letters >= _MIN_LETTERS * len(start)
