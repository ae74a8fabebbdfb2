"""The place of an output.

An output is written to a temporary folder and appears under its name complete or not at all.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

_YOUNG = 60
"""Age in seconds below which a temporary folder is not considered left over."""


class Place(ABC):
    """A place for one file or one folder.

    The output is written to a temporary folder of its own, so that files which a database keeps
    next to it, such as a write-ahead log, are in that folder too.
    """

    def __init__(self, name: str, beside: Path) -> None:
        self._name = name
        self.work = beside / f".{name}.{token_hex(4)}.part"
        """The temporary folder."""

        self._lock: int | None = None

    def make(self) -> None:
        """Create the temporary folder, and remove those of earlier exports that were killed.

        This is not done by the constructor: if it is interrupted, the caller has an object to
        discard.

        Raises:
            OSError: Nothing can be written there.

        """
        self._remove_leftovers()
        self.work.mkdir(mode=0o700)
        self._lock = _locked(self.work)

    @property
    def unfinished(self) -> Path:
        """The temporary path of the output. The caller creates the file or folder."""
        return self.work / self._name

    @abstractmethod
    def commit(self) -> None:
        """Give the output its name.

        Raises:
            OSError: This failed, and nothing has changed.

        """

    def discard(self) -> None:
        """Delete the temporary folder; an older output of the name stays. May be called again."""
        shutil.rmtree(self.work, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _remove_leftovers(self) -> None:
        # Each export holds a lock on its folder, which the system releases if it is killed.
        own = re.compile(rf"\.{re.escape(self._name)}\.[0-9a-f]{{8}}\.part")
        with suppress(OSError):
            for folder in [
                entry for entry in os.scandir(self.work.parent) if own.fullmatch(entry.name)
            ]:
                # A new folder may not be locked yet.
                if (
                    time.time() - folder.stat().st_mtime > _YOUNG
                    and (lock := _locked(Path(folder.path))) is not None
                ):
                    shutil.rmtree(folder.path, ignore_errors=True)
                    os.close(lock)


class LocalPlace(Place):
    """A path on this machine.

    Args:
        path: Path of the output; missing parent folders are created.

    Raises:
        OSError: Nothing can be written there.

    """

    def __init__(self, path: Path) -> None:
        self._path = path
        if path.parent.exists() and not path.parent.is_dir():
            raise NotADirectoryError(0, "Not a directory")
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(0, "Permission denied")
        super().__init__(
            path.name, path.parent
        )  # in the same folder, so that it can be renamed in one step

    def commit(self) -> None:
        """Rename the output when all of it is on the disk."""
        if self.unfinished.is_dir():
            self._commit_folder()
        else:
            if self._path.is_dir():
                raise IsADirectoryError(0, "it is a folder")
            _sync(self.unfinished)
            if self._path.exists():
                self.unfinished.chmod(self._path.stat().st_mode & 0o777)
            self.unfinished.replace(self._path)
        _sync_folder(self._path.parent)
        self.discard()

    def _commit_folder(self) -> None:
        for path in self.unfinished.rglob("*"):
            if path.is_file():
                _sync(path)
        before = self.work / "before"
        if self._path.exists():  # a non-empty folder cannot be replaced in one step
            self._path.rename(before)
        try:
            self.unfinished.rename(self._path)
        except OSError:
            if before.exists():
                before.rename(self._path)
            raise


def _locked(folder: Path) -> int | None:
    """Lock a folder and return the handle that holds the lock.

    Return ``None`` if another process holds it, or if the system has no such locks.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    handle = None
    try:
        handle = os.open(folder, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        if handle is not None:
            os.close(handle)
        return None
    return handle


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    """Write the new name to the disk, on systems where folders can be synchronised."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
