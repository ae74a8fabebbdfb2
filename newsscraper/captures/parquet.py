"""Parquet files of pages: a column ``html`` or ``text``, and others beside it (:mod:`newsscraper.captures.rows`)."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsscraper.captures.archive import BATCH, BATCH_BYTES
from newsscraper.captures.rows import FIELDS, PAGE_FIELDS, capture_of
from newsscraper.captures.unit import Damage, Reading, Span, Unit, Unusable

MAGIC = b"PAR1"
_ROWS = 64


def parquet_units(path: str) -> Iterator[Unit]:
    """The units of a file: batches of rows, read a few at a time. One row group is held at once."""
    try:
        parquet = importlib.import_module("pyarrow.parquet")
        errors: Any = importlib.import_module("pyarrow").ArrowException
    except ImportError:
        yield Unusable(path, "Parquet needs a package: pip install 'newsscraper[parquet]'")
        return
    done = 0
    try:
        size = Path(path).stat().st_size
        with parquet.ParquetFile(path) as file:
            names = set(file.schema_arrow.names)
            if not names.intersection(PAGE_FIELDS):
                yield Unusable(path, "it has neither a column html nor a column text")
                return
            total = max(file.metadata.num_rows, 1)
            wanted = [name for name in (*PAGE_FIELDS, *FIELDS) if name in names]
            rows: list[dict[str, Any]] = []
            length = 0
            for batch in file.iter_batches(_ROWS, columns=wanted):
                for row in batch.to_pylist():
                    rows.append(row)
                    length += sum(len(row.get(name) or "") for name in PAGE_FIELDS)
                    if len(rows) >= BATCH or length >= BATCH_BYTES:
                        yield Rows(path, tuple(rows), done, size, size * len(rows) // total)
                        done += len(rows)
                        rows, length = [], 0
            if rows:
                yield Rows(path, tuple(rows), done, size, size * len(rows) // total)
    except OSError as error:
        yield Unusable(path, _one_line(error)) if not done else Cut(path, done, _one_line(error))
    except (errors, ValueError, TypeError) as error:
        yield Unusable(path, _one_line(error)) if not done else Cut(path, done, _one_line(error))


def holds_pages(path: Path) -> bool:
    """Whether a column holds pages; also where nobody can say, since the package that reads it is missing."""
    try:
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        return True
    try:
        return bool(set(parquet.read_schema(path).names).intersection(PAGE_FIELDS))
    except Exception:  # whatever is wrong with it is told when it is read
        return True


def _one_line(error: Exception) -> str:
    text = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return f"no Parquet file that can be read ({text.splitlines()[0][:200]})"


@dataclass(frozen=True, slots=True)
class Rows(Unit):
    """Rows that were read already."""

    path: str
    rows: tuple[dict[str, Any], ...]
    first: int
    file_size: int
    packed_size: int

    @property
    def identity(self) -> tuple[object, ...]:
        """Path, size of the file, number of the first row."""
        return (self.path, self.file_size, self.first)

    @property
    def size(self) -> int:
        """The rows' share of the file's bytes."""
        return self.packed_size

    def read(self, span: Span) -> Iterator[Reading]:
        """The rows, in order; counted from 0."""
        for number, row in enumerate(self.rows, self.first):
            place = f"{self.path}:{number}"
            yield place, capture_of(row, place)


@dataclass(frozen=True, slots=True)
class Cut(Unit):
    """The rest of a file that cannot be read."""

    path: str
    row: int
    reason: str

    @property
    def identity(self) -> tuple[object, ...]:
        """Path and number of the row."""
        return (self.path, self.row)

    def read(self, span: Span) -> Iterator[Reading]:
        """Says why."""
        place = f"{self.path}:{self.row}"
        yield place, Damage(place, self.reason)
