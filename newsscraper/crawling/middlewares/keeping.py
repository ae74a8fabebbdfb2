"""``--keep-pages``: saves every response to WARC files before it is read."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Response
from scrapy.utils.asyncio import call_later

from newsscraper.archives.warc_writer import PageFileError, PageFiles
from newsscraper.crawling.responses import SAVED_AT
from newsscraper.errors import UserError
from newsscraper.passwords import MASK, is_secret

logger = logging.getLogger(__name__)

_LINE_END = re.compile(r"[\r\n]+")
# Not written: the body's length is written instead, and its transfer encoding was decoded.
_CHANGED_HEADERS = frozenset({b"content-length", b"transfer-encoding"})


class KeepingMiddleware:
    """Saves each response and its request to WARC files in ``NEWSSCRAPER_KEEP_PAGES``.

    It runs before bodies are decompressed, so they are written as received. Headers are written as
    Scrapy passes them on: Scrapy changes the case of their names, and ``Content-Length`` is that
    of the body. Secrets in the request's headers (``Authorization``, ``Cookie``) are written as
    ``***``. The place of the WARC record becomes the ``capture_ref`` of the article. Nothing is
    written if there is no body (304, connection errors). If the folder cannot be written any more,
    the run is stopped, since pages that were not saved are lost.
    """

    def __init__(self, crawler: Crawler) -> None:
        folder = crawler.settings.get("NEWSSCRAPER_KEEP_PAGES")
        if not folder:
            raise NotConfigured
        self._crawler = crawler
        self._folder = Path(folder)
        self._files: PageFiles | None = None
        self._problem: UserError | None = None
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy.

        Raises:
            NotConfigured: NEWSSCRAPER_KEEP_PAGES is empty.

        """
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Save the response."""
        request.meta.pop(SAVED_AT, None)
        if self._problem is not None or response.status == HTTPStatus.NOT_MODIFIED:
            return response
        try:
            request.meta[SAVED_AT] = self._write(request, response)
        except PageFileError as problem:
            self._problem = problem
            logger.error("%s", problem)  # noqa: TRY400 - without a traceback
            engine = self._crawler.engine
            spider = self._crawler.spider
            if engine is not None and spider is not None:
                call_later(0, engine.close_spider, spider, "store")
        return response

    def _write(self, request: Request, response: Response) -> str:
        if self._files is None:
            settings = self._crawler.settings
            contact = settings.get("NEWSSCRAPER_CONTACT")
            about = {
                "http-header-user-agent": str(settings.get("USER_AGENT")),
                "robots": "obey" if settings.getbool("ROBOTSTXT_OBEY") else "ignore",
                **({"operator": contact} if contact else {}),
            }
            site = getattr(getattr(self._crawler.spider, "scope", None), "site", None)
            prefix = (
                site.name if site is not None else getattr(self._crawler.spider, "name", "pages")
            )
            self._files = PageFiles(self._folder, prefix, about)
        parts = urlsplit(response.url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        sent = [
            (name, MASK if is_secret(name) else value)
            for name, value in [("Host", parts.netloc), *_pairs(request.headers)]
        ]
        protocol = (
            response.protocol if response.protocol in ("HTTP/1.0", "HTTP/1.1") else "HTTP/1.1"
        )
        headers = [*_pairs(response.headers), ("Content-Length", str(len(response.body)))]
        return self._files.write(
            response.url,
            datetime.now(UTC),
            (f"{request.method} {target} HTTP/1.1", sent, request.body),
            f"{protocol} {response.status} {_phrase(response.status)}",
            headers,
            response.body,
            address=str(response.ip_address) if response.ip_address is not None else None,
        )

    def _closed(self) -> None:
        if self._files is not None:
            self._files.close()


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, values in headers.items():
        if name.lower() not in _CHANGED_HEADERS:
            pairs += [
                (name.decode("latin-1"), _LINE_END.sub(" ", value.decode("latin-1")))
                for value in values
            ]
    return pairs


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
