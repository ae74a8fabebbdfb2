"""How a crawl ends before its time: stopped by a signal, by a reader that went away, by a disk that
is full."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.crawl.conftest import NO_DELAY
from tests.replica.server import Replica
from tests.replica.trials import TRIALS
from tests.waiting import LIMIT


def ids(path) -> set[str]:
    return {json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()}


def stored(shell) -> int:
    """How many articles the store has."""
    path = shell.folder / "data/newsscraper.db"
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as connection:
        try:
            return connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        except sqlite3.OperationalError:  # its tables are not there yet
            return 0


FOR_EVER = "100000"
"""Seconds. A test that ends has not waited for them."""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_stops_cleanly_with_all_records_written(shell, replica, number):
    replica.hold(after=30)
    crawl = shell.begin(
        "crawl",
        "maghress",
        "--base-url",
        replica.base_url("maghress"),
        *NO_DELAY,
        "-o",
        "out.jsonl",
        "-o",
        "-",
    )
    crawl.wait_for(lambda: replica.held)
    crawl.signal(number)
    crawl.wait_for_words("stopping")
    replica.release()
    told = crawl.end(130)
    streamed = {json.loads(line)["id"] for line in crawl.output.splitlines()}
    assert ids(shell.folder / "out.jsonl") == streamed != set()
    assert "maghress: interrupted after" in told
    assert "found but not fetched" in told
    with sqlite3.connect(shell.folder / "data/newsscraper.db") as connection:
        assert connection.execute("SELECT outcome FROM runs").fetchall() == [("interrupted",)]
        assert {row[0] for row in connection.execute("SELECT id FROM articles")} == streamed


def test_a_signal_while_a_host_is_paused_ends_at_once(shell):
    """Neither the pause nor the time that a page under way is given is waited for."""
    with Replica(link=["busy"]) as replica:
        crawl = shell.begin(
            "crawl",
            "sudaress",
            "--base-url",
            replica.base_url("sudaress"),
            *NO_DELAY,
            "-o",
            "out.jsonl",
            "-s",
            f"NEWSSCRAPER_BACKOFF={FOR_EVER}",
            "-s",
            f"NEWSSCRAPER_BACKOFF_MAX={FOR_EVER}",
            "-s",
            f"NEWSSCRAPER_STOP_GRACE={FOR_EVER}",
            "-v",
        )
        crawl.wait_for_words(f"pausing {FOR_EVER} s")
        crawl.signal(signal.SIGINT)
        told = crawl.end(130)
        after = [access.path for access in replica.log].index(TRIALS["busy"])
        assert len(replica.log) - after <= 2  # itself, and the one that was under way beside it
    assert "found but not fetched" in told


def test_a_signal_while_a_page_hangs_waits_for_it_a_few_seconds(shell):
    """But not until its time is up."""
    with Replica(link=["hang"]) as replica:
        crawl = shell.begin(
            "crawl",
            "sudaress",
            "--base-url",
            replica.base_url("sudaress"),
            *NO_DELAY,
            "-o",
            "out.jsonl",
            "-s",
            f"DOWNLOAD_TIMEOUT={FOR_EVER}",
            "-s",
            "NEWSSCRAPER_STOP_GRACE=0.2",
        )
        crawl.wait_for(lambda: 0 in {access.status for access in replica.log})
        crawl.signal(signal.SIGINT)
        crawl.end(130)
    stored = sqlite3.connect(shell.folder / "data/newsscraper.db").execute(
        "SELECT id FROM articles"
    )
    assert {row[0] for row in stored} == ids(shell.folder / "out.jsonl")


def test_a_second_signal_stops_at_once(shell):
    with Replica(link=["hang"]) as replica:
        crawl = shell.begin(
            "crawl",
            "sudaress",
            "--base-url",
            replica.base_url("sudaress"),
            *NO_DELAY,
            "-o",
            "out.jsonl",
            "-s",
            f"DOWNLOAD_TIMEOUT={FOR_EVER}",
            "-s",
            f"NEWSSCRAPER_STOP_GRACE={FOR_EVER}",
        )
        crawl.wait_for(
            lambda: stored(shell) > 40 and 0 in {access.status for access in replica.log}
        )
        crawl.signal(signal.SIGINT)
        crawl.wait_for_words("stopping")
        crawl.signal(signal.SIGINT)
        crawl.end(130)
    assert len(ids(shell.folder / "out.jsonl")) > 40


def test_a_closed_pipe_ends_quietly(shell, replica):
    command = " ".join(
        [
            *shell.command(
                "crawl",
                "maghress",
                "--base-url",
                replica.base_url("maghress"),
                *NO_DELAY,
                "-o",
                "-",
            ),
            "-q",
        ]
    )
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -1; exit ${{PIPESTATUS[0]}}"],
        cwd=shell.folder,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if "status 404" not in line] == []
    assert json.loads(done.stdout)["site"] == "maghress"
    assert len(replica.log) < 100


def test_records_stream_while_the_crawl_goes_on(shell, replica):
    replica.hold(after=49)
    crawl = shell.begin(
        "crawl", "maghress", "--base-url", replica.base_url("maghress"), *NO_DELAY, "-o", "-", "-q"
    )
    crawl.wait_for(lambda: "\n" in crawl.output)
    assert crawl.process.poll() is None
    crawl.signal(signal.SIGTERM)
    replica.release()
    crawl.end(130)
    assert json.loads(crawl.output.splitlines()[0])["headline"]


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="mounts a small file system"
)
def test_a_full_disk_is_told_and_nothing_is_damaged(shell, replica, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", small],
        check=False,
        capture_output=True,
    ).returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    try:
        report = shell.crawl(replica, "maghress", "--store", str(small / "news.db"), code=2)
        assert report["ending"] == "store"
        told = [line for line in report["told"] if "cannot write the store" in line]
        assert told == [
            f"newsscraper: cannot write the store {small}/news.db: database or disk is full"
        ]
        connection = sqlite3.connect(small / "news.db")
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
    finally:
        subprocess.run(["umount", "--lazy", small], check=False)


def test_a_second_crawl_of_a_site_on_one_store_is_refused_and_one_of_another_site_is_not(
    shell, replica
):
    replica.hold(after=12)
    first = shell.begin(
        "crawl",
        "yemeress",
        "--base-url",
        replica.base_url("yemeress"),
        *NO_DELAY,
        "-q",
        "-o",
        "first.jsonl",
    )
    first.wait_for(lambda: replica.held)
    first.wait_for(
        lambda: (
            "yemeress" in shell("export", "-o", "-", "--site", "yemeress", "--limit", "1").stdout
        )
    )
    second = shell(
        "crawl", "yemeress", "--base-url", replica.base_url("yemeress"), *NO_DELAY, code=2
    )
    told = [line for line in second.stderr.splitlines() if "crawling yemeress" in line]
    assert len(told) == 1
    assert re.fullmatch(
        r"newsscraper: another process is crawling yemeress in data/newsscraper.db since 20\S+Z;"
        r" wait for it, stop it, or use another store \(--store\)",
        told[0],
    )
    with Replica() as another:
        other = shell(
            "crawl",
            "sudaress",
            "--base-url",
            another.base_url("sudaress"),
            *NO_DELAY,
            "--limit",
            "3",
            "-o",
            "other.jsonl",
        )
    assert len(ids(shell.folder / "other.jsonl")) == 3, other.stderr
    replica.release()
    first.end(0)
    assert ids(shell.folder / "first.jsonl") == {
        story.id for story in replica.world.stories("yemeress")
    }


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")  # noqa: PTH110
def test_standard_output_on_a_full_disk(shell, replica):
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            shell.command(
                "crawl",
                "yemeress",
                "--base-url",
                replica.base_url("yemeress"),
                *NO_DELAY,
                "-o-",
                "-o",
                "out.jsonl",
            ),
            cwd=shell.folder,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=LIMIT,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "newsscraper: cannot write -: No space left on device"
    assert len(replica.log) < 50
    assert not (shell.folder / "out.jsonl").exists()


@pytest.mark.long  # SQLite waits half a minute for a lock
def test_a_locked_store_is_told_before_the_first_request(shell, replica):
    shell.crawl(replica, "yemeress", "--limit", "1")
    replica.reset()
    lock = sqlite3.connect(shell.folder / "data/newsscraper.db", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    try:
        done = shell(
            "crawl", "yemeress", "--base-url", replica.base_url("yemeress"), *NO_DELAY, "-q", code=2
        )
    finally:
        lock.execute("ROLLBACK")
        lock.close()
    assert done.stderr.splitlines() == [
        "newsscraper: cannot open the store data/newsscraper.db: database is locked"
    ]
    assert replica.log == []


@pytest.mark.long  # SQLite waits half a minute for a lock
def test_a_store_that_is_locked_for_a_while_loses_nothing(shell, replica):
    """Longer than SQLite itself waits: half a minute."""
    replica.hold(after=10)
    crawl = shell.begin(
        "crawl",
        "yemeress",
        "--base-url",
        replica.base_url("yemeress"),
        *NO_DELAY,
        "-o",
        "out.jsonl",
    )
    crawl.wait_for(lambda: replica.held)
    lock = sqlite3.connect(
        shell.folder / "data/newsscraper.db", isolation_level=None, timeout=LIMIT
    )
    lock.execute("BEGIN IMMEDIATE")
    replica.release()
    crawl.wait_for_words(
        "cannot write the store data/newsscraper.db: database is locked; trying again"
    )
    lock.execute("ROLLBACK")
    lock.close()
    crawl.end(0)
    assert ids(shell.folder / "out.jsonl") == {
        story.id for story in replica.world.stories("yemeress")
    }
