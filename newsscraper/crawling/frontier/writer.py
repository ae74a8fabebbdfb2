"""Writes the records and ledger rows of a run, in a thread and in few transactions."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic
from typing import NamedTuple

from newsscraper.store import Batch, Store, StoreBusy, StoreError, WriteResult

logger = logging.getLogger(__name__)

BATCH = 500
"""Number of rows after which a batch is written."""

SECONDS = 0.5
"""Seconds after which a batch is written even if it is smaller; ``Session`` keeps the time."""

_MOST_BEHIND = 4
"""When more batches than this wait to be written, no new visits are handed out, to limit memory."""

_TICKERS_REMEMBERED = 1000
"""A ticker is shown on every page for minutes. It is written once, not with each batch."""

_PATIENCE = 20  # attempts; in each, the store waits half a minute for a lock
_COUNT_SHARE = 50
"""Counting the queue takes at most a fiftieth of the thread's time. A long queue is therefore
counted less often than a short one."""


class Waiting(NamedTuple):
    """The number of visits queued in the database, and how many had been handed out by then.

    They are only correct together.
    """

    queued: int = 0
    leased: int = 0


class Writer:
    """Collects rows in memory and writes them in a thread.

    Records and ledger rows are written together, in the order in which they were added. Only the
    writing happens in the thread, and the caller never waits for the disk, except in
    :meth:`close`.

    Args:
        store: The store to write to.
        run: Number of the run.
        check: Called in the thread before each transaction. If it raises a :class:`StoreError`,
            nothing more is written.

    """

    def __init__(
        self, store: Store, run: int | None, check: Callable[[], None] = lambda: None
    ) -> None:
        self._store = store
        self._run = run
        self._check = check
        # A single thread keeps the batches in order.
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._unwritten: list[Future[WriteResult]] = []
        self._count_after = 0.0
        self._tickers: dict[str, None] = {}
        self.batch = Batch(tickers_before=self._tickers)
        """The rows that are written next."""
        self.new = 0
        """Number of articles that were not in the store before."""
        self.lost = 0
        """Number of articles that were fetched but could not be written."""
        self.removed: set[str] = set()
        """Addresses and ids that the run found, and that were taken down."""
        self.waiting = Waiting()
        """The queue as of the last transaction, without URLs found since it was counted."""
        self.problem: StoreError | None = None
        """Why nothing more can be written; ``None`` if writing works."""

    def room(self) -> Future[WriteResult] | None:
        """What to wait for before more is added; ``None`` if writing keeps up."""
        self._unwritten = [future for future in self._unwritten if not future.done()]
        return self._unwritten[-1] if len(self._unwritten) > _MOST_BEHIND else None

    def submit_when_full(self) -> bool:
        """Submit the batch if it is full, and return whether it was."""
        full = len(self.batch) >= BATCH
        if full:
            self.submit()
        return full

    def submit(self, lease: int = 0) -> Future[WriteResult]:
        """Submit the batch for writing.

        Args:
            lease: Number of URLs to hand out in the same transaction.

        Returns:
            A future with the result. It raises nothing.

        """
        batch, self.batch = self.batch, Batch(tickers_before=self._tickers)
        # If this batch cannot be written, no later one is, so later ones may rely on its tickers.
        self._tickers.update(dict.fromkeys(batch.tickers))
        while len(self._tickers) > _TICKERS_REMEMBERED:
            del self._tickers[next(iter(self._tickers))]
        future = self._executor.submit(self._write, batch, lease)
        self._unwritten.append(future)
        return future

    def close(self) -> None:
        """Write what is left and wait until it is written. May be called again."""
        if len(self.batch):
            self.submit()
        for future in self._unwritten:
            future.result()
        self._unwritten.clear()

    def _write(self, batch: Batch, lease: int) -> WriteResult:
        patience = _PATIENCE
        while self.problem is None:
            try:
                self._check()
                written = self._store.write(batch, self._run, lease=lease)
                self.new += written.new
                self.removed |= written.removed
                self._count(len(written.leased))
            except StoreBusy as problem:
                patience -= 1
                logger.warning("%s; trying again", problem)
                if patience == 0:
                    self._give_up(problem)
            except StoreError as problem:
                self._give_up(problem)
            except Exception as error:  # a bug: nobody else would notice it in this thread
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
