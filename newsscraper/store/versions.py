"""Earlier versions of articles: what an article said before it was edited or removed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from newsscraper.items.records import ARTICLE_FIELDS
from newsscraper.store import tables
from newsscraper.store.bulk_insert import Insert
from newsscraper.store.database import ReadRows

_IDS_AT_ONCE = 500

_ARTICLE_COLUMNS = [tables.articles.c[name] for name in ARTICLE_FIELDS]


def keep_versions(connection: Connection, insert: Insert, ids: list[str]) -> None:
    """Copy the stored records of some articles to their earlier versions.

    There is one version per fetch. If a page is extracted again several times, the version keeps
    what the first extraction read from it.
    """
    for some in portions_of_ids(ids):
        query = select(*_ARTICLE_COLUMNS).where(tables.articles.c.id.in_(some))
        versions = [
            {
                "article_id": row["id"],
                "seen_at": row["fetched_at"] or "",
                "content_hash": row["content_hash"],
                "record": dict(row),
            }
            for row in connection.execute(query).mappings().all()
        ]
        if versions:
            connection.execute(insert(tables.versions).on_conflict_do_nothing(), versions)


def keep_removals(
    connection: Connection, insert: Insert, removals: Sequence[tuple[str, str]]
) -> None:
    """Record when stored articles were found to be removed (404, 410).

    Args:
        connection: Connection with an open write transaction.
        insert: The dialect's INSERT.
        removals: URL and time of each.

    """
    urls = tables.urls.c
    for url, moment in removals:
        query = (
            select(urls.article_id)
            .join(tables.articles, tables.articles.c.id == urls.article_id)
            .where(urls.url == url)
        )
        article_id = connection.execute(query).scalar()
        if article_id is not None:
            row = {"article_id": article_id, "seen_at": moment, "content_hash": None}
            connection.execute(
                insert(tables.versions).on_conflict_do_nothing(), {**row, "record": None}
            )


def read_versions(read_rows: ReadRows, article_id: str) -> list[dict[str, Any]]:
    """Return an article over time: see :meth:`newsscraper.store.Store.versions`."""
    table = tables.versions.c
    query = select(table.seen_at, table.content_hash, table.record).where(
        table.article_id == article_id
    )
    # A version was kept as JSON, without the fields that were declared since: they are null.
    versions = [
        {**row, "record": row["record"] and {**dict.fromkeys(ARTICLE_FIELDS), **row["record"]}}
        for row in read_rows(query)
    ]
    current = select(*_ARTICLE_COLUMNS).where(tables.articles.c.id == article_id)
    versions += [
        {"seen_at": row["fetched_at"] or "", "content_hash": row["content_hash"], "record": row}
        for row in read_rows(current)
    ]
    return sorted(versions, key=lambda version: str(version["seen_at"]))


def portions_of_ids(ids: list[str]) -> Iterator[list[str]]:
    """Yield the ids in portions, because a statement takes a limited number of parameters."""
    for start in range(0, len(ids), _IDS_AT_ONCE):
        yield ids[start : start + _IDS_AT_ONCE]
