"""Runs: each crawl is a run, which begins, may be resumed, and ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, update

from newsscraper.store import url_queue
from newsscraper.store.database import Database, utc_now
from newsscraper.store.filters import of_sites
from newsscraper.store.tables import run_articles
from newsscraper.store.tables import runs as table


@dataclass(frozen=True, slots=True)
class RunStart:
    """The state in which a run starts."""

    number: int
    """Number of the run in the store."""
    started_at: str
    """When the run first started, ISO 8601, UTC."""
    resumed: bool = False
    """Whether an earlier process started it."""
    articles: int = 0
    """Number of articles that it already has."""
    recovered: int = 0
    """Number of URLs that a killed process had leased."""


class Runs:
    """The runs of a store.

    Args:
        database: The store's database.

    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, site: str | None, scope: dict[str, Any]) -> int:
        """Record that a run without a ledger begins; return its number.

        Raises:
            StoreError: The store cannot be written.

        """
        with self._database.writing() as connection:
            return _insert(connection, site, scope, utc_now(), is_open=False)

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
    ) -> RunStart:
        """Resume the open run of the same site and scope, or begin a new one.

        Args:
            site: Name of the site.
            scope: Everything that the run was asked for, as JSON types. Runs with different
                scopes are different runs.
            editions: Editions of the run.
            sources: Sources of the run; none for all.
            fresh: Abandon an open run instead of resuming it.
            adopting: Also take the articles that other runs left queued.
            recheck: A new run visits the stored articles again that were published on this day
                (ISO 8601) or later.

        Raises:
            StoreError: The store cannot be written.

        """
        now = utc_now()
        in_scope = url_queue.in_scope(site, editions, sources)
        with self._database.writing() as connection:
            recovered = url_queue.recover(connection, site, _a_day_after(now))
            start = _resume(connection, site, scope, now, fresh=fresh)
            if start is None:
                start = RunStart(_insert(connection, site, scope, now, is_open=True), now)
                url_queue.delete_navigation(connection, site)
            if adopting:
                url_queue.adopt(connection, start.number, in_scope, now)
            if start.resumed:
                url_queue.retry_due(connection, start.number, now)
            elif recheck is not None:
                url_queue.recheck(connection, start.number, in_scope, recheck)
        return replace(start, recovered=recovered)

    def finish(
        self, run: int, outcome: str, report: dict[str, Any], *, is_open: bool = False
    ) -> None:
        """Record how a run ended.

        Args:
            run: Number of the run.
            outcome: How it ended, in one word.
            report: Its report, as JSON types.
            is_open: Whether it can be resumed.

        Raises:
            StoreError: The store cannot be written.

        """
        values = {
            "finished_at": utc_now(),
            "outcome": outcome,
            "report": report,
            "open": is_open,
        }
        with self._database.writing() as connection:
            connection.execute(update(table).where(table.c.id == run).values(values))

    def get(self, number: int) -> dict[str, Any] | None:
        """Return a run as a row of the table ``runs``; ``None`` if there is no such run.

        Raises:
            StoreError: The store cannot be read.

        """
        return next(self._database.rows(select(table).where(table.c.id == number)), None)

    def newest(self, sites: Iterable[str] = (), number: int = 3) -> list[dict[str, Any]]:
        """Return the newest runs per site as rows of the table ``runs``.

        They are ordered by site; the runs of a site, newest first.

        Args:
            sites: Only runs of these sites; if empty, runs of all sites.
            number: Maximum number of runs per site.

        Raises:
            StoreError: The store cannot be read.

        """
        rank = func.row_number().over(partition_by=table.c.site, order_by=table.c.id.desc())
        ranked = (
            select(table, rank.label("rank"))
            .where(table.c.site.is_not(None), of_sites(table.c.site, sites))
            .subquery()
        )
        query = select(*(ranked.c[column.name] for column in table.c))
        query = query.where(ranked.c.rank <= number).order_by(ranked.c.site, ranked.c.id.desc())
        return [*self._database.rows(query)]

    def unfinished_since(self, site: str) -> str | None:
        """Return when the newest unfinished run of a site started, ISO 8601.

        It may be running, or its process was killed. ``None`` if there is no such run.

        Raises:
            StoreError: The store cannot be read.

        """
        query = select(table.c.started_at).where(
            table.c.site == site, table.c.open, table.c.finished_at.is_(None)
        )
        newest = next(self._database.rows(query.order_by(table.c.id.desc()).limit(1)), None)
        return newest["started_at"] if newest is not None else None


def abandon(connection: Connection, which: ColumnElement[bool], now: str) -> None:
    """End open runs so that nobody resumes them."""
    values = {
        "open": False,
        "outcome": "abandoned",
        "finished_at": func.coalesce(table.c.finished_at, now),
    }
    connection.execute(update(table).where(which).values(values))


def _resume(
    connection: Connection, site: str, scope: dict[str, Any], now: str, *, fresh: bool
) -> RunStart | None:
    """Resume the newest open run of the same scope, or abandon all of them if `fresh`."""
    query = select(table.c.id, table.c.scope, table.c.started_at).where(
        table.c.site == site, table.c.open
    )
    for number, known, started_at in connection.execute(query.order_by(table.c.id.desc())).all():
        if _sorted_lists(known) != _sorted_lists(scope):
            continue
        if fresh:
            abandon(connection, table.c.id == number, now)
            continue
        connection.execute(
            update(table).where(table.c.id == number).values(finished_at=None, outcome=None)
        )
        articles = connection.execute(
            select(func.count()).where(run_articles.c.run_id == number)
        ).scalar_one()
        return RunStart(number, started_at, resumed=True, articles=articles)
    return None


def _insert(
    connection: Connection, site: str | None, scope: dict[str, Any], now: str, *, is_open: bool
) -> int:
    row = {"site": site, "scope": scope, "started_at": now, "open": is_open}
    key = connection.execute(table.insert().values(row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _sorted_lists(scope: dict[str, Any]) -> dict[str, Any]:
    """Return a scope in which the order of sources does not matter."""
    return {
        name: sorted(value) if isinstance(value, list) else value for name, value in scope.items()
    }


def _a_day_after(time: str) -> str:
    return (datetime.fromisoformat(time.removesuffix("Z")) + timedelta(days=1)).isoformat() + "Z"
