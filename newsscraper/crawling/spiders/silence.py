"""A site that does not answer at all."""

from __future__ import annotations

from scrapy import Request

from newsscraper.crawling.spiders.context import CrawlContext

_MOST_REQUESTS = 4
"""After this many requests without any response, the crawl is given up."""


class Silence:
    """Gives up the crawl if a site is down from the start, and keeps its URLs in the queue.

    The failures are then not the fault of the pages, and not every page need be tried.

    Args:
        context: The crawl.

    """

    def __init__(self, context: CrawlContext) -> None:
        self._context = context
        self._number = 0

    def note(self, request: Request, *, is_refused: bool) -> None:
        """Count a request without a response, unless the site has answered another one before.

        Args:
            request: The request.
            is_refused: Whether its address was refused here. It then stays failed, so that
                ``newsscraper failed`` lists it.

        """
        spider = self._context.spider
        stats = spider.crawler.stats
        if stats is None or stats.get_value("response_received_count"):
            return
        self._number += 1
        if not is_refused:
            spider.set_outcome(request, "queued")
            spider.tally.failed_and_queued += 1
        if self._number >= _MOST_REQUESTS:
            self._context.close("silent")
