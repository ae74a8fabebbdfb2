"""What goes wrong with a store, as one line."""

from newsscraper.errors import UserError


class StoreError(UserError):
    """A store that cannot be opened, read or written."""


class StoreBusy(StoreError):
    """Another process keeps the store locked; later it may be free."""
