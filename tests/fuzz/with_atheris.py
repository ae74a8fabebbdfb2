"""The other engine: inputs led by the coverage that they reach (pip install atheris).

libFuzzer, which atheris brings, keeps inputs that reach new lines, and changes these further. The
examples, the changes and the checks are the same.
"""

from __future__ import annotations

import gc
import importlib
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from time import monotonic
from types import FunctionType
from typing import Any

from tests.fuzz.files import folder_for_inputs
from tests.fuzz.mutation import Mutator
from tests.fuzz.session import LONGEST, Result, run_worker
from tests.fuzz.target import Target
from tests.fuzz.worker import Board, Slowest, Work, checked

_SHARE = 0.5
"""Share of the inputs that our changes make, which know markup and words; libFuzzer's make the
others."""


def _own_functions() -> list[FunctionType]:
    """The package's functions: lines of others would keep every input."""
    return [
        found
        for found in gc.get_objects()
        if isinstance(found, FunctionType) and str(found.__module__).startswith("newsscraper.")
    ]


def fuzz_by_coverage(target: Target, seed: int, seconds: float) -> Result:
    """Read inputs of a target for some seconds; those that reach new lines are changed further."""
    mutator, result, board = Mutator(target, seed), Result(target.name), Board(LONGEST)
    begun = monotonic()
    with folder_for_inputs() as folder:
        corpus = folder / "corpus"
        corpus.mkdir()
        for number in range(len(mutator.seeds)):
            (corpus / str(number)).write_bytes(mutator.input(number))
        while (left := begun + seconds - monotonic()) > 1:
            job = _Job(mutator, target, seed + board.number + 1, corpus)
            run_worker(job, Work(target, list, left), board, result)
            result.inputs, result.seconds = board.number + 1, monotonic() - begun
    return result


class _Job:
    """What the process does that libFuzzer ends when the time is up."""

    def __init__(self, mutator: Mutator, target: Target, seed: int, corpus: Path) -> None:
        self._mutator = mutator
        self._target = target
        self._seed = seed
        self._corpus = corpus

    def __call__(self, plan: Work, board: Board, report: Connection) -> None:
        atheris: Any = importlib.import_module("atheris")
        for function in _own_functions():
            atheris.instrument_func(function)
        numbers, slowest = count(board.number + 1), Slowest()

        def read(content: bytes) -> None:
            nonlocal slowest
            seconds, finding = checked(self._target, content, board, next(numbers))
            if (now := Slowest(seconds, len(content))).share > slowest.share:
                slowest = now
                report.send(slowest)
            if finding is not None:
                report.send(finding)

        def change(content: bytes, longest: int, number: int) -> bytes:
            random = Random(number)
            if random.random() > _SHARE:
                return atheris.Mutate(content, longest)
            return self._mutator.with_changes(content, random, self._target.changes)[:longest]

        options = (
            f"-max_total_time={max(int(plan.seconds), 1)}",
            f"-seed={self._seed % (1 << 31) or 1}",
            f"-max_len={self._target.longest}",
            "-timeout=0",
            "-rss_limit_mb=0",
            "-verbosity=0",
        )
        atheris.Setup(["fuzz", *options, str(self._corpus)], read, custom_mutator=change)
        atheris.Fuzz()
