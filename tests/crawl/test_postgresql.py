"""A crawl into a PostgreSQL server, by its address."""

from __future__ import annotations

import json

import newsscraper
from tests.crawl.conftest import NO_DELAY
from tests.store.conftest import fresh_database


def test_a_crawl_into_postgresql(shell, replica):
    with fresh_database() as url:
        report = shell.crawl(
            replica,
            "sudaress",
            "--store",
            url,
            "-o",
            "out.jsonl",
            "--ticker-output",
            "tickers.jsonl",
        )
        wanted = {story.id for story in replica.world.stories("sudaress")}
        records = shell.records("out.jsonl")
        assert {record["id"] for record in records} == wanted
        assert report["articles"] == report["new"] == len(wanted)
        assert report["tickers"] == len(shell.records("tickers.jsonl"))

        replica.reset()
        again = shell.crawl(replica, "sudaress", "--store", url)
        assert (again["articles"], again["new"]) == (0, 0)
        assert not [
            access.path for access in replica.log if replica.world.story_at("sudaress", access.path)
        ]
        exported = [
            json.loads(line) for line in shell("export", "--store", url).stdout.splitlines()
        ]
        assert [record["id"] for record in exported] == [record["id"] for record in records]
        sources = [
            json.loads(line)
            for line in shell("sources", "sudaress", "--store", url, "--json").stdout.splitlines()
        ]
        assert sum(source["articles"] for source in sources) == len(wanted)
        store = newsscraper.open(url)
        assert {article.id for article in store.articles(site="sudaress")} == wanted
        store.close()


def test_postgresql_holds_the_same_records_as_sqlite(shell, replica):
    story = replica.world.stories("maghress", "fr")[0]
    with fresh_database() as url:
        for where in (url, "here.db"):
            shell(
                "scrape",
                story.url,
                "--base-url",
                replica.base_url("maghress"),
                *NO_DELAY,
                "--store",
                where,
                "-o",
                "out.jsonl",
            )
            replica.reset()  # the same ticker again
        theirs, ours = (
            json.loads(shell("export", "--store", where).stdout) for where in (url, "here.db")
        )
    assert theirs.pop("fetched_at") <= ours.pop("fetched_at")
    assert theirs == ours
