"""The project is a Scrapy project: ``scrapy crawl site`` does what ``newsscraper crawl`` does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.crawl.conftest import NO_DELAY
from tests.waiting import finish

ROOT = Path(__file__).resolve().parents[2]


def scrapy(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "SCRAPY_SETTINGS_MODULE": "newsscraper.settings"},
    )
    output, errors = finish(process)
    return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


def test_the_spiders_are_listed():
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["latest", "site", "urls"]


def test_scrapy_crawl_fills_the_store_and_a_feed(shell, replica):
    done = scrapy(
        shell.folder,
        "crawl",
        "site",
        "-a",
        "site=maghress",
        "-a",
        "edition=fr",
        "-a",
        "source=atlasmatin,bouregregnews",
        "-s",
        f"NEWSSCRAPER_BASE_URL={replica.base_url('maghress')}",
        *NO_DELAY,
        "-O",
        "feed.jsonl",
    )
    assert done.returncode == 0, done.stderr
    wanted = {
        story.id
        for slug in ("atlasmatin", "bouregregnews")
        for story in replica.world.stories("maghress", "fr", slug)
    }
    records = shell.records("feed.jsonl")
    assert {record["id"] for record in records} == wanted
    exported = [json.loads(line) for line in shell("export").stdout.splitlines()]
    assert sorted(records, key=lambda record: record["id"]) == sorted(
        exported, key=lambda record: record["id"]
    )
    assert "'newsscraper/articles': " + str(len(wanted)) in done.stderr
    assert max(len(line) for line in done.stderr.splitlines()) < 2000  # no item's text in the log


def test_scrapy_crawl_of_one_off_addresses(shell, replica):
    stories = replica.world.stories("maghress", "fr")[:2]
    done = scrapy(
        shell.folder,
        "crawl",
        "urls",
        "-a",
        "urls=" + " ".join(story.url for story in stories),
        "-s",
        f"NEWSSCRAPER_BASE_URL={replica.base_url('maghress')}",
        "-s",
        "NEWSSCRAPER_STORE=",
        *NO_DELAY,
        "-O",
        "feed.jsonl",
    )
    assert done.returncode == 0, done.stderr
    assert {record["id"] for record in shell.records("feed.jsonl")} == {
        story.id for story in stories
    }
    assert not (shell.folder / "data").exists()
