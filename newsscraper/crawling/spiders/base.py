"""What every spider does with an answer: read it, count it, tell what is wrong with it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from http import HTTPStatus
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from newsscraper.crawling.failures import Cause, cause_of, defect, status_cause
from newsscraper.crawling.middlewares.backoff import BackoffMiddleware, LeftAlone
from newsscraper.crawling.pace import Stopped
from newsscraper.crawling.responses import capture
from newsscraper.errors import UserError
from newsscraper.extraction import read
from newsscraper.items.records import ARTICLE_FIELDS, Article, TickerSnapshot
from newsscraper.pages.base import Page
from newsscraper.pipelines.ticker import snapshot
from newsscraper.reports.report import Ending, Report, report_of
from newsscraper.sites import Address, address_of
from newsscraper.store.visits import State
from newsscraper.urls import canonical, host_of
from newsscraper.version import user_agent

logger = logging.getLogger(__name__)

_MOST_FAILURES_KEPT = 1000
_LEAST_DELAY = 0.001


class NewsSpider(Spider):
    """Reads pages and counts what becomes of each request, in Scrapy's stats under
    ``newsscraper/``.

    A request is settled once: as a page, as a failure, or as undone, where the site no longer
    wanted to be asked or the run was stopped. What became of it is also noted for the ledger, where
    the crawl has one.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._increase: Callable[[str, int], None] | None = None
        self.requested = 0
        self.pages = 0
        self.failures: list[dict[str, str]] = []
        """The first thousand URLs that failed: ``url``, ``cause``, ``reason``."""
        self.failed_count = 0
        self.blocked: dict[str, str] = {}
        """Hosts that are left alone, and why."""
        self.is_interrupted = False
        """Whether the user has stopped the run."""
        self._is_broken = False
        self._defects: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Called by Scrapy."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._item_broke, signal=signals.item_error)
        crawler.signals.connect(spider._broke, signal=signals.spider_error)
        return spider

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Called by Scrapy: completes the user agent, and gives feeds the records alone, without
        the raw page's strings."""
        super().update_settings(settings)
        contact = settings.get("NEWSSCRAPER_CONTACT")
        if (settings.getpriority("USER_AGENT") or 0) <= 0:
            settings.set("USER_AGENT", user_agent(contact), priority="spider")
        if settings.getfloat("DOWNLOAD_DELAY") < _LEAST_DELAY:
            # Without any delay, Scrapy 2.19 sends all that CONCURRENT_REQUESTS lets it before it
            # counts connections a domain.
            _complete(settings, "DOWNLOAD_DELAY", _LEAST_DELAY)
        feeds = settings.getdict("FEEDS")
        for options in feeds.values():
            options.setdefault("item_classes", [Article])
            options.setdefault("fields", list(ARTICLE_FIELDS))
        _complete(settings, "FEEDS", feeds)

    @property
    def undone(self) -> int:
        """Requests that were neither answered nor failed."""
        return max(self.requested - self.pages - self.failed_count, 0)

    def request(self, url: str, **options: Any) -> Request:
        """A request whose answer is read, and counted."""
        self.requested += 1
        self.count("requests")
        return Request(url, callback=self.parse, errback=self.failed, **options)

    async def start(self) -> AsyncIterator[Any]:
        """Called by Scrapy: the first requests."""
        try:
            async for request in self.begin():
                yield request
        except UserError:
            raise
        except Exception as error:  # Scrapy would log it and end as if all was done
            self.defect(error, None)

    def begin(self) -> AsyncIterator[Any]:
        """The first requests."""
        raise NotImplementedError

    def parse(self, response: Response) -> Iterator[Any]:
        """Reads an answer: its article, its ticker, and what follows from it. A defect on the way
        fails this URL alone."""
        try:
            yield from self._read(response)
        except CloseSpider:
            raise
        except Exception as error:
            self.defect(error, response)

    def _read(self, response: Response) -> Iterator[Any]:
        if response.status == HTTPStatus.NOT_MODIFIED:
            self.pages += 1
            self.count("pages/unmodified")
            self.mark(response, "done")
            return
        page = read(capture(response))
        address = address_of(canonical(response.url))
        if page.kind == "challenge":
            self.mark(response, "queued")
            self.block(response.url, "a page that asks whether we are human, or for consent")
            return
        asked = asked_for(response)
        if 300 <= response.status < 400:
            cause = Cause(
                f"http_{response.status}",
                f"status {response.status}, redirected to nothing that can be fetched",
            )
            self.fail(asked, cause, response)
            return
        if page.kind == "error":
            # A site may redirect what it does not have to one page that says so.
            missed = next(
                (
                    at
                    for at in (address, address_of(canonical(asked)))
                    if self.is_miss(at, response)
                ),
                None,
            )
            if response.status in _NOT_THERE and missed is not None:
                self.pages += 1
                self.count("pages/error")
                self.mark(response, "gone" if response.status in _GONE else "done")
                yield from self.on_miss(missed, response)
            else:
                self.fail(
                    asked,
                    status_cause(response.status) if response.status >= 400 else _ERROR_PAGE,
                    response,
                )
            return
        problem = self.problem_of(response, page, asked)
        if problem is not None:
            self.fail(asked, problem, response)
            return
        self.pages += 1
        self.count(f"pages/{page.kind}")
        response.meta[_COUNTED] = page.kind
        self.mark(response, "done")
        ticker = snapshot(
            page.ticker,
            page.document.base_url,
            address.site if address else None,
            address.edition if address else None,
            page.capture.fetched_at,
        )
        yield from self.on_page(response, page, address, ticker)

    def on_page(
        self, response: Response, page: Page, address: Address | None, ticker: TickerSnapshot | None
    ) -> Iterator[Any]:
        """What a page gives: items and further requests."""
        raise NotImplementedError

    def problem_of(self, response: Response, page: Page, asked: str) -> Cause | None:
        """Why a page that was read is not what was asked for: an article's address must lead to an
        article."""
        address = address_of(canonical(asked))
        if page.kind == "article" or address is None or address.kind != "article":
            return None
        return not_an_article(response, page, asked)

    def is_miss(self, address: Address | None, response: Response) -> bool:
        """Whether an error page was to be expected at this address, and is no failure."""
        return False

    def on_miss(self, address: Address, response: Response) -> Iterator[Any]:
        """What follows from an error page that was to be expected."""
        return iter(())

    def failed(self, failure: Failure) -> None:
        """Called by Scrapy for a request without an answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error = failure.value
        assert error is not None
        url = request.meta.get("redirect_urls", [request.url])[0]
        if isinstance(error, LeftAlone):
            self.mark(request, "queued")
            self.block(url, str(error))
        elif isinstance(error, Stopped):
            self.mark(request, "queued")
        else:
            self.fail(url, cause_of(error), request)

    def mark(self, asked: Request | Response, state: State, **more: Any) -> None:
        """Notes what became of a request for the ledger.

        Args:
            asked: The request, or its response.
            state: The URL's state from now on; ``queued`` for one that stays undone.
            more: Further parts of the :class:`newsscraper.store.visits.Outcome`.

        """

    def fail(self, url: str, cause: Cause, asked: Request | Response) -> None:
        """Counts, keeps and tells a failure."""
        gone = isinstance(asked, Response) and asked.status in _GONE
        self.mark(
            asked,
            "gone" if gone else "failed",
            cause=cause.code,
            reason=cause.reason,
            lasting=cause.lasting,
        )
        self._note_failure(url, cause, asked)

    def _note_failure(
        self, url: str, cause: Cause, asked: Request | Response | None = None
    ) -> None:
        self.failed_count += 1
        self.count("failed")
        self.count(f"failed/{cause.code}")
        if len(self.failures) < _MOST_FAILURES_KEPT:
            self.failures.append({"url": url, "cause": cause.code, "reason": cause.reason})
        if not self.tells_later(cause, asked):
            logger.warning("%s: %s", url, cause.reason)

    def tells_later(self, cause: Cause, asked: Request | Response | None) -> bool:
        """Whether a failure is told with others of its kind, in one line at the end."""
        return False

    def defect(self, error: BaseException, asked: Request | Response | None) -> None:
        """Counts an unexpected exception as a failure of the URL, once however many there are; its
        page counts no more.

        Args:
            error: What was raised.
            asked: The request or response on which it was; ``None`` if it was on none: before the
                first, or in a part of Scrapy's that is told of no page. Then it is one of the run,
                once however often it is raised.

        """
        logger.info("%s", error, exc_info=error)
        cause = defect(error)
        url = asked_for(asked) if asked is not None else self.title
        key = url if asked is not None else cause.reason
        if key in self._defects:
            return
        self._defects.add(key)
        if asked is None:
            self._is_broken = True
            self._note_failure(url, cause)
            return
        if (kind := asked.meta.pop(_COUNTED, None)) is not None:
            self.pages -= 1
            self.count(f"pages/{kind}", -1)
        self.fail(url, cause, asked)

    def _item_broke(self, item: Any, response: Any, failure: Failure) -> None:
        assert failure.value is not None
        self.defect(failure.value, response if isinstance(response, Response) else None)

    def _broke(self, failure: Failure, response: Any) -> None:
        # What raised outside parse: a middleware of the spider's, or an errback, whose "response"
        # is a Failure.
        asked = response if isinstance(response, Response) else getattr(response, "request", None)
        if failure.value is not None and not isinstance(failure.value, CloseSpider):
            self.defect(failure.value, asked)

    def block(self, url: str, reason: str) -> None:
        """Notes that a host does not want to be crawled. The request stays undone."""
        host = host_of(url)
        if host not in self.blocked:
            self.blocked[host] = reason
            logger.warning(
                "%s: %s: the site is left alone, what was not fetched stays undone", url, reason
            )
            backoff = self.crawler.get_downloader_middleware(BackoffMiddleware)
            if backoff is not None:
                backoff.leave(host, reason)
        self.on_blocked(host, reason)

    def on_blocked(self, host: str, reason: str) -> None:
        """What follows when a host is left alone."""

    def ending(self, reason: str) -> Ending:
        """How the run ended, by the reason for which Scrapy closed the spider."""
        if reason == "shutdown" and self._is_broken and not self.is_interrupted:
            reason = "finished"  # Scrapy stops what cannot go on
        if reason == "store":
            return "store"
        if self.blocked:
            return "blocked"
        if (
            reason in ("finished", "silent")
            and self.pages == 0
            and self.failed_count + self.undone > 0
        ):
            refused = all(failure["cause"] in _REFUSALS for failure in self.failures)
            return "blocked" if refused and self.failures else "failed"
        if reason == "finished":
            return "finished"
        return "limit" if reason == "limit" or reason.startswith("closespider_") else "interrupted"

    def report(self, reason: str) -> Report:
        """What the run did."""
        stats = self.crawler.stats.get_stats() if self.crawler.stats is not None else {}
        return report_of(
            self.title,
            self.ending(reason),
            stats,
            failures=self.failures,
            undone=self.undone,
            blocked=self.blocked,
        )

    @property
    def title(self) -> str:
        """What the run is called in what the user reads."""
        return self.name

    def count(self, name: str, number: int = 1) -> None:
        """Counts in Scrapy's stats."""
        if self._increase is None and self.crawler.stats is not None:
            self._increase = (
                self.crawler.stats.inc_value
            )  # looked up once: Scrapy's lookup is slower than the count
        if self._increase is not None:
            self._increase(f"newsscraper/{name}", number)


