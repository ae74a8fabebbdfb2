"""Extraction of many captures, in order, by several processes."""

from __future__ import annotations

import itertools
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from time import sleep

from newsscraper import interrupts
from newsscraper.archives.outcomes import EVERYTHING, RecordOptions, UnitResult, extract_unit
from newsscraper.archives.part_sequence import PartSequence
from newsscraper.captures import Unit
from newsscraper.captures.files import Pages
from newsscraper.errors import UserError

_PENDING_PER_PROCESS = 3
_POLL_SECONDS = 0.2


class WorkerDied(UserError):
    """A worker process was killed."""


def extract_units(
    units: Iterable[Unit],
    processes: int = 1,
    options: RecordOptions = EVERYTHING,
    sequence: PartSequence | None = None,
) -> Iterator[UnitResult]:
    """Extract units in order. Only a few units per process are in memory at once.

    Args:
        units: What to read.
        processes: Number of processes; 1 means this one.
        options: What to extract from each capture.
        sequence: Where the previous units ended, if there were any; updated with each result.

    Raises:
        WorkerDied: a worker process was killed.
        KeyboardInterrupt: Ctrl-C or SIGTERM came.

    """
    chain = sequence if sequence is not None else PartSequence()
    first = list(islice(units := iter(units), 2))
    units = itertools.chain(first, units)
    if processes <= 1 or (len(first) < 2 and all(isinstance(unit, Pages) for unit in first)):
        for unit in units:
            yield chain.checked(
                extract_unit(unit, options), lambda unit: extract_unit(unit, options)
            )
            interrupts.obey()
        return
    pool, pending = (
        ProcessPoolExecutor(processes, initializer=_start_worker),
        deque[Future[UnitResult]](),
    )

    def submit(unit: Unit) -> Future[UnitResult]:
        return pool.submit(extract_unit, unit, options)

    def first_done() -> UnitResult:
        with interrupts.held():
            return chain.checked(_awaited(pending.popleft()), lambda unit: _awaited(submit(unit)))

    try:
        for unit in (unit.with_input() for unit in units):
            with interrupts.held():
                pending.append(submit(unit))
            if len(pending) > processes * _PENDING_PER_PROCESS:
                yield first_done()
        while pending:
            yield first_done()
    except BrokenProcessPool:
        raise WorkerDied(
            "a worker process was killed, perhaps because memory ran out; use fewer processes"
            " (--jobs)"
        ) from None
    finally:
        with interrupts.held():
            for future in pending:
                future.cancel()
            pool.shutdown()


def _awaited(future: Future[UnitResult]) -> UnitResult:
    """Wait for the result of a worker.

    Raises:
        KeyboardInterrupt: Ctrl-C or SIGTERM came during the wait.

    """
    while True:
        interrupts.obey()
        try:
            return future.result(timeout=_POLL_SECONDS)
        except TimeoutError:
            continue


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    threading.Thread(target=_exit_with, args=(os.getppid(),), daemon=True).start()


def _exit_with(parent: int) -> None:
    """End a worker whose parent process was killed; otherwise it would wait for work forever."""
    while os.getppid() == parent:
        sleep(0.5)
    os._exit(1)
