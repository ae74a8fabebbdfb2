"""Records that other rules have read from the same fetch."""

from __future__ import annotations

from sqlalchemy import Connection, select

from newsscraper.items import ARTICLE_FIELDS
from newsscraper.store import tables
from newsscraper.store.urls import Insert


def keep_versions(connection: Connection, insert: Insert, ids: list[str]) -> None:
    """Keeps what the store says of articles today as earlier versions, whatever it is that will change.

    A version is one of a fetch: what the first rules read of it stays, where it is read anew several times.
    """
    columns = [tables.articles.c[name] for name in ARTICLE_FIELDS]
    for start in range(0, len(ids), 500):
        query = select(*columns).where(tables.articles.c.id.in_(ids[start : start + 500]))
        for row in connection.execute(query).mappings().all():
            version = {
                "article_id": row["id"], "seen_at": row["fetched_at"] or "", "content_hash": row["content_hash"],
                "record": dict(row),
            }  # fmt: skip
            connection.execute(insert(tables.versions).on_conflict_do_nothing(), version)
