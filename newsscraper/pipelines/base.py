"""What a pipeline is, and how it rejects an item."""

from typing import Protocol

from newsscraper.items.records import Article


class Rejected(Exception):
    """Raised by a pipeline if an item must not become a record. Its text is the reason."""


class Pipeline(Protocol):
    """Fills one part of an article from what the page printed.

    It needs no crawler and keeps no state between items.
    """

    def process_item(self, item: Article) -> Article:
        """Fill the item's fields and return the item, or raise :class:`Rejected`."""
        ...
