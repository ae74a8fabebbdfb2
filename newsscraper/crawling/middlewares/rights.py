"""What a site states about the use of its pages, outside the pages."""

from __future__ import annotations

import asyncio
import logging
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.httpobj import urlparse_cached

from newsscraper.crawling.responses import SITE_STATEMENTS
from newsscraper.crawling.scrapy_compat.engine import download
from newsscraper.crawling.site_files import SiteFilesByHost
from newsscraper.rights import SiteFiles, tdm_rules

logger = logging.getLogger(__name__)

_OK = 200
_PRIORITY = 1000
_IS_TDMREP = "newsscraper_tdmrep"


class RightsMiddleware:
    """Notes in ``meta`` of each request what robots.txt and tdmrep.json state about its URL.

    ``/.well-known/tdmrep.json`` is fetched once per host, before its first page, and passes all
    other middlewares: robots.txt, the delay, the check of addresses. Without an answer the host
    states nothing there (TDMRep, section 5.2). robots.txt comes from
    :class:`newsscraper.crawling.middlewares.robots.RobotsMiddleware`.

    Settings:
        NEWSSCRAPER_TDMREP: Whether to fetch the file.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._files = SiteFilesByHost.of(crawler)
        self._is_asked = crawler.settings.getbool("NEWSSCRAPER_TDMREP")
        self._read: dict[str, asyncio.Future[None]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait for the files of the host, and note what they state."""
        request.meta.pop(SITE_STATEMENTS, None)
        if request.meta.get("dont_obey_robotstxt") or request.meta.get(_IS_TDMREP):
            return
        parts = urlparse_cached(request)
        if parts.scheme not in ("http", "https"):
            return
        files = self._files[parts.netloc]
        if self._is_asked:
            reading = self._read.get(parts.netloc)
            if reading is None:
                address = f"{parts.scheme}://{parts.netloc}/.well-known/tdmrep.json"
                reading = asyncio.ensure_future(self._fetch(address, files))
                self._read[parts.netloc] = reading
            if not reading.done():
                await asyncio.shield(reading)  # other requests wait for it too
        if (statements := files.about(request.url)) is not None:
            request.meta[SITE_STATEMENTS] = statements

    async def _fetch(self, address: str, files: SiteFiles) -> None:
        meta = {_IS_TDMREP: True, "dont_retry": True}
        try:
            response = await download(self._crawler, address, priority=_PRIORITY, meta=meta)
        except Exception as error:  # the pages of the host will fail with the same cause
            level = logging.DEBUG if isinstance(error, IgnoreRequest) else logging.INFO
            logger.log(level, "%s: not fetched: %s", address, error or type(error).__name__)
            return
        if response.status != _OK:
            return
        rules = tdm_rules(response.body)
        if rules is None:
            logger.info("%s: not a JSON array of rules; it is ignored", address)
            return
        files.rules = rules
        logger.info("%s: %d rules", address, len(rules))
