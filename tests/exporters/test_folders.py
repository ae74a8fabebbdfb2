"""Outputs that are folders: Parquet divided by site, year, month, and the data set folder."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper.exporters import ExportError, check_targets, export
from newsscraper.exporters.form import Form
from newsscraper.exporters.partitions import MOST_BYTES, _folder_name
from newsscraper.items.json_schema import schema_of
from newsscraper.items.records import ARTICLE_FIELDS, TICKER_FIELDS
from tests.exporters.readers import back
from tests.exporters.records import EMPTY, FULL, OLD, SNAPSHOT, UTC

pytest.importorskip("pyarrow")
BY_DATE = Form(partition_by=("site", "year", "month"))
RECORDS = [FULL, {**UTC, "site": "djazairess", "published": "2025-12-31"}, OLD, EMPTY]


def files(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def by_id(records):
    return {record["id"]: record for record in records}


def test_parquet_is_divided_by_site_year_and_month(tmp_path):
    import pyarrow.parquet as pq

    target = tmp_path / "articles.parquet"
    check_targets([(str(target), ARTICLE_FIELDS)], BY_DATE)
    assert list(tmp_path.iterdir()) == []
    assert export(str(target), ARTICLE_FIELDS, RECORDS, form=BY_DATE) == 4
    assert list(tmp_path.iterdir()) == [target]
    assert files(target) == [
        "site=__HIVE_DEFAULT_PARTITION__/year=__HIVE_DEFAULT_PARTITION__/month=__HIVE_DEFAULT_PARTITION__/part-0.parquet",
        "site=djazairess/year=2025/month=12/part-0.parquet",
        "site=maghress/year=1/month=1/part-0.parquet",
        "site=maghress/year=2026/month=1/part-0.parquet",
    ]
    rows = pq.read_table(target).to_pylist()
    assert by_id(back(row, ARTICLE_FIELDS) for row in rows) == by_id(RECORDS)
    assert {(row["year"], row["month"]) for row in rows} == {
        (2026, 1),
        (2025, 12),
        (1, 1),
        (None, None),
    }


def test_without_a_record_the_folder_has_a_file_that_every_reader_takes(tmp_path):
    import pyarrow.parquet as pq

    target = tmp_path / "articles.parquet"
    for records in ([], [], RECORDS, []):  # each replaces the one before
        export(str(target), ARTICLE_FIELDS, records, form=BY_DATE)
    assert files(target) == ["empty.parquet"]
    table = pq.read_table(target)
    assert (table.num_rows, set(ARTICLE_FIELDS) - set(table.column_names)) == (0, set())


@pytest.mark.parametrize(
    ("fields", "by", "field"),
    [
        (ARTICLE_FIELDS.only(["id", "site"]), "year", "published"),
        (ARTICLE_FIELDS.only(["published"]), "site", "site"),
        (TICKER_FIELDS, "month", "published"),
    ],
)
def test_folders_need_the_fields_that_tell_them(tmp_path, fields, by, field):
    """Else every record would stand among those of which it is unknown."""
    target = str(tmp_path / "a.parquet")
    with pytest.raises(
        ExportError, match=f"--partition-by {by} needs the field {field}, which is not written$"
    ):
        check_targets([(target, fields)], Form(partition_by=(by,)))
    assert list(tmp_path.iterdir()) == []


def test_few_files_are_open_and_little_is_held_at_once(tmp_path, monkeypatch):
    import pyarrow.parquet as pq

    monkeypatch.setattr("newsscraper.exporters.partitions.MOST_OPEN", 2)
    monkeypatch.setattr("newsscraper.exporters.partitions.MOST_PENDING", 3_000)
    records = [{**FULL, "id": str(n), "published": f"2026-{n % 5 + 1:02}-01"} for n in range(50)]
    target = tmp_path / "a.parquet"
    export(str(target), ARTICLE_FIELDS, records, form=Form(partition_by=("month",)))
    assert by_id(back(row, ARTICLE_FIELDS) for row in pq.read_table(target).to_pylist()) == by_id(
        records
    )
    assert "month=1/part-1.parquet" in files(target)


def test_a_value_cannot_leave_the_folder(tmp_path):
    export(
        str(tmp_path / "a.parquet"),
        ARTICLE_FIELDS,
        [{**FULL, "source_id": "../../é=/x"}],
        form=Form(partition_by=("source_id",)),
    )
    assert files(tmp_path) == ["a.parquet/source_id=..%2F..%2F%C3%A9%3D%2Fx/part-0.parquet"]


def test_a_name_that_no_file_system_takes_is_cut_and_ends_in_a_hash(tmp_path):
    """A slug in Arabic is quoted in its address: of 25 letters the folder's name would have 260
    bytes."""
    import pyarrow.parquet as pq

    slugs = [
        quote("جريدة" * 5),
        quote("جريدة" * 5 + "الغد"),
        quote("جريدة" * 5 + "اليوم"),
        "x" * 300,
        quote("غد" * 4),
    ]
    records = [{**FULL, "id": str(n), "source_id": slug} for n, slug in enumerate(slugs)]
    target, form = tmp_path / "a.parquet", Form(partition_by=("source_id", "year"))
    export(str(target), ARTICLE_FIELDS, records, form=form)
    names = [path.name for path in target.iterdir()]
    assert len(names) == len(slugs)
    assert all(len(name.encode()) <= 255 for name in names)
    assert f"source_id={quote(slugs[-1])}" in names
    rows = pq.read_table(target).to_pylist()
    assert sorted(row["id"] for row in rows) == ["0", "1", "2", "3", "4"]
    assert {row["source_id"] for row in rows if row["id"] == "4"} == {slugs[-1]}
    assert len({row["source_id"] for row in rows}) == len(slugs)
    export(str(target), ARTICLE_FIELDS, records, form=form)  # which knows the folders for its own
    assert sorted(path.name for path in target.iterdir()) == sorted(names)


@given(
    st.text(st.characters(codec="utf-8"), max_size=400)
    | st.integers(200, 260).map(lambda length: "%" * length)
)
@settings(max_examples=50, deadline=None)
def test_any_value_has_a_name_of_its_own(value):
    name = _folder_name("source_id", value)
    assert name.startswith("source_id=")
    assert len(name.encode()) <= MOST_BYTES
    assert name.isascii()
    assert unquote(name) == f"source_id={value}" or re.search(r"~[0-9a-f]{16}$", name)
    assert _folder_name("source_id", value + "x") != name


def test_a_folder_is_replaced_whole_and_stays_where_an_export_breaks(tmp_path):
    target = tmp_path / "a.parquet"
    export(str(target), ARTICLE_FIELDS, RECORDS, form=BY_DATE)
    before = files(target)

    def records():
        yield FULL
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        export(str(target), ARTICLE_FIELDS, records(), form=BY_DATE)
    assert files(target) == before
    assert list(tmp_path.iterdir()) == [target]
    export(str(target), ARTICLE_FIELDS, [FULL], form=BY_DATE)
    assert files(target) == ["site=maghress/year=2026/month=1/part-0.parquet"]
    assert list(tmp_path.iterdir()) == [target]


def test_what_somebody_else_put_there_stays(tmp_path):
    for target, form in (
        (str(tmp_path / "a.parquet"), BY_DATE),
        (f"hf:{tmp_path / 'set'}", Form()),
    ):
        folder = Path(target.removeprefix("hf:"))
        folder.mkdir()
        (folder / "README.md").write_text("mine")
        with pytest.raises(
            ExportError,
            match=(
                r"the folder (holds README\.md, which was not|there is not a data set)"
                r" written by an export"
            ),
        ):
            check_targets([(target, ARTICLE_FIELDS)], form)
        assert (folder / "README.md").read_text() == "mine"
    (tmp_path / "b.parquet").write_text("mine")
    with pytest.raises(ExportError, match="it is a file, and would be replaced by a folder"):
        check_targets([(str(tmp_path / "b.parquet"), ARTICLE_FIELDS)], BY_DATE)


@pytest.mark.parametrize(
    ("target", "inside"),
    [
        ("a.parquet", "site=x/year=2026/data_0.parquet"),
        ("a.parquet", "part-0.parquet"),
        ("hf:a", "data/more.parquet"),
    ],
)
def test_what_another_program_has_divided_stays(tmp_path, monkeypatch, target, inside):
    """Spark and DuckDB name folders so too."""
    monkeypatch.chdir(tmp_path)
    form = BY_DATE if target == "a.parquet" else Form()
    export(target, ARTICLE_FIELDS, RECORDS, form=form)
    path = tmp_path / target.removeprefix("hf:") / inside
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("work of a year")
    with pytest.raises(
        ExportError, match=f"the folder holds {inside}, which was not written by an export$"
    ):
        check_targets([(target, ARTICLE_FIELDS)], form)
    path.unlink()
    check_targets([(target, ARTICLE_FIELDS)], form)


def test_pandas_reads_the_folders_as_documented(tmp_path):
    """docs/formats.md: without the last argument it makes categories, and cannot join those with
    null."""
    pandas = pytest.importorskip("pandas")
    import pyarrow.dataset

    export(str(tmp_path / "a.parquet"), ARTICLE_FIELDS, RECORDS, form=BY_DATE)
    frame = pandas.read_parquet(
        tmp_path / "a.parquet", partitioning=pyarrow.dataset.partitioning(flavor="hive")
    )
    assert dict(zip(frame["id"], frame["year"].fillna(0), strict=True)) == {
        r["id"]: int((r["published"] or "0")[:4]) for r in RECORDS
    }


def test_an_option_that_applies_to_no_output_is_an_error(tmp_path):
    with pytest.raises(
        ExportError, match=r"^--partition-by applies to \.parquet, and no output is \.parquet$"
    ):
        check_targets([(str(tmp_path / "a.csv"), ARTICLE_FIELDS)], BY_DATE)


# The data set folder


def test_a_data_set_has_all_that_belongs_to_one(tmp_path, monkeypatch):
    import pyarrow.parquet as pq

    monkeypatch.setattr("newsscraper.exporters.arrow.ROWS_AT_ONCE", 10)
    monkeypatch.setattr("newsscraper.exporters.dataset.SHARD_BYTES", 20_000)
    records = [{**FULL, "id": str(n)} for n in range(60)] + [EMPTY]
    folder = tmp_path / "presse"
    assert export(f"hf:{folder}", ARTICLE_FIELDS, records) == 61
    assert export(f"hf:{folder}", ARTICLE_FIELDS, records) == 61  # over what it has written itself
    assert list(tmp_path.iterdir()) == [folder]
    shards = sorted((folder / "data").iterdir())
    assert [path.name for path in shards] == [
        f"train-{n:05}-of-{len(shards):05}.parquet" for n in range(len(shards))
    ]
    assert len(shards) > 1
    found = [
        back(row, ARTICLE_FIELDS) for path in shards for row in pq.read_table(path).to_pylist()
    ]
    assert found == records
    assert json.loads((folder / "schema.json").read_text(encoding="utf-8")) == schema_of(
        ARTICLE_FIELDS
    )
    text = (folder / "README.md").read_text(encoding="utf-8")
    for told in (
        '\n- "fr"\n',
        "- n<1K",
        "path: data/*.parquet",
        "- records: 61\n",
        "| maghress | 60 | 98.4% |",
        "| und | 1 | 1.6% |",
        "| 2026 | 60 | 98.4% |",
        "- published: 2026-01-29 to 2026-01-29",
        "- newspapers: 1\n",
        "- truncated texts: 60 (98.4%)",
        f"- characters of text: {60 * len(FULL['body']):,}\n",
        "| `author` | string | 98.4% |",
        "## Limits",
        "## Rights",
    ):
        assert told in text, told


def test_the_croissant_has_what_its_specification_requires(tmp_path):
    """Croissant 1.0, "Dataset-level Information", "Required"."""
    export(f"hf:{tmp_path / 'presse'}", ARTICLE_FIELDS, [FULL])
    found = json.loads((tmp_path / "presse/croissant.json").read_text(encoding="utf-8"))
    required = (
        "@context",
        "@type",
        "conformsTo",
        "description",
        "license",
        "name",
        "url",
        "creator",
        "datePublished",
        "distribution",
    )
    assert [name for name in required if not found.get(name)] == []
    assert found["license"]["@type"] == "sc:CreativeWork"


def test_the_croissant_is_valid_and_reads_the_records(tmp_path):
    mlcroissant = pytest.importorskip("mlcroissant")
    export(f"hf:{tmp_path / 'presse'}", ARTICLE_FIELDS, [FULL, EMPTY])
    dataset = mlcroissant.Dataset(str(tmp_path / "presse/croissant.json"))
    assert dataset.metadata.issues.errors == set()
    rows = list(dataset.records("records"))
    assert [row["records/headline"] for row in rows] == [FULL["headline"].encode(), None]
    assert [image["records/images/url"].decode() for image in rows[0]["records/images"]] == [
        i["url"] for i in FULL["images"]
    ]


@pytest.mark.parametrize(
    ("fields", "records"),
    [
        (ARTICLE_FIELDS, []),
        (TICKER_FIELDS, [SNAPSHOT]),
        (ARTICLE_FIELDS.only(["id"]), [{"id": "x"}]),
    ],
)
def test_a_data_set_of_anything(tmp_path, fields, records):
    pq = pytest.importorskip("pyarrow.parquet")
    export(f"hf:{tmp_path / 'x'}", fields, records)
    assert [back(row, fields) for row in pq.read_table(tmp_path / "x/data").to_pylist()] == records
    properties = json.loads((tmp_path / "x/schema.json").read_text(encoding="utf-8"))["properties"]
    assert list(properties) == list(fields)


def test_load_dataset_reads_the_folder_without_the_network(tmp_path, monkeypatch):
    monkeypatch.setitem(os.environ, "HF_HUB_OFFLINE", "1")
    monkeypatch.setitem(os.environ, "HF_HOME", str(tmp_path / "home"))
    datasets = pytest.importorskip("datasets")
    export(f"hf:{tmp_path / 'presse'}", ARTICLE_FIELDS, [FULL, EMPTY])
    found = datasets.load_dataset(
        str(tmp_path / "presse"), split="train", cache_dir=str(tmp_path / "cache")
    )
    assert [back(row, ARTICLE_FIELDS) for row in found] == [FULL, EMPTY]


def test_an_address_of_the_hub_is_no_path():
    with pytest.raises(
        ExportError, match=r"write a local folder, hf:FOLDER, and upload it with `hf upload`$"
    ):
        check_targets([("hf://datasets/me/presse", ARTICLE_FIELDS)])


def test_a_data_set_needs_a_folder_s_name():
    with pytest.raises(ExportError, match="give the name of a folder"):
        check_targets([("hf:", ARTICLE_FIELDS)])
