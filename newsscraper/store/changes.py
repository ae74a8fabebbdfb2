"""Numbers for new and changed articles, in the order in which their transactions were committed.

Named exports use them to write only what is new. Triggers in the database assign the numbers, so
that no write can forget them. An article that was only fetched again has not changed: the time of
the fetch, the ticker on the page and the place of the raw page are not part of its content.

SQLite runs one write transaction at a time, so the numbers follow the order of commits. A
PostgreSQL sequence does not guarantee this: a transaction that took its number first may be
committed last. Therefore a PostgreSQL transaction holds a lock from before its first number until
its commit.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Integer,
    Table,
    event,
    func,
    select,
)

from newsscraper.items.records import ARTICLE_FIELDS
from newsscraper.store.tables import Text, articles, metadata

_LOCK = 6_377_738  # arbitrary; database.py uses the number before it
_UNCHANGED = ("id", "fetched_at", "ticker_id", "capture_ref")

Number = BigInteger().with_variant(Integer, "sqlite")

table = Table(
    "changes",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("article_id", Text, ForeignKey(articles.c.id), nullable=False, unique=True),
    sqlite_autoincrement=True,  # a number is never used again
)
"""The newest change of each article."""

exports = Table(
    "exports",
    metadata,
    Column("name", Text, primary_key=True),
    Column("scope", JSON, nullable=False),
    Column("done", Number, nullable=False),
    Column("under_way", Number),
    Column("takedowns_before", Number),
    Column("takedowns_done", Number),
)
"""How far each named export has come.

``done`` is the last change in the last complete part, ``under_way`` the last change of a part that
was begun and not yet completed. ``takedowns_before`` is the last takedown before the export was
begun, of which its parts have nothing; ``takedowns_done`` is the last one that it has reported.
"""

_NAMES = [name for name in ARTICLE_FIELDS if name not in _UNCHANGED]
_SQLITE = (
    "BEGIN DELETE FROM changes WHERE article_id = NEW.id; INSERT INTO changes (article_id) VALUES"
    " (NEW.id); END"
)
_TRIGGERS = {
    "sqlite": (
        f"CREATE TRIGGER articles_new AFTER INSERT ON articles {_SQLITE}",
        "CREATE TRIGGER articles_changed AFTER UPDATE ON articles WHEN "
        + " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _NAMES)
        + f" {_SQLITE}",
    ),
    "postgresql": (
        f"""
        CREATE OR REPLACE FUNCTION newsscraper_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock({_LOCK});
            INSERT INTO changes (article_id) VALUES (NEW.id)
            ON CONFLICT (article_id) DO UPDATE SET number = excluded.number;
            RETURN NULL;
        END $$
        """,
        (
            "CREATE TRIGGER articles_new AFTER INSERT ON articles FOR EACH ROW EXECUTE FUNCTION"
            " newsscraper_changed()"
        ),
        "CREATE TRIGGER articles_changed AFTER UPDATE ON articles FOR EACH ROW WHEN ("
        + " OR ".join(f"NEW.{name}::text IS DISTINCT FROM OLD.{name}::text" for name in _NAMES)
        + ") EXECUTE FUNCTION newsscraper_changed()",
    ),
}
for _dialect, _statements in _TRIGGERS.items():
    for _statement in _statements:
        event.listen(table, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]


def renew_trigger(connection: Connection) -> None:
    """Create the trigger for changed articles again, so that it compares new fields too."""
    is_postgresql = connection.dialect.name == "postgresql"
    connection.exec_driver_sql(
        "DROP TRIGGER IF EXISTS articles_changed" + (" ON articles" if is_postgresql else "")
    )
    connection.exec_driver_sql(_TRIGGERS[connection.dialect.name][-1])


def lock(connection: Connection) -> None:
    """Wait for other transactions that write articles; call it before writing any.

    Without this, two transactions could each wait for rows that the other has locked.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
