"""What pages and sites reserve is recorded, and left out if that is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.crawl.conftest import NO_DELAY
from tests.replica.living import Story
from tests.replica.server import Replica

SITE = "sudaress"
ROBOTS = "User-agent: *\nCrawl-delay: 0\nContent-Signal: search=yes, ai-input=yes\n"
TDMREP_PATH = "/.well-known/tdmrep.json"


@pytest.fixture(scope="module")
def stories() -> tuple[Story, Story, Story]:
    """An article reserved by a header, one by a meta tag, one by the file of its site."""
    with Replica() as replica:
        first, second, third = replica.world.stories(SITE)[:3]
    return first, second, third


@pytest.fixture
def reserving(stories) -> Iterator[Replica]:
    header, meta, file = stories
    rule = {"location": f"{file.path}$", "tdm-reservation": 1, "tdm-policy": "https://a.example/p"}

    def disguise(path: str, page: str) -> str:
        tag = '<meta name="robots" content="noai, noindex">'
        return page.replace("<head>", f"<head>{tag}") if path == meta.path else page

    with Replica(
        robots={SITE: ROBOTS},
        tdmrep={SITE: json.dumps([rule])},
        headers={header.path: (("X-Robots-Tag", "otherbot: noindex"), ("X-Robots-Tag", "noai"))},
        disguise=disguise,
    ) as replica:
        yield replica


def test_rights_are_recorded_exported_and_read_again(shell, reserving, stories):
    header, meta, file = stories
    report = shell.crawl(reserving, SITE, "--keep-pages", "-o", "out.jsonl")
    assert report["reserved"] == 0
    paths = [access.path for access in reserving.log]
    assert paths[:2] == ["/robots.txt", TDMREP_PATH]
    assert paths.count(TDMREP_PATH) == 1
    records = {record["id"]: record for record in shell.records("out.jsonl")}
    found = {key: record["rights"] for key, record in records.items()}
    signal = ["search=yes, ai-input=yes"]
    assert all(rights["content_signal"] == signal for rights in found.values())
    assert found[header.id]["x_robots_tag"] == ["otherbot: noindex", "noai"]
    assert found[header.id]["reserved"] == ["ai-training"]
    assert found[meta.id]["robots_meta"] == ["robots: noai, noindex"]
    assert found[meta.id]["reserved"] == ["ai-training"]
    assert found[file.id]["reserved"] == ["text-and-data-mining"]
    assert found[file.id]["tdm_policy"] == "https://a.example/p"
    reserved = {story.id for story in stories}
    assert {key for key, rights in found.items() if rights["reserved"]} == reserved

    done = shell("export", "-o", "free.jsonl", "--respect-rights")
    assert {record["id"] for record in shell.records("free.jsonl")} == records.keys() - reserved
    told = f"newsscraper: {file.url}: reserved: text-and-data-mining (tdmrep-json); left out"
    assert told in done.stderr.splitlines()
    assert done.stderr.endswith(" in free.jsonl, 3 reserved, left out\n")
    done = shell("export", "-o", "parts.jsonl", "--name", "free", "--respect-rights")
    assert done.stderr.endswith("newsscraper: 3 reserved, left out\n")
    [part] = [path.name for path in shell.folder.glob("parts-*.jsonl")]
    assert {record["id"] for record in shell.records(part)} == records.keys() - reserved
    done = shell("export", "-o", "parts.jsonl", "--name", "free", code=2)

    done = shell("reextract")
    assert f"{len(records)} articles extracted again, 0 changed" in done.stderr


def test_a_crawl_that_respects_rights_leaves_out_what_is_reserved(shell, reserving, stories):
    header, _, file = stories
    report = shell.crawl(reserving, SITE, "--respect-rights", "-o", "out.jsonl")
    assert report["reserved"] == 3
    assert "reserved" not in report["failed"]
    kept = {record["id"] for record in shell.records("out.jsonl")}
    assert len(kept) == report["articles"] > 3
    assert kept.isdisjoint(story.id for story in stories)
    told = report["told"]
    assert f"newsscraper: {header.url}: reserved: ai-training (x-robots-tag); left out" in told
    assert "3 reserved, left out" in told[-1]
    done = shell("failed", "--cause", "reserved", "--json")
    rows = {row["url"]: row["reason"] for row in map(json.loads, done.stdout.splitlines())}
    assert rows.keys() == {story.url for story in stories}
    assert rows[file.url] == "reserved: text-and-data-mining (tdmrep-json)"

    # It is not fetched again, but on demand.
    reserving.log.clear()
    again = shell.crawl(reserving, SITE, "--respect-rights")
    assert again["reserved"] == 0
    assert header.path not in {access.path for access in reserving.log}
    shell("failed", "--cause", "reserved", "--retry")
    assert shell.crawl(reserving, SITE)["articles"] == 3


def test_a_site_that_reserves_everything_is_read_without_an_error(shell, stories):
    robots = "User-agent: *\nContent-Signal: ai-train=no\n"
    with Replica(robots={SITE: robots}) as replica:
        report = shell.crawl(replica, SITE, "--respect-rights", "-s", "NEWSSCRAPER_TDMREP=False")
        assert (report["ending"], report["articles"], report["tickers"]) == ("finished", 0, 0)
        assert report["reserved"] > 3
        assert TDMREP_PATH not in {access.path for access in replica.log}


def test_scrape_respects_rights(shell, reserving, stories):
    done = shell(
        "scrape",
        *(story.url for story in stories),
        reserving.world.stories(SITE)[3].url,
        "--base-url",
        reserving.base_url(SITE),
        "--respect-rights",
        *NO_DELAY,
    )
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [
        reserving.world.stories(SITE)[3].id
    ]
    assert sum("; left out" in line for line in done.stderr.splitlines()) == 3
    assert "3 reserved, left out" in done.stderr


@pytest.mark.parametrize("body", ["{", '{"location": "/"}', "[]", "[[]]"])
def test_an_invalid_file_reserves_nothing(shell, body):
    with Replica(tdmrep={SITE: body}) as replica:
        story = replica.world.stories(SITE)[0]
        done = shell(
            "scrape",
            story.url,
            "--base-url",
            replica.base_url(SITE),
            "--respect-rights",
            *NO_DELAY,
        )
    assert json.loads(done.stdout)["rights"] is None
