"""A crawler with Scrapy's own downloader, which fetches nothing, and answers for what the
middlewares fetch themselves."""

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
    """What the middlewares see of Scrapy's engine: its downloader, and a download of their own."""

    def __init__(self, crawler: Crawler) -> None:
        self.downloader = Downloader(crawler)
        self.answers: dict[str, Response | Exception] = {}
        self.asked: list[str] = []

    async def download_async(self, request: Request) -> Response:
        """The answer that was laid down for the address."""
        self.asked.append(request.url)
        answer = self.answers[request.url]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def slot(self, key: str, delay: float = 0.0) -> Slot:
        """The queue of a host, as Scrapy makes it at the host's first request."""
        slot = self.downloader.slots[key] = Slot(1, delay, **JITTER)
        return slot


def crawler_with(**settings: Any) -> Crawler:
    """A crawler of some settings."""
    crawler = get_crawler(settings_dict={"DOWNLOAD_HANDLERS": dict.fromkeys(SCHEMES), **settings})
    crawler.engine = Engine(crawler)
    return crawler
