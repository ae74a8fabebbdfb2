"""WARC archives as units of work: parts of a file that any process can read, or records that one
reader has taken out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from newsscraper.captures.frames import (
    CHUNK,
    Broken,
    Gzip,
    Member,
    MissingPackage,
    Packing,
    Whole,
    Zstd,
)
from newsscraper.captures.framing import Framing, Gap, RawRecord
from newsscraper.captures.unit import (
    Damage,
    FileBatch,
    FilePart,
    FileState,
    Passed,
    Reading,
    Span,
    Unit,
    Unusable,
)
from newsscraper.captures.warc import KINDS, PASSED, WITHOUT_PAGE, captures_of
from newsscraper.text.encoding import MAX_BYTES

PART = 512 * 1024
"""Bytes of a packed archive that are one unit: some fifty pages, a fifth of a second of work."""

PLAIN_PART = 2 * 1024 * 1024
"""Bytes of one that is not packed."""

BATCH_BYTES = 2 * 1024 * 1024
BATCH = 64
"""Records, or bytes of records, that are one unit where one reader takes them out of the file."""

_LIMIT = MAX_BYTES + 64 * 1024  # a body of the greatest length, and its headers
_WARC = b"WARC/"


def packing_of(file: BinaryIO) -> Packing | None:
    """How a file is packed, by its first bytes; ``None`` where it is not. It is read from its
    beginning then."""
    file.seek(0)
    head = file.read(4)
    file.seek(0)
    if head.startswith(Gzip.magic):
        return Gzip(file)
    if Zstd.begins(head):
        return Zstd(file)
    return None


def warc_units(path: str) -> Iterator[Unit]:
    """The units of a WARC or WET file: ``.warc``, ``.warc.gz``, ``.warc.zst``.

    Where each record is a member or frame of its own, as the standard recommends, the file is
    divided by bytes; where all of it is one, it can only be unpacked from its beginning, and a unit
    is a batch of records.
    """
    try:
        state = FileState.of(path)
        with Path(path).open("rb") as file:
            packing = packing_of(file)
            if packing is None:
                if file.read(64).lstrip(b"\r\n").startswith(_WARC) or _first_in(file) is not None:
                    yield from _parts(path, "plain", 0, state, PLAIN_PART)
                elif (
                    _find(Gzip(file), 0) is not None
                ):  # its beginning is damaged, or something stands in front
                    yield from _parts(path, "gzip", 0, state, PART)
                else:
                    yield Unusable(path, "no WARC archive: it does not begin with a record")
                return
            kind = "gzip" if isinstance(packing, Gzip) else "zstd"
            form = _form(packing)
            if form == "none":
                yield Unusable(
                    path, "no WARC archive: what is packed in it does not begin with a record"
                )
            elif form == "record":
                yield from _parts(path, kind, packing.first(), state, PART)
            else:
                yield from _batches(path, packing, state)
    except OSError as error:
        yield Unusable(path, error.strerror or str(error))
    except (MissingPackage, Broken) as error:
        yield Unusable(path, str(error))


def _first_in(file: BinaryIO) -> int | None:
    """Where the first record of a file begins whose beginning is damaged."""
    file.seek(0)
    return Framing(file, wanted=frozenset(), limit=0).find(behind_damage=True)


def _form(packing: Packing) -> str:
    """``record`` where each record is packed by itself, ``whole`` where not, ``none`` where it
    holds no records."""
    member = Member(packing, packing.first())
    seen = 0
    for item in Framing(member, wanted=frozenset(), limit=0).records():
        if isinstance(item, Gap):
            begins = seen or _begins(packing, packing.first())
            if not begins:
                continue  # what the member begins with is damaged; records may follow in it
            if _goes_on(packing, member):
                return "whole"
            return "record"
        seen += 1
        if seen == 2:
            return "whole"
    if seen or _find(packing, packing.first() + 1) is not None:
        return "record"
    found = _framing(Whole(packing), packing, wanted=frozenset(), limit=0).records()
    return "whole" if any(isinstance(item, RawRecord) for item in found) else "none"


def _framing(stream: Whole, packing: Packing, **options: Any) -> Framing:
    """The framing of a file that is packed as one. Behind a damaged member it is resumed at the
    next one."""

    def resume() -> bool:
        if stream.damaged_at is not None:
            stream.go_on(_find(packing, stream.damaged_at + 1, begins=_unpacks))
        return stream.has_more

    return Framing(stream, resume=resume, **options)


def _goes_on(packing: Packing, member: Member) -> bool:
    """Whether what a sound member leaves unfinished goes on in the next: the file is packed in
    blocks (bgzip, pzstd)."""
    return (
        member.end is not None
        and _is_member(packing, member.end)
        and not _begins(packing, member.end)
    )


def _parts(path: str, kind: str, first: int, file: FileState, step: int) -> Iterator[Unit]:
    for start in range(first, file.size, step):
        yield WarcPart(path, start, min(start + step, file.size), file, kind, exact=start == first)


def _batches(path: str, packing: Packing, file: FileState) -> Iterator[Unit]:
    stream = Whole(packing, reports_holes=True)
    records = _framing(stream, packing, wanted=KINDS, limit=_LIMIT).records()
    read = (item for item in records if isinstance(item, Gap) or item.kind not in WITHOUT_PAGE)
    yield from batched(WarcBatch, path, file, stream, read)


def batched(
    kind: type[FileBatch], path: str, file: FileState, stream: Whole, items: Iterable[Any]
) -> Iterator[Unit]:
    """What is read from a file that is packed as one, some at once.

    Args:
        kind: Class of the batches.
        path: The file.
        file: Its state.
        stream: What `items` are read from.
        items: What is read: gaps, and what has ``content``.

    """
    batch: list[Any] = []
    length, done, number = 0, 0, 0
    for item in items:
        batch.append(item)
        length += 0 if isinstance(item, Gap) else len(item.content)
        if len(batch) >= BATCH or length >= BATCH_BYTES:
            yield kind(path, tuple(batch), stream.position - done, file, number)
            batch, length, done, number = [], 0, stream.position, number + 1
    yield kind(path, tuple(batch), file.size - done, file, number)


@dataclass(frozen=True, slots=True)
class WarcPart(FilePart):
    """The records that begin between two bytes of a file."""

    packing: str
    """``gzip``, ``zstd`` or ``plain``."""
    exact: bool
    """Whether a record is known to begin at `start`; else the first one behind it is looked for."""

    def read(self, span: Span) -> Iterator[Reading]:
        """Its records, in order."""
        try:
            with Path(self.path).open("rb") as file:
                if self.packing == "plain":
                    yield from self._read_plain(file, span)
                else:
                    yield from self._read_packed(
                        Gzip(file) if self.packing == "gzip" else Zstd(file), span
                    )
        except OSError as error:
            place = f"{self.path}:{self.start}"
            yield place, Damage(place, error.strerror or str(error))
            span.begin, span.end = self.start, self.end

    def _read_plain(self, file: BinaryIO, span: Span) -> Iterator[Reading]:
        start = (
            self.start if self.exact else self.start - 1
        )  # a line's end must stand before a record that is looked for
        file.seek(start)
        framing = Framing(
            file, wanted=KINDS, limit=_LIMIT, start=start, ahead=lambda place: _ahead(file, place)
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
        at = self.start if self.exact else _find(packing, self.start, self.end)
        if at is None:
            return
        span.begin = at
        while at is not None and at < self.end:
            place = f"{self.path}:{at}"
            if not _is_member(packing, at):
                if not _only_zeros(packing, at):
                    yield place, Damage(place, f"no {packing.name} begins here")
                at = _find(packing, at + 1)
                continue
            member = Member(packing, at)
            for item in Framing(member, wanted=KINDS, limit=_LIMIT).records():
                yield from _reading(self.path, item, place)
            at = packing.skipped(member.end) if member.end is not None else _find(packing, at + 1)
        span.end = self.file.size if at is None else at


@dataclass(frozen=True, slots=True)
class WarcBatch(FileBatch):
    """Records that were read already."""

    def read(self, span: Span) -> Iterator[Reading]:
        """The records, in order."""
        for item in self.items:
            yield from _reading(self.path, item, f"{self.path}:unpacked:{item.offset}")


def _reading(path: str, item: RawRecord | Gap, place: str) -> Iterator[Reading]:
    if isinstance(item, Gap):
        yield place, Damage(place, item.reason)
    elif item.kind in KINDS:
        yield place, captures_of(item.content, place)
    elif item.kind in PASSED:
        yield place, Passed(item.kind)
    elif item.kind not in WITHOUT_PAGE:
        yield place, Passed("of unknown type")


def read_record(path: str, offset: int) -> Reading:
    """The page that a record holds.

    Args:
        path: A WARC file, packed record by record or not at all.
        offset: Where the record begins.

    Raises:
        OSError: the file cannot be read.

    """
    place = f"{path}:{offset}"
    try:
        with Path(path).open("rb") as file:
            packing = packing_of(file)
            kind = "plain" if packing is None else "gzip" if isinstance(packing, Gzip) else "zstd"
        part = WarcPart(path, offset, offset + 1, FileState.of(path), kind, exact=True)
        return next(part.read(Span()), (place, Damage(place, "no page is there")))
    except MissingPackage as error:
        return place, Damage(place, str(error))


def _ahead(file: BinaryIO, place: int) -> bytes | None:
    """A few bytes of a file from a place on; ``None`` where the file has ended before. It stays
    where it is."""
    here = file.tell()
    file.seek(place - 1)
    data = file.read(17)
    file.seek(here)
    return data[1:] if data else None


def _is_member(packing: Packing, at: int) -> bool:
    packing.file.seek(at)
    return packing.file.read(len(packing.magic)) == packing.magic


def _begins(packing: Packing, at: int) -> bool:
    """Whether a member that begins with a record does so here."""
    try:
        return _is_member(packing, at) and Member(packing, at).read(1).startswith(_WARC)
    except Broken:
        return False


def _unpacks(packing: Packing, at: int) -> bool:
    """Whether what looks like a member's beginning can be unpacked."""
    try:
        return bool(Member(packing, at).read(1))
    except Broken:
        return False


def _only_zeros(packing: Packing, at: int) -> bool:
    packing.file.seek(at)
    while data := packing.file.read(CHUNK):
        if data.strip(b"\x00"):
            return False
    return True


def _find(
    packing: Packing,
    start: int,
    end: int | None = None,
    begins: Callable[[Packing, int], bool] = _begins,
) -> int | None:
    """The first place from `start` on, and before `end`, where a member begins that begins with a
    record, or as `begins` says."""
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
