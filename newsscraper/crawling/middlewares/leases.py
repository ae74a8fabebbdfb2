"""The outermost spider middleware, which counts everything that callbacks yield."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Response

from newsscraper.crawling.frontier.session import Session


class LeaseMiddleware:
    """Counts the output of each visit, which is acknowledged once all of it is processed.

    See :mod:`newsscraper.crawling.frontier.leases`. It must have the lowest number in
    ``SPIDER_MIDDLEWARES``, so that it also counts what other middlewares add.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        return cls(crawler)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """Count a callback's output and pass it on."""
        leases = Session.of(self._crawler).leases
        lease = leases.of(response.meta) if leases is not None else None
        if leases is not None and lease is not None and not lease.by_errback:
            result = leases.watch(lease, response.url, result)
        async for output in result:
            yield output
