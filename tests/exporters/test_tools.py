"""The files open in the tools people use, with the types and values they should have there."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newsscraper.exporters import export
from newsscraper.exporters.form import PLAIN, Form
from newsscraper.items.records import ARTICLE_FIELDS
from tests.exporters.records import EMPTY, FULL
from tests.exporters.records import UTC as OTHER

RECORDS = [FULL, EMPTY, OTHER]
AT = datetime(2026, 1, 29, 22, 5, 0, 250000, tzinfo=UTC)


@pytest.fixture
def write(tmp_path):
    def written(name: str, form: Form = PLAIN) -> str:
        export(str(tmp_path / name), ARTICLE_FIELDS, RECORDS, form=form)
        return str(tmp_path / name)

    return written


@pytest.mark.parametrize(
    "name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.csv", "a.csv.gz", "a.json", "a.parquet"]
)
def test_pandas(write, name):
    pd = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    if name.endswith(".zst"):
        pytest.importorskip("zstandard")
    read = (
        pd.read_csv
        if ".csv" in name
        else pd.read_parquet
        if name.endswith(".parquet")
        else pd.read_json
    )
    frame = read(write(name), **({"lines": True} if ".jsonl" in name else {}))
    assert frame["headline"].to_list()[0] == FULL["headline"]
    assert frame["body"].to_list()[0] == FULL["body"]
    assert frame["headline"].isna().to_list() == [False, True, False]
    assert frame["truncated"].to_list() == [True, False, False]
    if name.endswith(".parquet"):
        assert frame["published"].to_list()[0] == date(2026, 1, 29)
        assert frame["published_at"].to_list()[0] == AT


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
def test_polars(write, name):
    pl = pytest.importorskip("polars")
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    read = {"a.jsonl": pl.read_ndjson, "a.csv": pl.read_csv, "a.parquet": pl.read_parquet}[name]
    frame = read(write(name))
    assert frame["headline"].to_list() == [FULL["headline"], None, OTHER["headline"]]
    if name.endswith(".parquet"):
        assert frame.schema["published"] == pl.Date
        assert frame.schema["published_at"] == pl.Datetime("us", "UTC")
        assert frame["images"].to_list() == [FULL["images"], [], FULL["images"]]


def test_polars_reads_parquet_in_folders(write):
    pl = pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    folder = write("a.parquet", Form(partition_by=("site", "year")))
    frame = pl.read_parquet(f"{folder}/**/*.parquet", hive_partitioning=True)
    assert sorted(frame["site"].to_list(), key=str) == [None, "maghress", "maghress"]


def test_duckdb(write):
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    wanted = [(FULL["headline"], "fr"), (None, "und"), (OTHER["headline"], "fr")]
    for name in ("a.jsonl", "a.jsonl.gz", "a.csv", "a.parquet"):
        assert duckdb.sql(f"SELECT headline, language FROM '{write(name)}'").fetchall() == wanted
    with duckdb.connect(write("a.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT headline, language FROM articles").fetchall() == wanted
        types = {row[0]: row[1] for row in connection.execute("DESCRIBE articles").fetchall()}
    assert (types["published"], types["published_at"]) == ("DATE", "TIMESTAMP WITH TIME ZONE")
    assert types["images"] == "STRUCT(url VARCHAR, caption VARCHAR)[]"
    folder = write("b.parquet", Form(partition_by=("site", "year")))
    # What is unknown is null in today's DuckDB; 1.3 gives the folder's name, and the years beside
    # it as text.
    files = f"read_parquet('{folder}/**/*.parquet', hive_partitioning = true)"
    found = duckdb.sql(
        f"SELECT site, \"year\"::text FROM {files} WHERE site = 'maghress'"
    ).fetchall()
    assert found == [("maghress", "2026"), ("maghress", "2026")]


@pytest.mark.parametrize("name", ["a.parquet", "a.jsonl", "a.csv"])
def test_datasets(write, name, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    kind = {"a.jsonl": "json"}.get(name, name.removeprefix("a."))
    found = datasets.load_dataset(
        kind, data_files=write(name), split="train", cache_dir=str(tmp_path / "cache")
    )
    assert [row["headline"] for row in found] == [FULL["headline"], None, OTHER["headline"]]


def test_the_parquet_file_is_of_typed_columns_and_zstandard(write):
    pq = pytest.importorskip("pyarrow.parquet")
    import pyarrow as pa

    with pq.ParquetFile(write("a.parquet")) as file:
        assert file.metadata.row_group(0).column(0).compression == "ZSTD"
        schema = file.schema_arrow
    assert schema.field("published").type == pa.date32()
    assert (
        schema.field("fetched_at").type
        == schema.field("published_at").type
        == pa.timestamp("us", "UTC")
    )
    assert schema.field("warnings").type == pa.list_(pa.string())
    assert pa.types.is_struct(schema.field("images").type.value_type)
    assert schema.field("truncated").type == pa.bool_()
    assert schema.field("headline").metadata[b"description"] == b"The headline."
