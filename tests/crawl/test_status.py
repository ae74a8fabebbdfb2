"""``newsscraper status`` and ``newsscraper failed``: what there is, what waits, what went wrong."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from tests.crawl.conftest import NO_DELAY, Shell
from tests.replica.server import Replica


def status(shell: Shell, *arguments: str):
    return json.loads(shell("status", "--json", *arguments).stdout)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    shell = Shell(tmp_path_factory.mktemp("status"))
    with Replica(articles=60, fast=True) as replica:
        shell.crawl(replica, "yemeress")
        shell.crawl(replica, "sudaress", "--limit", "5")
        yield shell, replica


def test_each_site_and_source_with_its_numbers(crawled):
    shell, replica = crawled
    stories = replica.world.stories("yemeress")
    days = sorted({story.published for story in stories})
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    found = status(shell)
    site = next(row for row in found["sites"] if row["site"] == "yemeress")
    assert site == {
        "site": "yemeress",
        "articles": len(stories),
        "first": days[0],
        "last": days[-1],
        "days_since": (datetime.now(UTC).date() - last).days,
        "days_without": (last - first).days + 1 - len(days),
        "queued": 0,
        "failed": {},
        "gone": 1,
    }
    assert [row["site"] for row in found["sites"]] == ["sudaress", "yemeress"]
    slugs = {source.slug for source in replica.world.sources("yemeress", "ar")}
    assert {row["source_id"] for row in found["sources"] if row["site"] == "yemeress"} == slugs
    assert sum(row["articles"] for row in found["sources"] if row["site"] == "yemeress") == len(
        stories
    )


def test_what_a_limit_left_waits(crawled):
    shell, _ = crawled
    site = next(row for row in status(shell, "sudaress")["sites"])
    assert (site["site"], site["articles"]) == ("sudaress", 5)
    assert site["queued"] > 0
    run = status(shell, "sudaress")["runs"][0]
    assert (run["outcome"], run["open"], run["report"]["undone"]) == (
        "limit",
        False,
        site["queued"],
    )


def test_the_tables(crawled):
    shell, _ = crawled
    lines = shell("status").stdout.splitlines()
    assert lines[0].split() == [
        "site",
        "articles",
        "first",
        "last",
        "since",
        "without",
        "queued",
        "gone",
        "failed",
    ]
    assert any(" sudaress " in line and "limit=5" in line for line in lines)
    assert all(
        len(part) for part in shell("status", "--no-sources", "--runs", "0").stdout.splitlines()
    )
    assert len(shell("status", "yemeress", "--no-sources", "--runs", "0").stdout.splitlines()) == 2


def test_a_killed_crawl_can_be_resumed(shell):
    with Replica() as replica:
        replica.hold(after=10)
        crawl = shell.begin(
            "crawl", "yemeress", "--base-url", replica.base_url("yemeress"), "-q", *NO_DELAY
        )
        crawl.wait_for(lambda: replica.held)
        crawl.kill()
    run = status(shell)["runs"][0]
    assert (run["open"], run["outcome"]) == (True, None)
    assert "running, or killed" in shell("status").stdout


def test_failed_urls_are_listed_and_retried(shell):
    with Replica() as replica:
        replica.fail("yemeress", 500, robots=False)
        shell.crawl(replica, "yemeress", "-s", "RETRY_TIMES=0", code=1)
        lines = shell("failed").stdout.splitlines()
        assert len(lines) == 2
        assert all(
            line.startswith("https://www.yemeress.com/") and "(http_500, 20" in line
            for line in lines
        )
        replica.fail("yemeress", None)
        shell.crawl(replica, "yemeress")
        assert shell("failed", "yemeress", "--json").stdout == ""
        gone = [
            json.loads(line)
            for line in shell(
                "failed", "--gone", "--json", "--cause", "http_404"
            ).stdout.splitlines()
        ]
        assert {row["state"] for row in gone} == {"gone"}
        article = next(row["url"] for row in gone if row["url"].rsplit("/", 1)[1].isdecimal())
        assert shell("failed", "--cause", "no_such").stderr == "newsscraper: no failed URLs\n"
        told = shell("failed", "--gone", "--cause", "http_404", "--retry").stderr
        assert told == f"newsscraper: {len(gone)} URLs are queued for the next crawl\n"
        replica.reset()
        report = shell.crawl(replica, "yemeress")
        assert [
            access.status
            for access in replica.log
            if article.endswith(access.path) and access.path != "/"
        ] == [404]
        assert report["failed"]["http_404"] == len(gone)


def test_a_store_that_is_not_there_is_one_clear_line(shell):
    for command in ("status", "failed"):
        assert shell(command, code=2).stderr.startswith(
            "newsscraper: no store at data/newsscraper.db;"
        )


def test_an_empty_store(shell):
    with Replica() as replica:
        shell(
            "crawl",
            "yemeress",
            "--base-url",
            "http://127.0.0.1:9/yemeress",
            "-q",
            "-s",
            "RETRY_TIMES=0",
            code=1,
        )
        assert replica.log == []
    assert (
        shell("status", "maghress").stderr
        == "newsscraper: data/newsscraper.db has no records of maghress\n"
    )
