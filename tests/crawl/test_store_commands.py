"""What is done with a store that a crawl has filled: export, sources, the notebook."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

import newsscraper
from tests.crawl.conftest import NO_DELAY, Shell
from tests.replica.server import Replica


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    shell = Shell(tmp_path_factory.mktemp("store"))
    with Replica() as replica:
        for site in ("maghress", "yemeress"):
            shell.crawl(replica, site)
        yield shell, replica


def wanted(replica, test):
    stories = [
        story
        for site in ("maghress", "yemeress")
        for story in replica.world.stories(site)
        if test(story)
    ]
    stories.sort(key=lambda story: story.id)
    return [story.id for story in sorted(stories, key=lambda story: story.published, reverse=True)]


@pytest.mark.parametrize(
    ("arguments", "test"),
    [
        ([], lambda s: True),
        (["--site", "yemeress"], lambda s: s.site == "yemeress"),
        (
            ["--site", "maghress", "--edition", "ar"],
            lambda s: s.site == "maghress" and s.edition == "ar",
        ),
        (
            ["--source", "atlasmatin", "--source", "wadihadramout"],
            lambda s: s.source.slug in ("atlasmatin", "wadihadramout"),
        ),
        (["--since", "2026-01-01"], lambda s: s.published >= "2026-01-01"),
        (["--until", "2024-12-31"], lambda s: s.published <= "2024-12-31"),
        (
            ["--since", "2025-01-01", "--until", "2025-06-30"],
            lambda s: "2025-01-01" <= s.published <= "2025-06-30",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_export_selects_and_orders(filled, arguments, test):
    shell, replica = filled
    done = shell("export", *arguments)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == wanted(replica, test)


def test_export_days_back(filled):
    shell, replica = filled
    days = (datetime.now(UTC).date() - datetime(2026, 1, 20, tzinfo=UTC).date()).days
    first = (datetime.now(UTC).date() - timedelta(days=days)).isoformat()
    done = shell("export", "--since", f"{days}d")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == wanted(
        replica, lambda s: s.published >= first
    )


def test_export_by_language_and_limit(filled):
    shell, replica = filled
    done = shell("export", "--language", "es", "--limit", "5", "-o", "es.csv")
    assert done.stderr == "newsscraper: 5 articles in es.csv\n"
    with (shell.folder / "es.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["language"] for row in rows] == ["es"] * 5
    told = set(wanted(replica, lambda s: s.language == "es"))
    assert {row["id"] for row in rows} <= told


def test_export_tickers(filled):
    shell, _ = filled
    shell("export", "-o", "a.json", "--ticker-output", "t.jsonl", "--site", "yemeress")
    assert {snapshot["site"] for snapshot in shell.records("t.jsonl")} == {"yemeress"}
    records = json.loads((shell.folder / "a.json").read_text(encoding="utf-8"))
    assert {record["ticker_id"] for record in records} <= {
        snapshot["id"] for snapshot in shell.records("t.jsonl")
    }


def test_nothing_fits(filled):
    shell, _ = filled
    done = shell("export", "--since", "2030-01-01")
    assert (done.stdout, done.stderr) == ("", "newsscraper: 0 articles\n")


def test_sources_of_the_store(filled):
    shell, replica = filled
    done = shell("sources", "maghress", "--json")
    rows = {
        (row["edition"], row["source_id"]): row for row in map(json.loads, done.stdout.splitlines())
    }
    world = replica.world
    counts = {
        (edition, source.slug): (source.name, world.total("maghress", edition, source.slug))
        for edition in world.editions("maghress")
        for source in world.sources("maghress", edition)
    }
    assert {key: (row["name"], row["articles"]) for key, row in rows.items()} == counts
    assert rows["fr", "atlasmatin"]["url"] == "https://www.maghress.com/fr/atlasmatin"
    assert "Atlas Matin" in shell("sources", "maghress", "--edition", "fr").stdout


def test_sources_of_a_front_page(shell, replica):
    done = shell(
        "sources",
        "maghress",
        "--edition",
        "fr",
        "--base-url",
        replica.base_url("maghress"),
        "--json",
    )
    rows = {row["source_id"]: row for row in map(json.loads, done.stdout.splitlines())}
    own = {source.slug: source.name for source in replica.world.sources("maghress", "fr")}
    assert {slug: row["name"] for slug, row in rows.items() if row["on_front_page"]} == own
    assert rows["politics"]["on_front_page"] == 0
    assert {access.path for access in replica.log} == {"/robots.txt", "/fr"}
    assert not (shell.folder / "data").exists()


def test_the_notebook_reads(filled):
    shell, replica = filled
    store = newsscraper.open(shell.folder / "data/newsscraper.db")
    articles = store.articles(site="maghress", since="2026-01-01")
    told = wanted(replica, lambda s: s.site == "maghress" and s.published >= "2026-01-01")
    assert [article.id for article in articles] == told
    assert [article["id"] for article in articles] == told  # again
    assert len(articles) == len(told)
    frame = articles.to_pandas()
    assert list(frame["id"]) == told
    assert list(frame.columns) == list(newsscraper.items.records.ARTICLE_FIELDS)
    store.close()


def test_the_notebook_opens_nothing_that_is_not_there(tmp_path):
    with pytest.raises(newsscraper.UserError, match="no store at"):
        newsscraper.open(tmp_path / "none.db")


def test_the_notebook_crawls_any_number_of_times(tmp_path, replica):
    for number in (2, 3):
        report = newsscraper.crawl(
            "masress",
            edition="en",
            limit=number,
            output=tmp_path / "out.jsonl",
            store=tmp_path / "news.db",
            base_url=replica.base_url("masress"),
            settings={"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False},
            quiet=True,
        )
        assert (report.articles, report.ending, report.exit_code) == (number, "limit", 0)
        assert report.outputs == {str(tmp_path / "out.jsonl"): number}
    # Which of the newest arrive first is not settled: two requests run side by side.
    assert 3 <= len(newsscraper.open(tmp_path / "news.db").articles()) <= 5


def test_a_notebook_shows_what_is_wrong(tmp_path, capfd):
    with pytest.raises(
        newsscraper.CrawlError, match="unknown site 'maghres'; did you mean maghress"
    ):
        newsscraper.crawl("maghres", store=tmp_path / "news.db")
    with pytest.raises(newsscraper.CrawlError, match="no format has the suffix"):
        newsscraper.crawl("maghress", output="x.foo", store=tmp_path / "news.db", quiet=True)


def test_the_notebook_imports_no_crawler():
    code = (
        "import sys, newsscraper; sys.exit(any(name in sys.modules for name in ('scrapy',"
        " 'twisted', 'sqlalchemy', 'pandas')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_reading_while_a_crawl_writes(tmp_path):
    shell = Shell(tmp_path)
    with Replica() as replica:
        replica.hold(after=60)
        running = shell.begin(
            "crawl", "maghress", "--base-url", replica.base_url("maghress"), *NO_DELAY, "-q"
        )
        running.wait_for(lambda: len(replica.log) == 60 and replica.held)
        running.wait_for(lambda: len(shell("export").stdout.splitlines()) > 20)
        assert running.process.poll() is None
        running.kill()


def test_the_timeline_of_the_ticker(filled):
    shell, _ = filled
    shell("ticker", "maghress", "--edition", "fr", "-o", "headlines.jsonl")
    shell("export", "-o", "a.jsonl", "--ticker-output", "t.jsonl", "--site", "maghress")
    snapshots = [snapshot for snapshot in shell.records("t.jsonl") if snapshot["edition"] == "fr"]
    records = {record["url"]: record for record in shell.records("headlines.jsonl")}
    assert set(records) == {item["url"] for snapshot in snapshots for item in snapshot["items"]}
    for url, record in records.items():
        seen = [
            moment
            for s in snapshots
            if any(item["url"] == url for item in s["items"])
            for moment in s["sightings"]
        ]
        assert (record["first_seen"], record["last_seen"], record["sightings"]) == (
            min(seen),
            max(seen),
            len(seen),
        )
    shown = shell("ticker", "maghress", "--limit", "3").stdout.splitlines()
    assert len(shown) == 4
    assert shown[0].split()[:2] == ["first", "seen"]
    assert (
        shell("ticker", "turess").stderr
        == "newsscraper: turess: the store has no ticker of this site\n"
    )
