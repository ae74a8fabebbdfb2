"""Removes records from the WARC files of kept pages.

A removed record becomes an empty one of the same length, so that all other records stay where they
are, byte for byte, and each ``capture_ref`` stays valid.
"""

from __future__ import annotations

import os
import re
import shutil
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from filelock import FileLock, Timeout

from newsscraper.archives.warc_writer import SUFFIX, mend, open_mark
from newsscraper.captures.frames import CHUNK, Broken, Gzip, Member
from newsscraper.captures.framing import MAX_HEADER
from newsscraper.errors import UserError

NEW = ".new"
"""The suffix of a file while it is written again."""

_LENGTH = re.compile(rb"\ncontent-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?\n", re.IGNORECASE)
_FIELD = re.compile(rb"\n(warc-[a-z-]+)[ \t]*:[ \t]*([^\r\n]*)", re.IGNORECASE)
_END = b"\r\n\r\n"
_BLOCK = 65_535  # RFC 1951, 3.2.4: the longest stored block
_MOST = 16 * 1024 * 1024  # bytes of neighbours that become one record
_FRAME = 18  # header and trailer of a gzip member (RFC 1952)
_TEXT = b"This record was taken down."


class RemovalError(UserError):
    """Records cannot be removed from a file."""


@dataclass(slots=True)
class Removal:
    """The records of a file that are to be removed."""

    path: Path
    ranges: list[tuple[int, int]] = field(default_factory=list)
    """First byte of each record and the byte after it; neighbours are one range."""
    pages: int = 0
    """Number of pages among them, without the requests."""
    offsets: set[int] = field(default_factory=set)
    """First bytes of the records."""

    def add(self, start: int, end: int, *, is_page: bool) -> None:
        """Add a record; they come in the order of the file."""
        self.pages += is_page
        self.offsets.add(start)
        if self.ranges and self.ranges[-1][1] == start and end - self.ranges[-1][0] <= _MOST:
            start = self.ranges.pop()[0]
        self.ranges.append((start, end))


def find_records(path: Path, is_meant: Callable[[Path, str, int], bool]) -> Removal:
    """Find the records of a file that are to be removed, with the requests that belong to them.

    Args:
        path: A file of ``--keep-pages``: each record is a gzip member.
        is_meant: Whether the record of an address at a byte of a file is to be removed.

    Raises:
        RemovalError: the file cannot be read, or holds a record that is not a member of its own.

    """
    removal, ids = Removal(path), set[str]()
    try:
        with path.open("rb") as file:
            for start, end, fields in _records(file, path):
                url = fields.get("warc-target-uri", "").strip("<>")
                belongs = fields.get("warc-concurrent-to") in ids
                if belongs or (url and is_meant(path, url, start)):
                    ids.add(fields.get("warc-record-id", ""))
                    removal.add(start, end, is_page=fields.get("warc-type") != "request")
    except OSError as error:
        raise RemovalError(f"cannot read {path}: {error.strerror or error}") from None
    return removal


def _records(file: BinaryIO, path: Path) -> Iterator[tuple[int, int, dict[str, str]]]:
    """Yield first byte, end and header fields of each record."""
    start, size = 0, os.fstat(file.fileno()).st_size
    while start < size:
        member, head, length = Member(Gzip(file), start), b"", 0
        try:
            while text := member.read(CHUNK):
                length += len(text)
                if len(head) < MAX_HEADER:
                    head += text
        except Broken as error:
            if open_mark(path).exists():  # a crawl is writing the record
                return
            raise RemovalError(f"cannot read {path} from byte {start} on: {error}") from None
        header, end, _ = head.partition(_END)
        declared = _LENGTH.search(header + b"\r\n")
        if not end or declared is None or len(header) + 8 + int(declared[1]) != length:
            raise RemovalError(
                f"cannot remove records from {path}: at byte {start} there is something else than"
                " one WARC record"
            )
        assert member.end is not None
        found = _FIELD.findall(header)
        yield (
            start,
            member.end,
            {
                name.decode().lower(): value.decode("utf-8", "replace").strip()
                for name, value in found
            },
        )
        start = member.end


def remove_records(removal: Removal) -> None:
    """Write a file again without some records, through a temporary file beside it.

    Raises:
        RemovalError: the file is being written by a crawl, or the disk is full. The file is as it
            was.

    """
    path, new = removal.path, removal.path.with_name(removal.path.name + NEW)
    lock = FileLock(open_mark(path))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise RemovalError(
            f"cannot remove pages from {path}: a crawl is writing it; run the command again when"
            " it has ended"
        ) from None
    except OSError as error:
        raise RemovalError(f"cannot write {path}: {error.strerror or error}") from None
    try:
        with path.open("rb") as old, new.open("wb") as file:
            _copy(old, file, removal.ranges)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, new)
        new.replace(path)
    except OSError as error:
        raise RemovalError(f"cannot write {path}: {error.strerror or error}") from None
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        lock.release()
        with suppress(OSError):
            Path(lock.lock_file).unlink(missing_ok=True)


def _copy(old: BinaryIO, new: BinaryIO, ranges: list[tuple[int, int]]) -> None:
    for start, end in ranges:
        _copy_until(old, new, start)
        new.write(_filler(end - start))
        old.seek(end)
    _copy_until(old, new, None)


def _copy_until(old: BinaryIO, new: BinaryIO, end: int | None) -> None:
    while data := old.read(CHUNK if end is None else min(CHUNK, end - old.tell())):
        new.write(data)


def _filler(size: int) -> bytes:
    """Return a gzip member of exactly this size: a metadata record that says nothing.

    It is stored uncompressed, since that makes its length easy to choose.

    Raises:
        OSError: No record is as short as that.

    """
    header = (
        "WARC/1.1\r\nWARC-Type: metadata\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid4()}>\r\n"
        f"WARC-Date: {datetime.now(UTC).strftime('%Y-%m-%dT%H:%M:%SZ')}\r\n"
        "Content-Type: text/plain\r\nContent-Length: {:010}\r\n\r\n"
    )
    blocks = -(-(size - _FRAME) // (_BLOCK + 5))
    length = size - _FRAME - 5 * blocks  # of the record
    room = length - len(header.format(0)) - len(_END)
    if room < 0:
        raise OSError(0, f"a record of {size} bytes is too short to be emptied")
    record = header.format(room).encode() + _TEXT[:room].ljust(room) + _END
    parts = [b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"]
    for number in range(blocks):
        block = record[number * _BLOCK : (number + 1) * _BLOCK]
        is_last = number == blocks - 1
        parts += [struct.pack("<BHH", is_last, len(block), len(block) ^ 0xFFFF), block]
    parts.append(struct.pack("<II", zlib.crc32(record), len(record) & 0xFFFFFFFF))
    return b"".join(parts)


def page_files(folder: Path, suffix: str = SUFFIX) -> list[Path]:
    """Return the files of ``--keep-pages`` in a folder.

    Raises:
        RemovalError: the folder cannot be read.

    """
    try:
        return sorted(path for path in folder.rglob(f"*{suffix}") if path.is_file())
    except OSError as error:
        raise RemovalError(f"cannot read {folder}: {error.strerror or error}") from None


def sweep(folder: Path) -> None:
    """Remove the temporary files that killed removals left, and truncated ends of files.

    Raises:
        RemovalError: the folder cannot be written.

    """
    mend(folder)
    for rest in page_files(folder, SUFFIX + NEW):
        with suppress(OSError):
            rest.unlink(missing_ok=True)
