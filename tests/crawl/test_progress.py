"""How far a crawl is: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time

import pytest

from tests.crawl.conftest import NO_DELAY
from tests.replica.server import Replica


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_bar_on_a_terminal(shell):
    import pty

    ours, theirs = pty.openpty()
    with Replica(latency=0.02) as replica:
        removed_pages = replica.world.removed("sudaress", "ar")
        process = subprocess.Popen(
            shell.command("crawl", "sudaress", "--base-url", replica.base_url("sudaress"), *NO_DELAY),
            cwd=shell.folder, stdout=subprocess.DEVNULL, stderr=theirs, env={**os.environ, "COLUMNS": "120", "TERM": "xterm"},
        )  # fmt: skip
        os.close(theirs)
        seen = b""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            ready, _, _ = select.select([ours], [], [], 0.1)
            if ready:
                try:
                    seen += os.read(ours, 65536)
                except OSError:  # the terminal's other end is closed
                    break
        assert process.wait(timeout=60) == 0
    os.close(ours)
    text = seen.decode("utf-8")
    shown = re.findall(r"sudaress +\d+%\|.*?\| *(\d+) pages, (\d+) articles, (\d+) errors, [\d.]+ pages/s, (\d+) queued", text)
    assert len(shown) > 3
    assert [int(pages) for pages, *_ in shown] == sorted(int(pages) for pages, *_ in shown)
    assert int(shown[-1][0]) > 40
    # What waits is shown to the end, read ahead or not: 100 % are reached when nothing does.
    percents = [int(percent) for percent in re.findall(r"sudaress +(\d+)%\|.*? queued", text)]
    queued = [int(number) for *_, number in shown]
    assert [percent == 100 for percent in percents[1:]] == [number == 0 for number in queued[1:]]
    assert queued[1:-1].count(0) <= 1
    assert (percents[-1], queued[-1]) == (100, 0)
    assert re.search(r"queued, \d+:\d\d left", text)
    # A line that is told meanwhile stands alone.
    [removed] = removed_pages
    assert f"\rnewsscraper: https://www.sudaress.com{removed}: status 404, not found" in text.replace("\r\n", "\n").replace(
        "\n", "\r"
    )


def test_a_line_now_and_then_elsewhere(shell):
    with Replica(latency=0.02) as replica:
        done = shell(
            "crawl", "sudaress", "--base-url", replica.base_url("sudaress"), *NO_DELAY, "-s", "NEWSSCRAPER_PROGRESS_SECONDS=0.3"
        )
    line = re.compile(r"newsscraper: sudaress: (\d+) pages, (\d+) articles, (\d+) errors, [\d.]+ pages/s, (\d+) queued")
    shown = [match for told in done.stderr.splitlines() if (match := line.fullmatch(told))]
    assert len(shown) >= 2
    assert int(shown[-1][1]) > int(shown[0][1])


def test_quiet_says_nothing_but_problems(shell, replica):
    done = shell("crawl", "sudaress", "--base-url", replica.base_url("sudaress"), *NO_DELAY, "-q")
    assert done.stdout == ""
    assert {line.split(": ")[1].split("/")[2] for line in done.stderr.splitlines()} == {"www.sudaress.com"}


def test_verbose_says_what_scrapy_says(shell, replica):
    done = shell("crawl", "sudaress", "--base-url", replica.base_url("sudaress"), *NO_DELAY, "--limit", "1", "-v")
    assert "Spider opened" in done.stderr
