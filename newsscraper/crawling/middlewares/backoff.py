"""A host that says "not now" is asked again later, and later each time."""

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
"""Statuses that ask to come back later (RFC 6585, 4; RFC 9110, 15.6.4)."""

REFUSED = frozenset({401, 403, 451})
"""Statuses that refuse."""


_SILENCES_BORNE = 3


class LeftAlone(IgnoreRequest):
    """The host has refused to be crawled; nothing more is asked of it in this run."""


class BackoffMiddleware:
    """Pauses a host after 429 and 503, as long as ``Retry-After`` says, else longer each time;
    gives up after a while.

    Settings: NEWSSCRAPER_BACKOFF: Seconds of the first pause where the host names none; doubled
        each time. NEWSSCRAPER_BACKOFF_MAX: Longest pause, seconds. A host that asks for more is
        left alone. NEWSSCRAPER_REFUSALS: After so many refusals in a row (401, 403, 429, 451, 503)
        the host is left alone. NEWSSCRAPER_SILENCES: After so many requests in a row without an
        answer, of a host that has answered before, it is
            left alone too. From the third on it is paused as after a refusal.

    Scrapy's RetryMiddleware does the asking again.
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
        """Lets nothing through to a host that is left alone.

        Raises:
            LeftAlone: the host is.

        """
        reason = self._left_alone.get(host_of(request.url))
        if reason is not None:
            raise LeftAlone(reason)

    def process_response(self, request: Request, response: Response) -> Response:
        """Counts refusals and pauses the host.

        Raises:
            LeftAlone: this refusal was one too many.

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
                # A time that is over already says nothing of when to come back.
                pause = asked or min(self._first * 2 ** min(number - 1, 16), self._longest)
                self._pace.pause(str(request.meta.get("download_slot", host)), pause)
                logger.info("%s answers with status %d: pausing %g s", host, response.status, pause)
        if number >= self._limit:
            self.leave(host, f"status {response.status} {number} times in a row")
        if host in self._left_alone:
            raise LeftAlone(self._left_alone[host])
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Spares a host that answered before and does no longer: it may be starting anew."""
        host = host_of(request.url)
        if host not in self._silences or isinstance(exception, IgnoreRequest):
            return
        number = self._silences[host] = self._silences[host] + 1
        if number >= self._most_silences:
            self.leave(host, f"no answer {number} times in a row")
        elif number >= _SILENCES_BORNE:
            pause = min(self._first * 2 ** min(number - _SILENCES_BORNE, 16), self._longest)
            self._pace.pause(str(request.meta.get("download_slot", host)), pause)
            logger.info("%s does not answer: pausing %g s", host, pause)

    def leave(self, host: str, reason: str) -> None:
        """Asks nothing more of a host in this run, not even what waits for its turn already."""
        if host not in self._left_alone:
            self._left_alone[host] = reason
            self._pace.release(host.partition(":")[0], LeftAlone(reason))


def retry_after(response: Response) -> float | None:
    """Seconds that ``Retry-After`` asks for, as a number or as a date (RFC 9110, 10.2.3); ``None``
    without a readable one."""
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
