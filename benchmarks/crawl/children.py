"""Runs servers and contenders as processes, and checks that each contender fetched all pages."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from time import monotonic
from typing import Any

ROOT = Path(__file__).parents[2]
NO_DELAY = (
    "DOWNLOAD_DELAY=0",
    "AUTOTHROTTLE_ENABLED=False",
    "CONCURRENT_REQUESTS=16",
    "CONCURRENT_REQUESTS_PER_DOMAIN=16",
)
_ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    # An installed package is compiled; a contender must not be compiled again in each round.
    if not name.startswith(("SCRAPY_", "NEWSSCRAPER_")) and name != "PYTHONDONTWRITEBYTECODE"
} | {"PYTHONPATH": str(ROOT)}


class Failed(SystemExit):
    """A contender failed or missed articles, so its rate is meaningless."""


@dataclass(frozen=True)
class Used:
    """The resources used by a process and the child processes it waited for."""

    cpu: float
    """User and system time in seconds."""
    seconds: float
    peak: int
    """Largest resident set in bytes.

    Linux includes the memory of the parent at the fork, so keep this process small.
    """
    output: str


def run(command: Sequence[str], given: str = "") -> Used:
    """Runs a command and waits for it.

    Raises:
        Failed: its exit code was not 0.
    """
    with (
        TemporaryDirectory() as folder,
        TemporaryFile("w+") as told,
        TemporaryFile("w+") as said,
        TemporaryFile("w+") as asked,
    ):
        asked.write(given)
        asked.seek(0)
        begun = monotonic()
        process = subprocess.Popen(
            command, cwd=folder, env=_ENVIRONMENT, stdin=asked, stdout=said, stderr=told
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = monotonic() - begun
        said.seek(0)
        told.seek(0)
        output = said.read()
        if process.returncode:
            raise Failed(
                f"{' '.join(command)[:300]} ended with"
                f" {process.returncode}:\n{output}{told.read()[-4000:]}"
            )
    scale = 1 if sys.platform == "darwin" else 1024
    return Used(usage.ru_utime + usage.ru_stime, seconds, usage.ru_maxrss * scale, output)


@contextmanager
def serving(kind: str, number: int) -> Iterator[dict[str, Any]]:
    """Starts a server process; yields what it reports, with its URL as ``base``."""
    command = [sys.executable, "-m", "benchmarks.crawl.server", kind, str(number)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, env=_ENVIRONMENT, text=True, **pipes) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            told = json.loads(process.stdout.readline())
            yield {**told, "base": f"http://127.0.0.1:{told['port']}"}
        finally:
            process.stdin.close()


def plain(server: dict[str, Any]) -> Used:
    """Crawls the whole site with plain Scrapy."""
    used = run(
        [
            sys.executable,
            "-m",
            "benchmarks.crawl.plain",
            *(server["base"] + path for path in server["listings"]),
        ]
    )
    return _complete(used, "plain Scrapy", int(used.output.split()[-1]), server["articles"])


def newsscraper(
    server: dict[str, Any], store: Path, *options: str, runner: Sequence[str] = ("newsscraper",)
) -> Used:
    """Crawls the whole site with newsscraper, into a new store."""
    shutil.rmtree(store.parent, ignore_errors=True)
    store.parent.mkdir(parents=True)
    used = run(crawl_command(server["base"], store, *options, runner=runner))
    with sqlite3.connect(store) as opened:
        stored = opened.execute(
            "SELECT count(*) FROM articles WHERE headline IS NOT NULL AND published IS NOT NULL"
        ).fetchone()[0]
    opened.close()
    return _complete(used, "newsscraper", stored, server["articles"])


def crawl_command(
    base: str, store: Path, *options: str, runner: Sequence[str] = ("newsscraper",)
) -> list[str]:
    """The command line of a newsscraper crawl without delays."""
    settings = [word for setting in NO_DELAY for word in ("-s", setting)]
    return [
        sys.executable,
        "-m",
        *runner,
        "crawl",
        "maghress",
        "--base-url",
        base,
        "--store",
        str(store),
        "--quiet",
        "--contact",
        "you@example.org",
        *settings,
        *options,
    ]


def peer(python: str, name: str, server: dict[str, Any], pages: int) -> Used:
    """Fetches an evenly spaced sample of the articles with a peer."""
    paths = server["paths"][:: max(1, len(server["paths"]) // pages)][:pages]
    used = run(
        [python, "-m", "benchmarks.crawl.peers", name],
        "".join(f"{server['base']}{path}\n" for path in paths),
    )
    return _complete(used, name, int(used.output.split()[-1]), len(paths))


def has(python: str, module: str) -> bool:
    """Whether an interpreter can import a module."""
    code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({module!r}) is None)"
    return subprocess.run([python, "-c", code], check=False).returncode == 0


def _complete(used: Used, name: str, found: int, wanted: int) -> Used:
    if found != wanted:
        raise Failed(f"{name} came back with {found} articles of {wanted}")
    return used
