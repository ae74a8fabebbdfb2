"""Crawls a site: front pages, feeds and listings, and the articles that they and tickers link."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from typing import Any, ClassVar, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.misc import load_object

from newsscraper.crawling.failures import Cause
from newsscraper.crawling.frontier.request_codec import FOUND_ON, NOTE
from newsscraper.crawling.frontier.scheduler import LedgerScheduler
from newsscraper.crawling.middlewares.robots import FORBIDDEN
from newsscraper.crawling.readings import Reading
from newsscraper.crawling.spiders.articles import ArticleFilter
from newsscraper.crawling.spiders.base import NewsSpider
from newsscraper.crawling.spiders.conditional import Validators, is_conditional
from newsscraper.crawling.spiders.context import ARTICLE, LISTING_PAGE, START, CrawlContext
from newsscraper.crawling.spiders.exchange import Exchange
from newsscraper.crawling.spiders.forbidden import ForbiddenUrls
from newsscraper.crawling.spiders.limit import ArticleLimit
from newsscraper.crawling.spiders.link_filter import LinkFilter, ticker_targets
from newsscraper.crawling.spiders.listing import (
    ListingWalker,
    WalkedPage,
    entries_of_author,
    entries_of_source,
    is_later_page,
    listing_of,
)
from newsscraper.crawling.spiders.missing import MissingPages
from newsscraper.crawling.spiders.named import NamedAuthors, NamedSources
from newsscraper.crawling.spiders.quality import note_unreadable
from newsscraper.crawling.spiders.silence import Silence
from newsscraper.crawling.suspects import Suspects
from newsscraper.errors import UserError
from newsscraper.items.records import Article, Link
from newsscraper.pages.base import Page
from newsscraper.reports.report import Ending
from newsscraper.scope import SCOPE_TEXTS, Mode, Scope, scope_from_texts
from newsscraper.sites import Address, address_of
from newsscraper.store.visits import Outcome, State, Visit

logger = logging.getLogger(__name__)

_TRIES = "newsscraper_tries"
"""Key in ``meta``: how often the URL has failed before."""


class SiteSpider(NewsSpider):
    """Crawls one site, or some of its editions and sources.

    ``scrapy crawl site -a site=maghress -a edition=fr -a source=yabiladi,alittihad -a limit=100``

    The listing of a source is at ``/<edition>/<source>``, but so are sections and other pages. The
    page decides: the listing of a source links its own articles, ``/<edition>/<source>/<number>``.
    It is walked from its newest article down, until a page ends with articles that an earlier,
    completed walk has seen.
    """

    name = "site"
    mode: ClassVar[Mode] = "site"
    custom_settings: ClassVar[dict[str, Any]] = {"SCHEDULER": LedgerScheduler}  # type: ignore[misc]

    def __init__(
        self,
        scope: Scope | None = None,
        known_sources: Iterable[tuple[str, str]] = (),
        **arguments: Any,
    ) -> None:
        """Take a scope, or the texts of Scrapy's ``-a``.

        Args:
            scope: What is crawled.
            known_sources: ``(edition, slug)`` of the sources that the store knows.
            arguments: Without a scope, the arguments of :func:`newsscraper.scope.scope_from_texts`;
                others become attributes of the spider, as in Scrapy.

        Raises:
            ScopeError: the texts name an unknown site or edition, or an invalid range.

        """
        texts = {name: arguments.pop(name) for name in SCOPE_TEXTS & arguments.keys()}
        super().__init__(**arguments)
        self.scope = scope or scope_from_texts(**texts, mode=self.mode)
        self.allowed_domains = [self.scope.site.domain]
        self._known_sources = list(dict.fromkeys(known_sources))
        self._context = CrawlContext(self, self.scope)
        self._sources = NamedSources(self.scope, self._known_sources)
        self._authors = NamedAuthors(self.scope)
        self._limit = ArticleLimit(self._context)
        self._articles = ArticleFilter(self._context, self._limit)
        self._links = LinkFilter(self._context, self._sources, self._known_sources)
        self._missing = MissingPages(self._context, self._links, self._sources, self._authors)
        self._walker = ListingWalker(self._context)
        self._forbidden = ForbiddenUrls()
        self._silence = Silence(self._context)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Called by Scrapy.

        Raises:
            UserError: the settings name a scheduler without a ledger.

        """
        if not issubclass(load_object(crawler.settings["SCHEDULER"]), LedgerScheduler):
            raise UserError(
                "the site spider needs its own scheduler: remove SCHEDULER from the settings"
            )
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider._limit.connect(crawler)
        return spider

    @property
    def title(self) -> str:
        """The site's name."""
        return self.scope.site.name

    @property
    def unknown_sources(self) -> list[str]:
        """Sources that were asked for and that the site does not have."""
        return self._sources.missing

    # Start

    async def begin(self) -> AsyncIterator[Any]:
        """Yield requests for front pages, feeds and known sources, or those asked for by name."""
        if self._limit.begin():
            self._context.close("limit")
            return
        for request in self._start_requests():
            yield request

    def _start_requests(self) -> Iterator[Request]:
        scope, context = self.scope, self._context
        if scope.authors:
            for url in self._authors.pages():
                yield context.request(url, START)
            return
        if not scope.sources:
            for edition in scope.editions:
                yield context.request(scope.site.front_url(edition), START)
                if (feed := scope.site.feed_url(edition)) is not None:
                    yield context.request(feed, START)
        for edition, slug in self._sources.listings():
            yield self._walker.first_page(edition, slug, START)
        if not scope.sources and scope.mode == "site":
            # Some sources are linked only by their own articles, which are not fetched again.
            for edition, slug in self._known_sources:
                if edition in scope.editions:
                    request = self._walker.first_page(edition, slug, LISTING_PAGE)
                    request.meta[FOUND_ON] = scope.site.front_url(edition)
                    yield request

    def prepare_request(self, request: Request, visit: Visit) -> None:
        """Make a request conditional if the page has been read before.

        See :class:`newsscraper.crawling.frontier.protocols.GuidingSpider`.
        """
        request.meta[_TRIES] = visit.tries
        if is_conditional(visit, full=self.scope.full):
            Validators(visit.etag, visit.last_modified).add_to(request)

    def is_waiting_for_limit(self) -> bool:
        """Whether the visits in progress may reach the limit."""
        return self._limit.is_waiting()

    def is_in_range(self, article: Article) -> bool:
        """Whether an article lies in the range of days; one without a date does not."""
        return self._context.days.include(article.published)

    # What follows from a page

    def on_page(self, response: Response, reading: Reading) -> Iterator[Any]:
        """Yield the article with its ticker, or the ticker alone, and requests for the links."""
        page, address = reading.page, reading.address
        article, ticker = reading.article, reading.ticker
        if article is not None:
            yield from self._articles.accept(response, article, address)
        elif ticker is not None and not self.reservations.cover(page):
            yield ticker
        if self.scope.authors:
            yield from self._follow_author(response, reading)
            return
        if page.kind in ("unknown", "front"):
            self._missing.check(response)
        targets = self._links.new_in_ticker(ticker) if ticker is not None else []
        leads = reading.links if page.kind in ("listing", "front", "feed") else []
        linked = self._links.targets_of(leads)
        targets += linked
        if page.kind == "front":
            self._sources.add_front_names((*ticker_targets(ticker), *linked))
        if page.kind == "unknown" and address is not None:
            logger.info("%s: a page of an unknown kind", response.url)
            yield from self._missing.note_source(address, found=False)
        if article is not None and address is not None and address.source_id is not None:
            self._links.add_source(address.edition, address.source_id)
            source = address_of(self.scope.site.listing_url(address.edition, address.source_id))
            targets += [source] if source is not None else []
        following = (
            self._follow_listing(response, page, leads, address) if page.kind == "listing" else ()
        )
        for target in targets:
            if self._links.is_new(target):
                yield self._request_for(target)
        # The listing comes last: the ledger must have the articles of a page before it learns that
        # the walk has passed them.
        yield from following

    def _request_for(self, target: Address) -> Request:
        if target.kind == "article":
            return self._context.request(target.url, ARTICLE)
        return self._walker.first_page(target.edition, target.source_id or "", LISTING_PAGE)

    def _follow_listing(
        self, response: Response, page: Page, leads: Sequence[Link], address: Address | None
    ) -> Iterator[Request]:
        listing = listing_of(response, address)
        if listing is None:
            return
        entries = entries_of_source(leads, listing)
        yield from self._missing.note_source(listing, found=bool(entries))
        if not entries and not is_later_page(response):
            # A section. Its later pages hold what the listings of its sources hold.
            self._sources.add_section(listing.source_id)
        elif self.scope.mode == "site":
            is_whole = not page.document.is_cut
            yield from self._walker.follow(
                WalkedPage(response, leads, entries, listing, is_whole=is_whole)
            )

    def _follow_author(self, response: Response, reading: Reading) -> Iterator[Request]:
        listing = listing_of(response, reading.address)
        if reading.page.kind != "author" or listing is None:
            return
        leads = reading.links
        entries = entries_of_author(leads)
        if entries:
            self._links.has_seen_articles = True
        for target in self._links.targets_of(entries):
            if self.scope.covers(target):
                yield self._context.request(target.url, ARTICLE, meta={NOTE: True})
        yield from self._walker.follow(
            WalkedPage(response, leads, entries, listing, is_of_source=False)
        )

    def follow_missing(self, address: Address, response: Response) -> Iterator[Any] | None:
        """Decide whether a missing page is a failure."""
        return self._missing.follow(address, response)

    # Outcomes

    def set_outcome(self, exchange: Exchange, state: State, **more: Any) -> None:
        """Record the outcome of a request in the ledger."""
        leases = self._context.leases
        if leases is None:
            return
        outcome = Outcome(state, **more)
        if isinstance(exchange, Response):
            outcome.status = exchange.status
            # If not all that a page links was followed, the page must be read again next time.
            is_used_up = (
                outcome.article_id is not None
                or exchange.status == 304
                or not self.scope.is_partial
            )
            if state == "done" and exchange.request is not None and is_used_up:
                outcome.etag, outcome.last_modified = Validators.confirmed(exchange)
        leases.set_outcome(exchange.meta, outcome)

    def fail(self, url: str, cause: Cause, exchange: Exchange) -> None:
        """Count a failure. A page that should have been an article also counts for its source."""
        if cause.code == "offsite" and self._missing.is_uncertain(url, exchange):
            self.tally.add_page("error")
            self._missing.note_not_a_source(exchange)
            return
        super().fail(url, cause, exchange)
        if isinstance(exchange, Request):
            self._silence.note(exchange, is_refused=cause.code == "address")
        if cause.code == "no_article":
            note_unreadable(self._context.session, Suspects.of(self.crawler), url, exchange)

    def is_reported_later(self, cause: Cause, exchange: Exchange) -> bool:
        """URLs that robots.txt forbids are summed up in one line."""
        if cause.code != "robots" or cause.reason != FORBIDDEN:
            return False
        self._forbidden.add(exchange.url, exchange.meta.get(_TRIES, 0))
        return True

    def block(self, url: str, reason: str) -> None:
        """End the crawl, which has no other host."""
        super().block(url, reason)
        self._context.close("blocked")

    # End

    def ending(self, reason: str) -> Ending:
        """How the run ended.

        A named source or author that is missing is a usage error. A run without any article is
        suspect.
        """
        ending = super().ending(reason)
        if ending != "finished":
            return ending
        if self._sources.missing or self._authors.missing:
            return "usage"
        if not self._articles.number and not self._context.session.start.resumed:
            has_nothing_new = (
                self._links.has_seen_articles
                or self.tally.number_of("pages/unmodified") > 0
                or self.tally.number_of("reserved") > 0
            )
            is_unread = any(failure["cause"] == "no_article" for failure in self.tally.failures)
            return "finished" if has_nothing_new and not is_unread else "suspect"
        return ending

    def closed(self, reason: str) -> None:
        """Called by Scrapy. Logs which sources are missing and what robots.txt forbids."""
        forbidden = self._forbidden.message(self.title, self.tally.pages)
        if forbidden is not None:
            logger.warning("%s", forbidden)
        for problem in (*self._sources.problems(), *self._authors.problems()):
            logger.error("%s", problem)
