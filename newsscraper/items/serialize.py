"""Items as JSON types, by the types that their dataclass declares."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from newsscraper.items.fields import Fields, FieldType


def row_maker(fields: Fields) -> Callable[[Any], tuple[Any, ...]]:
    """Return a function that makes an item's row: its values as JSON types, in field order.

    Args:
        fields: Fields of the item's dataclass.

    """
    get = attrgetter(*fields)
    # attrgetter returns the bare value, not a tuple, of a single attribute.
    values = get if len(fields) > 1 else lambda item: (get(item),)
    converters = [
        (position, converter)
        for position, name in enumerate(fields)
        if (converter := _converter(fields.types[name])) is not None
    ]

    def row(item: Any) -> tuple[Any, ...]:
        if not converters:
            return tuple(values(item))
        made = list(values(item))
        for position, convert in converters:
            if made[position] is not None:
                made[position] = convert(made[position])
        return tuple(made)

    return row


def record(item: Any) -> dict[str, Any]:
    """Return an item of any dataclass with record types (an image, a link) as JSON types."""
    kind = type(item)
    make = _RECORD_MAKERS.get(kind)
    if make is None:
        make = _RECORD_MAKERS[kind] = _record_maker(kind)
    return make(item)


_RECORD_MAKERS: dict[type, Callable[[Any], dict[str, Any]]] = {}


def _record_maker(kind: type) -> Callable[[Any], dict[str, Any]]:
    fields = Fields.of(kind)
    row = row_maker(fields)
    return lambda item: dict(zip(fields, row(item), strict=True))


def _converter(kind: FieldType) -> Callable[[Any], Any] | None:
    """Return what makes a value a JSON type; ``None`` if it is one already."""
    if kind.item is not None:
        convert = _converter(kind.item)
        if convert is None:
            return list
        return lambda values: [None if value is None else convert(value) for value in values]
    return record if kind.members is not None else None
