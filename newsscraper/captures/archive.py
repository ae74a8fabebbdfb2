"""WARC archives as units of work: byte ranges of a file, or batches of records.

Any process can read a byte range. A batch has records that one reader has already read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from newsscraper.captures.batches import batched
from newsscraper.captures.frames import (
    Broken,
    Gzip,
    Member,
    MissingPackage,
    Packing,
    Zstd,
)
from newsscraper.captures.framing import Framing, Gap, RawRecord
from newsscraper.captures.member_stream import MemberStream
from newsscraper.captures.members import (
    RECORD_START,
    DamagedMembers,
    begins_with_record,
    can_be_unpacked,
    find_member,
    has_only_zeros,
    is_member,
    packing_of,
)
from newsscraper.captures.unit import (
    Damage,
    FileBatch,
    FilePart,
    FileState,
    Reading,
    Skipped,
    Span,
    Unit,
    Unusable,
)
from newsscraper.captures.warc import INFO_KINDS, PAGE_KINDS, SKIPPED_KINDS, read_capture
from newsscraper.text.encoding import MAX_BYTES

PART = 512 * 1024
"""Bytes of a compressed archive per unit: about fifty pages, a fifth of a second of work."""

PLAIN_PART = 2 * 1024 * 1024
"""Bytes of an uncompressed file per unit."""

_LIMIT = MAX_BYTES + 64 * 1024  # the longest body, and its headers


def warc_units(path: str) -> Iterator[Unit]:
    """Yield the units of a WARC or WET file: ``.warc``, ``.warc.gz``, ``.warc.zst``.

    If each record is a gzip member or Zstandard frame of its own, as the standard recommends, the
    file is divided by bytes. If the file is compressed as a whole, it must be decompressed from its
    beginning, and a unit is a batch of records.
    """
    try:
        state = FileState.of(path)
        with Path(path).open("rb") as file:
            packing = packing_of(file)
            if packing is None:
                yield from _units_without_magic(path, file, state)
                return
            kind = "gzip" if isinstance(packing, Gzip) else "zstd"
            form = _form(packing)
            if form == "none":
                yield Unusable(
                    path, "not a WARC archive: its decompressed content has no WARC record"
                )
            elif form == "record":
                yield from _parts(path, kind, packing.first(), state, PART)
            else:
                yield from _batches(path, packing, state)
    except OSError as error:
        yield Unusable(path, error.strerror or str(error))
    except (MissingPackage, Broken) as error:
        yield Unusable(path, str(error))


def _units_without_magic(path: str, file: BinaryIO, state: FileState) -> Iterator[Unit]:
    """Yield the units of a file that does not begin as a compressed file does."""
    if file.read(64).lstrip(b"\r\n").startswith(RECORD_START) or _first_record(file) is not None:
        yield from _parts(path, "plain", 0, state, PLAIN_PART)
    elif find_member(Gzip(file), 0) is not None:
        # The first member is damaged, or the file has something before it.
        yield from _parts(path, "gzip", 0, state, PART)
    else:
        yield Unusable(path, "not a WARC archive: it does not begin with a record")


def _first_record(file: BinaryIO) -> int | None:
    """Return the offset of the first record in a file whose beginning is damaged."""
    file.seek(0)
    return Framing(file, wanted=frozenset(), limit=0).find(after_damage=True)


def _form(packing: Packing) -> str:
    """Return how records are compressed.

    ``record`` if each one is compressed separately, ``whole`` if the file is compressed as a
    whole, ``none`` if it has no records.
    """
    member = Member(packing, packing.first())
    seen = 0
    for item in Framing(member, wanted=frozenset(), limit=0).records():
        if isinstance(item, Gap):
            begins = seen or begins_with_record(packing, packing.first())
            if not begins:
                continue  # the beginning of the member is damaged, but records may follow in it
            if member.end is None:
                break  # the rest of the member is damaged
            return "whole" if _continues_in_next(packing, member) else "record"
        seen += 1
        if seen == 2:
            return "whole"
    if seen or find_member(packing, packing.first() + 1) is not None:
        return "record"
    found = _framing(MemberStream(packing), packing, wanted=frozenset(), limit=0).records()
    return "whole" if any(isinstance(item, RawRecord) for item in found) else "none"


def _framing(stream: MemberStream, packing: Packing, **options: Any) -> Framing:
    """Return the framing of a file that is compressed as a whole.

    After a damaged member it resumes at the next one.
    """
    damaged = DamagedMembers()

    def resume() -> bool:
        if stream.damaged is not None:
            start = damaged.following(stream.damaged)
            stream.continue_at(find_member(packing, start, begins=can_be_unpacked))
        return stream.has_more

    return Framing(stream, resume=resume, **options)


def _continues_in_next(packing: Packing, member: Member) -> bool:
    """Whether a record in this undamaged member continues in the next one.

    If so, the file is compressed in blocks (bgzip, pzstd).
    """
    return (
        member.end is not None
        and is_member(packing, member.end)
        and not begins_with_record(packing, member.end)
    )


def _parts(path: str, kind: str, first: int, file: FileState, step: int) -> Iterator[Unit]:
    for start in range(first, file.size, step):
        yield WarcPart(path, start, min(start + step, file.size), file, kind, exact=start == first)


def _batches(path: str, packing: Packing, file: FileState) -> Iterator[Unit]:
    stream = MemberStream(packing, reports_holes=True)
    records = _framing(stream, packing, wanted=PAGE_KINDS, limit=_LIMIT).records()
    read = (item for item in records if isinstance(item, Gap) or item.kind not in INFO_KINDS)
    yield from batched(WarcBatch, path, file, stream, read)


@dataclass(frozen=True, slots=True)
class WarcPart(FilePart):
    """The records that begin in a byte range of a file."""

    packing: str
    """``gzip``, ``zstd`` or ``plain``."""
    exact: bool
    """Whether a record is known to begin at `start`; if not, the first one after it is found."""

    def read(self, span: Span) -> Iterator[Reading]:
        """Yield its records in order."""
        try:
            with Path(self.path).open("rb") as file:
                if self.packing == "plain":
                    yield from self._read_plain(file, span)
                else:
                    packing = Gzip(file) if self.packing == "gzip" else Zstd(file)
                    yield from self._read_packed(packing, span)
        except OSError as error:
            place = f"{self.path}:{self.start}"
            yield place, Damage(place, error.strerror or str(error))
            span.begin, span.end = self.start, self.end

    def _read_plain(self, file: BinaryIO, span: Span) -> Iterator[Reading]:
        # A record is found by the line end before it, which may be the byte before `start`.
        start = self.start if self.exact else self.start - 1
        file.seek(start)
        framing = Framing(
            file,
            wanted=PAGE_KINDS,
            limit=_LIMIT,
            start=start,
            ahead=lambda place: _peek(file, place),
        )
        if not self.exact:
            framing.find(self.end)
        if framing.offset >= self.end:
            return
        span.begin = framing.offset
        for item in framing.records(self.end):
            yield from _reading(self.path, item, f"{self.path}:{item.offset}")
        span.end = framing.offset

    def _read_packed(self, packing: Packing, span: Span) -> Iterator[Reading]:
        at = self.start if self.exact else find_member(packing, self.start, self.end)
        if at is None:
            return
        span.begin = at
        damaged = DamagedMembers()
        while at is not None and at < self.end:
            place = f"{self.path}:{at}"
            if not is_member(packing, at):
                if not has_only_zeros(packing, at):
                    yield place, Damage(place, f"no {packing.name} begins here")
                at = find_member(packing, at + 1)
                continue
            member = Member(packing, at)
            for item in Framing(member, wanted=PAGE_KINDS, limit=_LIMIT).records():
                yield from _reading(self.path, item, place)
            if member.end is not None:
                at = packing.skipped(member.end)
                continue
            following = damaged.following(member)
            if following > at + 1:
                yield place, Damage(place, f"too many damaged {packing.name} members overlap")
            at = find_member(packing, following)
        span.end = self.file.size if at is None else at


@dataclass(frozen=True, slots=True)
class WarcBatch(FileBatch):
    """Records that were already read from the file."""

    def read(self, span: Span) -> Iterator[Reading]:
        """Yield the records in order."""
        for item in self.items:
            yield from _reading(self.path, item, f"{self.path}:unpacked:{item.offset}")


def _reading(path: str, item: RawRecord | Gap, place: str) -> Iterator[Reading]:
    if isinstance(item, Gap):
        yield place, Damage(place, item.reason)
    elif item.kind in PAGE_KINDS:
        yield place, read_capture(item.content, place)
    elif item.kind in SKIPPED_KINDS:
        yield place, Skipped(item.kind)
    elif item.kind not in INFO_KINDS:
        yield place, Skipped("of unknown type")


def _peek(file: BinaryIO, place: int) -> bytes | None:
    """Return a few bytes at an offset without moving; ``None`` if the file ends before it."""
    here = file.tell()
    file.seek(place - 1)
    data = file.read(17)
    file.seek(here)
    return data[1:] if data else None
