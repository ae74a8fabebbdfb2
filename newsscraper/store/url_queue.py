"""The queue in the table ``urls``: which URLs wait for a run, are leased, and how visits ended.

All functions work in the caller's write transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    case,
    delete,
    func,
    or_,
    select,
    update,
)

from newsscraper.store.bulk_insert import Insert
from newsscraper.store.stretches import write_stretch
from newsscraper.store.tables import articles, runs
from newsscraper.store.tables import urls as table
from newsscraper.store.visits import Visit

RESULT_COLUMNS = (
    "state",
    "status",
    "cause",
    "reason",
    "etag",
    "last_modified",
    "visited_at",
    "next_visit",
    "tries",
    "article_id",
)
"""The columns that :func:`settle` writes."""

_MAX_KILLS = 20

_VISIT_FIELDS = (
    "url",
    "site",
    "edition",
    "source_id",
    "kind",
    "priority",
    "depth",
    "found_on",
    "request",
    "tries",
    "etag",
    "last_modified",
)

_QUEUED = (
    select(table.c.id, *(table.c[name] for name in _VISIT_FIELDS))
    .where(table.c.run_id == bindparam("run"), table.c.state == "queued")
    .order_by(table.c.priority.desc(), table.c.id)
    .limit(bindparam("number"))
)
_LEASE = (
    update(table).where(table.c.id.in_(bindparam("ids", expanding=True))).values(state="leased")
)
_REQUEUE = (
    update(table)
    .where(table.c.url == bindparam("key"), table.c.state == "leased")
    .values(state="queued")
)
_SETTLE = (
    update(table)
    # What was taken down during the visit stays so.
    .where(table.c.url == bindparam("key"), table.c.state != "removed")
    .values(
        {
            **{name: bindparam(name) for name in RESULT_COLUMNS if name != "article_id"},
            "kills": 0,
            # If a second visit fails, the URL still belongs to the same article.
            "article_id": func.coalesce(bindparam("article_id"), table.c.article_id),
        }
    )
)


def in_scope(site: str, editions: Sequence[str], sources: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition on URLs of some editions and sources of a site.

    Without sources, it includes all of them.
    """
    conditions = [table.c.site == site, table.c.edition.in_(editions)]
    if sources:
        conditions.append(table.c.source_id.in_(sources))
    return and_(*conditions)


def lease(connection: Connection, run: int, number: int) -> list[Visit]:
    """Lease up to a number of the run's queued URLs, those with the highest priority first."""
    rows = connection.execute(_QUEUED, {"run": run, "number": number}).all()
    if rows:
        connection.execute(_LEASE, {"ids": [row[0] for row in rows]})
    return [Visit(*row[1:]) for row in rows]


def settle(
    connection: Connection,
    insert: Insert,
    outcomes: Sequence[dict[str, Any]],
    run: int | None,
    now: str,
) -> None:
    """Write the outcomes of visits.

    Args:
        connection: Connection with an open write transaction.
        insert: The dialect's INSERT.
        outcomes: ``key`` (the URL), a value for each of :data:`RESULT_COLUMNS`, and ``stretch``
            or ``None``.
        run: Number of the run.
        now: Current time, ISO 8601.

    """
    requeued = [{"key": row["key"]} for row in outcomes if row["state"] == "queued"]
    if requeued:
        connection.execute(_REQUEUE, requeued)
    settled = [row for row in outcomes if row["state"] != "queued"]
    if settled:
        connection.execute(_SETTLE, settled)
    for row in outcomes:
        if row["stretch"] is not None:
            write_stretch(connection, insert, row["stretch"], run, now)


def requeue_leased(connection: Connection, run: int) -> int:
    """Queue again what a run has leased and not settled; return how many URLs it has queued."""
    connection.execute(
        update(table).where(_of_run(run), table.c.state == "leased").values(state="queued")
    )
    queued = select(func.count()).where(table.c.run_id == run, table.c.state == "queued")
    return int(connection.execute(queued).scalar_one())


