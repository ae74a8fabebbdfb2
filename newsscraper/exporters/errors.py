"""What goes wrong with an output, as one line."""

from newsscraper.errors import UserError


class ExportError(UserError):
    """A file, a folder or a table that cannot be written."""
