"""The parts of compressed files: gzip members (RFC 1952) and Zstandard frames (RFC 8878).

Web archives compress each record separately, so that a reader can begin at any of them. Here,
"member" means both.
"""

from __future__ import annotations

import importlib
import zlib
from io import BytesIO
from typing import Any, BinaryIO, ClassVar, Protocol

CHUNK = 64 * 1024
"""Bytes that are read, or decompressed, at once."""

_PIECE = 1024


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
    """One Zstandard frame."""

    def __init__(self, dictionary: bytes | None) -> None:
        library = zstandard()
        options = {"dict_data": library.ZstdCompressionDict(dictionary)} if dictionary else {}
        self._library = library
        try:
            self._object = library.ZstdDecompressor(
                max_window_size=2**27, **options
            ).decompressobj()
        except library.ZstdError as error:
            raise Broken(f"the dictionary cannot be used ({_short_message(error)})") from None
        self._rest = b""
        self.eof = False

    @property
    def unused_data(self) -> bytes:
        return self._object.unused_data + self._rest if self.eof else b""

    @property
    def has_more(self) -> bool:
        return bool(self._rest)

    def unpack(self, data: bytes) -> bytes:
        # The library cannot limit its output: a kilobyte may become 32 MiB.
        data = self._rest + data
        data, self._rest = data[:_PIECE], data[_PIECE:]
        try:
            text: bytes = self._object.decompress(data)
        except self._library.ZstdError as error:
            raise Broken(f"the Zstandard frame is damaged ({_short_message(error)})") from None
        self.eof = self._object.eof
        return text


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

    def decompressor(self) -> _Decompressor:
        """Return a new decompressor for one member."""
        return _Gzip()


class Zstd(Packing):
    """A ``.zst`` file.

    It may begin with a dictionary in a skippable frame (IIPC, "WARC compression with Zstandard").
    """

    magic = b"\x28\xb5\x2f\xfd"
    name = "Zstandard frame"
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
        self._dictionary: bytes | None = None
        self._first = 0
        file.seek(0)
        head = file.read(8)
        if head[:4] == self.dictionary_magic:
            length = int.from_bytes(head[4:8], "little")
            self._first = 8 + length
            self._dictionary = file.read(min(length, 2**24))
            if self._dictionary[:4] == self.magic:
                stream = Member(Zstd(BytesIO(self._dictionary)), 0)
                self._dictionary = stream.read(2**24)

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

    """

    def __init__(self, packing: Packing, offset: int) -> None:
        self._packing = packing
        self._object = packing.decompressor()
        self._at = offset
        self._error: Broken | None = None
        self.end: int | None = None
        """Where the member ends; ``None`` until it has been read."""

    def read(self, size: int) -> bytes:
        """Return the next decompressed bytes; ``b""`` at the end of the member.

        It may be more than `size`, by at most one decompressed chunk, and less at the end.

        Raises:
            Broken: It is damaged, or the file ends inside it.

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
        if not self._object.has_more:
            self._packing.file.seek(self._at)
            data = self._packing.file.read(CHUNK)
            self._at += len(data)
            if not data:
                raise Broken(f"the {self._packing.name} is cut off")
        return self._object.unpack(data)


class MemberStream:
    """All members of a file as one stream.

    Args:
        packing: The file and how it is compressed.
        reports_holes: Report zero bytes between two members as damage. Otherwise they count as the
            padding of some tools.

    """

    def __init__(self, packing: Packing, *, reports_holes: bool = False) -> None:
        self._packing = packing
        self._reports_holes = reports_holes
        self._is_begun = False
        self._has_hole = False
        self._start = packing.first()
        self._member: Member | None = Member(packing, self._start)
        self.position = 0
        """Approximate bytes of the compressed file that have been read."""
        self.damaged_at: int | None = None
        """Where the damaged member begins, until :meth:`continue_at` is called."""

    def read(self, size: int) -> bytes:
        """Return the next decompressed bytes; ``b""`` at the end of the file.

        It may be more than `size`, by at most one decompressed chunk, and less at the end of a
        member.

        Raises:
            Broken: A member is damaged, or the file ends inside one.

        """
        data = b""
        while self._member is not None and not data:
            if self._has_hole:
                self._has_hole = False
                error = Broken("there are zero bytes between two members")
                error.is_between = True
                raise error
            try:
                data = self._member.read(size)
            except Broken as error:
                self.damaged_at = self._start
                error.is_between = not self._is_begun
                raise
            self._is_begun = True
            self.position = self._packing.file.tell()
            if self._member.end is not None:
                self.continue_at(self._next_member(self._member.end))
        return data

    @property
    def has_more(self) -> bool:
        """Whether another member follows."""
        return self._member is not None

    def continue_at(self, at: int | None) -> None:
        """Continue with the member at an offset; ``None`` if there are no more."""
        self.damaged_at = None
        self._is_begun = False
        self._start = at or 0
        self._member = Member(self._packing, at) if at is not None else None

    def _next_member(self, at: int) -> int | None:
        """Return the offset of the next member; ``None`` at the end of the file.

        Tapes and some tools pad with zeros before it.
        """
        at = self._packing.skipped(at)
        self._packing.file.seek(at)
        has_zeros = False
        while head := self._packing.file.read(CHUNK):
            if rest := head.lstrip(b"\x00"):
                self._has_hole = self._reports_holes and (has_zeros or len(rest) < len(head))
                return at + len(head) - len(rest)
            at += len(head)
            has_zeros = True
        return None
