"""An article's page as plain text: what web archives (WET) and crawl corpora hold of these sites.

Seen: a line of ticker headlines; the image-report notice, two lines; the headline; the label; a
blank line; the body, a paragraph a line; the closing notice.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from itertools import islice

from newsscraper.items.records import RawArticle
from newsscraper.items.warning_codes import WarningCode
from newsscraper.labels import (
    Label,
    Notice,
    begins_label,
    is_thanks,
    may_follow_thanks,
    read_label,
)
from newsscraper.pages import ticker
from newsscraper.pages.base import ARTICLE_PATH
from newsscraper.pages.text_page import (
    LONG_LINE,
    TextPage,
    ends_a_sentence,
    is_prose,
    is_strip,
    with_note,
    with_separators,
)
from newsscraper.text.cleaning import clean

_MAX_HEADLINE = 400
_MAX_SURE_HEADLINE = 250
_MAX_BYLINE = 60
# Enough to keep a byline from being taken for a headline that is lost; pipelines/author.py reads
# it.
_NAME = r"[A-ZÀ-Þ][\w.'’-]*"
_BYLINE = re.compile(
    rf"""(?i:(?:propos\ |(?:entretien|dossier|reportage|enquête)\ )?(?:\w{{3,12}}\ )?par|(?:written\ |interview(?:ed)?\ )?by
          |por|texto:?\ de|entrevista\ de)\s?:?\s{_NAME}(?:\s(?:{_NAME}|de|del|el|ben|bin|et|y|and|d['’]\w+)){{1,6}}$
      | بقلم\b | (?:كتبت?|كتبها?|حوار|أجر[ىت]\ الحوار|إعداد|اعداد|تقرير|تحقيق|متابعة|ترجمة|مراسلة)\s?[:/\-–]""",
    re.VERBOSE,
)


class TextCapturePage(TextPage):
    """A text capture of an article's page."""

    kind = "article"
    layout = "TextCapturePage"

    def matches(self) -> bool:
        """The label, and a headline or something else of the page; or, if it is lost, the notice
        and a body."""
        if self.document.form != "text":
            return False
        if self._label_at is not None:
            return self.headline is not None or (bool(self.body) and self._is_of_the_platform)
        return self._notice_at is not None and bool(self.body)

    @cached_property
    def headline(self) -> str | None:
        """The line above the label; without a label, the first one below the image-report
        notice."""
        return self.lines[self._headline_at] if self._headline_at is not None else None

    @cached_property
    def body(self) -> tuple[str, ...]:
        """The lines between the label and the closing notice, or the end."""
        return tuple(self.lines[number] for number in self._body_at)

    @cached_property
    def strip_lines(self) -> list[int]:
        """The lines above notice and headline that are divided."""
        if not self._ends:
            return super().strip_lines
        above = enumerate(self.lines[: min(self._ends)])
        return [
            number for number, line in above if line and ticker.has_separator(with_separators(line))
        ]

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """Also: a strip that cannot be divided, a text that ends in mid-sentence without the
        closing notice."""
        notes = []
        if not self.strip_lines and any(
            len(self.lines[number]) > LONG_LINE for number in range(min(self._ends, default=0))
        ):
            notes.append(WarningCode.TICKER_UNDIVIDED)
        if self.closing_at is None and not (
            self.body and ends_a_sentence(self.body[-1]) and not self.is_cut_in_closing
        ):
            notes.append(WarningCode.CUT_PAGE)
        if self._broken_label_at is not None or self._drops_unknown_notice:
            notes.append(WarningCode.LINE_DROPPED)
        if self._label is not None and self._label.is_repaired:
            notes.append(WarningCode.MOJIBAKE_REPAIRED)
        return with_note(super().warnings, *notes)

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
    def _found_label(self) -> tuple[int, Label] | None:
        """The first line that is a label, unless a paragraph of text stands above it: then it is
        quoted there."""
        for number, line in enumerate(self.lines):
            if not line or ticker.has_separator(line.strip()):
                continue
            if len(line) < LONG_LINE and (label := read_label(line)):
                return number, label
            if len(line) >= _MAX_SURE_HEADLINE and ends_a_sentence(line) and is_prose(clean(line)):
                return None
        return None

    @cached_property
    def _label_at(self) -> int | None:
        return self._found_label[0] if self._found_label is not None else None

    @cached_property
    def _label(self) -> Label | None:
        return self._found_label[1] if self._found_label is not None else None

    @cached_property
    def _notice_at(self) -> int | None:
        """The last line of the image-report notice: of the one above the label, or if that is lost,
        of the first one."""
        if self._label_at is not None:
            above = range(self._label_at - 1, -1, -1)
            last = next(
                (number for number in above if self.lines[number] and self.notice(number)), None
            )
            return self._end_of_notice(last) if last is not None else None
        is_first = True
        for number in range(self.last + 1):
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
        """The last of the notice's lines, which begins at one."""
        last = number
        for following in islice(
            (
                at
                for at in range(number + 1, self._label_at or self.last + 1)
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
    def _headline_at(self) -> int | None:
        first = 0 if self._notice_at is None else self._notice_at + 1
        if self._label_at is not None:
            candidates = range(self._label_at - 1, first - 1, -1)
            if not any(self.lines[number].strip() for number in candidates):
                return self._above_notice
        elif self._notice_at is not None:
            candidates = range(first, len(self.lines))
        else:
            return None
        for number in candidates:
            line = self.lines[number]
            if not line or not line.strip() or self.notice(number):
                continue
            # What stands above a label that lost its headline is the ticker.
            usable = (
                len(line) <= _MAX_HEADLINE
                and not self.is_closing(number)
                and len(ticker.from_line(line)) == 1
            )
            # Without a label the first line is a headline only if it does not look like the body's
            # first paragraph.
            return (
                number
                if usable and (self._label_at is not None or self._may_be_headline(number))
                else None
            )
        return None

    @property
    def _above_notice(self) -> int | None:
        """The line right above the notice, which may stand between headline and label; a strip has
        a blank line below it."""
        above = self._notice_at
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
            or len(self.lines[above]) > _MAX_SURE_HEADLINE
        ):
            return None
        is_headline = len(ticker.from_line(self.lines[above])) == 1 and not is_strip(
            with_separators(self.lines[above])
        )
        return above if is_headline and self._may_be_headline(above) else None

    def _may_be_headline(self, number: int) -> bool:
        """Whether a line below the notice can be told from a paragraph, and is not the capture's
        last, which may be cut."""
        line = self.line(number)
        if number == self.last or len(line) > _MAX_SURE_HEADLINE or is_prose(line):
            return False
        if line.endswith((".", "،", ",", ";", "؛", "(...)", "(…)")) or begins_label(line):
            return False
        return _BYLINE.match(line) is None

    @cached_property
    def _body_at(self) -> list[int]:
        """The numbers of the body's lines."""
        starts = (self._label_at, self._headline_at, self._notice_at)
        start = next((at for at in starts if at is not None), None)
        if start is None:
            return []
        end = (
            self.closing_at
            if self.closing_at is not None
            else self.last + (not self.is_cut_in_closing)
        )
        numbers = [
            at
            for at in range(start + 1, end)
            if self.lines[at].strip() and at != self._broken_label_at
        ]
        return (
            []
            if len(numbers) == 1 and self.closing_at is None and self._may_be_cut_frame(numbers[0])
            else numbers
        )

    def _may_be_cut_frame(self, number: int) -> bool:
        """Whether the only line of a body may be something else that the capture's end has cut: a
        headline, label or byline."""
        line = self.line(number)
        if self._label_at is None:
            return not is_prose(line)
        return len(line) < _MAX_BYLINE and not ends_a_sentence(line)

    @cached_property
    def _broken_label_at(self) -> int | None:
        """The line below the headline if it is what a cut, or a lost date, has left of a label."""
        if self._label_at is not None or self._headline_at is None:
            return None
        below = next(
            (at for at in range(self._headline_at + 1, self.last + 1) if self.lines[at].strip()),
            None,
        )
        if below is None or not begins_label(line := self.line(below)):
            return None
        return below if below == self.last or not ends_a_sentence(line) else None

    @cached_property
    def _drops_unknown_notice(self) -> bool:
        """Whether a line around the notice was left out without its wording being known."""
        if self._notice_at is None:
            return False
        above = (
            number for number in range(self._notice_at - 1, -1, -1) if self.lines[number].strip()
        )
        thanks = next(above, None)
        if thanks is not None and self.notice(thanks) is None and is_thanks(self.lines[thanks]):
            return True
        end = max(self._headline_at or 0, self._notice_at + 1)
        known = (
            self.notice(number)
            for number in range(self._notice_at, end)
            if self.lines[number].strip()
        )
        return any(notice is not Notice.KNOWN for notice in known)

    @cached_property
    def closing_at(self) -> int | None:
        """The first line below the label, or the notice, that is the closing notice."""
        start = (self._label_at if self._label_at is not None else self._notice_at) or 0
        return self.closing_below(start + 1)

    @cached_property
    def _ends(self) -> list[int]:
        """Where what stands below the strip may begin: the notice, or the headline if there is no
        notice."""
        return [at for at in (self._notice_at, self._headline_at, self._label_at) if at is not None]

    @cached_property
    def _is_of_the_platform(self) -> bool:
        """Whether something besides the label shows that this is a page of the sites: it alone may
        be quoted anywhere."""
        if self._notice_at is not None or self.closing_at is not None or self.strip_lines:
            return True
        return self.path is not None and ARTICLE_PATH.search(self.path) is not None
