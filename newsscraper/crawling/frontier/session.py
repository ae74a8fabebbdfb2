"""The run of a crawl in the store, shared by the scheduler, the item pipeline and the spider."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from newsscraper.crawling.frontier import StoreLedger, Writer
from newsscraper.crawling.frontier.leases import Leases
from newsscraper.crawling.frontier.protocols import ReportingSpider, ScopedSpider
from newsscraper.crawling.frontier.writer import SECONDS
from newsscraper.crawling.scrapy_compat.engine import part_of
from newsscraper.crawling.suspects import Suspects
from newsscraper.errors import UserError
from newsscraper.reports.quality import falls
from newsscraper.reports.report import Ending, Report
from newsscraper.scope import Scope
from newsscraper.store import RunStart, Store, StoreError
from newsscraper.store.errors import StoreGone
from newsscraper.store.lock import SiteLock
from newsscraper.store.visits import Stretch

logger = logging.getLogger(__name__)


class SiteBusy(UserError):
    """Another process is crawling the site with the same store."""


def lock_of(store: Store, site: str) -> SiteLock:
    """Acquires the lock of a site in a store.

    Raises:
        SiteBusy: another process holds it.

    """
    lock = store.lock(site)
    if not lock.acquire():
        since = store.runs.unfinished_since(site)
        when = f" since {since}" if since else ""
        raise SiteBusy(
            f"another process is crawling {site} in {store.location}{when}; wait for it, stop it,"
            " or use another store (--store)"
        )
    return lock


class Session:
    """The run in the store, its writer, and its ledger if the scheduler uses one."""

    store: Store
    writer: Writer
    start: RunStart
    location: str

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._lock: SiteLock | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._closing: asyncio.Task[None] | None = None
        self._ticking: Any = None
        self._finished = False
        self._undone = 0
        self._suspicions: list[dict[str, Any]] = []
        self.is_open = False
        self.ledger: StoreLedger | None = None
        self.leases: Leases | None = None
        """The visits in progress; ``None`` if the crawl does not use :class:`LedgerScheduler`."""
        self.stretches: dict[tuple[str, str], list[Stretch]] = {}
        """The stretches of listings walked by earlier runs, by edition and source."""

    @classmethod
    def of(cls, crawler: Crawler) -> Session:
        """The session of a crawler."""
        return part_of(crawler, cls, lambda: cls(crawler))

    def open(self, wake: Callable[[], None] | None = None) -> None:
        """Open the store and start or resume the run. Do nothing if it is open already.

        Args:
            wake: Called by the ledger when visits are available; without it there is no ledger.

        Raises:
            StoreError: the store cannot be opened or written.
            SiteBusy: another process is crawling the site.

        """
        if self.is_open:
            return
        where = str(self._crawler.settings.get("NEWSSCRAPER_STORE") or "")
        if not where:  # the ledger needs one for the duration of the crawl
            self._folder = tempfile.TemporaryDirectory(prefix="newsscraper-")
            where = str(Path(self._folder.name) / "ledger.db")
        self.store = Store(where, create=True)
        self.location = self.store.location
        spider = self._crawler.spider
        scope = spider.scope if isinstance(spider, ScopedSpider) else None
        if wake is not None and scope is not None:
            self.start = self._begin(scope)
        else:
            self.start = RunStart(
                self.store.runs.begin(
                    scope.site.name if scope else None, scope.to_dict() if scope else {}
                ),
                "",
            )
        self.writer = Writer(self.store, self.start.number, self._check_lock)
        if wake is not None:
            self.ledger = StoreLedger(self.writer, wake)
        self.is_open = True
        self._ticking = create_looping_call(self._tick)
        self._ticking.start(SECONDS, now=False)
        self._crawler.signals.connect(self._spider_closed, signal=signals.spider_closed)

    @property
    def began(self) -> date:
        """The day on which the run began. A range like ``7d`` is counted from it."""
        return date.fromisoformat(self.start.started_at[:10])

    def finish(self, report: Report) -> None:
        """Write what is left, complete the report and record it in the store.

        May be called again.
        """
        if self._ticking is not None and self._ticking.running:
            self._ticking.stop()
        self.writer.close()
        problem = self.writer.problem
        report.run, report.new, report.store = self.start.number, self.writer.new, self.location
        report.resumed, report.removed = self.start.resumed, len(self.writer.removed)
        if self._folder is not None:
            report.store = None
        if problem is not None:
            report.problem, report.lost, report.ending = str(problem), self.writer.lost, "store"
        if not self._finished:
            self._finished = True
            self._check_quality()
            self._record_end(report)
        report.suspect(self._suspicions)
        self._complete(report)
        self.store.close()
        if self._lock is not None:
            self._lock.release()
        if self._folder is not None:
            self._folder.cleanup()

    def _spider_closed(self, spider: Spider, reason: str) -> None:
        if isinstance(spider, ReportingSpider):
            self.finish(spider.report(reason))
        else:
            ending: Ending = "finished" if reason == "finished" else "interrupted"
            self.finish(Report(spider.name, ending))

    def _tick(self) -> None:
        if len(self.writer.batch):
            self.writer.submit()
        engine = self._crawler.engine
        if self.writer.problem is not None and self._closing is None and engine is not None:
            self._closing = asyncio.get_running_loop().create_task(
                engine.close_spider_async(reason="store")
            )

    def _check_quality(self) -> None:
        """Log which fields the pages of a source have less often than before.

        Some of these pages are kept.
        """
        with suppress(StoreError):
            rows = self.store.quality(self.start.number)
            found = falls(
                (row for row in rows if row.run != self.start.number),
                (row for row in rows if row.run == self.start.number),
            )
            suspects = Suspects.of(self._crawler) if found else None
            folder = self.store.folder if self._folder is None else None
            kept = (
                suspects.write(found, self.start.number, folder)
                if suspects is not None
                else [None] * len(found)
            )
            self._suspicions = [
                {**fall.to_dict(), "kept": place} for fall, place in zip(found, kept, strict=True)
            ]
            for fall, place in zip(found, kept, strict=True):
                logger.warning("%s%s", fall, f" pages kept in {place}" if place else "")

    def _check_lock(self) -> None:
        if self._lock is not None:
            self._lock.check()

    def _complete(self, report: Report) -> None:
        if self.ledger is not None:
            report.undone = self._undone
            spider = self._crawler.spider
            counted_twice = (
                spider.tally.failed_and_queued if isinstance(spider, ReportingSpider) else 0
            )
            failed = sum(report.failed.values())
            report.requested = report.pages + failed + report.undone - counted_twice

    def _record_end(self, report: Report) -> None:
        try:
            self._write_end(report)
        except StoreGone as problem:
            if report.problem is None:  # what was written last is lost with the file
                logger.error("%s", problem)  # noqa: TRY400 - without a traceback
                report.problem, report.ending = str(problem), "store"
        except StoreError:
            """Logged already, or raised by the next reader of the store."""

    def _write_end(self, report: Report) -> None:
        self._check_lock()
        is_open = False
        if self.ledger is not None:
            self._undone = self.store.urls.requeue_leased(self.start.number)
            self._complete(report)
            is_open = self._undone > 0 and report.ending != "limit"
        report.suspect(self._suspicions)
        self.store.runs.finish(self.start.number, report.ending, report.to_dict(), is_open=is_open)

    def _begin(self, scope: Scope) -> RunStart:
        site = scope.site.name
        self._lock = lock_of(self.store, site)
        settings = self._crawler.settings
        start = self.store.runs.begin_or_resume(
            site,
            scope.to_dict(),
            editions=scope.editions,
            sources=scope.sources,
            fresh=settings.getbool("NEWSSCRAPER_FRESH"),
            adopting=scope.mode == "site" and not scope.authors,
            recheck=scope.recheck_day(datetime.now(UTC).date()),
        )
        if start.resumed:
            logger.warning(
                "%s: resuming run %d, started %s: %d articles so far, %d URLs were in progress;"
                " use --fresh to start over",
                site,
                start.number,
                start.started_at,
                start.articles,
                start.recovered,
            )
        for stretch in self.store.urls.stretches(site):
            self.stretches.setdefault((stretch.edition, stretch.source_id), []).append(stretch)
        return start
