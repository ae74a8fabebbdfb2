"""A replica on loopback and the command line in a subprocess, in an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.replica.server import Replica

NO_DELAY = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False")
CONTACT = "editor@example.org"


class Shell:
    """Runs ``newsscraper`` as a user would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "newsscraper", *arguments]

    def __call__(
        self, *arguments: str, code: int | None = 0, timeout: float = 120, **options: Any
    ) -> subprocess.CompletedProcess:
        done = subprocess.run(
            self.command(*arguments), cwd=self.folder, capture_output=True, text=True, encoding="utf-8", timeout=timeout,
            check=False, **options,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        if code is not None:
            assert done.returncode == code, done.stderr
        return done

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen:
        return subprocess.Popen(
            self.command(*arguments), cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
        )

    def crawl(self, replica: Replica, site: str, *arguments: str, code: int = 0, delay: bool = False) -> dict[str, Any]:
        """Crawls a site of the replica and gives its report, with what was told under ``told``."""
        pace = () if delay else NO_DELAY
        report = self.folder / "report.json"
        report.unlink(missing_ok=True)
        done = self(
            "crawl", site, "--base-url", replica.base_url(site), "--contact", CONTACT, "--report", "report.json",
            *pace, *arguments, code=code,
        )  # fmt: skip
        return {**json.loads(report.read_text(encoding="utf-8")), "told": done.stderr.splitlines()}

    def records(self, name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.folder / name).read_text(encoding="utf-8").splitlines()]


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
