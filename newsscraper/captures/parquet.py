"""Parquet files of pages: a column ``html`` or ``text``, and others.

See :mod:`newsscraper.captures.rows` for the columns.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from newsscraper.captures.batches import BATCH, BATCH_BYTES
from newsscraper.captures.expansion import expands_too_far, refusal
from newsscraper.captures.parquet_pages import unpacked_size
from newsscraper.captures.rows import FIELDS, PAGE_FIELDS, capture_of
from newsscraper.captures.unit import (
    Damage,
    FileBatch,
    FileState,
    Reading,
    Span,
    Unit,
    Unusable,
    describe_place,
)
from newsscraper.text.cleaning import clean
from newsscraper.text.encoding import MAX_BYTES

MAGIC = b"PAR1"
_ROWS = 64
_BUFFER = 1024 * 1024
_LONGEST = 3 * MAX_BYTES  # as in JSON Lines
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def parquet_units(path: str) -> Iterator[Unit]:
    """Yield the units of a file: batches of rows.

    A page that many rows share is in the file once, and stays so until its row is read.
    """
    try:
        parquet = importlib.import_module("pyarrow.parquet")
        errors: Any = importlib.import_module("pyarrow").ArrowException
    except ImportError:
        yield Unusable(path, "Parquet needs a package: pip install 'newsscraper[parquet]'")
        return
    try:
        state = FileState.of(path)
        with parquet.ParquetFile(
            path, read_dictionary=_text_columns(parquet, path), buffer_size=_BUFFER
        ) as file:
            names = set(file.schema_arrow.names)
            if not names.intersection(PAGE_FIELDS):
                yield Unusable(path, "it has neither a column html nor a column text")
                return
            yield from _units(
                file, path, state, [name for name in (*PAGE_FIELDS, *FIELDS) if name in names]
            )
    except (OSError, errors, ValueError, TypeError) as error:
        yield Unusable(path, f"cannot read the Parquet file ({_short_message(error)})")


def _text_columns(parquet: Any, path: str) -> list[str]:
    """Return the columns that are read with each of their values once."""
    types = importlib.import_module("pyarrow").types
    kinds = (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary)
    return [
        column.name
        for column in parquet.read_schema(path)
        if column.name in (*PAGE_FIELDS, *FIELDS) and any(is_kind(column.type) for is_kind in kinds)
    ]


def _units(file: Any, path: str, state: FileState, wanted: list[str]) -> Iterator[Unit]:
    total = max(file.metadata.num_rows, 1)
    first = unpacked = 0
    for group in range(file.metadata.num_row_groups):
        rows: list[dict[str, Any] | str] = []
        done, length = first, 0
        last = first + file.metadata.row_group(group).num_rows
        problem = _refusal_of_group(path, state.size, file.metadata.row_group(group), wanted)
        found = _rows(file, group, wanted) if problem is None else iter(())
        while True:
            try:
                row = next(found, None)
            except Exception as error:  # pyarrow lets through any exception of its parts
                problem, row = _short_message(error), None
            if row is not None:
                rows.append(row)
                length += _length(row)
                unpacked += _length(row)
            is_too_much = expands_too_far(state.size, unpacked)
            if rows and (row is None or is_too_much or len(rows) >= BATCH or length >= BATCH_BYTES):
                yield RowsBatch(path, tuple(rows), state.size * len(rows) // total, state, done)
                done += len(rows)
                rows, length = [], 0
            if is_too_much:
                if done < total:
                    yield UnreadableRows(
                        path, done, f"rows {done} to {total - 1} are not read: {refusal('file')}"
                    )
                return
            if row is None:
                break
        if problem is not None:
            yield UnreadableRows(
                path, done, f"rows {done} to {last - 1} cannot be read ({problem})"
            )
        first = last


def _refusal_of_group(path: str, size: int, group: Any, wanted: list[str]) -> str | None:
    """Return why a row group of a file is not read, by the sizes that its pages declare."""
    columns = [group.column(number) for number in range(group.num_columns)]
    packed = unpacked = 0
    with Path(path).open("rb") as file:
        for column in columns:
            if column.path_in_schema.partition(".")[0] not in wanted:
                continue
            offsets = (column.dictionary_page_offset, column.data_page_offset)
            length = column.total_compressed_size
            packed += length
            try:
                unpacked += unpacked_size(file, min(filter(None, offsets), default=0), length)
            except ValueError as error:
                return str(error)
    return refusal("row group") if expands_too_far(min(packed, size), unpacked) else None


def _rows(file: Any, group: int, wanted: list[str]) -> Iterator[dict[str, Any] | str]:
    """Yield the rows of a group one by one; for a row that cannot be read, the reason."""
    for batch in file.iter_batches(_ROWS, row_groups=[group], columns=wanted):
        yield from _rows_of(batch)


def _rows_of(batch: Any) -> Iterator[dict[str, Any] | str]:
    pyarrow = importlib.import_module("pyarrow")
    for at, column in enumerate(batch.schema):
        if pyarrow.types.is_timestamp(column.type):
            batch = batch.set_column(
                at, column.name, pyarrow.array(_iso_times(batch.column(at)), pyarrow.string())
            )
    for number in range(len(batch)):
        try:
            [row] = batch.slice(number, 1).to_pylist()
        except Exception as error:  # an invalid value or invalid UTF-8: any exception is possible
            yield _short_message(error)
            continue
        if _length(row) > _LONGEST:
            row = f"its page is longer than {_LONGEST >> 20} MiB"
        yield row


def _iso_times(column: Any) -> list[str | None]:
    """Return times as ISO 8601.

    They are computed from integers: a conversion with pyarrow needs a time zone database and, for
    nanoseconds, pandas.
    """
    part = {"s": 1_000_000_000, "ms": 1_000_000, "us": 1000, "ns": 1}[column.type.unit]
    return [
        None if value is None else _iso_time(value * part)
        for value in column.cast("int64").to_pylist()
    ]


def _iso_time(nanoseconds: int) -> str:
    try:
        return (_EPOCH + timedelta(microseconds=nanoseconds // 1000)).isoformat()
    except OverflowError:
        return f"{nanoseconds} ns"


def _length(row: dict[str, Any] | str) -> int:
    """Return the length of all texts of a row."""
    if isinstance(row, str):
        return 0
    return sum(len(value) for value in row.values() if isinstance(value, str | bytes))


def holds_pages(path: Path) -> bool:
    """Whether a column has pages; ``True`` if this is unknown because pyarrow is missing."""
    try:
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        return True
    try:
        return bool(set(parquet.read_schema(path).names).intersection(PAGE_FIELDS))
    except Exception:  # any problem is reported when the file is read
        return True


def _short_message(error: Exception) -> str:
    text = (
        (error.strerror if isinstance(error, OSError) else None)
        or str(error)
        or type(error).__name__
    )
    return clean(text.splitlines()[0])[:200]  # it may quote what is in the file


@dataclass(frozen=True, slots=True)
class RowsBatch(FileBatch):
    """Rows that were already read; for a row that cannot be read, the reason."""

    def describe(self, name: str) -> str:
        """Return the path and the number of the row in words."""
        return describe_place(self.path, name, "row")

    def read(self, span: Span) -> Iterator[Reading]:
        """Yield the rows in order, numbered from 0."""
        for number, row in enumerate(self.items, self.number):
            place = f"{self.path}:{number}"
            yield (
                place,
                Damage(place, f"the row cannot be read ({row})")
                if isinstance(row, str)
                else capture_of(row, place),
            )


@dataclass(frozen=True, slots=True)
class UnreadableRows(Unit):
    """The rest of a row group that cannot be read."""

    path: str
    row: int
    reason: str

    @property
    def identity(self) -> tuple[object, ...]:
        """Path and number of the row."""
        return (self.path, self.row)

    def describe(self, name: str) -> str:
        """Return the path and the number of the row in words."""
        return describe_place(self.path, name, "row")

    def read(self, span: Span) -> Iterator[Reading]:
        """Yield the reason."""
        place = f"{self.path}:{self.row}"
        yield place, Damage(place, self.reason)
