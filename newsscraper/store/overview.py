"""What a store holds of each site and source, what waits, and what failed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, func, or_, select, true

from newsscraper.store import tables

if TYPE_CHECKING:
    from newsscraper.store.store import Store


def overview(
    store: Store, sites: Iterable[str] = (), *, today: date, by_source: bool = False
) -> list[dict[str, Any]]:
    """A record a site, or a source: its articles and what the ledger says of its URLs.

    ``first`` and ``last`` are days of publication; ``days_since`` counts from the last to `today`,
    ``days_without`` the days between the two on which nothing was published; ``failed`` is a
    dictionary of counts by cause.

    Args:
        store: The store.
        sites: Only these; none for all.
        today: The day to count to.
        by_source: A record a source instead of a site.

    """
    keys = ("site", "edition", "source_id") if by_source else ("site",)
    found = tables.articles.c
    group = [found[name] for name in keys]
    counted = select(
        *group,
        func.count().label("articles"),
        func.min(found.published).label("first"),
        func.max(found.published).label("last"),
        func.count(found.published.distinct()).label("days"),
    ).where(found.site.is_not(None), *_of_sites(found.site, sites))
    rows = {tuple(row[name] for name in keys): row for row in store.rows(counted.group_by(*group))}
    ledger: dict[tuple[Any, ...], dict[str, Any]] = {}
    urls = tables.urls.c
    waiting = (
        select(*(urls[name] for name in keys), urls.state, urls.cause, func.count().label("number"))
        .where(urls.site.is_not(None), urls.state != "done", *_of_sites(urls.site, sites))
        .group_by(*(urls[name] for name in keys), urls.state, urls.cause)
    )
    for row in store.rows(waiting):
        counts = ledger.setdefault(
            tuple(row[name] for name in keys), {"queued": 0, "failed": {}, "gone": 0}
        )
        if row["state"] == "failed":
            counts["failed"][row["cause"] or "unknown"] = row["number"]
        else:
            counts["gone" if row["state"] == "gone" else "queued"] += row["number"]
    nothing = {"articles": 0, "first": None, "last": None, "days": 0}
    records = []
    for key in sorted({*rows, *ledger}, key=lambda key: tuple(part or "" for part in key)):
        row = rows.get(key, nothing)
        first, last = (
            date.fromisoformat(row[name]) if row[name] else None for name in ("first", "last")
        )
        records.append(
            {
                **dict(zip(keys, key, strict=True)),
                "articles": row["articles"],
                "first": row["first"],
                "last": row["last"],
                "days_since": (today - last).days if last else None,
                "days_without": (last - first).days + 1 - row["days"] if first and last else None,
                **ledger.get(key, {"queued": 0, "failed": {}, "gone": 0}),
            }
        )
    return records


def last_runs(store: Store, sites: Iterable[str] = (), number: int = 3) -> list[dict[str, Any]]:
    """The newest runs of each site, newest first, as their rows."""
    columns = tables.runs.c
    rank = (
        func.row_number().over(partition_by=columns.site, order_by=columns.id.desc()).label("rank")
    )
    ranked = (
        select(tables.runs, rank)
        .where(columns.site.is_not(None), *_of_sites(columns.site, sites))
        .subquery()
    )
    rows = store.rows(
        select(ranked).where(ranked.c.rank <= number).order_by(ranked.c.site, ranked.c.id.desc())
    )
    return [{name: value for name, value in row.items() if name != "rank"} for row in rows]


def failures(
    store: Store, sites: Iterable[str] = (), *, causes: Sequence[str] = (), gone: bool = False
) -> Iterable[dict[str, Any]]:
    """The URLs that failed, in the order they were found.

    A record has ``url``, ``state``, ``cause``, ``reason``, ``status``, ``tries``, ``visited_at``,
    ``next_visit``, ``found_on``.

    Args:
        store: The store.
        sites: Only of these; none for all.
        causes: Only with one of these causes; none for all.
        gone: Also those that are gone (404, 410).

    """
    columns = tables.urls.c
    names = (
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
    query = select(*(columns[name] for name in names)).where(
        failed(sites, causes=causes, gone=gone)
    )
    return store.rows(query.order_by(columns.id))


def failed(
    sites: Iterable[str] = (), *, causes: Sequence[str] = (), gone: bool = False
) -> ColumnElement[bool]:
    """The condition on URLs that :func:`failures` selects by."""
    columns = tables.urls.c
    condition = (
        or_(columns.state == "failed", columns.state == "gone")
        if gone
        else columns.state == "failed"
    )
    for part in _of_sites(columns.site, sites):
        condition = condition & part
    return condition & (columns.cause.in_(causes) if causes else true())


def _of_sites(column: Any, sites: Iterable[str]) -> list[ColumnElement[bool]]:
    names = list(sites)
    return [column.in_(names)] if names else []
