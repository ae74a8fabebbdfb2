"""Migration of stores with an older schema."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine

from newsscraper.items.records import ARTICLE_FIELDS, Article, RawArticle
from newsscraper.store import Batch, Store, StoreError, migration
from newsscraper.store.location import Location
from tests.store.ledger import SCOPE, SITE, Ledger, address, article, visit

FOLDER = Path(__file__).parent.parent / "data" / "stores"
RECORDS = json.loads((FOLDER / "records.json").read_text(encoding="utf-8"))
# A field that was declared after the stores were written is null in them.
RECORDS["articles"] = [
    {**dict.fromkeys(ARTICLE_FIELDS), **record} for record in RECORDS["articles"]
]
LISTING = "https://www.maghress.com/fr/atlasmatin"
RUN_SCOPE = {"site": "maghress", "editions": ["fr"], "sources": [], "limit": None}
VERSIONS = sorted(int(path.stem.removeprefix("schema-")) for path in FOLDER.glob("schema-*.sql"))


# Stores that the code of each schema wrote: tests/data/stores/README.md


def restore(version: int, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path)
    connection.executescript((FOLDER / f"schema-{version}.sql").read_text(encoding="utf-8"))
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()


@pytest.fixture(params=VERSIONS, ids=lambda version: f"schema-{version}")
def older_store(request, tmp_path, monkeypatch) -> tuple[int, Path]:
    """A store of each schema at the default place, and the number of the schema."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "data" / "newsscraper.db"
    restore(request.param, path)
    return request.param, path


def command(*arguments: str) -> str:
    from newsscraper.cli import cli

    result = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert result.exception is None, result.output
    assert not result.return_value, result.output
    return result.stdout


def test_each_schema_has_a_store_but_those_that_only_added_fields():
    changed = {step + 1 for step, to in migration._STEPS.items() if to != migration._new_fields}
    assert {1, *changed} <= set(VERSIONS) <= set(range(1, migration.SCHEMA_VERSION + 1))


def test_each_record_reads_back_with_its_values(older_store):
    version, path = older_store
    with Store(str(path)) as store:
        assert [dict(record) for record in store.articles()] == RECORDS["articles"]
        assert list(store.tickers()) == [RECORDS["ticker"]]
        assert store.sources("maghress") == [
            {
                "edition": "fr",
                "source_id": "atlasmatin",
                "name": "Atlas Matin",
                "articles": 2,
                "first": "2026-01-28",
                "last": "2026-01-29",
            }
        ]
        run = store.runs.get(1)
        assert run is not None
        assert (run["scope"], run["outcome"], run["open"]) == (RUN_SCOPE, "limit", version > 1)
        assert run["report"] == {"pages": 3, "suspicions": []}
        assert {record.id for record in store.articles(run=1)} == {
            record["id"] for record in RECORDS["articles"]
        }
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT value FROM newsscraper").fetchall() == [
            (str(migration.SCHEMA_VERSION),)
        ]
    connection.close()


def test_the_schema_is_then_that_of_a_new_store(older_store, tmp_path):
    _, path = older_store
    Store(str(path)).close()
    Store(str(tmp_path / "new.db"), create=True).close()
    assert schema_of(path) == schema_of(tmp_path / "new.db")


