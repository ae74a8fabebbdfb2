"""Parquet files of pages: a column ``html`` or ``text``, and others beside it
(:mod:`newsscraper.captures.rows`)."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from newsscraper.captures.archive import BATCH, BATCH_BYTES
from newsscraper.captures.rows import FIELDS, PAGE_FIELDS, capture_of
from newsscraper.captures.unit import (
    Damage,
    FileBatch,
    FileState,
    Reading,
    Span,
    Unit,
    Unusable,
    told,
)

MAGIC = b"PAR1"
_ROWS = 64
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def parquet_units(path: str) -> Iterator[Unit]:
    """The units of a file: batches of rows, read a few at a time. One row group is held at once."""
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
        yield Unusable(path, f"no Parquet file that can be read ({_short(error)})")


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
            except Exception as error:  # pyarrow raises what its parts do
                problem, batch = _short(error), None
            for row in _rows_of(batch) if batch is not None else ():
                rows.append(row)
                length += _length(row)
            if rows and (batch is None or len(rows) >= BATCH or length >= BATCH_BYTES):
                yield Rows(path, tuple(rows), state.size * len(rows) // total, state, done)
                done += len(rows)
                rows, length = [], 0
            if batch is None:
                break
        if problem is not None:
            yield Cut(path, done, f"rows {done} to {last - 1} cannot be read ({problem})")
        first = last


def _rows_of(batch: Any) -> list[dict[str, Any] | str]:
    """The rows of a batch; of one that cannot be read, why."""
    pyarrow = importlib.import_module("pyarrow")
    for at, column in enumerate(batch.schema):
        if pyarrow.types.is_timestamp(column.type):
            batch = batch.set_column(
                at, column.name, pyarrow.array(_moments(batch.column(at)), pyarrow.string())
            )
    try:
        return list(batch.to_pylist())
    except (
        Exception
    ) as error:  # a value that is none, text that is no UTF-8: pyarrow raises what its parts do
        if len(batch) == 1:
            return [_short(error)]
        return [row for number in range(len(batch)) for row in _rows_of(batch.slice(number, 1))]


def _moments(column: Any) -> list[str | None]:
    """Times as ISO 8601. What they are made of does neither ask for time zones, nor for pandas
    where they have nanoseconds."""
    part = {"s": 1_000_000_000, "ms": 1_000_000, "us": 1000, "ns": 1}[column.type.unit]
    return [
        None if value is None else _moment(value * part)
        for value in column.cast("int64").to_pylist()
    ]


def _moment(nanoseconds: int) -> str:
    try:
        return (_EPOCH + timedelta(microseconds=nanoseconds // 1000)).isoformat()
    except OverflowError:
        return f"{nanoseconds} ns"


def _length(row: dict[str, Any] | str) -> int:
    if isinstance(row, str):
        return 0
    return sum(len(page) for name in PAGE_FIELDS if isinstance(page := row.get(name), str | bytes))


def holds_pages(path: Path) -> bool:
    """Whether a column holds pages; also where nobody can say, since the package that reads it is
    missing."""
    try:
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        return True
    try:
        return bool(set(parquet.read_schema(path).names).intersection(PAGE_FIELDS))
    except Exception:  # whatever is wrong with it is told when it is read
        return True


def _short(error: Exception) -> str:
    text = (
        (error.strerror if isinstance(error, OSError) else None)
        or str(error)
        or type(error).__name__
    )
    return text.splitlines()[0][:200]


@dataclass(frozen=True, slots=True)
class Rows(FileBatch):
    """Rows that were read already; those that cannot be read as the reason."""

    def told(self, name: str) -> str:
        """With the number of the row."""
        return told(self.path, name, "row")

    def read(self, span: Span) -> Iterator[Reading]:
        """The rows, in order; counted from 0."""
        for number, row in enumerate(self.items, self.number):
            place = f"{self.path}:{number}"
            yield (
                place,
                Damage(place, f"the row cannot be read ({row})")
                if isinstance(row, str)
                else capture_of(row, place),
            )


@dataclass(frozen=True, slots=True)
class Cut(Unit):
    """The rest of a row group that cannot be read."""

    path: str
    row: int
    reason: str

    @property
    def identity(self) -> tuple[object, ...]:
        """Path and number of the row."""
        return (self.path, self.row)

    def told(self, name: str) -> str:
        """With the number of the row."""
        return told(self.path, name, "row")

    def read(self, span: Span) -> Iterator[Reading]:
        """Says why."""
        place = f"{self.path}:{self.row}"
        yield place, Damage(place, self.reason)
