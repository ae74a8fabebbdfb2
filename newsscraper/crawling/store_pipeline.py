"""The item pipeline that stores: the last one, behind the cleaning steps."""

from __future__ import annotations

import asyncio
from typing import Any, Self

from scrapy.crawler import Crawler

from newsscraper.crawling.frontier.session import Session
from newsscraper.items.records import Article, TickerSnapshot


class StorePipeline:
    """Keeps articles and ticker snapshots in the store that ``NEWSSCRAPER_STORE`` names.

    Rows gather in memory and are written together, with the ledger's, after half a second or five
    hundred of them, in a thread: what is fetched meanwhile does not wait for the disk.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._session = Session.of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        return cls(crawler)

    def open_spider(self) -> None:
        """Opens the store and notes that a run begins, where the scheduler has not done so.

        Raises:
            StoreError: it cannot be opened.

        """
        self._session.open()

    async def process_item(self, item: Any) -> Any:
        """Adds a record to what is to be written; other items pass. Waits where the disk falls
        behind."""
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