def _complete(settings: BaseSettings, name: str, value: Any) -> None:
    """Changes a setting where it was set: one step above, since Scrapy 2.19 merges the process's
    settings in once more."""
    settings.set(name, value, priority=(settings.getpriority(name) or 0) + 1)


_COUNTED = "newsscraper_counted"
"""Key in ``meta``: the kind that a page was counted under."""
_KIND_TEXT = {
    "listing": "a listing",
    "front": "a front page",
    "author": "an author's page",
    "feed": "a feed",
    "unknown": "a page of no known kind",
}
_NOT_THERE = frozenset({200, 404, 410})
_GONE = frozenset({404, 410})
_REFUSALS = frozenset({"http_401", "http_403", "http_429", "http_451"})
_ERROR_PAGE = Cause("error_page", "an error page under status 200")


def asked_for(asked: Request | Response) -> str:
    """The address that was asked for, before any redirect."""
    urls: list[str] = asked.meta.get("redirect_urls") or [asked.url]
    return urls[0]


def not_an_article(response: Response, page: Page, asked: str) -> Cause:
    """The cause of failure of a page that should have been an article."""
    moved = f", redirected to {response.url}" if response.url != asked else ""
    return Cause("no_article", f"no article: it is {_KIND_TEXT.get(page.kind, page.kind)}{moved}")
