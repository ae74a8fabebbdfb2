"""``newsscraper reextract``: today's rules over kept pages, told before they are accepted."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from newsscraper.archives import ReextractionJob
from newsscraper.archives.warc_writer import PageFiles
from newsscraper.store import Store
from tests.archives.making import STORIES, page, records, run, run_python
from tests.crawl.conftest import NO_DELAY
from tests.replica.server import Replica

SITE = "yemeress"


@pytest.fixture(scope="module")
def crawl(tmp_path_factory):
    """The folder of a crawl that kept its pages."""
    folder = tmp_path_factory.mktemp("crawl")
    with Replica() as replica:
        run(
            "crawl",
            SITE,
            "--base-url",
            replica.base_url(SITE),
            *NO_DELAY,
            "-q",
            "--keep-pages",
            "-o",
            "out.jsonl",
            cwd=folder,
        )
    return folder


@pytest.fixture
def crawled(tmp_path, crawl):
    """What was crawled; the test's own folder is a copy of the crawl's."""
    shutil.copytree(crawl, tmp_path, dirs_exist_ok=True)
    return records(tmp_path / "out.jsonl")


def exported(folder) -> dict[str, dict]:
    run("export", "-o", "all.jsonl", "-q", cwd=folder)
    return {record["id"]: record for record in records(folder / "all.jsonl")}


def test_the_same_rules_yield_the_same(tmp_path, crawled):
    before = exported(tmp_path)
    done = run("reextract", "--apply", cwd=tmp_path)
    assert done.stdout == ""
    assert done.stderr == f"newsscraper: {len(crawled)} articles extracted again, 0 changed\n"
    assert exported(tmp_path) == before


def test_differences_are_reported_by_field_and_written_with_apply(tmp_path, crawled):
    wanted = exported(tmp_path)
    first, second, third = sorted(wanted)[:3]
    with closing(sqlite3.connect(tmp_path / "data/newsscraper.db")) as database, database:
        # What rules of yesterday read.
        database.execute(
            "UPDATE articles SET headline = 'old', extractor_version = '0' WHERE id = ?", (first,)
        )
        database.execute(
            "UPDATE articles SET author = 'somebody', extractor_version = '0' WHERE id = ?",
            (second,),
        )
        database.execute("DELETE FROM run_articles WHERE article_id = ?", (third,))
        database.execute("DELETE FROM articles WHERE id = ?", (third,))
    before = exported(tmp_path)
    done = run("reextract", "--diff", "diff.jsonl", cwd=tmp_path)
    assert exported(tmp_path) == before, "nothing is written before it is accepted"
    rows = [line.split() for line in done.stdout.splitlines()]
    assert rows[0] == ["field", "changed", "gained", "lost"]
    assert ["headline", "1", "0", "0"] in rows
    assert f'headline: {first}: "old" -> ' in done.stdout
    assert (
        done.stderr == f"newsscraper: {len(wanted) - 1} articles extracted again, 2 changed, 1 new;"
        " use --apply to write them to the store\n"
    )
    changes = records(tmp_path / "diff.jsonl")
    assert {
        "id": first,
        "field": "headline",
        "old": "old",
        "new": wanted[first]["headline"],
    } in changes
    assert {change["id"] for change in changes} == {first, second}
    run("reextract", "--apply", "-q", cwd=tmp_path)
    after = exported(tmp_path)
    assert {key: {**r, "fetched_at": None} for key, r in after.items()} == {
        key: {**r, "fetched_at": None} for key, r in wanted.items()
    }
    for key, field, old in ((first, "headline", "old"), (second, "author", "somebody")):
        versions = [
            json.loads(line)
            for line in run("versions", key, "--json", cwd=tmp_path).stdout.splitlines()
        ]
        assert [version["record"][field] for version in versions] == [old, wanted[key][field]]
        assert [version["record"]["extractor_version"] for version in versions] == [
            "0",
            wanted[key]["extractor_version"],
        ]
    assert "0 changed" in run("reextract", cwd=tmp_path).stderr


def test_a_failed_run_without_differences_keeps_the_old_file(tmp_path, crawled):
    with next((tmp_path / "data/pages").glob("*.warc.gz")).open("ab") as file:
        file.write(b"damage")
    (tmp_path / "diff.jsonl").write_text("old\n", encoding="utf-8")
    run("reextract", "--diff", "diff.jsonl", cwd=tmp_path, code=1)
    assert (tmp_path / "diff.jsonl").read_text(encoding="utf-8") == "old\n"


@pytest.mark.parametrize("newest", [0, 1])
def test_the_newest_page_of_a_new_article_counts(tmp_path, newest):
    """Each page lies in a file of its own: they are read as different parts."""
    story = STORIES[0]
    with closing(Store(str(tmp_path / "data/newsscraper.db"), create=True)):
        """An empty one."""
    (tmp_path / "data/pages").mkdir()
    for number in range(2):
        files = PageFiles(tmp_path / "data/pages", f"{number}", {})
        moment = datetime(2026, 1, 5 + (number == newest), tzinfo=UTC)
        files.write(
            story.url,
            moment,
            ("GET / HTTP/1.1", [], b""),
            "HTTP/1.1 200 OK",
            [("Content-Type", "text/html")],
            page(story),
        )
        files.close()
    assert "0 articles extracted again, 0 changed, 1 new" in run("reextract", cwd=tmp_path).stderr
    assert (
        "0 changed, 1 new; written to the store"
        in run("reextract", "--apply", "--jobs", 1, cwd=tmp_path).stderr
    )
    [record] = exported(tmp_path).values()
    assert record["capture_ref"].startswith(f"{newest}-")
    assert record["fetched_at"].startswith("2026-01-06")
    assert (
        run("reextract", "--apply", cwd=tmp_path).stderr
        == "newsscraper: 1 articles extracted again, 0 changed\n"
    )


def test_the_file_of_differences_is_complete_or_missing(tmp_path, crawled):
    code = (
        "import os, newsscraper.archives.comparison as r; r.KeptPages.missing = lambda self:"
        " os._exit(9)\nfrom newsscraper.cli import main; main(['reextract', '--diff',"
        " 'diff.jsonl'])"
    )
    run_python(code, cwd=tmp_path, code=9)
    assert not (tmp_path / "diff.jsonl").exists()
    assert (
        "cannot write"
        in run("reextract", "--diff", "data/newsscraper.db/x", cwd=tmp_path, code=2).stderr
    )


def test_missing_pages_are_reported(tmp_path, crawled):
    [path] = (tmp_path / "data/pages").iterdir()
    path.rename(tmp_path / "elsewhere")
    assert (
        f"{len(crawled)} stored articles were read from pages that are not in"
        in run("reextract", cwd=tmp_path).stderr
    )
    (tmp_path / "data/pages").rmdir()
    assert "is not a folder: crawl --keep-pages" in run("reextract", cwd=tmp_path, code=2).stderr


def test_the_job_called_from_python_yields_the_same_as_the_command(tmp_path, crawled):
    store = tmp_path / "data/newsscraper.db"
    first = min(exported(tmp_path))
    with closing(sqlite3.connect(store)) as database, database:
        database.execute("UPDATE articles SET headline = 'old' WHERE id = ?", (first,))
    job = ReextractionJob(store, diff=tmp_path / "a.jsonl", processes=1)
    report = job.run()
    assert (report.comparison.changed, report.exit_code) == (1, 0)
    done = run("reextract", "--diff", "b.jsonl", cwd=tmp_path)
    assert done.stdout.splitlines() == report.table()
    assert done.stderr.splitlines() == [f"newsscraper: {line}" for line in report.closing_lines()]
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    job.apply = True
    assert job.run().applied
    assert exported(tmp_path)[first]["headline"] != "old"
