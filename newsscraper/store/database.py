"""The database of a store: opening it, its schema, transactions, locks and errors."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, Executable, create_engine, event, func, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from newsscraper.store import tables
from newsscraper.store.errors import StoreBusy, StoreError
from newsscraper.store.location import Location
from newsscraper.store.lock import SiteLock
from newsscraper.store.migration import SCHEMA_VERSION, migrate
from newsscraper.text.cleaning import clean

ReadRows = Callable[[Executable], Iterator[dict[str, Any]]]
"""Runs a query and yields its rows as dictionaries: :meth:`Database.rows`."""

# Besides the database's own errors: text that is not UTF-8, numbers beyond 64 bits, lists that are
# not JSON or are nested too deep, which only another program can have written.
_UNREADABLE = (SQLAlchemyError, UnicodeError, OverflowError, json.JSONDecodeError, RecursionError)
_ROWS_AT_ONCE = 500
_BUSY_SECONDS = 30
_CREATION_LOCK = 6_377_737  # arbitrary; other programs are unlikely to use the same number


class Database:
    """An SQLite file or a PostgreSQL database whose tables have the current schema.

    A store with an older schema is migrated when it is opened.

    Args:
        where: Path of an SQLite file, or a database URL (``postgresql://user@host/name``).
        create: Create the file and the tables if they are missing, and check that the store can be
            written.

    Raises:
        StoreError: The store cannot be opened, is not a newsscraper store, or was written by a
            newer version.

    """

    def __init__(self, where: str, *, create: bool = False) -> None:
        self._place = Location(where)
        self._place.check(create=create)
        options: dict[str, Any] = (
            {"connect_args": {"timeout": _BUSY_SECONDS}}
            if self._place.is_sqlite
            else {"pool_pre_ping": True}
        )
        self._file = self._place.opened()
        self._engine: Engine = create_engine(self._place.url, json_serializer=_to_json, **options)
        if self._place.is_sqlite:
            event.listen(self._engine, "connect", _configure_sqlite)
            # Otherwise a new connection would create an empty file.
            event.listen(self._engine, "do_connect", lambda *_: self._check_file())
        with self._translated_errors("open"):
            self._prepare(create=create)

    @property
    def location(self) -> str:
        """The path or URL to show to users, with any password hidden."""
        return self._place.display_name

    @property
    def folder(self) -> Path | None:
        """The folder of the SQLite file; ``None`` for a PostgreSQL database."""
        return self._place.folder

    def close(self) -> None:
        """Close all connections. A later query opens new ones."""
        self._engine.dispose()

    def lock(self, site: str) -> SiteLock:
        """Return the lock for crawling a site, not yet acquired."""
        return SiteLock(self._place, self._engine, site)

    def insert(self, table: Any) -> Any:
        """Return the dialect's INSERT, which supports ON CONFLICT."""
        return sqlite.insert(table) if self._place.is_sqlite else postgresql.insert(table)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a write transaction; it is committed unless the block raises.

        Raises:
            StoreError: The database refused; nothing was written.
            StoreGone: The file of the store was deleted, moved or replaced.
            StoreBusy: Another process has locked the database.

        """
        with self._translated_errors("write"), self._transaction() as connection:
            yield connection

    def rows(self, query: Executable) -> Iterator[dict[str, Any]]:
        """Run a query and yield its rows as dictionaries, fetched a few hundred at a time.

        Raises:
            StoreError: The store cannot be read.

        """
        with self._translated_errors("read"), self._engine.connect() as connection:
            result = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query)
            for row in result.mappings():
                yield dict(row)

    def checkpoint(self) -> None:
        """Empty SQLite's log into the file, unless another process is using the store."""
        if self._place.is_sqlite:
            with suppress(SQLAlchemyError), self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """Open a write transaction.

        SQLite takes its write lock at the start, because a transaction that has already read
        cannot wait for the lock later.
        """
        with self._engine.connect() as connection:
            self._check_file()
            if self._place.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()
            self._check_file()  # a file without a name takes every row

    def _check_file(self) -> None:
        if self._file is not None:
            self._file.check()

    @contextmanager
    def _translated_errors(self, action: str) -> Iterator[None]:
        """Raise database errors as :class:`StoreError` or :class:`StoreBusy`."""
        try:
            yield
        except _UNREADABLE as error:
            cause = _first_line(error)
            is_busy = cause == "database is locked" or _was_rolled_back_for_another(error)
            kind = StoreBusy if is_busy else StoreError
            raise kind(f"cannot {action} the store {self.location}: {cause}") from None

    # Schema

    def _prepare(self, *, create: bool) -> None:
        with self._engine.connect() as connection:
            version = self._schema_version(connection)
        if version is None and not create:
            raise StoreError(
                f"{self.location} is not a newsscraper store: the table {tables.info.name!r} is"
                " missing"
            )
        if version is None:
            self._create_tables()
        elif version < SCHEMA_VERSION:
            self._migrate()
        if create and self._place.is_sqlite:
            self._enable_wal()
        if create:
            with self._transaction():
                """Nothing is written: if the store is not writable, the error is raised now."""

    def _create_tables(self) -> None:
        with self._transaction() as connection:
            if not self._place.is_sqlite:
                connection.execute(select(func.pg_advisory_xact_lock(_CREATION_LOCK)))
            if self._schema_version(connection) is not None:
                return  # another process has created them in the meantime
            existing = set(inspect(connection).get_table_names())
            # An SQLite file must be empty. A PostgreSQL database may contain other tables, unless
            # their names are the same as ours.
            if not self._place.is_sqlite:
                existing &= set(tables.metadata.tables)
            if existing:
                raise StoreError(
                    f"{self.location} already has a table {min(existing)!r} that newsscraper did"
                    " not create; choose another store"
                )
            tables.metadata.create_all(connection)
            connection.execute(
                tables.info.insert().values(name="schema_version", value=str(SCHEMA_VERSION))
            )

    def _enable_wal(self) -> None:
        """Let readers work while one process writes. The setting is stored in the file."""
        end = monotonic() + _BUSY_SECONDS
        while True:
            try:
                with self._engine.connect() as connection:
                    connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            except OperationalError:
                # SQLite's timeout for locks does not apply to this statement.
                if monotonic() > end:
                    raise
                sleep(0.02)
            else:
                return

    def _migrate(self) -> None:
        try:
            with self._transaction() as connection:
                # Read the version again: another process may have migrated in the meantime.
                version = self._schema_version(connection)
                if version is not None and version < SCHEMA_VERSION:
                    migrate(connection, self.insert, self._place, version)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"cannot migrate the store {self.location} to the current schema: making a backup"
                f" copy failed: {error}"
            ) from None

    def _schema_version(self, connection: Connection) -> int | None:
        """Return the version of the schema, or ``None`` if there are no tables yet.

        Raises:
            StoreError: A newer version of newsscraper wrote the store.

        """
        if not inspect(connection).has_table(tables.info.name):
            return None
        value = connection.execute(
            select(tables.info.c.value).where(tables.info.c.name == "schema_version")
        ).scalar()
        if value is None or not value.isdecimal() or int(value) > SCHEMA_VERSION:
            raise StoreError(
                f"{self.location} was written by a newer version of newsscraper (schema {value};"
                f" this version supports up to {SCHEMA_VERSION}); upgrade newsscraper"
            )
        return int(value)


def utc_now() -> str:
    """Return the current time in UTC as ISO 8601, to the second."""
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


_ENCODER = json.JSONEncoder(ensure_ascii=False)


def _to_json(value: Any) -> str:
    # Fast path: of an article's two lists, images and warnings, at least one is usually empty.
    return _ENCODER.encode(value) if value != [] else "[]"


def _first_line(error: Exception) -> str:
    """Return the first line of the database's own message."""
    text = str(getattr(error, "orig", None) or error)
    # The message may quote what is in a row.
    lines = (clean(line) for line in text.splitlines())
    return next(filter(None, lines), type(error).__name__)


def _was_rolled_back_for_another(error: Exception) -> bool:
    """Whether PostgreSQL rolled the transaction back because of a concurrent one.

    Such a transaction may be retried (PostgreSQL documentation, Appendix A: serialization_failure
    40001, deadlock_detected 40P01).
    """
    return getattr(getattr(error, "orig", None), "sqlstate", None) in ("40001", "40P01")


def _configure_sqlite(connection: Any, record: Any) -> None:
    """Set up a new SQLite connection.

    In WAL mode, ``synchronous=NORMAL`` loses no committed row if the process is killed.
    """
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
