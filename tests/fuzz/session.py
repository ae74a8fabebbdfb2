"""A run of the fuzzer: targets in turn, each in processes of its own."""

from __future__ import annotations

import multiprocessing
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from time import monotonic

from tests.fuzz import seeds
from tests.fuzz.files import folder_for_inputs
from tests.fuzz.mutation import Mutator
from tests.fuzz.records import read_page
from tests.fuzz.target import Finding, Target
from tests.fuzz.worker import Board, Slowest, Work, work

_FORK = multiprocessing.get_context("fork")
Key = tuple[str, str, str]
Inputs = Callable[[int], Iterable[tuple[int, bytes]]]
"""Makes the inputs from a number on."""
LONGEST = 64 << 20
"""Bytes that an input which is made may have; packed ones are longer than others."""


@dataclass
class Result:
    """What a target's turn has shown."""

    target: str
    inputs: int = 0
    seconds: float = 0.0
    slowest: Slowest = field(default_factory=Slowest)
    findings: dict[Key, Finding] = field(default_factory=dict)
    """Each kind of finding, with the smallest input that shows it."""
    times: Counter[Key] = field(default_factory=Counter)
    """How many inputs showed it."""

    def add(self, message: Finding | Slowest) -> None:
        """Take what a worker reports."""
        if isinstance(message, Slowest):
            self.slowest = max(self.slowest, message, key=lambda one: one.share)
            return
        known = self.findings.setdefault(message.key, message)
        if len(message.content) < len(known.content):
            self.findings[message.key] = message
        self.times[message.key] += 1


def prepare() -> None:
    """Load what reading a page needs, so that each worker has it from the start."""
    read_page(seeds.SMALL, seeds.PRESS)


def fuzz(target: Target, seed: int, seconds: float) -> Result:
    """Read changed inputs of a target for some seconds."""
    mutator = Mutator(target, seed)
    with folder_for_inputs():
        return _read(target, mutator.inputs, seconds, Board(LONGEST))


def read_inputs(target: Target, contents: Sequence[bytes]) -> Result:
    """Read the given inputs."""

    def inputs(first: int) -> Iterable[tuple[int, bytes]]:
        return list(enumerate(contents))[first:]

    with folder_for_inputs():
        return _read(target, inputs, float("inf"), Board(max(map(len, contents), default=0)))


def _read(target: Target, inputs: Inputs, seconds: float, board: Board) -> Result:
    """Read inputs until the time is up.

    A worker that ends before its time is replaced by another, which starts with the next input.
    """
    result, begun = Result(target.name), monotonic()
    while True:
        first = board.number + 1
        plan = Work(
            target,
            lambda first=first: inputs(first),
            begun + seconds - monotonic(),
            frozenset(result.findings),
        )
        is_done = run_worker(work, plan, board, result)
        result.inputs = board.number + 1
        result.seconds = monotonic() - begun
        if is_done or result.seconds >= seconds:
            return result


def run_worker(
    job: Callable[[Work, Board, Connection], None], plan: Work, board: Board, result: Result
) -> bool:
    """Run a worker; return whether it has done all.

    Raises:
        RuntimeError: it ended before it read anything, so no input is to blame.

    """
    before = board.number
    receiving, sending = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=job, args=(plan, board, sending), daemon=True)
    process.start()
    sending.close()
    try:
        while (message := receiving.recv()) is not None:
            result.add(message)
    except EOFError:
        process.join()
        if process.exitcode and board.number == before:
            raise RuntimeError(f"the worker of {plan.target.name} ended at once") from None
        if process.exitcode:
            result.add(_death(plan.target, process.exitcode, board))
        return False
    else:
        return True
    finally:
        process.join(timeout=5)
        process.kill()
        process.join()


def _death(target: Target, code: int, board: Board) -> Finding:
    """What the end of a worker says about the input that it was reading."""
    if -code == signal.SIGXCPU:
        reason = "hangs outside Python, where nothing interrupts it"
        return Finding(target.name, "slow", "hang", reason, board.content)
    name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return Finding(target.name, "crash", name, f"the process ended: {name}", board.content)
