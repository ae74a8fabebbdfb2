"""A crawl may be killed, stopped or frozen at any time; the same command resumes it, no loss."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
from collections import Counter
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from tests.crawl.conftest import NO_DELAY, Running
from tests.crawl.test_endings import ids
from tests.replica.server import Replica
from tests.store.conftest import fresh_database
from tests.waiting import wait_for

pytestmark = pytest.mark.long

SITE = "maghress"
CONCURRENCY = 16
FAST = (
    *NO_DELAY,
    "-s",
    f"CONCURRENT_REQUESTS={CONCURRENCY}",
    "-s",
    f"CONCURRENT_REQUESTS_PER_DOMAIN={CONCURRENCY}",
)
STORE = "data/newsscraper.db"
PATIENT = ("-s", "NEWSSCRAPER_STOP_GRACE=100000", "-s", "DOWNLOAD_TIMEOUT=100000")
"""Open requests are waited for, however slow the machine is."""


def crawl_of(replica: Replica, *arguments: str, site: str = SITE) -> list[str]:
    """The command that is given again and again."""
    return [
        "crawl",
        site,
        "--base-url",
        replica.base_url(site),
        *FAST,
        "-q",
        "-o",
        "out.jsonl",
        "--report",
        "report.json",
        *arguments,
    ]


BEYOND = 200
"""So many requests after the one that a test waits for the replica holds, so that no crawl ends
before the test has looked."""


def await_requests(crawl: Running, replica: Replica, number: int) -> None:
    """Waits until the crawl has asked for so many pages; it is still running then."""
    replica.hold(after=number + BEYOND)
    crawl.wait_for(lambda: len(replica.log) >= number)


def wanted(replica: Replica, site: str = SITE) -> set[str]:
    return {story.id for story in replica.world.stories(site)}


def stored(path: Path) -> set[str]:
    """The articles of a store, which must be whole."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {row[0] for row in connection.execute("SELECT id FROM articles")}


def refetched(replica: Replica, site: str = SITE) -> Counter[str]:
    """Article pages that were answered more than once, and how often too many; what redirects lead
    to is not counted."""
    moved = {
        replica.world.moved(site, edition).story.path for edition in replica.world.editions(site)
    }
    asked = Counter(access.path for access in replica.log if access.status == 200)
    return Counter(
        {
            path: times - 1
            for path, times in asked.items()
            if times > 1 and path not in moved and replica.world.story_at(site, path) is not None
        }
    )


