"""Takedowns: articles that are deleted and neither fetched nor stored again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, select, update

from newsscraper.items.fields import Address, Fields, Moment
from newsscraper.store import changes, tables
from newsscraper.store.batch import Batch
from newsscraper.store.bulk_insert import Insert
from newsscraper.store.database import Database, utc_now
from newsscraper.store.marking import Marked, Marking
from newsscraper.store.tables import takedowns as table
from newsscraper.store.versions import portions_of_ids

_ROWS_AT_ONCE = 5_000

_SELECTION = {"site": "site", "edition": "edition", "source": "source_id"}
"""The parts of an export's selection that an article keeps for life, and their columns."""


@dataclass(frozen=True, slots=True)
class Takedown:
    """An article that was taken down, as an incremental export reports it."""

    id: str
    """Id of the article."""
    url: Address | None
    """Its address."""
    removed_at: Moment
    """When it was taken down."""


TAKEDOWN_FIELDS = Fields.of(Takedown, table="removed")


@dataclass(frozen=True, slots=True)
class Reports:
    """The takedowns that concern an export."""

    last: int
    """Number of the last one; 0 without any."""
    records: list[dict[str, Any]]
    """All of them, as :class:`Takedown` records."""
    is_new: bool
    """Whether the export has not reported the last one yet."""


class Takedowns:
    """The takedowns of a store.

    Args:
        database: The store's database.

    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(
        self, names: Sequence[str] = (), *, sources: Sequence[str] = (), sites: Sequence[str] = ()
    ) -> Marked:
        """Return what a takedown of some articles, or of all of some sources, concerns.

        Args:
            names: Ids or addresses of articles. An address that begins with ``http`` need not be
                stored.
            sources: Slugs of sources: their stored articles, and the addresses of others that
                were found.
            sites: Only sources of these sites; none for all.

        Raises:
            StoreError: The store cannot be read.

        """
        return Marking(self._database.rows).mark(names, sources, sites)

    def take_down(self, marked: Marked) -> None:
        """Delete the articles with their versions, and forbid their addresses, in a transaction.

        Raises:
            StoreError: Nothing was changed.

        """
        now = utc_now()
        with self._database.writing() as connection:
            if connection.dialect.name == "sqlite":
                # Deleted text is overwritten, so that it is not in the file any more.
                connection.exec_driver_sql("PRAGMA secure_delete=ON")
            changes.lock(connection)
            rows = [
                {
                    "article_id": key,
                    **row,
                    "was_stored": key in marked.stored,
                    "removed_at": now,
                }
                for key, row in marked.articles.items()
            ]
            statement = self._database.insert(table).on_conflict_do_nothing()
            for start in range(0, len(rows), _ROWS_AT_ONCE):
                connection.execute(statement, rows[start : start + _ROWS_AT_ONCE])
            for some in portions_of_ids(list(marked.articles)):
                _delete(connection, some)
            _forbid(connection, self._database.insert, marked)
        self._database.checkpoint()

    def ids(self) -> set[str]:
        """Return the ids of all articles that were taken down.

        Raises:
            StoreError: The store cannot be read.

        """
        return {row["article_id"] for row in self._database.rows(select(table.c.article_id))}

    def among(self, ids: Sequence[str]) -> set[str]:
        """Return which of these articles were taken down.

        Raises:
            StoreError: The store cannot be read.

        """
        return {
            row["article_id"]
            for some in portions_of_ids(list(ids))
            for row in self._database.rows(
                select(table.c.article_id).where(table.c.article_id.in_(some))
            )
        }

    def of_export(self, name: str, scope: dict[str, Any]) -> Reports:
        """Return the takedowns since an export began.

        Args:
            name: Name of the export.
            scope: Its selection: ``site``, ``edition`` and ``source``, each a list.

        Raises:
            StoreError: The store cannot be read.

        """
        exports = changes.exports.c
        own = select(exports.takedowns_before, exports.takedowns_done).where(exports.name == name)
        row = next(self._database.rows(own), None)
        before, done = (row[key] or 0 for key in row) if row else (0, 0)
        found = list(self._rows(scope, before))
        last = max((number for number, _ in found), default=0)
        return Reports(last, [record for _, record in found], is_new=last > done)

    def report(self, name: str, reports: Reports) -> None:
        """Record that an export has written these takedowns.

        Raises:
            StoreError: The store cannot be written.

        """
        exports = changes.exports
        with self._database.writing() as connection:
            connection.execute(
                update(exports).where(exports.c.name == name).values(takedowns_done=reports.last)
            )

    def all(self) -> list[dict[str, Any]]:
        """Return all takedowns of articles that were stored, as records.

        Raises:
            StoreError: The store cannot be read.

        """
        return [record for _, record in self._rows({}, 0)]

    def _rows(self, scope: dict[str, Any], before: int) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield number and record of the stored articles that were taken down after a number."""
        query = select(table).where(table.c.number > before, table.c.was_stored)
        for key, column in _SELECTION.items():
            if values := scope.get(key):
                query = query.where(table.c[column].in_(values))
        for row in self._database.rows(query.order_by(table.c.number)):
            names = {"id": row["article_id"], "url": row["url"], "removed_at": row["removed_at"]}
            yield row["number"], names


def withhold(connection: Connection, batch: Batch) -> tuple[Batch, set[str]]:
    """Return a batch without the articles that were taken down.

    Args:
        connection: Connection with an open write transaction.
        batch: The batch; it stays as it is.

    Returns:
        The batch to write, and what was taken down of all that it found: addresses and ids.

    """
    if connection.execute(select(table.c.number).limit(1)).first() is None:
        return batch, set()
    urls, dropped, found = tables.urls.c, set[str](), set[str]()
    for some in portions_of_ids(list(batch.articles)):
        query = select(table.c.article_id).where(table.c.article_id.in_(some))
        dropped.update(connection.execute(query).scalars())
    for some in portions_of_ids(list(batch.found)):
        query = select(urls.url).where(urls.url.in_(some), urls.state == "removed")
        found.update(connection.execute(query).scalars())
    if dropped:
        articles = {key: row for key, row in batch.articles.items() if key not in dropped}
        batch = replace(batch, articles=articles)
    return batch, dropped | found


def _delete(connection: Connection, ids: list[str]) -> None:
    for column in (
        tables.run_articles.c.article_id,
        changes.table.c.article_id,
        tables.versions.c.article_id,
        tables.articles.c.id,
    ):
        connection.execute(delete(column.table).where(column.in_(ids)))


def _forbid(connection: Connection, insert: Insert, marked: Marked) -> None:
    """Set the addresses of articles to ``removed`` in the ledger."""
    addresses = {url: marked.articles[key] for url, key in marked.urls.items()}
    addresses |= {row["url"]: row for row in marked.articles.values() if row["url"]}
    rows = [
        {**row, "url": url, "kind": "article", "state": "removed"} for url, row in addresses.items()
    ]
    reset = {"state": "removed", "request": None, "next_visit": None}
    statement = insert(tables.urls).on_conflict_do_update(index_elements=["url"], set_=reset)
    if rows:
        connection.execute(statement, rows)
