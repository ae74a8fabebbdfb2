"""What no page class recognises."""

from functools import cached_property

from newsscraper.items.warning_codes import WarningCode
from newsscraper.pages.base import Page


class UnknownPage(Page):
    """A capture that is none of the pages known."""

    kind = "unknown"
    layout = "UnknownPage"

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """Where nothing else says why: that it is not recognised."""
        return super().warnings or (WarningCode.UNRECOGNISED,)

    def matches(self) -> bool:
        """Anything."""
        return True
