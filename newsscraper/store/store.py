"""The store itself: opened, written in batches, read as a stream."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from time import monotonic, sleep
from types import TracebackType
from typing import Any, Self

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Executable,
    create_engine,
    event,
    func,
    inspect,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from newsscraper.items.records import ARTICLE_FIELDS
from newsscraper.store import changes, quality, runs, tables, urls
from newsscraper.store.articles import Articles
from newsscraper.store.batch import Batch
from newsscraper.store.errors import StoreBusy, StoreError
from newsscraper.store.location import Location
from newsscraper.store.lock import SiteLock
from newsscraper.store.migration import migrate
from newsscraper.store.overview import failed
from newsscraper.store.records import keep_gone, keep_versions, write_records
from newsscraper.store.visits import Stretch, Visit

DEFAULT_STORE = "data/newsscraper.db"
"""Where a crawl keeps its records when nothing else is said."""

_ROWS_AT_ONCE = 500
_BUSY_SECONDS = 30
_CREATION_LOCK = 6_377_737  # any number that other programs are unlikely to lock


@dataclass(frozen=True, slots=True)
class Written:
    """What a transaction gave."""

    new: int = 0
    """Articles that were not there before."""
    leased: list[Visit] = field(default_factory=list)
    """URLs that it handed out."""


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
        self.folder = self._place.folder
        """The folder of the store's file; ``None`` for a database of a server."""
        self._engine: Engine = create_engine(
            self._place.url,
            json_serializer=_json,
            **(
                {"connect_args": {"timeout": _BUSY_SECONDS}}
                if self._place.is_sqlite
                else {"pool_pre_ping": True}
            ),
        )
        if self._place.is_sqlite:
            event.listen(self._engine, "connect", _configure_sqlite)
        with self._told("open"):
            self._prepare(create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database. A store that is read again opens it again."""
        self._engine.dispose()

    def lock(self, site: str) -> SiteLock:
        """The lock of whoever crawls a site; not yet taken."""
        return SiteLock(self._place, self._engine, site)

    # Writing

    def begin_run(self, site: str | None, scope: dict[str, Any]) -> int:
        """Notes that a run without a ledger begins and gives its number."""
        with self._told("write"), self._writing() as connection:
            return runs.begin(connection, site, scope, _now()).number

    def begin_or_resume(
        self,
        site: str,
        scope: dict[str, Any],
        *,
        editions: Sequence[str],
        sources: Sequence[str] = (),
        fresh: bool = False,
        adopting: bool = True,
        recheck: str | None = None,
    ) -> runs.RunStart:
        """Goes on with the open run of the same site and scope, or begins one: see
        :func:`newsscraper.store.runs`.

        Args:
            site: Name of the site.
            scope: What the run was asked for, as JSON types.
            editions: Its editions.
            sources: Its sources; none for all.
            fresh: Abandons an open run.
            adopting: Whether a new run takes what earlier ones left waiting.
            recheck: A new run asks once more for the articles published on this day, ISO, or later.

        """
        with self._told("write"), self._writing() as connection:
            start = runs.begin_or_resume(
                connection,
                site,
                scope,
                _now(),
                editions=editions,
                sources=sources,
                fresh=fresh,
                adopting=adopting,
            )
            if recheck is not None and not start.resumed:
                urls.recheck(
                    connection, start.number, urls.scope_of(site, editions, sources), recheck
                )
        return start

    def finish_run(
        self, run: int, outcome: str, report: dict[str, Any], *, is_open: bool = False
    ) -> None:
        """Notes how a run ended; one that is `is_open` can be gone on with."""
        with self._told("write"), self._writing() as connection:
            runs.finish(connection, run, outcome, report, _now(), is_open=is_open)

    def retry(
        self, sites: Iterable[str] = (), *, causes: Sequence[str] = (), gone: bool = False
    ) -> int:
        """Has the next crawl of its site ask once more for each URL that failed; gives their
        number.

        Args:
            sites: Only of these; none for all.
            causes: Only those that failed with one of these causes; none for all.
            gone: Also those that are gone.

        """
        with self._told("write"), self._writing() as connection:
            return urls.retry(connection, failed(sites, causes=causes, gone=gone))

    def give_back(self, run: int) -> int:
        """Queues again what was handed out and not settled, where a run ends in the middle; gives
        how many URLs wait for it."""
        with self._told("write"), self._writing() as connection:
            return urls.give_back(connection, run)

    def write(self, batch: Batch, run: int | None = None, *, lease: int = 0) -> Written:
        """Writes a batch in one transaction, all of it or nothing: records, and what the ledger
        says of the URLs.

        Args:
            batch: What to write.
            run: Number of the run it belongs to.
            lease: So many of the run's URLs are handed out.

        Raises:
            StoreError: nothing of the batch was written.

        """
        if not len(batch) and not lease:
            return Written()
        now = _now()
        with self._told("write"), self._writing() as connection:
            if batch.articles:
                changes.in_turn(connection)
            new = write_records(connection, self._insert, batch, run)
            if batch.read:
                urls.add_read(connection, self._insert, batch.read.values(), run, now)
            if run is not None and batch.found:
                urls.add(connection, self._insert, list(batch.found.values()), run, now)
            if batch.outcomes:
                gone = [
                    (key, row["visited_at"] or now)
                    for key, row in batch.outcomes.items()
                    if row["state"] == "gone"
                ]
                keep_gone(connection, self._insert, gone)
                urls.settle(connection, self._insert, list(batch.outcomes.values()), run, now)
            leased = urls.lease(connection, run, lease) if lease and run is not None else []
        return Written(new, leased)

    def begin_part(self, name: str, scope: dict[str, Any]) -> changes.Part | None:
        """What an export of that name is to write next: see
        :func:`newsscraper.store.changes.begin_part`."""
        with self._told("write"), self._writing() as connection:
            return changes.begin_part(connection, self._insert, name, scope)

    def finish_part(self, name: str, part: changes.Part) -> None:
        """Notes that a part is there: the next one begins behind it."""
        with self._told("write"), self._writing() as connection:
            changes.finish_part(connection, name, part)

    def rewrite(self, batch: Batch) -> None:
        """Writes records that were read anew from fetches that are stored: what is there is kept as
        an earlier version.

        Raises:
            StoreError: nothing of the batch was written.

        """
        if not len(batch):
            return
        with self._told("write"), self._writing() as connection:
            changes.in_turn(connection)
            keep_versions(connection, self._insert, list(batch.articles))
            write_records(connection, self._insert, batch, None)

    def forget_export(self, name: str) -> None:
        """Forgets how far an export of that name has come: the next one begins with the first
        change."""
        with self._told("write"), self._writing() as connection:
            changes.forget(connection, name)

    def _insert(self, table: Any) -> Any:
        return sqlite.insert(table) if self._place.is_sqlite else postgresql.insert(table)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that writes. SQLite's takes its lock at once: one that reads first could
        not wait for it later."""
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
        run: int | Iterable[int] | None = None,
        limit: int | None = None,
    ) -> Articles:
        """The articles that fit, newest first.

        Args:
            site: Site or sites: ``maghress``.
            edition: Edition or editions: ``fr``.
            source: Source or sources, by their slug (``source_id``).
            language: Language or languages of the articles: ``ar``.
            since: First day of publication, a date or ISO 8601. Articles without a date fit no
                range.
            until: Last day.
            run: Number of a run that fetched them, or numbers.
            limit: At most so many.

        Raises:
            StoreError: when they are read and the store cannot be.
            ValueError: a day is no ISO 8601 date.

        """
        columns = tables.articles.c
        conditions: list[ColumnElement[bool]] = [
            columns[name].in_(values)
            for name, wanted in (
                ("site", site),
                ("edition", edition),
                ("source_id", source),
                ("language", language),
            )
            if (values := [wanted] if isinstance(wanted, str) else list(wanted or ()))
        ]
        if since is not None:
            conditions.append(columns.published >= _day(since))
        if until is not None:
            conditions.append(columns.published <= _day(until))
        if run is not None:
            of_run = select(tables.run_articles.c.article_id).where(
                tables.run_articles.c.run_id.in_(_numbers(run))
            )
            conditions.append(columns.id.in_(of_run))
        return Articles(self, conditions, limit)

    def tickers(
        self, sites: str | Iterable[str] = (), *, run: int | Iterable[int] | None = None
    ) -> Iterator[dict[str, Any]]:
        """Ticker snapshots with all their sightings, in the order they were first seen.

        Args:
            sites: Only of this site or these sites; none means all.
            run: Only those that this run saw, or these.

        """
        times = tables.sightings.c
        first = (
            select(times.ticker_id, func.min(times.fetched_at).label("first_seen"))
            .group_by(times.ticker_id)
            .subquery()
        )
        query = select(tables.tickers, first.c.first_seen).outerjoin(
            first, first.c.ticker_id == tables.tickers.c.id
        )
        if wanted := [sites] if isinstance(sites, str) else list(sites):
            query = query.where(tables.tickers.c.site.in_(wanted))
        if run is not None:
            seen_by = select(tables.run_tickers.c.ticker_id).where(
                tables.run_tickers.c.run_id.in_(_numbers(run))
            )
            query = query.where(tables.tickers.c.id.in_(seen_by))
        for row in self.rows(query.order_by(first.c.first_seen, tables.tickers.c.id)):
            del row["first_seen"]
            seen = (
                select(times.fetched_at)
                .where(times.ticker_id == row["id"])
                .order_by(times.fetched_at)
            )
            yield {**row, "sightings": [sighting["fetched_at"] for sighting in self.rows(seen)]}

    def sources(self, site: str, editions: str | Iterable[str] = ()) -> list[dict[str, Any]]:
        """The sources of a site: ``edition``, ``source_id``, ``name`` (or None), ``articles``,
        ``first``, ``last`` (dates)."""
        wanted = (editions,) if isinstance(editions, str) else tuple(editions)
        table, found = tables.sources.c, tables.articles.c
        query = (
            select(
                table.edition,
                table.source_id,
                table.name,
                func.count(found.id).label("articles"),
                func.min(found.published).label("first"),
                func.max(found.published).label("last"),
            )
            .select_from(tables.sources)
            .outerjoin(
                tables.articles,
                (found.site == table.site)
                & (found.edition == table.edition)
                & (found.source_id == table.source_id),
            )
            .where(table.site == site)
            .group_by(table.edition, table.source_id, table.name)
            .order_by(table.edition, table.source_id)
        )
        return [row for row in self.rows(query) if not wanted or row["edition"] in wanted]

    def articles_by_id(self, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
        """The articles of these ids that are there."""
        for start in range(0, len(ids), _ROWS_AT_ONCE):
            columns = (tables.articles.c[name] for name in ARTICLE_FIELDS)
            yield from self.rows(
                select(*columns).where(tables.articles.c.id.in_(ids[start : start + _ROWS_AT_ONCE]))
            )

    def kept_pages(self) -> Iterator[tuple[str, str]]:
        """``capture_ref`` and ``id`` of each article whose raw page is kept."""
        table = tables.articles.c
        for row in self.rows(
            select(table.capture_ref, table.id).where(table.capture_ref.is_not(None))
        ):
            yield row["capture_ref"], row["id"]

    def exports(self) -> list[dict[str, Any]]:
        """The exports with a name, by name: ``name``, ``scope``, ``done``, ``under_way``, and
        ``waiting``.

        The last is how many articles of the store are new or changed since.
        """
        return list(self.rows(changes.overview()))

    def known(self, field: str) -> list[str]:
        """What articles of the store have as a field, each value once, ordered; null left out."""
        column = tables.articles.c[field]
        return [
            row[field]
            for row in self.rows(
                select(column).distinct().where(column.is_not(None)).order_by(column)
            )
        ]

    def knows(self, field: str, value: str, sites: Sequence[str] = ()) -> bool:
        """Whether an article of some sites (none: all) has a value as a field, or a newspaper of
        theirs that was met has it."""
        for table in (tables.articles, tables.sources):
            if field in table.c:
                query = select(table.c[field]).where(table.c[field] == value).limit(1)
                if any(self.rows(query.where(table.c.site.in_(sites)) if sites else query)):
                    return True
        return False

    def waiting(self, run: int) -> int:
        """How many URLs wait for a run, those under way not counted."""
        table = tables.urls
        query = (
            select(func.count())
            .select_from(table)
            .where(table.c.run_id == run, table.c.state == "queued")
        )
        return int(next(iter(self.rows(query)))["count_1"])

    def under_way(self, site: str) -> str | None:
        """When the newest run of a site that has not ended began; one that was killed has not ended
        either."""
        table = tables.runs.c
        query = select(table.started_at).where(
            table.site == site, table.open, table.finished_at.is_(None)
        )
        return next(
            (row["started_at"] for row in self.rows(query.order_by(table.id.desc()).limit(1))), None
        )

    def quality(self, run: int) -> list[quality.Quality]:
        """How whole the pages of the sources were that a run read, in it and in runs before:
        :mod:`newsscraper.store.quality`."""
        return list(quality.of_run(self.rows, run))

    def stretches(self, site: str) -> list[Stretch]:
        """What was walked whole of the site's listings, the newest first."""
        table = tables.stretches
        query = select(*(table.c[field.name] for field in fields(Stretch))).where(
            table.c.site == site
        )
        return [Stretch(**row) for row in self.rows(query.order_by(table.c.newest.desc()))]

    def versions(self, article_id: str) -> list[dict[str, Any]]:
        """What an article said over time, oldest first, today's last: ``seen_at``,
        ``content_hash``, ``record``.

        Where it was found gone, ``content_hash`` and ``record`` are ``None``.
        """
        table = tables.versions
        query = select(table.c.seen_at, table.c.content_hash, table.c.record).where(
            table.c.article_id == article_id
        )
        found = list(self.rows(query))
        today = select(*(tables.articles.c[name] for name in ARTICLE_FIELDS)).where(
            tables.articles.c.id == article_id
        )
        found += [
            {"seen_at": row["fetched_at"] or "", "content_hash": row["content_hash"], "record": row}
            for row in self.rows(today)
        ]
        return sorted(found, key=lambda version: str(version["seen_at"]))

    def last_run(self, site: str | None = None) -> dict[str, Any] | None:
        """The newest run, of a site or of any, as its row; ``None`` where there is none."""
        query = select(tables.runs).order_by(tables.runs.c.id.desc()).limit(1)
        if site is not None:
            query = query.where(tables.runs.c.site == site)
        return next(iter(self.rows(query)), None)

    def run(self, number: int) -> dict[str, Any] | None:
        """A run as its row; ``None`` where there is none of that number."""
        return next(iter(self.rows(select(tables.runs).where(tables.runs.c.id == number))), None)

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
            version = self._version(connection)
        if version is None and not create:
            raise StoreError(
                f"{self.location} is no store of newsscraper: it has no table {tables.info.name!r}"
            )
        if version is None:
            self._make_tables()
        elif version < tables.SCHEMA_VERSION:
            self._migrate()
        if create and self._place.is_sqlite:
            self._enter_wal()
        if create:
            with self._writing():
                """Nothing is written: whoever is to write is told now that it cannot be."""

    def _make_tables(self) -> None:
        with self._writing() as connection:
            if not self._place.is_sqlite:
                connection.execute(select(func.pg_advisory_xact_lock(_CREATION_LOCK)))
            if self._version(connection) is not None:
                return  # another process has made them meanwhile
            there = set(inspect(connection).get_table_names())
            # A file is a store or something else; a PostgreSQL database may hold other tables
            # beside ours.
            if taken := there if self._place.is_sqlite else there & set(tables.metadata.tables):
                raise StoreError(
                    f"{self.location} has a table {min(taken)!r} that is not newsscraper's; name"
                    " another store"
                )
            tables.metadata.create_all(connection)
            connection.execute(
                tables.info.insert().values(name="schema_version", value=str(tables.SCHEMA_VERSION))
            )

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

    def _migrate(self) -> None:
        try:
            with self._writing() as connection:
                version = self._version(connection)
                if (
                    version is not None and version < tables.SCHEMA_VERSION
                ):  # unless another process has done it meanwhile
                    migrate(connection, self._insert, self._place, version)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"cannot bring the store {self.location} to today's schema: no copy of it can be"
                f" made: {error}"
            ) from None

    def _version(self, connection: Connection) -> int | None:
        """The schema's version; ``None`` where there is no store yet.

        Raises:
            StoreError: a newer newsscraper wrote it.

        """
        if not inspect(connection).has_table(tables.info.name):
            return None
        value = connection.execute(
            select(tables.info.c.value).where(tables.info.c.name == "schema_version")
        ).scalar()
        if value is None or not value.isdecimal() or int(value) > tables.SCHEMA_VERSION:
            raise StoreError(
                f"{self.location} was written by a newer newsscraper (its schema is {value}, this"
                f" one reads up to {tables.SCHEMA_VERSION}); install that version"
            )
        return int(value)

    @contextmanager
    def _told(self, doing: str) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, UnicodeError, OverflowError) as error:
            cause = _cause(error)
            kind = StoreBusy if cause == "database is locked" or _in_the_way(error) else StoreError
            raise kind(f"cannot {doing} the store {self.location}: {cause}") from None


_ENCODER = json.JSONEncoder(ensure_ascii=False)


def _json(value: Any) -> str:
    # Most lists are empty: of an article's images and warnings, one of the two nearly always.
    return _ENCODER.encode(value) if value != [] else "[]"


def _numbers(run: int | Iterable[int]) -> list[int]:
    return [run] if isinstance(run, int) else list(run)


def _day(value: str | date) -> str:
    return (date.fromisoformat(value) if isinstance(value, str) else value).isoformat()[:10]


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _cause(error: Exception) -> str:
    """The database's own words, its first line."""
    text = str(getattr(error, "orig", None) or error)
    return next((line for line in text.splitlines() if line.strip()), type(error).__name__).strip()


def _in_the_way(error: Exception) -> bool:
    """Whether PostgreSQL has sacrificed a transaction to another's: it may be tried again (Appendix
    A: 40001, 40P01)."""
    return getattr(getattr(error, "orig", None), "sqlstate", None) in ("40001", "40P01")


def _configure_sqlite(connection: Any, record: Any) -> None:
    """In WAL mode NORMAL loses no committed row when the process is killed."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
