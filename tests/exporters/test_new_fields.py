"""A field of each type, declared on a copy of the article's record, reads back from everywhere.

The field is declared once, on the dataclass. Every export format and both databases of the store
return the same value with the same type.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, Table, create_engine, select
from sqlalchemy.dialects import postgresql, sqlite

from newsscraper.exporters import Form, check_targets, export
from newsscraper.items.fields import Address, Day, Fields, FieldType, Kind, Moment, ZonedMoment
from newsscraper.items.json_schema import schema_of
from newsscraper.items.records import ARTICLE_FIELDS, Article, RawArticle
from newsscraper.items.serialize import row_maker
from newsscraper.store.bulk_insert import BulkInsert
from newsscraper.store.location import Location
from newsscraper.store.migration import add_missing_columns
from newsscraper.store.tables import article_columns
from tests.exporters.readers import READERS, WHOLE, back, cell, plain, read_parquet
from tests.exporters.test_round_trip import need
from tests.store.conftest import postgresql_url, store_url

__all__ = ["postgresql_url", "store_url"]

Record = dict[str, Any]


@dataclass(slots=True)
class Place:
    """A place that an article mentions."""

    name: str
    """Its name."""
    population: int | None = None
    """Its inhabitants."""
    founded: Day | None = None
    """Date of its foundation."""
    seen_at: Moment | None = None
    """When it was found in the text."""
    mentioned_at: ZonedMoment | None = None
    """When it was mentioned."""
    aliases: list[str] = field(default_factory=list)
    """Its other names."""


@dataclass(slots=True)
class WiderArticle(Article):
    """The record of an article with a field of each type."""

    topic: str | None = None
    """A text."""
    link: Address | None = None
    """A URL."""
    views: int | None = None
    """An integer."""
    score: float | None = None
    """A number."""
    is_opinion: bool | None = None
    """True or false."""
    edited: Day | None = None
    """A date."""
    edited_at: ZonedMoment | None = None
    """A time with a zone."""
    checked_at: Moment | None = None
    """A time in UTC."""
    keywords: list[str] = field(default_factory=list)
    """A list of texts."""
    days: list[Day] = field(default_factory=list)
    """A list of dates."""
    times: list[ZonedMoment] = field(default_factory=list)
    """A list of times with zones."""
    counts: list[int] = field(default_factory=list)
    """A list of integers."""
    place: Place | None = None
    """An object."""
    places: list[Place] = field(default_factory=list)
    """A list of objects."""
    notes: list[str] | None = None
    """A list of texts that may be null."""


FIELDS = Fields.of(WiderArticle, table="articles", without=("raw", "ticker"))
NEW = tuple(FIELDS)[tuple(FIELDS).index("topic") :]
FES = Place(
    "فاس",
    population=1_256_000,
    founded="0789-01-01",
    seen_at="2026-01-30T12:00:00Z",
    mentioned_at="2026-01-29T23:05:00+01:00",
    aliases=["Fès", "Fez"],
)


def article(number: int, **values: Any) -> WiderArticle:
    return WiderArticle(
        RawArticle("test"),
        id=f"maghress/fr/yabiladi/{number}",
        layout="ArticlePage",
        extractor_version="7",
        content_hash="0a" * 32,
        **values,
    )


FULL = article(
    1,
    topic="Économie 🌞",
    link="https://example.org/a",
    views=2**53 + 1,
    score=0.1 + 0.2,
    is_opinion=True,
    edited="2026-01-29",
    edited_at="2026-01-29T23:05:00.250000+01:00",
    checked_at="2026-01-30T12:00:00Z",
    keywords=["ماء", 'a "b", c'],
    days=["2026-01-29", "0001-01-01"],
    times=["2026-01-29T23:05:00+01:00", "2026-01-29T23:05:00Z"],
    counts=[0, -(2**62)],
    place=FES,
    places=[FES, Place("Salé")],
    notes=["one"],
)
ZEROS = article(2, views=0, score=1.0, is_opinion=False, place=Place("x"), notes=[])
NULLS = article(3)

RECORDS: list[Record] = [
    dict(zip(FIELDS, row_maker(FIELDS)(item), strict=True)) for item in (FULL, ZEROS, NULLS)
]


def check(found: list[Record], expected: list[Record] = RECORDS) -> None:
    """Compare values and types, at any depth."""
    by_id = {record["id"]: record for record in found}
    assert len(by_id) == len(found) == len(expected)
    for record in expected:
        for name in FIELDS:
            assert described(by_id[record["id"]][name]) == described(record[name]), name


def described(value: Any) -> Any:
    if isinstance(value, list):
        return [described(entry) for entry in value]
    if isinstance(value, dict):
        return {name: described(entry) for name, entry in value.items()}
    return type(value), value


def test_the_records_have_json_types_and_fit_the_schema():
    jsonschema = pytest.importorskip("jsonschema")
    schema = schema_of(FIELDS)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    for record in RECORDS:
        validator.validate(record)
        assert json.loads(json.dumps(record)) == record
    assert RECORDS[0]["place"]["aliases"] == ["Fès", "Fez"]
    assert [RECORDS[2][name] for name in NEW] == [
        [] if name in ("keywords", "days", "times", "counts", "places") else None for name in NEW
    ]
    assert schema["properties"]["views"] == {
        "description": "An integer.",
        "type": ["integer", "null"],
    }


@pytest.mark.parametrize("suffix", WHOLE)
def test_a_file_of_any_format(tmp_path, suffix):
    need(suffix)
    target = str(tmp_path / f"a{suffix}")
    for _ in range(2):  # the second export replaces the first
        check_targets([(target, FIELDS)])
        export(target, FIELDS, RECORDS)
    expected = RECORDS
    if suffix.startswith(".jsonld"):  # which leaves out empty lists, as it does null
        expected = [
            {
                name: [] if value is None and FIELDS.types[name].kind is Kind.LIST else value
                for name, value in record.items()
            }
            for record in RECORDS
        ]
    check(READERS[suffix](Path(target), FIELDS), expected)


def test_csv_for_excel(tmp_path):
    target = tmp_path / "a.csv"
    export(str(target), FIELDS, RECORDS, form=Form(excel=True))
    with target.open(encoding="utf-8-sig", newline="") as file:
        _, *rows = csv.reader(file)
    check(
        [
            {name: cell(text, FIELDS.types[name]) for name, text in zip(FIELDS, row, strict=True)}
            for row in rows
        ]
    )


def read_data_set(folder: Path) -> list[Record]:
    return [
        record
        for shard in sorted((folder / "data").iterdir())
        for record in read_parquet(shard, FIELDS)
    ]


def read_partitions(folder: Path) -> list[Record]:
    import pyarrow.parquet as pq

    return [back(row, FIELDS) for row in pq.read_table(folder).to_pylist()]


@pytest.mark.parametrize(
    ("target", "form", "read"),
    [
        ("hf:{}/presse", Form(), read_data_set),
        ("{}/presse", Form(partition_by=("language",)), read_partitions),
    ],
    ids=["data set", "partitions"],
)
def test_a_folder(tmp_path, target: str, form: Form, read: Callable[[Path], list[Record]]):
    pytest.importorskip("pyarrow")
    suffix = ".parquet" if form.partition_by else ""
    export(target.format(tmp_path) + suffix, FIELDS, RECORDS, form=form)
    check(read(tmp_path / f"presse{suffix}"))


def test_the_data_set_describes_the_fields(tmp_path):
    pytest.importorskip("pyarrow")
    export(f"hf:{tmp_path}/presse", FIELDS, RECORDS)
    card = (tmp_path / "presse/README.md").read_text(encoding="utf-8")
    assert "| `views` | int64 | 66.7% | An integer. |" in card
    assert "| `days` | list of date32 | 33.3% | A list of dates. |" in card
    metadata = json.loads((tmp_path / "presse/croissant.json").read_text(encoding="utf-8"))
    described = {entry["@id"]: entry for entry in metadata["recordSet"][0]["field"]}
    assert described["records/edited"]["dataType"] == "sc:Date"
    assert described["records/edited_at_zone"]["dataType"] == "sc:Text"
    assert [entry["dataType"] for entry in described["records/place"]["subField"]] == [
        "sc:Text",
        "sc:Integer",
        "sc:Date",
        "sc:DateTime",
        "sc:Text",
        "sc:Text",
    ]


def of_postgresql(row: Record) -> Record:
    """The record of a row, whose objects are JSON."""
    return {
        name: row[name]
        if is_json(FIELDS.types[name])
        else plain(row[name], FIELDS.types[name], row.get(f"{name}_zone"))
        for name in FIELDS
    }


def is_json(kind: FieldType) -> bool:
    return kind.kind is Kind.RECORD or (kind.item is not None and is_json(kind.item))


def test_a_table_of_postgresql(postgresql_url):
    psycopg = pytest.importorskip("psycopg")
    from psycopg.rows import dict_row

    target = f"{postgresql_url}?table=public.articles"
    for _ in range(2):  # the second export finds the table of the first
        check_targets([(target, FIELDS)])
        export(target, FIELDS, RECORDS)
    with psycopg.connect(postgresql_url, row_factory=dict_row) as connection:
        rows = connection.execute("SELECT * FROM articles").fetchall()
    full = next(row for row in rows if row["id"] == FULL.id)
    assert [type(full[name]) for name in ("views", "edited", "edited_at", "checked_at")] == [
        int,
        date,
        datetime,
        datetime,
    ]
    check([of_postgresql(row) for row in rows])


@pytest.mark.parametrize("is_migrated", [False, True])
def test_a_table_of_the_store(store_url, is_migrated):
    """SQLite and PostgreSQL: the table is made as that of the articles, or gets the new columns."""
    table = Table("articles", MetaData(), *article_columns(FIELDS))
    engine = create_engine(Location(store_url).url)
    insert = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[engine.dialect.name]
    try:
        with engine.begin() as connection:
            if is_migrated:
                Table("articles", MetaData(), *article_columns(ARTICLE_FIELDS)).create(connection)
                add_missing_columns(connection, table)
            else:
                table.create(connection)
            rows = [tuple(record.values()) for record in RECORDS]
            BulkInsert(table, FIELDS).write(connection, insert, rows)
        with engine.connect() as connection:
            check([dict(row) for row in connection.execute(select(table)).mappings()])
            # Null is the database's own null, which SQL can ask for.
            empty = select(table.c.id).where(
                *(table.c[name].is_(None) for name in ("place", "notes"))
            )
            assert connection.execute(empty).scalars().all() == [NULLS.id]
    finally:
        engine.dispose()


@pytest.mark.parametrize("suffix", [".sqlite", ".parquet", ".duckdb"])
def test_an_integer_of_more_than_64_bits_is_an_error_message(tmp_path, suffix):
    from newsscraper.exporters import ExportError

    need(suffix)
    with pytest.raises(ExportError, match=r"^cannot write .*a\.[a-z]+: "):
        export(str(tmp_path / f"a{suffix}"), FIELDS, [{**RECORDS[0], "views": 2**64}])
    assert list(tmp_path.iterdir()) == []


def test_a_type_that_a_record_cannot_have():
    @dataclass
    class Wrong:
        when: datetime

    with pytest.raises(TypeError, match=r"cannot be <class 'datetime.datetime'>: use str, .*Day"):
        Fields.of(Wrong)
