"""How far a crawl is: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import logging
import sys
from collections import deque
from time import monotonic
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from newsscraper.crawling.frontier.session import Session
from newsscraper.reports.terminal import bar_size

logger = logging.getLogger(__name__)

_BAR_SECONDS = 0.25
# the unit is the whole line: a postfix comes with a comma
_BAR_FORMAT = "{desc} {percentage:3.0f}%|{bar}| {unit}"


_LEAST_SECONDS, _LEAST_PAGES = 10.0, 30


class Rate:
    """Pages a second lately: over the last ten seconds, or over as long as the last thirty pages
    took.

    A mean over the whole run says little of a site that has slowed down, and one over a few seconds
    nothing of a crawl that asks for a page a minute.
    """

    def __init__(self, now: float) -> None:
        self._seen: deque[tuple[float, int]] = deque([(now, 0)])

    def at(self, now: float, done: int) -> float:
        """The rate at a moment at which so many pages are done."""
        if done != self._seen[-1][1]:
            self._seen.append((now, done))
        while (
            len(self._seen) > 1
            and now - self._seen[1][0] >= _LEAST_SECONDS
            and done - self._seen[1][1] >= _LEAST_PAGES
        ):
            self._seen.popleft()
        began, before = self._seen[0]
        return (done - before) / max(now - began, 0.001)


def time_left(queue: int, rate: float) -> str:
    """How long what waits will take: ``0:05``, ``1:02:03``, ``3 d 4 h``; empty if nothing can be
    said."""
    if queue <= 0 or rate <= 0:
        return ""
    seconds = round(queue / rate)
    if seconds >= 86400:
        return f"{seconds // 86400} d {seconds % 86400 // 3600} h"
    hours = f"{seconds // 3600}:" if seconds >= 3600 else ""
    return f"{hours}{seconds % 3600 // 60:0{2 if hours else 1}}:{seconds % 60:02}"


class Progress:
    """Shows pages, articles, errors, rate and queue; the bar also the time left for what is known
    to wait.

    ``NEWSSCRAPER_PROGRESS``: ``bar``, ``line`` (every ``NEWSSCRAPER_PROGRESS_SECONDS``), ``none``,
    or ``auto``: a bar where standard error is a terminal, lines elsewhere.
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
        self._rate = Rate(monotonic())
        self._loop: Any = None
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        return cls(crawler)

    def _opened(self, spider: Spider) -> None:
        self._rate = Rate(monotonic())
        if self._as_bar:
            from tqdm import tqdm

            self._bar = tqdm(
                total=100,
                desc=getattr(spider, "title", spider.name),
                file=sys.stderr,
                bar_format=_BAR_FORMAT,
                **bar_size(),
                leave=False,
                unit="",
            )
        self._loop = create_looping_call(self._show)
        self._loop.start(
            _BAR_SECONDS
            if self._as_bar
            else self._crawler.settings.getfloat("NEWSSCRAPER_PROGRESS_SECONDS"),
            now=False,
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
        queue = self._queue(spider, pages + failed)
        articles = (
            self._crawler.stats.get_value("newsscraper/articles", 0) if self._crawler.stats else 0
        )
        rate = self._rate.at(monotonic(), pages + failed)
        shown = f"{rate:.1f}" if rate >= 1 else f"{rate:.3f}".rstrip("0").rstrip(".")
        line = (
            f"{pages} pages, {articles} articles, {failed} errors, {shown} pages/s, {queue} queued"
        )
        if self._bar is None:
            logger.warning("%s: %s", getattr(spider, "title", ""), line)
        else:
            self._bar.n = (
                100 * (pages + failed) // max(pages + failed + queue, 1)
            )  # rounded down: 100 % is all
            left = time_left(queue, rate)
            self._bar.unit = f"{line}, {left} left" if left else line
            self._bar.refresh()

    def _queue(self, spider: Spider | None, done: int) -> int:
        """URLs that are known and not settled, those under way among them."""
        session = Session.of(self._crawler)
        if session.is_open and session.ledger is not None:
            return session.ledger.waiting + len(session.leases or ())
        return max(getattr(spider, "requested", 0) - done, 0)
