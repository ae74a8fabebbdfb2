"""The download slots: Scrapy's queues of requests, one per host."""

from __future__ import annotations

from time import monotonic
from typing import Any

from scrapy import version_info
from scrapy.crawler import Crawler
from scrapy.extensions import throttle
from scrapy.http import Response
from twisted.python.failure import Failure

_MIN_DELAY = 0.01
_NO_JITTER: dict[str, float | bool] = (
    {"jitter": 0.0} if version_info >= (2, 19) else {"randomize_delay": False}
)


class DownloadSlots:
    """Changes the delays and queues of a crawler's download slots during the crawl.

    A slot sends its next request ``delay`` seconds after ``lastseen``, so a pause is a ``lastseen``
    in the future: it also holds for the requests that are already queued.

    Why: the settings ``DOWNLOAD_DELAY`` and ``DOWNLOAD_SLOTS`` are read once, at the start of the
    crawl. A Crawl-delay, a ``Retry-After`` and a stop are known later. Scrapy 2.19 renamed the
    random part of a delay from ``randomize_delay`` to ``jitter``.

    Upstream: scrapy/scrapy#802 (delays per request or slot, open), scrapy/scrapy#2012 (delays that
    adapt, closed), scrapy/scrapy#7881 (``jitter``).
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    def set_delay(self, key: str, seconds: float) -> None:
        """Wait at least `seconds` between two requests of a slot, without a random part.

        Args:
            key: The slot's key: the host name, or ``meta["download_slot"]``.
            seconds: The shortest delay.

        """
        downloader = self._downloader
        configured = downloader.per_slot_settings.get(key, {})
        delay = max(
            seconds,
            float(configured.get("delay", 0)),
            self._crawler.settings.getfloat("DOWNLOAD_DELAY"),
        )
        # Scrapy deletes idle slots; a slot that it creates later reads these settings.
        downloader.per_slot_settings[key] = {**configured, "delay": delay, **_NO_JITTER}
        slot = downloader.slots.get(key)
        if slot is not None:
            slot.delay = max(slot.delay, seconds)
            if hasattr(slot, "jitter"):
                slot.jitter = 0.0
            else:  # Scrapy before 2.17
                slot.randomize_delay = False

    def pause(self, key: str, seconds: float) -> None:
        """Send no request of a slot for `seconds`."""
        slot = self._downloader.slots.get(key)
        if slot is not None:
            slot.delay = max(slot.delay, _MIN_DELAY)
            slot.lastseen = max(slot.lastseen, monotonic() + seconds)

    def fail_queued(self, host: str | None, error: Exception) -> None:
        """Fail the requests that wait in the slots, so that the crawl can end without them.

        Args:
            host: Only the requests of this host (without ``www.``); ``None`` for all.
            error: The exception that the requests' errbacks get.

        """
        for key, slot in self._downloader.slots.items():
            while slot.queue and host in (None, key.removeprefix("www.")):
                _, waiting = slot.queue.popleft()
                waiting.errback(Failure(error))  # type: ignore[no-untyped-call]

    @property
    def _downloader(self) -> Any:
        assert self._crawler.engine is not None
        return self._crawler.engine.downloader


class AutoThrottle(throttle.AutoThrottle):
    """Scrapy's AutoThrottle with a minimum delay per slot.

    Why: the extension has one minimum, ``DOWNLOAD_DELAY``, and the method that decides is private.

    Upstream: scrapy/scrapy#892 (Crawl-delay, open).
    """

    def min_delay_of(self, key: str) -> float:
        """Return the shortest delay of a slot in seconds. To be overridden."""
        return 0.0

    def _adjust_delay(self, slot: Any, latency: float, response: Response) -> None:
        super()._adjust_delay(slot, latency, response)
        assert self.crawler.engine is not None
        slots: dict[str, Any] = self.crawler.engine.downloader.slots
        key = next((key for key, known in slots.items() if known is slot), "")
        slot.delay = max(slot.delay, self.min_delay_of(key))
