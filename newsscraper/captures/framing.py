"""Finding where WARC records begin and end in a stream (WARC 1.1, section 4).

This continues after damaged records. The content of a record is read by warcio, which can neither
begin in the middle of a file nor continue after something that it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from newsscraper.captures.frames import CHUNK, Broken

MAX_HEADER = 64 * 1024
"""Maximum length of a record's header, in bytes."""

_VERSION = re.compile(rb"WARC/\d\.\d+\r?\n")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_HEADER = re.compile(
    rb"WARC/\d\.\d+\r?\n(?:[!-9;-~]{1,80}+[ \t]*+:[^\r\n]*+\r?\n|[ \t][^\r\n]*+\r?\n)++\r?\n"
)
_LENGTH = re.compile(rb"\ncontent-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?\n", re.IGNORECASE)
_TYPE = re.compile(rb"\nwarc-type[ \t]*:[ \t]*([\w-]{1,40})[ \t]*\r?\n", re.IGNORECASE)
_MARK = b"WARC/"
_NEXT = re.compile(rb"WARC/\d\.\d+\r?\n(?i:WARC|Content)-")
# A record ends with two line ends. Some writers omit them, which is accepted.
_ENDS = re.compile(rb"(?:\r?\n){2}|(?:\r?\n)?(?:WARC/|\Z)")
_CUT_OFF = "the record is cut off"
_OVERLAP = 64
_TAIL = 16
_BLANK = re.compile(rb"[\r\n]*+")


class Stream(Protocol):
    """Something to read bytes from."""

    def read(self, size: int, /) -> bytes:
        """Return about `size` bytes or fewer; nothing at the end."""
        ...


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A record as it is in the stream."""

    offset: int
    """Where it begins in the stream, in bytes."""
    kind: str
    """``WARC-Type``, in lower case."""
    content: bytes
    """Header and block, cut at the limit; only the header if its kind was not requested."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of the stream that is not a record."""

    offset: int
    reason: str


