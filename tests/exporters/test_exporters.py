"""Files that are written from records: what is checked before, and that a file is there whole or
not at all."""

from __future__ import annotations

import csv
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsscraper.errors import UserError
from newsscraper.exporters import (
    EXPORTERS,
    STDOUT,
    ExportError,
    check_targets,
    export,
    exporter_for,
)
from newsscraper.exporters.array import JsonExporter
from newsscraper.exporters.csv import CsvExporter
from newsscraper.exporters.jsonl import JsonLinesExporter
from newsscraper.items.fields import Fields
from newsscraper.items.records import (
    ARTICLE_FIELDS,
    TICKER_FIELDS,
    Article,
    Image,
    RawArticle,
    TickerItem,
    TickerSnapshot,
)
from newsscraper.store import Batch, Store, StoreError

RECORDS = [
    {"id": "a", "n": None, "list": ["x", "é"], "flag": True},
    {"id": "ب", "n": 0.5, "list": [], "flag": False},
]


@dataclass
class Thing:
    id: str
    n: float | None
    list: list[str]
    flag: bool


FIELDS = Fields.of(Thing, table="things")


def problem_of(*targets: str) -> str:
    with pytest.raises(ExportError) as caught:
        check_targets([(target, FIELDS) for target in targets])
    assert isinstance(caught.value, UserError)
    text = str(caught.value)
    assert "\n" not in text
    return text


# Before


@pytest.mark.parametrize(
    "names", [[], ["a.jsonl"], ["a.json", "b.csv", "c/d/e.JSONL"], ["-"], ["-", "a.csv"]]
)
def test_what_can_be_written_is_not_written_yet(tmp_path, names):
    check_targets([(name if name == STDOUT else str(tmp_path / name), FIELDS) for name in names])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_that_is_there_stays_as_it_is(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("before")
    check_targets([(str(path), FIELDS)])
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.xml", ".xml"), ("a", ""), ("a.xml.gz", ".xml.gz"), (".jsonl", ""), ("", "")],
)
def test_a_format_that_there_is_not(name, suffix):
    told = problem_of(name)
    why = (
        f"no format has the suffix {suffix!r}"
        if suffix
        else "its name has no suffix, so the format is unknown"
    )
    assert told.startswith(
        f"cannot write {name or repr(name)}: {why}; the formats are .jsonl, .json, .csv, "
    )
    assert told.endswith(
        ".jsonld, .md, .txt (each also with .gz or .zst), .parquet, .sqlite, .duckdb,"
        " postgresql://USER@HOST/DB?table=SCHEMA.TABLE, hf:FOLDER"
    )


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("a.jsnl", ".jsonl"),
        ("a.cvs", ".csv"),
        ("a.json.gzip", ".json.gz"),
        ("a.jsonl.gs", ".jsonl.gz"),
    ],
)
def test_a_format_that_is_nearly_there(name, meant):
    assert problem_of(name).endswith(f"; did you mean {meant}?")


def test_a_file_can_be_named_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    for other in (
        "folder/a.csv",
        "./folder/../folder/a.csv",
        "link/a.csv",
        str(tmp_path / "folder" / "a.csv"),
    ):
        assert (
            problem_of("folder/a.csv", "b.csv", other) == f"two outputs name the same file, {other}"
        )
    check_targets([(name, FIELDS) for name in ("folder/a.csv", "folder/a.json", "a.csv")])


def test_standard_output_can_be_named_once():
    assert problem_of("-", "-") == "standard output can be given only once"


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "a.csv").mkdir()
    assert problem_of(str(tmp_path / "a.csv")) == f"cannot write {tmp_path}/a.csv: it is a folder"
    (tmp_path / "file").touch()
    assert problem_of(str(tmp_path / "file" / "a.csv")).startswith(
        f"cannot write {tmp_path}/file/a.csv: "
    )


def test_a_folder_that_cannot_be_written_to(tmp_path):
    folder = tmp_path / "read-only"
    folder.mkdir()
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):
        pytest.skip("this user may write anywhere")
    assert problem_of(str(folder / "a.csv")) == f"cannot write {folder}/a.csv: Permission denied"
    assert (
        problem_of(str(folder / "b" / "a.csv"))
        == f"cannot write {folder}/b/a.csv: Permission denied"
    )


def test_the_first_problem_leaves_nothing_of_the_others_behind(tmp_path):
    problem_of(str(tmp_path / "a.csv"), str(tmp_path / "b.xml"))
    assert list(tmp_path.iterdir()) == []


# Writing


