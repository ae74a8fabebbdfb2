"""robots.txt as RFC 9309 defines it, and its Crawl-delay."""

from __future__ import annotations

import logging
import re
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from newsscraper.crawling.middlewares.backoff import BUSY, HostBlocked
from newsscraper.crawling.pace import Pace, Stopped
from newsscraper.crawling.scrapy_compat.robots import RobotsTxtMiddleware, crawl_delay
from newsscraper.crawling.site_files import SiteFilesByHost
from newsscraper.rights import content_signals

logger = logging.getLogger(__name__)

_MAX_DELAY = 300.0
_MAX_BYTES = 512 * 1024
_TOKEN = re.compile(r"[A-Za-z_-]+")


FORBIDDEN = "robots.txt forbids it"


class Forbidden(IgnoreRequest):
    """robots.txt does not allow this URL to be fetched."""


class RobotsUnreachable(IgnoreRequest):
    """robots.txt could not be read, so nothing of the host may be fetched (RFC 9309, 2.3.1.4).

    If there was no response at all, ``__cause__`` is the reason.
    """


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's middleware for robots.txt, with five differences.

    - If robots.txt cannot be fetched, or the server returns an error (5xx, 429), nothing may be
      fetched (RFC 9309, 2.3.1.4); Scrapy treats this as permission.
    - ``Crawl-delay`` is respected: no standard has it, but sites use it.
    - ``User-agent: newsscraper/1.0``, as a site's owner copies it from a log, also applies to us.
    - A request that is refused fails with the reason.
    - The lines ``Content-Signal`` are kept for :mod:`newsscraper.crawling.middlewares.rights`.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._unreachable: dict[str, tuple[int | None, Exception | None]] = {}
        self._paced: set[str] = set()

    def process_request_2(self, rp: Any, request: Request) -> None:
        """Called by Scrapy with the parser, or ``None`` if the host has no robots.txt.

        Raises:
            Forbidden: the URL must not be fetched.
            RobotsUnreachable: robots.txt could not be read.
            HostBlocked: the host may not be crawled any more in this run.
            Stopped: the crawl was stopped before robots.txt was fetched.

        """
        parts = urlparse_cached(request)
        if parts.netloc in self._unreachable:
            status, cause = self._unreachable[parts.netloc]
            if isinstance(cause, HostBlocked | Stopped):
                # The reason concerns the host, not its robots.txt. It is raised for each page;
                # without this its traceback would grow each time.
                raise cause.with_traceback(None)
            raise RobotsUnreachable(f"status {status}" if status else "no answer") from cause
        if rp is None:
            return
        if parts.netloc not in self._paced:
            self._paced.add(parts.netloc)
            delay = min(crawl_delay(rp, self.user_agent) or 0.0, _MAX_DELAY)
            if delay:
                Pace.of(self.crawler).set_min_delay(
                    str(request.meta.get("download_slot") or parts.hostname), delay
                )
                logger.info(
                    "%s asks for %g s between requests (Crawl-delay)", parts.hostname, delay
                )
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest:
            raise Forbidden(FORBIDDEN) from None

    def received(self, response: Response, netloc: str) -> bytes:
        """Return the text to parse as robots.txt, and note server errors."""
        if response.status >= 500 or response.status in BUSY:
            self._unreachable[netloc] = (response.status, None)
        # 4xx: there is no robots.txt, and the error page contains no rules.
        body = b"" if response.status >= 400 else response.body
        if len(body) > _MAX_BYTES:
            # Only the start of a long file counts (RFC 9309, 2.5): up to its last whole line.
            body = body[:_MAX_BYTES].rpartition(b"\n")[0]
        SiteFilesByHost.of(self.crawler)[netloc].signals = content_signals(body, self.user_agent)
        return named_by_token(body, self.user_agent)

    def unreachable(self, error: Exception, netloc: str) -> None:
        """Notes why robots.txt could not be fetched."""
        self._unreachable[netloc] = (None, error.with_traceback(None))


def named_by_token(body: bytes, agent: str) -> bytes:
    """Shorten the names of our groups in a robots.txt to the product token alone.

    ``User-agent: newsscraper/1.0 (+...)`` becomes ``User-agent: newsscraper``. A token consists of
    letters, ``_`` and ``-`` (RFC 9309, 2.2.1), so any other character ends it, as in Google's
    parser. Protego compares the whole value. Lines for other crawlers are not changed.

    Args:
        body: The file as received.
        agent: The name that it is read for.

    """
    token = _TOKEN.match(agent)
    if token is None:
        return body
    name = re.escape(token[0].encode())
    line = (
        rb"(?<![^\r\n])((?:\xef\xbb\xbf)?[ \t]*user[- ]?agent[ \t]*[: \t][ \t]*"
        + name
        + rb")(?![\w*-])[^#\r\n]+"
    )
    return re.sub(line, rb"\1 ", body, flags=re.IGNORECASE)
