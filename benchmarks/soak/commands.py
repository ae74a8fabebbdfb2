"""Commands that run again and again, and what becomes of their processes."""

from __future__ import annotations

import os
import signal
import subprocess
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.memory import children, resident
from tests.forkserver import start

_STARTED = 3.0
"""Seconds after which a process has begun its work."""
_ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("SCRAPY_", "NEWSSCRAPER_"))
}


@dataclass
class Life:
    """The resident memory of one process, in bytes."""

    begun: float
    first: int = 0
    """After it has started."""
    last: int = 0
    most: int = 0
    seconds: float = 0.0

    def sample(self, now: float, size: int) -> None:
        """Note its present memory."""
        self.seconds = now - self.begun
        if size:
            if self.seconds < _STARTED or not self.first:
                self.first = size
            self.last, self.most = size, max(size, self.most)


class Command:
    """A command of newsscraper that is started again after each end.

    Args:
        name: What the report calls it.
        words: Its words and options.
        folder: Where it runs; what it reports is collected there.
        pauses: The shortest and longest pause between an end and the next start, in seconds.
        random: Chooses the pauses.
        starts_others: Whether it starts processes of its own, as a watch does.
    """

    def __init__(
        self,
        name: str,
        words: Sequence[str],
        folder: Path,
        pauses: tuple[float, float],
        random: Random,
        *,
        starts_others: bool = False,
    ) -> None:
        self.starts_others = starts_others
        self.name, self._words, self._folder = name, words, folder
        self._pauses, self._random = pauses, random
        self._due = 0.0
        self.process: subprocess.Popen[bytes] | None = None
        self.killed = 0
        self.codes: Counter[int] = Counter()
        """How often it ended with each exit code; negative for a signal."""
        self.lives: list[Life] = []
        self.nested: list[Life] = []
        """The processes that it has started itself."""
        self._nested_pid = 0

    @property
    def child(self) -> int | None:
        """The process that it has started, if there is one."""
        return next(children(self.process.pid), None) if self.process else None

    def tick(self, now: float, *, starting: bool = True) -> None:
        """Start it if it is due, measure it, notice its end."""
        if self.process is None:
            if starting and now >= self._due:
                self.process = self._start(self._words)
                self.lives.append(Life(now))
            return
        self.lives[-1].sample(now, resident(self.process.pid))
        child = self.child
        if child is not None and self.starts_others:
            if child != self._nested_pid:
                self._nested_pid = child
                self.nested.append(Life(now))
            self.nested[-1].sample(now, resident(child))
        code = self.process.poll()
        if code is not None:
            self.codes[code] += 1
            self.process = None
            self._due = now + self._random.uniform(*self._pauses)

    def kill(self, pid: int) -> None:
        """Kill its process, or one that it has started."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            self.killed += 1

    def run_once(self, *options: str) -> int:
        """Run it to its end, with further options; return the exit code."""
        return self._start([*self._words, *options]).wait()

    @property
    def reported(self) -> list[str]:
        """What it has written to standard error, line by line."""
        try:
            text = self._reports.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return []
        return text.splitlines()

    @property
    def output(self) -> Path:
        """Standard output of its last process."""
        return self._folder / f"{self.name}.out"

    @property
    def _reports(self) -> Path:
        return self._folder / f"{self.name}.err"

    def _start(self, words: Sequence[str]) -> subprocess.Popen[bytes]:
        with self.output.open("wb") as output, self._reports.open("ab") as reports:
            # Forked from a process that has the imports behind it: they would be most of what is
            # killed.
            return start(
                words,
                cwd=self._folder,
                env=_ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=reports,
            )
