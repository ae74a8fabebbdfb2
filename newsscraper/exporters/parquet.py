"""Parquet: typed columns compressed with Zstandard, written one row group at a time."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from newsscraper.exporters.arrow import Batches
from newsscraper.exporters.base import FileExporter
from newsscraper.items.fields import Fields


class ParquetFile:
    """A Parquet file that is being written. One row group is held in memory.

    Args:
        path: The file.
        fields: The records' fields.
        shown: The target, for messages.

    """

    def __init__(self, path: Path, fields: Fields, shown: str) -> None:
        import pyarrow.parquet as pq

        self._batches = Batches(fields, shown)
        self._raw = path.open("wb")  # so that Python raises the errors of the file system
        self._writer = pq.ParquetWriter(self._raw, self._batches.schema, compression="zstd")
        self.rows = 0

    @property
    def pending(self) -> int:
        """Characters that are not written yet, approximately."""
        return self._batches.size

    @property
    def size(self) -> int:
        """Bytes written so far."""
        return self._raw.tell()

    def add(self, record: dict[str, Any]) -> None:
        """Add a record."""
        self.rows += 1
        if self._batches.add(record):
            self.flush()

    def flush(self) -> None:
        """Write the pending records as a row group."""
        if len(self._batches):
            batch = self._batches.take()
            self._writer.write_batch(batch, row_group_size=batch.num_rows)

    def close(self) -> None:
        """Write the pending records and the footer. May be called again."""
        if self._raw.closed:
            return
        try:
            self.flush()
            self._writer.close()
        finally:
            self._raw.close()

    def abandon(self) -> None:
        """Close the file without finishing it."""
        self._writer.is_open = False  # otherwise it writes its footer when it is garbage-collected
        with suppress(OSError):  # closing writes what is left in the buffer: the disk may be full
            self._raw.close()


class ParquetExporter(FileExporter):
    """Writes one Parquet file."""

    name = "Parquet"
    description = "typed columns, compressed with Zstandard, a row group every 5,000 records"
    suffixes = (".parquet",)
    opened_by = "pandas, polars, DuckDB, Arrow, Spark, `datasets`"
    extra = "parquet"
    packages = ("pyarrow",)

    def failures(self) -> tuple[type[Exception], ...]:
        """Return the errors of Arrow."""
        return arrow_failures()

    def begin(self) -> None:
        """Open the file."""
        self._parquet = ParquetFile(self.path, self.fields, self.shown)

    def write_record(self, record: dict[str, Any]) -> None:
        """Add one row."""
        self._parquet.add(record)

    def end(self) -> None:
        """Write the pending rows."""
        self._parquet.close()

    def abandon(self) -> None:
        """Delete the temporary file."""
        if hasattr(self, "_parquet"):
            self._parquet.abandon()
        super().abandon()


def arrow_failures() -> tuple[type[Exception], ...]:
    """Return the errors that Arrow raises if it cannot write or represent something."""
    import pyarrow as pa

    return (pa.ArrowException,)
