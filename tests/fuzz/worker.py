"""The process that reads inputs: a crash or a hang ends it, and the next one continues."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterable
from mmap import mmap
from multiprocessing.connection import Connection
from time import monotonic, process_time
from typing import NamedTuple

from tests.fuzz.check import Checked, allowance, check
from tests.fuzz.shrinking import shrunk
from tests.fuzz.target import Finding, Target

_HEAD = 16
_GRACE = 6.0
"""Seconds of processor time beyond the allowance after which the system ends the process."""

_FATAL = frozenset({"slow", "memory", "escape"})
"""Kinds of findings after which the process may not be as it was."""


class Board:
    """The input that is being read, in memory that the parent process sees too.

    Args:
        longest: Bytes that an input may have.

    """

    def __init__(self, longest: int) -> None:
        self._memory = mmap(-1, _HEAD + longest)
        self.write(-1, b"")

    def write(self, number: int, content: bytes) -> None:
        """Note an input before it is read."""
        head = number.to_bytes(8, "little", signed=True) + len(content).to_bytes(8, "little")
        self._memory[: _HEAD + len(content)] = head + content

    @property
    def number(self) -> int:
        """Number of the input; -1 before the first one."""
        return int.from_bytes(self._memory[:8], "little", signed=True)

    @property
    def content(self) -> bytes:
        """The input."""
        length = int.from_bytes(self._memory[8:_HEAD], "little")
        return self._memory[_HEAD : _HEAD + length]


class Slowest(NamedTuple):
    """The input that took the most time for its allowance."""

    seconds: float = 0.0
    size: int = 0

    @property
    def share(self) -> float:
        """The part of the allowance that it took."""
        return self.seconds / allowance(self.size)


class Work(NamedTuple):
    """What a worker is to do."""

    target: Target
    inputs: Callable[[], Iterable[tuple[int, bytes]]]
    """Makes the inputs, each with its number. Called in the worker: making them may start threads,
    which a process that is copied must not have."""
    seconds: float
    known: frozenset[tuple[str, str, str]] = frozenset()
    """Findings that are not to be made smaller again."""


def work(plan: Work, board: Board, report: Connection) -> None:
    """Read inputs until the time is up, or the process may have been damaged.

    Sends each :class:`~tests.fuzz.target.Finding` and, at times, the :class:`Slowest` input; at the
    end ``None``, unless the process is ended.
    """
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    end, known, slowest = monotonic() + plan.seconds, set(plan.known), Slowest()
    for number, content in plan.inputs():
        seconds, finding = checked(plan.target, content, board, number)
        if (now := Slowest(seconds, len(content))).share > slowest.share:
            slowest = now
            report.send(slowest)
        if finding is not None:
            if finding.key not in known and finding.kind not in _FATAL:
                finding = _smaller(plan.target, finding, board, number)
            known.add(finding.key)
            report.send(finding)
            if finding.kind in _FATAL:
                return
        if monotonic() > end:  # not before the first input, however short the time
            break
    report.send(None)


def checked(target: Target, content: bytes, board: Board, number: int) -> Checked:
    """Check an input, of which the parent process learns if this one is ended by it."""
    board.write(number, content)
    _limit_process(allowance(len(content)))
    return check(target, content)


def _limit_process(seconds: float) -> None:
    """Have the system end this process if it takes so much more processor time, and some grace."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    # Twice: an input is read two times.
    soft = int(process_time() + 2 * seconds + _GRACE)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _smaller(target: Target, finding: Finding, board: Board, number: int) -> Finding:
    """The finding with the smallest input that was found to show it."""
    found = finding

    def shows_it(content: bytes) -> bool:
        nonlocal found
        other = checked(target, content, board, number).finding
        if other is None or other.key != finding.key:
            return False
        found = other
        return True

    shrunk(finding.content, shows_it)
    return found
