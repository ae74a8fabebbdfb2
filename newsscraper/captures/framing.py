"""Where WARC records begin and end in a stream (WARC 1.1, section 4), and how to go on behind a
damaged one.

What a record holds is read by warcio; it can neither begin in the middle of a file nor go on behind
what it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from newsscraper.captures.frames import CHUNK, Broken

MAX_HEADER = 64 * 1024
"""Bytes of a record's header that are looked through for its end."""

_VERSION = re.compile(rb"WARC/\d\.\d+\r?\n")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_HEADER = re.compile(
    rb"WARC/\d\.\d+\r?\n(?:[!-9;-~]{1,80}+[ \t]*+:[^\r\n]*+\r?\n|[ \t][^\r\n]*+\r?\n)++\r?\n"
)
_LENGTH = re.compile(rb"\ncontent-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?\n", re.IGNORECASE)
_TYPE = re.compile(rb"\nwarc-type[ \t]*:[ \t]*([\w-]{1,40})[ \t]*\r?\n", re.IGNORECASE)
_NEXT = re.compile(rb"(?<=\n)WARC/\d\.\d+\r?\n(?i:WARC|Content)-")
_NEXT_IN_LINE = re.compile(rb"WARC/\d\.\d+\r?\n(?i:WARC|Content)-")
_ENDS = re.compile(
    rb"(?:\r?\n){2}|(?:\r?\n)?(?:WARC/|\Z)"
)  # two line ends; what was written without them is put up with
_CUT_OFF = "the record is cut off"
_OVERLAP = 64
_TAIL = 16


class Stream(Protocol):
    """Something to read bytes from."""

    def read(self, size: int, /) -> bytes:
        """At most about so many bytes; empty at the end."""
        ...


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A record as it stands in the stream."""

    offset: int
    """Where it begins, in bytes of the stream."""
    kind: str
    """``WARC-Type``, in lower case."""
    content: bytes
    """Header and block; of a kind that was not wanted the header alone. What is longer than the
    limit is cut."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of the stream that is no record."""

    offset: int
    reason: str


class Framing:
    """Divides a stream into records.

    Args:
        stream: Uncompressed records.
        start: Where the stream begins in what it is a part of: added to every offset.
        wanted: Kinds of record whose block is kept.
        limit: Bytes of a block that are kept.
        ahead: Gives some bytes from a place further on, ``None`` where the stream has ended before.
            Then a record whose length is wrong does not take what follows with it.
        resume: Moves the stream behind what it could not unpack; gives whether something stands
            there.

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
        self._ended = False
        self.offset = start
        """Where the next record begins; what has been given lies before it."""

    def records(self, end: int | None = None) -> Iterator[RawRecord | Gap]:
        """The records that begin before `end`, and the gaps between them.

        A gap is told once, however long. Errors of the stream (:class:`Broken`) are a gap too, and
        the end, unless it can be resumed.
        """
        is_behind_damage = False
        while True:
            try:
                if is_behind_damage:
                    self.find(end, behind_damage=True)
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
            self._drop(len(self._buffer))
            self._broken, self._ended, is_behind_damage = None, True, True
            if not self._resume():
                return
            self._ended = False

    def find(self, end: int | None = None, *, behind_damage: bool = False) -> int | None:
        """Moves to the next place where a record seems to begin; ``None`` if there is none before
        `end`.

        Args:
            end: Where to stop.
            behind_damage: Whether it may begin inside a line, behind a record that was cut, or a
                hole. Then it must have a header that can be read.

        """
        pattern = _NEXT_IN_LINE if behind_damage else _NEXT
        while end is None or self.offset < end:
            self._fill(CHUNK)
            if match := pattern.search(self._buffer):
                starts_line = self._buffer[match.start() - 1 : match.start()] == b"\n"
                self._drop(match.start())
                if starts_line or not behind_damage or self._is_whole():
                    return self.offset
                self._drop(match.end() - match.start())
                continue
            if self._ended or not self._fill(len(self._buffer) + 1):
                self._drop(len(self._buffer))
                return None
            self._drop(max(len(self._buffer) - CHUNK - _OVERLAP, 0))
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
        elif (
            size <= self._limit
        ):  # held until its end is known to be one: if not, the next record may begin inside it
            is_there = self._fill(whole + _TAIL) >= whole
            misfit = self._misfit(self._buffer[whole : whole + _TAIL] if is_there else None)
        if misfit:
            return self._damaged(start, misfit)
        self._drop(len(header))
        block = self._take(min(size, kept))
        if len(block) < min(size, kept) or not self._pass(size - len(block)):
            return Gap(start, _CUT_OFF)
        self._fill(_TAIL)
        if misfit := self._misfit(self._buffer[:_TAIL]):
            self.find(behind_damage=True)
            return Gap(start, misfit)
        return RawRecord(start, name, header + block)

    def _is_whole(self) -> bool:
        """Whether the header that begins here can be read to its end, and says how long its record
        is, and of which kind."""
        self._fill(MAX_HEADER)
        match = _HEADER.match(self._buffer, 0, MAX_HEADER)
        return (
            match is not None
            and _LENGTH.search(match[0]) is not None
            and _TYPE.search(match[0]) is not None
        )

    def _damaged(self, start: int, reason: str) -> Gap:
        """Moves from the beginning of a damaged record to the next one, which may begin inside
        it."""
        self._drop(1)
        self.find(behind_damage=True)
        return Gap(start, reason)

    @staticmethod
    def _misfit(tail: bytes | None) -> str | None:
        """What is wrong with a record behind which this stands."""
        if tail is None:
            return _CUT_OFF
        return (
            None if _ENDS.match(tail) else "the record does not end where its Content-Length says"
        )

    def _header(self) -> bytes | None:
        """The record's header with the blank line behind it; ``None`` if none begins here, or
        another one stands in it."""
        self._fill(32)
        if _VERSION.match(self._buffer) is None:
            return None
        wanted = 1024
        while True:
            self._fill(wanted)
            match = _HEADER_END.search(self._buffer, 0, wanted)
            if _NEXT_IN_LINE.search(self._buffer, 1, match.end() if match else wanted):
                return None
            if match:
                return self._buffer[: match.end()]
            if len(self._buffer) < wanted or wanted >= MAX_HEADER:
                return None
            wanted *= 4

    def _skip_blank_lines(self) -> None:
        while self._fill(1) and self._buffer[:1] in b"\r\n":
            self._drop(len(self._buffer) - len(self._buffer.lstrip(b"\r\n")))

    def _fill(self, size: int) -> int:
        """Reads until so many bytes are there, or the stream ends; gives how many there are."""
        if len(self._buffer) < size and not self._ended:
            parts, length = [self._buffer], len(self._buffer)
            while length < size:
                try:
                    data = self._stream.read(max(size - length, CHUNK))
                except Broken as error:
                    if not error.is_between:
                        self._buffer = b"".join(parts)
                        raise
                    # A record that ends here is sound.
                    self._broken, self._ended = error, True
                    break
                if not data:
                    self._ended = True
                    break
                parts.append(data)
                length += len(data)
            self._buffer = b"".join(parts)
        return len(self._buffer)

    def _take(self, size: int) -> bytes:
        self._fill(size)
        taken = self._buffer[:size]
        self._drop(len(taken))
        return taken

    def _pass(self, size: int) -> bool:
        """Passes over so many bytes; gives whether they were there."""
        while size:
            step = min(size, max(self._fill(1), 1))
            if not self._buffer:
                return False
            self._drop(step)
            size -= step
        return True

    def _drop(self, size: int) -> None:
        self._buffer = self._buffer[size:]
        self.offset += size
