"""Writes what a run gathers, in a thread, in few transactions."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic
from typing import NamedTuple

from newsscraper.store import Batch, Store, StoreBusy, StoreError, WriteResult

logger = logging.getLogger(__name__)

BATCH = 500
"""Rows after which a batch is written."""

SECONDS = 0.5
"""Seconds after which it is written anyway: who calls :meth:`Writer.submit` keeps the time."""

_MOST_BEHIND = 4
"""Batches that may wait to be written before nothing new is handed out, or else memory would take
what the disk cannot."""

_TICKERS_REMEMBERED = 1000
"""A strip stands for minutes on every page: it is written once, not with each batch."""

_PATIENCE = 20  # times the half minute that the store itself waits for a lock
_COUNT_SHARE = 50
"""Counting what waits takes one part in so many of the thread's time: a long queue is counted less
often than a short one."""


class Waiting(NamedTuple):
    """What waits in the database, and how many visits had been handed out by then: read together,
    or neither is right."""

    queued: int = 0
    leased: int = 0


class Writer:
    """Gathers rows in memory and writes them in a thread: records and ledger rows together, in the
    order they came.

    All but the writing happens in the caller's thread; nothing there waits for the disk.

    Args:
        store: Where it is written.
        run: Number of the run.
        check: Called before each transaction, in the thread; a :class:`StoreError` of its ends the
            writing.

    """

    def __init__(
        self, store: Store, run: int | None, check: Callable[[], None] = lambda: None
    ) -> None:
        self._store = store
        self._run = run
        self._check = check
        # One thread, so that batches are written in the order they were made.
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._waiting: list[Future[WriteResult]] = []
        self._count_after = 0.0
        self._tickers: dict[str, None] = {}
        self.batch = Batch(tickers_before=self._tickers)
        """What is written next."""
        self.new = 0
        """Articles that were not in the store before."""
        self.lost = 0
        """Articles that were fetched and could not be written."""
        self.waiting = Waiting()
        """URLs that wait, as of the last transaction, less what was found since they were
        counted."""
        self.problem: StoreError | None = None
        """Why nothing more can be written."""

    def room(self) -> Future[WriteResult] | None:
        """``None`` where there is room for more; else what to wait for until there is."""
        self._waiting = [future for future in self._waiting if not future.done()]
        return self._waiting[-1] if len(self._waiting) > _MOST_BEHIND else None

    def submit_when_full(self) -> bool:
        """Has the batch written where it is full; gives whether it was."""
        full = len(self.batch) >= BATCH
        if full:
            self.submit()
        return full

    def submit(self, lease: int = 0) -> Future[WriteResult]:
        """Has the batch written, and so many URLs handed out in the same transaction. The future
        raises nothing."""
        batch, self.batch = self.batch, Batch(tickers_before=self._tickers)
        # A batch that cannot be written ends the writing: none that counts on it is written either.
        self._tickers.update(dict.fromkeys(batch.tickers))
        while len(self._tickers) > _TICKERS_REMEMBERED:
            del self._tickers[next(iter(self._tickers))]
        future = self._executor.submit(self._write, batch, lease)
        self._waiting.append(future)
        return future

    def close(self) -> None:
        """Writes what is left and waits for it. May be called again."""
        if len(self.batch):
            self.submit()
        for future in self._waiting:
            future.result()
        self._waiting.clear()

    def _write(self, batch: Batch, lease: int) -> WriteResult:
        patience = _PATIENCE
        while self.problem is None:
            try:
                self._check()
                written = self._store.write(batch, self._run, lease=lease)
                self.new += written.new
                self._count(len(written.leased))
            except StoreBusy as problem:
                patience -= 1
                logger.warning("%s; trying again", problem)
                if patience == 0:
                    self._give_up(problem)
            except StoreError as problem:
                self._give_up(problem)
            except (
                Exception
            ) as error:  # a defect of ours: nobody asks this thread what became of a batch
                self._give_up(
                    StoreError(
                        f"cannot write the store ({type(error).__name__}: {error}); please"
                        " report it"
                    )
                )
            else:
                return written
        self.lost += len(batch.articles)
        return WriteResult()

    def _count(self, leased: int) -> None:
        queued = max(self.waiting.queued - leased, 0)
        began = monotonic()
        if self._run is not None and began >= self._count_after:
            queued = self._store.urls.count_queued(self._run)
            self._count_after = monotonic() + (monotonic() - began) * _COUNT_SHARE
        self.waiting = Waiting(queued, self.waiting.leased + leased)

    def _give_up(self, problem: StoreError) -> None:
        self.problem = problem
        logger.error("%s", problem)
