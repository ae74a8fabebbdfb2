"""Saved pages: one capture a file, its address and time in a file beside it; or standard input."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from newsscraper.captures.unit import Damage, FileState, Reading, Span, Unit
from newsscraper.dates import as_time
from newsscraper.items.records import Capture
from newsscraper.text.encoding import MAX_BYTES

_ARCHIVES = (b"WARC/", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PAR1")

STDIN = "-"
"""The path that stands for standard input."""

SIDECAR = "meta.json"
"""Beside a capture: ``{"url": ..., "fetched_at": ...}``. ``page.html`` may have ``page.meta.json``
of its own."""


class UnreadableCapture(Exception):
    """A capture that cannot be read; the text is one line for the user."""


@dataclass(frozen=True, slots=True)
class CaptureFile:
    """A file to read, not read yet: this is what travels to a worker process."""

    path: str
    """Path, or ``-``."""
    url: str | None = None
    """Where it came from, if the user said so; else the sidecar may."""
    fetched_at: datetime | None = None
    """When it was fetched, likewise."""
    content: bytes | None = None
    """What was read of standard input already."""

    def held(self) -> CaptureFile:
        """The same, with standard input read: another process has another one."""
        return (
            replace(self, content=_standard_input())
            if self.path == STDIN and self.content is None
            else self
        )

    def read(self) -> Capture:
        """Reads the file.

        Raises:
            UnreadableCapture: the file is missing, cannot be opened, is a broken gzip file, or an
                archive on standard input.

        """
        if self.path == STDIN:
            page = _standard_input() if self.content is None else self.content
            if page.startswith(_ARCHIVES):
                raise UnreadableCapture(
                    "-: an archive, or packed; name the file, or unpack the page"
                )
            return Capture(page, self.url, self.fetched_at)
        path = Path(self.path)
        if path.is_fifo():
            raise UnreadableCapture(f"{self.path}: a named pipe; feed it to standard input instead")
        try:
            content = _content(path)
            meta = _sidecar(path)
        except OSError as error:
            raise UnreadableCapture(f"{self.path}: {error.strerror or error}") from None
        except (EOFError, zlib.error):
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
    """A few files of one page each."""

    files: tuple[CaptureFile, ...]

    @property
    def identity(self) -> tuple[object, ...]:
        """Path, size and time of change of each."""
        return tuple(part for file in self.files for part in (file.path, *_state(file.path)))

    @property
    def size(self) -> int:
        """Their bytes."""
        return sum(_state(file.path).size for file in self.files)

    def held(self) -> Pages:
        """The same, with standard input read."""
        return Pages(tuple(file.held() for file in self.files))

    def read(self, span: Span) -> Iterator[Reading]:
        """The files' pages, in order."""
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
        packed = file.read(2) == b"\x1f\x8b" and path.name.lower().endswith(".gz")
        file.seek(0)
        if not packed:
            return file.read(MAX_BYTES + 1)
        with gzip.open(file) as unpacked:
            return unpacked.read(MAX_BYTES + 1)


@dataclass(frozen=True, slots=True)
class _Meta:
    url: str | None = None
    fetched_at: datetime | None = None
    content_type: str | None = None
    status: int | None = None


def _sidecar(path: Path) -> _Meta:
    """What stands beside the capture: for one capture by its name, or for the only one of a
    folder."""
    for candidate in (
        path.with_name(f"{path.name.split('.')[0]}.{SIDECAR}"),
        path.with_name(SIDECAR),
    ):
        if not candidate.is_file():
            continue
        try:
            data = json.loads(
                candidate.read_bytes()
            )  # UTF-8, -16 or -32, with or without a byte order mark
        except (ValueError, RecursionError) as error:
            raise UnreadableCapture(f"{candidate}: no JSON ({error})") from None
        if not isinstance(data, dict):
            raise UnreadableCapture(
                f"{candidate}: a JSON object with url and fetched_at is expected"
            )
        return _meta(data, candidate)
    return _Meta()


def _meta(data: dict[str, Any], path: Path) -> _Meta:
    try:
        moment = as_time(data.get("fetched_at") or None)
    except (AttributeError, TypeError, ValueError):
        raise UnreadableCapture(
            f"{path}: fetched_at is no ISO 8601 time: {data['fetched_at']!r}"
        ) from None
    url, content_type, status = data.get("url"), data.get("content_type"), data.get("status")
    if not all(value is None or isinstance(value, str) for value in (url, content_type)):
        raise UnreadableCapture(f"{path}: url and content_type are texts")
    return _Meta(
        url or None, moment, content_type or None, status if isinstance(status, int) else None
    )
