"""The unit of work: a part of the input that one process reads, in order, by itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Self

from newsscraper.items.records import Capture


@dataclass(frozen=True, slots=True)
class Damage:
    """A record that cannot be read. What follows it is read all the same."""

    place: str
    """File and byte: ``pages.warc.gz:4096``; :meth:`Unit.told` has it in words. Empty if the reason
    names it."""
    reason: str


@dataclass(frozen=True, slots=True)
class Passed:
    """A record that is sound and holds no page: an image, a redirect, a reference to an earlier
    capture."""

    kind: str


Reading = tuple[str, "Capture | Damage | Passed | Refusal"]
"""What is read, and its name: the file's path, and in an archive the place behind a colon."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be read at all."""

    reason: str


class FileState(NamedTuple):
    """What tells a file from another one under its name."""

    size: int
    changed: int
    """Time of the last change, nanoseconds."""

    @classmethod
    def of(cls, path: str) -> Self:
        """A file's.

        Raises:
            OSError: it is not there.

        """
        found = Path(path).stat()
        return cls(found.st_size, found.st_mtime_ns)


class Unit(ABC):
    """A part of the input. It can be pickled, and says the same whenever it is read.

    ``identity`` tells it from others of the same run, also in a later process; ``size`` is how many
    bytes of the input it takes, for a progress bar.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def identity(self) -> tuple[object, ...]:
        """What it reads: path, place, size and time of change, all JSON types."""

    @property
    def size(self) -> int:
        """Bytes of the input that it takes, about."""
        return 0

    def told(self, name: str) -> str:
        """The name of a reading as the user is told it."""
        return name

    def held(self) -> Unit:
        """The same, with what only this process can read."""
        return self

    @abstractmethod
    def read(self, span: Span) -> Iterator[Reading]:
        """Reads it. Raises nothing for bad input: it is told as :class:`Damage`."""


@dataclass(frozen=True, slots=True)
class FilePart(Unit):
    """What begins between two bytes of a file."""

    path: str
    start: int
    end: int
    file: FileState

    def told(self, name: str) -> str:
        """With the place in words."""
        return told(self.path, name)

    @property
    def identity(self) -> tuple[object, ...]:
        """Path, place, state of the file."""
        return (self.path, self.start, self.end, *self.file)

    @property
    def size(self) -> int:
        """Bytes between the two."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class FileBatch(Unit):
    """A few of a file's records, lines or rows, that were read already: only one reader can take
    them out of it."""

    path: str
    items: tuple[Any, ...]
    packed_size: int
    """Bytes of the file that they were read from, about."""
    file: FileState
    number: int
    """Of the batch in its file; of a batch of rows, that of its first row."""

    def told(self, name: str) -> str:
        """With the place in words."""
        return told(self.path, name)

    @property
    def identity(self) -> tuple[object, ...]:
        """Path, state of the file, number."""
        return (self.path, *self.file, self.number)

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return max(self.packed_size, 0)


_UNPACKED = "unpacked:"


def told(path: str, name: str, counted: str = "byte") -> str:
    """``pages.warc.gz, byte 4096`` for ``pages.warc.gz:4096``, which looks like a line and is none.

    Args:
        path: The file.
        name: The file and the place in it, as in ``capture_ref``.
        counted: What the place is a number of.

    """
    place = name.removeprefix(f"{path}:")
    if place == name:
        return name
    number = place.removeprefix(_UNPACKED)
    return f"{path}, {counted} {number}" + (" of the unpacked file" if number != place else "")


@dataclass(slots=True)
class Span:
    """Which bytes of a file were read, filled in while a unit is read.

    A part of an archive begins at the first record behind a given byte, which is found by its
    looks. That it is a record's beginning, and no look-alike inside one, is proved by the part
    before it, which ends there.
    """

    begin: int | None = None
    """Where the first record begins; ``None`` where there is none, or where the question does not
    come up."""
    end: int | None = None
    """Where the first record behind the part begins, or the file ends."""


@dataclass(frozen=True, slots=True)
class Unusable(Unit):
    """A file that cannot be read at all: it is no archive, or a package is missing."""

    path: str
    reason: str

    @property
    def identity(self) -> tuple[object, ...]:
        """The path."""
        return (self.path,)

    def read(self, span: Span) -> Iterator[Reading]:
        """Says why."""
        yield self.path, Refusal(self.reason)
