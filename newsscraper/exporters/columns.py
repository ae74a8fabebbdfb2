"""Records as rows of typed columns, with dates as ``date`` and times as ``datetime`` in UTC.

Used by the formats that have such types: Parquet, DuckDB and PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from newsscraper.exporters.errors import ExportError
from newsscraper.items.fields import Fields, FieldType, Kind

ZONE_SUFFIX = "_zone"
"""Suffix of the column that holds a time's zone.

A column of times in UTC cannot hold the zone that a page gave, so ``published_at`` is followed by
``published_at_zone``, for example ``+01:00``.
"""

_TEXT = FieldType(Kind.TEXT, nullable=True)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    type: FieldType
    field: str
    """The record's field that it is made from."""


def columns_of(fields: Fields) -> list[Column]:
    """Return the columns of a record, in order.

    Each field has one column; a time with a zone has another column for the zone. A time with a
    zone inside a list or an object stays text, since a second column cannot be added there.
    """
    columns = []
    for name in fields:
        kind = fields.types[name]
        if kind.kind is Kind.ZONED:
            columns += [Column(name, kind, name), Column(name + ZONE_SUFFIX, _TEXT, name)]
        else:
            columns.append(Column(name, _with_zones_as_text(kind), name))
    return columns


def _with_zones_as_text(kind: FieldType) -> FieldType:
    if kind.item is not None:
        return replace(kind, item=_with_zones_as_text(kind.item))
    if kind.members is not None:
        types = {name: _with_zones_as_text(inner) for name, inner in kind.members.types.items()}
        return replace(kind, members=kind.members.with_types(types))
    return replace(kind, kind=Kind.TEXT) if kind.kind is Kind.ZONED else kind


class Rows:
    """Makes rows from records.

    Args:
        fields: The records' fields.
        shown: The target, for messages.
        is_json: Whether a column is written as JSON; its values are left as they are.

    """

    def __init__(
        self,
        fields: Fields,
        shown: str,
        is_json: Callable[[FieldType], bool] = lambda _: False,
    ) -> None:
        self.columns = columns_of(fields)
        self._shown = shown
        self._converters: list[tuple[str, Callable[[Any], Any] | None]] = [
            (
                column.field,
                zone_of
                if column.name != column.field
                else None
                if is_json(column.type)
                else _converter(column.type),
            )
            for column in self.columns
        ]

    def row(self, record: dict[str, Any]) -> list[Any]:
        """Return the values of a record, in column order.

        Raises:
            ExportError: A value does not have the type of its field.

        """
        return list(self._values(record))

    def _values(self, record: dict[str, Any]) -> Iterator[Any]:
        for field, convert in self._converters:
            value = record.get(field)
            if value is None or convert is None:
                yield value
                continue
            try:
                yield convert(value)
            except (ValueError, TypeError):
                name = record.get("id") or "without an id"
                raise ExportError(
                    f"cannot write {self._shown}: the record {name} has {value!r:.60} as {field},"
                    " which its type does not allow"
                ) from None


def zone_of(moment: str) -> str | None:
    """Return the zone of an ISO 8601 time: ``+01:00``, ``Z``, or ``None`` if it has none."""
    clock = moment[11:]
    at = max(clock.rfind("+"), clock.rfind("-"))
    return clock[at:] if at >= 0 else clock[-1:] if clock.endswith(("Z", "z")) else None


def moment_of(text: str) -> datetime:
    """Parse an ISO 8601 time with a zone.

    Raises:
        ValueError: The text is not such a time.

    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _converter(kind: FieldType) -> Callable[[Any], Any] | None:
    """Return what makes a column's value from a record's; ``None`` if they are the same."""
    if kind.kind is Kind.DAY:
        return date.fromisoformat
    if kind.kind in (Kind.MOMENT, Kind.ZONED):
        return moment_of
    if kind.item is not None:
        convert = _converter(kind.item)
        return None if convert is None else lambda values: [_optional(convert, v) for v in values]
    if kind.members is not None:
        converters = {
            name: convert
            for name, member in kind.members.types.items()
            if (convert := _converter(member)) is not None
        }
        if converters:
            return lambda value: {
                **value,
                **{name: _optional(convert, value[name]) for name, convert in converters.items()},
            }
    return None


def _optional(convert: Callable[[Any], Any], value: Any) -> Any:
    return None if value is None else convert(value)
