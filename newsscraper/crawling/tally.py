"""Counts the outcomes of the requests of a run."""

from __future__ import annotations

from collections.abc import Callable

from scrapy.crawler import Crawler

from newsscraper.passwords import masked, masked_url

_MOST_FAILURES_KEPT = 1000


class Tally:
    """The pages and failures of a run, also counted in Scrapy's stats under ``newsscraper/``.

    Args:
        crawler: Returns the crawler; it is set after the spider was created, and its stats later.

    """

    def __init__(self, crawler: Callable[[], Crawler]) -> None:
        self._crawler = crawler
        self._increase: Callable[[str, int], None] | None = None
        self.requested = 0
        """Requests that the spider counts itself. A crawl with a ledger leaves this at 0."""
        self.pages = 0
        self.failed = 0
        self.failed_and_queued = 0
        """Failed URLs that stay in the queue because the site did not answer at all."""
        self.failures: list[dict[str, str]] = []
        """The first thousand URLs that failed: ``url``, ``cause``, ``reason``."""

    @property
    def undone(self) -> int:
        """Number of requests that neither got a response nor failed."""
        return max(self.requested - self.pages - self.failed, 0)

    def count(self, name: str, number: int = 1) -> None:
        """Add to a counter of Scrapy's stats."""
        if self._increase is None and (stats := self._crawler().stats) is not None:
            self._increase = stats.inc_value  # kept, because looking it up is slower than counting
        if self._increase is not None:
            self._increase(f"newsscraper/{name}", number)

    def number_of(self, name: str) -> int:
        """The value of a counter."""
        stats = self._crawler().stats
        return int(stats.get_value(f"newsscraper/{name}", 0)) if stats is not None else 0

    def add_page(self, kind: str) -> None:
        """Count a page of a kind."""
        self.pages += 1
        self.count(f"pages/{kind}")

    def remove_page(self, kind: str) -> None:
        """Take back a page that was counted too early."""
        self.pages -= 1
        self.count(f"pages/{kind}", -1)

    def add_failure(self, url: str, cause: str, reason: str) -> None:
        """Count a failed URL.

        Args:
            url: Its address.
            cause: Code of the cause, such as ``timeout``.
            reason: The cause in words.

        """
        self.failed += 1
        self.count("failed")
        self.count(f"failed/{cause}")
        if len(self.failures) < _MOST_FAILURES_KEPT:
            self.failures.append({"url": masked_url(url), "cause": cause, "reason": masked(reason)})
