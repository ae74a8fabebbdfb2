"""Redirects to another site are not followed."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares import offsite
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.httpobj import urlparse_cached


class Offsite(IgnoreRequest):
    """The URL is of another site than the spider's. The text is its host name."""


class OffsiteMiddleware(offsite.OffsiteMiddleware):
    """Scrapy's middleware, which refuses requests at the download instead of the scheduling.

    Scrapy drops them silently. A request refused at the download reaches its errback.
    """

    def request_scheduled(self, request: Request, spider: Spider) -> None:
        """Accept every request for scheduling."""

    def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Refuse requests to other sites.

        Raises:
            Offsite: the URL is of another site.

        """
        assert self.crawler.spider is not None
        if not self.should_follow(request, self.crawler.spider):
            raise Offsite(urlparse_cached(request).hostname or request.url)
