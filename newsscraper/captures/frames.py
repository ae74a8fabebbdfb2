"""The parts of compressed files: gzip members (RFC 1952) and Zstandard frames (RFC 8878).

Web archives compress each record separately, so that a reader can begin at any of them. Here,
"member" means both.
"""

from __future__ import annotations

import importlib
import zlib
from io import BytesIO
from typing import Any, BinaryIO, ClassVar, Protocol

from newsscraper.captures.expansion import expands_too_far, refusal

CHUNK = 64 * 1024
"""Bytes that are read, or decompressed, at once."""

MAX_WINDOW = 2**25
"""Bytes of the window of a Zstandard frame: what ``zstd -19`` needs, four times over."""

_FIRST = 4096  # bytes of a member that are read first: there may be many small ones
_PIECE = 64


class Broken(Exception):
    """Compressed data cannot be decompressed. The message is the reason."""

    is_between = False
    """Whether the damage is between two members, so that all members before it are undamaged."""


class MissingPackage(Exception):
    """A required package is not installed. The message says how to install it."""


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def has_more(self) -> bool: ...
    def unpack(self, data: bytes) -> bytes: ...


class _Gzip:
    """One gzip member; it returns at most :data:`CHUNK` bytes at once."""

    def __init__(self) -> None:
        self._object = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._object.eof

    @property
    def unused_data(self) -> bytes:
        return self._object.unused_data

    @property
    def has_more(self) -> bool:
        return bool(self._object.unconsumed_tail)

    def unpack(self, data: bytes) -> bytes:
        try:
            return self._object.decompress(self._object.unconsumed_tail + data, CHUNK)
        except zlib.error as error:
            raise Broken(f"the gzip member is damaged ({_short_message(error)})") from None


class _Zstd:
    """One Zstandard frame; it returns at most :data:`CHUNK` bytes at once, and 2 MiB more.

    The library cannot limit its output, and four bytes may become 128 KiB (RFC 8878, section
    3.1.1.2). So it is given small pieces.
    """

    def __init__(self, dictionary: Any) -> None:
        library = zstandard()
        options = {"dict_data": dictionary} if dictionary is not None else {}
        self._library = library
        try:
            self._object = library.ZstdDecompressor(
                max_window_size=MAX_WINDOW, **options
            ).decompressobj()
        except library.ZstdError as error:
            raise Broken(f"the dictionary cannot be used ({_short_message(error)})") from None
        self._data, self._at = b"", 0
        self.eof = False

    @property
    def unused_data(self) -> bytes:
        return self._object.unused_data + self._data[self._at :] if self.eof else b""

    @property
    def has_more(self) -> bool:
        return self._at < len(self._data)

    def unpack(self, data: bytes) -> bytes:
        self._data, self._at = self._data[self._at :] + data, 0
        parts, length = [], 0
        try:
            while self.has_more and not self.eof and length < CHUNK:
                piece = self._data[self._at : self._at + _PIECE]
                self._at += len(piece)
                text = self._object.decompress(piece)
                parts.append(text)
                length += len(text)
                self.eof = self._object.eof
        except self._library.ZstdError as error:
            raise Broken(_frame_problem(error)) from None
        return b"".join(parts)


def _frame_problem(error: Exception) -> str:
    if "too much memory" in str(error):
        return (
            f"the Zstandard frame needs a window of more than {MAX_WINDOW >> 20} MiB;"
            " compress the file again without --long and --ultra"
        )
    return f"the Zstandard frame is damaged ({_short_message(error)})"


def zstandard() -> Any:
    """Return the zstandard library.

    Raises:
        MissingPackage: It is not installed.

    """
    try:
        return importlib.import_module("zstandard")
    except ImportError:
        raise MissingPackage("Zstandard needs a package: pip install 'newsscraper[zstd]'") from None


def _short_message(error: Exception) -> str:
    return str(error).rpartition(": ")[2] or type(error).__name__


