"""Redirects to another site are not followed."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares import offsite
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.httpobj import urlparse_cached

_PORTS = frozenset({None, 80, 443})


class Offsite(IgnoreRequest):
    """The URL is of another site than the spider's. The text is its host name, or host and port."""


class OffsiteMiddleware(offsite.OffsiteMiddleware):
    """Scrapy's middleware, which refuses requests at the download instead of the scheduling.

    Scrapy drops them silently. A request refused at the download reaches its errback. Other ports
    than 80 and 443 of a host are not the site: anything may listen there.
    """

    def request_scheduled(self, request: Request, spider: Spider) -> None:
        """Accept every request for scheduling."""

    def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Refuse requests to other sites.

        Raises:
            Offsite: the URL is of another site, or of another port.

        """
        assert self.crawler.spider is not None
        parts = urlparse_cached(request)
        if not self.should_follow(request, self.crawler.spider):
            raise Offsite(parts.hostname or request.url)
        if getattr(self.crawler.spider, "allowed_domains", None) and parts.port not in _PORTS:
            raise Offsite(f"{parts.hostname}:{parts.port}")
