"""Parquet: typed columns, compressed with Zstandard, written row group by row group."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newsscraper.exporters.arrow import Batches
from newsscraper.exporters.base import FileExporter
from newsscraper.exporters.extras import require
from newsscraper.items.fields import Fields


class ParquetFile:
    """A Parquet file that records are added to; what is held in memory is one row group.

    Args:
        path: Where it is made.
        fields: The records' fields.
        shown: The target, for messages.

    """

    def __init__(self, path: Path, fields: Fields, shown: str) -> None:
        import pyarrow.parquet as pq

        self._batches = Batches(fields, shown)
        self._raw = path.open("wb")  # a file of Python's, whose errors are Python's
        self._writer = pq.ParquetWriter(self._raw, self._batches.schema, compression="zstd")
        self.rows = 0

    @property
    def gathered(self) -> int:
        """Characters that wait to become a row group, about."""
        return self._batches.size

    @property
    def size(self) -> int:
        """Bytes written so far."""
        return self._raw.tell()

    def add(self, record: dict[str, Any]) -> None:
        """Adds a record."""
        self.rows += 1
        if self._batches.add(record):
            self.flush()

    def flush(self) -> None:
        """Writes what was gathered as a row group."""
        if len(self._batches):
            batch = self._batches.take()
            self._writer.write_batch(batch, row_group_size=batch.num_rows)

    def close(self) -> None:
        """Writes the rest and the footer. May be called again."""
        if self._raw.closed:
            return
        try:
            self.flush()
            self._writer.close()
        finally:
            self._raw.close()

    def abandon(self) -> None:
        """Closes it as it is."""
        self._writer.is_open = False  # else it writes its footer when it is collected
        self._raw.close()


class ParquetExporter(FileExporter):
    """One file."""

    suffixes = (".parquet",)

    def require(self) -> None:
        """Arrow is an extra."""
        require(self.shown, "parquet", "pyarrow")

    def failures(self) -> tuple[type[Exception], ...]:
        """Arrow's."""
        return arrow_failures()

    def begin(self) -> None:
        """Opens the file."""
        self._parquet = ParquetFile(self.path, self.fields, self.shown)

    def write_record(self, record: dict[str, Any]) -> None:
        """Adds one row."""
        self._parquet.add(record)

    def end(self) -> None:
        """Writes the rest."""
        self._parquet.close()

    def abandon(self) -> None:
        """Throws the file away."""
        if hasattr(self, "_parquet"):
            self._parquet.abandon()
        super().abandon()


def arrow_failures() -> tuple[type[Exception], ...]:
    """What Arrow raises where it cannot write or hold something."""
    import pyarrow as pa

    return (pa.ArrowException,)
