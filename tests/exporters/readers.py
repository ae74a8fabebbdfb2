"""Each format read back by a tool that is not ours, as the records that were written."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from newsscraper.exporters import EXPORTERS
from newsscraper.items.fields import Fields, FieldType, Kind

Record = dict[str, Any]


def unpacked(path: Path) -> str:
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes()).decode()
    if path.suffix == ".zst":
        zstandard = pytest.importorskip("zstandard")
        with zstandard.open(path, "rb") as file:
            return file.read().decode()
    return path.read_bytes().decode()


def read_jsonl(path: Path, fields: Fields) -> list[Record]:
    return [json.loads(line) for line in unpacked(path).split("\n")[:-1]]


def read_json(path: Path, fields: Fields) -> list[Record]:
    return json.loads(unpacked(path))


def read_csv(path: Path, fields: Fields) -> list[Record]:
    csv.field_size_limit(2**24)
    header, *rows = csv.reader(io.StringIO(unpacked(path), newline=""))
    assert header == list(fields)
    return [
        {name: cell(text, fields.types[name]) for name, text in zip(fields, row, strict=True)}
        for row in rows
    ]


def cell(text: str, kind: FieldType) -> Any:
    if text == "":
        return None
    return (
        json.loads(text)
        if kind.kind in (Kind.INTEGER, Kind.NUMBER, Kind.FLAG, Kind.LIST, Kind.RECORD)
        else text
    )


def read_sqlite(path: Path, fields: Fields) -> list[Record]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = connection.execute(
            f"SELECT {', '.join(fields)} FROM {fields.table} ORDER BY rowid"
        ).fetchall()
    return [
        {
            name: of_sqlite(value, fields.types[name])
            for name, value in zip(fields, row, strict=True)
        }
        for row in rows
    ]


def of_sqlite(value: Any, kind: FieldType) -> Any:
    if value is not None and kind.kind in (Kind.LIST, Kind.RECORD):
        return json.loads(value)
    return bool(value) if kind.kind is Kind.FLAG and value is not None else value


def read_parquet(path: Path, fields: Fields) -> list[Record]:
    pq = pytest.importorskip("pyarrow.parquet")
    return [back(row, fields) for row in pq.read_table(path).to_pylist()]


def read_duckdb(path: Path, fields: Fields) -> list[Record]:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.sql(f'SELECT * FROM "{fields.table}"').to_arrow_table().to_pylist()
    return [back(row, fields) for row in rows]


def back(row: Record, fields: Fields) -> Record:
    """The record behind a row of typed columns."""
    return {name: plain(row[name], fields.types[name], row.get(f"{name}_zone")) for name in fields}


def plain(value: Any, kind: FieldType, zone: str | None = None, *, is_nested: bool = False) -> Any:
    if value is None:
        return None
    if kind.item is not None:
        assert isinstance(value, list)
        return [plain(entry, kind.item, is_nested=True) for entry in value]
    if kind.members is not None:
        return {
            name: plain(value[name], member, is_nested=True)
            for name, member in kind.members.types.items()
        }
    if kind.kind is Kind.ZONED and is_nested:  # no column for its zone, so it stays text
        assert isinstance(value, str)
        return value
    if kind.kind is Kind.DAY:
        assert type(value) is date
        return value.isoformat()
    if kind.kind in (Kind.MOMENT, Kind.ZONED):
        assert isinstance(value, datetime)
        assert value.utcoffset() is not None
        return in_zone(value, "Z" if kind.kind is Kind.MOMENT else zone)
    return value


def in_zone(moment: datetime, zone: str) -> str:
    if zone == "Z":
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    return moment.astimezone(
        datetime.fromisoformat(f"2000-01-01T00:00:00{zone}").tzinfo
    ).isoformat()


def read_jsonld(path: Path, fields: Fields) -> list[Record]:
    """Read by the names that docs/schema.md gives."""
    document = json.loads(unpacked(path))
    assert document["@context"] == "https://schema.org"
    found = [OF_NODE.get(fields.record, of_article)(node) for node in document["@graph"]]
    return [
        {
            name: record.get(name, [] if fields.types[name].kind is Kind.LIST else None)
            for name in fields
        }
        for record in found
    ]


def further(node: Record) -> Record:
    return {entry["name"]: entry["value"] for entry in node.get("additionalProperty", ())}


def of_article(node: Record) -> Record:
    assert node["@type"] == "NewsArticle"
    record = further(node)
    when = node.get("datePublished")
    record["published_at" if when and "T" in when else "published"] = when
    changed = node.get("dateModified")
    record["modified_at" if changed and "T" in changed else "modified"] = changed
    for name, word in (
        ("id", "identifier"),
        ("url", "url"),
        ("headline", "headline"),
        ("body", "articleBody"),
        ("original_url", "isBasedOn"),
        ("section", "articleSection"),
        ("language", "inLanguage"),
        ("canonical_url", "mainEntityOfPage"),
        ("tags", "keywords"),
        ("description", "description"),
        ("lead_image", "thumbnailUrl"),
    ):
        record[name] = node.get(word)
    free = node.get("isAccessibleForFree")
    record["paywalled"] = None if free is None else not free
    record["tags"] = record["tags"] or []
    record["source"], record["source_id"] = (
        node.get("publisher", {}).get(word) for word in ("name", "identifier")
    )
    record["agency"] = node.get("sourceOrganization", {}).get("name")
    author = node.get("author", {})
    if isinstance(author, list):
        record["authors"] = [person["name"] for person in author]
    else:
        record["author"] = author.get("name")
    record["images"] = [
        {"url": image["url"], "caption": image.get("caption")} for image in node.get("image", ())
    ]
    if "ticker" in record:
        record["ticker"] = of_snapshot(record["ticker"])
    return record


def of_snapshot(node: Record) -> Record:
    assert node["@type"] == "ItemList"
    items = [(entry["position"], entry["item"]) for entry in node.get("itemListElement", ())]
    shown = [
        {
            "position": position,
            "headline": item["headline"],
            "url": item.get("url"),
            "article_id": item.get("identifier"),
            "language": item["inLanguage"],
        }
        for position, item in items
    ]
    return {"id": node["identifier"], "items": shown, **further(node)}


def of_headline(node: Record) -> Record:
    known = {
        "article_id": "identifier",
        "url": "url",
        "headline": "headline",
        "language": "inLanguage",
    }
    return {name: node.get(word) for name, word in known.items()} | further(node)


OF_NODE: dict[str, Callable[[Record], Record]] = {
    "Article": of_article,
    "ExtractedArticle": of_article,
    "TickerSnapshot": of_snapshot,
    "TickerHeadline": of_headline,
}

READERS: dict[str, Callable[[Path, Fields], list[Record]]] = {
    **{f".jsonl{end}": read_jsonl for end in ("", ".gz", ".zst")},
    **{f".json{end}": read_json for end in ("", ".gz", ".zst")},
    **{f".csv{end}": read_csv for end in ("", ".gz", ".zst")},
    **{f".jsonld{end}": read_jsonld for end in ("", ".gz", ".zst")},
    ".parquet": read_parquet,
    ".sqlite": read_sqlite,
    ".sqlite3": read_sqlite,
    ".duckdb": read_duckdb,
}
"""A reader for every format of the registry: a format without one fails the tests."""

WHOLE = [suffix for suffix, exporter in EXPORTERS.items() if not exporter.for_reading]
"""The formats that hold whole records; the others are in test_formats_for_reading.py."""
