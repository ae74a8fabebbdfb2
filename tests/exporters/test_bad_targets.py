"""What keeps an output from being written is one line, before anything is fetched, and leaves
nothing half-written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from newsscraper.exporters import EXPORTERS, ExportError, check_targets, export
from newsscraper.exporters.form import Form
from newsscraper.exporters.target import parts_of, shown
from newsscraper.items.records import ARTICLE_FIELDS, EXTRACT_FIELDS, TICKER_FIELDS
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

    extras = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"][
        "optional-dependencies"
    ]
    assert {"parquet", "duckdb", "zstd", "postgresql", "s3", "gs", "remote"} <= set(extras)


def connect(path):
    if path.suffix == ".sqlite":
        return sqlite3.connect(path)
    import duckdb

    return duckdb.connect(str(path))


@pytest.mark.parametrize("suffix", [".sqlite", ".duckdb"])
def test_a_database_with_other_tables_stays(tmp_path, suffix):
    need(suffix)
    path = tmp_path / f"a{suffix}"
    export(str(path), ARTICLE_FIELDS, [FULL])
    export(str(path), ARTICLE_FIELDS, [FULL, FULL])  # its own is replaced
    with pytest.raises(
        ExportError, match=r"the database there has a table articles, which would be lost$"
    ):
        check_targets([(str(path), TICKER_FIELDS)])
    path.write_text("no database")
    with pytest.raises(ExportError, match="a file exists there that "):
        check_targets([(str(path), ARTICLE_FIELDS)])
    assert path.read_text() == "no database"


@pytest.mark.parametrize("suffix", [".sqlite", ".duckdb"])
def test_a_table_of_another_shape_stays(tmp_path, suffix):
    need(suffix)
    path = tmp_path / f"a{suffix}"
    with closing(connect(path)) as connection:
        connection.execute("CREATE TABLE articles (id TEXT, mine TEXT)")
        connection.execute("INSERT INTO articles VALUES ('1', 'work of a year')")
        connection.commit()
    with pytest.raises(
        ExportError,
        match=(
            r"the table articles there has another structure:"
            r" a column mine, which would be lost$"
        ),
    ):
        check_targets([(str(path), ARTICLE_FIELDS)])
    with closing(connect(path)) as connection:
        connection.execute("DROP TABLE articles")
        connection.execute("CREATE VIEW titles AS SELECT 1 AS one")
        connection.commit()
    with pytest.raises(
        ExportError, match=r"the database there has a table titles, which would be lost$"
    ):
        check_targets([(str(path), ARTICLE_FIELDS)])


@pytest.mark.parametrize("suffix", [".sqlite", ".duckdb"])
def test_an_export_of_other_fields_is_replaced(tmp_path, suffix):
    need(suffix)
    path = tmp_path / f"a {suffix}"  # a name that is to be escaped in an address
    export(str(path), EXTRACT_FIELDS, [{**FULL, "ticker": None}])
    export(str(path), ARTICLE_FIELDS.only(["headline"]), [{"headline": "x"}])
    with closing(connect(path)) as connection:
        assert connection.execute("SELECT * FROM articles").fetchall() == [("x",)]


def test_a_database_that_is_in_use_stays(tmp_path):
    path = tmp_path / "a.sqlite"
    export(str(path), ARTICLE_FIELDS, [FULL])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("DELETE FROM articles")
        connection.commit()
        with pytest.raises(
            ExportError, match=r"the database there is in use: there is a a\.sqlite-wal$"
        ):
            check_targets([(str(path), ARTICLE_FIELDS)])
    check_targets([(str(path), ARTICLE_FIELDS)])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="makes a named pipe")
@pytest.mark.parametrize(
    "target", [*(f"a{suffix}" for suffix in EXPORTERS), "hf:a", "divided.parquet"]
)
def test_a_device_or_a_pipe_is_not_replaced_by_a_file(tmp_path, monkeypatch, target):
    """Whoever may write in /dev would lose /dev/null to an export of that name."""
    need(".parquet" if target == "hf:a" else "." + target.partition(".")[2])
    monkeypatch.chdir(tmp_path)
    os.mkfifo(target.removeprefix("hf:"))
    form = Form(partition_by=("site",)) if target == "divided.parquet" else Form()
    for act in (
        lambda: check_targets([(target, ARTICLE_FIELDS)], form),
        lambda: export(target, ARTICLE_FIELDS, [FULL], form=form),
    ):
        with pytest.raises(ExportError, match="it is a device, a pipe or a socket"):
            act()
    assert [path.is_fifo() for path in tmp_path.iterdir()] == [True]


@pytest.mark.parametrize(
    "target", ["postgresql://[h/d?table=t", "file://[h/a.csv", "s3://[h/a.csv"]
)
def test_an_invalid_address_is_one_line(target):
    with pytest.raises(ExportError) as told:
        check_targets([(target, ARTICLE_FIELDS)])
    assert str(told.value).startswith(f"cannot write {target}: ")


@pytest.mark.parametrize(
    "target",
    [
        "postgresql://u:se@cret@h/d?table=t",
        "postgresql://u:se/cret@h/d?table=t",
        "postgresql://u@h/d?password=secret&table=t",
        "postgresql://u@h/d?table=t&password=secret",
        "sftp://u:secret@h/a@b.csv",
    ],
)
def test_no_password_is_shown(target):
    assert "cret" not in shown(target)
    assert "***" in shown(target)


def test_a_package_that_is_broken_is_named_too(tmp_path, monkeypatch):
    """psycopg is there and libpq is not: it is found, and cannot be imported."""
    (tmp_path / "zstandard.py").write_text("raise ImportError('no C library\\nfound')")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "zstandard", raising=False)
    with pytest.raises(ExportError) as told:
        check_targets([(str(tmp_path / "a.jsonl.zst"), ARTICLE_FIELDS)])
    assert str(told.value).endswith(
        "it needs zstandard, which cannot be imported (no C library found): pip install"
        " 'newsscraper[zstd]'"
    )


@pytest.mark.process
@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="mounts a small file system"
)
@pytest.mark.parametrize("suffix", [*EXPORTERS, "hf:"])
def test_where_the_disk_is_full_nothing_is_left(tmp_path, suffix):
    need(".parquet" if suffix == "hf:" else suffix)
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", small],
        check=False,
        capture_output=True,
    ).returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    try:
        target = f"hf:{small}/set" if suffix == "hf:" else f"{small}/a{suffix}"
        noise = os.urandom(4_000).hex()
        records = (
            {**FULL, "id": str(n), "body": text, "body_markdown": text}
            for n in range(1_500)
            for text in [noise[n:] + os.urandom(2_000).hex()]
        )
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


@pytest.mark.process
@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("-o", "a.jsnl"),
            (
                "newsscraper: cannot write a.jsnl: no format has the suffix '.jsnl'; did you mean"
                " .jsonl?"
            ),
        ),
        (
            ("--fields", "id,headlin"),
            (
                "newsscraper: invalid --fields: an article has no field 'headlin'; did you"
                " mean 'headline'?"
            ),
        ),
        (("--fields", ","), "newsscraper: invalid --fields: name at least one"),
        (
            ("-o", "a.parquet", "--partition-by", "sit"),
            "cannot partition by 'sit'; did you mean 'site'?",
        ),
        (
            ("-o", "a.jsonl", "--excel"),
            "newsscraper: --excel applies to .csv, and no output is .csv",
        ),
        (
            ("-o", "store.db.sqlite", "--ticker-output", "./store.db.sqlite"),
            "two outputs name the same file",
        ),
    ],
)
def test_bad_arguments_are_one_line_and_exit_code_2(shell, tmp_path, arguments, line):
    before = sorted(path.name for path in tmp_path.iterdir())
    done = shell("export", "--store", "store.db", *arguments, code=2)
    assert line in done.stderr.splitlines()[-1]
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.process
@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("--language", "arb"),
            "no article of the store has the language 'arb'; did you mean 'ar'?",
        ),
        (
            ("--language", "french"),
            "no article of the store has the language 'french'; there are ar, ary-Latn",
        ),
        (("--source", "b"), "no article of the store has the source 'b'; there are a"),
        (("--edition", "frr"), "no article of the store has the edition 'frr'; did you mean 'fr'?"),
        (
            ("--source", "a", "--site", "masress"),
            "no article of masress in the store has the source 'a'",
        ),
        (
            ("--source", "a", "--source", "b"),
            "no article of the store has the source 'b'; there are a",
        ),
        (
            ("--name", "daily", "--source", "b"),
            "no article of the store has the source 'b'; there are a",
        ),
    ],
)
def test_an_unknown_value_is_reported_and_no_output_is_changed(tmp_path, arguments, line):
    with Store(str(tmp_path / "store.db"), create=True) as store:
        write(store, article(1, language="ar"), article(2, language="ary-Latn"))
    shell = Shell(tmp_path)
    (tmp_path / "a.jsonl").write_text("{}\n", encoding="utf-8")
    done = shell("export", "--store", "store.db", "-o", "a.jsonl", *arguments, code=2)
    assert done.stderr.splitlines() == [f"newsscraper: {line}"]
    assert (tmp_path / "a.jsonl").read_text(encoding="utf-8") == "{}\n"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("a-")]
    for language in ("ARY-latn", "ary-Latn"):
        assert (
            shell(
                "export", "--store", "store.db", "--language", language, "--fields", "id"
            ).stdout.count("\n")
            == 1
        )
    done = shell(
        "export",
        "--store",
        "store.db",
        "-o",
        "a.jsonl",
        "--language",
        "AR",
        "--edition",
        "FR",
        "--since",
        "2026-01-01",
    )
    assert done.stderr == "newsscraper: 0 articles in a.jsonl\n"  # it is the range that none fits


@pytest.mark.process
def test_fields_are_chosen_in_their_order(shell, tmp_path):
    shell("export", "--store", "store.db", "-o", "a.csv", "--fields", "headline, id,headline")
    assert (tmp_path / "a.csv").read_text().splitlines() == [
        "headline,id",
        "n 1,maghress/fr/a/1",
        "n 2,maghress/fr/a/2",
    ]
    shell("export", "--store", "store.db", "-o", "a.sqlite", "--fields", "id")
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection:
        assert connection.execute("SELECT * FROM articles").fetchall() == [
            ("maghress/fr/a/1",),
            ("maghress/fr/a/2",),
        ]


@pytest.mark.process
def test_the_store_is_never_written_over(shell, tmp_path):
    (tmp_path / "store.db").rename(tmp_path / "store.sqlite")
    done = shell("export", "--store", "store.sqlite", "-o", "store.sqlite", code=2)
    assert "has a table" in done.stderr
    assert shell("export", "--store", "store.sqlite", "--fields", "id").stdout.count("\n") == 2


@pytest.mark.process
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


def test_a_message_shows_no_control_characters():
    for target in ("s://\x17[", "s3://a\nb[", "s3://a\u2028[", "s3://\x1b[2J["):
        with pytest.raises(ExportError) as refused:
            parts_of(target)
        assert str(refused.value).isprintable()
