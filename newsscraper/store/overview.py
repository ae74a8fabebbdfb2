"""What a store has per site and per source: articles, and the state of the URLs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Select, cast, func, literal, null, select

from newsscraper.store import tables
from newsscraper.store.database import ReadRows
from newsscraper.store.filters import of_sites

Key = tuple[str | None, ...]
"""Site; or site, edition and source."""

_NAMES = ("site", "edition", "source_id")
_COUNTED = ("queued", "leased", "failed", "gone")
_NO_ARTICLES = {"articles": 0, "first": None, "last": None, "days": 0}


class Overview(NamedTuple):
    """A record per site, and a record per source: see :meth:`newsscraper.store.Store.overview`."""

    by_site: list[dict[str, Any]]
    by_source: list[dict[str, Any]]


def read_overview(read_rows: ReadRows, sites: list[str], *, today: date) -> Overview:
    """Return both records together: a large store is counted once for them."""
    articles = _count_articles(read_rows, sites)
    urls = _count_urls(read_rows, sites)
    return Overview(
        *(_records(_NAMES[:length], articles, urls, today) for length in (1, len(_NAMES)))
    )


def _records(
    names: tuple[str, ...],
    articles: dict[Key, dict[str, Any]],
    urls: dict[Key, dict[str, Any]],
    today: date,
) -> list[dict[str, Any]]:
    keys = {key for key in (*articles, *urls) if len(key) == len(names)}
    records = []
    for key in sorted(keys, key=lambda key: tuple(part or "" for part in key)):
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


def _count_articles(read_rows: ReadRows, sites: Iterable[str]) -> dict[Key, dict[str, Any]]:
    """Return ``articles``, ``first``, ``last`` and ``days`` (with articles) per key."""
    table = tables.articles.c
    # Days are counted first, in the order of an index: there are far fewer of them than articles.
    columns = (table.site, table.source_id, table.edition, table.published)
    days = (
        select(*columns, func.count().label("articles"))
        .where(table.site.is_not(None), of_sites(table.site, sites))
        .group_by(*columns)
        .cte("days")
        .c
    )

    def summed(length: int) -> Select[Any]:
        key = [days[name] for name in _NAMES[:length]]
        others = [null().label(name) for name in _NAMES[length:]]
        return select(
            literal(length).label("length"),
            *key,
            *others,
            cast(func.sum(days.articles), BigInteger).label("articles"),
            func.min(days.published).label("first"),
            func.max(days.published).label("last"),
            func.count(days.published.distinct()).label("days"),
        ).group_by(*key)

    rows = read_rows(summed(len(_NAMES)).union_all(summed(1)))
    return {tuple(row[name] for name in _NAMES[: row["length"]]): row for row in rows}


def _count_urls(read_rows: ReadRows, sites: Iterable[str]) -> dict[Key, dict[str, Any]]:
    """Return ``queued`` (with leased ones), ``failed`` (by cause) and ``gone`` per key."""
    table = tables.urls.c
    group = [*(table[name] for name in _NAMES), table.state, table.cause]
    # With sites and states by name, the database finds these few rows by an index.
    query = select(*group, func.count().label("number")).where(
        table.site.in_([*sites] or _sites_of_urls(read_rows)), table.state.in_(_COUNTED)
    )
    counts: dict[Key, dict[str, Any]] = {}
    for row in read_rows(query.group_by(*group)):
        for length in (1, len(_NAMES)):
            key = tuple(row[name] for name in _NAMES[:length])
            count = counts.setdefault(key, {"queued": 0, "failed": {}, "gone": 0})
            if row["state"] == "failed":
                cause = row["cause"] or "unknown"
                count["failed"][cause] = count["failed"].get(cause, 0) + row["number"]
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
