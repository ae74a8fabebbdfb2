"""The JSON Schema (2020-12) of every record.

It is made from the dataclasses of the records: their annotations give the types, their docstrings
the descriptions.
"""

from __future__ import annotations

import inspect
from typing import Any

from newsscraper.items.fields import Fields, FieldType, Kind
from newsscraper.items.headlines import HEADLINE_FIELDS
from newsscraper.items.records import ARTICLE_FIELDS, EXTRACT_FIELDS, TICKER_FIELDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

RECORDS: dict[str, Fields] = {
    fields.record: fields
    for fields in (ARTICLE_FIELDS, EXTRACT_FIELDS, TICKER_FIELDS, HEADLINE_FIELDS)
}
"""The fields of each record that files hold, by the record's name.

``Article`` is written by ``export`` and ``crawl``, ``ExtractedArticle`` by ``extract`` and
``scrape``, ``TickerSnapshot`` by ``--ticker-output`` and ``TickerHeadline`` by ``ticker``.
"""

_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.MOMENT: {"type": "string", "format": "date-time"},
    Kind.ZONED: {"type": "string", "format": "date-time"},
    Kind.ADDRESS: {"type": "string", "format": "iri"},
    Kind.INTEGER: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.FLAG: {"type": "boolean"},
}


def schema_of(fields: Fields) -> dict[str, Any]:
    """Return the JSON Schema of a record. Nested records are described under ``$defs``.

    Args:
        fields: The record's fields: all of them, or a selection.

    """
    definitions: dict[str, Any] = {}
    schema = {"$schema": DIALECT, **_object(fields, definitions)}
    return schema | ({"$defs": definitions} if definitions else {})


def all_schemas() -> dict[str, Any]:
    """Return one schema for all records; a value is valid if it is any one of them."""
    definitions: dict[str, Any] = {}
    for name, fields in RECORDS.items():
        definitions[name] = _object(fields, definitions)
    return {
        "$schema": DIALECT,
        "title": "Records of newsscraper",
        "anyOf": [_reference(name) for name in RECORDS],
        "$defs": definitions,
    }


def _object(fields: Fields, definitions: dict[str, Any]) -> dict[str, Any]:
    description = (
        " ".join((inspect.getdoc(fields.owner) or "").split())
        .replace("``None``", "null")
        .replace("``", "`")
    )
    properties = {
        name: {"description": fields.description(name), **_value(fields.types[name], definitions)}
        for name in fields
    }
    return {
        "title": fields.record,
        **({"description": description} if description else {}),
        "type": "object",
        "properties": properties,
        "required": list(fields),
        "additionalProperties": False,
    }


def _value(kind: FieldType, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind.members is not None:
        name = kind.members.record
        if name not in definitions:
            definitions[name] = _object(kind.members, definitions)
        return (
            {"anyOf": [_reference(name), {"type": "null"}]} if kind.nullable else _reference(name)
        )
    schema = (
        {"type": "array", "items": _value(kind.item, definitions)}
        if kind.item is not None
        else _TYPES[kind.kind]
    )
    return schema | ({"type": [schema["type"], "null"]} if kind.nullable else {})


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}
