"""What an exporter is: open, write, close. The file appears under its name only when it is whole."""

from __future__ import annotations

import os
import sys
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import IO, Any, ClassVar, Self

from newsscraper.errors import UserError

STDOUT = "-"
"""The name that stands for standard output."""


class ExportError(UserError):
    """A file that cannot be written."""


def _mode(path: Path) -> int:
    """The mode of the file that is there, else that of any new file: a temporary one is its owner's alone."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


class Exporter(ABC):
    """Writes records, JSON types by field name, to a file or to standard output.

    Args:
        target: Path, or ``-``.
        fields: Names of the fields, in order, for formats with a header.

    Raises:
        ExportError: the folder is missing or cannot be written to. Told before the first record is made.

    """

    suffix: ClassVar[str]

    def __init__(self, target: str, fields: tuple[str, ...]) -> None:
        self.target = target
        self.fields = fields
        self.count = 0
        self._path = None if target == STDOUT else Path(target).resolve()
        self._file: IO[str]
        if self._path is None:
            self._file = sys.stdout
        else:
            self._file = self._open_beside(self._path)
        self.begin()

    @abstractmethod
    def write_record(self, record: dict[str, Any]) -> None:
        """Writes one record."""

    def begin(self) -> None:
        """Writes what stands in front of the first record."""

    def end(self) -> None:
        """Writes what stands behind the last record."""

    def write(self, record: dict[str, Any]) -> None:
        """Writes one record and counts it.

        Raises:
            ExportError: the disk is full, or standard output cannot be written to.

        """
        try:
            self.write_record(record)
        except BrokenPipeError:
            raise
        except (OSError, UnicodeError) as error:
            raise ExportError(f"cannot write {self.target}: {getattr(error, 'strerror', None) or error}") from None
        self.count += 1

    def close(self) -> None:
        """Finishes the file and gives it its name.

        Raises:
            ExportError: the disk is full, or the name is a folder's.

        """
        try:
            self.end()
            self._file.flush()
            if self._path is not None:
                os.fsync(self._file.fileno())
                self._file.close()
                Path(self._file.name).chmod(_mode(self._path))
                Path(self._file.name).replace(self._path)
        except BrokenPipeError:
            raise
        except OSError as error:
            self.abandon()
            raise ExportError(f"cannot write {self.target}: {error.strerror or error}") from None

    def abandon(self) -> None:
        """Throws away what was written; a file that had the name before stays as it was."""
        if self._path is not None:
            with suppress(OSError):  # a full disk refuses the buffered rest
                self._file.close()
            Path(self._file.name).unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()

    def _open_beside(self, path: Path) -> IO[str]:
        """A temporary file in the same folder, so that renaming it is one step."""
        try:
            if path.is_dir():
                raise IsADirectoryError(0, "it is a folder")
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and not os.access(path, os.W_OK):
                raise PermissionError(0, "Permission denied")
            # newline="": csv writes its own line ends.
            return NamedTemporaryFile(
                "w",
                encoding="utf-8",
                newline="",
                dir=path.parent,
                prefix=f".{path.name}.",
                suffix=".part",
                delete=False,
            )
        except OSError as error:
            raise ExportError(f"cannot write {self.target}: {error.strerror or error}") from None
