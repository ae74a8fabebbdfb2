"""The ledger of URLs as seen from outside: what is queued, what failed, what was walked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from newsscraper.store import url_queue
from newsscraper.store.database import Database
from newsscraper.store.filters import of_sites
from newsscraper.store.stretches import read_stretches
from newsscraper.store.tables import urls as table
from newsscraper.store.visits import Stretch

_FAILURE_FIELDS = (
    "url",
    "state",
    "cause",
    "reason",
    "status",
    "tries",
    "visited_at",
    "next_visit",
    "found_on",
)


class Urls:
    """The URLs of a store's ledger.

    Args:
        database: The store's database.

    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def count_queued(self, run: int) -> int:
        """Return how many URLs are queued for a run, without those that are leased.

        Raises:
            StoreError: The store cannot be read.

        """
        query = select(func.count().label("number")).where(
            table.c.run_id == run, table.c.state == "queued"
        )
        return int(next(self._database.rows(query))["number"])

    def requeue_leased(self, run: int) -> int:
        """Queue again what an ending run has leased and not settled.

        Returns:
            How many URLs are then queued for the run.

        Raises:
            StoreError: The store cannot be written.

        """
        with self._database.writing() as connection:
            return url_queue.requeue_leased(connection, run)

    def failures(
        self, sites: Iterable[str] = (), *, causes: Sequence[str] = (), gone: bool = False
    ) -> Iterator[dict[str, Any]]:
        """Yield the URLs that failed, in the order in which they were found.

        Each has ``url``, ``state``, ``cause``, ``reason``, ``status``, ``tries``, ``visited_at``,
        ``next_visit`` and ``found_on``.

        Args:
            sites: Only URLs of these sites; none for all.
            causes: Only URLs that failed with one of these causes; none for all.
            gone: Include URLs that are gone (404, 410).

        Raises:
            StoreError: The store cannot be read.

        """
        query = select(*(table.c[name] for name in _FAILURE_FIELDS)).where(
            _has_failed(sites, causes, gone=gone)
        )
        return self._database.rows(query.order_by(table.c.id))

    def retry(
        self, sites: Iterable[str] = (), *, causes: Sequence[str] = (), gone: bool = False
    ) -> int:
        """Queue URLs that failed for the next crawl of their site; return their number.

        The arguments are those of :meth:`failures`.

        Raises:
            StoreError: The store cannot be written.

        """
        with self._database.writing() as connection:
            return url_queue.retry(connection, _has_failed(sites, causes, gone=gone))

    def removed(self, sites: Iterable[str] = (), *, causes: Sequence[str] = ()) -> int:
        """Return how many URLs that failed were taken down since, which no retry fetches.

        Raises:
            StoreError: The store cannot be read.

        """
        asked = table.c.cause.in_(causes) if causes else table.c.cause.is_not(None)
        query = select(func.count().label("number")).where(
            table.c.state == "removed", of_sites(table.c.site, sites), asked
        )
        return int(next(self._database.rows(query))["number"])

    def stretches(self, site: str) -> list[Stretch]:
        """Return the parts of the site's listings that were walked without a gap, newest first.

        Raises:
            StoreError: The store cannot be read.

        """
        return read_stretches(self._database.rows, site)


def _has_failed(sites: Iterable[str], causes: Sequence[str], *, gone: bool) -> ColumnElement[bool]:
    states = ("failed", "gone") if gone else ("failed",)
    condition = and_(table.c.state.in_(states), of_sites(table.c.site, sites))
    return and_(condition, table.c.cause.in_(causes)) if causes else condition
