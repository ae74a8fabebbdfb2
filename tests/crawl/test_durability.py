"""A crawl that is killed, stopped or frozen at any instant: the same command goes on with it, and nothing is lost."""

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

from tests.crawl.conftest import NO_DELAY
from tests.crawl.test_endings import ids, wait_for
from tests.replica.server import Replica
from tests.store.conftest import fresh_database

pytestmark = pytest.mark.long

SITE = "maghress"
CONCURRENCY = 16
FAST = (*NO_DELAY, "-s", f"CONCURRENT_REQUESTS={CONCURRENCY}", "-s", f"CONCURRENT_REQUESTS_PER_DOMAIN={CONCURRENCY}")
STORE = "data/newsscraper.db"


def crawl_of(replica: Replica, *arguments: str, site: str = SITE) -> list[str]:
    """The command that is given again and again."""
    return [
        "crawl", site, "--base-url", replica.base_url(site), *FAST, "-q", "-o", "out.jsonl", "--report", "report.json",
        *arguments,
    ]  # fmt: skip


def await_requests(process: subprocess.Popen, replica: Replica, number: int) -> None:
    """Waits until the crawl has asked for so many pages."""
    wait_for(lambda: len(replica.log) >= number or process.poll() is not None)
    assert process.poll() is None, process.communicate()


def wanted(replica: Replica, site: str = SITE) -> set[str]:
    return {story.id for story in replica.world.stories(site)}


def stored(path: Path) -> set[str]:
    """The articles of a store, which must be whole."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {row[0] for row in connection.execute("SELECT id FROM articles")}


def refetched(replica: Replica, site: str = SITE) -> Counter[str]:
    """Article pages that were answered more than once, and how often too many; what redirects lead to is not counted."""
    moved = {replica.world.moved(site, edition).story.path for edition in replica.world.editions(site)}
    asked = Counter(access.path for access in replica.log if access.status == 200)
    return Counter(
        {
            path: times - 1
            for path, times in asked.items()
            if times > 1 and path not in moved and replica.world.story_at(site, path) is not None
        }
    )


def assert_whole(folder: Path, replica: Replica, *, resumed: bool = True, site: str = SITE, store: str = STORE) -> None:
    """After the command has run to its end: everything is there once, in the store and in the file, and nothing waits."""
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert (report["ending"], report["resumed"], report["undone"]) == ("finished", resumed, 0)
    assert stored(folder / store) == wanted(replica, site)
    records = (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert ids(folder / "out.jsonl") == wanted(replica, site)
    assert len(records) == len(wanted(replica, site))
    with closing(sqlite3.connect(folder / store)) as connection:
        assert connection.execute("SELECT count(*), sum(open), min(outcome) FROM runs").fetchone() == (1, 0, "finished")
        assert connection.execute("SELECT count(*) FROM urls WHERE state IN ('queued', 'leased')").fetchone() == (0,)
        done = "SELECT count(DISTINCT article_id) FROM urls WHERE state = 'done' AND kind = 'article'"
        assert connection.execute(done).fetchone() == (len(wanted(replica, site)),)


def test_ten_kills_lose_nothing_and_little_is_asked_for_again(shell):
    kills, seed = 10, 20261123
    chance = random.Random(seed)
    with Replica(articles=2000, fast=True) as replica:
        # One instant in each tenth of the crawl, so that all of it is hit: the start, listings, articles, the end.
        tenth = len(wanted(replica)) // kills
        instants = [chance.randrange(number * tenth + 1, (number + 1) * tenth) for number in range(kills)]
        there: set[str] = set()
        for instant in instants:
            process = shell.start(*crawl_of(replica))
            await_requests(process, replica, instant)
            process.kill()
            _, told = process.communicate(timeout=60)
            assert process.returncode == -signal.SIGKILL, told
            assert there <= stored(shell.folder / STORE), "what was stored once stays"
            there = stored(shell.folder / STORE)
        shell(*crawl_of(replica))
        assert_whole(shell.folder, replica)
        again = refetched(replica).total()
        print(f"{again} article pages fetched again, {again / kills:.1f} a kill; {len(replica.log)} requests")
        # What was answered in the half second before a batch is written, and what was under way: about 11 a kill.
        assert again <= kills * 150


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_at_random_instants_lose_nothing_and_nothing_is_asked_for_twice(shell, number):
    chance = random.Random(number)
    with Replica(articles=400, fast=True, latency=0.01) as replica:
        quarter = len(wanted(replica)) // 4
        instants = [chance.randrange(part * quarter + 1, (part + 1) * quarter) for part in range(4)]
        for instant in instants:
            process = shell.start(*crawl_of(replica))
            await_requests(process, replica, instant)
            process.send_signal(number)
            _, told = process.communicate(timeout=60)
            assert process.returncode == 130, told
            assert "Traceback" not in told
            assert stored(shell.folder / STORE) == ids(shell.folder / "out.jsonl")
        shell(*crawl_of(replica))
        assert_whole(shell.folder, replica)
        assert refetched(replica) == Counter()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_stops_at_once_and_loses_nothing(shell, number):
    with Replica(articles=300, fast=True, link=["hang"]) as replica:
        process = shell.start(*crawl_of(replica))
        # A page that hangs: the first signal alone would wait for it.
        await_requests(process, replica, 150)
        wait_for(lambda: 0 in {access.status for access in replica.log})
        process.send_signal(number)
        assert process.stderr is not None
        told = ""
        while "once more stops at once" not in told:
            line = process.stderr.readline()
            assert line, f"it has ended: {told}"
            told += line
        process.send_signal(number)
        told += process.communicate(timeout=30)[1]
        assert process.returncode == 130, told
        assert "Traceback" not in told
        assert stored(shell.folder / STORE) == ids(shell.folder / "out.jsonl")
        shell(*crawl_of(replica), "-s", "DOWNLOAD_TIMEOUT=2", "-s", "RETRY_TIMES=0")
        assert_whole(shell.folder, replica)
        assert refetched(replica).total() <= CONCURRENCY


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_frozen_crawl_keeps_its_lock_and_a_killed_one_loses_it_at_once(shell, database):
    with Replica(latency=0.02) as replica, _store(database) as store:
        command = [*crawl_of(replica), "--store", store]
        first = shell.start(*command)
        await_requests(first, replica, 20)
        try:
            freeze(first, store if "://" in store else str(shell.folder / store))
            second = shell(*command, code=2)
            assert [line.partition(" on ")[0] for line in second.stderr.splitlines()] == [
                f"newsscraper: another process crawls {SITE}"
            ]
        finally:
            first.kill()
            first.communicate(timeout=60)
        shell(*command)
        report = json.loads((shell.folder / "report.json").read_text(encoding="utf-8"))
        assert (report["ending"], report["resumed"], report["undone"]) == ("finished", True, 0)
        assert ids(shell.folder / "out.jsonl") == wanted(replica)


def freeze(process: subprocess.Popen, store: str) -> None:
    """Stops a process as Ctrl-Z does, but not in the middle of a transaction: SQLite's lock would speak first."""

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
