"""Records as rows of typed columns: days as dates, moments as times in UTC, for the formats that
know such types."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from newsscraper.exporters.errors import ExportError
from newsscraper.items.fields import Fields, FieldType, Kind

ZONE_SUFFIX = "_zone"
"""A column of times in UTC cannot say which zone a page told: ``published_at_zone`` stands beside
it, as ``+01:00``."""

_TEXT = FieldType(Kind.TEXT, nullable=True)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    type: FieldType
    field: str
    """The record's field that it is made of."""


def columns_of(fields: Fields) -> list[Column]:
    """The columns of a record, in order: one a field, and one more for the zone of a time that was
    told with one."""
    found = []
    for name in fields:
        found.append(Column(name, fields.types[name], name))
        if fields.types[name].kind is Kind.ZONED:
            found.append(Column(name + ZONE_SUFFIX, _TEXT, name))
    return found


class Rows:
    """Makes rows of records.

    Args:
        fields: The records' fields.
        shown: The target, for messages.

    """

    def __init__(self, fields: Fields, shown: str) -> None:
        self.columns = columns_of(fields)
        self._shown = shown
        self._makers: list[tuple[str, Callable[[Any], Any] | None]] = [
            (column.field, zone_of if column.name != column.field else _maker(column.type))
            for column in self.columns
        ]

    def row(self, record: dict[str, Any]) -> list[Any]:
        """The values of a record, in the columns' order.

        Raises:
            ExportError: one is not what its field promises.

        """
        return list(self._values(record))

    def _values(self, record: dict[str, Any]) -> Iterator[Any]:
        for field, made in self._makers:
            value = record.get(field)
            if value is None or made is None:
                yield value
                continue
            try:
                yield made(value)
            except (ValueError, TypeError):
                name = record.get("id") or "without an id"
                told = f"the record {name} has {value!r:.60} as {field}"
                raise ExportError(
                    f"cannot write {self._shown}: {told}, which its type does not allow"
                ) from None


def zone_of(moment: str) -> str | None:
    """What stands behind the time in an ISO 8601 text: ``+01:00``, ``Z``; ``None`` where nothing
    does."""
    clock = moment[11:]
    at = max(clock.rfind("+"), clock.rfind("-"))
    return clock[at:] if at >= 0 else clock[-1:] if clock.endswith(("Z", "z")) else None


def moment_of(text: str) -> datetime:
    """The moment in UTC behind an ISO 8601 time.

    Raises:
        ValueError: it is none, or says no zone.

    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _maker(kind: FieldType) -> Callable[[Any], Any] | None:
    """What makes a column's value of a record's; ``None`` where they are the same."""
    if kind.kind is Kind.DAY:
        return date.fromisoformat
    if kind.kind in (Kind.MOMENT, Kind.ZONED):
        return moment_of
    if kind.item is not None:
        made = _maker(kind.item)
        return None if made is None else lambda values: [made(value) for value in values]
    if kind.members is not None:
        makers = {
            name: made
            for name, member in kind.members.types.items()
            if (made := _maker(member)) is not None
        }
        return (
            (lambda value: {**value, **{name: made(value[name]) for name, made in makers.items()}})
            if makers
            else None
        )
    return None
