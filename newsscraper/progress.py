"""How far a crawl is: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import logging
import sys
from time import monotonic
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from newsscraper.session import Session
from newsscraper.terminal import bar_size

logger = logging.getLogger(__name__)

_BAR_SECONDS = 0.25
_BAR_FORMAT = "{desc} {percentage:3.0f}%|{bar}| {unit}"  # the unit is the whole line: a postfix comes with a comma


class Progress:
    """Shows pages, articles, errors, rate and queue.

    ``NEWSSCRAPER_PROGRESS``: ``bar``, ``line`` (every ``NEWSSCRAPER_PROGRESS_SECONDS``), ``none``, or ``auto``: a bar where
    standard error is a terminal, lines elsewhere.
    """

    def __init__(self, crawler: Crawler) -> None:
        kind = crawler.settings.get("NEWSSCRAPER_PROGRESS", "none")
        if kind == "auto":
            kind = "bar" if sys.stderr.isatty() else "line"
        if kind == "none":
            raise NotConfigured
        self._crawler = crawler
        self._bar: Any = None
        self._as_bar = kind == "bar"
        self._begun = monotonic()
        self._loop: Any = None
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        return cls(crawler)

    def _opened(self, spider: Spider) -> None:
        self._begun = monotonic()
        if self._as_bar:
            from tqdm import tqdm

            self._bar = tqdm(
                total=1,
                desc=getattr(spider, "title", spider.name),
                file=sys.stderr,
                bar_format=_BAR_FORMAT,
                **bar_size(),
                leave=False,
                unit="",
            )
        self._loop = create_looping_call(self._show)
        self._loop.start(
            _BAR_SECONDS if self._as_bar else self._crawler.settings.getfloat("NEWSSCRAPER_PROGRESS_SECONDS"), now=False
        )

    def _closed(self, spider: Spider) -> None:
        if self._loop is not None and self._loop.running:
            self._loop.stop()
        if self._bar is not None:
            self._show()
            self._bar.close()

    def _show(self) -> None:
        spider = self._crawler.spider
        pages, failed = getattr(spider, "pages", 0), getattr(spider, "failed_count", 0)
        session = Session.of(self._crawler)
        if session.is_open and session.ledger is not None:
            queue = session.writer.queued
        else:
            queue = max(getattr(spider, "requested", 0) - pages - failed, 0)
        articles = self._crawler.stats.get_value("newsscraper/articles", 0) if self._crawler.stats else 0
        rate = pages / max(monotonic() - self._begun, 0.001)
        line = f"{pages} pages, {articles} articles, {failed} errors, {rate:.1f} pages/s, {queue} queued"
        if self._bar is None:
            logger.warning("%s: %s", getattr(spider, "title", ""), line)
        else:
            self._bar.total, self._bar.n = max(pages + failed + queue, 1), pages + failed
            self._bar.unit = line
            self._bar.refresh()
