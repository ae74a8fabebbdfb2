"""What a store has per site or source: articles, and the state of the URLs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, cast, func, select

from newsscraper.store import tables
from newsscraper.store.database import ReadRows
from newsscraper.store.filters import of_sites

Key = tuple[str | None, ...]
"""Site; or site, edition and source."""

_COUNTED = ("queued", "leased", "failed", "gone")
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
    # Days are counted first, in the order of an index: there are far fewer of them than articles.
    columns = (table.site, table.source_id, table.edition, table.published)
    days = (
        select(*columns, func.count().label("articles"))
        .where(table.site.is_not(None), of_sites(table.site, sites))
        .group_by(*columns)
        .subquery()
        .c
    )
    key = [days[name] for name in names]
    query = select(
        *key,
        cast(func.sum(days.articles), BigInteger).label("articles"),
        func.min(days.published).label("first"),
        func.max(days.published).label("last"),
        func.count(days.published.distinct()).label("days"),
    )
    return {tuple(row[name] for name in names): row for row in read_rows(query.group_by(*key))}


def _count_urls(
    read_rows: ReadRows, names: tuple[str, ...], sites: Iterable[str]
) -> dict[Key, dict[str, Any]]:
    """Return ``queued`` (with leased ones), ``failed`` (by cause) and ``gone`` per key."""
    table = tables.urls.c
    group = [*(table[name] for name in names), table.state, table.cause]
    # With sites and states by name, the database finds these few rows by an index.
    query = select(*group, func.count().label("number")).where(
        table.site.in_([*sites] or _sites_of_urls(read_rows)), table.state.in_(_COUNTED)
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


def _sites_of_urls(read_rows: ReadRows) -> list[str]:
    """Return the sites in the ledger, by one look-up in an index for each."""
    site = tables.urls.c.site
    found = select(func.min(site).label("site")).cte("found", recursive=True)
    following = select(func.min(site)).where(site > found.c.site).scalar_subquery()
    found = found.union_all(select(following).where(found.c.site.is_not(None)))
    return [row["site"] for row in read_rows(select(found)) if row["site"] is not None]
