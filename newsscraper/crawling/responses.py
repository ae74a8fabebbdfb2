"""Converts a Scrapy response to a capture, and to the article on the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from scrapy.http import Response

from newsscraper.extraction import read
from newsscraper.items.records import Article, Capture

KEPT = "newsscraper_kept"
"""Key in ``meta``: where the response was saved (:mod:`newsscraper.crawling.middlewares.keeping`)."""


def capture(response: Response) -> Capture:
    """Return the capture of a response: its body, URL, status, type and time."""
    content_type = response.headers.get("Content-Type")
    return Capture(
        content=response.body,
        url=response.url,
        fetched_at=datetime.now(UTC),
        headers={"content-type": content_type.decode("latin-1")} if content_type else {},
        status=response.status,
        ref=response.meta.get(KEPT) if response.request is not None else None,
    )


def articles(response: Response) -> Iterator[Article]:
    """Yield the article on a page, for the pipelines to fill in; nothing if there is no article."""
    raw = read(capture(response)).article()
    if raw is not None:
        yield Article(raw=raw)
