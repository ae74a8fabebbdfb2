"""``newsscraper watch``: crawls in child processes, again and again, and how it is stopped."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import sys
import time

import pytest

from tests.crawl.conftest import NO_DELAY
from tests.replica.server import Replica
from tests.waiting import wait_for

CONTACT = ("--contact", "editor@example.org")


def arguments(replica: Replica, *sites: str) -> list[str]:
    base_url = replica.base_url("maghress").replace("maghress", "{site}")
    return ["watch", *sites, "--base-url", base_url, "--jitter", "0", *NO_DELAY, *CONTACT]


def children(process) -> list[int]:
    with open(f"/proc/{process.pid}/task/{process.pid}/children") as file:  # noqa: PTH123
        return [int(number) for number in file.read().split()]


def is_there(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{number}/stat") as file:  # noqa: PTH123
        return file.read().rsplit(")", 1)[1].split()[0] != "Z"  # an orphan whose new parent has not taken note yet


def outcomes(shell) -> list[tuple[str, str]]:
    connection = sqlite3.connect(shell.folder / "data/newsscraper.db")
    try:
        return connection.execute("SELECT site, outcome FROM runs ORDER BY id").fetchall()
    finally:
        connection.close()


def stored(shell) -> int:
    connection = sqlite3.connect(shell.folder / "data/newsscraper.db")
    try:
        return connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    finally:
        connection.close()


def test_two_rounds_of_two_sites_one_after_another(shell, replica):
    done = shell(*arguments(replica, "yemeress", "sudaress"), "--times", "2", "--every", "1s", "--limit", "3")
    assert outcomes(shell) == [("yemeress", "limit"), ("sudaress", "limit")] * 2
    ends = re.findall(r"(\w+): limit reached after", done.stderr)
    assert ends == ["yemeress", "sudaress"] * 2
    between = [line for line in done.stderr.splitlines() if "next" in line]
    assert len(between) == 2  # none behind the last round


def test_a_round_that_takes_too_long_is_followed_by_the_next_at_once(shell):
    with Replica(latency=0.1) as replica:
        done = shell(*arguments(replica, "yemeress"), "--times", "2", "--every", "1s", "--limit", "3", "-q")
    told = [line for line in done.stderr.splitlines() if "status 404" not in line]
    assert told == ["newsscraper: yemeress: the round took longer than 1s; the next is due at once"]
    assert outcomes(shell) == [("yemeress", "limit")] * 2


@pytest.mark.parametrize(("number", "code", "word"), [(signal.SIGTERM, 0, "stopped"), (signal.SIGINT, 130, "interrupted")])
@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_signal_while_a_crawl_is_under_way_keeps_its_records(shell, number, code, word):
    with Replica(latency=0.05) as replica:
        process = shell.start(*arguments(replica, "maghress"), "--every", "1h")
        wait_for(lambda: len(replica.log) > 60)
        [child] = children(process)
        process.send_signal(number)
        _, told = process.communicate(timeout=60)
    assert process.returncode == code, told
    assert not is_there(child)
    assert "Traceback" not in told
    assert "maghress: interrupted after" in told
    assert told.splitlines()[-1] == f"newsscraper: {word}"
    assert outcomes(shell) == [("maghress", "interrupted")]
    assert stored(shell) > 20


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130), (signal.SIGHUP, 130)])
def test_a_signal_between_two_rounds_ends_at_once(shell, replica, number, code):
    process = shell.start(*arguments(replica, "yemeress"), "--every", "1h", "--limit", "1")
    assert process.stderr is not None
    while "next" not in (line := process.stderr.readline()):
        assert process.poll() is None
    assert re.fullmatch(r"newsscraper: yemeress: next crawl at (\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d UTC\n", line)
    process.send_signal(number)
    _, told = process.communicate(timeout=10)
    assert process.returncode == code
    assert told.strip() == ("newsscraper: stopped" if code == 0 else "newsscraper: interrupted")


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_signal_before_the_child_has_begun(shell, replica):
    process = shell.start(*arguments(replica, "yemeress"), "--every", "1h")
    wait_for(lambda: process.poll() is not None or children(process))
    process.send_signal(signal.SIGTERM)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 0, told
    assert "Traceback" not in told


def test_a_second_signal_reaches_the_child_at_once(shell):
    with Replica(link=["hang"]) as replica:
        process = shell.start(*arguments(replica, "sudaress"), "--every", "1h")
        wait_for(lambda: len(replica.log) > 60 and 0 in {access.status for access in replica.log})
        process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=8)  # less than the grace that a page under way is given
    assert process.returncode == 0, told
    assert stored(shell) > 40


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells the child")
def test_a_watch_that_is_killed_leaves_no_child(shell):
    with Replica(latency=0.05) as replica:
        process = shell.start(*arguments(replica, "maghress"), "--every", "1h")
        wait_for(lambda: len(replica.log) > 30)
        [child] = children(process)
        process.kill()
        process.communicate(timeout=60)  # until the child has closed its end of the pipe, too
        wait_for(lambda: not is_there(child))
    assert outcomes(shell) == [("maghress", "interrupted")]


def test_a_site_that_fails_beside_a_good_one(shell):
    with Replica(robots={"sudaress": "User-agent: *\nDisallow: /\n"}) as replica:
        done = shell(
            *arguments(replica, "sudaress", "yemeress"), "--times", "2", "--every", "1s", "--limit", "2", "-q", code=None
        )
    told = [line for line in done.stderr.splitlines() if "exit code" in line]
    assert len(told) == 2
    assert {re.sub(r"code [13]$", "code N", line) for line in told} == {"newsscraper: sudaress: crawl ended with exit code N"}
    assert done.returncode == int(told[-1][-1])
    assert [site for site, outcome in outcomes(shell) if outcome == "limit"] == ["yemeress"] * 2


def test_what_is_wrong_from_the_start_ends_the_watch(shell, replica):
    done = shell(*arguments(replica, "yemeress"), "--every", "1s", "-q", "-s", "DOWNLOAD_DELAY", code=2)
    assert done.stderr.splitlines() == [
        "newsscraper: cannot read the setting 'DOWNLOAD_DELAY': write NAME=VALUE, like DOWNLOAD_DELAY=3",
        "newsscraper: yemeress: crawl ended with exit code 2",
    ]
    assert replica.log == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("yemeres",), "there is no site 'yemeres'; did you mean yemeress"),
        (("yemeress", "--every", "10"), "'10' is no duration: write 90s, 15m, 2h or 1d"),
        (("yemeress", "--every", "0s"), "'0s' is too short: 1s is the least"),
    ],
)
def test_what_cannot_be_done_is_told(shell, given, told):
    assert told in shell("watch", *given, code=2).stderr
    assert list(shell.folder.iterdir()) == []
