"""A replica on loopback and the command line in a subprocess, in an empty folder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.forkserver import start
from tests.replica.server import Replica
from tests.waiting import LIMIT, finish, wait_for

NO_DELAY = (
    "-s",
    "DOWNLOAD_DELAY=0",
    "-s",
    "AUTOTHROTTLE_ENABLED=False",
    "-s",
    f"DOWNLOAD_TIMEOUT={LIMIT}",
)
"""As fast as the replica answers, and as patient as a test: a busy machine is no outage."""
CONTACT = "editor@example.org"
SITE_FILES = frozenset({"/robots.txt", "/.well-known/tdmrep.json"})
"""Requested once per host, before its pages."""


class Shell:
    """Runs ``newsscraper`` as a user would, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def command(self, *arguments: str) -> list[str]:
        """For a fresh interpreter."""
        return [sys.executable, "-m", "newsscraper", *arguments]

    def __call__(
        self, *arguments: str, code: int | None = 0, **options: Any
    ) -> subprocess.CompletedProcess:
        """Runs a command to its end, which must come with the exit code `code`, if one is given."""
        process = self.start(*arguments, **options)
        output, errors = finish(process)
        assert "Traceback" not in errors
        if code is not None:
            assert process.returncode == code, errors
        return subprocess.CompletedProcess(process.args, process.returncode, output, errors)

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen:
        """Starts a command whose output can be read as text."""
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return start(
            arguments, **{"cwd": self.folder, **pipes, "text": True, "encoding": "utf-8", **options}
        )

    def begin(self, *arguments: str) -> Running:
        """Starts a command that is looked at while it runs."""
        return Running(self, arguments)

    def crawl(
        self, replica: Replica, site: str, *arguments: str, code: int = 0, delay: bool = False
    ) -> dict[str, Any]:
        """Crawls a site of the replica and returns its report, with the messages under ``told``."""
        pace = () if delay else NO_DELAY
        report = self.folder / "report.json"
        report.unlink(missing_ok=True)
        done = self(
            "crawl",
            site,
            "--base-url",
            replica.base_url(site),
            "--contact",
            CONTACT,
            "--report",
            "report.json",
            *pace,
            *arguments,
            code=code,
        )
        return {**json.loads(report.read_text(encoding="utf-8")), "told": done.stderr.splitlines()}

    def records(self, name: str) -> list[dict[str, Any]]:
        return [
            json.loads(line)
            for line in (self.folder / name).read_text(encoding="utf-8").splitlines()
        ]


class Running:
    """A running command, and what it has reported so far."""

    def __init__(self, shell: Shell, arguments: Sequence[str]) -> None:
        number = len(list(shell.folder.glob("told-*")))
        self._output, self._told = (
            shell.folder / f"{name}-{number}" for name in ("output", "told")
        )
        with self._output.open("wb") as output, self._told.open("wb") as told:
            self.process = shell.start(*arguments, stdout=output, stderr=told)

    @property
    def told(self) -> str:
        """Standard error so far."""
        return _read(self._told)

    @property
    def output(self) -> str:
        """Standard output so far."""
        return _read(self._output)

    def wait_for(self, condition: Callable[[], Any]) -> None:
        """Waits until it is so; the command must not end before."""
        try:
            wait_for(condition, self.process)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.told}") from None

    def wait_for_words(self, words: str) -> None:
        """Waits until it has reported this."""
        self.wait_for(lambda: words in self.told)

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal."""
        self.process.send_signal(number)

    def kill(self) -> None:
        """Kills it, and waits until it is dead."""
        self.process.kill()
        finish(self.process)

    def end(self, code: int) -> str:
        """Waits for its end, which must come with this exit code. Returns what it has reported."""
        finish(self.process)
        assert self.process.returncode == code, self.told
        assert "Traceback" not in self.told
        return self.told


def _read(path: Path) -> str:
    """The text of a file that is being written: it may break off within a character."""
    return path.read_text(encoding="utf-8", errors="replace")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica() as server:
        yield server


@pytest.fixture(autouse=True)
def _no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("SCRAPY_", "NEWSSCRAPER_"))]:
        if name != "NEWSSCRAPER_TEST_POSTGRESQL":
            monkeypatch.delenv(name)
