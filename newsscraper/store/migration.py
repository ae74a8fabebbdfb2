"""Migration of a store with an older schema; a copy of its file is kept."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Table, inspect, literal, select, update

from newsscraper.owner_only import create_owner_only
from newsscraper.store import changes, tables
from newsscraper.store.bulk_insert import Insert
from newsscraper.store.location import Location

logger = logging.getLogger(__name__)


def migrate(connection: Connection, insert: Insert, place: Location, version: int) -> None:
    """Bring a store from schema `version` to the current one, step by step, in one transaction.

    An SQLite file is first copied to ``<file>.schema<version>.bak``. In PostgreSQL there is no
    copy; the transaction protects the data.

    Args:
        connection: Connection with an open write transaction.
        insert: The dialect's INSERT.
        place: Location of the store.
        version: Its schema version, lower than the current one.

    Raises:
        OSError: The copy cannot be created or renamed, or its temporary file cannot be deleted.
        sqlite3.Error: SQLite cannot read the store or write the copy.

    """
    copy = _backup(place, version) if place.is_sqlite else None
    # The columns come first, since the triggers that a step creates name all of them.
    add_missing_columns(connection, tables.articles)
    for step in range(version, SCHEMA_VERSION):
        _STEPS[step](connection, insert)
    changes.renew_trigger(connection)
    connection.execute(
        update(tables.info)
        .where(tables.info.c.name == "schema_version")
        .values(value=str(SCHEMA_VERSION))
    )
    backup = f"; the previous version is kept in {copy}" if copy else ""
    logger.warning(
        "%s: migrated from schema %d to %d%s",
        place.display_name,
        version,
        SCHEMA_VERSION,
        backup,
    )


def _backup(place: Location, version: int) -> Path:
    """Copy the SQLite file; never overwrite an existing copy. Return the path of the copy."""
    path = Path(place.url.database or "")
    target = path.with_name(f"{path.name}.schema{version}.bak")
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}.schema{version}.{number}.bak")
    unfinished = target.with_name(target.name + ".part")
    try:
        create_owner_only(unfinished)
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


def _from_1_to_2(connection: Connection, insert: Insert) -> None:
    """Add the ledger: every stored article counts as visited."""
    boolean = "DEFAULT false" if connection.dialect.name == "postgresql" else "DEFAULT 0"
    connection.exec_driver_sql(f"ALTER TABLE runs ADD COLUMN open BOOLEAN NOT NULL {boolean}")
    tables.metadata.create_all(connection)
    articles, urls = tables.articles.c, tables.urls
    stored = select(
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
    connection.execute(insert(urls).from_select(columns, stored).on_conflict_do_nothing())


def _from_2_to_3(connection: Connection, insert: Insert) -> None:
    """Number the changes: every stored article counts as changed, in the order of the fetches."""
    tables.metadata.create_all(connection)
    articles = tables.articles.c
    stored = select(articles.id).order_by(articles.fetched_at, articles.id)
    connection.execute(
        insert(changes.table).from_select(["article_id"], stored).on_conflict_do_nothing()
    )


def _from_4_to_5(connection: Connection, insert: Insert) -> None:
    """Add the table of takedowns, and how far each export has reported them."""
    tables.metadata.create_all(connection)
    add_missing_columns(connection, changes.exports)
    for index in tables.run_articles.indexes:
        index.create(connection, checkfirst=True)


def _from_5_to_6(connection: Connection, insert: Insert) -> None:
    """Replace the indexes of articles by those that an overview and an export need."""
    for index in tables.articles.indexes:
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {index.name}")
    for index in tables.articles.indexes:
        index.create(connection)


def add_missing_columns(connection: Connection, table: Table) -> None:
    """Add the columns that a table lacks, for fields declared since it was created.

    They are null in all rows.
    """
    existing = {column["name"] for column in inspect(connection).get_columns(table.name)}
    for column in table.columns:
        if column.name not in existing:
            kind = column.type.compile(connection.dialect)
            connection.exec_driver_sql(
                f'ALTER TABLE {table.name} ADD COLUMN "{column.name}" {kind}'
            )


def _new_fields(connection: Connection, insert: Insert) -> None:
    """Do nothing: :func:`migrate` adds the columns of new fields, whatever the version."""


_STEPS: dict[int, Callable[[Connection, Insert], None]] = {
    1: _from_1_to_2,
    2: _from_2_to_3,
    3: _new_fields,  # authors, tags, canonical_url and others of any news page
    4: _from_4_to_5,
    5: _from_5_to_6,  # and rights
}
"""The steps, by the schema version that each starts from. New fields have `_new_fields`."""

SCHEMA_VERSION = max(_STEPS) + 1
"""The version of the current tables. A store with a newer schema is rejected."""
