"""Where an output goes: it is made beside its place, and is there under its name whole or not at
all."""

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
"""Seconds in which a folder is not taken for one that was left."""


class Place(ABC):
    """A place for one file or one folder.

    While it is made it lies in a folder of its own, so that what a database keeps beside its file
    goes where that goes.
    """

    def __init__(self, name: str, beside: Path) -> None:
        self._name = name
        self.work = beside / f".{name}.{token_hex(4)}.part"
        """The folder that it is made in."""

        self._lock: int | None = None

    def make(self) -> None:
        """Makes that folder. Apart from the rest, so that whoever is interrupted in it knows what
        to discard.

        What earlier exports of the name have left there that were killed is removed.

        Raises:
            OSError: nothing can be written there.

        """
        self._remove_left()
        self.work.mkdir(mode=0o700)
        self._lock = _locked(self.work)

    @property
    def unfinished(self) -> Path:
        """The path under which the output is made; nothing is there yet."""
        return self.work / self._name

    @abstractmethod
    def commit(self) -> None:
        """Gives the output its name.

        Raises:
            OSError: it cannot; nothing has changed then.

        """

    def discard(self) -> None:
        """Throws away what was made; what had the name before stays as it was. May be called
        again."""
        shutil.rmtree(self.work, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _remove_left(self) -> None:
        """Each export holds a lock on its folder, which the system lets go of where it was
        killed."""
        own = re.compile(rf"\.{re.escape(self._name)}\.[0-9a-f]{{8}}\.part")
        with suppress(OSError):
            for folder in [
                entry for entry in os.scandir(self.work.parent) if own.fullmatch(entry.name)
            ]:
                # One that was made just now need not be locked yet.
                if (
                    time.time() - folder.stat().st_mtime > _YOUNG
                    and (lock := _locked(Path(folder.path))) is not None
                ):
                    shutil.rmtree(folder.path, ignore_errors=True)
                    os.close(lock)


class LocalPlace(Place):
    """A path of this machine.

    Args:
        path: Where the output is to be; folders above it are made.

    Raises:
        OSError: nothing can be written there.

    """

    def __init__(self, path: Path) -> None:
        self._path = path
        if path.parent.exists() and not path.parent.is_dir():
            raise NotADirectoryError(0, "Not a directory")
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(0, "Permission denied")
        super().__init__(path.name, path.parent)  # in the same folder, so that renaming is one step

    def commit(self) -> None:
        """Renames it, once it is on the disk."""
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
        if self._path.exists():  # a folder with files in it cannot be replaced in one step
            self._path.rename(before)
        try:
            self.unfinished.rename(self._path)
        except OSError:
            if before.exists():
                before.rename(self._path)
            raise


def _locked(folder: Path) -> int | None:
    """A handle that holds the folder's lock; ``None`` where another has it, or where there is no
    such thing."""
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
    """Makes the new name durable, where folders can be synchronised."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
