"""The ledger in the store: memory in front, written and read ahead by the writer's thread."""

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
"""Hours after a URL's first, second, ... failure until a run may try it again; afterwards it is
given up."""

_GONE_FOR = timedelta(days=7)


class StoreLedger:
    """A ledger that holds a window of the queue in memory, however long the queue is.

    What is found is written before it is handed out: the database knows which URLs are new. A visit
    counts as handed out in the transaction that reads it.

    Args:
        writer: Writes it, in the same transactions as the records.
        wake: Called, in any thread, when visits have come or none are left.

    """

    def __init__(self, writer: Writer, wake: Callable[[], None] = lambda: None) -> None:
        self._writer = writer
        self._wake = wake
        self._window: deque[Visit] = deque()
        self._coming: Future[WriteResult] | None = None
        self._asked = 0
        self._found_since = True
        self._exhausted = False
        # Hashes, since a hundred thousand addresses would weigh more than all else.
        self._lately: dict[int, None] = {}
        self._collected = 0
        self._stalled = False
        self._closed = False

    def enqueue(self, visit: Visit) -> bool:
        """Takes a URL in. See :class:`newsscraper.crawling.frontier.ledger.Ledger`."""
        if visit.url in self:
            return False
        self._remember(visit.url)
        self._writer.batch.found[visit.url] = visit
        self._found_since, self._exhausted = True, False
        self._writer.submit_when_full()
        return True

    def lease(self) -> Visit | None:
        """The next visit; more are read ahead before the window is empty."""
        self._collect()
        if (full := self.room()) is not None:
            if not self._stalled:
                self._stalled = True
                full.add_done_callback(lambda _: self._go_on())
            return None
        if (
            len(self._window) <= _LOW
            and self._coming is None
            and not self._exhausted
            and not self._closed
        ):
            self._asked = _WINDOW - len(self._window)
            self._found_since = False
            self._coming = self._writer.submit(lease=self._asked)
            self._coming.add_done_callback(lambda _: self._wake())
        return self._window.popleft() if self._window else None

    def acknowledge(self, visit: Visit, outcome: Outcome) -> None:
        """Settles a visit, with the batch that holds its records or a later one."""
        now = datetime.now(UTC).replace(microsecond=0)
        failed = outcome.state == "failed"
        tries = visit.tries + 1 if failed else 0
        if outcome.state == "queued":
            self._found_since, self._exhausted = True, False  # it may be handed out again
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
        """Returns a visit as it was handed out."""
        self._writer.batch.outcomes[visit.url] = _GIVEN_BACK | {"key": visit.url}

    def room(self) -> Future[WriteResult] | None:
        """What to wait for while the disk is behind."""
        return self._writer.room()

    def close(self) -> None:
        """Returns what was read ahead, and waits until all is written. May be called again."""
        self._closed = True
        if self._coming is not None:
            self._coming.result()
            self._collect()
        while self._window:
            self.give_back(self._window.popleft())
        self._writer.close()

    @property
    def pending(self) -> bool:
        """Whether a visit is at hand, or may come."""
        self._collect()
        return bool(self._window) or not (self._exhausted or self._closed or self._writer.problem)

    @property
    def waiting(self) -> int:
        """How many visits wait: in the database, read ahead, or on the way between the two."""
        self._collect()
        queued, leased = self._writer.waiting
        number = queued + leased - self._collected + len(self._window)
        # What was found a moment ago and is not written yet may be known already: it counts only
        # where nothing else waits.
        return number or len(self._writer.batch.found)

    def __contains__(self, url: str) -> bool:
        return hash(url) in self._lately

    def _go_on(self) -> None:
        self._stalled = False
        self._wake()

    def _remember(self, url: str) -> None:
        self._lately[hash(url)] = None
        if len(self._lately) > _REMEMBERED:
            del self._lately[next(iter(self._lately))]

    def _collect(self) -> None:
        if self._coming is None or not self._coming.done():
            return
        leased = self._coming.result().leased
        self._window.extend(leased)
        self._collected += len(leased)
        self._exhausted = len(leased) < self._asked and not self._found_since
        self._coming = None


_GIVEN_BACK: dict[str, Any] = {"state": "queued", "stretch": None, "visited_at": None}


def _next_visit(outcome: Outcome, tries: int, now: datetime) -> str | None:
    if outcome.state == "gone":
        return _text(now + _GONE_FOR)
    if outcome.state != "failed" or outcome.lasting or tries > len(_HOURS_UNTIL):
        return None
    return _text(now + timedelta(hours=_HOURS_UNTIL[tries - 1]))


def _text(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat() + "Z"
