"""DuckDB: a database with one table of typed columns, lists and structs among them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newsscraper.exporters.arrow import Batches
from newsscraper.exporters.base import FileExporter
from newsscraper.exporters.extras import require
from newsscraper.exporters.replaced import check_replaced

_MEMORY = "256MB"


class DuckdbExporter(FileExporter):
    """The table is ``articles``, ``tickers`` or ``headlines``, in the records' order; its columns
    are those of Parquet."""

    suffixes = (".duckdb",)

    def require(self) -> None:
        """DuckDB is an extra, and is handed Arrow's batches: rows one by one cost it a millisecond
        each."""
        require(self.shown, "duckdb", "duckdb", "pyarrow")

    def failures(self) -> tuple[type[Exception], ...]:
        """DuckDB's and Arrow's."""
        import duckdb
        import pyarrow as pa

        return (duckdb.Error, pa.ArrowException)

    def overwrites(self, path: Path) -> None:
        """A database with tables that are not an export's stays."""
        import duckdb

        super().overwrites(path)
        if path.is_file() and path.stat().st_size:
            try:
                with duckdb.connect(str(path), read_only=True) as there:
                    found = there.execute(
                        "SELECT if(schema_name = 'main', '', schema_name || '.') || table_name,"
                        " column_name FROM duckdb_columns() WHERE NOT internal"
                    ).fetchall()
            except duckdb.Error as error:
                raise FileExistsError(
                    0, f"it is there and cannot be read: {str(error).splitlines()[0]}"
                ) from None
            check_replaced(found, self.fields, Path(f"{path}.wal"))

    def begin(self) -> None:
        """Makes the table."""
        import duckdb

        self._connection = duckdb.connect(
            str(self.path), config={"memory_limit": _MEMORY, "threads": 2}
        )
        self._batches = Batches(self.fields, self.shown)
        self._insert("CREATE TABLE {table} AS SELECT * FROM batch")

    def write_record(self, record: dict[str, Any]) -> None:
        """Adds one row."""
        if self._batches.add(record):
            self._insert("INSERT INTO {table} SELECT * FROM batch")

    def end(self) -> None:
        """Writes the rest, and all of it into the one file."""
        if len(self._batches):
            self._insert("INSERT INTO {table} SELECT * FROM batch")
        self._connection.execute("CHECKPOINT")

    def release(self) -> None:
        """Closes the database."""
        if hasattr(self, "_connection"):
            self._connection.close()

    def _insert(self, statement: str) -> None:
        import pyarrow as pa

        self._connection.register("batch", pa.Table.from_batches([self._batches.take()]))
        self._connection.execute(statement.format(table=f'"{self.fields.table}"'))
        self._connection.unregister("batch")
