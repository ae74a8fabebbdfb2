"""An article's page as plain text, as web archives (WET files) and crawl corpora contain it.

Its lines have this order: a line of ticker headlines; the image notice, on two lines; the headline;
the label; a blank line; the body, one paragraph per line; the closing notice.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from newsscraper.items.records import RawArticle
from newsscraper.items.warning_codes import WarningCode
from newsscraper.labels import (
    PRINTED_DATE,
    Notice,
    is_thanks,
    may_be_cut_label,
)
from newsscraper.pages import ticker
from newsscraper.pages.base import ARTICLE_PATH
from newsscraper.pages.text.byline import BYLINE_START, CUT_BYLINE
from newsscraper.pages.text.landmarks import MAX_SURE_HEADLINE, MarkedTextPage
from newsscraper.pages.text.page import (
    LONG_LINE,
    ends_sentence,
    is_prose,
    is_strip,
    with_separators,
    with_warnings,
)

_MAX_HEADLINE = 400
_MAX_BYLINE = 60
_DATE_ALONE = re.compile(rf"\W*{PRINTED_DATE}\W*", re.IGNORECASE)


class TextCapturePage(MarkedTextPage):
    """A text capture of an article's page."""

    kind = "article"
    layout = "TextCapturePage"

    def matches(self) -> bool:
        """Return whether the capture has an article.

        It has one if it contains the label, and also a headline or other text of the platform.
        Without a label, it must contain the image notice and a body.
        """
        if self.document.form != "text":
            return False
        if self.label_at is not None:
            return self.headline is not None or (bool(self.body) and self._is_from_platform)
        return self.notice_at is not None and bool(self.body)

    @cached_property
    def headline(self) -> str | None:
        """The line above the label; without a label, the first line below the image notice."""
        return self.lines[self._headline_at] if self._headline_at is not None else None

    @cached_property
    def body(self) -> tuple[str, ...]:
        """The lines from the label to the closing notice, or to the end."""
        return tuple(self.lines[number] for number in self._body_at)

    @cached_property
    def strip_lines(self) -> list[int]:
        """The indexes of the lines above notice and headline that contain ticker separators."""
        if not self._ends:
            return super().strip_lines
        above = enumerate(self.lines[: min(self._ends)])
        return [
            number for number, line in above if line and ticker.has_separator(with_separators(line))
        ]

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """The usual warnings, and those about damage to the capture.

        The ticker may have lost its separators, the text may end in mid-sentence without the
        closing notice, a line may have been dropped, and the label may have been repaired.
        """
        notes = []
        if not self.strip_lines and any(
            len(self.lines[number]) > LONG_LINE for number in range(min(self._ends, default=0))
        ):
            notes.append(WarningCode.TICKER_UNDIVIDED)
        if self.closing_at is None and not (
            self.body and ends_sentence(self.body[-1]) and not self.is_cut_in_closing
        ):
            notes.append(WarningCode.CUT_PAGE)
        if self._cut_label_at is not None or self._drops_unknown_wording:
            notes.append(WarningCode.LINE_DROPPED)
        if self.label is not None and self.label.is_repaired:
            notes.append(WarningCode.MOJIBAKE_REPAIRED)
        return with_warnings(super().warnings, *notes)

    def article(self) -> RawArticle:
        """Return the values that the capture contains."""
        label = self.label
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
    def _headline_at(self) -> int | None:
        first = 0 if self.notice_at is None else self.notice_at + 1
        if self.label_at is not None:
            candidates = range(self.label_at - 1, first - 1, -1)
            if not any(self.lines[number].strip() for number in candidates):
                return self._above_notice
        elif self.notice_at is not None:
            candidates = range(first, len(self.lines))
        else:
            return None
        for number in candidates:
            line = self.lines[number]
            if not line or not line.strip() or self.notice(number):
                continue
            # If the headline above a label is missing, the ticker is directly above it.
            usable = (
                len(line) <= _MAX_HEADLINE
                and not self.is_closing(number)
                and len(ticker.from_line(line)) == 1
            )
            # Without a label, the first line may also be the body's first paragraph.
            return (
                number
                if usable and (self.label_at is not None or self._may_be_headline(number))
                else None
            )
        return None

    @property
    def _above_notice(self) -> int | None:
        """The index of the line directly above the notice, if that line is the headline.

        The notice may come between headline and label. A ticker would be followed by a blank line.
        """
        above = self.notice_at
        while (
            above is not None
            and above >= 0
            and self.lines[above].strip()
            and (self.notice(above) or is_thanks(self.line(above)))
        ):
            above -= 1
        if (
            above is None
            or above < 0
            or not self.lines[above].strip()
            or len(self.lines[above]) > MAX_SURE_HEADLINE
        ):
            return None
        is_headline = len(ticker.from_line(self.lines[above])) == 1 and not is_strip(
            with_separators(self.lines[above])
        )
        return above if is_headline and self._may_be_headline(above) else None

    def _may_be_headline(self, number: int) -> bool:
        """Return whether a line below the notice is a headline rather than a paragraph.

        The last line of the capture is never one, since it may be cut off.
        """
        line = self.line(number)
        if number == self.last_number or len(line) > MAX_SURE_HEADLINE or is_prose(line):
            return False
        if line.endswith((".", "،", ",", ";", "؛", "(...)", "(…)")) or may_be_cut_label(line):
            return False
        return BYLINE_START.match(line) is None

    @cached_property
    def _body_at(self) -> list[int]:
        """The indexes of the body's lines."""
        starts = (self.label_at, self._headline_at, self.notice_at)
        start = next((at for at in starts if at is not None), None)
        if start is None:
            return []
        end = (
            self.closing_at
            if self.closing_at is not None
            else self.last_number + (not self.is_cut_in_closing)
        )
        numbers = [
            at
            for at in range(start + 1, end)
            if self.lines[at].strip() and at != self._cut_label_at
        ]
        return (
            []
            if len(numbers) == 1 and self.closing_at is None and self._may_be_cut_line(numbers[0])
            else numbers
        )

    def _may_be_cut_line(self, number: int) -> bool:
        """Return whether a body's only line may be a cut-off headline, label or byline instead."""
        line = self.line(number)
        if self.label_at is None:
            return not is_prose(line)
        if len(line) >= _MAX_BYLINE:
            return False
        # "Par :" and "Par : Y." end as a sentence does, but the rest of the byline is missing.
        return (
            not ends_sentence(line)
            or line.endswith(":")
            or any(pattern.fullmatch(line) for pattern in (CUT_BYLINE, _DATE_ALONE))
        )

    @cached_property
    def _cut_label_at(self) -> int | None:
        """The index of the line below the headline, if it is a label without its date."""
        if self.label_at is not None or self._headline_at is None:
            return None
        below = next(
            (
                at
                for at in range(self._headline_at + 1, self.last_number + 1)
                if self.lines[at].strip()
            ),
            None,
        )
        if below is None or not may_be_cut_label(line := self.line(below)):
            return None
        return below if below == self.last_number or not ends_sentence(line) else None

    @cached_property
    def _drops_unknown_wording(self) -> bool:
        """Whether a line next to the notice was dropped although its wording is unknown."""
        if self.notice_at is None:
            return False
        above = (
            number for number in range(self.notice_at - 1, -1, -1) if self.lines[number].strip()
        )
        thanks = next(above, None)
        if thanks is not None and self.notice(thanks) is None and is_thanks(self.lines[thanks]):
            return True
        end = max(self._headline_at or 0, self.notice_at + 1)
        known = (
            self.notice(number)
            for number in range(self.notice_at, end)
            if self.lines[number].strip()
        )
        return any(notice is not Notice.KNOWN for notice in known)

    @cached_property
    def _ends(self) -> list[int]:
        """The indexes of the lines that can end the ticker: notice, headline and label."""
        return [at for at in (self.notice_at, self._headline_at, self.label_at) if at is not None]

    @cached_property
    def _is_from_platform(self) -> bool:
        """Whether more than the label shows that an aggregator's site published this page.

        Other evidence is the image notice, the closing notice, ticker lines or the form of the URL.
        A label (source, date, author) alone is not enough, because any website may quote one.
        """
        if self.notice_at is not None or self.closing_at is not None or self.strip_lines:
            return True
        return self.path is not None and ARTICLE_PATH.search(self.path) is not None
