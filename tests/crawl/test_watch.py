"""``newsscraper watch``: crawls in child processes, again and again, and how it is stopped."""

from __future__ import annotations

import re
import signal
import sqlite3
import sys
import time
from pathlib import Path

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
        state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "XZ"  # an orphan whose new parent has not taken note yet


def expected(number: signal.Signals) -> None:
    if signal.getsignal(number) == signal.SIG_IGN:
        pytest.skip(
            f"{number.name} was ignored when these tests were started, and commands leave it so"
        )


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
    done = shell(
        *arguments(replica, "yemeress", "sudaress"), "--times", "2", "--every", "1s", "--limit", "3"
    )
    assert outcomes(shell) == [("yemeress", "limit"), ("sudaress", "limit")] * 2
    ends = re.findall(r"(\w+): limit reached after", done.stderr)
    assert ends == ["yemeress", "sudaress"] * 2
    between = [line for line in done.stderr.splitlines() if "next" in line]
    assert len(between) == 2  # none behind the last round


def test_a_round_that_takes_too_long_is_followed_by_the_next_at_once(shell, replica):
    replica.hold(after=1)
    running = shell.begin(
        *arguments(replica, "yemeress"), "--times", "2", "--every", "1s", "--limit", "1", "-q"
    )
    running.wait_for(lambda: replica.log)
    due = time.time() + 1  # or before
    running.wait_for(lambda: time.time() > due)
    replica.release()
    told = [line for line in running.end(0).splitlines() if "status 404" not in line]
    # The second is the last: however long it takes, none is due.
    assert told == [
        "newsscraper: yemeress: the round took longer than 1s; starting the next one now"
    ]
    assert outcomes(shell) == [("yemeress", "limit")] * 2


@pytest.mark.parametrize(
    ("number", "code", "word"),
    [(signal.SIGTERM, 0, "stopped"), (signal.SIGINT, 130, "interrupted")],
)
@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_signal_during_a_crawl_keeps_its_records(shell, replica, number, code, word):
    expected(number)
    replica.hold(after=60)
    running = shell.begin(*arguments(replica, "maghress"), "--every", "1h")
    running.wait_for(lambda: len(replica.log) == 60 and replica.held)
    [child] = children(running.process)
    running.signal(number)
    running.wait_for_words("stopping: finishing current requests")
    replica.release()
    told = running.end(code)
    assert not is_there(child)
    assert "maghress: interrupted after" in told
    assert told.splitlines()[-1] == f"newsscraper: {word}"
    assert outcomes(shell) == [("maghress", "interrupted")]
    assert stored(shell) > 20


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130), (signal.SIGHUP, 130)]
)
def test_a_signal_between_two_rounds_ends_at_once(shell, replica, number, code):
    """At once, since the next round is a day away: whatever waited for it would not end here."""
    expected(number)
    running = shell.begin(*arguments(replica, "yemeress"), "--every", "1d", "--limit", "1")
    running.wait_for(lambda: " next " in running.told.rpartition("\n")[0])
    before = running.told
    line = before.splitlines()[-1]
    assert re.fullmatch(
        r"newsscraper: yemeress: next crawl at (\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d UTC", line
    )
    running.signal(number)
    told = running.end(code).removeprefix(before)
    assert told.strip() == ("newsscraper: stopped" if code == 0 else "newsscraper: interrupted")


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_signal_before_the_child_has_begun(shell, replica):
    running = shell.begin(*arguments(replica, "yemeress"), "--every", "1d")
    running.wait_for(lambda: children(running.process))
    running.signal(signal.SIGTERM)
    running.end(0)


def test_a_second_signal_reaches_the_child_at_once(shell, replica):
    """The open requests are never answered, and the first signal alone would wait for them
    without end."""
    replica.hold(after=80)
    without_end = ("-s", "NEWSSCRAPER_STOP_GRACE=1000000", "-s", "DOWNLOAD_TIMEOUT=1000000")
    running = shell.begin(*arguments(replica, "maghress"), "--every", "1d", *without_end)
    running.wait_for(lambda: len(replica.log) == 80 and replica.held)
    running.signal(signal.SIGTERM)
    running.wait_for_words("press Ctrl-C again to quit now")
    assert running.process.poll() is None
    running.signal(signal.SIGTERM)
    running.end(0)
    assert stored(shell) > 40


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells the child")
def test_a_watch_that_is_killed_leaves_no_child(shell, replica):
    replica.hold(after=30)
    running = shell.begin(*arguments(replica, "maghress"), "--every", "1d")
    running.wait_for(lambda: len(replica.log) == 30 and replica.held)
    [child] = children(running.process)
    running.kill()
    wait_for(lambda: "stopping: finishing current requests" in running.told)
    replica.release()
    wait_for(lambda: not is_there(child))
    assert outcomes(shell) == [("maghress", "interrupted")]


def test_a_site_that_fails_beside_a_good_one(shell):
    with Replica(robots={"sudaress": "User-agent: *\nDisallow: /\n"}) as replica:
        done = shell(
            *arguments(replica, "sudaress", "yemeress"),
            "--times",
            "2",
            "--every",
            "1s",
            "--limit",
            "2",
            "-q",
            code=None,
        )
    told = [line for line in done.stderr.splitlines() if "exit code" in line]
    assert len(told) == 2
    assert {re.sub(r"code [13]$", "code N", line) for line in told} == {
        "newsscraper: sudaress: crawl ended with exit code N"
    }
    assert done.returncode == int(told[-1][-1])
    assert [site for site, outcome in outcomes(shell) if outcome == "limit"] == ["yemeress"] * 2


def test_what_is_wrong_from_the_start_ends_the_watch(shell, replica):
    done = shell(
        *arguments(replica, "yemeress"), "--every", "1s", "-q", "-s", "DOWNLOAD_DELAY", code=2
    )
    assert done.stderr.splitlines() == [
        ("newsscraper: invalid setting 'DOWNLOAD_DELAY': use NAME=VALUE, e.g. DOWNLOAD_DELAY=3"),
        "newsscraper: yemeress: crawl ended with exit code 2",
    ]
    assert replica.log == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("yemeres",), "unknown site 'yemeres'; did you mean yemeress"),
        (("yemeress", "--every", "10"), "invalid duration '10': use 90s, 15m, 2h or 1d"),
        (("yemeress", "--every", "0s"), "'0s' is too short: the minimum is 1s"),
    ],
)
def test_what_cannot_be_done_is_reported(shell, given, told):
    assert told in shell("watch", *given, code=2).stderr
    assert list(shell.folder.iterdir()) == []
