"""robots.txt as RFC 9309 has it, and its Crawl-delay."""

from __future__ import annotations

import logging
import re
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from newsscraper.crawling.middlewares.backoff import BUSY, LeftAlone
from newsscraper.crawling.pace import Pace, Stopped

logger = logging.getLogger(__name__)

_LONGEST_DELAY = 300.0
_MOST_BYTES = 512 * 1024
_TOKEN = re.compile(r"[A-Za-z_-]+")


FORBIDDEN = "robots.txt forbids it"


class Forbidden(IgnoreRequest):
    """robots.txt does not let this address be fetched."""


class RobotsUnreachable(IgnoreRequest):
    """robots.txt could not be read, so that nothing of the host may be fetched (RFC 9309, 2.3.1.4).

    Where there was no answer at all, the reason is its ``__cause__``.
    """


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's own, with four differences.

    A robots.txt that cannot be reached, or that answers with a server error, forbids everything
    (RFC 9309, 2.3.1.4); Scrapy takes it for a permission. ``Crawl-delay`` is kept (it is in no
    standard, but sites write it). ``User-agent: newsscraper/1.0``, as an owner copies it out of a
    log, is meant for us too. What is refused is refused with the reason.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._unreachable: dict[str, tuple[int | None, Exception | None]] = {}
        self._paced: set[str] = set()

    def process_request_2(self, rp: Any, request: Request) -> None:
        """Called by Scrapy with the parser, or ``None`` where there is no robots.txt to go by.

        Raises:
            Forbidden: the address must not be fetched.
            RobotsUnreachable: robots.txt could not be read.

        """
        parts = urlparse_cached(request)
        if parts.netloc in self._unreachable:
            status, cause = self._unreachable[parts.netloc]
            if isinstance(cause, LeftAlone | Stopped):
                # Of the host, not of its robots.txt. Without its traceback: it would grow with each
                # page.
                raise cause.with_traceback(None)
            raise RobotsUnreachable(f"status {status}" if status else "no answer") from cause
        if rp is None:
            return
        if parts.netloc not in self._paced:
            self._paced.add(parts.netloc)
            delay = _crawl_delay(rp, self._agent)
            if delay:
                Pace.of(self.crawler).set_floor(
                    str(request.meta.get("download_slot") or parts.hostname), delay
                )
                logger.info(
                    "%s asks for %g s between requests (Crawl-delay)", parts.hostname, delay
                )
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest:
            raise Forbidden(FORBIDDEN) from None

    @property
    def _agent(self) -> str:
        """The name that robots.txt is read for."""
        return self._robotstxt_useragent or self._default_useragent

    async def robot_parser(self, request: Request) -> Any:
        """The parser for the request's host, fetched when first asked for."""
        netloc = urlparse_cached(request).netloc
        if netloc not in self._parsers:
            # Scrapy logs what goes wrong with a traceback; here the request itself tells it, in one
            # line.
            logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
        return await super().robot_parser(request)

    def _parse_robots(self, response: Response, netloc: str, *args: Any) -> Any:
        if response.status >= 500 or response.status in BUSY:
            self._unreachable[netloc] = (response.status, None)
        # Unavailable (4xx): what the error page says is no rule.
        body = b"" if response.status >= 400 else response.body
        if (
            len(body) > _MOST_BYTES
        ):  # of a long one the start counts (RFC 9309, 2.5), up to its last whole line
            body = body[:_MOST_BYTES].rpartition(b"\n")[0]
        body = named_by_token(body, self._agent)
        return super()._parse_robots(response.replace(body=body), netloc, *args)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._unreachable[netloc] = (None, exc.with_traceback(None))
        super()._robots_error(exc, netloc)


def named_by_token(body: bytes, agent: str) -> bytes:
    """A robots.txt whose groups for a product token name it and nothing else: ``newsscraper`` for
    ``newsscraper/1.0 (+...)``.

    A token is letters, ``_`` and ``-`` (RFC 9309, 2.2.1), so the first other character ends it, as
    in Google's parser. Protego compares the whole value. Lines for other crawlers stay as they are.

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


def _crawl_delay(parser: Any, agent: str) -> float:
    """Seconds, 0 where robots.txt names none; only Protego, Scrapy's default, is asked."""
    protego = getattr(parser, "rp", None)
    read = getattr(protego, "crawl_delay", None)
    delay = read(agent) if read is not None else None
    return min(float(delay), _LONGEST_DELAY) if delay else 0.0
