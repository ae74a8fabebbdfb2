"""Pages that no other page class recognises."""

from functools import cached_property

from newsscraper.items.warning_codes import WarningCode
from newsscraper.pages.base import Page


class UnknownPage(Page):
    """A capture of unknown kind."""

    kind = "unknown"
    layout = "UnknownPage"

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """The warnings of the capture; if empty, that it was not recognised."""
        return super().warnings or (WarningCode.UNRECOGNISED,)

    def matches(self) -> bool:
        """Always true."""
        return True
