"""What keeps an output from being written is one line, before anything is fetched, and leaves nothing half-written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from newsscraper.exporters import EXPORTERS, ExportError, check_targets, export
from newsscraper.items import ARTICLE_FIELDS, TICKER_FIELDS
from tests.crawl.conftest import Shell
from tests.exporters.records import FULL
from tests.exporters.test_parts import Store, article, write
from tests.exporters.test_round_trip import need


@pytest.mark.parametrize(
    ("target", "line"),
    [
        ("a.parquet", "it needs pyarrow: pip install 'newsscraper[parquet]'"),
        ("a.duckdb", "it needs duckdb and pyarrow: pip install 'newsscraper[duckdb]'"),
        ("a.jsonl.zst", "it needs zstandard: pip install 'newsscraper[zstd]'"),
        ("hf:folder", "it needs pyarrow: pip install 'newsscraper[parquet]'"),
        ("postgresql://h/d?table=a.b", "it needs psycopg: pip install 'newsscraper[postgresql]'"),
        ("s3://bucket/a.jsonl", "it needs fsspec: pip install 'newsscraper[s3]'"),
        ("sftp://host/a.jsonl", "it needs fsspec: pip install 'newsscraper[remote]'"),
    ],
)
def test_a_missing_package_is_named_with_the_command(tmp_path, monkeypatch, target, line):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("newsscraper.exporters.extras.find_spec", lambda name: None)
    with pytest.raises(ExportError) as told:
        check_targets([(target, ARTICLE_FIELDS)])
    assert str(told.value) == f"cannot write {target}: {line}"
    assert list(tmp_path.iterdir()) == []


def test_the_extras_that_are_named_are_there():
    import tomllib
    from pathlib import Path

    extras = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert {"parquet", "duckdb", "zstd", "postgresql", "s3", "gs", "remote"} <= set(extras)


@pytest.mark.parametrize("suffix", [".sqlite", ".duckdb"])
def test_a_database_with_other_tables_stays(tmp_path, suffix):
    need(suffix)
    path = tmp_path / f"a{suffix}"
    export(str(path), ARTICLE_FIELDS, [FULL])
    export(str(path), ARTICLE_FIELDS, [FULL, FULL])  # its own is replaced
    with pytest.raises(ExportError, match=r"the database there has a table articles, which would be lost$"):
        check_targets([(str(path), TICKER_FIELDS)])
    path.write_text("no database")
    with pytest.raises(ExportError, match="it is there and "):
        check_targets([(str(path), ARTICLE_FIELDS)])
    assert path.read_text() == "no database"


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a small file system")
@pytest.mark.parametrize("suffix", [*EXPORTERS, "hf:"])
def test_where_the_disk_is_full_nothing_is_left(tmp_path, suffix):
    need(".parquet" if suffix == "hf:" else suffix)
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", small], check=False, capture_output=True).returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    try:
        target = f"hf:{small}/set" if suffix == "hf:" else f"{small}/a{suffix}"
        noise = os.urandom(4_000).hex()
        records = ({**FULL, "id": str(n), "body": noise[n:] + os.urandom(2_000).hex()} for n in range(1_500))
        with pytest.raises(ExportError) as told:
            export(target, ARTICLE_FIELDS, records)
        assert str(told.value).startswith(f"cannot write {target}: ")
        assert len(str(told.value).splitlines()) == 1
        assert list(small.iterdir()) == []
    finally:
        subprocess.run(["umount", "--lazy", small], check=False)


# The command line


@pytest.fixture
def shell(tmp_path):
    with Store(str(tmp_path / "store.db"), create=True) as store:
        write(store, article(1), article(2))
    return Shell(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("-o", "a.jsnl"), "newsscraper: cannot write a.jsnl: no format has the suffix '.jsnl'; did you mean .jsonl?"),
        (
            ("--fields", "id,headlin"),
            "Error: Invalid value for '--fields': an article has no field 'headlin'; did you mean 'headline'?",
        ),
        (("--fields", ","), "Error: Invalid value for '--fields': it names no field"),
        (("-o", "a.parquet", "--partition-by", "sit"), "files cannot be divided by 'sit'; did you mean 'site'?"),
        (("-o", "a.jsonl", "--excel"), "newsscraper: --excel is a form of .csv, and no output is one"),
        (("-o", "store.db.sqlite", "--ticker-output", "./store.db.sqlite"), "two outputs name the same file"),
    ],
)
def test_bad_arguments_are_one_line_and_exit_code_2(shell, tmp_path, arguments, line):
    before = sorted(path.name for path in tmp_path.iterdir())
    done = shell("export", "--store", "store.db", *arguments, code=2)
    assert line in done.stderr.splitlines()[-1]
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_fields_are_chosen_in_their_order(shell, tmp_path):
    shell("export", "--store", "store.db", "-o", "a.csv", "--fields", "headline, id,headline")
    assert (tmp_path / "a.csv").read_text().splitlines() == ["headline,id", "n 1,maghress/fr/a/1", "n 2,maghress/fr/a/2"]
    shell("export", "--store", "store.db", "-o", "a.sqlite", "--fields", "id")
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection:
        assert connection.execute("SELECT * FROM articles").fetchall() == [("maghress/fr/a/1",), ("maghress/fr/a/2",)]


def test_the_store_is_never_written_over(shell, tmp_path):
    (tmp_path / "store.db").rename(tmp_path / "store.sqlite")
    done = shell("export", "--store", "store.sqlite", "-o", "store.sqlite", code=2)
    assert "has a table" in done.stderr
    assert shell("export", "--store", "store.sqlite", "--fields", "id").stdout.count("\n") == 2


def test_the_schema_is_printed(tmp_path):
    import json

    jsonschema = pytest.importorskip("jsonschema")
    shell = Shell(tmp_path)
    article_schema = json.loads(shell("schema", "article").stdout)
    jsonschema.Draft202012Validator.check_schema(article_schema)
    jsonschema.Draft202012Validator(article_schema).validate(FULL)
    everything = json.loads(shell("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(everything)
    validator = jsonschema.Draft202012Validator(everything)
    validator.validate(FULL)
    assert not validator.is_valid({**FULL, "headlin": "x"})
    assert not validator.is_valid({**FULL, "truncated": 1})
    assert "did you mean 'Article'?" in shell("schema", "Artcle", code=2).stderr
