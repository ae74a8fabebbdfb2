"""The number of links between a page and the start of the crawl."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.spidermiddlewares import depth


class DepthMiddleware(depth.DepthMiddleware):
    """Scrapy's middleware, enabled only if one of its settings is given.

    The ledger stores the depth anyway. Each spider middleware costs time for every item and
    request; this one took a fiftieth of a crawl (measured).

    Settings:
        DEPTH_LIMIT, DEPTH_PRIORITY, DEPTH_STATS_VERBOSE: as in Scrapy.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy.

        Raises:
            NotConfigured: no setting is given.

        """
        if not any(
            crawler.settings.get(name)
            for name in ("DEPTH_LIMIT", "DEPTH_PRIORITY", "DEPTH_STATS_VERBOSE")
        ):
            raise NotConfigured
        return super().from_crawler(crawler)
