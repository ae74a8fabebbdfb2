"""A redirect off the site ends there."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares import offsite
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.httpobj import urlparse_cached


class Offsite(IgnoreRequest):
    """The address is of another site than the spider's. The text is its host."""


class OffsiteMiddleware(offsite.OffsiteMiddleware):
    """Scrapy's own, but it refuses at the download, where the request's errback hears of it, not
    silently before."""

    def request_scheduled(self, request: Request, spider: Spider) -> None:
        """Lets the request be scheduled."""

    def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Lets only the spider's own site be asked.

        Raises:
            Offsite: the address is of another one.

        """
        assert self.crawler.spider is not None
        if not self.should_follow(request, self.crawler.spider):
            raise Offsite(urlparse_cached(request).hostname or request.url)
