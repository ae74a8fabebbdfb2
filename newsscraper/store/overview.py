"""What a store has per site or source: articles, and the state of the URLs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, select

from newsscraper.store import tables
from newsscraper.store.database import ReadRows
from newsscraper.store.filters import of_sites

Key = tuple[str | None, ...]
"""Site; or site, edition and source."""

_NO_ARTICLES = {"articles": 0, "first": None, "last": None, "days": 0}


def read_overview(
    read_rows: ReadRows, sites: list[str], *, today: date, by_source: bool
) -> list[dict[str, Any]]:
    """Return a record per site or source: see :meth:`newsscraper.store.Store.overview`."""
    names = ("site", "edition", "source_id") if by_source else ("site",)
    articles = _count_articles(read_rows, names, sites)
    urls = _count_urls(read_rows, names, sites)
    records = []
    for key in sorted({*articles, *urls}, key=lambda key: tuple(part or "" for part in key)):
        row = articles.get(key, _NO_ARTICLES)
        first, last = (
            date.fromisoformat(row[name]) if row[name] else None for name in ("first", "last")
        )
        records.append(
            {
                **dict(zip(names, key, strict=True)),
                "articles": row["articles"],
                "first": row["first"],
                "last": row["last"],
                "days_since": (today - last).days if last else None,
                "days_without": (last - first).days + 1 - row["days"] if first and last else None,
                **urls.get(key, {"queued": 0, "failed": {}, "gone": 0}),
            }
        )
    return records


def _count_articles(
    read_rows: ReadRows, names: tuple[str, ...], sites: Iterable[str]
) -> dict[Key, dict[str, Any]]:
    """Return ``articles``, ``first``, ``last`` and ``days`` (with articles) per key."""
    table = tables.articles.c
    key = [table[name] for name in names]
    query = select(
        *key,
        func.count().label("articles"),
        func.min(table.published).label("first"),
        func.max(table.published).label("last"),
        func.count(table.published.distinct()).label("days"),
    ).where(table.site.is_not(None), of_sites(table.site, sites))
    return {tuple(row[name] for name in names): row for row in read_rows(query.group_by(*key))}


def _count_urls(
    read_rows: ReadRows, names: tuple[str, ...], sites: Iterable[str]
) -> dict[Key, dict[str, Any]]:
    """Return ``queued`` (with leased ones), ``failed`` (by cause) and ``gone`` per key."""
    table = tables.urls.c
    group = [*(table[name] for name in names), table.state, table.cause]
    query = select(*group, func.count().label("number")).where(
        table.site.is_not(None),
        table.state.not_in(("done", "removed")),
        of_sites(table.site, sites),
    )
    counts: dict[Key, dict[str, Any]] = {}
    for row in read_rows(query.group_by(*group)):
        key = tuple(row[name] for name in names)
        count = counts.setdefault(key, {"queued": 0, "failed": {}, "gone": 0})
        if row["state"] == "failed":
            count["failed"][row["cause"] or "unknown"] = row["number"]
        else:
            count["gone" if row["state"] == "gone" else "queued"] += row["number"]
    return counts
