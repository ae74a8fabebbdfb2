"""What no page class recognises."""

from newsscraper.pages.base import Page


class UnknownPage(Page):
    """A capture that is none of the pages known."""

    kind = "unknown"
    layout = "UnknownPage"

    def matches(self) -> bool:
        """Anything."""
        return True
