"""A store of an older schema becomes one of today's, its file kept beside it."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, literal, select, update

from newsscraper.store import changes, tables
from newsscraper.store.location import Location
from newsscraper.store.rows import Insert

logger = logging.getLogger(__name__)


def migrate(connection: Connection, insert: Insert, place: Location, version: int) -> None:
    """Takes a store from `version` to today's, step by step, within one transaction.

    An SQLite file is copied first, to ``<file>.schema<version>.bak``. In PostgreSQL the transaction
    alone protects it.

    Raises:
        OSError: the copy cannot be written.
        sqlite3.Error: the same, in the database's words.

    """
    kept = _backup(place, version) if place.is_sqlite else None
    for step in range(version, tables.SCHEMA_VERSION):
        _STEPS[step](connection, insert)
    connection.execute(
        update(tables.info)
        .where(tables.info.c.name == "schema_version")
        .values(value=str(tables.SCHEMA_VERSION))
    )
    told = f"; what it was is in {kept}" if kept else ""
    logger.warning("%s: the store's schema is now %d%s", place.shown, tables.SCHEMA_VERSION, told)


def _backup(place: Location, version: int) -> Path:
    path = Path(place.url.database or "")
    target = path.with_name(f"{path.name}.schema{version}.bak")
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}.schema{version}.{number}.bak")
    unfinished = target.with_name(target.name + ".part")
    try:
        source, copy = sqlite3.connect(path), sqlite3.connect(unfinished)
        try:
            source.backup(copy)
        finally:
            source.close()
            copy.close()
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _from_1(connection: Connection, insert: Insert) -> None:
    """The ledger: every article that is there counts as visited."""
    boolean = "DEFAULT false" if connection.dialect.name == "postgresql" else "DEFAULT 0"
    connection.exec_driver_sql(f"ALTER TABLE runs ADD COLUMN open BOOLEAN NOT NULL {boolean}")
    tables.metadata.create_all(connection)
    articles, urls = tables.articles.c, tables.urls
    there = select(
        articles.url,
        articles.site,
        articles.edition,
        articles.source_id,
        literal("article"),
        literal("done"),
        literal(0),
        literal(0),
        literal(0),
        literal(0),
        articles.fetched_at,
        articles.id,
    ).where(articles.url.is_not(None), articles.site.is_not(None))
    columns = (
        "url",
        "site",
        "edition",
        "source_id",
        "kind",
        "state",
        "priority",
        "tries",
        "kills",
        "depth",
        "visited_at",
        "article_id",
    )
    connection.execute(insert(urls).from_select(columns, there).on_conflict_do_nothing())


def _from_2(connection: Connection, insert: Insert) -> None:
    """The numbers of changes: every article that is there counts as changed, in the order it was
    fetched."""
    tables.metadata.create_all(connection)
    articles = tables.articles.c
    there = select(articles.id).order_by(articles.fetched_at, articles.id)
    connection.execute(
        insert(changes.table).from_select(["article_id"], there).on_conflict_do_nothing()
    )


_STEPS: dict[int, Callable[[Connection, Insert], None]] = {1: _from_1, 2: _from_2}
