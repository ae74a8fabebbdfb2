"""A run in the store: begun, or gone on with, and ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select, update

from newsscraper.store import urls
from newsscraper.store.tables import run_articles, runs


@dataclass(frozen=True, slots=True)
class RunStart:
    """What a run begins with."""

    number: int
    """Its number in the store."""
    started_at: str
    """When it began first, ISO, UTC."""
    resumed: bool = False
    """Whether an earlier process began it."""
    articles: int = 0
    """Articles that it has already."""
    recovered: int = 0
    """URLs that a process which was killed had under way."""


def begin(connection: Connection, site: str | None, scope: dict[str, Any], now: str) -> RunStart:
    """Notes that a run without a ledger begins."""
    return RunStart(_insert(connection, site, scope, now, is_open=False), now)


def begin_or_resume(
    connection: Connection,
    site: str,
    scope: dict[str, Any],
    now: str,
    *,
    editions: Sequence[str],
    sources: Sequence[str],
    fresh: bool = False,
    adopting: bool = True,
) -> RunStart:
    """Goes on with the open run of the same site and scope, or begins one.

    Args:
        connection: Where it is written.
        site: Name of the site.
        scope: All that the run was asked for, as JSON types: what tells one run's purpose from
            another's.
        now: The time, ISO.
        editions: The run's editions.
        sources: The run's sources; none for all.
        fresh: Abandons an open run instead of going on with it.
        adopting: Whether it also takes the articles that other runs left waiting.

    """
    tomorrow = (datetime.fromisoformat(now.removesuffix("Z")) + timedelta(days=1)).isoformat() + "Z"
    recovered = urls.recover(connection, site, tomorrow)
    mine = urls.scope_of(site, editions, sources)
    open_ones = select(runs.c.id, runs.c.scope, runs.c.started_at).where(
        runs.c.site == site, runs.c.open
    )
    for number, known, started_at in connection.execute(open_ones.order_by(runs.c.id.desc())).all():
        if _in_one_order(known) != _in_one_order(scope):
            continue
        if fresh:
            urls.abandon(connection, runs.c.id == number, now)
            continue
        connection.execute(
            update(runs).where(runs.c.id == number).values(finished_at=None, outcome=None)
        )
        if adopting:
            urls.adopt(connection, number, mine, now)
        urls.try_again(connection, number, now)
        counted = connection.execute(
            select(func.count()).where(run_articles.c.run_id == number)
        ).scalar_one()
        return RunStart(number, started_at, resumed=True, articles=counted, recovered=recovered)
    number = _insert(connection, site, scope, now, is_open=True)
    urls.forget_ways(connection, site)
    if adopting:
        urls.adopt(connection, number, mine, now)
    return RunStart(number, now, recovered=recovered)


def finish(
    connection: Connection,
    run: int,
    outcome: str,
    report: dict[str, Any],
    now: str,
    *,
    is_open: bool,
) -> None:
    """Notes how a run ended, and whether the same command goes on with it."""
    values = {"finished_at": now, "outcome": outcome, "report": report, "open": is_open}
    connection.execute(update(runs).where(runs.c.id == run).values(values))


def _insert(
    connection: Connection, site: str | None, scope: dict[str, Any], now: str, *, is_open: bool
) -> int:
    row = {"site": site, "scope": scope, "started_at": now, "open": is_open}
    key = connection.execute(runs.insert().values(row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _in_one_order(scope: dict[str, Any]) -> dict[str, Any]:
    """The same sources, named in another order, are the same scope."""
    return {
        name: sorted(value) if isinstance(value, list) else value for name, value in scope.items()
    }
