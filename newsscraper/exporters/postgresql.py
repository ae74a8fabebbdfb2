"""PostgreSQL: rows of a table, inserted or replaced by ``id`` in one transaction.

The target is ``postgresql://USER@HOST/DATABASE?table=SCHEMA.TABLE``. The table is created if it
does not exist. An existing table needs a column of the right type for each field, and a primary key
or unique index on ``id`` alone; other columns are left unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from newsscraper.exporters.base import Exporter
from newsscraper.exporters.columns import Column, Rows, columns_of
from newsscraper.exporters.errors import ExportError
from newsscraper.exporters.target import parts_of
from newsscraper.items.fields import FieldType, Kind
from newsscraper.passwords import escaped

if TYPE_CHECKING:
    import psycopg
    from psycopg.sql import Composable, Composed

_TYPES = {
    Kind.DAY: "date",
    Kind.MOMENT: "timestamp with time zone",
    Kind.ZONED: "timestamp with time zone",
    Kind.INTEGER: "bigint",
    Kind.NUMBER: "double precision",
    Kind.FLAG: "boolean",
    Kind.RECORD: "jsonb",
}
_NAME = re.compile(r"(?:([^.\"]+)\.)?([^.\"]+)")
_ROWS_AT_ONCE = 5_000
# An arbitrary number that other programs are unlikely to lock; store/changes.py uses the one
# before it.
_CREATION_LOCK = 6_377_739


class PostgresqlExporter(Exporter):
    """Writes to a table. Readers see all of an export or nothing."""

    name = "PostgreSQL"
    description = "rows of a table, inserted or replaced by `id`"
    prefixes = ("postgresql://", "postgres://")
    usage = "postgresql://USER@HOST/DB?table=SCHEMA.TABLE"
    opened_by = "PostgreSQL"
    extra = "postgresql"
    packages = ("psycopg",)

    def require(self) -> None:
        """Check the driver, and that the target names a table."""
        super().require()
        parts = parts_of(escaped(self.target))
        query = dict(parse_qsl(parts.query))
        name = _NAME.fullmatch(query.pop("table", ""))
        if name is None:
            raise ExportError(
                f"cannot write {self.shown}: name the table: ?table=SCHEMA.TABLE, as in"
                " ?table=public.articles"
            )
        self._schema, self._table = name.group(1), name.group(2)
        self._address = parts._replace(query=urlencode(query)).geturl()
        if "id" not in self.fields:
            raise ExportError(
                f"cannot write {self.shown}: rows are replaced by id, and these records have no"
                " field id"
            )

    def failures(self) -> tuple[type[Exception], ...]:
        """Return the errors of the driver."""
        import psycopg

        return (psycopg.Error,)

    def open(self) -> None:
        """Connect."""
        import psycopg

        self._connection: psycopg.Connection[Any] = psycopg.connect(
            self._address, connect_timeout=30
        )

    def begin(self) -> None:
        """Check the table, and create a temporary one that the rows are copied to first."""
        self._rows = Rows(self.fields, self.shown, lambda kind: _type(kind) == "jsonb")
        self._columns = columns_of(self.fields)
        self._pending: list[list[Any]] = []
        if self._schema is not None and not self._rows_of(
            "SELECT 1 FROM pg_namespace WHERE nspname = %s", self._schema
        ):
            raise ExportError(
                f"cannot write {self.shown}: the database has no schema {self._schema}"
            )
        self._exists = self._compare()
        columns = [self._declared(column) for column in self._columns]
        self._run(
            "CREATE TEMPORARY TABLE newsscraper_incoming (turn bigint, {}) ON COMMIT DROP", *columns
        )

    def write_record(self, record: dict[str, Any]) -> None:
        """Add one row."""
        row = self._rows.row(record)
        self._pending.append(
            [
                self.count,
                *(
                    self._value(value, column)
                    for value, column in zip(row, self._columns, strict=True)
                ),
            ]
        )
        if len(self._pending) >= _ROWS_AT_ONCE:
            self._flush()

    def end(self) -> None:
        """Write the pending rows. The table is created if it does not exist."""
        if not self._exists:
            columns = [self._declared(column, key=True) for column in self._columns]
            # If two processes create it at once, one of them fails despite IF NOT EXISTS.
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (_CREATION_LOCK,))
            self._run("CREATE TABLE IF NOT EXISTS {table} ({})", *columns)
            self._compare()  # another process may have created it meanwhile
        self._flush(last=True)

    def delete(self, ids: Sequence[str]) -> int:
        """Delete the rows with these ids, in the same transaction; return their number."""
        with self._as_export_error():
            if not self._exists:
                return 0
            statement = self._sql("DELETE FROM {table} WHERE id = ANY(%s)")
            return self._connection.execute(statement, (list(ids),)).rowcount

    def commit(self) -> None:
        """Commit the transaction."""
        self._connection.commit()
        self._connection.close()

    def abandon(self) -> None:
        """Roll the transaction back."""
        if hasattr(self, "_connection"):
            with suppress(*self.failures()):
                self._connection.close()

    def _flush(self, *, last: bool = False) -> None:
        """Copy the pending rows to the temporary table; at the end move all rows to the table.

        Of several rows with the same id, the last one is moved.
        """
        names = [self._name(column.name) for column in self._columns]
        with self._connection.cursor() as cursor:
            with cursor.copy("COPY newsscraper_incoming FROM STDIN") as copy:
                for row in self._pending:
                    copy.write_row(row)
            self._pending = []
            if last:
                newest = self._sql(
                    "SELECT DISTINCT ON (id) {} FROM newsscraper_incoming ORDER BY id, turn DESC",
                    *names,
                )
                changed = self._joined(
                    [self._sql("{} = excluded.{}", name, name, joined=False) for name in names]
                )
                cursor.execute(
                    self._sql("INSERT INTO {table} ({}) ", *names)
                    + newest
                    + self._sql(" ON CONFLICT (id) DO UPDATE SET ")
                    + changed
                )

    @property
    def _mismatch(self) -> str:
        return f"cannot write {self.shown}: the existing table has another structure"

    def _compare(self) -> bool:
        """Return whether the table exists.

        Raises:
            ExportError: It exists and has another structure.

        """
        found = dict(
            self._rows_of(
                "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute "
                "WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped",
                self._qualified().as_string(self._connection),
            )
        )
        if not found:
            return False
        for column in self._columns:
            wanted = _type(column.type)
            if found.get(column.name) != wanted:
                has = f"is {found[column.name]}" if column.name in found else "is missing"
                raise ExportError(
                    f"{self._mismatch}: its column {column.name} {has}, and must be {wanted}"
                )
        unique = self._rows_of(
            "SELECT 1 FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]"
            " WHERE indrelid = to_regclass(%s) AND indisunique AND indnkeyatts = 1 AND indpred IS"
            " NULL AND attname = 'id'",
            self._qualified().as_string(self._connection),
        )
        if not unique:
            raise ExportError(f"{self._mismatch}: its column id is not a primary key")
        return True

    def _value(self, value: Any, column: Column) -> Any:
        from psycopg.types.json import Jsonb

        return Jsonb(value) if value is not None and _type(column.type) == "jsonb" else value

    def _declared(self, column: Column, *, key: bool = False) -> Composed:
        ends = " PRIMARY KEY" if key and column.name == "id" else ""
        return self._sql("{} " + _type(column.type) + ends, self._name(column.name), joined=False)

    def _rows_of(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement.encode(), values).fetchall()

    def _run(self, statement: str, *parts: Composable) -> None:
        self._connection.execute(self._sql(statement, *parts))

    def _sql(self, statement: str, *parts: Composable, joined: bool = True) -> Composed:
        """Fill a statement's parts in, joined by commas in one place or each in its own place."""
        from psycopg import sql

        places = [self._joined(parts)] if joined and parts else list(parts)
        return sql.SQL(statement).format(*places, table=self._qualified())

    def _joined(self, parts: Sequence[Composable]) -> Composed:
        from psycopg import sql

        return sql.SQL(", ").join(parts)

    def _name(self, name: str) -> Composable:
        from psycopg import sql

        return sql.Identifier(name)

    def _qualified(self) -> Composable:
        from psycopg import sql

        return sql.Identifier(*([self._schema] if self._schema is not None else []), self._table)


def _type(kind: FieldType) -> str:
    """Return the type's name, as PostgreSQL's format_type spells it."""
    if kind.item is not None:
        inner = _type(kind.item)
        return "jsonb" if inner == "jsonb" else f"{inner}[]"
    return _TYPES.get(kind.kind, "text")
