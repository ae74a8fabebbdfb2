"""Pages that list articles, as plain text: lines of teasers, each ending with "(...)".

Only author pages have been seen.
"""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from newsscraper.items.warning_codes import WarningCode
from newsscraper.pages.base import EDITION_ROOT, Kind
from newsscraper.pages.listing import AUTHOR_PATH
from newsscraper.pages.refusal import is_refusal
from newsscraper.pages.text.page import TextPage, is_teaser, with_warnings

_MIN_TEASERS = 2


class TextListingPage(TextPage):
    """The listing of a source, as text."""

    kind: ClassVar[Kind] = "listing"
    layout = "TextListingPage"

    def matches(self) -> bool:
        """Return whether most lines are teasers. The last line may be cut off."""
        if self.document.form != "text":
            return False
        teasers = sum(1 for line in self.texts_below if is_teaser(line))
        return teasers >= _MIN_TEASERS and teasers * 2 >= len(self.texts_below)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """The usual warnings, and one if the last teaser is cut off."""
        is_whole = bool(self.texts_below) and is_teaser(self.texts_below[-1])
        return (
            super().warnings if is_whole else with_warnings(super().warnings, WarningCode.CUT_PAGE)
        )


class TextAuthorPage(TextListingPage):
    """The articles of one author, as text."""

    kind = "author"
    layout = "TextAuthorPage"

    def matches(self) -> bool:
        """Return whether the address is an author's.

        Without an address, most lines must be teasers, since only author pages have been seen as
        text.
        """
        if self.path is None:
            return super().matches()
        if self.document.form != "text" or AUTHOR_PATH.search(self.path) is None:
            return False
        return bool(self.strip_lines) or (
            bool(self.texts_below) and not is_refusal(self.texts_below[0])
        )


class TextFrontPage(TextPage):
    """The front page of a site or an edition, as text. Only its ticker is read."""

    kind = "front"
    layout = "TextFrontPage"

    def matches(self) -> bool:
        """Return whether the address is a front page's and the capture contains a ticker."""
        is_front = self.path is not None and EDITION_ROOT.fullmatch(self.path) is not None
        return self.document.form == "text" and is_front and bool(self.strip_lines)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """The usual warnings, and one if the capture ends inside the ticker."""
        return (
            with_warnings(super().warnings, WarningCode.CUT_PAGE)
            if self.ends_in_strip
            else super().warnings
        )
