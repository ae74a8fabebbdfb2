"""What a transaction writes of the records: articles with their versions, tickers, sources, and how whole they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from newsscraper.items import ARTICLE_FIELDS
from newsscraper.store import tables
from newsscraper.store.batch import Batch
from newsscraper.store.urls import Insert

_IDS_AT_ONCE = 500


def write_records(connection: Connection, insert: Insert, batch: Batch, run: int | None) -> int:
    """Writes a batch's records; gives how many of its articles were not there before.

    An article that is there is replaced, unless what is there was fetched later. Where it says something else than before,
    what it said is kept as a version.
    """
    known = _hashes(connection, list(batch.articles))
    if batch.articles:
        changed = [key for key, old in known.items() if old is not None and batch.articles[key]["content_hash"] != old]
        _keep_versions(connection, insert, changed)
        connection.execute(_upsert(insert), list(batch.articles.values()))
    if batch.tickers:
        connection.execute(insert(tables.tickers).on_conflict_do_nothing(), list(batch.tickers.values()))
    if batch.sightings:
        statement = insert(tables.sightings).on_conflict_do_nothing()
        connection.execute(statement, [{"ticker_id": key, "fetched_at": at} for key, at in sorted(batch.sightings)])
    if run is not None:
        _note_run(connection, insert, batch, run)
    if batch.sources:
        statement = insert(tables.sources)
        name = func.coalesce(statement.excluded.name, tables.sources.c.name)
        statement = statement.on_conflict_do_update(index_elements=["site", "edition", "source_id"], set_={"name": name})
        named = [
            {"site": site, "edition": edition, "source_id": source_id, "name": name}
            for (site, edition, source_id), name in sorted(batch.sources.items())
        ]
        connection.execute(statement, named)
    return len(batch.articles) - len(known)


def keep_gone(connection: Connection, insert: Insert, gone: list[tuple[str, str]]) -> None:
    """Notes when articles that had been there were found gone.

    Args:
        connection: Where it is written.
        insert: The dialect's INSERT.
        gone: Address and time of each.

    """
    urls = tables.urls.c
    for url, moment in gone:
        query = select(urls.article_id).join(tables.articles, tables.articles.c.id == urls.article_id).where(urls.url == url)
        key = connection.execute(query).scalar()
        if key is not None:
            statement = insert(tables.versions).on_conflict_do_nothing()
            connection.execute(statement, {"article_id": key, "seen_at": moment, "content_hash": None, "record": None})


def _keep_versions(connection: Connection, insert: Insert, ids: list[str]) -> None:
    columns = [tables.articles.c[name] for name in ARTICLE_FIELDS]
    for some in _portions(ids):
        rows = connection.execute(select(*columns).where(tables.articles.c.id.in_(some))).mappings().all()
        kept = [
            {
                "article_id": row["id"], "seen_at": row["fetched_at"] or "", "content_hash": row["content_hash"],
                "record": dict(row),
            }
            for row in rows
        ]  # fmt: skip
        connection.execute(insert(tables.versions).on_conflict_do_nothing(), kept)


def _note_run(connection: Connection, insert: Insert, batch: Batch, run: int) -> None:
    for table, column, ids in (
        (tables.run_articles, "article_id", batch.articles), (tables.run_tickers, "ticker_id", batch.tickers),
    ):  # fmt: skip
        if ids:
            statement = insert(table).on_conflict_do_nothing()
            connection.execute(statement, [{"run_id": run, column: key} for key in ids])
    if batch.quality:
        table = tables.quality
        statement = insert(table)
        counted = {name: table.c[name] + statement.excluded[name] for name in ("pages", "body", "published", "source")}
        keys = ["run_id", "site", "edition", "source_id", "layout"]
        rows = [
            dict(zip(keys, (run, *group), strict=True)) | {name: counts[name] for name in counted}
            for group, counts in sorted(batch.quality.items())
        ]
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=counted), rows)


def _upsert(insert: Insert) -> Any:
    statement = insert(tables.articles)
    taken = {name: statement.excluded[name] for name in ARTICLE_FIELDS if name != "id"}
    old, new = tables.articles.c.fetched_at, statement.excluded.fetched_at
    # A record without a time of fetch cannot be told to be older.
    return statement.on_conflict_do_update(index_elements=["id"], set_=taken, where=old.is_(None) | new.is_(None) | (new >= old))


def _hashes(connection: Connection, ids: list[str]) -> dict[str, str | None]:
    known: dict[str, str | None] = {}
    for some in _portions(ids):
        query = select(tables.articles.c.id, tables.articles.c.content_hash).where(tables.articles.c.id.in_(some))
        known.update((row.id, row.content_hash) for row in connection.execute(query))
    return known


def _portions(ids: list[str]) -> Iterator[list[str]]:
    """Few enough at once for a statement's variables."""
    for start in range(0, len(ids), _IDS_AT_ONCE):
        yield ids[start : start + _IDS_AT_ONCE]
