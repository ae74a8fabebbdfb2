"""Settings of the whole suite, and what keeps its quick tests quick."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.databases import drop_spare
from tests.forkserver import kill_what_is_left

# So that what differs is shown, as in a test.
pytest.register_assert_rewrite("tests.checks")

# No test is about time. In CI the same examples every time: a run that fails there fails anywhere.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")

_TESTS = Path(__file__).parent
_WITH_PROCESSES = ("archives", "crawl", "replica_tests")
"""Folders whose tests all start processes or servers."""

_STARTS = {
    **dict.fromkeys(
        ("subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.system"), "a process"
    ),
    "socket.bind": "a server",
}
"""Audit events of CPython, and what they start."""

_guarded: str | None = None
"""The test that may start nothing."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.relative_to(_TESTS).parts[0] in _WITH_PROCESSES:
            item.add_marker("process")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, bool | None, bool | None]:
    global _guarded
    _guarded = None if any(item.iter_markers("process")) else item.nodeid
    try:
        return (yield)
    finally:
        _guarded = None
        kill_what_is_left()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says why tests were skipped, a line a reason."""
    reasons = Counter(report.longrepr[2] for report in terminalreporter.stats.get("skipped", []))
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"{count} skipped: {reason.removeprefix('Skipped: ')}")


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if _guarded and event in _STARTS:
        raise AssertionError(
            f"{_guarded} starts {_STARTS[event]}: mark it with pytest.mark.process, for `make"
            " quick` has no such test"
        )


sys.addaudithook(_refuse)


def pytest_sessionfinish() -> None:
    drop_spare()
