"""Converts a Scrapy response to a capture, and to the article on the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from scrapy.http import Response

from newsscraper.extraction import read
from newsscraper.items.records import Article, Capture
from newsscraper.rights import HEADERS

SAVED_AT = "newsscraper_kept"
"""Key in ``meta``: where :mod:`newsscraper.crawling.middlewares.keeping` saved the response."""

SITE_STATEMENTS = "newsscraper_site_statements"
"""Key in ``meta``: what :mod:`newsscraper.crawling.middlewares.rights` read about the URL."""


def capture(response: Response) -> Capture:
    """Return the capture of a response: its body, URL, status, type, time and stated rights."""
    content_type = response.headers.get("Content-Type")
    headers = {"content-type": content_type.decode("latin-1")} if content_type else {}
    for name in HEADERS:
        if values := response.headers.getlist(name):
            headers[name] = _decoded(b"\n".join(values))
    meta = response.meta if response.request is not None else {}
    return Capture(
        content=response.body,
        url=response.url,
        fetched_at=datetime.now(UTC),
        headers=headers,
        status=response.status,
        ref=meta.get(SAVED_AT),
        site_statements=meta.get(SITE_STATEMENTS),
    )


def _decoded(value: bytes) -> str:
    """Decode a header as warcio does, so that a crawl and its kept pages agree."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def articles(response: Response) -> Iterator[Article]:
    """Yield the article on a page, for the pipelines to fill in; nothing if there is no article."""
    raw = read(capture(response)).article()
    if raw is not None:
        yield Article(raw=raw)
