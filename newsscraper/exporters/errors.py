"""The error for an output that cannot be written."""

from newsscraper.errors import UserError


class ExportError(UserError):
    """A file, a folder or a table cannot be written."""