def assert_whole(
    folder: Path, replica: Replica, *, resumed: bool = True, site: str = SITE, store: str = STORE
) -> None:
    """After the command has run to its end: everything is there once, in the store and in the file,
    and nothing waits."""
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert (report["ending"], report["resumed"], report["undone"]) == ("finished", resumed, 0)
    assert stored(folder / store) == wanted(replica, site)
    records = (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert ids(folder / "out.jsonl") == wanted(replica, site)
    assert len(records) == len(wanted(replica, site))
    with closing(sqlite3.connect(folder / store)) as connection:
        assert connection.execute(
            "SELECT count(*), sum(open), min(outcome) FROM runs"
        ).fetchone() == (1, 0, "finished")
        assert connection.execute(
            "SELECT count(*) FROM urls WHERE state IN ('queued', 'leased')"
        ).fetchone() == (0,)
        done = (
            "SELECT count(DISTINCT article_id) FROM urls WHERE state = 'done' AND kind = 'article'"
        )
        assert connection.execute(done).fetchone() == (len(wanted(replica, site)),)


def test_ten_kills_lose_nothing_and_little_is_asked_for_again(shell):
    kills, seed = 10, 20261123
    chance = random.Random(seed)
    with Replica(articles=2000, fast=True) as replica:
        # One instant in each tenth of the crawl, so that all of it is hit: the start, listings,
        # articles, the end.
        tenth = len(wanted(replica)) // kills
        instants = [
            chance.randrange(number * tenth + 1, (number + 1) * tenth) for number in range(kills)
        ]
        there: set[str] = set()
        for instant in instants:
            crawl = shell.begin(*crawl_of(replica))
            await_requests(crawl, replica, instant)
            crawl.kill()
            assert crawl.process.returncode == -signal.SIGKILL, crawl.told
            replica.release()
            assert there <= stored(shell.folder / STORE), "what was stored once stays"
            there = stored(shell.folder / STORE)
        shell(*crawl_of(replica))
        assert_whole(shell.folder, replica)
        again = refetched(replica).total()
        print(
            f"{again} article pages fetched again, {again / kills:.1f} a kill; {len(replica.log)}"
            " requests"
        )
        # What was answered in the half second before a batch is written, and what was being
        # fetched: about 11 per kill.
        assert again <= kills * 150


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_at_random_instants_lose_nothing_and_nothing_is_asked_for_twice(shell, number):
    chance = random.Random(number)
    with Replica(articles=400, fast=True) as replica:
        quarter = len(wanted(replica)) // 4
        instants = [chance.randrange(part * quarter + 1, (part + 1) * quarter) for part in range(4)]
        for instant in instants:
            crawl = shell.begin(*crawl_of(replica), *PATIENT)
            await_requests(crawl, replica, instant)
            crawl.signal(number)
            crawl.wait_for_words("stopping")
            replica.release()
            crawl.end(130)
            assert stored(shell.folder / STORE) == ids(shell.folder / "out.jsonl")
        shell(*crawl_of(replica))
        assert_whole(shell.folder, replica)
        assert refetched(replica) == Counter()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_stops_at_once_and_loses_nothing(shell, number):
    with Replica(articles=300, fast=True) as replica:
        crawl = shell.begin(*crawl_of(replica), *PATIENT)
        # Pages that hang: the first signal alone would wait for them.
        replica.hold(after=150)
        crawl.wait_for(lambda: replica.held)
        crawl.signal(number)
        crawl.wait_for_words("press Ctrl-C again to quit now")
        crawl.signal(number)
        crawl.end(130)
        assert stored(shell.folder / STORE) == ids(shell.folder / "out.jsonl")
        replica.release()
        shell(*crawl_of(replica))
        assert_whole(shell.folder, replica)
        assert refetched(replica).total() <= CONCURRENCY


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_frozen_crawl_keeps_its_lock_and_a_killed_one_loses_it_at_once(shell, database):
    with Replica() as replica, _store(database) as store:
        command = [*crawl_of(replica), "--store", store]
        replica.hold(after=20)
        first = shell.begin(*command)
        first.wait_for(lambda: replica.held)
        try:
            freeze(first.process, store if "://" in store else str(shell.folder / store))
            second = shell(*command, code=2)
            assert [line.partition(" in ")[0] for line in second.stderr.splitlines()] == [
                f"newsscraper: another process is crawling {SITE}"
            ]
        finally:
            first.kill()
        replica.release()
        shell(*command)
        report = json.loads((shell.folder / "report.json").read_text(encoding="utf-8"))
        assert (report["ending"], report["resumed"], report["undone"]) == ("finished", True, 0)
        assert ids(shell.folder / "out.jsonl") == wanted(replica)


def freeze(process: subprocess.Popen, store: str) -> None:
    """Stops a process as Ctrl-Z does, but not in the middle of a transaction: SQLite's lock would
    speak first."""

    def frozen() -> bool:
        process.send_signal(signal.SIGSTOP)
        assert os.waitid(os.P_PID, process.pid, os.WSTOPPED) is not None
        if "://" in store:
            return True
        with closing(sqlite3.connect(store, isolation_level=None, timeout=0)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                process.send_signal(signal.SIGCONT)
                return False
            return True

    wait_for(frozen)


def _store(database: str):
    return fresh_database() if database == "postgresql" else nullcontext(STORE)
