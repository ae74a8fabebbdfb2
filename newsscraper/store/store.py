"""The store: everything that can be read from it or written to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Executable, select

from newsscraper.items.records import ARTICLE_FIELDS
from newsscraper.store import changes, found_urls, tables, url_queue
from newsscraper.store.articles import Articles
from newsscraper.store.batch import Batch
from newsscraper.store.database import Database, utc_now
from newsscraper.store.exports import Exports
from newsscraper.store.filters import as_list, of_articles
from newsscraper.store.lock import SiteLock
from newsscraper.store.overview import Overview, read_overview
from newsscraper.store.quality import Quality, read_quality
from newsscraper.store.records import write_records
from newsscraper.store.runs import Runs
from newsscraper.store.sources import read_sources
from newsscraper.store.takedowns import Takedowns, withhold
from newsscraper.store.tickers import read_tickers
from newsscraper.store.urls import Urls
from newsscraper.store.versions import (
    keep_removals,
    keep_versions,
    portions_of_ids,
    read_versions,
)
from newsscraper.store.visits import Visit

DEFAULT_STORE = "data/newsscraper.db"
"""Where a crawl stores its records by default."""


@dataclass(frozen=True, slots=True)
class WriteResult:
    """The result of :meth:`Store.write`."""

    new: int = 0
    """Number of articles that were not stored before."""
    leased: list[Visit] = field(default_factory=list)
    """URLs that were leased to the run."""
    removed: set[str] = field(default_factory=set)
    """Addresses and ids in the batch that were taken down: neither queued nor stored."""


class Store:
    """Articles by ``id``, ticker snapshots with their sightings, sources, runs, and the ledger.

    Reading and writing both start from a store: its own methods for records, and ``runs``,
    ``urls`` and ``exports`` for the rest. It is a context manager that closes itself.

    Args:
        where: Path of an SQLite file, or a database URL (``postgresql://user@host/name``).
        create: Create the file and its tables if they are missing, and check that the store can
            be written.

    Raises:
        StoreError: The store cannot be opened, is not a newsscraper store, or was written by a
            newer version.

    """

    def __init__(self, where: str, *, create: bool = False) -> None:
        self._database = Database(where, create=create)
        self.location = self._database.location
        """The path or URL to show to users, with any password hidden."""
        self.folder = self._database.folder
        """The folder of the SQLite file; ``None`` for a PostgreSQL database."""
        self.runs = Runs(self._database)
        """The runs: beginning, resuming and finishing them."""
        self.urls = Urls(self._database)
        """The URLs of the ledger: what is queued and what failed."""
        self.exports = Exports(self._database)
        """The named exports."""
        self.takedowns = Takedowns(self._database)
        """The articles that were taken down."""

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
        """Close the database. A store that is used again opens it again."""
        self._database.close()

    def lock(self, site: str) -> SiteLock:
        """Return the lock for crawling a site, not yet acquired."""
        return self._database.lock(site)

    def write(self, batch: Batch, run: int | None = None, *, lease: int = 0) -> WriteResult:
        """Write a batch in one transaction: either all of it or nothing.

        Args:
            batch: Records and ledger rows.
            run: Number of the run that they belong to.
            lease: Lease up to this number of the run's queued URLs.

        Raises:
            StoreError: Nothing was written.

        """
        if not len(batch) and not lease:
            return WriteResult()
        now = utc_now()
        insert = self._database.insert
        with self._database.writing() as connection:
            if batch.articles:
                changes.lock(connection)
            batch, removed = withhold(connection, batch)
            new = write_records(connection, insert, batch, run)
            if batch.read:
                found_urls.add_read(connection, insert, batch.read.values(), run, now)
            if run is not None and batch.found:
                found_urls.add_found(connection, insert, list(batch.found.values()), run, now)
            if batch.outcomes:
                removals = [
                    (key, row["visited_at"] or now)
                    for key, row in batch.outcomes.items()
                    if row["state"] == "gone"
                ]
                keep_removals(connection, insert, removals)
                url_queue.settle(connection, insert, list(batch.outcomes.values()), run, now)
            leased = url_queue.lease(connection, run, lease) if lease and run is not None else []
        return WriteResult(new, leased, removed)

    def rewrite(self, batch: Batch) -> None:
        """Write records that were extracted again from stored fetches.

        The records that they replace are kept as earlier versions.

        Raises:
            StoreError: Nothing was written.

        """
        if not len(batch):
            return
        with self._database.writing() as connection:
            changes.lock(connection)
            batch, _ = withhold(connection, batch)
            keep_versions(connection, self._database.insert, list(batch.articles))
            write_records(connection, self._database.insert, batch, None)

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
        reserved: bool | None = None,
        limit: int | None = None,
    ) -> Articles:
        """Select articles, newest first.

        The store is read when the selection is used; a StoreError is then raised if it cannot be.

        Args:
            site: Site or sites: ``maghress``.
            edition: Edition or editions: ``fr``.
            source: Source or sources, by their slug (``source_id``).
            language: Language or languages of the articles: ``ar``.
            since: First day of publication, a date or ISO 8601. Undated articles are then left
                out.
            until: Last day of publication.
            run: Number or numbers of runs that fetched the articles.
            reserved: Only articles of which a use is reserved, or only those of which none is
                (``rights.reserved``); by default both.
            limit: Maximum number of articles.

        Raises:
            ValueError: A day is not an ISO 8601 date.

        """
        exact = {"site": site, "edition": edition, "source_id": source, "language": language}
        conditions = of_articles(exact, since=since, until=until, run=run, reserved=reserved)
        return Articles(self._database.rows, self.location, conditions, limit)

    def articles_by_id(self, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Yield the stored articles that have one of these ids.

        Raises:
            StoreError: The store cannot be read.

        """
        columns = [tables.articles.c[name] for name in ARTICLE_FIELDS]
        for some in portions_of_ids(list(ids)):
            yield from self.rows(select(*columns).where(tables.articles.c.id.in_(some)))

    def versions(self, article_id: str) -> list[dict[str, Any]]:
        """Return the versions of an article, oldest first; the last one is the current record.

        Each has ``seen_at``, ``content_hash`` and ``record``. If the page was found to be removed,
        ``content_hash`` and ``record`` are ``None``.

        Raises:
            StoreError: The store cannot be read.

        """
        return read_versions(self.rows, article_id)

    def tickers(
        self, sites: str | Iterable[str] = (), *, run: int | Iterable[int] | None = None
    ) -> Iterator[dict[str, Any]]:
        """Yield ticker snapshots with all their sightings, in the order of their first sighting.

        Args:
            sites: Only tickers of this site or these sites; none for all.
            run: Only tickers that this run, or one of these, has seen.

        Raises:
            StoreError: The store cannot be read.

        """
        return read_tickers(self.rows, as_list(sites), run)

    def sources(self, site: str, editions: str | Iterable[str] = ()) -> list[dict[str, Any]]:
        """Return the sources of a site, ordered by edition and slug.

        Each has ``edition``, ``source_id``, ``name`` (may be ``None``), ``articles`` (a number),
        and ``first`` and ``last`` (days of publication).

        Args:
            site: Name of the site.
            editions: Only this edition or these; none for all.

        Raises:
            StoreError: The store cannot be read.

        """
        return read_sources(self.rows, site, as_list(editions))

    def overview(self, sites: Iterable[str] = (), *, today: date) -> Overview:
        """Return a record per site and a record per source: articles and the state of the URLs.

        - ``articles``: their number; ``first`` and ``last``: days of publication.
        - ``days_since``: days from the last one to `today`; ``days_without``: days between the
          first and the last without any article.
        - ``queued``: URLs that wait or are being visited; ``failed``: numbers by cause; ``gone``.

        Args:
            sites: Only these sites; none for all.
            today: The day to count to.

        Raises:
            StoreError: The store cannot be read.

        """
        return read_overview(self.rows, list(sites), today=today)

    def quality(self, run: int) -> list[Quality]:
        """Return the page counts of the sources that a run read, in this run and earlier ones.

        See :mod:`newsscraper.store.quality`.

        Raises:
            StoreError: The store cannot be read.

        """
        return list(read_quality(self.rows, run))

    def kept_pages(self) -> Iterator[tuple[str, str]]:
        """Yield ``capture_ref`` and ``id`` of each article whose raw page is kept.

        Raises:
            StoreError: The store cannot be read.

        """
        table = tables.articles.c
        query = select(table.capture_ref, table.id).where(table.capture_ref.is_not(None))
        for row in self.rows(query):
            yield row["capture_ref"], row["id"]

    def values(self, field: str) -> list[str]:
        """Return the distinct values of a field in all articles, sorted, without null.

        Raises:
            StoreError: The store cannot be read.

        """
        column = tables.articles.c[field]
        query = select(column).distinct().where(column.is_not(None)).order_by(column)
        return [row[field] for row in self.rows(query)]

    def has_value(self, field: str, value: str, sites: Sequence[str] = ()) -> bool:
        """Whether an article or a source has this value in a field.

        Args:
            field: Name of the field.
            value: The value to look for.
            sites: Only articles and sources of these sites; none for all.

        Raises:
            StoreError: The store cannot be read.

        """
        for table in (tables.articles, tables.sources):
            if field in table.c:
                query = select(table.c[field]).where(table.c[field] == value).limit(1)
                if any(self.rows(query.where(table.c.site.in_(sites)) if sites else query)):
                    return True
        return False

    def rows(self, query: Executable) -> Iterator[dict[str, Any]]:
        """Run an SQLAlchemy query on :mod:`newsscraper.store.tables` and yield its rows.

        The rows are dictionaries, fetched a few hundred at a time.

        Raises:
            StoreError: The store cannot be read.

        """
        return self._database.rows(query)
