"""What the scheduler, the session and the progress display use of a spider.

A spider that runs with :class:`~newsscraper.crawling.frontier.scheduler.LedgerScheduler` needs none
of it: each protocol adds a service, and a plain Scrapy spider works without.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from scrapy import Request

from newsscraper.crawling.tally import Tally
from newsscraper.reports.report import Report
from newsscraper.scope import Scope
from newsscraper.store.visits import Visit


@runtime_checkable
class ScopedSpider(Protocol):
    """A spider that crawls a part of one site. Its runs lock the site and can be resumed."""

    scope: Scope


@runtime_checkable
class GuidingSpider(Protocol):
    """A spider that influences which requests the scheduler hands out."""

    def prepare_request(self, request: Request, visit: Visit) -> None:
        """Complete a request before it is handed out."""

    def is_waiting_for_limit(self) -> bool:
        """Whether nothing may be handed out until the visits in progress are settled."""


@runtime_checkable
class ReportingSpider(Protocol):
    """A spider that counts its pages and reports on its run."""

    tally: Tally

    @property
    def title(self) -> str:
        """What the run is called in messages."""

    def report(self, reason: str) -> Report:
        """What the run did.

        Args:
            reason: Why Scrapy closed the spider.

        """
