"""How fast one site is asked: the one place that slows down Scrapy's download slots."""

from __future__ import annotations

from time import monotonic

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from twisted.python.failure import Failure

from newsscraper.crawling.shared import SharedObjects

_SHORTEST_DELAY = 0.01


class Stopped(IgnoreRequest):
    """A request that waited for its turn when the crawl was stopped."""


class Pace:
    """Delays and pauses of the download slots, by their key: the host's name.

    A slot is Scrapy's queue of one host. It sends the next request ``delay`` seconds after
    ``lastseen``, so a pause is a ``lastseen`` that lies ahead: what waits in the queue already
    waits too.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._floors: dict[str, float] = {}

    @classmethod
    def of(cls, crawler: Crawler) -> Pace:
        """The crawler's one."""
        return SharedObjects.of(crawler).get_or_create(cls, lambda: cls(crawler))

    def floor(self, key: str) -> float:
        """Seconds that must lie between two requests, whatever the settings say: the site's
        Crawl-delay."""
        return self._floors.get(key, 0.0)

    def set_floor(self, key: str, seconds: float) -> None:
        """Keeps at least `seconds` between two requests from now on, to the full: no random part of
        it is taken off."""
        self._floors[key] = seconds
        downloader = self._downloader
        configured = downloader.per_slot_settings.get(key, {})
        delay = max(
            seconds,
            float(configured.get("delay", 0)),
            self._crawler.settings.getfloat("DOWNLOAD_DELAY"),
        )
        downloader.per_slot_settings[key] = {**configured, "delay": delay, **_without_jitter()}
        slot = downloader.slots.get(key)
        if slot is not None:
            slot.delay = max(slot.delay, seconds)
            if hasattr(slot, "jitter"):
                slot.jitter = 0.0
            else:  # Scrapy before 2.17
                slot.randomize_delay = False

    def pause(self, key: str, seconds: float) -> None:
        """Sends nothing to the host for `seconds`."""
        slot = self._downloader.slots.get(key)
        if slot is not None:
            slot.delay = max(slot.delay, _SHORTEST_DELAY)
            slot.lastseen = max(slot.lastseen, monotonic() + seconds)

    def release(self, host: str | None = None, error: Exception | None = None) -> None:
        """Fails every request that still waits for its turn, so that nobody need wait for it.

        Args:
            host: Only those of this host, without ``www.``.
            error: What their errbacks hear; that they were stopped, when left out.

        """
        for key, slot in self._downloader.slots.items():
            while slot.queue and host in (None, key.removeprefix("www.")):
                _, waiting = slot.queue.popleft()
                waiting.errback(Failure(error or Stopped("stopped before its turn came")))  # type: ignore[no-untyped-call]

    @property
    def _downloader(self):  # type: ignore[no-untyped-def]  # noqa: ANN202 - Scrapy's engine is typed loosely across versions
        assert self._crawler.engine is not None
        return self._crawler.engine.downloader


class Throttle(AutoThrottle):
    """Scrapy's AutoThrottle, which never goes below a site's Crawl-delay."""

    def _adjust_delay(self, slot, latency: float, response: Response) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        super()._adjust_delay(slot, latency, response)
        key = next(
            (key for key, known in self.crawler.engine.downloader.slots.items() if known is slot),
            "",
        )
        slot.delay = max(slot.delay, Pace.of(self.crawler).floor(key))


def _without_jitter() -> dict[str, object]:
    from scrapy import version_info

    return {"jitter": 0.0} if version_info >= (2, 19) else {"randomize_delay": False}
