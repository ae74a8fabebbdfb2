"""The visits that are under way, and what is still to be settled before each may be
acknowledged."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.utils.defer import ensure_awaitable
from twisted.python.failure import Failure

from newsscraper.crawling.frontier.request_codec import FOUND_ON, LEASE, PARENT
from newsscraper.crawling.scrapy_compat import outputs
from newsscraper.store.visits import Outcome, Visit


@dataclass(slots=True)
class Lease:
    """A visit that was handed out."""

    visit: Visit
    open: int = 0
    """Outputs of its callback that are not settled: items in the pipelines, requests that the
    scheduler has not seen."""
    ended: bool = False
    """Whether the callback's output has ended."""
    errback: Callable[[Failure], Any] | None = None
    """The request's own errback, before it was wrapped."""
    by_errback: bool = False
    """Whether its output is an errback's, which passes no spider middleware."""
    outcome: Outcome | None = None


class Leases:
    """Counts what came of each visit that was handed out, and acknowledges it when all of that is
    settled.

    Scrapy queues a callback's output: when the callback has ended, some of it is still on its way,
    and would be lost if the process died then and the visit counted as done.

    Args: crawler: Its signals tell when items are settled. acknowledge: Called with each visit and
        its outcome. room: What to wait for before a callback puts out more, so that its page does
        not fill memory faster than the disk
            takes it; ``None`` where there is room.

    """

    def __init__(
        self,
        crawler: Crawler,
        acknowledge: Callable[[Visit, Outcome], None],
        room: Callable[[], Future[Any] | None] = lambda: None,
    ) -> None:
        self._acknowledge = acknowledge
        self._room = room
        self._open: dict[str, Lease] = {}
        for signal, receiver in (
            (signals.item_scraped, self._item_settled),
            (signals.item_dropped, self._item_settled),
            (signals.item_error, self._item_failed),
            (signals.spider_error, self._spider_failed),
        ):
            crawler.signals.connect(receiver, signal=signal)

    def add(self, visit: Visit, request: Request) -> None:
        """A visit is handed out as a request, whose errback is wrapped to settle it."""
        lease = self._open[visit.url] = Lease(visit, errback=request.errback)

        def failed(failure: Failure) -> Any:
            return self._fail(lease, failure)

        request.errback = failed

    def __len__(self) -> int:
        return len(self._open)

    def __contains__(self, key: str | None) -> bool:
        return key in self._open

    def of(self, meta: Mapping[str, Any]) -> Lease | None:
        """The visit that a request or its response belongs to."""
        return self._open.get(meta.get(LEASE, ""))

    def number_of(self, kind: str) -> int:
        """How many visits of a kind are under way."""
        return sum(lease.visit.kind == kind for lease in self._open.values())

    def mark(self, meta: Mapping[str, Any], outcome: Outcome) -> None:
        """Says what became of a visit; it is acknowledged when its outputs are settled."""
        lease = self.of(meta)
        if lease is not None:
            lease.outcome = outcome

    def lose(self, key: str) -> None:
        """A request that was to be sent again was refused by some component: its visit stays
        undone."""
        lease = self._open.get(key)
        if lease is not None:
            lease.outcome = Outcome("queued")
            self._end(lease)

    def drop(self) -> list[Visit]:
        """Forgets all that are under way, and gives them."""
        visits = [lease.visit for lease in self._open.values()]
        self._open.clear()
        return visits

    # What a callback puts out

    async def watch(self, lease: Lease, url: str, output: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Passes on what a callback puts out for the page at `url` and counts it, each before
        anybody can settle it."""
        try:
            async for entry in output:
                if (full := self._room()) is not None:
                    await asyncio.wrap_future(full)
                yield self._count(lease, entry, url)
        except Exception as error:
            self._break(lease, error)
            raise
        self._end(lease)

    def settle(self, key: str) -> None:
        """One output of a visit is settled."""
        lease = self._open.get(key)
        if lease is not None:
            lease.open -= 1
            self._check(lease)

    def _count(self, lease: Lease, entry: Any, url: str) -> Any:
        if entry is not None:  # which Scrapy passes over
            lease.open += 1
        if isinstance(entry, Request):
            if entry.meta.get(LEASE) == lease.visit.url:
                entry = entry.replace(
                    errback=lease.errback
                )  # the page's own request, put out once more, or made of its meta
            entry.meta.pop(
                LEASE, None
            )  # a request of its own, even where it was made of its page's meta
            entry.meta[PARENT] = lease.visit.url
            entry.meta.setdefault(FOUND_ON, url)
            entry.meta["depth"] = lease.visit.depth + 1
        return entry

    def _end(self, lease: Lease) -> None:
        lease.ended = True
        self._check(lease)

    def _break(self, lease: Lease, error: BaseException) -> None:
        if isinstance(
            error, CloseSpider
        ):  # no failure of the page: it is read when the run is gone on with
            lease.outcome = Outcome("queued")
        else:
            lease.outcome = Outcome(
                "failed",
                cause="spider_error",
                reason=f"{type(error).__name__}: {error}",
                lasting=True,
            )
        self._end(lease)

    def _check(self, lease: Lease) -> None:
        if lease.ended and lease.open <= 0 and self._open.get(lease.visit.url) is lease:
            del self._open[lease.visit.url]
            self._acknowledge(lease.visit, lease.outcome or Outcome("done"))

    # What an errback puts out

    def _fail(self, lease: Lease, failure: Failure) -> Any:
        lease.by_errback = True
        if lease.outcome is None:
            error = failure.value
            lease.outcome = Outcome(
                "failed", cause="error", reason=f"{type(error).__name__}: {error}"
            )
        if lease.errback is None:
            self._end(lease)
            return failure
        try:
            output = lease.errback(failure)
        except Exception as error:
            self._break_errback(lease, failure, error)
            raise
        return (
            self._later(lease, failure, output)
            if isawaitable(output)
            else self._passed(lease, output)
        )

    async def _later(self, lease: Lease, failure: Failure, output: Awaitable[Any]) -> Any:
        """The output of an errback that is a coroutine."""
        try:
            return self._passed(lease, await ensure_awaitable(output))
        except Exception as error:
            self._break_errback(lease, failure, error)
            raise

    def _break_errback(self, lease: Lease, failure: Failure, error: Exception) -> None:
        if error is failure.value:
            self._end(lease)
        else:
            self._break(lease, error)

    def _passed(self, lease: Lease, output: Any) -> Any:
        if output is None or isinstance(output, Failure):
            self._end(lease)
            return output
        iterable = outputs.iterate(output)
        url = lease.visit.url
        return (
            self.watch(lease, url, iterable)
            if isinstance(iterable, AsyncIterator)
            else self._watch(lease, iterable, url)
        )

    def _watch(self, lease: Lease, output: Iterable[Any], url: str) -> Iterator[Any]:
        try:
            for entry in output:
                yield self._count(lease, entry, url)
        except Exception as error:
            self._break(lease, error)
            raise
        self._end(lease)

    # Scrapy's signals

    def _item_settled(self, item: Any, response: Any) -> None:
        lease = self._of_response(response)
        if lease is not None:
            self.settle(lease.visit.url)

    def _item_failed(self, item: Any, response: Any, failure: Failure) -> None:
        lease = self._of_response(response)
        if lease is not None:
            if (
                lease.outcome is None or lease.outcome.state != "failed"
            ):  # else the spider has said why
                reason = f"an item pipeline failed: {type(failure.value).__name__}: {failure.value}"
                lease.outcome = Outcome("failed", cause="item_error", reason=reason, lasting=True)
            self.settle(lease.visit.url)

    def _spider_failed(self, failure: Failure, response: Any) -> None:
        # A callback that failed before it gave anything to watch.
        lease = self._of_response(response)
        if lease is not None and not lease.ended and failure.value is not None:
            self._break(lease, failure.value)

    def _of_response(self, response: Any) -> Lease | None:
        request = getattr(response, "request", None)  # a Failure has one too
        return self.of(request.meta) if request is not None else None
