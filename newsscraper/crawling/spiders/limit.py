"""The limit: how many articles of the run are stored or on their way to the store."""

from __future__ import annotations

from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsscraper.crawling.frontier.request_codec import LEASE
from newsscraper.crawling.spiders.context import CrawlContext
from newsscraper.crawling.spiders.quality import note_rejected
from newsscraper.items.records import Article


class ArticleLimit:
    """Closes the spider when it has stored as many articles as wanted.

    Args:
        context: The crawl. Its scope has the limit, or ``None`` for no limit.

    """

    def __init__(self, context: CrawlContext) -> None:
        self._context = context
        self._limit = context.scope.limit
        self._stored = 0
        self._stored_before: set[str] = set()
        self._in_pipelines: set[str] = set()

    def connect(self, crawler: Crawler) -> None:
        """Follow the articles through the item pipelines by Scrapy's signals."""
        crawler.signals.connect(self._item_scraped, signal=signals.item_scraped)
        crawler.signals.connect(self._item_lost, signal=signals.item_dropped)
        crawler.signals.connect(self._item_lost, signal=signals.item_error)

    def begin(self) -> bool:
        """Count the articles that an earlier, interrupted part of the run has stored.

        One of them may be fetched again, if the process was killed after its article was stored and
        before its visit was settled.

        Returns:
            Whether the limit is reached already. The run was then killed before it could finish.

        """
        start, days = self._context.session.start, self._context.days
        if start.articles and self._limit is not None:
            self._stored_before = set(
                self._context.session.store.articles(
                    run=start.number, since=days.since, until=days.until
                ).ids()
            )
        self._stored = len(self._stored_before)
        return self._is_reached

    def is_waiting(self) -> bool:
        """Whether the visits in progress may reach the limit.

        Nothing more is requested until it is known whether they do.
        """
        leases = self._context.leases
        return (
            self._limit is not None
            and leases is not None
            and self._stored + leases.number_of("article") >= self._limit
        )

    def has_room(self) -> bool:
        """Whether another article may be sent to the item pipelines."""
        if self._limit is None:
            return True
        leases = self._context.leases or ()
        # A component may have dropped an article without a signal. Its visit is settled by then.
        self._in_pipelines = {key for key in self._in_pipelines if key in leases}
        return self._stored + len(self._in_pipelines) < self._limit

    def add(self, response: Response) -> None:
        """Note that the article of a response is sent to the item pipelines."""
        self._in_pipelines.add(response.meta.get(LEASE, ""))

    @property
    def _is_reached(self) -> bool:
        return self._limit is not None and self._stored >= self._limit

    def _item_scraped(self, item: Any, response: Any) -> None:
        if not isinstance(item, Article):
            return
        self._remove(response)
        if not self._context.days.include(item.published):
            self._context.spider.tally.count("out_of_range")
            return
        if item.id in self._stored_before:
            return
        self._stored += 1
        if self._is_reached:
            self._context.close("limit")

    def _item_lost(self, item: Any, response: Any) -> None:
        if isinstance(item, Article):
            self._remove(response)
            note_rejected(self._context.session, item)

    def _remove(self, response: Any) -> None:
        if isinstance(response, Response):
            self._in_pipelines.discard(response.meta.get(LEASE, ""))
