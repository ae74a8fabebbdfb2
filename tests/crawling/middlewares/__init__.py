"""A crawler with Scrapy's downloader, which fetches nothing, and prepared responses."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.test import get_crawler

SCHEMES = ("data", "file", "ftp", "http", "https", "s3")
JITTER: dict[str, Any] = {"jitter": 0.5} if hasattr(Slot, "jitter") else {"randomize_delay": True}


class Engine:
    """The part of Scrapy's engine that middlewares use."""

    def __init__(self, crawler: Crawler) -> None:
        self.downloader = Downloader(crawler)
        self.answers: dict[str, Response | Exception] = {}
        self.asked: list[str] = []

    async def download_async(self, request: Request) -> Response:
        """Return the prepared response for the URL."""
        self.asked.append(request.url)
        answer = self.answers[request.url]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def slot(self, key: str, delay: float = 0.0) -> Slot:
        """Create the download slot of a host, as Scrapy does at its first request."""
        slot = self.downloader.slots[key] = Slot(1, delay, **JITTER)
        return slot


def crawler_with(**settings: Any) -> Crawler:
    """Return a crawler with these settings."""
    crawler = get_crawler(settings_dict={"DOWNLOAD_HANDLERS": dict.fromkeys(SCHEMES), **settings})
    crawler.engine = Engine(crawler)
    return crawler