class Packing:
    """A compression format: how a member begins, and how it is decompressed."""

    magic: ClassVar[bytes]
    name: ClassVar[str]
    reach: ClassVar[int]
    """Compressed bytes of which a member must have unpacked some, to be found in a file."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def decompressor(self) -> _Decompressor:
        """Return a new decompressor for one member."""
        raise NotImplementedError

    def first(self) -> int:
        """Return the offset of the first member."""
        return 0

    def skipped(self, at: int) -> int:
        """Return the offset after data that belongs to the format but is not a member."""
        return at


class Gzip(Packing):
    """A ``.gz`` file."""

    magic = b"\x1f\x8b\x08"
    name = "gzip member"
    reach = 1024  # the header with a file's name, and the codes of the first block

    def decompressor(self) -> _Decompressor:
        """Return a new decompressor for one member."""
        return _Gzip()


class Zstd(Packing):
    """A ``.zst`` file.

    It may begin with a dictionary in a skippable frame (IIPC, "WARC compression with Zstandard").
    """

    magic = b"\x28\xb5\x2f\xfd"
    name = "Zstandard frame"
    reach = 128 * 1024 + 64  # the header and the longest block
    dictionary_magic: ClassVar[bytes] = b"\x5d\x2a\x4d\x18"
    # A skippable frame begins with a byte from 0x50 to 0x5f and these. It may have, for example, a
    # table of contents.
    _skippable: ClassVar[bytes] = b"\x2a\x4d\x18"

    @classmethod
    def begins(cls, head: bytes) -> bool:
        """Whether a file with these first four bytes is in this format."""
        return head == cls.magic or cls._is_skippable(head)

    @classmethod
    def _is_skippable(cls, head: bytes) -> bool:
        return head[1:4] == cls._skippable and head[0] >> 4 == 5  # 0x50 to 0x5f

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        zstandard()
        self._dictionary: Any = None
        self._first = 0
        file.seek(0)
        head = file.read(8)
        if head[:4] == self.dictionary_magic:
            length = int.from_bytes(head[4:8], "little")
            self._first = 8 + length
            dictionary = file.read(min(length, 2**24))
            if dictionary[:4] == self.magic:
                dictionary = Member(Zstd(BytesIO(dictionary)), 0).read(2**24)[: 2**24]
            if dictionary:
                # Made once: it is taken in when it is first used, which takes time.
                self._dictionary = zstandard().ZstdCompressionDict(dictionary)

    def decompressor(self) -> _Decompressor:
        """Return a new decompressor for one frame."""
        return _Zstd(self._dictionary)

    def first(self) -> int:
        """Return the offset after the dictionary."""
        return self.skipped(self._first)

    def skipped(self, at: int) -> int:
        """Return the offset after any skippable frames (RFC 8878, section 3.1.2)."""
        while True:
            self.file.seek(at)
            head = self.file.read(8)
            if len(head) < 8 or not self._is_skippable(head[:4]):
                return at
            at += 8 + int.from_bytes(head[4:8], "little")


class Member:
    """One member, decompressed as it is read.

    Args:
        packing: The file and how it is compressed.
        offset: Where the member begins in the file, in bytes.
        reach: Compressed bytes of which some must have been unpacked; ``None`` for no limit.

    """

    def __init__(self, packing: Packing, offset: int, reach: int | None = None) -> None:
        self._packing = packing
        self._object = packing.decompressor()
        self.start = self._at = offset
        self._reach = reach
        self._length = 0
        self._error: Broken | None = None
        self.end: int | None = None
        """Where the member ends; ``None`` until it has been read."""

    @property
    def position(self) -> int:
        """Up to where the file has been read for it, in bytes."""
        return self._at

    @property
    def unpacked(self) -> int:
        """Number of bytes that were decompressed."""
        return self._length

    def read(self, size: int) -> bytes:
        """Return the next decompressed bytes; ``b""`` at the end of the member.

        It may be more than `size`, by at most one decompressed chunk, and less at the end.

        Raises:
            Broken: It is damaged, expands too far, or the file ends inside it.

        """
        parts: list[bytes] = []
        length = 0
        while length < size and self.end is None:
            try:
                text = self._next()
            except Broken as error:
                self._error = error
                if not length:
                    raise
                break  # return what precedes the damage first
            if self._object.eof:
                self.end = self._at - len(self._object.unused_data)
            parts.append(text)
            length += len(text)
        return b"".join(parts)

    def _next(self) -> bytes:
        if self._error is not None:
            raise self._error
        data = b""
        read = self._at - self.start
        if not self._object.has_more:
            if self._reach is not None and read >= self._reach and not self._length:
                raise Broken(f"no {self._packing.name} begins here")
            self._packing.file.seek(self._at)
            data = self._packing.file.read(CHUNK if read else min(_FIRST, self._reach or _FIRST))
            self._at += len(data)
            if not data:
                raise Broken(f"the {self._packing.name} is cut off")
        text = self._object.unpack(data)
        self._length += len(text)
        if expands_too_far(self._at - self.start, self._length):
            raise Broken(refusal(self._packing.name))
        return text
