"""The processes that read the pages, and what they answered."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.news.sets import Key, Page

_ROOT = Path(__file__).resolve().parents[2]


class NotInstalled(Exception):
    """The extractor cannot be imported."""


@dataclass
class Answers:
    """What one extractor read, and the CPU seconds of each page in each round."""

    values: dict[Key, dict[str, Any]] = field(default_factory=dict)
    seconds: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(list))

    def text(self, page: Page) -> str:
        """The text of a page; empty if nothing was read."""
        return self.values.get(page.key, {}).get("text") or ""


class Contender:
    """An extractor in a process of its own, which is started again if it crashes.

    Args:
        name: Its name in the tables.
        function: Its name for :func:`benchmarks.news.peers.peer`.
        python: The interpreter.
        rounds: In how many rounds it takes part.
        weights: The file of weights that a page is read with; None for what the extractor has.

    """

    def __init__(
        self,
        name: str,
        function: str,
        python: str = sys.executable,
        rounds: int = 1,
        weights: Callable[[Page], Path | None] = lambda page: None,
    ) -> None:
        self.name = name
        self.rounds = rounds
        self.answers = Answers()
        self._command = [python, "-W", "ignore", "-m", "benchmarks.news.worker", function]
        self._weights = weights
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Starts the process. Raises NotInstalled if the extractor cannot be imported."""
        self._process = subprocess.Popen(
            self._command,
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        assert self._process.stdout is not None
        first = json.loads(self._process.stdout.readline() or "{}")
        if "ready" not in first:
            self.stop()
            raise NotInstalled(first.get("missing") or "its process could not be started")

    def read(self, pages: Sequence[Page], turn: int) -> None:
        """Reads pages in a round. A page at which the process crashes has no text.

        Args:
            pages: The pages, in order.
            turn: The round, from 0. The first one's answers count; times are kept of all.

        """
        for page in pages:
            reply = self._ask(page, turn)
            seconds = reply.pop("cpu", None)
            if seconds is not None:
                self.answers.seconds[page.key].append(seconds)
            self.answers.values.setdefault(page.key, reply)

    def _ask(self, page: Page, turn: int) -> dict[str, Any]:
        if self._process is None:
            self.start()
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        weights = self._weights(page)
        request = {
            "file": str(page.file),
            "url": page.url,
            "weights": str(weights) if weights else None,
            "scored": turn == 0,
        }
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if line:
            reply: dict[str, Any] = json.loads(line)
            return reply
        return {"crash": _ending(self.stop())}

    def stop(self) -> int:
        """Ends the process and returns its exit code."""
        process, self._process = self._process, None
        if process is None:
            return 0
        process.communicate()  # closes its input, on which it ends
        return process.returncode


def _ending(code: int) -> str:
    if code == -signal.SIGALRM:
        return "took too long"
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def start_all(contenders: Sequence[Contender], say: Callable[[str], None]) -> list[Contender]:
    """Starts the processes; reports and leaves out those that are not installed."""
    started = []
    for contender in contenders:
        try:
            contender.start()
        except NotInstalled as reason:
            say(f"{contender.name}: skipped, {reason}")
        else:
            started.append(contender)
    return started


def race(contenders: Sequence[Contender], pages: Sequence[Page], rounds: int, block: int) -> None:
    """Lets the extractors read the pages block by block, one after the other.

    A busy machine slows all of them alike, and each in turn begins.

    Args:
        contenders: The extractors, started.
        pages: The pages of one set.
        rounds: How often the pages are read.
        block: Pages per turn.

    """
    for turn in range(rounds):
        taking_part = [contender for contender in contenders if turn < contender.rounds]
        for number, start in enumerate(range(0, len(pages), block)):
            first = (number + turn) % max(1, len(taking_part))
            for contender in taking_part[first:] + taking_part[:first]:
                contender.read(pages[start : start + block], turn)
