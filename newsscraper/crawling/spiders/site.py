"""A whole site: front pages, feeds, listings with their next pages, and the articles behind them
and behind the ticker."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from functools import cached_property
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.misc import load_object

from newsscraper.crawling.failures import Cause
from newsscraper.crawling.frontier.request_codec import FOUND_ON, LEASE, LISTING, NOTE, STOP, WALK
from newsscraper.crawling.frontier.scheduler import LedgerScheduler
from newsscraper.crawling.frontier.session import Session
from newsscraper.crawling.middlewares.robots import FORBIDDEN
from newsscraper.crawling.pace import Pace
from newsscraper.crawling.spiders.base import NewsSpider, asked_for
from newsscraper.crawling.spiders.frame import is_frame_page
from newsscraper.crawling.spiders.walk import Walk, past, stop_at
from newsscraper.crawling.suspects import Suspects
from newsscraper.errors import UserError
from newsscraper.extraction import links
from newsscraper.items.records import Article, Link, TickerSnapshot
from newsscraper.pages.base import Page
from newsscraper.reports.report import Ending
from newsscraper.scope import Mode, nearest, scope_of
from newsscraper.sites import Address, address_of
from newsscraper.store.batch import QUALITY_FIELDS
from newsscraper.store.visits import Outcome, State, Stretch, Visit
from newsscraper.urls import canonical

logger = logging.getLogger(__name__)

# Articles before listings, so that the queue stays short; among listings the ledger's order puts
# each source's second page before anyone's third.
_START, _ARTICLE, _LISTING = 1000, 500, 100
_TRIES = "newsscraper_tries"
"""Key in ``meta``: how often the URL has failed before."""
_REMEMBERED = 10_000
_TICKERS_REMEMBERED = 1000
_MOST_SILENT = 4


class SiteSpider(NewsSpider):
    """Crawls one site, or some of its editions and sources.

    ``scrapy crawl site -a site=maghress -a edition=fr -a source=yabiladi,alittihad -a limit=100``

    A source is known by its listing, ``/<edition>/<source>``; whether such an address is a source's
    or a section's, its page decides: a source's listing leads to its own articles,
    ``/<edition>/<source>/<number>``. A listing is walked from its newest article down, until a page
    ends with what an earlier walk has seen to the end.
    """

    name = "site"
    mode: ClassVar[Mode] = "site"
    custom_settings: ClassVar[dict[str, Any]] = {"SCHEDULER": LedgerScheduler}  # type: ignore[misc]

    def __init__(
        self,
        site: str = "",
        edition: str | Iterable[str] = (),
        source: str | Iterable[str] = (),
        limit: int | str | None = None,
        since: str | None = None,
        until: str | None = None,
        author: str | Iterable[str] = (),
        max_pages: int | str | None = None,
        recheck: str | None = None,
        full: bool | str = False,
        known_sources: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        """Takes what Scrapy's ``-a`` gives: texts, several values with commas.

        Args:
            site: Name of the site.
            edition: Edition or editions; none for all.
            source: Slug or slugs; none for all.
            limit: At most so many articles.
            since: First day of publication, ``2026-01-31`` or ``7d``.
            until: Last day.
            author: Name or names; then only what their pages list is crawled.
            max_pages: At most so many pages of each listing.
            recheck: Articles of this day and later are asked for once more.
            full: Listings are walked to their ends, whatever is known already.
            known_sources: ``(edition, slug)`` of sources that a store knows, so that they are
                looked for in no other edition.
            kwargs: Passed to Scrapy's spider.

        Raises:
            ScopeError: there is no such site or edition, or the range is none.

        """
        super().__init__(**kwargs)
        self.scope = scope_of(
            site,
            _several(edition),
            _several(source),
            limit,
            since=since,
            until=until,
            authors=_several(author),
            max_pages=max_pages,
            recheck=recheck,
            full=str(full).lower() in ("true", "1", "yes"),
            mode=self.mode,
        )
        self.allowed_domains = [self.scope.site.domain]
        self._since: str | None = None
        self._until: str | None = None
        self._met = 0
        self.kept = 0
        """URLs that count as failed and wait all the same: the site did not answer at all."""
        self._articles = 0
        self._done: dict[int, None] = {}
        self._settled: dict[str, None] = {}
        self._stored = 0
        self._had: set[str] = set()
        self._in_pipelines: set[str] = set()
        self._closing: asyncio.Task[None] | None = None
        known = dict.fromkeys((edition, slug) for edition, slug in known_sources)
        self._known_sources = [
            (edition, slug) for edition, slug in known if edition in self.scope.editions
        ]
        self._looked_for: dict[str, dict[str, bool | None]] = {
            slug: dict.fromkeys(
                [e for e in self.scope.editions if (e, slug) in known] or self.scope.editions
            )
            for slug in self.scope.sources
        }
        self._authors: dict[str, str] = {
            self._author_page(edition, name): name
            for name in self.scope.authors
            for edition in self.scope.editions
        }
        self._known = set(known)
        self._missed_pages: set[str] = set()
        self._refused: list[str] = []
        self._refused_before = 0
        self._front_names: set[str] = set()
        self._sections: set[str] = set()
        self.unknown_sources: list[str] = []
        """Sources that were asked for and that the site does not have."""
        self.unknown_authors: list[str] = []
        """Authors that were asked for and that have no page."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Called by Scrapy."""
        if not issubclass(load_object(crawler.settings["SCHEDULER"]), LedgerScheduler):
            raise UserError(
                "the site's spider needs its own scheduler: leave SCHEDULER out of the settings"
            )
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._item_scraped, signal=signals.item_scraped)
        crawler.signals.connect(spider._item_lost, signal=signals.item_dropped)
        crawler.signals.connect(spider._item_lost, signal=signals.item_error)
        return spider

    async def begin(self) -> AsyncIterator[Any]:
        """The front page and the feed of each edition, or the listing of each source, or the page
        of each author."""
        self._since, self._until = self.scope.days(self._session.began)
        self._had = self._stored_before()
        self._stored = len(self._had)
        if (
            self.scope.limit is not None and self._stored >= self.scope.limit
        ):  # killed when it had all, and before it said so
            self._close("limit")
            return
        for request in self._starts():
            yield request

    def _stored_before(self) -> set[str]:
        """The articles of the range that the run has already, where they count for a limit.

        One may come once more: a kill can fall between the article, stored, and its visit, done.
        """
        begun = self._session.start
        if begun.articles == 0 or self.scope.limit is None:
            return set()
        return set(
            self._session.store.articles(
                run=begun.number, since=self._since, until=self._until
            ).ids()
        )

    def _starts(self) -> Iterator[Request]:
        site = self.scope.site
        if self._authors:
            for url in self._authors:
                yield self._new(url, _START)
            return
        for edition in self.scope.editions:
            if not self.scope.sources:
                yield self._new(site.front_url(edition), _START)
                if (feed := site.feed_url(edition)) is not None:
                    yield self._new(feed, _START)
        for slug, editions in self._looked_for.items():
            for edition in editions:
                yield self._first_page(edition, slug, _START)
        if not self.scope.sources and self.mode == "site":
            # Some are linked nowhere but by their own articles, which are not read again.
            for edition, slug in self._known_sources:
                request = self._first_page(edition, slug, _LISTING)
                request.meta[FOUND_ON] = site.front_url(edition)
                yield request

    def prepare(self, request: Request, visit: Visit) -> None:
        """Called with each request before it is handed out: asks whether a page has changed since
        it was read.

        Of listings only their first page is asked for so, and by the validators of a walk that was
        completed: see :meth:`_first_page`.
        """
        request.meta[_TRIES] = visit.tries
        if visit.kind not in ("feed", "article") or (self.scope.full and visit.kind == "feed"):
            return
        _ask_for_change(request, visit.etag, visit.last_modified)

    def on_page(
        self, response: Response, page: Page, address: Address | None, ticker: TickerSnapshot | None
    ) -> Iterator[Any]:
        """Articles and tickers, and the pages that they lead to."""
        raw = page.article()
        if raw is not None:
            yield from self._article(response, Article(raw=raw, ticker=ticker), address)
        elif ticker is not None:
            yield ticker
        if self.scope.authors:
            yield from self._author(response, page)
            return
        guessed = address_of(canonical(asked_for(response)))
        if (
            page.kind in ("unknown", "front")
            and self._is_guessed(guessed)
            and WALK not in response.meta
        ):
            self._not_a_source(response)
        found = self._behind(ticker) if ticker is not None else []
        following: Iterator[Request] = iter(())
        if page.kind in ("listing", "front", "feed"):
            leads = links(page)
            linked = [
                (link, entry)
                for link in leads
                if (entry := address_of(canonical(link.url))) is not None
            ]
            self._met += sum(
                entry.kind == "article" and self._in_scope(entry) for _, entry in linked
            )
            ranged = [entry for link, entry in linked if self._in_range(link)]
            found += ranged
            if page.kind == "front":
                shown = (*_targets(ticker), *ranged)
                self._front_names.update(
                    e.source_id for e in shown if e.source_id and e.site == self.scope.site.name
                )
            if page.kind == "listing":
                following = self._listing(response, leads, address, is_cut=page.document.is_cut)
        elif page.kind == "unknown" and address is not None:
            logger.info("%s: a page of no known kind", response.url)
            yield from self._look(address, found=False)
        if raw is not None and address is not None and address.source_id is not None:
            self._known.add((address.edition, address.source_id))
            source = address_of(self.scope.site.listing_url(address.edition, address.source_id))
            found += [source] if source is not None else []
        for target in found:
            if self._is_new(target):
                yield self._follow(target)
        # Last: what says how far a walk has come must not be written before what the walk has
        # found.
        yield from following

    def is_miss(self, address: Address | None, response: Response) -> bool:
        """A source or an author that was asked for may be in one edition only; a link may only look
        like a source's."""
        if address is None:
            return False
        is_asked_for = (
            address.kind == "listing" and address.source_id in self._looked_for
        ) or address.url in self._authors
        return is_asked_for or (self._is_guessed(address) and WALK not in response.meta)

    def on_miss(self, address: Address, response: Response) -> Iterator[Any]:
        """The page is not in this edition, or it was no source's."""
        if self._is_guessed(address):
            self._not_a_source(response)
        elif address.url in self._authors:
            name = self._authors[address.url]
            mine = {url for url, other in self._authors.items() if other == name}
            self._missed_pages.add(address.url)
            if mine <= self._missed_pages:
                self.unknown_authors.append(name)
        else:
            yield from self._look(address, found=False)

    def _is_guessed(self, address: Address | None) -> bool:
        """Whether only the form of an address says that it is a source's listing: no article of it
        was met."""
        return (
            address is not None
            and address.kind == "listing"
            and address.source_id not in self._looked_for
            and (address.edition, address.source_id) not in self._known
        )

    def _not_a_source(self, asked: Request | Response) -> None:
        """Counts a link that led to no listing, and has the ledger remember it: it is not asked for
        again for some days."""
        self.count("not_a_source")
        self.mark(
            asked,
            "gone",
            cause="not_a_source",
            reason="not a source: there is no listing of articles",
        )

    def tells_later(self, cause: Cause, asked: Request | Response | None) -> bool:
        """What robots.txt forbids is told once, and only in the first run that meets it."""
        if cause.code != "robots" or cause.reason != FORBIDDEN or asked is None:
            return False
        if asked.meta.get(_TRIES, 0):
            self._refused_before += 1
        else:
            self._refused.append(asked.url)
        return True

    def on_blocked(self, host: str, reason: str) -> None:
        """One site is all that is crawled: there is nothing else to do."""
        self._close("blocked")

    # What became of a page

    def mark(self, asked: Request | Response, state: State, **more: Any) -> None:
        """Notes what became of a request for the ledger."""
        leases = self._session.leases
        if leases is None:
            return
        outcome = Outcome(state, **more)
        if isinstance(asked, Response):
            outcome.status = asked.status
            if state == "done" and asked.request is not None:
                kept = asked.request.headers if asked.status == 304 else None
                outcome.etag = (
                    _header(asked.headers, "ETag")
                    or (kept and _header(kept, "If-None-Match"))
                    or None
                )
                outcome.last_modified = (
                    _header(asked.headers, "Last-Modified")
                    or (kept and _header(kept, "If-Modified-Since"))
                    or None
                )
                if self._partial and outcome.article_id is None and asked.status != 304:
                    outcome.etag = outcome.last_modified = (
                        None  # not all that the page leads to was taken
                    )
        leases.mark(asked.meta, outcome)

    def fail(self, url: str, cause: Cause, asked: Request | Response) -> None:
        """Counts, keeps and tells a failure. A page that should have been an article counts for its
        source."""
        if (
            cause.code == "offsite"
            and WALK not in asked.meta
            and self._is_guessed(address_of(canonical(url)))
        ):
            self.pages += 1
            self.count("pages/error")
            self._not_a_source(asked)
            return
        super().fail(url, cause, asked)
        if isinstance(asked, Request) and self.crawler.stats is not None:
            self._note_silence(
                asked, answered=bool(self.crawler.stats.get_value("response_received_count"))
            )
        address = address_of(canonical(url))
        if cause.code == "no_article" and address is not None and address.source_id is not None:
            source = (address.site, address.edition, address.source_id)
            self._session.writer.batch.add_quality((*source, "none"), set())
            suspects = Suspects.of(self.crawler)
            if suspects is not None and isinstance(asked, Response):
                suspects.add(source, asked, QUALITY_FIELDS)

    def _note_silence(self, request: Request, *, answered: bool) -> None:
        """Keeps the queue where the site is away from the beginning on: that is no page's fault,
        nor need each be tried."""
        if answered:
            return
        self.mark(request, "queued")
        self.kept += 1
        if self.kept >= _MOST_SILENT:
            self._close("silent")

    # Articles

    def _article(
        self, response: Response, article: Article, address: Address | None
    ) -> Iterator[Article]:
        if address is not None and not self._in_scope(address):
            self.count("out_of_scope")
            return
        asked = canonical(response.meta.get("redirect_urls", [response.url])[0])
        identity = address.url if address is not None else article.raw.url or ""
        if hash(identity) in self._done:
            self.count("duplicates")
            return
        if self.scope.limit is not None and self._taken >= self.scope.limit:
            self.count("over_limit")
            self.mark(response, "queued")
            return
        read = None
        if address is not None and address.article_id is not None and asked != address.url:
            read = {
                "url": address.url,
                "site": address.site,
                "edition": address.edition,
                "source_id": address.source_id,
                "id": address.article_id,
            }
        self.mark(
            response,
            "done",
            article_id=address.article_id if address is not None else None,
            read=read,
        )
        self._done[hash(identity)] = None
        if (
            len(self._done) > _REMEMBERED
        ):  # two addresses of one article stand close together; the store holds it once anyway
            del self._done[next(iter(self._done))]
        self._articles += 1
        self._in_pipelines.add(response.meta.get(LEASE, ""))
        yield article

    def _behind(self, ticker: TickerSnapshot) -> list[Address]:
        """What of a ticker's headlines is to be followed: nothing once the ledger has taken all of
        it in."""
        if ticker.id in self._settled:
            return []
        found = list(filter(self._is_new, _targets(ticker)))
        if not found:
            self._settled[ticker.id] = None
            if len(self._settled) > _TICKERS_REMEMBERED:
                del self._settled[next(iter(self._settled))]
        return found

    def _is_new(self, target: Address) -> bool:
        """Whether a link is to be followed: it is the run's business, and was not taken in
        lately."""
        if not self._in_scope(target):
            return False
        if (
            target.kind == "listing"
            and self._is_guessed(target)
            and is_frame_page(target.source_id or "")
        ):
            return False
        if target.kind == "article":
            self._met += 1
            return target.url not in self._ledger
        return (
            target.kind == "listing"
            and self.mode == "site"
            and target.source_id not in self._looked_for
            and target.url not in self._ledger
        )

    def _follow(self, target: Address) -> Request:
        if target.kind == "article":
            return self._new(target.url, _ARTICLE)
        return self._first_page(target.edition, target.source_id or "", _LISTING)

    def _in_scope(self, target: Address) -> bool:
        scope = self.scope
        if target.site != scope.site.name or target.edition not in scope.editions:
            return False
        return not scope.sources or target.source_id in scope.sources

    def _in_range(self, link: Link) -> bool:
        """Whether the date beside a link lets its article be in range; without a date only the
        article itself can say."""
        return self._is_in_range(link.published) if link.published else True

    def wants(self, article: Article) -> bool:
        """Whether an article lies in the range that was asked for; one without a date lies in
        none."""
        return self._is_in_range(article.published)

    def _is_in_range(self, day: str | None) -> bool:
        if self._since is None and self._until is None:
            return True
        return day is not None and (self._since or day) <= day <= (self._until or day)

    def _new(self, url: str, priority: int, **options: Any) -> Request:
        return Request(url, callback=self.parse, errback=self.failed, priority=priority, **options)

    # Listings

    def _first_page(self, edition: str, slug: str, priority: int) -> Request:
        """A listing's first page; where a walk of it was completed, only if it has changed
        since."""
        request = self._new(self.scope.site.listing_url(edition, slug), priority)
        if not self.scope.full:
            for stretch in self._session.stretches.get((edition, slug), ()):
                if stretch.reaches(self._since):
                    _ask_for_change(request, stretch.etag, stretch.last_modified)
                    break
        return request

    def _listing(
        self, response: Response, leads: list[Link], address: Address | None, *, is_cut: bool
    ) -> Iterator[Request]:
        # A later page's own address need not name the source: /yabiladi/page/2 is read as nobody's.
        listing = address_of(response.meta[LISTING]) if LISTING in response.meta else address
        if listing is None:
            return
        own = _own(leads, listing)
        yield from self._look(listing, found=bool(own))
        if (
            not own and WALK not in response.meta
        ):  # a section's archive holds what its sources' archives hold
            self._sections.add(listing.source_id or "")
            return
        if self.mode == "latest":
            return
        begun = Walk(
            etag=_header(response.headers, "ETag"),
            last_modified=_header(response.headers, "Last-Modified"),
        )
        walk = (Walk.of(response.meta.get(WALK)) or begun).met(own, self._since).turned(own)
        if not own or is_cut or (walk.page > 1 and "redirect_urls" in response.meta):
            # No page of the listing, or half of one: where the walk ends is not where the listing
            # ends.
            logger.info(
                "%s: the walk of %s ends at a page that is no whole page of it",
                response.url,
                listing.url,
            )
            return
        following = None if walk.turns_in_a_circle else self._following(leads, listing)
        if following is None:
            # With a first day it has passed over what is older.
            self._complete(
                response, walk.stretch(listing, since=self._since, whole=self._since is None)
            )
        elif past(own, self._since):
            self._complete(response, walk.stretch(listing, since=self._since))
        elif self.scope.max_pages is None or walk.page < self.scope.max_pages:
            yield self._next_page(following, own, walk, listing)

    def _following(self, leads: list[Link], listing: Address) -> str | None:
        """The address of the next page; ``None`` where the page links none."""
        url = next((link.url for link in leads if link.leads_to == "next"), None)
        target = address_of(canonical(url)) if url is not None else None
        if (
            url is None
            or target is None
            or (target.site, target.edition) != (listing.site, listing.edition)
        ):
            return None
        query = urlsplit(url).query
        return target.url + (f"?{query}" if query else "")

    def _next_page(self, url: str, own: list[Link], walk: Walk, listing: Address) -> Request:
        known = (
            ()
            if self.scope.full
            else self._session.stretches.get((listing.edition, listing.source_id or ""), ())
        )
        stop = stop_at(own, walk, listing, known, self._since, keeps=self._keeps_stretches)
        meta = {LISTING: listing.url, WALK: {**walk.to_dict(), "page": walk.page + 1}}
        return self._new(url, _LISTING, meta={**meta, STOP: stop} if stop is not None else meta)

    def _complete(self, response: Response, stretch: Stretch | None) -> None:
        if stretch is not None and self._keeps_stretches:
            self.mark(response, "done", stretch=stretch)

    @property
    def _partial(self) -> bool:
        """Whether not all that a page leads to is taken in."""
        return (
            self.scope.ranged
            or bool(self.scope.sources)
            or self.scope.editions != self.scope.site.editions
        )

    @property
    def _keeps_stretches(self) -> bool:
        """Whether every article that a walk passes is taken in: with a last day it passes over the
        younger ones."""
        return self._until is None

    # Authors

    def _author_page(self, edition: str, name: str) -> str:
        return self.scope.site.author_url(edition, name) or ""

    def _author(self, response: Response, page: Page) -> Iterator[Request]:
        """The articles that an author's page lists, and its next page."""
        first = response.meta.get(LISTING, response.url)
        address = address_of(canonical(first))
        if page.kind != "author" or address is None:
            return
        leads = links(page)
        listed = _listed([link for link in leads if link.leads_to == "article"])
        self._met += len(listed)
        for link in listed:
            target = address_of(link.url)
            if target is not None and self._in_scope(target) and self._in_range(link):
                yield self._new(target.url, _ARTICLE, meta={NOTE: True})
        walk = (Walk.of(response.meta.get(WALK)) or Walk()).met(listed).turned(listed)
        following = (
            None if walk.turns_in_a_circle or not listed else self._following(leads, address)
        )
        if (
            following is not None
            and not past(listed, self._since)
            and walk.page < (self.scope.max_pages or walk.page + 1)
        ):
            yield self._new(
                following,
                _LISTING,
                meta={LISTING: first, WALK: {**walk.to_dict(), "page": walk.page + 1}},
            )

    # Sources that were asked for by name

    def _look(self, address: Address, *, found: bool) -> Iterator[Request]:
        """Notes whether a source is there; where it is in no edition, asks the front pages for
        names like it."""
        slug = address.source_id or ""
        editions = self._looked_for.get(slug, {})
        if address.kind != "listing" or address.edition not in editions:
            return
        editions[address.edition] = bool(editions[address.edition]) or found
        if any(answer is not False for answer in editions.values()) or slug in self.unknown_sources:
            return
        self.unknown_sources.append(slug)
        for edition in self.scope.editions:
            yield self._new(self.scope.site.front_url(edition), _START)

    @property
    def title(self) -> str:
        """The site's name."""
        return self.scope.site.name

    @property
    def undone(self) -> int:
        """The ledger knows, when all is written."""
        return 0

    def ending(self, reason: str) -> Ending:
        """A source that is not there is the user's to mend; a site without any article is
        suspect."""
        ending = super().ending(reason)
        if ending == "finished" and (self.unknown_sources or self.unknown_authors):
            return "usage"
        if ending == "finished" and not self._articles and not self._session.start.resumed:
            nothing_new = self._met > 0 or self._count_of("pages/unmodified") > 0
            lost = any(failure["cause"] == "no_article" for failure in self.failures)
            return "finished" if nothing_new and not lost else "suspect"
        return ending

    def closed(self, reason: str) -> None:
        """Called by Scrapy: tells which sources are not there, and what robots.txt forbids."""
        if self._refused or (self._refused_before and self.pages == 0):
            self._tell_refused()
        for slug in self.unknown_sources:
            if slug in self._sections:
                told = f": /{slug} is a section, its page lists articles of several sources"
            else:
                told = nearest(slug, self._front_names)
            logger.error("%s has no source %r%s", self.title, slug, told)
        for name in self.unknown_authors:
            logger.error(
                "%s has no page of an author %r; write the name as in the page's address",
                self.title,
                name,
            )

    def _tell_refused(self) -> None:
        number = len(self._refused) + self._refused_before
        if number == 1 and self._refused:
            logger.warning("%s: %s", self._refused[0], FORBIDDEN)
        else:
            first = f", {self._refused[0]} among them" if self._refused else ""
            logger.warning(
                "%s: robots.txt forbids %d URLs%s; newsscraper failed %s --cause robots lists them",
                self.title,
                number,
                first,
                self.title,
            )

    # The limit

    def sated(self) -> bool:
        """Whether what is under way may reach the limit: no more is asked for until it is known
        whether it does."""
        limit, leases = self.scope.limit, self._session.leases
        return (
            limit is not None
            and leases is not None
            and self._stored + leases.number_of("article") >= limit
        )

    @property
    def _taken(self) -> int:
        """Articles stored, and those on their way there."""
        leases = self._session.leases or ()
        # A component may have swallowed one without a word: its visit is settled then.
        self._in_pipelines = {key for key in self._in_pipelines if key in leases}
        return self._stored + len(self._in_pipelines)

    def _item_scraped(self, item: Any, response: Any) -> None:
        if not isinstance(item, Article):
            return
        self._out_of_pipelines(response)
        if not self.wants(item):
            self.count("out_of_range")
            return
        if item.id in self._had:
            return
        self._stored += 1
        if self.scope.limit is not None and self._stored >= self.scope.limit:
            self._close("limit")

    def _item_lost(self, item: Any, response: Any) -> None:
        if isinstance(item, Article):
            self._out_of_pipelines(response)
            address = (
                address_of(canonical(item.raw.url)) if item.id is None and item.raw.url else None
            )
            if (
                address is not None and address.source_id is not None
            ):  # refused, where nothing of it was stored
                self._session.writer.batch.add_quality(
                    (address.site, address.edition, address.source_id, item.raw.layout), set()
                )

    def _out_of_pipelines(self, response: Any) -> None:
        if isinstance(response, Response):
            self._in_pipelines.discard(response.meta.get(LEASE, ""))

    def _close(self, reason: str) -> None:
        if self._closing is None and self.crawler.engine is not None:
            Pace.of(self.crawler).release()
            # A task of its own: closing waits for the callback that this is called from.
            self._closing = asyncio.get_running_loop().create_task(
                self.crawler.engine.close_spider_async(reason=reason)
            )

    def _count_of(self, name: str) -> int:
        return (
            int(self.crawler.stats.get_value(f"newsscraper/{name}", 0))
            if self.crawler.stats is not None
            else 0
        )

    @cached_property
    def _session(self) -> Session:
        return Session.of(self.crawler)

    @cached_property
    def _ledger(self) -> Any:
        return self._session.ledger


