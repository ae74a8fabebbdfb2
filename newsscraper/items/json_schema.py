"""The JSON Schema (2020-12) of every record, made from items.py: annotations give the types,
docstrings the descriptions."""

from __future__ import annotations

import inspect
from typing import Any

from newsscraper.items.fields import Fields, FieldType, Kind
from newsscraper.items.records import ARTICLE_FIELDS, EXTRACT_FIELDS, HEADLINE_FIELDS, TICKER_FIELDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

RECORDS: dict[str, Fields] = {
    fields.record: fields
    for fields in (ARTICLE_FIELDS, EXTRACT_FIELDS, TICKER_FIELDS, HEADLINE_FIELDS)
}
"""What files hold, by name: the records of ``export`` and ``crawl``, ``extract`` and ``scrape``, of
``--ticker-output``, of ``ticker``."""

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
    """The JSON Schema of a record; of what it nests too, under ``$defs``.

    Args:
        fields: The record's fields, all or those that were chosen.

    """
    definitions: dict[str, Any] = {}
    schema = {"$schema": DIALECT, **_object(fields, definitions)}
    return schema | ({"$defs": definitions} if definitions else {})


def all_schemas() -> dict[str, Any]:
    """The schemas of all records as one document; a value is valid that is any of them."""
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
    told = (
        " ".join((inspect.getdoc(fields.owner) or "").split())
        .replace("``None``", "null")
        .replace("``", "`")
    )
    properties = {
        name: {"description": fields.told(name), **_value(fields.types[name], definitions)}
        for name in fields
    }
    return {
        "title": fields.record,
        **({"description": told} if told else {}),
        "type": "object",
        "properties": properties,
        "required": list(fields),
        "additionalProperties": False,
    }


def _value(kind: FieldType, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind.item is not None:
        return {"type": "array", "items": _value(kind.item, definitions)}
    if kind.members is not None:
        name = kind.members.record
        if name not in definitions:
            definitions[name] = _object(kind.members, definitions)
        return (
            {"anyOf": [_reference(name), {"type": "null"}]} if kind.nullable else _reference(name)
        )
    schema = _TYPES[kind.kind]
    return schema | ({"type": [schema["type"], "null"]} if kind.nullable else {})


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}
