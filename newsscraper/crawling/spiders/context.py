"""What the parts of a site's crawl share."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from scrapy import Request

from newsscraper.crawling.frontier import StoreLedger
from newsscraper.crawling.frontier.leases import Leases
from newsscraper.crawling.frontier.session import Session
from newsscraper.crawling.pace import Pace
from newsscraper.crawling.spiders.base import NewsSpider
from newsscraper.scope import Days, Scope
from newsscraper.store.visits import Stretch

# The priorities of requests. Articles come before listings, so that the queue stays short. Among
# listings, the order of the ledger puts the second page of each source before the third of any.
START, ARTICLE, LISTING_PAGE = 1000, 500, 100


class CrawlContext:
    """The spider, its scope and its run in the store.

    Args:
        spider: The spider. Its crawler need not be set yet.
        scope: What is crawled.

    """

    def __init__(self, spider: NewsSpider, scope: Scope) -> None:
        self.spider = spider
        self.scope = scope
        self._closing: asyncio.Task[None] | None = None

    @cached_property
    def session(self) -> Session:
        """The run in the store."""
        return Session.of(self.spider.crawler)

    @cached_property
    def days(self) -> Days:
        """The range of days, counted from the day on which the run began."""
        return self.scope.days(self.session.began)

    @cached_property
    def ledger(self) -> StoreLedger:
        """The ledger of the run."""
        assert self.session.ledger is not None
        return self.session.ledger

    @property
    def leases(self) -> Leases | None:
        """The visits in progress; ``None`` before the scheduler is open."""
        return self.session.leases

    def known_stretches(self, edition: str, source_id: str) -> Sequence[Stretch]:
        """The stretches of a source's listing to skip; none with ``--full``."""
        if self.scope.full:
            return ()
        return self.session.stretches.get((edition, source_id), ())

    def request(self, url: str, priority: int, **options: Any) -> Request:
        """A request whose response the spider reads."""
        return Request(
            url,
            callback=self.spider.parse,
            errback=self.spider.failed,
            priority=priority,
            **options,
        )

    def close(self, reason: str) -> None:
        """End the crawl; pages in progress are finished first."""
        crawler = self.spider.crawler
        if self._closing is None and crawler.engine is not None:
            Pace.of(crawler).release()
            # A separate task, since closing waits for the callback that calls this method.
            self._closing = asyncio.get_running_loop().create_task(
                crawler.engine.close_spider_async(reason=reason)
            )
