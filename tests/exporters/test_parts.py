"""Incremental exports: whenever they are killed, no article is missing or duplicated."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import sqlite3
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from newsscraper.exporters.form import PLAIN
from newsscraper.exporters.parts import export_parts, part_target
from newsscraper.items.records import ARTICLE_FIELDS, Article, RawArticle
from newsscraper.store import Batch, Store, StoreError
from tests.crawl.conftest import Shell
from tests.store.conftest import postgresql_url, store_url

__all__ = ["postgresql_url", "store_url"]


def article(number: int, version: int = 0, **fields: Any) -> Article:
    return Article(
        raw=RawArticle("test"),
        id=f"maghress/fr/a/{number}",
        site="maghress",
        edition="fr",
        source_id="a",
        headline=f"n {number}",
        body="النص " * 20,
        content_hash=f"{number}.{version}",
        fetched_at=f"2026-01-30T12:00:{version:02}Z",
        **fields,
    )


def write(store: Store, *articles: Article) -> None:
    batch = Batch()
    for one in articles:
        batch.add_article(one)
    store.write(batch)


def run(
    store: Store, folder: Path, name: str = "daily", output: str = "a.jsonl", **scope: Any
) -> list[list[str]]:
    """Exports once; gives the hashes in each part that was written."""
    target = str(folder / output)
    written = export_parts(
        store,
        name,
        target,
        ARTICLE_FIELDS,
        store.articles(**scope),
        {"site": scope.get("site")},
        PLAIN,
    )
    return [hashes(Path(part.target)) for part in written]


def hashes(path: Path) -> list[str]:
    return [
        json.loads(line)["content_hash"] for line in path.read_text(encoding="utf-8").splitlines()
    ]


@pytest.fixture
def store(store_url):
    with Store(store_url, create=True) as opened:
        yield opened


def test_what_is_new_or_changed_is_exported_once(store, tmp_path):
    assert run(store, tmp_path) == []
    write(store, article(1), article(2))
    write(store, article(3))
    assert run(store, tmp_path) == [["1.0", "2.0", "3.0"]]
    assert run(store, tmp_path) == []
    write(store, article(2, 1), article(4))
    assert run(store, tmp_path) == [["2.1", "4.0"]]
    assert run(store, tmp_path) == []
    assert run(store, tmp_path, "weekly", "b.jsonl") == [["1.0", "3.0", "2.1", "4.0"]]
    names = sorted(path.name for path in tmp_path.glob("a-*"))
    assert names[0].startswith("a-000000000001-")
    first_end, second_begin = int(names[0][-18:-6]), int(names[1][2:14])
    assert second_begin == first_end + 1


def test_an_article_that_was_only_fetched_again_has_not_changed(store, tmp_path):
    write(store, article(1), article(2))
    run(store, tmp_path)
    again, corrected = article(1), article(2)
    again.fetched_at, again.ticker_id, again.capture_ref = "2026-02-01T00:00:00Z", "t", "c"
    corrected.fetched_at, corrected.author = (
        "2026-02-01T00:00:00Z",
        "Salma",
    )  # by newer rules: the hash is the same
    write(store, again, corrected)
    assert run(store, tmp_path) == [["2.0"]]


def test_an_older_fetch_that_arrives_late_changes_nothing(store, tmp_path):
    write(store, article(1, 5))
    run(store, tmp_path)
    write(store, article(1, 3))
    assert run(store, tmp_path) == []


def test_a_transaction_that_fails_leaves_no_number(store, tmp_path):
    broken = article(2)
    broken.headline = "caf\udce9"
    with pytest.raises(StoreError):
        write(store, article(1), broken)
    assert run(store, tmp_path) == []
    write(store, article(1))
    assert run(store, tmp_path) == [["1.0"]]


def test_a_selection_moves_on_also_where_nothing_of_it_is_new(store, tmp_path):
    write(store, article(1, published="2026-01-01"), article(2))
    assert run(store, tmp_path, since="2026-01-01") == [["1.0"]]
    write(store, article(3))
    assert run(store, tmp_path, since="2026-01-01") == []
    assert len(list(tmp_path.glob("a-*.jsonl"))) == 1


def test_a_part_that_was_begun_is_written_again_under_its_name(store, tmp_path):
    write(store, article(1), article(2))
    written = export_parts(
        store,
        "daily",
        str(tmp_path / "a.jsonl"),
        ARTICLE_FIELDS,
        store.articles(),
        {"site": None},
        PLAIN,
    )
    part = next(written)  # it has its name; that it is done was not noted
    written.close()
    write(store, article(3), article(2, 1))
    before = Path(part.target)
    assert hashes(before) == ["1.0", "2.0"]
    assert run(store, tmp_path) == [["1.0"], ["3.0", "2.1"]]
    assert hashes(before) == ["1.0"]
    assert len(list(tmp_path.glob("a-*.jsonl"))) == 2


def test_a_name_stands_for_one_selection_and_one_output(store, tmp_path):
    write(store, article(1))
    run(store, tmp_path)
    with pytest.raises(
        StoreError,
        match=r"^the export 'daily' was begun with another site; use another --name for this one$",
    ):
        run(store, tmp_path, site="maghress")
    with pytest.raises(StoreError, match="was begun with another output"):
        run(store, tmp_path, output="b.jsonl")
    with pytest.raises(StoreError, match="the export 'daily' writes the same output"):
        run(store, tmp_path, "other")


def test_writers_beside_one_another_are_numbered_as_they_are_committed(postgresql_url, tmp_path):
    """One takes its numbers first and is committed last: an export in between misses nothing."""
    import psycopg

    insert = "INSERT INTO articles (id, language, content_hash) VALUES (%s, 'fr', %s)"
    with Store(postgresql_url, create=True) as store, psycopg.connect(postgresql_url) as slow:
        slow.execute(insert, ("slow", "slow"))
        with psycopg.connect(postgresql_url) as fast:
            fast.execute("SET lock_timeout = '200ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                fast.execute(insert, ("fast", "fast"))
        assert run(store, tmp_path) == []
        slow.commit()
        assert run(store, tmp_path) == [["slow"]]


def test_a_store_of_schema_2_counts_every_article_as_new(store_url, tmp_path):
    from sqlalchemy import create_engine

    from newsscraper.store.location import Location

    with Store(store_url, create=True) as store:
        write(store, article(2, 1), article(1, 2))
    engine = create_engine(Location(store_url).url)
    with engine.begin() as connection:
        for name in ("articles_new", "articles_changed"):
            connection.exec_driver_sql(
                f"DROP TRIGGER {name}"
                + (" ON articles" if engine.dialect.name == "postgresql" else "")
            )
        for name in ("changes", "exports"):
            connection.exec_driver_sql(f"DROP TABLE {name}")
        connection.exec_driver_sql(
            "UPDATE newsscraper SET value = '2' WHERE name = 'schema_version'"
        )
    engine.dispose()
    with Store(store_url) as store:
        assert run(store, tmp_path) == [["2.1", "1.2"]]
        write(store, article(1, 3))
        assert run(store, tmp_path) == [["1.3"]]
    assert bool(list(tmp_path.glob("store.db.schema2.bak"))) == (
        not store_url.startswith("postgresql")
    )


# Killed


def _export(path: str, folder: str) -> None:
    with Store(path) as store:
        run(store, Path(folder))


@pytest.mark.process
@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks, so that the kill comes while it works")
def test_no_article_is_missing_or_duplicated_after_a_kill(tmp_path):
    path, folder = str(tmp_path / "store.db"), tmp_path / "parts"
    folder.mkdir()
    fork, chance = multiprocessing.get_context("fork"), random.Random(6)
    kills, versions = 0, dict.fromkeys(range(400), 0)
    with Store(path, create=True) as store:
        write(store, *(article(number) for number in versions))
    longest = 0.05
    while kills < 40:
        child = fork.Process(target=_export, args=(path, str(folder)))
        begun = time.monotonic()
        child.start()
        child.join(chance.uniform(0.0, longest))
        if child.exitcode is None:
            os.kill(child.pid, signal.SIGKILL)
        child.join()
        assert child.exitcode in (0, -signal.SIGKILL)
        kills += child.exitcode != 0
        if child.exitcode == 0:
            longest = (
                time.monotonic() - begun
            )  # about what an export takes: a kill falls anywhere in it
        if child.exitcode == 0 or kills % 4 == 0:  # the store goes on meanwhile
            changed = chance.sample(sorted(versions), 30)
            with Store(path) as store:
                versions |= {number: versions[number] + 1 for number in changed}
                write(store, *(article(number, versions[number]) for number in changed))
    with Store(path) as store:
        run(store, folder)
        assert run(store, folder) == []
    parts = sorted(folder.glob("a-*.jsonl"))
    found = [value for part in parts for value in hashes(part)]
    assert len(found) == len(set(found)), "a version of an article is duplicated"
    newest: dict[str, str] = {}
    for value in found:
        number, version = value.split(".")
        assert int(version) > int(newest.get(number, "-1")), "an older version follows a newer one"
        newest[number] = version
    assert newest == {str(number): str(version) for number, version in versions.items()}
    ranges = [tuple(map(int, part.stem.split("-")[1:])) for part in parts]
    assert all(before[1] < after[0] for before, after in pairwise(ranges))


# The command


@pytest.mark.process
def test_the_command_writes_parts(tmp_path):
    shell = Shell(tmp_path)
    path = tmp_path / "store.db"
    with Store(str(path), create=True) as store:
        write(store, article(1), article(2))
    command = (
        "export",
        "--store",
        "store.db",
        "--name",
        "daily",
        "-o",
        "parts/a.csv",
        "--fields",
        "id,headline",
    )
    assert (
        shell(*command).stderr
        == "newsscraper: 2 articles in parts/a-000000000001-000000000002.csv\n"
    )
    assert (tmp_path / "parts/a-000000000001-000000000002.csv").read_text().splitlines()[
        0
    ] == "id,headline"
    assert (
        shell(*command).stderr
        == "newsscraper: nothing is new or changed since the last export of this name\n"
    )
    for wrong, told in (
        (("--limit", "3"), "cannot be combined with --limit"),
        (("-o", "-"), "give a file to name them after"),
        (("--language", "fr"), "was begun with another language"),
        (("--partition-by", "site", "-o", "b.parquet"), "--partition-by a folder"),
    ):
        assert told in shell(*command, *wrong, code=2).stderr
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name, done, under_way FROM exports").fetchall() == [
            ("daily", 2, None)
        ]


@pytest.mark.parametrize(
    ("target", "part"),
    [
        ("a.jsonl.gz", "a-000000000001-000000000020.jsonl.gz"),
        ("x/a.b.PARQUET", "x/a.b-000000000001-000000000020.PARQUET"),
        ("s3://bucket/a.csv", "s3://bucket/a-000000000001-000000000020.csv"),
    ],
)
def test_a_part_is_named_by_its_range(target, part):
    assert part_target(target, 1, 20) == part


@pytest.mark.process
def test_names_are_listed_and_forgotten(tmp_path):
    shell = Shell(tmp_path)
    with Store(str(tmp_path / "store.db"), create=True) as store:
        write(store, article(1), article(2))
    assert "there are no named exports" in shell("exports", "--store", "store.db").stderr
    command = (
        "export",
        "--store",
        "store.db",
        "--name",
        "daily",
        "-o",
        "a.jsonl",
        "--site",
        "maghress",
        "--fields",
        "id",
    )
    shell(*command)
    with Store(str(tmp_path / "store.db")) as store:
        write(store, article(2, 1))
    lines = shell("exports", "--store", "store.db").stdout.splitlines()
    assert lines[0].split() == ["name", "done", "unfinished", "waiting", "output", "selection"]
    assert lines[1].split() == ["daily", "2", "-", "1", str(tmp_path / "a.jsonl"), "site=maghress"]
    (told,) = map(json.loads, shell("exports", "--store", "store.db", "--json").stdout.splitlines())
    assert told["selection"] == {"site": ["maghress"]}
    assert (told["name"], told["done"], told["under_way"], told["waiting"], told["fields"]) == (
        "daily",
        2,
        None,
        1,
        ["id"],
    )
    assert (
        "did you mean 'daily'?"
        in shell("exports", "--store", "store.db", "--forget", "dialy", code=2).stderr
    )
    assert shell("exports", "--store", "store.db", "--forget", "daily").stderr.startswith(
        "newsscraper: daily is forgotten"
    )
    assert shell(*command[:-2]).stderr == f"newsscraper: 2 articles in a-{1:012}-{3:012}.jsonl\n"


@pytest.mark.process
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs locks of folders")
def test_what_a_kill_has_left_is_removed_and_what_is_being_written_is_not(tmp_path, monkeypatch):
    from newsscraper.exporters.jsonl import JsonLinesExporter

    monkeypatch.setattr("newsscraper.exporters.place._YOUNG", -1)
    target, fork = str(tmp_path / "a.jsonl"), multiprocessing.get_context("fork")

    def killed() -> None:
        JsonLinesExporter(target, ARTICLE_FIELDS)
        os._exit(9)

    child = fork.Process(target=killed)
    child.start()
    child.join()
    (left,) = tmp_path.iterdir()
    with JsonLinesExporter(target, ARTICLE_FIELDS):
        assert not left.exists()
        (under_way,) = tmp_path.iterdir()
        with JsonLinesExporter(target, ARTICLE_FIELDS):
            assert under_way.exists()
            assert len(list(tmp_path.iterdir())) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]
