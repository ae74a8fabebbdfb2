"""Finding gzip members and Zstandard frames in a file, and those that begin with a WARC record."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from newsscraper.captures.frames import CHUNK, Broken, Gzip, Member, Packing, Zstd

RECORD_START = b"WARC/"
"""The first bytes of a WARC record."""

MOST_AGAIN = 16 * 1024 * 1024
"""Bytes that damaged members which begin inside another one may unpack to."""


def packing_of(file: BinaryIO) -> Packing | None:
    """Return how a file is compressed, by its first bytes; ``None`` if it is not.

    The file is rewound to its beginning.
    """
    file.seek(0)
    head = file.read(4)
    file.seek(0)
    if head.startswith(Gzip.magic):
        return Gzip(file)
    if Zstd.begins(head):
        return Zstd(file)
    return None


def is_member(packing: Packing, at: int) -> bool:
    """Whether the magic bytes of a member are at this offset."""
    packing.file.seek(at)
    return packing.file.read(len(packing.magic)) == packing.magic


def begins_with_record(packing: Packing, at: int) -> bool:
    """Whether a member at this offset begins with a WARC record."""
    try:
        return is_member(packing, at) and Member(packing, at, packing.reach).read(1).startswith(
            RECORD_START
        )
    except Broken:
        return False


def can_be_unpacked(packing: Packing, at: int) -> bool:
    """Whether what looks like a member at this offset can be decompressed."""
    try:
        return bool(Member(packing, at, packing.reach).read(1))
    except Broken:
        return False


class DamagedMembers:
    """Says where to look for the next member after a damaged one.

    It may begin inside the damaged one. So that bytes which are part of many members are not
    unpacked with each of them, those that begin inside another may unpack only so far.
    """

    def __init__(self) -> None:
        self._end = self._again = 0

    def following(self, member: Member) -> int:
        """Return the first offset at which the next member may begin.

        Args:
            member: The damaged member, as far as it could be read.

        """
        if member.start >= self._end:
            self._again = 0
        else:
            self._again += member.unpacked
        self._end = max(self._end, member.position)
        return self._end if self._again > MOST_AGAIN else member.start + 1


def has_only_zeros(packing: Packing, at: int) -> bool:
    """Whether only zero bytes follow, up to the end of the file."""
    packing.file.seek(at)
    while data := packing.file.read(CHUNK):
        if data.strip(b"\x00"):
            return False
    return True


def find_member(
    packing: Packing,
    start: int,
    end: int | None = None,
    begins: Callable[[Packing, int], bool] = begins_with_record,
) -> int | None:
    """Return the offset of the next member, or ``None`` if no member follows.

    Args:
        packing: The file and how it is compressed.
        start: First offset to look at.
        end: Offset to stop before; ``None`` for the end of the file.
        begins: Decides whether the magic bytes at an offset begin a member; by default, the member
            must begin with a record.

    """
    magic, file = packing.magic, packing.file
    while end is None or start < end:
        file.seek(start)
        data = file.read(CHUNK + len(magic) - 1)
        if len(data) < len(magic):
            return None
        at = data.find(magic)
        while at != -1:
            if end is not None and start + at >= end:
                return None
            if begins(packing, start + at):
                return start + at
            at = data.find(magic, at + 1)
        start += len(data) - len(magic) + 1
    return None