class Framing:
    """Divides a stream into records.

    Args:
        stream: Decompressed records.
        wanted: Kinds of record whose block is kept.
        limit: Number of bytes of a block that are kept.
        start: Offset of the stream in the file; it is added to every offset.
        ahead: Returns some bytes at a later offset, or ``None`` if the stream ends before it. With
            it, a record that declares a wrong length does not include the records after it.
        resume: Moves the stream past what it could not decompress; returns whether anything
            follows.

    """

    def __init__(
        self,
        stream: Stream,
        *,
        wanted: frozenset[str],
        limit: int,
        start: int = 0,
        ahead: Callable[[int], bytes | None] | None = None,
        resume: Callable[[], bool] = lambda: False,
    ) -> None:
        self._stream = stream
        self._ahead = ahead
        self._resume = resume
        self._broken: Broken | None = None
        self._wanted = wanted
        self._limit = limit
        self._buffer = b""
        # Where the next record begins in the buffer. Cutting off what was read after each of many
        # false beginnings would copy the rest each time.
        self._at = 0
        self._ended = False
        self.offset = start
        """Where the next record begins; everything before it has been returned."""

    def records(self, end: int | None = None) -> Iterator[RawRecord | Gap]:
        """Yield the records that begin before `end`, and the gaps between them.

        A gap is yielded once, however long it is. An error of the stream (:class:`Broken`) is a gap
        too, and the last item unless the stream can resume.
        """
        is_after_damage = False
        while True:
            try:
                if is_after_damage:
                    self.find(end, after_damage=True)
                while end is None or self.offset < end:
                    self._skip_blank_lines()
                    if not self._fill(1) or (end is not None and self.offset >= end):
                        break
                    yield self._record()
                if self._broken is None:
                    return
                error = self._broken
            except Broken as broken:
                error = broken
            yield Gap(self.offset, str(error))
            self._drop(self._left)
            self._broken, self._ended, is_after_damage = None, True, True
            if not self._resume():
                return
            self._ended = False

    def find(self, end: int | None = None, *, after_damage: bool = False) -> int | None:
        """Move to the next place where a record seems to begin, and return its offset.

        Returns ``None`` if there is no such place before `end`.

        Args:
            end: Where to stop.
            after_damage: The record may begin inside a line, after a record that was cut off or a
                hole. Its header must then be complete.

        """
        while end is None or self.offset < end:
            self._fill(CHUNK)
            if (found := self._next_beginning(len(self._buffer))) is not None:
                starts_line = self._buffer[found - 1 : found] == b"\n" if found else False
                self._drop(found - self._at)
                if starts_line or (after_damage and self._has_complete_header()):
                    return self.offset
                self._drop(len(_MARK))
                continue
            if self._ended or not self._has_more():
                self._drop(self._left)
                return None
            self._drop(max(self._left - _OVERLAP, 0))
        return None

    def _next_beginning(self, end: int) -> int | None:
        """Return where in the buffer, before `end`, the next record seems to begin."""
        at = self._buffer.find(_MARK, self._at, end)
        while at != -1:
            if _NEXT.match(self._buffer, at, end):
                return at
            at = self._buffer.find(_MARK, at + 1, end)
        return None

    def _record(self) -> RawRecord | Gap:
        start = self.offset
        header = self._header()
        length = _LENGTH.search(header) if header is not None else None
        kind = _TYPE.search(header) if header is not None else None
        if header is None or length is None or kind is None:
            reason = (
                "no WARC record begins here"
                if header is None
                else f"the record has no {'Content-Length' if length is None else 'WARC-Type'}"
            )
            return self._damaged(start, reason)
        name = kind[1].decode("ascii").lower()
        size, kept = int(length[1]), self._limit if name in self._wanted else 0
        whole = len(header) + size
        misfit = None
        if self._ahead is not None:
            misfit = self._misfit(self._ahead(start + whole))
        elif size <= self._limit:
            # Keep all of it until its end is confirmed: the next record may begin inside it.
            is_there = self._fill(whole + _TAIL) >= whole
            tail = self._at + whole
            misfit = self._misfit(self._buffer[tail : tail + _TAIL] if is_there else None)
        if misfit:
            return self._damaged(start, misfit)
        self._drop(len(header))
        block = self._take(min(size, kept))
        if len(block) < min(size, kept) or not self._skip(size - len(block)):
            return Gap(start, _CUT_OFF)
        self._fill(_TAIL)
        if misfit := self._misfit(self._buffer[self._at : self._at + _TAIL]):
            self.find(after_damage=True)
            return Gap(start, misfit)
        return RawRecord(start, name, header + block)

    def _has_complete_header(self) -> bool:
        """Return whether a complete header starts here, one with the record's length and kind.

        Another one that seems to begin inside it ends the search, so that many false beginnings are
        read once, not each up to the limit.
        """
        self._fill(MAX_HEADER)
        start, self._at = self._at, self._at + 1
        following = self._next_beginning(min(start + MAX_HEADER, len(self._buffer)))
        self._at = start
        match = _HEADER.match(
            self._buffer, start, start + MAX_HEADER if following is None else following
        )
        return (
            match is not None
            and _LENGTH.search(match[0]) is not None
            and _TYPE.search(match[0]) is not None
        )

    def _damaged(self, start: int, reason: str) -> Gap:
        """Move from the beginning of a damaged record to the next one, which may be inside it."""
        self._drop(1)
        self.find(after_damage=True)
        return Gap(start, reason)

    @staticmethod
    def _misfit(tail: bytes | None) -> str | None:
        """Return why these bytes cannot follow a complete record; ``None`` if they can."""
        if tail is None:
            return _CUT_OFF
        return (
            None if _ENDS.match(tail) else "the record does not end where its Content-Length says"
        )

    def _header(self) -> bytes | None:
        """Return the record's header with the blank line after it.

        Returns ``None`` if there is no header here, or another one begins inside it.
        """
        self._fill(32)
        if _VERSION.match(self._buffer, self._at) is None:
            return None
        wanted = 1024
        while True:
            has_all = self._fill(wanted) >= wanted
            start = self._at
            match = _HEADER_END.search(self._buffer, start, start + wanted)
            end = match.end() if match else start + wanted
            self._at += 1
            following = self._next_beginning(end)
            self._at = start
            if following is not None:
                return None
            if match:
                return self._buffer[start:end]
            if not has_all or wanted >= MAX_HEADER:
                return None
            wanted *= 4

    def _skip_blank_lines(self) -> None:
        while self._fill(1) and self._buffer[self._at] in b"\r\n":
            match = _BLANK.match(self._buffer, self._at)
            assert match is not None
            self._drop(len(match[0]))

    @property
    def _left(self) -> int:
        return len(self._buffer) - self._at

    def _has_more(self) -> bool:
        """Whether the stream has bytes after those in the buffer, which now has some of them."""
        left = self._left
        return self._fill(left + 1) > left

    def _fill(self, size: int) -> int:
        """Fill the buffer to `size` bytes or to the end of the stream; returns how many it has."""
        length = self._left
        if length < size and not self._ended:
            parts = [self._buffer[self._at :]]
            while length < size:
                try:
                    data = self._stream.read(max(size - length, CHUNK))
                except Broken as error:
                    if not error.is_between:
                        self._buffer, self._at = b"".join(parts), 0
                        raise
                    # A record that ends here is undamaged.
                    self._broken, self._ended = error, True
                    break
                if not data:
                    self._ended = True
                    break
                parts.append(data)
                length += len(data)
            self._buffer, self._at = b"".join(parts), 0
        return length

    def _take(self, size: int) -> bytes:
        self._fill(size)
        taken = self._buffer[self._at : self._at + size]
        self._drop(len(taken))
        return taken

    def _skip(self, size: int) -> bool:
        """Skip `size` bytes; returns whether the stream had them."""
        while size:
            if not self._fill(1):
                return False
            step = min(size, self._left)
            self._drop(step)
            size -= step
        return True

    def _drop(self, size: int) -> None:
        self._at += size
        self.offset += size
        if self._at >= len(self._buffer):
            self._buffer, self._at = b"", 0
