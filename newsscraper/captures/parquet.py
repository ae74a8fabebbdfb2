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

MAGIC = b"PAR1"
_ROWS = 64
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def parquet_units(path: str) -> Iterator[Unit]:
    """Yield the units of a file: batches of rows. One row group is in memory at a time."""
    try:
        parquet = importlib.import_module("pyarrow.parquet")
        errors: Any = importlib.import_module("pyarrow").ArrowException
    except ImportError:
        yield Unusable(path, "Parquet needs a package: pip install 'newsscraper[parquet]'")
        return
    try:
        state = FileState.of(path)
        with parquet.ParquetFile(path) as file:
            names = set(file.schema_arrow.names)
            if not names.intersection(PAGE_FIELDS):
                yield Unusable(path, "it has neither a column html nor a column text")
                return
            yield from _units(
                file, path, state, [name for name in (*PAGE_FIELDS, *FIELDS) if name in names]
            )
    except (OSError, errors, ValueError, TypeError) as error:
        yield Unusable(path, f"cannot read the Parquet file ({_short_message(error)})")


def _units(file: Any, path: str, state: FileState, wanted: list[str]) -> Iterator[Unit]:
    total = max(file.metadata.num_rows, 1)
    first = 0
    for group in range(file.metadata.num_row_groups):
        rows: list[dict[str, Any] | str] = []
        done, length = first, 0
        last = first + file.metadata.row_group(group).num_rows
        problem = None
        batches = file.iter_batches(_ROWS, row_groups=[group], columns=wanted)
        while True:
            try:
                batch = next(batches, None)
            except Exception as error:  # pyarrow lets through any exception of its parts
                problem, batch = _short_message(error), None
            for row in _rows_of(batch) if batch is not None else ():
                rows.append(row)
                length += _length(row)
            if rows and (batch is None or len(rows) >= BATCH or length >= BATCH_BYTES):
                yield RowsBatch(path, tuple(rows), state.size * len(rows) // total, state, done)
                done += len(rows)
                rows, length = [], 0
            if batch is None:
                break
        if problem is not None:
            yield UnreadableRows(
                path, done, f"rows {done} to {last - 1} cannot be read ({problem})"
            )
        first = last


def _rows_of(batch: Any) -> list[dict[str, Any] | str]:
    """Return the rows of a batch; for a row that cannot be read, the reason."""
    pyarrow = importlib.import_module("pyarrow")
    for at, column in enumerate(batch.schema):
        if pyarrow.types.is_timestamp(column.type):
            batch = batch.set_column(
                at, column.name, pyarrow.array(_iso_times(batch.column(at)), pyarrow.string())
            )
    try:
        return list(batch.to_pylist())
    except Exception as error:  # an invalid value or invalid UTF-8: any exception is possible
        if len(batch) == 1:
            return [_short_message(error)]
        return [row for number in range(len(batch)) for row in _rows_of(batch.slice(number, 1))]


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
    if isinstance(row, str):
        return 0
    return sum(len(page) for name in PAGE_FIELDS if isinstance(page := row.get(name), str | bytes))


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
    return text.splitlines()[0][:200]


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
