"""Scrapy's robots.txt middleware with hooks: a robots.txt was received or could not be fetched."""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares import robotstxt
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached


class RobotsTxtMiddleware(robotstxt.RobotsTxtMiddleware):
    """Scrapy's middleware with hooks: :meth:`received` and :meth:`unreachable`.

    Why: Scrapy parses whatever it receives, an error page too, and treats a robots.txt that it
    cannot fetch as permission. The methods that do so are private. It logs such an error with a
    traceback; this class leaves reporting it to the requests of the host.

    Upstream: scrapy/scrapy#892 (Crawl-delay), scrapy/scrapy#7830 (``crawl_delay()`` of the parser
    and a ``robots_parsed`` signal); no upstream issue known for server errors.
    """

    def received(self, response: Response, netloc: str) -> bytes:
        """Return the text that is parsed as the robots.txt of `netloc`. To be overridden."""
        return response.body

    def unreachable(self, error: Exception, netloc: str) -> None:
        """Called if the robots.txt of `netloc` could not be fetched. To be overridden."""

    @property
    def user_agent(self) -> str:
        """The user agent whose rules in robots.txt are obeyed."""
        return str(self._robotstxt_useragent or self._default_useragent)

    async def robot_parser(self, request: Request) -> Any:
        """Return the parser for the request's host, which is fetched at its first request."""
        if urlparse_cached(request).netloc not in self._parsers:
            logging.getLogger(robotstxt.__name__).setLevel(logging.CRITICAL)
        return await super().robot_parser(request)

    def _parse_robots(self, response: Response, netloc: str, *args: Any) -> Any:
        body = self.received(response, netloc)
        return super()._parse_robots(response.replace(body=body), netloc, *args)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self.unreachable(exc, netloc)
        super()._robots_error(exc, netloc)


def crawl_delay(parser: Any, user_agent: str) -> float | None:
    """Return the Crawl-delay in seconds, or ``None`` if robots.txt has none.

    Only Protego, Scrapy's default parser, is asked; other parsers give ``None``.

    Why: Scrapy before 2.19 has no method for it, so this reads the wrapped parser.

    Upstream: scrapy/scrapy#7830.
    """
    protego = getattr(parser, "rp", None)
    read = getattr(protego, "crawl_delay", None)
    delay = read(user_agent) if read is not None else None
    return float(delay) if delay else None
