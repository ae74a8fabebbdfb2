"""Pages that list articles, as plain text: lines of teasers, each ending in "(...)". Seen of author
pages alone."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from newsscraper.items.warning_codes import WarningCode
from newsscraper.pages.base import EDITION_ROOT, Kind
from newsscraper.pages.listing import AUTHOR_PATH
from newsscraper.pages.refusal import is_refusal
from newsscraper.pages.text.page import TextPage, is_teaser, with_note

_MIN_TEASERS = 2


class TextListingPage(TextPage):
    """The articles of a source, as text."""

    kind: ClassVar[Kind] = "listing"
    layout = "TextListingPage"

    def matches(self) -> bool:
        """Most lines are teasers; the last one may be cut."""
        if self.document.form != "text":
            return False
        teasers = sum(1 for line in self.rest if is_teaser(line))
        return teasers >= _MIN_TEASERS and teasers * 2 >= len(self.rest)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """Also: the capture ends before a teaser does."""
        is_whole = bool(self.rest) and is_teaser(self.rest[-1])
        return super().warnings if is_whole else with_note(super().warnings, WarningCode.CUT_PAGE)


class TextAuthorPage(TextListingPage):
    """The articles of one author, as text."""

    kind = "author"
    layout = "TextAuthorPage"

    def matches(self) -> bool:
        """The address is an author's; without an address, most lines are teasers, which have been
        seen of authors alone."""
        if self.path is None:
            return super().matches()
        if self.document.form != "text" or AUTHOR_PATH.search(self.path) is None:
            return False
        return bool(self.strip_lines) or (bool(self.rest) and not is_refusal(self.rest[0]))


class TextFrontPage(TextPage):
    """The front page of a site or an edition, as text: its strip is all that is read of it."""

    kind = "front"
    layout = "TextFrontPage"

    def matches(self) -> bool:
        """The address is a front page's, and there is a strip."""
        is_front = self.path is not None and EDITION_ROOT.fullmatch(self.path) is not None
        return self.document.form == "text" and is_front and bool(self.strip_lines)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """Also: the capture ends inside the strip."""
        return (
            with_note(super().warnings, WarningCode.CUT_PAGE)
            if self.ends_in_strip
            else super().warnings
        )
