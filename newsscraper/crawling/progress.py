"""Progress of a crawl: a bar in a terminal, otherwise a line from time to time."""

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

from newsscraper.crawling.frontier.protocols import ReportingSpider
from newsscraper.crawling.frontier.session import Session
from newsscraper.crawling.tally import Tally
from newsscraper.reports.terminal import bar_size

logger = logging.getLogger(__name__)

_BAR_SECONDS = 0.25
# The text after the bar is tqdm's unit, since tqdm puts a comma before a postfix.
_BAR_FORMAT = "{desc} {percentage:3.0f}%|{bar}| {unit}"


_MIN_SECONDS, _MIN_PAGES = 10.0, 30


class Rate:
    """Pages per second, over the last ten seconds or the last thirty pages, whichever is longer.

    The mean of the whole run would hide that a site has become slower, and the mean of a few
    seconds would be useless for a crawl of one page per minute.
    """

    def __init__(self, now: float) -> None:
        self._seen: deque[tuple[float, int]] = deque([(now, 0)])

    def at(self, now: float, done: int) -> float:
        """Return the rate at the time `now`, when `done` pages have been fetched."""
        if done != self._seen[-1][1]:
            self._seen.append((now, done))
        while (
            len(self._seen) > 1
            and now - self._seen[1][0] >= _MIN_SECONDS
            and done - self._seen[1][1] >= _MIN_PAGES
        ):
            self._seen.popleft()
        began, before = self._seen[0]
        return (done - before) / max(now - began, 0.001)


def time_left(queue: int, rate: float) -> str:
    """Return the time for the queue: ``0:05``, ``1:02:03``, ``3 d 4 h``; empty if unknown."""
    if queue <= 0 or rate <= 0:
        return ""
    seconds = round(queue / rate)
    if seconds >= 86400:
        return f"{seconds // 86400} d {seconds % 86400 // 3600} h"
    hours = f"{seconds // 3600}:" if seconds >= 3600 else ""
    return f"{hours}{seconds % 3600 // 60:0{2 if hours else 1}}:{seconds % 60:02}"


class Progress:
    """Shows pages, articles, errors, rate and queue; the bar also shows the time left.

    The time left is estimated from the URLs known so far.

    Settings:
        NEWSSCRAPER_PROGRESS: ``bar``; ``line``; ``none``; or ``auto``: a bar if standard error is a
            terminal, otherwise lines.
        NEWSSCRAPER_PROGRESS_SECONDS: Seconds between two lines.
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
                desc=spider.title if isinstance(spider, ReportingSpider) else spider.name,
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
        tally = spider.tally if isinstance(spider, ReportingSpider) else None
        pages, failed = (tally.pages, tally.failed) if tally is not None else (0, 0)
        queue = self._queue(tally, pages + failed)
        articles = (
            self._crawler.stats.get_value("newsscraper/articles", 0) if self._crawler.stats else 0
        )
        rate = self._rate.at(monotonic(), pages + failed)
        shown = f"{rate:.1f}" if rate >= 1 else f"{rate:.3f}".rstrip("0").rstrip(".")
        line = (
            f"{pages} pages, {articles} articles, {failed} errors, {shown} pages/s, {queue} queued"
        )
        if self._bar is None:
            logger.warning(
                "%s: %s", spider.title if isinstance(spider, ReportingSpider) else "", line
            )
        else:
            # Rounded down, so that 100 % means all.
            self._bar.n = 100 * (pages + failed) // max(pages + failed + queue, 1)
            left = time_left(queue, rate)
            self._bar.unit = f"{line}, {left} left" if left else line
            self._bar.refresh()

    def _queue(self, tally: Tally | None, done: int) -> int:
        """Return the number of known URLs that are not finished, including current requests."""
        session = Session.of(self._crawler)
        if session.is_open and session.ledger is not None:
            return session.ledger.waiting + len(session.leases or ())
        return max(tally.requested - done, 0) if tally is not None else 0
