"""The scheduler that uses the ledger, so that a crawl can be killed at any time and resumed."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from contextlib import suppress
from typing import Self

from scrapy import Request, Spider, signals
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler

from newsscraper.crawling.frontier.leases import Leases
from newsscraper.crawling.frontier.protocols import GuidingSpider
from newsscraper.crawling.frontier.request_codec import LEASE, PARENT, NotData, request_of, visit_of
from newsscraper.crawling.frontier.session import Session
from newsscraper.crawling.scrapy_compat.engine import WAKE_URL, wake
from newsscraper.crawling.scrapy_compat.loggers import silence_closing
from newsscraper.errors import UserError
from newsscraper.store.visits import Outcome, Visit

logger = logging.getLogger(__name__)


class LedgerScheduler(BaseScheduler):
    """Adds requests to the ledger, hands out visits as requests and acknowledges their outcomes.

    Every URL is visited once per run, even with ``dont_filter``. No method except :meth:`close`
    waits for the disk.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._to_resend: deque[Request] = deque()
        self._announced: Request | None = None
        self._is_open = False
        self._is_waiting_for_limit = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        """Open the store, and start or resume the run.

        Raises:
            StoreError: the store cannot be opened.
            SiteBusy: another process is crawling the site.

        """
        self._spider = spider
        self._guide = spider if isinstance(spider, GuidingSpider) else None
        self._loop = asyncio.get_running_loop()
        session = Session.of(self._crawler)
        try:
            session.open(wake=self._wake)
        except UserError:
            silence_closing()  # whoever started the crawl reports it
            raise
        assert session.ledger is not None
        self._ledger = session.ledger
        self._leases = Leases(self._crawler, self._acknowledge, self._ledger.room)
        session.leases = self._leases
        self._crawler.signals.connect(self._announce, signal=signals.request_scheduled)
        self._is_open = True

    def close(self, reason: str) -> None:
        """Put the visits in progress back into the queue, and wait for all writing."""
        if not self._is_open:  # Scrapy also calls this if open() has failed
            return
        self._settle_refused()
        for visit in self._leases.clear():
            self._ledger.give_back(visit)
        self._ledger.close()

    def enqueue_request(self, request: Request) -> bool:
        """Add a request to the ledger.

        A retry or redirect of a visit in progress is not added: it is sent next, as part of that
        visit.

        Returns:
            ``False`` if the URL is known already or the request cannot be stored as data.

        """
        self._announced = None
        if request.meta.get(LEASE) in self._leases:
            self._to_resend.append(request)
            return True
        if request.url == WAKE_URL:
            return True
        parent = request.meta.pop(PARENT, None)
        try:
            is_new = self._ledger.enqueue(visit_of(request, self._spider))
        except NotData as error:
            logger.error("a request cannot be stored and is dropped: %s", error)  # noqa: TRY400 - one line is enough
            self._count("requests_refused")
            is_new = False
        if parent is not None:
            self._leases.settle(parent)
        return is_new

    def next_request(self) -> Request | None:
        """The next request; ``None`` if none is available now."""
        self._settle_refused()
        if self._to_resend:
            return self._to_resend.popleft()
        if self._guide is not None and self._guide.is_waiting_for_limit():
            self._is_waiting_for_limit = True
            return None
        while (visit := self._ledger.lease()) is not None:
            try:
                request = request_of(visit, self._spider)
            except NotData as error:
                logger.error("%s", error)  # noqa: TRY400
                self._ledger.acknowledge(
                    visit, Outcome("failed", cause="not_data", reason=str(error), lasting=True)
                )
                continue
            if self._guide is not None:
                self._guide.prepare_request(request, visit)
            self._leases.add(visit, request)
            return request
        return None

    def has_pending_requests(self) -> bool:
        """Whether a request is available or may become available."""
        self._settle_refused()
        return bool(self._to_resend) or self._ledger.pending

    def _acknowledge(self, visit: Visit, outcome: Outcome) -> None:
        self._ledger.acknowledge(visit, outcome)
        if self._is_waiting_for_limit:
            self._is_waiting_for_limit = False
            self._loop.call_soon(wake, self._crawler)

    def _announce(self, request: Request) -> None:
        self._settle_refused()
        self._announced = (
            request if PARENT in request.meta or request.meta.get(LEASE) in self._leases else None
        )

    def _settle_refused(self) -> None:
        """Settle a request that was announced but did not reach the scheduler.

        A handler of Scrapy's signal has refused it.
        """
        request, self._announced = self._announced, None
        if request is not None and request.meta.get(LEASE) in self._leases:
            self._leases.return_to_queue(request.meta[LEASE])
        elif request is not None and (parent := request.meta.pop(PARENT, None)) is not None:
            self._leases.settle(parent)

    def _wake(self) -> None:
        """Called in the writer's thread when visits are available.

        The engine asks for the next request only after some other event.
        """
        with suppress(RuntimeError):  # the loop has ended in the meantime
            self._loop.call_soon_threadsafe(wake, self._crawler)

    def _count(self, name: str) -> None:
        if self._crawler.stats is not None:
            self._crawler.stats.inc_value(f"newsscraper/{name}")
