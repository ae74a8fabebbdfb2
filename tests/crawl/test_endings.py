"""How a crawl ends before its time: stopped by a signal, by a reader that went away, by a disk that is full."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.crawl.conftest import NO_DELAY
from tests.replica.server import Replica
from tests.replica.trials import TRIALS


def wait_for(condition, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def ids(path) -> set[str]:
    return {json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_stops_cleanly_with_all_records_written(shell, number):
    with Replica(latency=0.02) as replica:
        process = shell.start(
            "crawl", "maghress", "--base-url", replica.base_url("maghress"), *NO_DELAY, "-o", "out.jsonl", "-o", "-"
        )
        wait_for(lambda: len(replica.log) > 30)
        process.send_signal(number)
        output, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert "Traceback" not in told
    streamed = {json.loads(line)["id"] for line in output.splitlines()}
    assert ids(shell.folder / "out.jsonl") == streamed != set()
    assert "maghress: interrupted after" in told
    assert "found but not fetched" in told
    with sqlite3.connect(shell.folder / "data/newsscraper.db") as connection:
        assert connection.execute("SELECT outcome FROM runs").fetchall() == [("interrupted",)]
        assert {row[0] for row in connection.execute("SELECT id FROM articles")} == streamed


def test_a_signal_while_a_host_is_paused_ends_at_once(shell):
    with Replica(link=["busy"]) as replica:
        process = shell.start(
            "crawl", "sudaress", "--base-url", replica.base_url("sudaress"), *NO_DELAY, "-o", "out.jsonl",
            "-s", "NEWSSCRAPER_BACKOFF=300",
        )  # fmt: skip
        wait_for(lambda: TRIALS["busy"] in {access.path for access in replica.log})
        time.sleep(0.5)
        asked = len(replica.log)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=9)  # less than the grace that a page under way is given
    assert process.returncode == 130, told
    assert len(replica.log) == asked
    assert "found but not fetched" in told


def test_a_signal_while_a_page_hangs_waits_for_it_a_few_seconds(shell):
    with Replica(link=["hang"]) as replica:
        process = shell.start("crawl", "sudaress", "--base-url", replica.base_url("sudaress"), *NO_DELAY, "-o", "out.jsonl")
        wait_for(lambda: 0 in {access.status for access in replica.log})
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=25)  # less than DOWNLOAD_TIMEOUT
    assert process.returncode == 130, told
    assert "Traceback" not in told
    stored = sqlite3.connect(shell.folder / "data/newsscraper.db").execute("SELECT id FROM articles")
    assert {row[0] for row in stored} == ids(shell.folder / "out.jsonl")


def test_a_second_signal_stops_at_once(shell):
    with Replica(link=["hang"]) as replica:
        process = shell.start("crawl", "sudaress", "--base-url", replica.base_url("sudaress"), *NO_DELAY, "-o", "out.jsonl")
        wait_for(lambda: len(replica.log) > 60 and 0 in {access.status for access in replica.log})
        process.send_signal(signal.SIGINT)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=8)
    assert process.returncode == 130, told
    assert len(ids(shell.folder / "out.jsonl")) > 40


def test_a_closed_pipe_ends_quietly(shell, replica):
    command = " ".join(
        [*shell.command("crawl", "maghress", "--base-url", replica.base_url("maghress"), *NO_DELAY, "-o", "-"), "-q"]
    )
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -1; exit ${{PIPESTATUS[0]}}"],
        cwd=shell.folder, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if "status 404" not in line] == []
    assert json.loads(done.stdout)["site"] == "maghress"
    assert len(replica.log) < 100


def test_records_stream_while_the_crawl_goes_on(shell):
    with Replica(latency=0.05) as replica:
        process = shell.start("crawl", "maghress", "--base-url", replica.base_url("maghress"), *NO_DELAY, "-o", "-", "-q")
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        assert process.poll() is None
        assert len(replica.log) < 50
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert first["headline"]


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a small file system")
def test_a_full_disk_is_told_and_nothing_is_damaged(shell, replica, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", small], check=False, capture_output=True).returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    try:
        report = shell.crawl(replica, "maghress", "--store", str(small / "news.db"), code=2)
        assert report["ending"] == "store"
        told = [line for line in report["told"] if "cannot write the store" in line]
        assert told == [f"newsscraper: cannot write the store {small}/news.db: database or disk is full"]
        connection = sqlite3.connect(small / "news.db")
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
    finally:
        subprocess.run(["umount", "--lazy", small], check=False)


def test_a_second_crawl_of_a_site_on_one_store_is_refused_and_one_of_another_site_is_not(shell):
    with Replica(latency=0.02) as replica:
        first = shell.start("crawl", "yemeress", "--base-url", replica.base_url("yemeress"), *NO_DELAY, "-q", "-o", "first.jsonl")
        wait_for(lambda: len(replica.log) > 5)
        second = shell("crawl", "yemeress", "--base-url", replica.base_url("yemeress"), *NO_DELAY, code=2)
        told = [line for line in second.stderr.splitlines() if "crawls yemeress" in line]
        assert len(told) == 1
        assert re.fullmatch(
            r"newsscraper: another process crawls yemeress on data/newsscraper.db since 20\S+Z; wait for it or stop it, or name "
            r"another store \(--store\)",
            told[0],
        )
        other = shell(
            "crawl", "sudaress", "--base-url", replica.base_url("sudaress"), *NO_DELAY, "--limit", "3", "-o", "other.jsonl"
        )
        assert len(ids(shell.folder / "other.jsonl")) == 3, other.stderr
        assert "yemeress" in shell("export", "-o", "-", "--site", "yemeress", "--limit", "1").stdout
        first.communicate(timeout=120)
        assert first.returncode == 0
        assert ids(shell.folder / "first.jsonl") == {story.id for story in replica.world.stories("yemeress")}


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")  # noqa: PTH110
def test_standard_output_on_a_full_disk(shell, replica):
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            shell.command("crawl", "yemeress", "--base-url", replica.base_url("yemeress"), *NO_DELAY, "-o-", "-o", "out.jsonl"),
            cwd=shell.folder, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "newsscraper: cannot write -: No space left on device"
    assert len(replica.log) < 50
    assert (shell.folder / "out.jsonl").exists()


def test_a_locked_store_is_told_before_the_first_request(shell, replica):
    shell.crawl(replica, "yemeress", "--limit", "1")
    replica.reset()
    lock = sqlite3.connect(shell.folder / "data/newsscraper.db", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    try:
        done = shell("crawl", "yemeress", "--base-url", replica.base_url("yemeress"), *NO_DELAY, "-q", code=2)
    finally:
        lock.execute("ROLLBACK")
        lock.close()
    assert done.stderr.splitlines() == ["newsscraper: cannot open the store data/newsscraper.db: database is locked"]
    assert replica.log == []


def test_a_store_that_is_locked_for_a_while_loses_nothing(shell):
    """Longer than SQLite itself waits: half a minute."""
    with Replica(latency=0.01) as replica:
        process = shell.start("crawl", "yemeress", "--base-url", replica.base_url("yemeress"), *NO_DELAY, "-o", "out.jsonl")
        wait_for(lambda: len(replica.log) > 10)
        lock = sqlite3.connect(shell.folder / "data/newsscraper.db", isolation_level=None, timeout=30)
        lock.execute("BEGIN IMMEDIATE")
        time.sleep(32)
        lock.execute("ROLLBACK")
        lock.close()
        _, told = process.communicate(timeout=60)
        wanted = {story.id for story in replica.world.stories("yemeress")}
    assert process.returncode == 0, told
    assert ids(shell.folder / "out.jsonl") == wanted
    assert "cannot write the store data/newsscraper.db: database is locked; trying again" in told
