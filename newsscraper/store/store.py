"""The store itself: opened, written in batches, read as a stream."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from time import monotonic, sleep
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Engine, Executable, create_engine, event, func, inspect, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from newsscraper.items import ARTICLE_FIELDS
from newsscraper.store import tables
from newsscraper.store.articles import Articles
from newsscraper.store.batch import Batch
from newsscraper.store.errors import StoreBusy, StoreError
from newsscraper.store.location import Location

DEFAULT_STORE = "data/newsscraper.db"
"""Where a crawl keeps its records when nothing else is said."""

_ROWS_AT_ONCE = 500
_BUSY_SECONDS = 30
_IDS_AT_ONCE = 500
_CREATION_LOCK = 6_377_737  # any number that other programs are unlikely to lock


class Store:
    """Articles by ``id``, ticker snapshots with their sightings, sources and runs.

    Args:
        where: Path of an SQLite file, or an SQLAlchemy address (``postgresql://user@host/name``).
        create: Whether a file or tables that are missing are made; to read, they must be there.

    Raises:
        StoreError: it cannot be opened, is no store, or was written by a newer version.

    """

    def __init__(self, where: str, *, create: bool = False) -> None:
        self._place = Location(where)
        self._place.check(create=create)
        self.location = self._place.shown
        """How to name the store to the user; a password in the address is left out."""
        self._engine: Engine = create_engine(
            self._place.url,
            json_serializer=lambda value: json.dumps(value, ensure_ascii=False),
            **({"connect_args": {"timeout": _BUSY_SECONDS}} if self._place.is_sqlite else {"pool_pre_ping": True}),
        )
        if self._place.is_sqlite:
            event.listen(self._engine, "connect", _configure_sqlite)
        with self._told("open"):
            self._prepare(create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database. A store that is read again opens it again."""
        self._engine.dispose()

    # Writing

    def begin_run(self, site: str | None, scope: dict[str, Any]) -> int:
        """Notes that a run begins and gives its number."""
        row = {"site": site, "scope": scope, "started_at": _now()}
        with self._told("write"), self._writing() as connection:
            key = connection.execute(tables.runs.insert().values(row)).inserted_primary_key
        assert key is not None
        return int(key[0])

    def finish_run(self, run: int, outcome: str, report: dict[str, Any]) -> None:
        """Notes how a run ended."""
        values = {"finished_at": _now(), "outcome": outcome, "report": report}
        with self._told("write"), self._writing() as connection:
            connection.execute(update(tables.runs).where(tables.runs.c.id == run).values(values))

    def write(self, batch: Batch, run: int | None = None) -> int:
        """Writes a batch in one transaction: all of it or nothing.

        An article that is there is replaced, unless what is there was fetched later.

        Returns:
            How many of the articles were not there before.

        Raises:
            StoreError: nothing of the batch was written.

        """
        if not len(batch):
            return 0
        with self._told("write"), self._writing() as connection:
            known = self._known(connection, list(batch.articles))
            if batch.articles:
                connection.execute(self._upsert_articles(), list(batch.articles.values()))
            if batch.tickers:
                statement = self._insert(tables.tickers).on_conflict_do_nothing()
                connection.execute(statement, list(batch.tickers.values()))
            if batch.sightings:
                statement = self._insert(tables.sightings).on_conflict_do_nothing()
                connection.execute(statement, [{"ticker_id": key, "fetched_at": at} for key, at in sorted(batch.sightings)])
            if run is not None:
                for table, column, ids in (
                    (tables.run_articles, "article_id", batch.articles), (tables.run_tickers, "ticker_id", batch.tickers),
                ):  # fmt: skip
                    if ids:
                        statement = self._insert(table).on_conflict_do_nothing()
                        connection.execute(statement, [{"run_id": run, column: key} for key in ids])
            if batch.sources:
                statement = self._insert(tables.sources)
                name = func.coalesce(statement.excluded.name, tables.sources.c.name)
                statement = statement.on_conflict_do_update(index_elements=["site", "edition", "source_id"], set_={"name": name})
                named = [
                    {"site": site, "edition": edition, "source_id": source_id, "name": name}
                    for (site, edition, source_id), name in sorted(batch.sources.items())
                ]
                connection.execute(statement, named)
        return len(batch.articles) - known

    def _upsert_articles(self) -> Any:
        statement = self._insert(tables.articles)
        taken = {name: statement.excluded[name] for name in ARTICLE_FIELDS if name != "id"}
        old, new = tables.articles.c.fetched_at, statement.excluded.fetched_at
        # A record without a time of fetch cannot be told to be older.
        return statement.on_conflict_do_update(
            index_elements=["id"], set_=taken, where=old.is_(None) | new.is_(None) | (new >= old)
        )

    def _insert(self, table: Any) -> Any:
        return sqlite.insert(table) if self._place.is_sqlite else postgresql.insert(table)

    def _known(self, connection: Connection, ids: list[str]) -> int:
        known = 0
        for start in range(0, len(ids), _IDS_AT_ONCE):
            some = ids[start : start + _IDS_AT_ONCE]
            query = select(func.count()).select_from(tables.articles).where(tables.articles.c.id.in_(some))
            known += int(connection.execute(query).scalar_one())
        return known

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that writes. SQLite's takes its lock at once: one that reads first could not wait for it later."""
        with self._engine.connect() as connection:
            if self._place.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()

    # Reading

    def articles(
        self,
        *,
        site: str | Iterable[str] | None = None,
        edition: str | Iterable[str] | None = None,
        source: str | Iterable[str] | None = None,
        language: str | Iterable[str] | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        run: int | None = None,
        limit: int | None = None,
    ) -> Articles:
        """The articles that fit, newest first.

        Args:
            site: Site or sites: ``maghress``.
            edition: Edition or editions: ``fr``.
            source: Source or sources, by their slug (``source_id``).
            language: Language or languages of the articles: ``ar``.
            since: First day of publication, a date or ISO 8601. Articles without a date fit no range.
            until: Last day.
            run: Number of a run that fetched them.
            limit: At most so many.

        Raises:
            StoreError: when they are read and the store cannot be.
            ValueError: a day is no ISO 8601 date.

        """
        columns = tables.articles.c
        conditions: list[ColumnElement[bool]] = [
            columns[name].in_(values)
            for name, wanted in (("site", site), ("edition", edition), ("source_id", source), ("language", language))
            if (values := [wanted] if isinstance(wanted, str) else list(wanted or ()))
        ]
        if since is not None:
            conditions.append(columns.published >= _day(since))
        if until is not None:
            conditions.append(columns.published <= _day(until))
        if run is not None:
            of_run = select(tables.run_articles.c.article_id).where(tables.run_articles.c.run_id == run)
            conditions.append(columns.id.in_(of_run))
        return Articles(self, conditions, limit)

    def tickers(self, sites: str | Iterable[str] = (), *, run: int | None = None) -> Iterator[dict[str, Any]]:
        """Ticker snapshots with all their sightings, in the order they were first seen.

        Args:
            sites: Only of this site or these sites; none means all.
            run: Only those that this run saw.

        """
        times = tables.sightings.c
        first = select(times.ticker_id, func.min(times.fetched_at).label("first_seen")).group_by(times.ticker_id).subquery()
        query = select(tables.tickers, first.c.first_seen).outerjoin(first, first.c.ticker_id == tables.tickers.c.id)
        if wanted := [sites] if isinstance(sites, str) else list(sites):
            query = query.where(tables.tickers.c.site.in_(wanted))
        if run is not None:
            seen_by = select(tables.run_tickers.c.ticker_id).where(tables.run_tickers.c.run_id == run)
            query = query.where(tables.tickers.c.id.in_(seen_by))
        for row in self.rows(query.order_by(first.c.first_seen, tables.tickers.c.id)):
            del row["first_seen"]
            seen = select(times.fetched_at).where(times.ticker_id == row["id"]).order_by(times.fetched_at)
            yield {**row, "sightings": [sighting["fetched_at"] for sighting in self.rows(seen)]}

    def sources(self, site: str, editions: str | Iterable[str] = ()) -> list[dict[str, Any]]:
        """The sources of a site: ``edition``, ``source_id``, ``name`` (or None), ``articles``, ``first``, ``last`` (dates)."""
        wanted = (editions,) if isinstance(editions, str) else tuple(editions)
        table, found = tables.sources.c, tables.articles.c
        query = (
            select(
                table.edition, table.source_id, table.name, func.count(found.id).label("articles"),
                func.min(found.published).label("first"), func.max(found.published).label("last"),
            )
            .select_from(tables.sources)
            .outerjoin(
                tables.articles,
                (found.site == table.site) & (found.edition == table.edition) & (found.source_id == table.source_id),
            )
            .where(table.site == site)
            .group_by(table.edition, table.source_id, table.name)
            .order_by(table.edition, table.source_id)
        )  # fmt: skip
        return [row for row in self.rows(query) if not wanted or row["edition"] in wanted]

    def last_run(self, site: str | None = None) -> dict[str, Any] | None:
        """The newest run, of a site or of any, as its row; ``None`` where there is none."""
        query = select(tables.runs).order_by(tables.runs.c.id.desc()).limit(1)
        if site is not None:
            query = query.where(tables.runs.c.site == site)
        return next(iter(self.rows(query)), None)

    def rows(self, query: Executable) -> Iterator[dict[str, Any]]:
        """The rows of a query as dictionaries, read a few hundred at a time.

        Raises:
            StoreError: the store cannot be read.

        """
        with self._told("read"), self._engine.connect() as connection:
            result = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query)
            for row in result.mappings():
                yield dict(row)

    # Opening

    def _prepare(self, *, create: bool) -> None:
        with self._engine.connect() as connection:
            ours = self._is_ours(connection)
        if not ours and not create:
            raise StoreError(f"{self.location} is no store of newsscraper: it has no table {tables.info.name!r}")
        if not ours:
            self._make_tables()
        if create and self._place.is_sqlite:
            self._enter_wal()
        if create:
            with self._writing():
                """Nothing is written: whoever is to write is told now that it cannot be."""

    def _make_tables(self) -> None:
        with self._writing() as connection:
            if not self._place.is_sqlite:
                connection.execute(select(func.pg_advisory_xact_lock(_CREATION_LOCK)))
            if self._is_ours(connection):
                return  # another process has made them meanwhile
            there = set(inspect(connection).get_table_names())
            # A file is a store or something else; a PostgreSQL database may hold other tables beside ours.
            if taken := there if self._place.is_sqlite else there & set(tables.metadata.tables):
                raise StoreError(f"{self.location} has a table {min(taken)!r} that is not newsscraper's; name another store")
            tables.metadata.create_all(connection)
            connection.execute(tables.info.insert().values(name="schema_version", value=str(tables.SCHEMA_VERSION)))

    def _enter_wal(self) -> None:
        """Lets readers and one writer work side by side; the file remembers it."""
        end = monotonic() + _BUSY_SECONDS
        while True:
            try:
                with self._engine.connect() as connection:
                    connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            except OperationalError:
                # SQLite does not wait for others here, as it does for every other lock.
                if monotonic() > end:
                    raise
                sleep(0.02)
            else:
                return

    def _is_ours(self, connection: Connection) -> bool:
        if not inspect(connection).has_table(tables.info.name):
            return False
        version = connection.execute(select(tables.info.c.value).where(tables.info.c.name == "schema_version"))
        self._check_version(version.scalar())
        return True

    def _check_version(self, value: str | None) -> None:
        if value is None or not value.isdecimal() or int(value) > tables.SCHEMA_VERSION:
            raise StoreError(
                f"{self.location} was written by a newer newsscraper (its schema is {value}, this one reads up to "
                f"{tables.SCHEMA_VERSION}); install that version"
            )

    @contextmanager
    def _told(self, doing: str) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, UnicodeError, OverflowError) as error:
            cause = _cause(error)
            kind = StoreBusy if cause == "database is locked" else StoreError
            raise kind(f"cannot {doing} the store {self.location}: {cause}") from None


def _day(value: str | date) -> str:
    return (date.fromisoformat(value) if isinstance(value, str) else value).isoformat()[:10]


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _cause(error: Exception) -> str:
    """The database's own words, its first line."""
    text = str(getattr(error, "orig", None) or error)
    return next((line for line in text.splitlines() if line.strip()), type(error).__name__).strip()


def _configure_sqlite(connection: Any, record: Any) -> None:
    """In WAL mode NORMAL loses no committed row when the process is killed."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
