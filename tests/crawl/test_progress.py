"""How far a crawl is: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys

import pytest

from tests.crawl.conftest import NO_DELAY
from tests.forkserver import start
from tests.waiting import LIMIT, finish, wait_for

BAR = re.compile(
    r"sudaress +\d+%\|.*?\| *(\d+) pages, (\d+) articles, (\d+) errors, [\d.]+ pages/s, (\d+)"
    r" queued"
)
LINE = re.compile(
    r"newsscraper: sudaress: (\d+) pages, (\d+) articles, (\d+) errors, [\d.]+ pages/s, (\d+)"
    r" queued"
)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_bar_on_a_terminal(shell, replica):
    import pty

    ours, theirs = pty.openpty()
    replica.hold(after=10)
    process = start(
        ["crawl", "sudaress", "--base-url", replica.base_url("sudaress"), *NO_DELAY],
        cwd=shell.folder,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "COLUMNS": "120", "TERM": "xterm"},
    )
    os.close(theirs)
    seen = b""

    def shown(seconds: float = 0) -> list[tuple[str, ...]]:
        nonlocal seen
        if select.select([ours], [], [], seconds)[0]:
            seen += os.read(ours, 65536)
        return BAR.findall(seen.decode("utf-8", "ignore"))

    for pages in (10, 20, 30, 40):
        wait_for(lambda pages=pages: len(replica.log) == pages and replica.held, process)
        before = len(shown())
        wait_for(lambda before=before: len(shown()) > before, process)
        replica.hold(after=pages + 10)
    replica.release()
    try:
        while select.select([ours], [], [], LIMIT)[0]:
            shown()
    except OSError:  # the terminal's other end is closed
        pass
    finish(process)
    assert process.returncode == 0
    os.close(ours)
    text = seen.decode("utf-8")
    bars = BAR.findall(text)
    assert len(bars) > 3
    assert [int(pages) for pages, *_ in bars] == sorted(int(pages) for pages, *_ in bars)
    assert int(bars[-1][0]) > 40
    # What waits is shown to the end, read ahead or not: 100 % are reached when nothing does.
    percents = [int(percent) for percent in re.findall(r"sudaress +(\d+)%\|.*? queued", text)]
    queued = [int(number) for *_, number in bars]
    assert [percent == 100 for percent in percents[1:]] == [number == 0 for number in queued[1:]]
    assert queued[1:-1].count(0) <= 1
    assert (percents[-1], queued[-1]) == (100, 0)
    assert re.search(r"queued, \d+:\d\d left", text)
    # A line logged meanwhile has a line of its own.
    [removed] = replica.world.removed("sudaress", "ar")
    assert (
        f"\rnewsscraper: https://www.sudaress.com{removed}: status 404, not found"
        in text.replace("\r\n", "\n").replace("\n", "\r")
    )


def test_a_line_now_and_then_elsewhere(shell, replica):
    replica.hold(after=10)
    running = shell.begin(
        "crawl",
        "sudaress",
        "--base-url",
        replica.base_url("sudaress"),
        *NO_DELAY,
        "-s",
        "NEWSSCRAPER_PROGRESS_SECONDS=0.1",
    )

    def shown() -> list[re.Match[str]]:
        return [match for told in running.told.splitlines() if (match := LINE.fullmatch(told))]

    running.wait_for(shown)
    replica.hold(after=40)
    running.wait_for(lambda: int(shown()[-1][1]) > int(shown()[0][1]))
    replica.release()
    running.end(0)
    assert len(shown()) >= 2


def test_quiet_says_nothing_but_problems(shell, replica):
    done = shell("crawl", "sudaress", "--base-url", replica.base_url("sudaress"), *NO_DELAY, "-q")
    assert done.stdout == ""
    assert {line.split(": ")[1].split("/")[2] for line in done.stderr.splitlines()} == {
        "www.sudaress.com"
    }


def test_verbose_says_what_scrapy_says(shell, replica):
    done = shell(
        "crawl",
        "sudaress",
        "--base-url",
        replica.base_url("sudaress"),
        *NO_DELAY,
        "--limit",
        "1",
        "-v",
    )
    assert "Spider opened" in done.stderr
