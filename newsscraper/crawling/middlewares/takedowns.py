"""What was taken down (``newsscraper remove``) is not fetched, by whatever way it is reached."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured

from newsscraper.crawling.frontier.session import Session
from newsscraper.pipelines.identity import article_id_of
from newsscraper.urls import canonical


class TakenDown(IgnoreRequest):
    """The article at the URL was taken down from the store."""


class TakedownMiddleware:
    """Refuses the requests of articles that were taken down from the store.

    The ledger does not queue their addresses. This also stops what does not come from it: the
    addresses of ``scrape``, redirects, other spellings of an address.
    """

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.get("NEWSSCRAPER_STORE"):
            raise NotConfigured
        self._session = Session.of(crawler)
        self._ids: set[str] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy.

        Raises:
            NotConfigured: there is no store.

        """
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse the request of an article that was taken down before the run began.

        Raises:
            TakenDown: it was.

        """
        if self._ids is None:
            self._ids = self._session.store.takedowns.ids() if self._session.is_open else set()
        if self._ids and article_id_of(canonical(request.url)) in self._ids:
            raise TakenDown(request.url)
