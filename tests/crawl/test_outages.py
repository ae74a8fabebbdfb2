"""What a crawl needs goes away in the middle: the disk's room, the site, the database. It says so,
and goes on later."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.crawl.conftest import Shell
from tests.crawl.test_durability import (
    CONCURRENCY,
    SITE,
    STORE,
    assert_whole,
    await_requests,
    crawl_of,
    refetched,
    stored,
    wanted,
)
from tests.crawl.test_endings import ids
from tests.replica.server import Replica

pytestmark = pytest.mark.long

IMPATIENT = (
    "-s",
    "NEWSSCRAPER_BACKOFF=0.05",
    "-s",
    "NEWSSCRAPER_BACKOFF_MAX=5",
    "-s",
    "RETRY_TIMES=1",
)


def read(shell: Shell) -> dict:
    """The report of the last command."""
    return json.loads((shell.folder / "report.json").read_text(encoding="utf-8"))


# The disk


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A file system of so many bytes; skips the test if it cannot be mounted."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounts a small file system: needs Linux and root")
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        pytest.skip(f"a tmpfs cannot be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=False)


@pytest.mark.parametrize("size", ["300k", "1500k"])
def test_a_crawl_that_filled_the_disk_goes_on_when_there_is_room(shell, tmp_path, size):
    with Replica(articles=200, fast=True) as replica, small_disk(tmp_path / "small", size) as small:
        command = [*crawl_of(replica), "--store", str(small / "news.db")]
        told = shell(*command, code=2).stderr.splitlines()
        assert [line for line in told if "cannot write the store" in line] == [
            f"newsscraper: cannot write the store {small}/news.db: database or disk is full"
        ]
        assert read(shell)["ending"] == "store"
        there = stored(small / "news.db")
        assert not (
            shell.folder / "out.jsonl"
        ).exists()  # as with every exit code 2; the line names the command that writes it
        # Still full: it says so again, and damages nothing.
        shell(*command, code=2)
        assert there <= stored(small / "news.db")
        subprocess.run(["mount", "-o", "remount,size=64m", small], check=True)
        shell(*command)
        assert_whole(shell.folder, replica, store=str(small / "news.db"))


# The site


def test_a_site_that_dies_and_comes_back_leaves_no_hole(shell):
    with Replica(articles=500, fast=True) as replica:
        command = [*crawl_of(replica), *IMPATIENT]
        crawl = shell.begin(*command)
        await_requests(crawl, replica, 150)
        replica.stop_listening()
        replica.release()
        assert "the site is no longer crawled; its remaining pages are not fetched" in crawl.end(3)
        report = read(shell)
        assert report["ending"] == "blocked"
        assert report["blocked"] == {"maghress.com": "no response 8 times in a row"}
        assert report["undone"] > 0
        # While it is away the command gives up soon, however long its queue is, and gives up none
        # of its URLs.
        for _ in range(2):
            shell(*command, code=1)
            away = read(shell)
            assert (away["ending"], away["resumed"]) == ("failed", True)
            assert away["undone"] >= report["undone"]
            assert sum(away["failed"].values()) <= 3 * CONCURRENCY
        assert stored(shell.folder / STORE) == ids(shell.folder / "out.jsonl")
        replica.listen_again()
        shell(*command)
        assert_whole(shell.folder, replica)


@pytest.mark.parametrize("status", [503, 403])
def test_a_site_that_refuses_for_long_is_left_alone_and_leaves_no_hole(shell, status):
    with Replica(articles=300, fast=True) as replica:
        command = [*crawl_of(replica), *IMPATIENT]
        crawl = shell.begin(*command)
        await_requests(crawl, replica, 150)
        replica.fail(SITE, status)
        replica.release()
        crawl.end(3)
        report = read(shell)
        assert report["ending"] == "blocked"
        assert report["blocked"] == {"maghress.com": f"status {status} 5 times in a row"}
        assert report["undone"] > 0
        replica.fail(SITE, None)
        shell(*command)
        assert_whole(shell.folder, replica)
        assert refetched(replica).total() == 0


def test_a_site_that_breaks_for_a_while_leaves_no_hole(shell):
    """Status 500 refuses nothing: pages fail, among them listings with all that is behind them."""
    with Replica(articles=300, fast=True) as replica:
        command = [*crawl_of(replica), *IMPATIENT]
        crawl = shell.begin(*command)
        await_requests(crawl, replica, 150)
        replica.fail(SITE, 500)
        replica.release()
        crawl.end(0)
        assert read(shell)["failed"]["http_500"] > 10
        first = stored(shell.folder / STORE)
        assert len(first) < len(wanted(replica))
        replica.fail(SITE, None)
        shell(*command)
        assert stored(shell.folder / STORE) == wanted(replica)
        assert ids(shell.folder / "out.jsonl") == wanted(replica) - first
        assert refetched(replica).total() == 0


def test_a_site_that_is_busy_for_a_moment_is_waited_for(shell):
    with Replica(articles=200, fast=True) as replica:
        crawl = shell.begin(
            *crawl_of(replica), "-s", "NEWSSCRAPER_BACKOFF=0.2", "-s", "NEWSSCRAPER_REFUSALS=1000"
        )
        await_requests(crawl, replica, 100)
        replica.fail(SITE, 503)
        replica.release()
        crawl.wait_for(lambda: any(access.status == 503 for access in replica.log))
        replica.fail(SITE, None)
        crawl.end(0)
        assert_whole(shell.folder, replica, resumed=False)
        assert refetched(replica).total() == 0
