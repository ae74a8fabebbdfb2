"""The visits in progress, and what must be settled before each of them is acknowledged."""

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
    """Outputs of its callback that are not settled yet: items in the pipelines, and requests that
    have not reached the scheduler."""
    ended: bool = False
    """Whether the callback has produced its last output."""
    errback: Callable[[Failure], Any] | None = None
    """The request's own errback, before it was wrapped."""
    by_errback: bool = False
    """Whether the output comes from an errback. It does not pass through spider middlewares."""
    outcome: Outcome | None = None

    def add_output(self, output: Any, url: str) -> Any:
        """Count an output of the callback before anything can settle it.

        Args:
            output: An item or a request.
            url: Address of the page.

        Returns:
            The output; a request carries what links it to its page.

        """
        if output is not None:  # Scrapy skips None
            self.open += 1
        if isinstance(output, Request):
            if output.meta.get(LEASE) == self.visit.url:
                # The page's own request again, or one made from its meta: not a part of the visit.
                output = output.replace(errback=self.errback)
            output.meta.pop(LEASE, None)
            output.meta[PARENT] = self.visit.url
            output.meta.setdefault(FOUND_ON, url)
            output.meta["depth"] = self.visit.depth + 1
        return output

    def set_error(self, error: BaseException) -> None:
        """Set the outcome after an exception in the callback or errback."""
        if isinstance(error, CloseSpider):
            # Not a failure of the page: it is read when the run is resumed.
            self.outcome = Outcome("queued")
        else:
            self.outcome = Outcome(
                "failed",
                cause="spider_error",
                reason=f"{type(error).__name__}: {error}",
                lasting=True,
            )


class Leases:
    """Counts the outputs of each visit, and acknowledges the visit when all of them are settled.

    Scrapy queues the output of a callback. When the callback has ended, some output is still on its
    way, and would be lost if the visit counted as done and the process was then killed.

    Args:
        crawler: Its signals report when items are settled.
        acknowledge: Called with each visit and its outcome.
        room: Returns what to wait for before a callback produces more, so that its output does not
            fill memory faster than the disk accepts it; ``None`` if there is room.

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
        """Add a visit that is handed out as a request, and wrap the request's errback."""
        lease = self._open[visit.url] = Lease(visit, errback=request.errback)
        request.errback = WatchedErrback(self, lease)

    def __len__(self) -> int:
        return len(self._open)

    def __contains__(self, key: str | None) -> bool:
        return key in self._open

    def of(self, meta: Mapping[str, Any]) -> Lease | None:
        """The visit that a request or its response belongs to."""
        return self._open.get(meta.get(LEASE, ""))

    def number_of(self, kind: str) -> int:
        """How many visits of a kind are in progress."""
        return sum(lease.visit.kind == kind for lease in self._open.values())

    def set_outcome(self, meta: Mapping[str, Any], outcome: Outcome) -> None:
        """Set the outcome, stored when the items are processed and the requests queued."""
        lease = self.of(meta)
        if lease is not None:
            lease.outcome = outcome

    def return_to_queue(self, key: str) -> None:
        """Put a visit back into the queue if a component refused its retry or redirect."""
        lease = self._open.get(key)
        if lease is not None:
            lease.outcome = Outcome("queued")
            self.end(lease)

    def clear(self) -> list[Visit]:
        """Remove all visits in progress and return them."""
        visits = [lease.visit for lease in self._open.values()]
        self._open.clear()
        return visits

    async def watch(self, lease: Lease, url: str, output: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Pass on the output of a callback and count it.

        Args:
            lease: The visit.
            url: Address of the page.
            output: What the callback produces.

        """
        try:
            async for entry in output:
                if (full := self._room()) is not None:
                    await asyncio.wrap_future(full)
                yield lease.add_output(entry, url)
        except Exception as error:
            self.fail(lease, error)
            raise
        self.end(lease)

    def settle(self, key: str) -> None:
        """Settle one output of a visit."""
        lease = self._open.get(key)
        if lease is not None:
            lease.open -= 1
            self._check(lease)

    def end(self, lease: Lease) -> None:
        """Note that the callback has produced its last output."""
        lease.ended = True
        self._check(lease)

    def fail(self, lease: Lease, error: BaseException) -> None:
        """End a visit with the exception of its callback or errback."""
        lease.set_error(error)
        self.end(lease)

    def _check(self, lease: Lease) -> None:
        if lease.ended and lease.open <= 0 and self._open.get(lease.visit.url) is lease:
            del self._open[lease.visit.url]
            self._acknowledge(lease.visit, lease.outcome or Outcome("done"))

    # Scrapy's signals

    def _item_settled(self, item: Any, response: Any) -> None:
        lease = self._of_response(response)
        if lease is not None:
            self.settle(lease.visit.url)

    def _item_failed(self, item: Any, response: Any, failure: Failure) -> None:
        lease = self._of_response(response)
        if lease is not None:
            # If the outcome is a failure already, the spider has recorded the cause.
            if lease.outcome is None or lease.outcome.state != "failed":
                reason = f"an item pipeline failed: {type(failure.value).__name__}: {failure.value}"
                lease.outcome = Outcome("failed", cause="item_error", reason=reason, lasting=True)
            self.settle(lease.visit.url)

    def _spider_failed(self, failure: Failure, response: Any) -> None:
        # A callback that failed before it returned anything to watch.
        lease = self._of_response(response)
        if lease is not None and not lease.ended and failure.value is not None:
            self.fail(lease, failure.value)

    def _of_response(self, response: Any) -> Lease | None:
        request = getattr(response, "request", None)  # a Failure has one too
        return self.of(request.meta) if request is not None else None


class WatchedErrback:
    """Calls the request's own errback and counts its output.

    The output of an errback does not pass through spider middlewares, where that of a callback is
    counted.

    Args:
        leases: The visits in progress.
        lease: The visit of the request.

    """

    def __init__(self, leases: Leases, lease: Lease) -> None:
        self._leases = leases
        self._lease = lease

    def __call__(self, failure: Failure) -> Any:
        """Called by Scrapy."""
        lease = self._lease
        lease.by_errback = True
        if lease.outcome is None:
            error = failure.value
            lease.outcome = Outcome(
                "failed", cause="error", reason=f"{type(error).__name__}: {error}"
            )
        if lease.errback is None:
            self._leases.end(lease)
            return failure
        try:
            output = lease.errback(failure)
        except Exception as error:
            self._fail(failure, error)
            raise
        return self._await(failure, output) if isawaitable(output) else self._pass_on(output)

    async def _await(self, failure: Failure, output: Awaitable[Any]) -> Any:
        """The output of an errback that is a coroutine."""
        try:
            return self._pass_on(await ensure_awaitable(output))
        except Exception as error:
            self._fail(failure, error)
            raise

    def _fail(self, failure: Failure, error: Exception) -> None:
        """End the visit after an exception; an errback may raise again what it was given."""
        if error is failure.value:
            self._leases.end(self._lease)
        else:
            self._leases.fail(self._lease, error)

    def _pass_on(self, output: Any) -> Any:
        if output is None or isinstance(output, Failure):
            self._leases.end(self._lease)
            return output
        iterable = outputs.iterate(output)
        if isinstance(iterable, AsyncIterator):
            return self._leases.watch(self._lease, self._lease.visit.url, iterable)
        return self._watch(iterable)

    def _watch(self, output: Iterable[Any]) -> Iterator[Any]:
        lease = self._lease
        try:
            for entry in output:
                yield lease.add_output(entry, lease.visit.url)
        except Exception as error:
            self._leases.fail(lease, error)
            raise
        self._leases.end(lease)
