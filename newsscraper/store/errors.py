"""Errors of the store. Each message is one line, ready to show to the user."""

from newsscraper.errors import UserError


class StoreError(UserError):
    """A store cannot be opened, read or written."""


class StoreBusy(StoreError):
    """Another process has locked the store; a later attempt may succeed."""


class StoreGone(StoreError):
    """The file of a store was deleted, moved or replaced while it was open."""
