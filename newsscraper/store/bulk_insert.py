"""Inserting many rows with few statements whose SQL text is compiled only once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Dialect, Table

Insert = Callable[[Any], Any]
"""A dialect's INSERT into a table."""

_MAX_VALUES = 900
"""Values in the rows of one statement. Every SQLite accepts 999 parameters in all."""

_VALUES = " VALUES "


@dataclass(frozen=True, slots=True)
class _Template:
    """The text of an INSERT for the driver, split around its rows."""

    head: str
    row: str
    tail: str
    converters: tuple[tuple[int, Callable[[Any], Any]], ...]
    """Positions of columns whose values must be converted (to JSON, for example), with the
    function that converts them."""
    trailing: tuple[tuple[str, Any], ...]
    """Names and values of the parameters after the rows."""

    def sql(self, number: int) -> str:
        """Return the statement for a number of rows."""
        return f"{self.head}{', '.join([self.row] * number)}{self.tail}"


class BulkInsert:
    """An INSERT of any number of rows into a table.

    It replaces SQLAlchemy's executemany, which builds a dictionary and a list for each row. In
    an executemany, the SQLite driver also releases the interpreter lock at each row, so that the
    two threads of a crawl would wait for each other hundreds of times per batch.

    Args:
        table: The table.
        columns: Names of the columns, in the order of the values in a row. Columns that have a
            database default may be omitted.
        complete: Adds the ON CONFLICT clause to the INSERT; by default, existing rows stay. Rows
            that are written together must not conflict with each other.

    """

    def __init__(
        self, table: Table, columns: Sequence[str], complete: Callable[[Any], Any] | None = None
    ) -> None:
        self._table = table
        self._columns = tuple(columns)
        self._complete = complete or _keep_existing
        self._templates: dict[str, _Template] = {}

    def write(
        self, connection: Connection, insert: Insert, rows: Sequence[Sequence[Any]], **more: Any
    ) -> None:
        """Write rows in the given order.

        Args:
            connection: Connection with an open write transaction.
            insert: The dialect's INSERT.
            rows: The values of the columns, per row.
            more: Values of the parameters that `complete` left open.

        """
        template = self._templates.get(connection.dialect.name)
        if template is None:
            template = self._compile(connection.dialect, insert)
            self._templates[connection.dialect.name] = template
        width = len(self._columns)
        values = list(chain.from_iterable(rows))
        for position, convert in template.converters:
            values[position::width] = map(convert, values[position::width])
        trailing = [more.get(name, value) for name, value in template.trailing]
        for start, number in _portions(len(rows), _MAX_VALUES // width):
            connection.exec_driver_sql(
                template.sql(number),
                (*values[start * width : (start + number) * width], *trailing),
            )

    def _compile(self, dialect: Dialect, insert: Insert) -> _Template:
        # inline(): do not ask for the keys that the database generates.
        statement = self._complete(insert(self._table)).inline()
        compiled = statement.compile(dialect=_positional(dialect), column_keys=self._columns)
        names = tuple(compiled.positiontup)
        in_row, trailing = names[: len(self._columns)], names[len(self._columns) :]
        assert in_row == self._columns, f"{self._table.name} has another column order: {in_row}"
        head, _, rest = str(compiled).partition(_VALUES)
        end = _end_of_group(rest)
        types = (
            (position, self._table.c[name].type.dialect_impl(dialect))
            for position, name in enumerate(in_row)
        )
        converters = ((position, kind.bind_processor(dialect)) for position, kind in types)
        return _Template(
            head + _VALUES,
            rest[:end],
            rest[end:],
            tuple((position, convert) for position, convert in converters if convert is not None),
            tuple((name, compiled.params[name]) for name in trailing),
        )


def _keep_existing(statement: Any) -> Any:
    return statement.on_conflict_do_nothing()


def _positional(dialect: Dialect) -> Dialect:
    """Return the dialect, or a copy of it that uses positional parameters."""
    return dialect if dialect.positional else type(dialect)(paramstyle="format")  # type: ignore[call-arg]


def _end_of_group(text: str) -> int:
    """Return the position after the bracket that closes the first one of the text."""
    depth = 0
    for position, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return position + 1
    raise AssertionError(f"unbalanced brackets: {text}")


def _portions(rows: int, most: int) -> Iterator[tuple[int, int]]:
    """Yield the first row and the number of rows of each statement.

    The numbers are powers of two, so that a driver which caches statements sees few of them.
    """
    start, number = 0, 1 << (most.bit_length() - 1)
    while start < rows:
        while number > rows - start:
            number //= 2
        yield start, number
        start += number
