"""The item pipeline that stores: the last one, behind the cleaning steps."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from newsscraper.items import Article, TickerSnapshot
from newsscraper.report import Report
from newsscraper.spiders.base import NewsSpider
from newsscraper.store import Batch, Store, StoreBusy, StoreError

logger = logging.getLogger(__name__)

_BATCH = 500
_SECONDS = 0.5
_MOST_WAITING = 4
_PATIENCE = 20  # times the half minute that the store itself waits for a lock


class StorePipeline:
    """Keeps articles and ticker snapshots in the store that ``NEWSSCRAPER_STORE`` names.

    Rows gather in memory and are written together, after half a second or five hundred of them, in a thread: what is
    fetched meanwhile does not wait for the disk.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._where = str(crawler.settings["NEWSSCRAPER_STORE"])
        self._batch = Batch()
        # One thread, so that batches are written in the order they were made.
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._waiting: list[Future[None]] = []
        self._closing: asyncio.Task[None] | None = None
        self._loop = create_looping_call(self._tick)
        self.location = self._where
        """The store's place as it is shown."""
        self.run: int | None = None
        """Number of the run in the store."""
        self.new = 0
        """Articles that were not in the store before."""
        self.lost = 0
        """Articles that were fetched and could not be written."""
        self.problem: StoreError | None = None
        """Why nothing more can be stored."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline._spider_closed, signal=signals.spider_closed)
        return pipeline

    def open_spider(self) -> None:
        """Opens the store and notes that a run begins.

        Raises:
            StoreError: it cannot be opened.

        """
        spider = self._crawler.spider
        scope = getattr(spider, "scope", None)
        self._store = Store(self._where, create=True)
        self.location = self._store.location
        self.run = self._store.begin_run(scope.site.name if scope else None, scope.to_dict() if scope else {})
        self._loop.start(_SECONDS, now=False)

    async def process_item(self, item: Any) -> Any:
        """Adds a record to what is to be written; other items pass. Waits where the disk falls behind."""
        if isinstance(item, Article):
            self._batch.add_article(item)
        elif isinstance(item, TickerSnapshot):
            self._batch.add_ticker(item)
        if len(self._batch) >= _BATCH:
            writing = self._submit()
            if len(self._waiting) > _MOST_WAITING:
                await asyncio.wrap_future(writing)
        return item

    def finish(self, report: Report) -> None:
        """Writes what is left, completes the report of the run, and notes it in the store. May be called again."""
        if self._loop.running:
            self._loop.stop()
        self._submit().result()
        report.run, report.new, report.store = self.run, self.new, self.location
        if self.problem is not None:
            report.problem, report.lost, report.ending = str(self.problem), self.lost, "store"
        if self.run is not None:
            with suppress(StoreError):  # told already, or told by whatever reads the store next
                self._store.finish_run(self.run, report.ending, report.to_dict())
        self._store.close()

    def _spider_closed(self, spider: Spider, reason: str) -> None:
        if isinstance(spider, NewsSpider):
            self.finish(spider.report(reason))
        else:
            self.finish(Report(spider.name, "finished" if reason == "finished" else "interrupted"))

    def _tick(self) -> None:
        if len(self._batch):
            self._submit()
        engine = self._crawler.engine
        if self.problem is not None and self._closing is None and engine is not None:
            self._closing = asyncio.get_running_loop().create_task(engine.close_spider_async(reason="store"))

    def _submit(self) -> Future[None]:
        batch, self._batch = self._batch, Batch()
        self._waiting = [future for future in self._waiting if not future.done()]
        self._waiting.append(self._executor.submit(self._write, batch))
        return self._waiting[-1]

    def _write(self, batch: Batch) -> None:
        patience = _PATIENCE
        while self.problem is None:
            try:
                self.new += self._store.write(batch, self.run)
            except StoreBusy as problem:
                patience -= 1
                logger.warning("%s; trying again", problem)
                if patience == 0:
                    self._give_up(problem)
            except StoreError as problem:
                self._give_up(problem)
            except Exception as error:  # a defect of ours: nobody asks this thread what became of a batch
                self._give_up(StoreError(f"cannot write the store ({type(error).__name__}: {error}); please report it"))
            else:
                return
        self.lost += len(batch.articles)

    def _give_up(self, problem: StoreError) -> None:
        self.problem = problem
        logger.error("%s", problem)
