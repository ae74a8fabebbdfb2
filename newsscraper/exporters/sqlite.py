"""SQLite: a database with one table. Days and times are ISO 8601 text, as SQLite has it; lists and
objects are JSON."""

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
    """The table is ``articles``, ``tickers`` or ``headlines``, in the records' order; its columns
    are the fields."""

    suffixes = (".sqlite", ".sqlite3")

    def failures(self) -> tuple[type[Exception], ...]:
        """SQLite's."""
        return (sqlite3.Error,)

    def overwrites(self, path: Path) -> None:
        """A database with tables that are not an export's stays."""
        super().overwrites(path)
        if path.is_file() and path.stat().st_size:
            try:
                with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as there:
                    found = there.execute(
                        "SELECT there.name, field.name FROM sqlite_master AS there,"
                        " pragma_table_info(there.name) AS field WHERE there.type IN ('table',"
                        " 'view')"
                    ).fetchall()
            except sqlite3.Error:
                raise FileExistsError(0, "it is there and is no SQLite database") from None
            check_replaced(found, self.fields, Path(f"{path}-wal"))

    def begin(self) -> None:
        """Makes the table."""
        self._connection = sqlite3.connect(self.path)
        # Nobody reads it before it is whole, and what is not whole is thrown away: no journal is
        # needed.
        self._connection.execute("PRAGMA journal_mode=OFF")
        self._connection.execute("PRAGMA synchronous=OFF")
        columns = ", ".join(
            f'"{name}" {_TYPES.get(self.fields.types[name].kind, "TEXT")}' for name in self.fields
        )
        self._connection.execute(f'CREATE TABLE "{self.fields.table}" ({columns})')
        marks = ", ".join("?" * len(self.fields))
        self._insert = f'INSERT INTO "{self.fields.table}" VALUES ({marks})'
        self._waiting: list[list[Any]] = []

    def write_record(self, record: dict[str, Any]) -> None:
        """Adds one row."""
        self._waiting.append([_value(record.get(name)) for name in self.fields])
        if len(self._waiting) >= _ROWS_AT_ONCE:
            self._flush()

    def end(self) -> None:
        """Writes the rest and an index on the id."""
        self._flush()
        if "id" in self.fields:
            self._connection.execute(
                f'CREATE INDEX "{self.fields.table}_by_id" ON "{self.fields.table}" (id)'
            )
        self._connection.commit()

    def release(self) -> None:
        """Closes the database."""
        if hasattr(self, "_connection"):
            self._connection.close()

    def _flush(self) -> None:
        self._connection.executemany(self._insert, self._waiting)
        self._waiting = []


def _value(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
