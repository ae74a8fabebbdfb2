"""Many rows by few statements, whose text is made once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Dialect, Table

Insert = Callable[[Any], Any]
"""A dialect's INSERT into a table."""

_MOST_VALUES = 900
"""Values in a statement's rows: 999 in all is what every SQLite takes."""

_VALUES = " VALUES "


@dataclass(frozen=True, slots=True)
class _Text:
    """An INSERT as the driver takes it, cut where its rows stand."""

    head: str
    row: str
    tail: str
    forms: tuple[tuple[int, Callable[[Any], Any]], ...]
    """Positions of the columns whose values the database takes in another form, JSON for one, and
    what gives it."""
    behind: tuple[tuple[str, Any], ...]
    """Names and values of the parameters behind the rows."""

    def of(self, number: int) -> str:
        return f"{self.head}{', '.join([self.row] * number)}{self.tail}"


class ManyRows:
    """An INSERT of any number of rows into a table.

    SQLAlchemy's own executemany makes a dictionary and a list of each row's values anew. And at
    each row SQLite's driver lets go of the interpreter's lock, so that a crawl's two threads wait
    for each other hundreds of times a batch.

    Args:
        table: The table.
        columns: Names of the columns, in the order in which a row has their values; all that have
            no default of the database.
        complete: Gives the INSERT its ON CONFLICT. No two rows that are written at once may be in
            conflict with each other.

    """

    def __init__(
        self, table: Table, columns: Sequence[str], complete: Callable[[Any], Any] | None = None
    ) -> None:
        self._table = table
        self._columns = tuple(columns)
        self._complete = complete or _pass_over
        self._texts: dict[str, _Text] = {}

    def write(
        self, connection: Connection, insert: Insert, rows: Sequence[Sequence[Any]], **more: Any
    ) -> None:
        """Writes rows, in their order.

        Args:
            connection: Where they are written.
            insert: The dialect's INSERT.
            rows: The columns' values of each.
            more: Values of the parameters that `complete` has left open.

        """
        text = self._texts.get(connection.dialect.name)
        if text is None:
            text = self._texts[connection.dialect.name] = self._text(connection.dialect, insert)
        width = len(self._columns)
        values = list(chain.from_iterable(rows))
        for position, form in text.forms:
            values[position::width] = map(form, values[position::width])
        behind = [more.get(name, value) for name, value in text.behind]
        for start, number in _portions(len(rows), _MOST_VALUES // width):
            connection.exec_driver_sql(
                text.of(number), (*values[start * width : (start + number) * width], *behind)
            )

    def _text(self, dialect: Dialect, insert: Insert) -> _Text:
        statement = self._complete(
            insert(self._table)
        ).inline()  # the keys that the database makes are not asked for
        compiled = statement.compile(dialect=_positional(dialect), column_keys=self._columns)
        names = tuple(compiled.positiontup)
        inside, behind = names[: len(self._columns)], names[len(self._columns) :]
        assert inside == self._columns, f"{self._table.name} has them in another order: {inside}"
        head, _, rest = str(compiled).partition(_VALUES)
        end = _end_of_group(rest)
        impls = (
            (position, self._table.c[name].type.dialect_impl(dialect))
            for position, name in enumerate(inside)
        )
        forms = ((position, impl.bind_processor(dialect)) for position, impl in impls)
        return _Text(
            head + _VALUES,
            rest[:end],
            rest[end:],
            tuple((position, form) for position, form in forms if form is not None),
            tuple((name, compiled.params[name]) for name in behind),
        )


def _pass_over(statement: Any) -> Any:
    """Leaves what is there as it is."""
    return statement.on_conflict_do_nothing()


def _positional(dialect: Dialect) -> Dialect:
    """The dialect with parameters that are known by their places alone."""
    return dialect if dialect.positional else type(dialect)(paramstyle="format")  # type: ignore[call-arg]


def _end_of_group(text: str) -> int:
    """Where the brackets close that a text begins with."""
    depth = 0
    for position, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return position + 1
    raise AssertionError(f"brackets that do not close: {text}")


def _portions(rows: int, most: int) -> Iterator[tuple[int, int]]:
    """First row and number of rows of each statement: powers of two, so that a driver that keeps
    statements meets few."""
    start, number = 0, 1 << (most.bit_length() - 1)
    while start < rows:
        while number > rows - start:
            number //= 2
        yield start, number
        start += number
