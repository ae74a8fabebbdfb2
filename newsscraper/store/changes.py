"""Which articles are new or changed, numbered in the order their transactions were committed, and
how far an export has come.

The database numbers them itself, by triggers: whatever writes an article, it is numbered. An
article that was only fetched once more has not changed: when it was fetched, which ticker stood
beside it and where the raw page is kept say nothing of it.

In SQLite transactions that write come one after another, so that numbers are in the order of
commits. PostgreSQL's sequences are not: a transaction that took its number first may be seen last.
There whoever writes articles holds a lock from before its first number until it is committed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Integer,
    Select,
    Table,
    delete,
    event,
    func,
    select,
    update,
)

from newsscraper.items.records import ARTICLE_FIELDS
from newsscraper.store.errors import StoreError
from newsscraper.store.tables import Text, articles, metadata

_LOCK = (
    6_377_738  # any number that other programs are unlikely to lock; store.py has the one before
)
_UNCHANGED = ("id", "fetched_at", "ticker_id", "capture_ref")

Number = BigInteger().with_variant(Integer, "sqlite")

table = Table(
    "changes",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("article_id", Text, ForeignKey(articles.c.id), nullable=False, unique=True),
    sqlite_autoincrement=True,  # a number is never given again
)
"""The newest change of each article."""

exports = Table(
    "exports",
    metadata,
    Column("name", Text, primary_key=True),
    Column("scope", JSON, nullable=False),
    Column("done", Number, nullable=False),
    Column("under_way", Number),
)
"""How far an export of a name has come: the last change of the last part that is there (``done``),
and of one that was begun."""

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


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an export: the articles whose newest change lies in a range."""

    first: int
    last: int
    again: bool
    """Whether it was begun before and is not known to be whole."""


def in_turn(connection: Connection) -> None:
    """Waits, before articles are written, for others that write some: later each could wait for the
    other."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def begin_part(
    connection: Connection, insert: Callable[[Any], Any], name: str, scope: dict[str, Any]
) -> Part | None:
    """What an export of that name is to write next; ``None`` where nothing is new or changed since
    the last part.

    The range is kept before it is written, so that who goes on after a kill writes the same part,
    under the same name.

    Args:
        connection: Where it is noted.
        insert: The dialect's INSERT.
        name: Name of the export.
        scope: What is exported and where to, as JSON types; it stays the same for a name.

    Raises:
        StoreError: the name stands for another selection, or another name for the same target.

    """
    connection.execute(
        insert(exports).on_conflict_do_nothing(), {"name": name, "scope": scope, "done": 0}
    )
    rows = {
        row.name: row
        for row in connection.execute(select(exports).order_by(exports.c.name).with_for_update())
    }
    row = rows[name]
    if differing := sorted(
        key for key in scope.keys() | row.scope.keys() if scope.get(key) != row.scope.get(key)
    ):
        raise StoreError(
            f"the export {name!r} was begun with another {' and '.join(differing)}; take another"
            " --name for this one"
        )
    for other in rows.values():
        if other.name != name and other.scope.get("output") == scope.get("output"):
            raise StoreError(
                f"the export {other.name!r} writes the same output: its parts would be written"
                " over; name another"
            )
    if row.under_way is not None:
        return Part(row.done + 1, row.under_way, again=True)
    newest = connection.execute(select(func.max(table.c.number))).scalar()
    if newest is None or newest <= row.done:
        return None
    connection.execute(update(exports).where(exports.c.name == name).values(under_way=newest))
    return Part(row.done + 1, newest, again=False)


def finish_part(connection: Connection, name: str, part: Part) -> None:
    """Notes that a part is whole and has its name."""
    noted = (exports.c.name == name) & (exports.c.under_way == part.last)
    connection.execute(update(exports).where(noted).values(done=part.last, under_way=None))


def overview() -> Select[Any]:
    """The query for all exports with a name: see :meth:`newsscraper.store.Store.exports`."""
    waiting = (
        select(func.count())
        .select_from(table)
        .where(table.c.number > exports.c.done)
        .scalar_subquery()
    )
    return select(exports, waiting.label("waiting")).order_by(exports.c.name)


def forget(connection: Connection, name: str) -> None:
    """Removes a name: the next export of it begins with the first change."""
    connection.execute(delete(exports).where(exports.c.name == name))
