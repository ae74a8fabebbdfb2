"""The ledger in the store. The writer's thread writes it and reads visits ahead into memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from typing import Any

from newsscraper.crawling.frontier.writer import Writer
from newsscraper.store import WriteResult
from newsscraper.store.visits import Outcome, Visit

_WINDOW = 128
_LOW = 32
_REMEMBERED = 10_000

_HOURS_UNTIL = (0, 1, 6, 24, 72)
"""Hours after the first, second, ... failure of a URL until a run may try it again. After the last
one it is given up."""

_GONE_FOR = timedelta(days=7)


class StoreLedger:
    """A ledger that keeps only a small part of the queue in memory.

    A URL is written before it is handed out, because only the database knows whether it is new. The
    transaction that reads a visit marks it as handed out.

    Args:
        writer: Writes the ledger, in the same transactions as the records.
        wake: Called, in any thread, when visits are available or none are left.

    """

    def __init__(self, writer: Writer, wake: Callable[[], None] = lambda: None) -> None:
        self._writer = writer
        self._wake = wake
        self._window: deque[Visit] = deque()
        self._being_read: Future[WriteResult] | None = None
        self._requested = 0
        self._has_new = True
        self._exhausted = False
        # Hashes, because the addresses themselves would take too much memory.
        self._recent: dict[int, None] = {}
        self._collected = 0
        self._is_waiting_for_room = False
        self._closed = False

    def enqueue(self, visit: Visit) -> bool:
        """Add a URL to the queue. See :class:`newsscraper.crawling.frontier.ledger.Ledger`."""
        if visit.url in self:
            return False
        self._remember(visit.url)
        self._writer.batch.found[visit.url] = visit
        self._has_new, self._exhausted = True, False
        self._writer.submit_when_full()
        return True

    def lease(self) -> Visit | None:
        """Hand out the next visit; ``None`` if none is in memory.

        If few are left, the batch is submitted for writing, and more are read from the store.
        """
        self._collect()
        if (full := self.room()) is not None:
            if not self._is_waiting_for_room:
                self._is_waiting_for_room = True
                full.add_done_callback(lambda _: self._resume())
            return None
        if (
            len(self._window) <= _LOW
            and self._being_read is None
            and not self._exhausted
            and not self._closed
        ):
            self._requested = _WINDOW - len(self._window)
            self._has_new = False
            self._being_read = self._writer.submit(lease=self._requested)
            self._being_read.add_done_callback(lambda _: self._wake())
        return self._window.popleft() if self._window else None

    def acknowledge(self, visit: Visit, outcome: Outcome) -> None:
        """Settle a visit, in the batch with its records or a later one."""
        now = datetime.now(UTC).replace(microsecond=0)
        failed = outcome.state == "failed"
        tries = visit.tries + 1 if failed else 0
        if outcome.state == "queued":
            self._has_new, self._exhausted = True, False  # the visit may be handed out again
        self._writer.batch.outcomes[visit.url] = {
            "key": visit.url,
            "state": outcome.state,
            "status": outcome.status,
            "cause": outcome.cause,
            "reason": outcome.reason,
            "etag": outcome.etag,
            "last_modified": outcome.last_modified,
            "tries": tries,
            "visited_at": _text(now),
            "next_visit": _next_visit(outcome, tries, now),
            "article_id": outcome.article_id,
            "stretch": outcome.stretch,
        }
        if outcome.read is not None:
            self._writer.batch.read[outcome.read["url"]] = outcome.read
        self._writer.submit_when_full()

    def give_back(self, visit: Visit) -> None:
        """Put a visit back into the queue unchanged."""
        self._writer.batch.outcomes[visit.url] = _GIVEN_BACK | {"key": visit.url}

    def room(self) -> Future[WriteResult] | None:
        """What to wait for if writing does not keep up; else ``None``."""
        return self._writer.room()

    def close(self) -> None:
        """Put the visits that were read ahead back into the queue, and wait for all writing.

        May be called again.
        """
        self._closed = True
        if self._being_read is not None:
            self._being_read.result()
            self._collect()
        while self._window:
            self.give_back(self._window.popleft())
        self._writer.close()

    @property
    def pending(self) -> bool:
        """Whether a visit is available or may become available."""
        self._collect()
        return bool(self._window) or not (self._exhausted or self._closed or self._writer.problem)

    @property
    def waiting(self) -> int:
        """How many visits are queued: in the database, read ahead, or being read."""
        self._collect()
        queued, leased = self._writer.waiting
        number = queued + leased - self._collected + len(self._window)
        # URLs that are not written yet may be known already, so they count only if nothing else is
        # queued.
        return number or len(self._writer.batch.found)

    def __contains__(self, url: str) -> bool:
        return hash(url) in self._recent

    def _resume(self) -> None:
        self._is_waiting_for_room = False
        self._wake()

    def _remember(self, url: str) -> None:
        self._recent[hash(url)] = None
        if len(self._recent) > _REMEMBERED:
            del self._recent[next(iter(self._recent))]

    def _collect(self) -> None:
        if self._being_read is None or not self._being_read.done():
            return
        leased = self._being_read.result().leased
        self._window.extend(leased)
        self._collected += len(leased)
        self._exhausted = len(leased) < self._requested and not self._has_new
        self._being_read = None


_GIVEN_BACK: dict[str, Any] = {"state": "queued", "stretch": None, "visited_at": None}


def _next_visit(outcome: Outcome, tries: int, now: datetime) -> str | None:
    if outcome.state == "gone":
        return _text(now + _GONE_FOR)
    if outcome.state != "failed" or outcome.lasting or tries > len(_HOURS_UNTIL):
        return None
    return _text(now + timedelta(hours=_HOURS_UNTIL[tries - 1]))


def _text(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat() + "Z"
