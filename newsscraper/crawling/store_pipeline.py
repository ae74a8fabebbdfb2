"""The item pipeline that stores records: the last one, after the cleaning steps."""

from __future__ import annotations

import asyncio
from typing import Any, Self

from scrapy.crawler import Crawler

from newsscraper.crawling.frontier.session import Session
from newsscraper.items.records import Article, TickerSnapshot


class StorePipeline:
    """Stores articles and ticker snapshots in ``NEWSSCRAPER_STORE``.

    Rows are collected in memory, together with the ledger's. The session submits them every half
    second, or after 500 of them, and a thread writes them: downloads do not wait for the disk.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._session = Session.of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        return cls(crawler)

    def open_spider(self) -> None:
        """Open the store and begin a run, unless the scheduler has already done so.

        Raises:
            StoreError: the store cannot be opened.

        """
        self._session.open()

    async def process_item(self, item: Any) -> Any:
        """Queue a record for writing; return other items unchanged.

        Waits if the disk is slower than the crawl.
        """
        writer = self._session.writer
        if isinstance(item, Article):
            writer.batch.add_article(item)
            if self._session.ledger is None:
                writer.batch.add_read(item)
        elif isinstance(item, TickerSnapshot):
            writer.batch.add_ticker(item)
        if writer.submit_when_full() and (full := writer.room()) is not None:
            await asyncio.wrap_future(full)
        return item
