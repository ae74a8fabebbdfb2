"""The pace of requests: the one place that slows down a host's download slot."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from newsscraper.crawling.scrapy_compat import slots
from newsscraper.crawling.scrapy_compat.engine import part_of


class Stopped(IgnoreRequest):
    """The crawl was stopped while the request waited in its host's queue."""


class Pace:
    """Delays and pauses of the download slots.

    A slot is Scrapy's queue of the requests for one host. Its key is the host name, or
    ``meta["download_slot"]``.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._slots = slots.DownloadSlots(crawler)
        self._min_delays: dict[str, float] = {}

    @classmethod
    def of(cls, crawler: Crawler) -> Pace:
        """Return the pace of a crawler."""
        return part_of(crawler, cls, lambda: cls(crawler))

    def min_delay(self, key: str) -> float:
        """Return the site's Crawl-delay in seconds, which no setting shortens; 0 without one."""
        return self._min_delays.get(key, 0.0)

    def set_min_delay(self, key: str, seconds: float) -> None:
        """Wait at least `seconds` between two requests from now on, with no random part."""
        self._min_delays[key] = seconds
        self._slots.set_delay(key, seconds)

    def pause(self, key: str, seconds: float) -> None:
        """Send nothing to the host for `seconds`."""
        self._slots.pause(key, seconds)

    def release(self, host: str | None = None, error: Exception | None = None) -> None:
        """Fail every queued request, so that the crawl can end without waiting for it.

        Args:
            host: Only the requests for this host, without ``www.``; ``None`` for all.
            error: The exception that the requests' errbacks get; by default :class:`Stopped`.

        """
        self._slots.fail_queued(host, error or Stopped("stopped before it was sent"))


class Throttle(slots.AutoThrottle):
    """Scrapy's AutoThrottle, which never goes below a site's Crawl-delay."""

    def min_delay_of(self, key: str) -> float:
        """Return the site's Crawl-delay in seconds."""
        return Pace.of(self.crawler).min_delay(key)
