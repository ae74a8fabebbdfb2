"""JSON Lines of pages, ``{"url": ..., "html": ...}``.

The files end in ``.jsonl`` or ``.ndjson``, optionally followed by ``.gz`` or ``.zst``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from newsscraper.captures.archive import PLAIN_PART
from newsscraper.captures.batches import batched
from newsscraper.captures.frames import CHUNK, Broken, MissingPackage
from newsscraper.captures.member_stream import MemberStream
from newsscraper.captures.members import packing_of
from newsscraper.captures.rows import PAGE_FIELDS, capture_of
from newsscraper.captures.unit import (
    Damage,
    FileBatch,
    FilePart,
    FileState,
    Reading,
    Span,
    Unit,
    Unusable,
)
from newsscraper.text.encoding import MAX_BYTES

_MAX_LINE = 3 * MAX_BYTES  # the longest page, with its characters escaped


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its line end."""

    offset: int
    """Where it begins in the decompressed file, in bytes."""
    content: bytes
    problem: str | None = None


def jsonl_units(path: str) -> Iterator[Unit]:
    """Yield the units of a file: byte ranges, or batches of lines if it is compressed."""
    try:
        state = FileState.of(path)
        with Path(path).open("rb") as file:
            packing = packing_of(file)
            if packing is None:
                for start in range(0, state.size, PLAIN_PART):
                    yield LinesPart(path, start, min(start + PLAIN_PART, state.size), state)
                return
            stream = MemberStream(packing)
            yield from batched(LinesBatch, path, state, stream, _lines(stream, 0))
    except OSError as error:
        yield Unusable(path, error.strerror or str(error))
    except (MissingPackage, Broken) as error:
        yield Unusable(path, str(error))


def holds_pages(path: Path) -> bool:
    """Whether the first line is an object with a page.

    A folder may have JSON Lines of other things, for example of records.
    """
    try:
        with path.open("rb") as file:
            packing = packing_of(file)
            line = next(_lines(file if packing is None else MemberStream(packing), 0), None)
        value = json.loads(line.content) if line is not None else None
    except (OSError, Broken, MissingPackage, ValueError, RecursionError):
        return False
    return isinstance(value, dict) and any(isinstance(value.get(name), str) for name in PAGE_FIELDS)


@dataclass(frozen=True, slots=True)
class LinesPart(FilePart):
    """The lines that begin in a byte range of a file."""

    def read(self, span: Span) -> Iterator[Reading]:
        """Yield its lines in order."""
        try:
            with Path(self.path).open("rb") as file:
                begin = self._first_line_start(file)
                file.seek(begin)
                for line in _lines(file, begin, self.end):
                    yield from _reading(line, f"{self.path}:{line.offset}")
        except OSError as error:
            place = f"{self.path}:{self.start}"
            yield place, Damage(place, error.strerror or str(error))

    def _first_line_start(self, file: BinaryIO) -> int:
        """Return the offset after the line that began before this part."""
        if self.start == 0:
            return 0
        file.seek(self.start - 1)
        at = self.start - 1
        while data := file.read(CHUNK):
            end = data.find(b"\n")
            if end != -1:
                return at + end + 1
            at += len(data)
            if at >= self.end:
                break
        return self.end


@dataclass(frozen=True, slots=True)
class LinesBatch(FileBatch):
    """Lines that were already read."""

    def read(self, span: Span) -> Iterator[Reading]:
        """Yield the lines in order."""
        for line in self.items:
            yield from _reading(line, f"{self.path}:unpacked:{line.offset}")


def _reading(line: Line, place: str) -> Iterator[Reading]:
    if line.problem is not None:
        yield place, Damage(place, line.problem)
    elif line.content.strip():
        try:
            value = json.loads(line.content)
        except (ValueError, RecursionError) as error:
            yield place, Damage(place, f"invalid JSON ({str(error)[:100]})")
            return
        yield (
            place,
            capture_of(value, place)
            if isinstance(value, dict)
            else Damage(place, "not a JSON object"),
        )


def _lines(stream: _Stream, start: int, end: int | None = None) -> Iterator[Line]:
    """Yield the lines that begin before `end`; one that is too long is yielded as a problem."""
    parts: list[bytes] = []
    begin, length, position = start, 0, start
    while end is None or begin < end:
        try:
            data = stream.read(CHUNK)
        except Broken as error:
            yield Line(begin, b"", str(error))
            return
        if not data:
            if parts or length:
                yield _line(begin, parts, length)
            return
        for number, piece in enumerate(data.split(b"\n")):
            if number:  # a line ends before this piece
                yield _line(begin, parts, length)
                parts, begin, length = [], position, 0
                if end is not None and begin >= end:
                    return
            length += len(piece)
            if length <= _MAX_LINE:
                parts.append(piece)
            else:
                parts = []
            position += len(piece) + 1
        position -= 1


def _line(begin: int, parts: list[bytes], length: int) -> Line:
    if length > _MAX_LINE:
        return Line(begin, b"", f"the line is longer than {_MAX_LINE >> 20} MiB")
    return Line(begin, b"".join(parts))
