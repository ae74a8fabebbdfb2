"""The scheduler on the ledger: a crawl that is killed at any instant goes on where it stood."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from contextlib import suppress
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler

from newsscraper.crawling.frontier.leases import Leases
from newsscraper.crawling.frontier.request_codec import LEASE, PARENT, NotData, request_of, visit_of
from newsscraper.crawling.frontier.session import Session
from newsscraper.crawling.log import hush
from newsscraper.errors import UserError
from newsscraper.store.visits import Outcome, Visit

logger = logging.getLogger(__name__)

_KNOCK = "data:,newsscraper"


class LedgerScheduler(BaseScheduler):
    """Takes requests into the ledger, hands visits out as requests, and takes back what became of
    each.

    Every URL is visited once a run, whatever ``dont_filter`` says. No method waits for the disk.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._again: deque[Request] = deque()
        self._announced: Request | None = None
        self._is_open = False
        self._holding = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        """Opens the store, and begins the run or goes on with it.

        Raises:
            StoreError: the store cannot be opened, or another process crawls the site.

        """
        self._spider = spider
        self._loop = asyncio.get_running_loop()
        session = Session.of(self._crawler)
        try:
            session.open(wake=self._wake)
        except UserError:
            hush()  # who started the crawl tells it
            raise
        assert session.ledger is not None
        self._ledger = session.ledger
        self._leases = Leases(self._crawler, self._acknowledge, self._ledger.room)
        session.leases = self._leases
        self._crawler.signals.connect(self._announce, signal=signals.request_scheduled)
        self._is_open = True

    def close(self, reason: str) -> None:
        """Gives back what is under way and waits until all is written."""
        if not self._is_open:  # Scrapy closes it too where it could not be opened
            return
        self._settle_announced()
        for visit in self._leases.drop():
            self._ledger.give_back(visit)
        self._ledger.close()

    def enqueue_request(self, request: Request) -> bool:
        """Takes a request in: into the ledger, or, where it is a retry or a redirect of a visit under
        way, to be sent again.

        Returns:
            Whether it was taken in: not where its URL is known already, nor where it cannot be kept
                as data.

        """
        self._announced = None
        if request.meta.get(LEASE) in self._leases:
            self._again.append(request)
            return True
        if request.url == _KNOCK:
            return True
        parent = request.meta.pop(PARENT, None)
        try:
            taken = self._ledger.enqueue(visit_of(request, self._spider))
        except NotData as error:
            logger.error("a request cannot be kept and is not made: %s", error)  # noqa: TRY400 - one line says it
            self._count("requests_refused")
            taken = False
        if parent is not None:
            self._leases.settle(parent)
        return taken

    def next_request(self) -> Request | None:
        """The next request, or ``None`` where none is at hand just now."""
        self._settle_announced()
        if self._again:
            return self._again.popleft()
        if (sated := getattr(self._spider, "sated", None)) is not None and sated():
            self._holding = True
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
            prepare = getattr(self._spider, "prepare", None)
            if prepare is not None:
                prepare(request, visit)
            self._leases.add(visit, request)
            return request
        return None

    def has_pending_requests(self) -> bool:
        """Whether anything is to be asked for, or may still come."""
        self._settle_announced()
        return bool(self._again) or self._ledger.pending

    def _acknowledge(self, visit: Visit, outcome: Outcome) -> None:
        self._ledger.acknowledge(visit, outcome)
        if self._holding:
            self._holding = False
            self._loop.call_soon(self._knock)

    def _announce(self, request: Request) -> None:
        self._settle_announced()
        self._announced = (
            request if PARENT in request.meta or request.meta.get(LEASE) in self._leases else None
        )

    def _settle_announced(self) -> None:
        """A request that was announced and never came: some component's handler of the signal has
        refused it."""
        request, self._announced = self._announced, None
        if request is not None and request.meta.get(LEASE) in self._leases:
            self._leases.lose(request.meta[LEASE])
        elif request is not None and (parent := request.meta.pop(PARENT, None)) is not None:
            self._leases.settle(parent)

    def _wake(self) -> None:
        """Called in the writer's thread: the engine asks for the next request only when something
        else has happened."""
        with suppress(RuntimeError):  # the loop has ended meanwhile
            self._loop.call_soon_threadsafe(self._knock)

    def _knock(self) -> None:
        engine: Any = self._crawler.engine
        if engine is not None and engine.spider is not None:
            engine.crawl(
                Request(_KNOCK)
            )  # taken in and forgotten; what counts is that the engine looks

    def _count(self, name: str) -> None:
        if self._crawler.stats is not None:
            self._crawler.stats.inc_value(f"newsscraper/{name}")