def test_the_formats_by_their_suffix():
    assert {name: EXPORTERS[name] for name in (".jsonl", ".json", ".csv")} == {
        ".jsonl": JsonLinesExporter,
        ".json": JsonExporter,
        ".csv": CsvExporter,
    }
    assert exporter_for("a.JSON") is JsonExporter
    assert exporter_for("a.b.JsonL.GZ") is EXPORTERS[".jsonl.zst"] is JsonLinesExporter
    assert exporter_for("-") is JsonLinesExporter


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_records_in_every_format(tmp_path):
    for name in ("a.jsonl", "a.json", "a.csv"):
        assert export(str(tmp_path / name), FIELDS, iter(RECORDS)) == 2
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == RECORDS
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == RECORDS
    rows = [list(FIELDS), ["a", "", '["x", "é"]', "true"], ["ب", "0.5", "[]", "false"]]
    assert read_csv(tmp_path / "a.csv") == rows


@pytest.mark.parametrize(
    ("name", "content"), [("a.jsonl", ""), ("a.json", "[]\n"), ("a.csv", "id,n,list,flag\r\n")]
)
def test_no_record_is_a_whole_file_too(tmp_path, name, content):
    path = tmp_path / name
    assert export(str(path), FIELDS, []) == 0
    assert path.read_bytes().decode() == content


def test_the_exporter_may_be_chosen(tmp_path, capsys):
    assert export(STDOUT, FIELDS, RECORDS[:1], JsonExporter) == 1
    assert json.loads(capsys.readouterr().out) == RECORDS[:1]
    assert export(STDOUT, FIELDS, RECORDS) == 2
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == RECORDS
    assert export(str(tmp_path / "a.txt"), FIELDS, RECORDS, CsvExporter) == 2
    assert len(read_csv(tmp_path / "a.txt")) == 3


@pytest.mark.parametrize(
    "error", [StoreError("cannot read the store"), KeyboardInterrupt(), ZeroDivisionError()]
)
@pytest.mark.parametrize("before", [None, "before"])
def test_records_that_cannot_be_read_leave_nothing_under_the_name(tmp_path, error, before):
    path = tmp_path / "a.jsonl"
    if before is not None:
        path.write_text(before)

    def records():
        yield RECORDS[0]
        raise error

    with pytest.raises(type(error)):
        export(str(path), FIELDS, records())
    assert [file.read_text() for file in tmp_path.iterdir()] == (
        [before] if before is not None else []
    )


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_a_lone_surrogate_is_one_line_or_written(tmp_path, name):
    try:
        export(str(tmp_path / name), FIELDS, [{**RECORDS[0], "id": "caf\udce9"}])
    except UserError as problem:
        assert "\n" not in str(problem)  # noqa: PT017 - either will do
        assert list(tmp_path.iterdir()) == []


def test_what_is_exported_is_the_store(tmp_path):
    item = Article(
        raw=RawArticle("test"),
        id="maghress/fr/a/1",
        site="maghress",
        headline="Où, «là»",
        body='a\n\n"b";c',
        warnings=["no_date"],
        images=[Image("https://i.example/1.jpg", "ص")],
        language_confidence=0.5,
        truncated=True,
        ticker=TickerSnapshot(
            "maghress/fr/t", "maghress", "fr", [TickerItem(1, "خبر")], ["2026-01-30T12:00:00Z"]
        ),
    )
    rows = Batch()
    rows.add_article(item)
    with Store(str(tmp_path / "store.db"), create=True) as store:
        store.write(rows)
        assert export(str(tmp_path / "a.jsonl"), ARTICLE_FIELDS, store.articles()) == 1
        assert export(str(tmp_path / "a.csv"), ARTICLE_FIELDS, store.articles()) == 1
        assert export(str(tmp_path / "t.json"), TICKER_FIELDS, store.tickers()) == 1
    assert item.ticker is not None
    assert json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8")) == item.to_dict()
    assert json.loads((tmp_path / "t.json").read_text(encoding="utf-8")) == [item.ticker.to_dict()]
    header, row = read_csv(tmp_path / "a.csv")
    cells = dict(zip(header, row, strict=True))
    assert tuple(header) == ARTICLE_FIELDS
    assert cells["body"] == 'a\n\n"b";c'
    assert json.loads(cells["images"]) == [{"url": "https://i.example/1.jpg", "caption": "ص"}]
    assert (cells["truncated"], cells["language_confidence"], cells["published"]) == (
        "true",
        "0.5",
        "",
    )


def test_a_store_that_breaks_while_it_is_exported_leaves_no_file(tmp_path):
    path = tmp_path / "store.db"
    with Store(str(path), create=True) as store:
        articles = store.articles()
        store.close()
        for file in tmp_path.glob("store.db*"):
            file.unlink()
        path.write_text("no database any more")
        with pytest.raises(
            StoreError,
            match=rf"^cannot read the store {re.escape(str(path))}: file is not a database$",
        ):
            export(str(tmp_path / "a.jsonl"), ARTICLE_FIELDS, articles)
    assert list(tmp_path.iterdir()) == [path]
