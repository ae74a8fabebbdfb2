"""The file of an SQLite store while it is open."""

from __future__ import annotations

from pathlib import Path

from newsscraper.store.errors import StoreGone


class StoreFile:
    """Notices that the file was deleted, moved or replaced.

    SQLite does not: it writes into a file that has no name any more, and what it writes is lost.

    Args:
        path: The file; it exists.
        shown: The store's name in messages.

    Raises:
        StoreGone: The file has been deleted again.

    """

    def __init__(self, path: Path, shown: str) -> None:
        self._path = path.absolute()  # the working folder may change
        self._shown = shown
        self._identity = self._look()

    def check(self) -> None:
        """Check that the path still leads to the file that was opened.

        Raises:
            StoreGone: It does not.

        """
        if self._look() != self._identity:
            raise self._gone("was replaced by another file")

    def _look(self) -> tuple[int, int]:
        try:
            found = self._path.stat()
        except OSError as error:
            is_missing = isinstance(error, FileNotFoundError | NotADirectoryError)
            how = "was deleted or moved" if is_missing else f"cannot be found: {error.strerror}"
            raise self._gone(how) from None
        return found.st_dev, found.st_ino

    def _gone(self, how: str) -> StoreGone:
        return StoreGone(
            f"cannot write the store {self._shown}: its file {how} while it was in use; put it"
            " back, or run the command again to start a new store"
        )
