"""What all spiders do with a response: read the page, count it and report any problem with it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from http import HTTPStatus
from typing import Any, Self

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from newsscraper.crawling.failures import Cause, cause_of, defect, status_cause
from newsscraper.crawling.middlewares.backoff import BackoffMiddleware, HostBlocked
from newsscraper.crawling.pace import Stopped
from newsscraper.crawling.readings import Reading
from newsscraper.crawling.scrapy_compat.requests import failed_request
from newsscraper.crawling.scrapy_compat.settings import MIN_DOWNLOAD_DELAY, override
from newsscraper.crawling.spiders.defects import CaughtDefects
from newsscraper.crawling.spiders.exchange import Exchange, not_an_article, requested_url
from newsscraper.crawling.spiders.reservations import Reservations
from newsscraper.crawling.tally import Tally
from newsscraper.errors import UserError
from newsscraper.items.records import ARTICLE_FIELDS, Article
from newsscraper.pages.base import Page
from newsscraper.reports.report import Ending, Report, report_of
from newsscraper.sites import Address, address_of
from newsscraper.store.visits import State
from newsscraper.urls import canonical, host_of
from newsscraper.version import user_agent

logger = logging.getLogger(__name__)


class NewsSpider(Spider):
    """Reads each response and records the outcome of its request.

    Each request has one outcome: a page, a failure, or still to be visited, if the site refused to
    be crawled or the run was stopped. The counts are kept in :attr:`tally`. A spider with a ledger
    also records the outcome in the ledger.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tally = Tally(lambda: self.crawler)
        self.blocked: dict[str, str] = {}
        """Hosts that are no longer crawled, and why."""
        self.any_page = False
        """Whether to read the main text of pages that are not articles."""
        self.is_interrupted = False
        """Whether the user has stopped the run."""
        self.reservations = Reservations(self.tally, self.set_outcome, are_respected=False)
        """Which articles are left out because their use is reserved."""
        self._has_run_defect = False
        self._defects: set[str] = set()
        self._caught_defects: CaughtDefects | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Called by Scrapy."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider._caught_defects = CaughtDefects(crawler, spider.defect)
        respected = crawler.settings.getbool("NEWSSCRAPER_RESPECT_RIGHTS")
        spider.reservations = Reservations(
            spider.tally, spider.set_outcome, are_respected=respected
        )
        return spider

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Called by Scrapy. Completes the user agent and limits feed exports to records.

        Without this, feeds would also contain the strings of the raw page.
        """
        super().update_settings(settings)
        contact = settings.get("NEWSSCRAPER_CONTACT")
        if (settings.getpriority("USER_AGENT") or 0) <= 0:
            settings.set("USER_AGENT", user_agent(contact), priority="spider")
        if settings.getfloat("DOWNLOAD_DELAY") < MIN_DOWNLOAD_DELAY:
            override(settings, "DOWNLOAD_DELAY", MIN_DOWNLOAD_DELAY)
        feeds = settings.getdict("FEEDS")
        for options in feeds.values():
            options.setdefault("item_classes", [Article])
            options.setdefault("fields", list(ARTICLE_FIELDS))
        override(settings, "FEEDS", feeds)

    async def start(self) -> AsyncIterator[Any]:
        """Called by Scrapy. Yields the first requests."""
        try:
            async for request in self.begin():
                yield request
        except UserError:
            raise
        except Exception as error:  # Scrapy would only log it and finish normally
            self.defect(error, None)

    def begin(self) -> AsyncIterator[Any]:
        """Yield the first requests."""
        raise NotImplementedError

    def parse(self, response: Response) -> Iterator[Any]:
        """Yield the article and the ticker of a response, and the requests that follow from it.

        An unexpected exception fails this URL only.
        """
        try:
            yield from self._read(response)
        except CloseSpider:
            raise
        except Exception as error:
            self.defect(error, response)

    def _read(self, response: Response) -> Iterator[Any]:
        if response.status == HTTPStatus.NOT_MODIFIED:
            self.tally.add_page("unmodified")
            self.set_outcome(response, "done")
            return
        reading = Reading.of(response, any_page=self.any_page)
        page = reading.page
        if page.kind == "challenge":
            self.set_outcome(response, "queued")
            self.block(response.url, "CAPTCHA or consent page")
            return
        requested = requested_url(response)
        if 300 <= response.status < 400:
            cause = Cause(
                f"http_{response.status}",
                f"status {response.status}, redirect without a usable target",
            )
            self.fail(requested, cause, response)
            return
        if page.kind == "error":
            yield from self._read_error(response, reading.address, requested)
            return
        problem = self.problem_of(response, page, requested)
        if problem is not None:
            self.fail(requested, problem, response)
            return
        self.tally.add_page(page.kind)
        response.meta[_COUNTED] = page.kind
        self.set_outcome(response, "done")
        yield from self.on_page(response, reading)

    def _read_error(
        self, response: Response, address: Address | None, requested: str
    ) -> Iterator[Any]:
        if response.status in _NOT_THERE:
            # A site may redirect the addresses of all its missing pages to one error page.
            for place in (address, address_of(canonical(requested))):
                following = self.follow_missing(place, response) if place is not None else None
                if following is not None:
                    self.tally.add_page("error")
                    self.set_outcome(response, "gone" if response.status in _GONE else "done")
                    yield from following
                    return
        cause = status_cause(response.status) if response.status >= 400 else _ERROR_PAGE
        self.fail(requested, cause, response)

    def on_page(self, response: Response, reading: Reading) -> Iterator[Any]:
        """Yield the items of a page and the requests that follow from it.

        Args:
            response: The response.
            reading: What is read from it.

        """
        raise NotImplementedError

    def problem_of(self, response: Response, page: Page, requested: str) -> Cause | None:
        """Why a page is not what was requested; ``None`` if it is.

        The address of an article must lead to an article.
        """
        address = address_of(canonical(requested))
        if page.kind == "article" or address is None or address.kind != "article":
            return None
        return not_an_article(response, page, requested)

    def follow_missing(self, address: Address, response: Response) -> Iterator[Any] | None:
        """Decide whether a missing page is a failure.

        Returns:
            ``None`` if it is. Otherwise an iterator over the items and requests to continue with,
            which is read after the outcome of the request has been recorded.

        """
        return None

    def failed(self, failure: Failure) -> None:
        """Called by Scrapy if a request failed without a response."""
        request = failed_request(failure)
        error = failure.value
        assert error is not None
        url = request.meta.get("redirect_urls", [request.url])[0]
        if isinstance(error, HostBlocked):
            self.set_outcome(request, "queued")
            self.block(url, str(error))
        elif isinstance(error, Stopped):
            self.set_outcome(request, "queued")
        else:
            self.fail(url, cause_of(error), request)

    def set_outcome(self, exchange: Exchange, state: State, **more: Any) -> None:
        """Record the outcome of a request in the ledger, if the spider has one.

        Args:
            exchange: The request or its response.
            state: The new state of the URL; ``queued`` if it is still to be visited.
            more: Further fields of :class:`newsscraper.store.visits.Outcome`.

        """

    def fail(self, url: str, cause: Cause, exchange: Exchange) -> None:
        """Count a failure, record it as the outcome of the request and log it."""
        gone = isinstance(exchange, Response) and exchange.status in _GONE
        self.set_outcome(
            exchange,
            "gone" if gone else "failed",
            cause=cause.code,
            reason=cause.reason,
            lasting=cause.lasting,
        )
        self.tally.add_failure(url, *cause)
        if not self.is_reported_later(cause, exchange):
            logger.warning("%s: %s", url, cause.reason)

    def is_reported_later(self, cause: Cause, exchange: Exchange) -> bool:
        """Whether a failure is not logged now but summed up in one line at the end."""
        return False

    def defect(self, error: BaseException, exchange: Exchange | None) -> None:
        """Count an unexpected exception as a failure of its URL instead of a page.

        Further exceptions for the same URL are only logged.

        Args:
            error: What was raised.
            exchange: The request or response that was being processed. ``None`` before the
                first request, and if Scrapy does not say which one. It is then a failure of the
                run, counted once per message.

        """
        logger.info("%s", error, exc_info=error)
        cause = defect(error)
        url = requested_url(exchange) if exchange is not None else self.title
        key = url if exchange is not None else cause.reason
        if key in self._defects:
            return
        self._defects.add(key)
        if exchange is None:
            self._has_run_defect = True
            self.tally.add_failure(url, *cause)
            logger.warning("%s: %s", url, cause.reason)
            return
        if (kind := exchange.meta.pop(_COUNTED, None)) is not None:
            self.tally.remove_page(kind)
        self.fail(url, cause, exchange)

    def block(self, url: str, reason: str) -> None:
        """Stop crawling a host that refuses to be crawled; it gets no more requests in this run."""
        host = host_of(url)
        if host not in self.blocked:
            self.blocked[host] = reason
            logger.warning(
                "%s: %s: the site is no longer crawled; its remaining pages are not fetched",
                url,
                reason,
            )
            backoff = self.crawler.get_downloader_middleware(BackoffMiddleware)
            if backoff is not None:
                backoff.block(host, reason)

    def ending(self, reason: str) -> Ending:
        """How the run ended.

        Args:
            reason: Why Scrapy closed the spider.

        """
        tally = self.tally
        if reason == "shutdown" and self._has_run_defect and not self.is_interrupted:
            reason = "finished"  # Scrapy itself shut down after the exception
        if reason == "store":
            return "store"
        if self.blocked:
            return "blocked"
        if (
            reason in ("finished", "silent")
            and tally.pages == 0
            and tally.failed + tally.undone > 0
        ):
            refused = all(failure["cause"] in _REFUSALS for failure in tally.failures)
            return "blocked" if refused and tally.failures else "failed"
        if reason == "finished":
            return "finished"
        return "limit" if reason == "limit" or reason.startswith("closespider_") else "interrupted"

    def report(self, reason: str) -> Report:
        """What the run did. See :class:`ReportingSpider`."""
        stats = self.crawler.stats.get_stats() if self.crawler.stats is not None else {}
        return report_of(
            self.title,
            self.ending(reason),
            stats,
            failures=self.tally.failures,
            undone=self.tally.undone,
            blocked=self.blocked,
        )

    @property
    def title(self) -> str:
        """What the run is called in messages."""
        return self.name


_COUNTED = "newsscraper_counted"
"""Key in ``meta``: the kind of page under which the response was counted."""
_NOT_THERE = frozenset({200, 404, 410})
_GONE = frozenset({404, 410})
_REFUSALS = frozenset({"http_401", "http_403", "http_429", "http_451"})
_ERROR_PAGE = Cause("error_page", "an error page with status 200")
