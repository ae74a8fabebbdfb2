"""Writing records: articles, tickers, sources, and the counts of page quality."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    bindparam,
    cast,
    func,
    literal_column,
    select,
)

from newsscraper.items.records import ARTICLE_FIELDS
from newsscraper.items.warning_codes import WarningCode
from newsscraper.store import tables
from newsscraper.store.batch import Batch
from newsscraper.store.bulk_insert import BulkInsert, Insert
from newsscraper.store.versions import keep_versions, portions_of_ids


def write_records(connection: Connection, insert: Insert, batch: Batch, run: int | None) -> int:
    """Write the records of a batch; return how many of its articles are new to the store.

    A stored article is replaced, unless the stored record was fetched later. If its content
    changed, the stored record is kept as an earlier version.
    """
    known = _stored_hashes(connection, list(batch.articles))
    if batch.articles:
        changed = [
            article_id
            for article_id, old in known.items()
            if old is not None and batch.articles[article_id][_CONTENT_HASH] != old
        ]
        keep_versions(connection, insert, changed)
        _ARTICLES.write(connection, insert, list(batch.articles.values()))
    _TICKERS.write(connection, insert, list(batch.tickers.values()))
    _SIGHTINGS.write(connection, insert, sorted(batch.sightings))
    if run is not None:
        _RUN_ARTICLES.write(connection, insert, [(run, key) for key in batch.articles])
        _RUN_TICKERS.write(connection, insert, [(run, key) for key in batch.tickers])
        _QUALITY.write(
            connection,
            insert,
            [
                (run, *group, *(counts[name] for name in _COUNTS))
                for group, counts in sorted(batch.quality.items())
            ],
        )
    _SOURCES.write(
        connection, insert, [(*source, name) for source, name in sorted(batch.sources.items())]
    )
    return len(batch.articles) - len(known)


def _replace_older(statement: Any) -> Any:
    values = {name: statement.excluded[name] for name in ARTICLE_FIELDS if name != "id"}
    old, new = tables.articles.c.fetched_at, statement.excluded.fetched_at
    # A record without a time of fetch may be newer, so it replaces the stored one, unless its
    # time was dropped for being in the future. LIKE is avoided: a PostgreSQL driver would read
    # its % signs as parameters.
    codes = cast(statement.excluded.warnings, Text)
    was_in_future = func.replace(codes, _FETCHED_IN_FUTURE, literal_column("''")) != codes
    is_newer = old.is_(None) | (new.is_(None) & ~was_in_future) | (new >= old)
    return statement.on_conflict_do_update(index_elements=["id"], set_=values, where=is_newer)


def _add_counts(statement: Any) -> Any:
    sums = {name: tables.quality.c[name] + statement.excluded[name] for name in _COUNTS}
    return statement.on_conflict_do_update(index_elements=["run_id", *_GROUP], set_=sums)


def _update_name(statement: Any) -> Any:
    name = func.coalesce(statement.excluded.name, tables.sources.c.name)
    return statement.on_conflict_do_update(index_elements=_SOURCE, set_={"name": name})


_FETCHED_IN_FUTURE: ColumnElement[str] = literal_column(f"'{WarningCode.FETCHED_IN_FUTURE}'")
_CONTENT_HASH = ARTICLE_FIELDS.index("content_hash")
_SOURCE = ["site", "edition", "source_id"]
_GROUP = [*_SOURCE, "layout"]
_COUNTS = ("pages", "body", "published", "source")

_ARTICLES = BulkInsert(tables.articles, ARTICLE_FIELDS, _replace_older)
_TICKERS = BulkInsert(tables.tickers, ("id", "site", "edition", "items"))
_SIGHTINGS = BulkInsert(tables.sightings, ("ticker_id", "fetched_at"))
_RUN_ARTICLES = BulkInsert(tables.run_articles, ("run_id", "article_id"))
_RUN_TICKERS = BulkInsert(tables.run_tickers, ("run_id", "ticker_id"))
_QUALITY = BulkInsert(tables.quality, ("run_id", *_GROUP, *_COUNTS), _add_counts)
_SOURCES = BulkInsert(tables.sources, (*_SOURCE, "name"), _update_name)

_STORED = select(tables.articles.c.id, tables.articles.c.content_hash).where(
    tables.articles.c.id.in_(bindparam("ids", expanding=True))
)


def _stored_hashes(connection: Connection, ids: list[str]) -> dict[str, str | None]:
    """Return the content hash of each article that is stored."""
    hashes: dict[str, str | None] = {}
    for some in portions_of_ids(ids):
        hashes.update(
            (article_id, content_hash)
            for article_id, content_hash in connection.execute(_STORED, {"ids": some})
        )
    return hashes
