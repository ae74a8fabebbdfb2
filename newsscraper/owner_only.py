"""Files that only their owner can read: stores, kept pages, and the state of long commands."""

import os
from contextlib import suppress
from pathlib import Path

_MODE = 0o600


def owner_only(path: str, flags: int) -> int:
    """Open a file; a new one is readable and writable by its owner only.

    For the `opener` of :func:`open`. An existing file keeps its mode.
    """
    return os.open(path, flags, _MODE)


def write_owner_only(path: Path, content: bytes) -> None:
    """Write a file; a new one is readable and writable by its owner only.

    Raises:
        OSError: It cannot be written.

    """
    with open(path, "wb", opener=owner_only) as file:
        file.write(content)


def create_owner_only(path: Path) -> None:
    """Create an empty file that only its owner can read, unless it exists.

    SQLite, which creates files for all to read, takes over an empty one with its mode, and gives
    the files beside it (``-wal``, ``-shm``) the same one (https://www.sqlite.org/tempfiles.html).

    Raises:
        OSError: It cannot be created.

    """
    with suppress(FileExistsError):
        os.close(owner_only(str(path), os.O_CREAT | os.O_EXCL | os.O_RDWR))
