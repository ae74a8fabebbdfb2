"""The lines of a text capture that mark its parts: label, image notice and closing notice."""

from __future__ import annotations

from functools import cached_property
from itertools import islice

from newsscraper.labels import Label, Notice, is_thanks, may_follow_thanks, read_label
from newsscraper.pages import ticker
from newsscraper.pages.text.page import (
    LONG_LINE,
    TextPage,
    ends_sentence,
    is_prose,
    with_separators,
)
from newsscraper.text.cleaning import clean

MAX_SURE_HEADLINE = 250
"""A longer line that ends as a sentence is a paragraph, not a headline."""


class MarkedTextPage(TextPage):
    """A text capture of an article's page, with the positions of its label and notices."""

    @cached_property
    def _found_label(self) -> tuple[int, Label] | None:
        """The first line that is a label, with its number.

        ``None`` if a paragraph precedes it: then the text quotes the label.
        """
        for number, line in enumerate(self.lines):
            if not line or ticker.has_separator(line.strip()):
                continue
            if len(line) < LONG_LINE and (label := read_label(line)):
                return number, label
            if len(line) >= MAX_SURE_HEADLINE and ends_sentence(line) and is_prose(clean(line)):
                return None
        return None

    @cached_property
    def label_at(self) -> int | None:
        """The index of the label's line."""
        return self._found_label[0] if self._found_label is not None else None

    @cached_property
    def label(self) -> Label | None:
        """The label below the headline."""
        return self._found_label[1] if self._found_label is not None else None

    @cached_property
    def notice_at(self) -> int | None:
        """The index of the last line of the notice about a reported image.

        Of several notices, the last one above the label counts; without a label, the first one.
        """
        if self.label_at is not None:
            above = range(self.label_at - 1, -1, -1)
            last = next(
                (number for number in above if self.lines[number] and self.notice(number)), None
            )
            return self._end_of_notice(last) if last is not None else None
        is_first = True
        for number in range(self.last_number + 1):
            line = self.lines[number]
            if not line.strip():
                continue
            found = self.notice(number)
            if found is Notice.KNOWN or (found and is_first):
                return self._end_of_notice(number)
            is_strip = len(line) > LONG_LINE or ticker.has_separator(with_separators(line))
            is_first = is_first and (is_strip or is_thanks(self.line(number)))
        return None

    def _end_of_notice(self, number: int) -> int:
        """Return the index of the last line of the notice that starts at a line."""
        last = number
        for following in islice(
            (
                at
                for at in range(number + 1, self.label_at or self.last_number + 1)
                if self.lines[at].strip()
            ),
            2,
        ):
            if not self.notice(following) and not may_follow_thanks(
                self.line(last), self.line(following)
            ):
                break
            last = following
        return last

    @cached_property
    def closing_at(self) -> int | None:
        """The index of the first line below the label or the notice that is the closing notice."""
        start = (self.label_at if self.label_at is not None else self.notice_at) or 0
        return self.closing_below(start + 1)
