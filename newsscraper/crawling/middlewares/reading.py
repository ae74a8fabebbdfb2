"""Large pages: read beside the event loop, before the spider gets them."""

from __future__ import annotations

from contextlib import suppress
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsscraper.crawling.reading_thread import ReadingThread
from newsscraper.crawling.readings import Reading


class ReadingMiddleware:
    """Reads large pages in a thread of their own, so that they do not stop the crawl.

    The page counts as a download until it has been read: it takes one of ``CONCURRENT_REQUESTS``,
    so no more large pages are fetched than that, and after Ctrl-C it is waited for like a download.

    Settings:
        NEWSSCRAPER_LARGE_PAGE: Bytes of a page, decompressed, from which on it is large.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._least_size = crawler.settings.getint("NEWSSCRAPER_LARGE_PAGE")
        self._thread = ReadingThread()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Read a large page that the spider will read; other responses are passed on at once."""
        spider = self._crawler.spider
        is_for_spider = request.callback == getattr(spider, "parse", None)
        if not is_for_spider or len(response.body) < self._least_size:
            return response
        response.request = request  # as the engine will do
        reading = Reading(response, any_page=getattr(spider, "any_page", False))
        with suppress(Exception):  # raised again in the callback, which reports it
            await self._thread.run(reading.complete)
        # Also after a defect: what has been read must not be read again in the event loop.
        reading.keep(request)
        return response
