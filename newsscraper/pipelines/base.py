"""What a pipeline is, and how it refuses an item."""

from typing import Protocol

from newsscraper.items.records import Article


class Rejected(Exception):
    """Raised by a pipeline for an item that is to become no record. Its text is the reason, one
    line."""


class Pipeline(Protocol):
    """Fills its noun of an article from what the page printed. Needs no crawler; keeps nothing
    between items."""

    def process_item(self, item: Article) -> Article:
        """Fills the item's fields and gives it back, or raises :class:`Rejected`."""
        ...
