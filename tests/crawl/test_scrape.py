"""One-off addresses."""

from __future__ import annotations

import csv
import io
import json

import pytest

from newsscraper.items.records import EXTRACT_FIELDS
from tests.crawl.conftest import NO_DELAY, SITE_FILES
from tests.exporters.readers import READERS
from tests.exporters.test_round_trip import need
from tests.replica import expected


def test_records_in_the_order_of_the_addresses_with_their_ticker(shell, replica):
    stories = [
        replica.world.stories("maghress", edition)[number]
        for edition, number in (("fr", 5), ("ar", 3), ("fr", 0))
    ]
    done = shell(
        "scrape",
        *(story.url for story in stories),
        "--base-url",
        replica.base_url("maghress"),
        *NO_DELAY,
    )
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["id"] for record in records] == [story.id for story in stories]
    for record, story in zip(records, stories, strict=True):
        wanted = expected.article(story, layout=record["layout"], fetched_at="", strip=())
        assert (record["headline"], record["body"]) == (wanted["headline"], wanted["body"])
        assert record["ticker"]["id"] == record["ticker_id"]
        assert len(record["ticker"]["items"]) >= 40
    assert not (shell.folder / "data").exists()


def test_sites_beside_each_other(shell, replica):
    stories = [replica.world.stories(site)[0] for site in ("maghress", "masress", "turess")]
    base = replica.base_url("maghress").replace("maghress", "{site}")
    done = shell("scrape", *(story.url for story in stories), "--base-url", base, *NO_DELAY)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [
        story.id for story in stories
    ]
    asked = {(access.site, access.path) for access in replica.log}
    assert asked == {(story.site, path) for story in stories for path in (*SITE_FILES, story.path)}


def test_a_file_a_store_and_no_ticker(shell, replica):
    story = replica.world.stories("sudaress")[0]
    shell(
        "scrape",
        story.url,
        "--base-url",
        replica.base_url("sudaress"),
        *NO_DELAY,
        "-o",
        "out.csv",
        "--no-ticker",
        "--store",
        "mine.db",
    )
    with (shell.folder / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [story.id]
    assert "ticker" not in rows[0]
    exported = shell("export", "--store", "mine.db")
    assert json.loads(exported.stdout)["id"] == story.id


def test_pretty(shell, replica):
    story = replica.world.stories("sudaress")[0]
    done = shell(
        "scrape", story.url, "--base-url", replica.base_url("sudaress"), *NO_DELAY, "--pretty"
    )
    assert json.loads(done.stdout)[0]["id"] == story.id
    assert len(done.stdout.splitlines()) > 30


def test_any_other_news_page(shell, replica):
    """A page of no known site is read as such: here the replica's article under its own, foreign
    address."""
    story = replica.world.stories("sudaress")[0]
    done = shell("scrape", replica.base_url("sudaress") + story.path, *NO_DELAY)
    record = json.loads(done.stdout)
    assert record["site"] is None
    assert record["headline"] == story.headline


def test_a_listing_is_no_article(shell, replica):
    url = "https://www.sudaress.com/multaqaalnilain"
    (shell.folder / "old.jsonl").write_text("{}\n", encoding="utf-8")
    outputs = ("-o", "old.jsonl", "-o", "new.jsonl")
    done = shell(
        "scrape", url, "--base-url", replica.base_url("sudaress"), *NO_DELAY, *outputs, code=1
    )
    assert done.stderr.splitlines() == [f"newsscraper: {url}: not an article but a listing"]
    assert (shell.records("old.jsonl"), (shell.folder / "new.jsonl").exists()) == ([{}], False)


def test_any_page_has_a_record_if_it_is_asked_for(shell, replica):
    """The front page under its own, foreign address is a page of no known site."""
    urls = (replica.base_url("sudaress") + "/", replica.base_url("sudaress") + "/nothing/here.html")
    done = shell("scrape", *urls, "--any-page", *NO_DELAY, code=1)
    record = json.loads(done.stdout)
    assert (record["layout"], record["site"]) == ("MainTextPage", None)
    assert "not_an_article" in record["warnings"]
    assert done.stderr.startswith(f"newsscraper: {urls[1]}: status 404, not found\n")


def test_a_bad_port_and_a_failed_address_hold_nothing_up(shell, replica):
    stories = replica.world.stories("maghress", "fr")[:3]
    urls = [
        "http://x.com:99999/",
        "https://www.maghress.com/trials/13",
        *(story.url for story in stories),
    ]
    outputs = ("-o", "out.jsonl", "-o", "-", "-o", "out.csv")
    done = shell(
        "scrape", *urls, "--base-url", replica.base_url("maghress"), *NO_DELAY, *outputs, code=1
    )
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [
        story.id for story in stories
    ]
    # A failure beside them keeps no record from any output.
    assert [record["id"] for record in shell.records("out.jsonl")] == [
        story.id for story in stories
    ]
    with (shell.folder / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [story.id for story in stories]
    assert (
        "newsscraper: http://x.com:99999/: not an http:// or https:// address"
        in done.stderr.splitlines()
    )


def test_the_same_address_twice_is_two_records(shell, replica):
    story = replica.world.stories("sudaress")[0]
    done = shell(
        "scrape", story.url, story.url, "--base-url", replica.base_url("sudaress"), *NO_DELAY
    )
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [story.id, story.id]


@pytest.mark.parametrize("suffix", [".parquet", ".duckdb", ".sqlite"])
def test_what_a_format_s_library_says_at_the_end_is_nothing(shell, replica, suffix):
    """DuckDB's told thirty lines of leaks, once the run had taken what was imported from the
    collector."""
    need(suffix)
    story = replica.world.stories("maghress", "ar")[3]
    done = shell(
        "scrape",
        story.url,
        "--base-url",
        replica.base_url("maghress"),
        *NO_DELAY,
        "-o",
        f"out{suffix}",
    )
    assert done.stderr == ""
    (record,) = READERS[suffix](shell.folder / f"out{suffix}", EXTRACT_FIELDS)
    assert record["id"] == story.id


def test_crawl_and_scrape_print_other_formats(shell, replica):
    story = replica.world.stories("maghress", "fr")[0]
    base = ("--base-url", replica.base_url("maghress"), *NO_DELAY)
    done = shell("scrape", story.url, "--format", "md", *base)
    assert f"\n# {expected.one_space(story.headline)}\n" in done.stdout
    done = shell(
        "crawl", "maghress", "--edition", "fr", "--limit", "2", "-o", "-", "--format", "csv", *base
    )
    rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
    assert len(rows) == 2
    assert all(row["headline"] for row in rows)
