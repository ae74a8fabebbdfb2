"""From a response of Scrapy's to a capture, and to the article it shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from scrapy.http import Response

from newsscraper.extraction import read
from newsscraper.items.records import Article, Capture

KEPT = "newsscraper_kept"
"""In ``meta``: where the raw page is kept (:mod:`newsscraper.crawling.middlewares.keeping`)."""


def capture(response: Response) -> Capture:
    """The capture of a response: what was received, and when."""
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
    """The article that a response shows, raw, for the pipelines to fill; nothing where it shows
    none."""
    raw = read(capture(response)).article()
    if raw is not None:
        yield Article(raw=raw)
