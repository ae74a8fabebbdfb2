"""SQLite: a database with one table.

Dates and times are ISO 8601 text, since SQLite has no types for them; lists and objects are JSON.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from newsscraper.exporters.base import FileExporter
from newsscraper.exporters.replaced import check_replaced
from newsscraper.items.fields import Kind

_TYPES = {Kind.INTEGER: "INTEGER", Kind.NUMBER: "REAL", Kind.FLAG: "BOOLEAN"}
_ROWS_AT_ONCE = 500


class SqliteExporter(FileExporter):
    """Writes a table ``articles``, ``tickers`` or ``headlines`` with one column per field."""

    name = "SQLite"
    description = "a database with one table; lists and objects are JSON in their cell"
    suffixes = (".sqlite", ".sqlite3")
    opened_by = "`sqlite3`, DB Browser, Datasette, pandas"

    def failures(self) -> tuple[type[Exception], ...]:
        """Return the errors of SQLite."""
        return (sqlite3.Error,)

    def check_overwrite(self, path: Path) -> None:
        """Refuse to replace a database with tables that no export has written."""
        super().check_overwrite(path)
        if path.is_file() and path.stat().st_size:
            try:
                with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as there:
                    found = there.execute(
                        "SELECT there.name, field.name FROM sqlite_master AS there,"
                        " pragma_table_info(there.name) AS field WHERE there.type IN ('table',"
                        " 'view')"
                    ).fetchall()
            except sqlite3.Error:
                raise FileExistsError(
                    0, "a file exists there that is not a SQLite database"
                ) from None
            check_replaced(found, self.fields, Path(f"{path}-wal"))

    def begin(self) -> None:
        """Create the table."""
        self._connection = sqlite3.connect(self.path)
        # No journal: nobody reads the database before it is complete, and it is deleted if the
        # export fails.
        self._connection.execute("PRAGMA journal_mode=OFF")
        self._connection.execute("PRAGMA synchronous=OFF")
        columns = ", ".join(
            f'"{name}" {_TYPES.get(self.fields.types[name].kind, "TEXT")}' for name in self.fields
        )
        self._connection.execute(f'CREATE TABLE "{self.fields.table}" ({columns})')
        marks = ", ".join("?" * len(self.fields))
        self._insert = f'INSERT INTO "{self.fields.table}" VALUES ({marks})'
        self._pending: list[list[Any]] = []

    def write_record(self, record: dict[str, Any]) -> None:
        """Add one row."""
        self._pending.append([_value(record.get(name)) for name in self.fields])
        if len(self._pending) >= _ROWS_AT_ONCE:
            self._flush()

    def end(self) -> None:
        """Write the pending rows and an index on the id."""
        self._flush()
        if "id" in self.fields:
            self._connection.execute(
                f'CREATE INDEX "{self.fields.table}_by_id" ON "{self.fields.table}" (id)'
            )
        self._connection.commit()

    def release(self) -> None:
        """Close the database."""
        if hasattr(self, "_connection"):
            self._connection.close()

    def _flush(self) -> None:
        self._connection.executemany(self._insert, self._pending)
        self._pending = []


def _value(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
