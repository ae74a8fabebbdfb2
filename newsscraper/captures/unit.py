"""The unit of work: a part of the input that one process can read on its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Self

from newsscraper.items.records import Capture


@dataclass(frozen=True, slots=True)
class Damage:
    """A record that cannot be read. Reading continues after it."""

    place: str
    """File and byte offset: ``pages.warc.gz:4096``; :meth:`Unit.describe` writes it in words.
    Empty if the reason names the file."""
    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A valid record without a page: an image, a redirect, a reference to an earlier capture."""

    kind: str


Reading = tuple[str, "Capture | Damage | Skipped | Refusal"]
"""A name, and what was read. The name is the path of the file; in an archive, ``:`` and the place
follow."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be read at all."""

    reason: str


class FileState(NamedTuple):
    """Distinguishes a file from another one of the same name."""

    size: int
    changed: int
    """Time of the last change, in nanoseconds."""

    @classmethod
    def of(cls, path: str) -> Self:
        """Return the state of a file.

        Raises:
            OSError: The file does not exist.

        """
        found = Path(path).stat()
        return cls(found.st_size, found.st_mtime_ns)


class Unit(ABC):
    """A part of the input. It can be pickled, and yields the same whenever it is read."""

    __slots__ = ()

    @property
    @abstractmethod
    def identity(self) -> tuple[object, ...]:
        """What distinguishes this unit from all others: path, place in the file, state of the file.

        It is the same in every process. All values are JSON types.
        """

    @property
    def size(self) -> int:
        """Approximate bytes of the input that it reads, for a progress bar."""
        return 0

    def describe(self, name: str) -> str:
        """Return the name of a reading in words, for users."""
        return name

    def with_input(self) -> Unit:
        """Return the unit with any content that only this process can read."""
        return self

    @abstractmethod
    def read(self, span: Span) -> Iterator[Reading]:
        """Read it. Bad input raises nothing: it is yielded as :class:`Damage`."""


@dataclass(frozen=True, slots=True)
class FilePart(Unit):
    """What begins in a byte range of a file."""

    path: str
    start: int
    end: int
    file: FileState

    def describe(self, name: str) -> str:
        """Return the path and the place in words."""
        return describe_place(self.path, name)

    @property
    def identity(self) -> tuple[object, ...]:
        """Path, range, and state of the file."""
        return (self.path, self.start, self.end, *self.file)

    @property
    def size(self) -> int:
        """Bytes in the range."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class FileBatch(Unit):
    """Records, lines or rows that were already read, because only one reader can read the file."""

    path: str
    items: tuple[Any, ...]
    packed_size: int
    """Approximate bytes of the file that they were read from."""
    file: FileState
    number: int
    """Number of the batch in its file; for a batch of rows, number of its first row."""

    def describe(self, name: str) -> str:
        """Return the path and the place in words."""
        return describe_place(self.path, name)

    @property
    def identity(self) -> tuple[object, ...]:
        """Path, state of the file, and number."""
        return (self.path, *self.file, self.number)

    @property
    def size(self) -> int:
        """Approximate bytes of the file."""
        return max(self.packed_size, 0)


_UNPACKED = "unpacked:"


def describe_place(path: str, name: str, counted: str = "byte") -> str:
    """Return ``pages.warc.gz, byte 4096`` for ``pages.warc.gz:4096``.

    The colon form is for programs; users would take the number for a line.

    Args:
        path: The file.
        name: The file and the place in it, as in ``capture_ref``.
        counted: What the number counts.

    """
    place = name.removeprefix(f"{path}:")
    if place == name:
        return name
    number = place.removeprefix(_UNPACKED)
    suffix = " of the unpacked file" if number != place else ""
    return f"{path}, {counted} {number}{suffix}"


@dataclass(slots=True)
class Span:
    """The bytes of a file that were read, filled in while a unit is read.

    A part of an archive begins at the first place after a given byte that has the form of a record.
    Content inside a record may have this form too. It is certain that a record begins there if the
    previous part ends at the same byte.
    """

    begin: int | None = None
    """Where the first record begins; ``None`` if none does, or outside an archive."""
    end: int | None = None
    """Where the first record after the part begins, or the end of the file."""


@dataclass(frozen=True, slots=True)
class Unusable(Unit):
    """A file that cannot be read at all: it is not an archive, or a package is missing."""

    path: str
    reason: str

    @property
    def identity(self) -> tuple[object, ...]:
        """The path."""
        return (self.path,)

    def read(self, span: Span) -> Iterator[Reading]:
        """Yield the reason."""
        yield self.path, Refusal(self.reason)
