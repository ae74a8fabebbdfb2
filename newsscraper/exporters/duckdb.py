"""DuckDB: a database with one table of typed columns, including lists and structs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newsscraper.exporters.arrow import Batches
from newsscraper.exporters.base import FileExporter
from newsscraper.exporters.replaced import check_replaced

_MEMORY = "256MB"


class DuckdbExporter(FileExporter):
    """Writes a table ``articles``, ``tickers`` or ``headlines`` with the columns of Parquet.

    Rows are inserted as Arrow batches: inserted one by one they would take a millisecond each.
    """

    name = "DuckDB"
    description = "a database with one table of typed columns"
    suffixes = (".duckdb",)
    opened_by = "DuckDB"
    extra = "duckdb"
    packages = ("duckdb", "pyarrow")

    def failures(self) -> tuple[type[Exception], ...]:
        """Return the errors of DuckDB and Arrow."""
        import duckdb
        import pyarrow as pa

        return (duckdb.Error, pa.ArrowException)

    def check_overwrite(self, path: Path) -> None:
        """Refuse to replace a database with tables that no export has written."""
        import duckdb

        super().check_overwrite(path)
        if path.is_file() and path.stat().st_size:
            try:
                with duckdb.connect(str(path), read_only=True) as there:
                    found = there.execute(
                        "SELECT if(schema_name = 'main', '', schema_name || '.') || table_name,"
                        " column_name FROM duckdb_columns() WHERE NOT internal"
                    ).fetchall()
            except duckdb.Error as error:
                raise FileExistsError(
                    0, f"a file exists there that cannot be read: {str(error).splitlines()[0]}"
                ) from None
            check_replaced(found, self.fields, Path(f"{path}.wal"))

    def begin(self) -> None:
        """Create the table."""
        import duckdb

        self._connection = duckdb.connect(
            str(self.path), config={"memory_limit": _MEMORY, "threads": 2}
        )
        self._batches = Batches(self.fields, self.shown)
        self._insert("CREATE TABLE {table} AS SELECT * FROM batch")

    def write_record(self, record: dict[str, Any]) -> None:
        """Add one row."""
        if self._batches.add(record):
            self._insert("INSERT INTO {table} SELECT * FROM batch")

    def end(self) -> None:
        """Write the pending rows, and merge the write-ahead log into the file."""
        if len(self._batches):
            self._insert("INSERT INTO {table} SELECT * FROM batch")
        self._connection.execute("CHECKPOINT")

    def release(self) -> None:
        """Close the database."""
        if hasattr(self, "_connection"):
            self._connection.close()

    def _insert(self, statement: str) -> None:
        import pyarrow as pa

        self._connection.register("batch", pa.Table.from_batches([self._batches.take()]))
        self._connection.execute(statement.format(table=f'"{self.fields.table}"'))
        self._connection.unregister("batch")
