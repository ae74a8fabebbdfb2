"""Named exports: each one is written in parts, and a part has only new and changed articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update

from newsscraper.store import changes
from newsscraper.store.changes import exports as table
from newsscraper.store.database import Database
from newsscraper.store.errors import StoreError
from newsscraper.store.tables import takedowns


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an export: the articles whose newest change has a number in this range."""

    first: int
    last: int
    again: bool
    """Whether the part was begun before and may be incomplete."""


class Exports:
    """The named exports of a store.

    Args:
        database: The store's database.

    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[dict[str, Any]]:
        """Return the exports, ordered by name.

        Each has ``name``, ``scope``, ``done``, ``under_way``, and ``waiting``: the number of
        articles that are new or changed since the last complete part.

        Raises:
            StoreError: The store cannot be read.

        """
        waiting = (
            select(func.count())
            .select_from(changes.table)
            .where(changes.table.c.number > table.c.done)
            .scalar_subquery()
        )
        query = select(table, waiting.label("waiting")).order_by(table.c.name)
        return [*self._database.rows(query)]

    def begin_part(self, name: str, scope: dict[str, Any]) -> Part | None:
        """Return the next part to write, or ``None`` if nothing is new since the last part.

        The range is stored before the part is written, so that an export that was killed writes
        the same part again, under the same name.

        Args:
            name: Name of the export.
            scope: What is exported and where to, as JSON types; the same for every part.

        Raises:
            StoreError: The name is in use for another scope, another export has the same output,
                or the store cannot be written.

        """
        with self._database.writing() as connection:
            before = select(func.max(takedowns.c.number))
            new = {
                "name": name,
                "scope": scope,
                "done": 0,
                "takedowns_before": connection.execute(before).scalar() or 0,
            }
            connection.execute(self._database.insert(table).on_conflict_do_nothing(), new)
            locked = select(table).order_by(table.c.name).with_for_update()
            rows = {row.name: row for row in connection.execute(locked)}
            row = rows.pop(name)
            _check_scope(name, row.scope, scope)
            _check_output({other: row.scope for other, row in rows.items()}, scope)
            if row.under_way is not None:
                return Part(row.done + 1, row.under_way, again=True)
            newest = connection.execute(select(func.max(changes.table.c.number))).scalar()
            if newest is None or newest <= row.done:
                return None
            connection.execute(update(table).where(table.c.name == name).values(under_way=newest))
            return Part(row.done + 1, newest, again=False)

    def finish_part(self, name: str, part: Part) -> None:
        """Record that a part is complete: the next one begins after it.

        Raises:
            StoreError: The store cannot be written.

        """
        is_begun = (table.c.name == name) & (table.c.under_way == part.last)
        with self._database.writing() as connection:
            connection.execute(update(table).where(is_begun).values(done=part.last, under_way=None))

    def forget(self, name: str) -> None:
        """Forget an export: one of that name starts again with the first change.

        Raises:
            StoreError: The store cannot be written.

        """
        with self._database.writing() as connection:
            connection.execute(delete(table).where(table.c.name == name))


def _check_scope(name: str, known: dict[str, Any], scope: dict[str, Any]) -> None:
    """Raise a StoreError if an export was begun with another scope."""
    differing = sorted(
        key for key in scope.keys() | known.keys() if scope.get(key) != known.get(key)
    )
    if differing:
        raise StoreError(
            f"the export {name!r} was begun with another {' and '.join(differing)}; use another"
            " --name for this one"
        )


def _check_output(others: dict[str, dict[str, Any]], scope: dict[str, Any]) -> None:
    """Raise a StoreError if an export of another name writes the same output."""
    for name, known in others.items():
        if known.get("output") == scope.get("output"):
            raise StoreError(
                f"the export {name!r} writes the same output, which would be overwritten; choose"
                " another output"
            )
