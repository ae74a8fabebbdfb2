"""Writes kept pages to WARC 1.1 files in a folder, with warcio.

The format is ISO 28500:2017; each record is a gzip member of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO, FileIO
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout
from warcio.recordbuilder import RecordBuilder
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsscraper.captures.frames import CHUNK, Broken, Gzip, Member
from newsscraper.errors import UserError
from newsscraper.owner_only import owner_only
from newsscraper.version import __version__

MOST_BYTES = 1_000_000_000
"""A new file starts after this many bytes, the size recommended by the WARC guidelines."""

SUFFIX = ".warc.gz"
_OPEN = ".open"

Headers = Sequence[tuple[str, str]]


class PageFileError(UserError):
    """Pages cannot be written."""


class PageFiles:
    """The WARC files of one run in a folder, written one after another.

    Each response is handed to the operating system at once, so a kill truncates the last one at
    most. While a file is being written, a lock file ``NAME.open`` is beside it. If the writer was
    killed, the next run removes the truncated end of the file.

    Args:
        folder: The folder; it is created.
        prefix: The beginning of the files' names: the site's name.
        about: Further fields of the ``warcinfo`` record.
        most: Number of bytes after which a new file starts.

    Raises:
        PageFileError: the folder cannot be written.

    """

    def __init__(
        self, folder: Path, prefix: str, about: dict[str, str], *, most: int = MOST_BYTES
    ) -> None:
        self.folder = folder
        self._prefix, self._about, self._most = prefix, about, most
        self._number = 0
        self._file: FileIO | None = None
        self._lock: FileLock | None = None
        self._records = RecordBuilder(warc_version="1.1")
        with _Reported(folder):
            folder.mkdir(parents=True, exist_ok=True)
            mend(folder)
            self._begin()

    def write(
        self,
        url: str,
        moment: datetime,
        request: tuple[str, Headers, bytes],
        status: str,
        headers: Headers,
        body: bytes,
        *,
        address: str | None = None,
    ) -> str:
        """Write a response and its request.

        Args:
            url: The requested address.
            moment: When the response came; with a time zone.
            request: First line (``GET / HTTP/1.1``), headers and body of the request.
            status: ``HTTP/1.1 200 OK``.
            headers: As received.
            body: As received, with its ``Content-Encoding`` but without transfer encoding.
            address: IP address of the server.

        Raises:
            PageFileError: the disk is full.

        """
        with _Reported(self.folder):
            if self._file is None or self._file.tell() >= self._most:
                self._begin()
            assert self._file is not None
            protocol, _, rest = status.partition(" ")
            common = {"WARC-Date": moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
            answer = self._records.create_warc_record(
                url,
                "response",
                payload=BytesIO(body),
                http_headers=StatusAndHeaders(rest, list(headers), protocol=protocol),
                warc_headers_dict={**common, **({"WARC-IP-Address": address} if address else {})},
            )
            line, asked, sent = request
            question = self._records.create_warc_record(
                url,
                "request",
                payload=BytesIO(sent),
                http_headers=StatusAndHeaders(line, list(asked), is_http_request=True),
                warc_headers_dict={
                    **common,
                    "WARC-Concurrent-To": answer.rec_headers.get_header("WARC-Record-ID"),
                },
            )
            return f"{self._name}:{self._append(answer, question)}"

    def _append(self, *records: ArcWarcRecord) -> int:
        """Write records and return their offset; on a full disk, removes the truncated end."""
        assert self._file is not None
        packed = BytesIO()
        writer = WARCWriter(packed, gzip=True, warc_version="1.1")
        for record in records:
            writer.write_record(record)
        offset, rest = self._file.tell(), packed.getbuffer()
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError:
            self._file.truncate(offset)
            self.close()
            raise
        return offset

    def close(self) -> None:
        """Close the file. May be called again."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._lock is not None:
            self._lock.release()
            Path(self._lock.lock_file).unlink(missing_ok=True)
            self._lock = None

    def _begin(self) -> None:
        self.close()
        while True:
            self._number += 1
            stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
            self._name = f"{self._prefix}-{stamp}-{os.getpid()}-{self._number:05}{SUFFIX}"
            self._lock = FileLock(self.folder / f"{self._name}{_OPEN}")
            try:
                self._lock.acquire(timeout=0)
                path = self.folder / self._name
                self._file = FileIO(path, "xb", opener=owner_only)
            except (FileExistsError, Timeout):
                # The name is taken by a process with the same number in another container, or the
                # lock is held by a process in `mend`.
                self._lock.release()
            else:
                break
        about = {
            "software": f"newsscraper/{__version__}",
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            **self._about,
        }
        self._append(self._records.create_warcinfo_record(self._name, about))


def open_mark(path: Path) -> Path:
    """Return the lock file that is beside a file while it is being written."""
    return path.with_name(f"{path.name}{_OPEN}")


def mend(folder: Path) -> list[Path]:
    """Remove truncated ends from files whose writers were killed.

    Returns:
        The files that had one.

    """
    mended = []
    for mark in sorted(folder.glob(f"*{SUFFIX}{_OPEN}")):
        lock = FileLock(mark)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue  # it is being written
        path = mark.with_suffix("")
        with suppress(OSError):
            if path.exists() and _mend(path):
                mended.append(path)
        lock.release()
        mark.unlink(missing_ok=True)
    return mended


def _mend(path: Path) -> bool:
    with path.open("rb+") as file:
        size = file.seek(0, os.SEEK_END)
        for start in _members_backwards(file, size):
            member = Member(Gzip(file), start)
            try:
                while member.read(CHUNK):
                    pass
            except Broken:
                end = start
            else:
                end = member.end if member.end is not None else start
            if end < size:
                file.truncate(end)
            return end < size
    path.unlink()  # not even the first record is complete
    return True


def _members_backwards(file: BinaryIO, size: int) -> Iterator[int]:
    """Offsets at which records seem to start, the last one first."""
    end = size
    while end > 0:
        start = max(end - CHUNK, 0)
        file.seek(start)
        data = file.read(end - start + len(Gzip.magic) - 1)
        at = data.rfind(Gzip.magic)
        while at != -1:
            with suppress(Broken):
                if Member(Gzip(file), start + at).read(1).startswith(b"WARC/"):
                    yield start + at
            at = data.rfind(Gzip.magic, 0, at + len(Gzip.magic) - 1)
        end = start


class _Reported:
    """A context that turns system errors into a message of one line."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise PageFileError(
                f"cannot keep pages in {self._folder}: {error.strerror or error}"
            ) from None