def recover(connection: Connection, site: str, later: str) -> int:
    """Queue again what a killed crawl of a site had leased; return the number of these URLs.

    A URL that was leased at twenty kills, and never settled in between, may be the cause of them:
    it counts as failed until `later`, ISO 8601.
    """
    is_suspect = table.c.kills + 1 >= _MAX_KILLS
    runs_of_site = select(runs.c.id).where(runs.c.site == site)
    of_site = or_(
        table.c.site == site, and_(table.c.site.is_(None), table.c.run_id.in_(runs_of_site))
    )
    reason = f"the crawl was killed {_MAX_KILLS} times while visiting this URL"
    result = connection.execute(
        update(table)
        .where(of_site, table.c.state == "leased")
        .values(
            kills=case((is_suspect, 0), else_=table.c.kills + 1),
            state=case((is_suspect, "failed"), else_="queued"),
            cause=case((is_suspect, "killed"), else_=None),
            reason=case((is_suspect, reason), else_=None),
            next_visit=case((is_suspect, later), else_=table.c.next_visit),
        )
    )
    return int(result.rowcount)


def adopt(connection: Connection, run: int, scope: ColumnElement[bool], now: str) -> None:
    """Give a run the articles that other runs left queued, and failed ones that are due again.

    Args:
        connection: Connection with an open write transaction.
        run: Number of the run.
        scope: Condition on the URLs that the run may take.
        now: Current time, ISO 8601.

    """
    left = and_(table.c.state == "queued", table.c.run_id.is_distinct_from(run))
    # This repeats the states of `left` and `_is_due`, so that the database finds these few rows by
    # an index instead of reading all articles of the site.
    few = table.c.state.in_(("queued", "failed"))
    connection.execute(
        update(table)
        .where(scope, table.c.kind == "article", few, or_(left, _is_due(now)))
        .values(state="queued", run_id=run)
    )


def retry_due(connection: Connection, run: int, now: str) -> None:
    """Queue what failed earlier in a resumed run and is due again.

    While a site was down, some pages failed before the crawl stopped. If a listing is among them,
    all articles that it leads to depend on it.
    """
    connection.execute(update(table).where(_of_run(run), _is_due(now)).values(state="queued"))


def recheck(connection: Connection, run: int, scope: ColumnElement[bool], since: str) -> None:
    """Queue stored articles again that were published on a day (ISO 8601) or later."""
    recent = select(articles.c.url).where(articles.c.published >= since)
    connection.execute(
        update(table)
        .where(scope, table.c.kind == "article", table.c.state == "done", table.c.url.in_(recent))
        .values(state="queued", run_id=run)
    )


def delete_navigation(connection: Connection, site: str) -> None:
    """Delete queued navigation pages of closed runs; the next walk finds current ones."""
    closed = select(runs.c.id).where(~runs.c.open)
    connection.execute(
        delete(table).where(
            table.c.site == site,
            table.c.state == "queued",
            table.c.kind != "article",
            table.c.run_id.in_(closed),
        )
    )


def retry(connection: Connection, condition: ColumnElement[bool]) -> int:
    """Queue URLs again as if they had never failed; return their number."""
    fresh = {"state": "queued", "tries": 0, "next_visit": None, "cause": None, "reason": None}
    return int(connection.execute(update(table).where(condition).values(fresh)).rowcount)


def _is_due(now: str) -> ColumnElement[bool]:
    return and_(table.c.state == "failed", table.c.next_visit <= now)


def _of_run(run: int) -> ColumnElement[bool]:
    """Return the condition ``run_id = run`` in a form that can use an index.

    The URLs of a run belong to its site, or to no known site.
    """
    site = select(runs.c.site).where(runs.c.id == run).scalar_subquery()
    return and_(or_(table.c.site == site, table.c.site.is_(None)), table.c.run_id == run)