def schema_of(path: Path) -> dict[str, set[str]]:
    """The columns of each table, and the definitions of indexes and triggers."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    found = {
        name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
        if kind == "table"
        else {str(sql)}
        for kind, name, sql in rows
    }
    connection.close()
    return found


def test_an_older_file_is_kept(older_store):
    version, path = older_store
    Store(str(path)).close()
    copies = [entry.name for entry in path.parent.iterdir() if ".bak" in entry.name]
    if version == migration.SCHEMA_VERSION:
        assert copies == []
        return
    assert copies == [f"newsscraper.db.schema{version}.bak"]
    connection = sqlite3.connect(path.parent / copies[0])
    assert connection.execute("SELECT value FROM newsscraper").fetchall() == [(str(version),)]
    assert connection.execute("SELECT count(*) FROM articles").fetchone() == (3,)
    connection.close()


def test_earlier_versions_read_back(older_store):
    version, path = older_store
    edited = RECORDS["articles"][1]
    with Store(str(path)) as store:
        found = [row["record"] for row in store.versions(edited["id"])]
    earlier = [{**edited, **RECORDS["earlier"]}] if version > 1 else []
    assert found == [*earlier, edited]


def test_the_ledger_is_resumed(older_store):
    """Schema 1 stored no ledger: there, each stored article counts as visited."""
    version, path = older_store
    done = {row["url"] for row in RECORDS["articles"] if row["site"]}
    with Store(str(path), create=True) as store:
        ledger = Ledger(store)
        states = dict.fromkeys(done, "done")
        if version > 1:
            states |= {f"{LISTING}/6": "queued", f"{LISTING}/7": "failed", f"{LISTING}/8": "gone"}
            [stretch] = store.urls.stretches("maghress")
            assert (stretch.newest, stretch.oldest, stretch.since) == (6, 1, "2026-01-01")
            [failure] = store.urls.failures()
            assert (failure["cause"], failure["status"], failure["tries"]) == ("http_5xx", 500, 3)
        if version > 4:
            states[f"{LISTING}/90"] = "removed"
        assert ledger.states() == states
        start = store.runs.begin_or_resume("maghress", RUN_SCOPE, editions=["fr"])
        assert start.resumed is (version > 1)
        ledger.add(start.number, visit(1), visit(2), visit(9))
        queued = [f"{LISTING}/6", f"{LISTING}/7"] if version > 1 else []  # 7 is due again
        leased = ledger.lease(start.number)
        assert [found.url for found in leased] == [*queued, address(9)]
        if version > 1:
            assert leased[0].request == {"headers": {"Accept": ["text/html"]}}
        ledger.write(start.number, article(9))
        assert ledger.states()[address(9)] == "done"
        assert len(store.articles()) == 4


def test_export_reads_an_older_store(older_store):
    command("export", "-o", "all.jsonl", "--quiet")
    lines = Path("all.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == RECORDS["articles"]


def test_a_named_export_writes_what_is_new(older_store):
    """Schema 3 numbers changes; the export in that fixture stored written one article."""
    version, path = older_store
    with Store(str(path)) as store:
        [*exports] = store.exports.all()
        assert [(row["name"], row["waiting"]) for row in exports] == (
            [("daily", 3)] if version > 2 else []
        )
        part = store.exports.begin_part("new", {"output": "new.jsonl"})
        assert part is not None
        changed = [record.id for record in store.articles().changed(part.first, part.last)]
    assert sorted(changed) == sorted(record["id"] for record in RECORDS["articles"])


def test_status_reads_an_older_store(older_store):
    version, _ = older_store
    found = json.loads(command("status", "--json"))
    [site] = found["sites"]
    urls = (1, {"http_5xx": 1}, 1) if version > 1 else (0, {}, 0)
    assert (site["site"], site["articles"]) == ("maghress", 2)
    assert (site["queued"], site["failed"], site["gone"]) == urls
    [run] = found["runs"]
    assert (run["id"], run["outcome"]) == (1, "limit")


def test_a_fixture_of_the_current_schema_can_be_written(tmp_path):
    """Keeps write_store.py working, which the next change of the schema needs."""
    from tests.data.stores.write_store import write

    with Store(str(tmp_path / "new.db"), create=True) as store:
        write(store, RECORDS)
        assert [dict(record) for record in store.articles()] == RECORDS["articles"]
    restore(VERSIONS[-1], tmp_path / "fixture.db")
    if VERSIONS[-1] < migration.SCHEMA_VERSION:  # only fields were added since
        Store(str(tmp_path / "fixture.db")).close()
    assert schema_of(tmp_path / "new.db") == schema_of(tmp_path / "fixture.db")


# Copies and errors


def older(url: str, *found: Article) -> None:
    """Write a store and take from it what schema 1 did not have."""
    with Store(url, create=True) as store:
        run = store.runs.begin(SITE, SCOPE)
        batch = Batch()
        for one in found:
            batch.add_article(one)
        store.write(batch, run)
        store.runs.finish(run, "finished", {})
    engine = create_engine(Location(url).url)
    with engine.begin() as connection:
        for name in ("articles_new", "articles_changed"):
            table = " ON articles" if engine.dialect.name == "postgresql" else ""
            connection.exec_driver_sql(f"DROP TRIGGER {name}{table}")
        for name in ("urls", "stretches", "versions", "quality", "changes", "exports"):
            connection.exec_driver_sql(f"DROP TABLE {name}")
        connection.exec_driver_sql("ALTER TABLE runs DROP COLUMN open")
        connection.exec_driver_sql(
            "UPDATE newsscraper SET value = '1' WHERE name = 'schema_version'"
        )
    engine.dispose()


def test_an_older_store_is_migrated(store_url):
    nowhere = Article(
        raw=RawArticle("test"), id="https://other.example/1", url="https://other.example/1"
    )
    older(store_url, article(1), article(2), nowhere)
    with Store(store_url) as store:
        ledger = Ledger(store)
        assert {record.id for record in store.articles()} == {
            article(1).id,
            article(2).id,
            nowhere.id,
        }
        assert ledger.states() == {address(1): "done", address(2): "done"}
        row = ledger.row(address(1))
        assert (row["kind"], row["article_id"], row["visited_at"]) == (
            "article",
            article(1).id,
            "2026-01-30T12:00:00Z",
        )
        assert store.runs.get(1)["open"] is False
        run = ledger.begin().number
        ledger.add(run, visit(1), visit(2), visit(3))
        assert ledger.urls(run) == [address(3)]
        assert store.versions(article(1).id)[0]["content_hash"] == "a"
    with Store(store_url, create=True) as again:
        assert len(again.articles()) == 3


def test_the_older_file_is_kept(tmp_path):
    path = tmp_path / "store.db"
    older(str(path), article(1))
    with Store(str(path)):
        """Open it once."""
    kept = tmp_path / "store.db.schema1.bak"
    with sqlite3.connect(kept) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT value FROM newsscraper").fetchall() == [("1",)]
        assert connection.execute("SELECT id FROM articles").fetchall() == [(article(1).id,)]
        assert "urls" not in {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master")
        }
    before = kept.read_bytes()
    with Store(str(path)):
        """It is already migrated."""
    assert kept.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_an_existing_copy_is_not_overwritten(tmp_path):
    path = tmp_path / "store.db"
    older(str(path), article(1))
    (tmp_path / "store.db.schema1.bak").write_text("mine")
    with Store(str(path)):
        """Open it once."""
    assert (tmp_path / "store.db.schema1.bak").read_text() == "mine"
    assert (tmp_path / "store.db.schema1.2.bak").exists()


def unchanged(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT value FROM newsscraper").fetchall() == [("1",)]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        columns = [row[1] for row in connection.execute("PRAGMA table_info(runs)")]
        assert "open" not in columns
        assert "urls" not in {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master")
        }
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (1,)


@pytest.mark.parametrize(
    "error",
    [OSError(28, "No space left on device"), sqlite3.OperationalError("database or disk is full")],
)
def test_if_the_copy_fails_the_file_is_unchanged(tmp_path, monkeypatch, error):
    path = tmp_path / "store.db"
    older(str(path), article(1))

    def full(*_):
        raise error

    monkeypatch.setattr("newsscraper.store.migration._backup", full)
    with pytest.raises(StoreError) as raised:
        Store(str(path))
    assert str(raised.value).startswith(
        f"cannot migrate the store {path} to the current schema: making a backup copy failed: "
    )
    assert str(raised.value).endswith(error.args[-1])
    monkeypatch.undo()
    unchanged(path)
    with Store(str(path)) as store:
        assert len(store.articles()) == 1


def test_if_a_step_fails_the_file_is_unchanged(tmp_path, monkeypatch):
    path = tmp_path / "store.db"
    older(str(path), article(1))
    step = migration_step()

    def broken(connection, insert):
        step(connection, insert)
        raise OSError(5, "Input/output error")

    monkeypatch.setitem(sys.modules["newsscraper.store.migration"]._STEPS, 1, broken)
    with pytest.raises(StoreError):
        Store(str(path))
    unchanged(path)


def migration_step():
    return sys.modules["newsscraper.store.migration"]._STEPS[1]


@pytest.mark.process
@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="mounts a small file system"
)
def test_on_a_full_disk_the_file_is_unchanged(tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", small],
        check=False,
        capture_output=True,
    ).returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    try:
        path = small / "store.db"
        older(str(path), article(1, body="x" * 100_000))
        free = os.statvfs(small).f_bavail * os.statvfs(small).f_bsize
        (small / "filler").write_bytes(b"x" * max(free - 40_000, 0))
        with pytest.raises(StoreError) as raised:
            Store(str(path))
        assert "making a backup copy failed" in str(raised.value)
        assert sorted(entry.name for entry in small.iterdir() if "bak" in entry.name) == []
        (small / "filler").unlink()
        unchanged(path)
    finally:
        subprocess.run(["umount", "--lazy", small], check=False)


@pytest.mark.process
@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0,
    reason="mounts a folder so that it cannot be written",
)
def test_in_a_read_only_folder_the_file_is_unchanged(tmp_path):
    fixed = tmp_path / "fixed"
    fixed.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", fixed], check=False, capture_output=True
    ).returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    try:
        path = fixed / "store.db"
        older(str(path), article(1))
        subprocess.run(["mount", "-o", "remount,ro", fixed], check=True)
        with pytest.raises(StoreError) as raised:
            Store(str(path))
        assert str(path) in str(raised.value)
        assert len(str(raised.value).splitlines()) == 1
        subprocess.run(["mount", "-o", "remount,rw", fixed], check=True)
        unchanged(path)
    finally:
        subprocess.run(["umount", "--lazy", fixed], check=False)


@pytest.mark.process
def test_a_crawl_does_not_fetch_articles_of_an_older_store(tmp_path):
    from tests.crawl.conftest import Shell
    from tests.replica.server import Replica

    shell = Shell(tmp_path)
    with Replica() as replica:
        stories = replica.world.stories("sudaress")
        stored = [story for story in stories if story.number % 2]
        assert 0 < len(stored) < len(stories)
        (tmp_path / "data").mkdir()
        older(
            str(tmp_path / "data/newsscraper.db"),
            *(
                Article(
                    raw=RawArticle("test"),
                    id=story.id,
                    url=story.url,
                    site=story.site,
                    edition=story.edition,
                    source_id=story.source.slug,
                    published=story.published,
                    content_hash="a",
                    fetched_at="2026-01-30T12:00:00Z",
                )
                for story in stored
            ),
        )
        report = shell.crawl(replica, "sudaress", "-o", "new.jsonl")
        asked = {access.path for access in replica.log}
        moved = {replica.world.moved("sudaress", "ar").story.path}  # under an old address
        assert not {story.path for story in stored} - moved & asked
        assert {record["id"] for record in shell.records("new.jsonl")} >= {
            story.id for story in stories
        } - {story.id for story in stored}
        assert report["ending"] == "finished"
        with Store(str(tmp_path / "data/newsscraper.db")) as store:
            assert {record.id for record in store.articles()} == {story.id for story in stories}
    assert (tmp_path / "data/newsscraper.db.schema1.bak").exists()


@pytest.mark.parametrize("version", range(1, migration.SCHEMA_VERSION))
def test_the_column_of_a_new_field_is_added_and_its_changes_are_exported(store_url, version):
    """A store of an older schema that lacks the column `agency`, as if the field were new."""
    batch = Batch()
    batch.add_article(Article(RawArticle("test"), id="x/1", agency="MAP"))
    with Store(store_url, create=True) as store:
        store.write(batch)
    engine = create_engine(Location(store_url).url)
    on_table = " ON articles" if engine.dialect.name == "postgresql" else ""
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER articles_changed{on_table}")
        connection.exec_driver_sql("ALTER TABLE articles DROP COLUMN agency")
        connection.exec_driver_sql(
            f"UPDATE newsscraper SET value = '{version}' WHERE name = 'schema_version'"
        )
        if version == 1:
            connection.exec_driver_sql("ALTER TABLE runs DROP COLUMN open")
            connection.exec_driver_sql("DROP TABLE changes")
            connection.exec_driver_sql(f"DROP TRIGGER articles_new{on_table}")
    with Store(store_url) as store:
        assert [record.agency for record in store.articles()] == [None]
    with engine.begin() as connection:
        before = connection.exec_driver_sql("SELECT number FROM changes").scalar()
        connection.exec_driver_sql("UPDATE articles SET agency = 'AFP'")
        assert connection.exec_driver_sql("SELECT number FROM changes").scalar() > before
    engine.dispose()
    with Store(store_url) as store:
        assert [record.agency for record in store.articles()] == ["AFP"]
