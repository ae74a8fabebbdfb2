"""How many links lie between a page and the start, for those who limit or weigh it."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.spidermiddlewares import depth


class DepthMiddleware(depth.DepthMiddleware):
    """Scrapy's own, only where one of its settings asks for it: the ledger counts the depth anyway.

    Each spider middleware is one more turn for each output of each page; this one's was a fiftieth
    of a crawl (measured).

    Settings:
        DEPTH_LIMIT, DEPTH_PRIORITY, DEPTH_STATS_VERBOSE: Scrapy's.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy.

        Raises:
            NotConfigured: none of the settings is given.

        """
        if not any(
            crawler.settings.get(name)
            for name in ("DEPTH_LIMIT", "DEPTH_PRIORITY", "DEPTH_STATS_VERBOSE")
        ):
            raise NotConfigured
        return super().from_crawler(crawler)
