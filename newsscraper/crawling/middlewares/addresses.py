"""URLs whose text shows that they lead inside are not fetched."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from newsscraper.crawling.addresses import Addresses, RequestRefused
from newsscraper.sites import SITES


class AddressMiddleware:
    """Refuses literal addresses of special networks, names of this computer and other schemes.

    It is the outermost downloader middleware, so redirects of every kind, retries and robots.txt
    pass it, also if a proxy is used. What a name is resolved to is checked later, where the
    connection is made (:mod:`newsscraper.crawling.download_handler`).

    Settings:
        NEWSSCRAPER_ALLOWED_NETWORKS: Networks that may be connected to all the same.
        NEWSSCRAPER_BASE_URL: The mirror, which the user chose.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._addresses = Addresses.of(crawler)
        base_url = crawler.settings.get("NEWSSCRAPER_BASE_URL")
        for site in SITES if base_url else ():
            self._addresses.allow(base_url.replace("{site}", site))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy.

        Raises:
            UserError: a network in NEWSSCRAPER_ALLOWED_NETWORKS is invalid.

        """
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse a URL that leads inside.

        Raises:
            RequestRefused: it does.

        """
        problem = self._addresses.problem_of_url(request.url)
        if problem is not None:
            raise RequestRefused(problem)
