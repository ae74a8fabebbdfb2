"""Pauses hosts that are overloaded, and stops crawling hosts that refuse."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from newsscraper.crawling.pace import Pace
from newsscraper.urls import host_of

logger = logging.getLogger(__name__)

BUSY = frozenset({429, 503})
"""Statuses that ask the client to retry later (RFC 6585, 4; RFC 9110, 15.6.4)."""

REFUSED = frozenset({401, 403, 451})
"""Statuses that refuse the request."""


_TOLERATED_SILENCES = 3


class LeftAlone(IgnoreRequest):
    """The host has refused to be crawled; it gets no more requests in this run."""


class BackoffMiddleware:
    """Pauses a host after 429 and 503, and after too many refusals stops crawling it.

    A pause lasts as long as ``Retry-After`` says; without that header it doubles each time.
    Scrapy's RetryMiddleware sends the requests again.

    Settings:
        NEWSSCRAPER_BACKOFF: Seconds of the first pause without ``Retry-After``.
        NEWSSCRAPER_BACKOFF_MAX: Seconds of the longest pause. A host that asks for more is no
            longer crawled.
        NEWSSCRAPER_REFUSALS: Number of refusals in a row (401, 403, 429, 451, 503) after which a
            host is no longer crawled.
        NEWSSCRAPER_SILENCES: Number of requests in a row without a response after which a host is
            no longer crawled, if it responded before. From the third on it is paused.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._pace = Pace.of(crawler)
        self._first = settings.getfloat("NEWSSCRAPER_BACKOFF")
        self._longest = settings.getfloat("NEWSSCRAPER_BACKOFF_MAX")
        self._limit = settings.getint("NEWSSCRAPER_REFUSALS")
        self._most_silences = settings.getint("NEWSSCRAPER_SILENCES")
        self._refusals: dict[str, int] = {}
        self._silences: dict[str, int] = {}
        self._left_alone: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse requests to a host that is no longer crawled.

        Raises:
            LeftAlone: the host is no longer crawled.

        """
        reason = self._left_alone.get(host_of(request.url))
        if reason is not None:
            raise LeftAlone(reason)

    def process_response(self, request: Request, response: Response) -> Response:
        """Count refusals and pause the host.

        Raises:
            LeftAlone: the host is no longer crawled.

        """
        host = host_of(request.url)
        self._silences[host] = 0
        if response.status not in BUSY | REFUSED:
            if response.status < 500:
                self._refusals.pop(host, None)
            return response
        number = self._refusals[host] = self._refusals.get(host, 0) + 1
        if response.status in BUSY:
            asked = retry_after(response)
            if asked is not None and asked > self._longest:
                self.leave(
                    host,
                    f"status {response.status}, asks to wait {asked:.0f} s, longer than"
                    " NEWSSCRAPER_BACKOFF_MAX",
                )
            else:
                # 0: Retry-After is a time in the past.
                pause = asked or min(self._first * 2 ** min(number - 1, 16), self._longest)
                self._pace.pause(str(request.meta.get("download_slot", host)), pause)
                logger.info(
                    "%s responded with status %d: pausing %g s", host, response.status, pause
                )
        if number >= self._limit:
            self.leave(host, f"status {response.status} {number} times in a row")
        if host in self._left_alone:
            raise LeftAlone(self._left_alone[host])
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Pause a host that responded before and no longer does: it may be restarting."""
        host = host_of(request.url)
        if host not in self._silences or isinstance(exception, IgnoreRequest):
            return
        number = self._silences[host] = self._silences[host] + 1
        if number >= self._most_silences:
            self.leave(host, f"no response {number} times in a row")
        elif number >= _TOLERATED_SILENCES:
            pause = min(self._first * 2 ** min(number - _TOLERATED_SILENCES, 16), self._longest)
            self._pace.pause(str(request.meta.get("download_slot", host)), pause)
            logger.info("%s does not respond: pausing %g s", host, pause)

    def leave(self, host: str, reason: str) -> None:
        """Send no more requests to a host in this run; queued requests fail."""
        if host not in self._left_alone:
            self._left_alone[host] = reason
            self._pace.release(host.partition(":")[0], LeftAlone(reason))


def retry_after(response: Response) -> float | None:
    """Return the seconds that ``Retry-After`` asks for; ``None`` if it is missing or invalid.

    The header contains a number or a date (RFC 9110, 10.2.3).
    """
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdecimal():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
