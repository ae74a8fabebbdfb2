"""Saved pages, one capture per file, with URL and time in a file beside it; or standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from newsscraper.captures.frames import CHUNK, Broken, Gzip
from newsscraper.captures.member_stream import MemberStream
from newsscraper.captures.unit import Damage, FileState, Reading, Span, Unit
from newsscraper.dates import as_time
from newsscraper.items.records import Capture
from newsscraper.text.encoding import MAX_BYTES

_ARCHIVES = (b"WARC/", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PAR1")

STDIN = "-"
"""The path that stands for standard input."""

SIDECAR = "meta.json"
"""A file beside captures: ``{"url": ..., "fetched_at": ...}``.

``page.html`` may have its own ``page.meta.json``.
"""


class UnreadableCapture(Exception):
    """A capture cannot be read; the message is one line for the user."""


@dataclass(frozen=True, slots=True)
class CaptureFile:
    """A file that is read later, in a worker process."""

    path: str
    """Path, or ``-`` for standard input."""
    url: str | None = None
    """The URL that the user gave; without one, the sidecar file may have it."""
    fetched_at: datetime | None = None
    """The time of the fetch that the user gave; without one, the sidecar file may have it."""
    content: bytes | None = None
    """What was already read from standard input."""

    def with_input(self) -> CaptureFile:
        """Return the file with standard input read, which other processes cannot read."""
        return (
            replace(self, content=_standard_input())
            if self.path == STDIN and self.content is None
            else self
        )

    def read(self) -> Capture:
        """Read the file.

        Raises:
            UnreadableCapture: The file is missing, cannot be opened, or is a damaged gzip file;
                or standard input is an archive.

        """
        if self.path == STDIN:
            page = _standard_input() if self.content is None else self.content
            if page.startswith(_ARCHIVES):
                raise UnreadableCapture(
                    "-: this is an archive or compressed; pass the file's path, or decompress it"
                )
            return Capture(page, self.url, self.fetched_at)
        path = Path(self.path)
        if path.is_fifo():
            raise UnreadableCapture(
                f"{self.path}: this is a named pipe; use standard input instead"
            )
        try:
            content = _content(path)
            meta = _sidecar(path)
        except OSError as error:
            raise UnreadableCapture(f"{self.path}: {error.strerror or error}") from None
        except Broken:
            raise UnreadableCapture(f"{self.path}: the gzip file is damaged or cut off") from None
        return Capture(
            content=content,
            url=self.url or meta.url,
            fetched_at=self.fetched_at or meta.fetched_at,
            headers={"content-type": meta.content_type} if meta.content_type else {},
            status=meta.status,
        )


@dataclass(frozen=True, slots=True)
class Pages(Unit):
    """Some files with one page each."""

    files: tuple[CaptureFile, ...]

    @property
    def identity(self) -> tuple[object, ...]:
        """Path, size and time of change of each file."""
        return tuple(part for file in self.files for part in (file.path, *_state(file.path)))

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(_state(file.path).size for file in self.files)

    def with_input(self) -> Pages:
        """Return the files with standard input read."""
        return Pages(tuple(file.with_input() for file in self.files))

    def read(self, span: Span) -> Iterator[Reading]:
        """Yield the pages in order."""
        for file in self.files:
            try:
                yield file.path, file.read()
            except UnreadableCapture as problem:
                yield file.path, Damage("", str(problem))


def _state(path: str) -> FileState:
    try:
        return FileState.of(path)
    except OSError:
        return FileState(0, 0)


def _standard_input() -> bytes:
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        is_gzip = file.read(2) == b"\x1f\x8b" and path.name.lower().endswith(".gz")
        file.seek(0)
        if not is_gzip:
            return file.read(MAX_BYTES + 1)
        stream, parts, length = MemberStream(Gzip(file)), list[bytes](), 0
        while length <= MAX_BYTES and (data := stream.read(CHUNK)):
            parts.append(data)
            length += len(data)
        return b"".join(parts)[: MAX_BYTES + 1]


@dataclass(frozen=True, slots=True)
class _Meta:
    url: str | None = None
    fetched_at: datetime | None = None
    content_type: str | None = None
    status: int | None = None


def _sidecar(path: Path) -> _Meta:
    """Read the sidecar file of a capture: one with its name, or that of its folder."""
    for candidate in (
        path.with_name(f"{path.name.split('.')[0]}.{SIDECAR}"),
        path.with_name(SIDECAR),
    ):
        if not candidate.is_file():
            continue
        try:
            # json detects UTF-8, -16 and -32, with or without a byte order mark.
            data = json.loads(candidate.read_bytes())
        except (ValueError, RecursionError) as error:
            raise UnreadableCapture(f"{candidate}: invalid JSON ({error})") from None
        if not isinstance(data, dict):
            raise UnreadableCapture(f"{candidate}: not a JSON object with url and fetched_at")
        return _meta(data, candidate)
    return _Meta()


def _meta(data: dict[str, Any], path: Path) -> _Meta:
    try:
        moment = as_time(data.get("fetched_at") or None)
    except (AttributeError, TypeError, ValueError):
        raise UnreadableCapture(
            f"{path}: fetched_at is not an ISO 8601 time: {data['fetched_at']!r}"
        ) from None
    url, content_type, status = data.get("url"), data.get("content_type"), data.get("status")
    if not all(value is None or isinstance(value, str) for value in (url, content_type)):
        raise UnreadableCapture(f"{path}: url and content_type must be strings")
    return _Meta(
        url or None, moment, content_type or None, status if isinstance(status, int) else None
    )
