"""A crawl of a whole site: every count, every record, every request."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from tests.crawl.conftest import CONTACT, Shell
from tests.replica import expected, render
from tests.replica.server import Replica

SITES = ("maghress", "masress", "djazairess")


@pytest.fixture(scope="module", params=SITES)
def crawled(request, tmp_path_factory):
    """One crawl of one site; its replica, its folder and its report."""
    shell = Shell(tmp_path_factory.mktemp(request.param))
    with Replica() as replica:
        report = shell.crawl(
            replica,
            request.param,
            "-o",
            "articles.jsonl",
            "-o",
            "articles.csv",
            "--ticker-output",
            "tickers.jsonl",
        )
        yield request.param, replica, shell, report


def urls(site: str, *paths: str) -> set[str]:
    return {f"https://www.{site}.com{path}" for path in paths}


def prefix(edition: str) -> str:
    return "" if edition == "ar" else f"/{edition}"


def test_every_article_of_the_site_is_there_once(crawled):
    site, replica, shell, report = crawled
    wanted = {story.id for story in replica.world.stories(site)}
    found = [record["id"] for record in shell.records("articles.jsonl")]
    assert set(found) == wanted
    assert len(found) == len(wanted) == report["articles"] == report["new"]


def test_every_record_says_what_the_corpus_says(crawled):
    site, replica, shell, _ = crawled
    records = {record["id"]: record for record in shell.records("articles.jsonl")}
    for story in replica.world.stories(site):
        layout = "WordedArticlePage" if replica.world.column(story) else "ArticlePage"
        wanted = expected.article(story, layout=layout, fetched_at="", strip=())
        record = records[story.id]
        for name in (
            "url",
            "site",
            "edition",
            "headline",
            "body",
            "published",
            "source",
            "source_id",
            "original_url",
            "truncated",
        ):
            assert record[name] == wanted[name], (story.id, name)
        assert record["layout"] == wanted["layout"]
        assert record["content_hash"] == wanted["content_hash"]
        assert record["language"] in (story.language, "und")
        assert record["ticker_id"].startswith(f"{site}/{story.edition}/")


def test_languages_are_right_or_uncertain(crawled):
    site, replica, _, report = crawled
    wanted = Counter(story.language for story in replica.world.stories(site))
    found = Counter(report["languages"])
    uncertain = found.pop("und", 0)
    assert uncertain <= 3
    assert not found - wanted
    assert found.total() + uncertain == wanted.total()


def test_pages_by_kind(crawled):
    site, replica, _, report = crawled
    world = replica.world
    editions = world.editions(site)
    listings = sum(
        world.listing_pages(site, e, source.slug, 10)
        for e in editions
        for source in world.sources(site, e)
    )
    assert report["kinds"] == {
        "article": world.total(site)
        + len(editions),  # one old address per edition leads to an article again
        "listing": listings + len(editions),  # and in each edition a section
        "front": len(editions),
        "feed": len(editions),
    }
    assert report["pages"] == sum(report["kinds"].values())
    assert report["undone"] == 0


def test_failures_are_reported_with_their_cause(crawled):
    site, replica, _, report = crawled
    editions = replica.world.editions(site)
    missing = {path for edition in editions for path in replica.world.removed(site, edition)}
    causes = {failure["url"]: failure["cause"] for failure in report["failures"]}
    assert causes == dict.fromkeys(urls(site, *missing), "http_404")
    assert report["failed"] == {"http_404": len(missing)}
    for url in causes:
        assert f"newsscraper: {url}: status 404, not found" in report["told"]


def test_pages_of_the_frame_are_not_asked_for(crawled):
    """Every page's foot links them; /contact is forbidden by robots.txt, /terms is missing, /about
    has no newspaper."""
    _, replica, _, _ = crawled
    asked = {access.path.partition("?")[0].rpartition("/")[2] for access in replica.log}
    assert asked.isdisjoint({"contact", "terms", "about", "search"})


def test_no_address_is_asked_for_twice_but_for_retries_and_redirects(crawled):
    site, replica, _, report = crawled
    world, editions = replica.world, replica.world.editions(site)
    asked = Counter(access.path for access in replica.log)
    twice = {
        story.path
        for edition in editions
        for story in (
            world.failing(site, edition),
            world.limited(site, edition),
            world.moved(site, edition).story,
        )
    }
    assert {path for path, times in asked.items() if times > 1} == twice
    assert all(asked[path] == 2 for path in twice)
    assert report["retries"] == 2 * len(editions)
    assert report["requests"] == len(replica.log)


def test_the_site_sees_who_asks(crawled):
    _, replica, _, _ = crawled
    assert {access.agent for access in replica.log} == {
        f"newsscraper/0.1.0 (+https://github.com/newsscraper/newsscraper; {CONTACT})"
    }


def test_tickers_are_snapshots_with_their_sightings(crawled):
    site, replica, shell, report = crawled
    snapshots = shell.records("tickers.jsonl")
    possible = set()
    for edition in replica.world.editions(site):
        pages = sum(
            1
            for access in replica.log
            if (access.path + "/").startswith("/fr/" if edition == "fr" else "/")
        )
        for moment in range(pages // 3 + 1):
            for empty_at in (None, 8):
                strip = render.strip(site, edition, moment, empty_at=empty_at)
                possible.add(expected.ticker(site, edition, strip)["id"])
    found = [snapshot["id"] for snapshot in snapshots]
    assert set(found) <= possible
    assert len(found) == len(set(found)) == report["tickers"]
    assert len(found) >= report["kinds"]["article"] // 3
    assert all(
        snapshot["sightings"] == sorted(snapshot["sightings"]) != [] for snapshot in snapshots
    )
    shown = {record["ticker_id"] for record in shell.records("articles.jsonl")}
    assert shown <= set(found)


def test_the_file_is_in_the_stated_order(crawled):
    _, _, shell, _ = crawled
    keys = [(record["published"], record["id"]) for record in shell.records("articles.jsonl")]
    by_id = sorted(keys, key=lambda key: key[1])
    assert keys == sorted(by_id, key=lambda key: key[0], reverse=True)


def test_the_same_story_in_two_sources_is_two_articles(crawled):
    site, replica, shell, _ = crawled
    ids = {record["id"] for record in shell.records("articles.jsonl")}
    events = Counter(story.story for story in replica.world.stories(site) if story.story)
    shared = [event for event, times in events.items() if times > 1]
    assert shared
    for event in shared:
        assert {story.id for story in replica.world.told_by(site, event)} <= ids


def test_the_store_is_a_table_that_sqlite_opens(crawled):
    site, _, shell, report = crawled
    with sqlite3.connect(shell.folder / "data/newsscraper.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (
            report["articles"],
        )
        run = connection.execute("SELECT site, outcome, report FROM runs").fetchall()
    assert [(row[0], row[1], json.loads(row[2])["pages"]) for row in run] == [
        (site, "finished", report["pages"])
    ]


def test_a_second_crawl_of_an_unchanged_site_asks_for_no_article(crawled):
    site, replica, shell, first = crawled
    replica.reset()
    again = shell.crawl(replica, site, "-o", "again.jsonl")
    assert (again["articles"], again["new"], again["ending"], again["undone"]) == (
        0,
        0,
        "finished",
        0,
    )
    assert shell.records("again.jsonl") == []
    asked = Counter(access.path for access in replica.log)
    assert not [path for path in asked if replica.world.story_at(site, path)]
    for edition in replica.world.editions(site):
        for source in replica.world.sources(site, edition):
            listing = f"{prefix(edition)}/{source.slug}"
            assert sum(times for path, times in asked.items() if path.split("?")[0] == listing) <= 1
    assert set(asked.values()) == {1}
    with sqlite3.connect(shell.folder / "data/newsscraper.db") as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (
            first["articles"],
        )


def test_nothing_is_left_beside_the_files(crawled):
    _, _, shell, _ = crawled
    assert [path.name for path in Path(shell.folder).iterdir() if path.name.startswith(".")] == []


def test_a_second_crawl_of_a_source_walks_past_what_a_side_column_shows(shell):
    """Old articles with a teaser follow the list; the new ones fill three pages."""
    with Replica() as replica:
        arguments = ("--edition", "fr", "--source", "atlasmatin")
        shell.crawl(replica, "maghress", *arguments)
        published = {story.id for story in replica.publish("maghress", "fr", "atlasmatin", 25)}
        shell.crawl(replica, "maghress", *arguments, "-o", "new.jsonl")
    assert {record["id"] for record in shell.records("new.jsonl")} == published
