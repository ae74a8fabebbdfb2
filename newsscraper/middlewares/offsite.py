"""A redirect off the site ends there."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares import offsite


class OffsiteMiddleware(offsite.OffsiteMiddleware):
    """Scrapy's own, but it refuses at the download, where the request's errback hears of it, not silently before."""

    def request_scheduled(self, request: Request, spider: Spider) -> None:
        """Lets the request be scheduled."""
