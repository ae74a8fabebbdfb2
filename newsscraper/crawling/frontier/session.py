"""A crawler's place in the store: opened once, for the scheduler, the item pipeline and the
spider."""

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
from newsscraper.crawling.frontier.writer import SECONDS
from newsscraper.crawling.shared import SharedObjects
from newsscraper.crawling.suspects import Suspects
from newsscraper.errors import UserError
from newsscraper.reports.quality import falls
from newsscraper.reports.report import Report
from newsscraper.scope import Scope
from newsscraper.store import RunStart, Store, StoreError
from newsscraper.store.lock import SiteLock
from newsscraper.store.visits import Stretch

logger = logging.getLogger(__name__)


class SiteBusy(UserError):
    """Another process crawls the site on the same store."""


def lock_of(store: Store, site: str) -> SiteLock:
    """The lock of whoever crawls a site on a store, taken.

    Raises:
        SiteBusy: another process has it.

    """
    lock = store.lock(site)
    if not lock.acquire():
        since = store.runs.unfinished_since(site)
        told = f" since {since}" if since else ""
        raise SiteBusy(
            f"another process crawls {site} on {store.location}{told}; wait for it or stop it, or"
            " name another store (--store)"
        )
    return lock


class Session:
    """The run in the store, its writer, and, where the spider has a scope, its ledger."""

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
        """What was walked whole before the run, by edition and source."""

    @classmethod
    def of(cls, crawler: Crawler) -> Session:
        """The crawler's one."""
        return SharedObjects.of(crawler).get_or_create(cls, lambda: cls(crawler))

    def open(self, wake: Callable[[], None] | None = None) -> None:
        """Opens the store and begins the run, or goes on with it. Does nothing where it is open.

        Args:
            wake: What the ledger calls when visits have come; without it there is no ledger.

        Raises:
            StoreError: the store cannot be opened or written.
            SiteBusy: another process crawls the site.

        """
        if self.is_open:
            return
        where = str(self._crawler.settings.get("NEWSSCRAPER_STORE") or "")
        if not where:  # the ledger needs one, if only for as long as the crawl takes
            self._folder = tempfile.TemporaryDirectory(prefix="newsscraper-")
            where = str(Path(self._folder.name) / "ledger.db")
        self.store = Store(where, create=True)
        self.location = self.store.location
        scope: Scope | None = getattr(self._crawler.spider, "scope", None)
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
        """The day on which the run began, by which a range like ``7d`` is counted."""
        return date.fromisoformat(self.start.started_at[:10])

    def finish(self, report: Report) -> None:
        """Writes what is left, completes the report of the run, and notes it in the store. May be
        called again."""
        if self._ticking is not None and self._ticking.running:
            self._ticking.stop()
        self.writer.close()
        problem = self.writer.problem
        report.run, report.new, report.store = self.start.number, self.writer.new, self.location
        report.resumed = self.start.resumed
        if self._folder is not None:
            report.store = None
        if problem is not None:
            report.problem, report.lost, report.ending = str(problem), self.writer.lost, "store"
        if not self._finished:
            self._finished = True
            self._judge()
            self._note_end(report)
        report.suspect(self._suspicions)
        self._complete(report)
        self.store.close()
        if self._lock is not None:
            self._lock.release()
        if self._folder is not None:
            self._folder.cleanup()

    def _spider_closed(self, spider: Spider, reason: str) -> None:
        report = getattr(spider, "report", None)
        self.finish(
            report(reason)
            if report
            else Report(spider.name, "finished" if reason == "finished" else "interrupted")
        )

    def _tick(self) -> None:
        if len(self.writer.batch):
            self.writer.submit()
        engine = self._crawler.engine
        if self.writer.problem is not None and self._closing is None and engine is not None:
            self._closing = asyncio.get_running_loop().create_task(
                engine.close_spider_async(reason="store")
            )

    def _judge(self) -> None:
        """Tells what the pages of a source give less often than before, and keeps some of those
        pages."""
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
            kept = getattr(self._crawler.spider, "kept", 0)
            report.requested = report.pages + sum(report.failed.values()) + report.undone - kept

    def _note_end(self, report: Report) -> None:
        with suppress(StoreError):  # told already, or told by whatever reads the store next
            self._check_lock()
            is_open = False
            if self.ledger is not None:
                self._undone = self.store.urls.requeue_leased(self.start.number)
                self._complete(report)
                is_open = self._undone > 0 and report.ending != "limit"
            report.suspect(self._suspicions)
            self.store.runs.finish(
                self.start.number, report.ending, report.to_dict(), is_open=is_open
            )

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
                "%s: going on with run %d, begun %s: %d articles so far, %d URLs were under way;"
                " --fresh begins anew",
                site,
                start.number,
                start.started_at,
                start.articles,
                start.recovered,
            )
        for stretch in self.store.urls.stretches(site):
            self.stretches.setdefault((stretch.edition, stretch.source_id), []).append(stretch)
        return start
