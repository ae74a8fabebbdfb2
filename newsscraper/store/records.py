"""What a transaction writes of the records: articles with their versions, tickers, sources, and how
whole they are."""

from __future__ import annotations

from collections.abc import Iterator
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
from newsscraper.store.rows import Insert, ManyRows

_IDS_AT_ONCE = 500


def write_records(connection: Connection, insert: Insert, batch: Batch, run: int | None) -> int:
    """Writes a batch's records; gives how many of its articles were not there before.

    An article that is there is replaced, unless what is there was fetched later. Where it says
    something else than before, what it said is kept as a version.
    """
    known = _hashes(connection, list(batch.articles))
    if batch.articles:
        changed = [
            key
            for key, old in known.items()
            if old is not None and batch.articles[key][_CONTENT_HASH] != old
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
                (run, *group, *(counts[name] for name in _COUNTED))
                for group, counts in sorted(batch.quality.items())
            ],
        )
    _SOURCES.write(
        connection, insert, [(*source, name) for source, name in sorted(batch.sources.items())]
    )
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
        query = (
            select(urls.article_id)
            .join(tables.articles, tables.articles.c.id == urls.article_id)
            .where(urls.url == url)
        )
        key = connection.execute(query).scalar()
        if key is not None:
            statement = insert(tables.versions).on_conflict_do_nothing()
            connection.execute(
                statement,
                {"article_id": key, "seen_at": moment, "content_hash": None, "record": None},
            )


def keep_versions(connection: Connection, insert: Insert, ids: list[str]) -> None:
    """Keeps what the store says of articles as earlier versions.

    A version is one of a fetch: what the first rules read of it stays, where it is read anew
        several times.
    """
    columns = [tables.articles.c[name] for name in ARTICLE_FIELDS]
    for some in _portions(ids):
        rows = (
            connection.execute(select(*columns).where(tables.articles.c.id.in_(some)))
            .mappings()
            .all()
        )
        kept = [
            {
                "article_id": row["id"],
                "seen_at": row["fetched_at"] or "",
                "content_hash": row["content_hash"],
                "record": dict(row),
            }
            for row in rows
        ]
        if kept:
            connection.execute(insert(tables.versions).on_conflict_do_nothing(), kept)


def _newest(statement: Any) -> Any:
    taken = {name: statement.excluded[name] for name in ARTICLE_FIELDS if name != "id"}
    old, new = tables.articles.c.fetched_at, statement.excluded.fetched_at
    # A record without a time of fetch cannot be told to be older, unless its time was in the
    # future. Not LIKE: a driver of PostgreSQL reads its signs as those of parameters.
    codes = cast(statement.excluded.warnings, Text)
    is_dated_ahead = func.replace(codes, _DATED_AHEAD, literal_column("''")) != codes
    newer = old.is_(None) | (new.is_(None) & ~is_dated_ahead) | (new >= old)
    return statement.on_conflict_do_update(index_elements=["id"], set_=taken, where=newer)


def _added_up(statement: Any) -> Any:
    counted = {name: tables.quality.c[name] + statement.excluded[name] for name in _COUNTED}
    return statement.on_conflict_do_update(index_elements=["run_id", *_GROUP], set_=counted)


def _named(statement: Any) -> Any:
    name = func.coalesce(statement.excluded.name, tables.sources.c.name)
    return statement.on_conflict_do_update(index_elements=_SOURCE, set_={"name": name})


_DATED_AHEAD: ColumnElement[str] = literal_column(f"'{WarningCode.FETCHED_IN_FUTURE}'")
_CONTENT_HASH = ARTICLE_FIELDS.index("content_hash")
_SOURCE = ["site", "edition", "source_id"]
_GROUP = [*_SOURCE, "layout"]
_COUNTED = ("pages", "body", "published", "source")

_ARTICLES = ManyRows(tables.articles, ARTICLE_FIELDS, _newest)
_TICKERS = ManyRows(tables.tickers, ("id", "site", "edition", "items"))
_SIGHTINGS = ManyRows(tables.sightings, ("ticker_id", "fetched_at"))
_RUN_ARTICLES = ManyRows(tables.run_articles, ("run_id", "article_id"))
_RUN_TICKERS = ManyRows(tables.run_tickers, ("run_id", "ticker_id"))
_QUALITY = ManyRows(tables.quality, ("run_id", *_GROUP, *_COUNTED), _added_up)
_SOURCES = ManyRows(tables.sources, (*_SOURCE, "name"), _named)

_KNOWN = select(tables.articles.c.id, tables.articles.c.content_hash).where(
    tables.articles.c.id.in_(bindparam("ids", expanding=True))
)


def _hashes(connection: Connection, ids: list[str]) -> dict[str, str | None]:
    known: dict[str, str | None] = {}
    for some in _portions(ids):
        known.update(
            (key, content_hash) for key, content_hash in connection.execute(_KNOWN, {"ids": some})
        )
    return known


def _portions(ids: list[str]) -> Iterator[list[str]]:
    """Few enough at once for a statement's variables."""
    for start in range(0, len(ids), _IDS_AT_ONCE):
        yield ids[start : start + _IDS_AT_ONCE]