def _targets(ticker: TickerSnapshot | None) -> list[Address]:
    """What the headlines of a ticker lead to, of known sites."""
    items = ticker.items if ticker is not None else ()
    return [entry for item in items if item.url and (entry := address_of(item.url))]


def _own(leads: list[Link], listing: Address) -> list[Link]:
    """The articles that a listing lists of its own source: those with a date beside them, or else
    with a teaser, or else all.

    A side column may show old articles of the source behind the list, with a teaser and never with
    a date: taken for the list's last entries, they would end a walk on its first page.
    """
    own = [
        link
        for link in leads
        if (entry := address_of(link.url)) and entry.number and entry.source_id == listing.source_id
    ]
    return _listed(own) or own


def _listed(entries: list[Link]) -> list[Link]:
    """Those with a date beside them, or else with a teaser."""
    return [link for link in entries if link.published] or [link for link in entries if link.teaser]


def _ask_for_change(request: Request, etag: str | None, last_modified: str | None) -> None:
    """Makes a request conditional (RFC 9110, 13.1)."""
    if etag:
        request.headers["If-None-Match"] = etag
    if last_modified:
        request.headers["If-Modified-Since"] = last_modified


def _header(headers: Any, name: str) -> str | None:
    value = headers.get(name)
    return value.decode("latin-1") if value else None


def _several(value: str | Iterable[str]) -> list[str]:
    return value.split(",") if isinstance(value, str) else list(value)
