"""A whole site: front pages, feeds, listings with their next pages, and the articles behind them and behind the ticker."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsscraper.extract import links
from newsscraper.items import Article, Link, TickerSnapshot
from newsscraper.pace import Pace
from newsscraper.pages.base import Page
from newsscraper.report import Ending
from newsscraper.scope import nearest, scope_of
from newsscraper.sites import Address, address_of
from newsscraper.spiders.base import NewsSpider
from newsscraper.urls import canonical

logger = logging.getLogger(__name__)

# Articles before listings, so that the queue stays short; a listing's first page before its later ones.
_START, _ARTICLE, _LISTING = 1000, 500, 100
_LISTED = "newsscraper_listing"


class SiteSpider(NewsSpider):
    """Crawls one site, or some of its editions and sources.

    ``scrapy crawl site -a site=maghress -a edition=fr -a source=yabiladi,alittihad -a limit=100``

    A source is known by its listing, ``/<edition>/<source>``; whether such an address is a source's or a section's, its
    page decides: a source's listing leads to its own articles, ``/<edition>/<source>/<number>``.
    """

    name = "site"

    def __init__(
        self,
        site: str = "",
        edition: str | Iterable[str] = (),
        source: str | Iterable[str] = (),
        limit: int | str | None = None,
        known_sources: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        """Takes what Scrapy's ``-a`` gives: texts, several values with commas.

        Args:
            site: Name of the site.
            edition: Edition or editions; none for all.
            source: Slug or slugs; none for all.
            limit: At most so many articles.
            known_sources: ``(edition, slug)`` of sources that a store knows, so that they are looked for in no other edition.
            kwargs: Passed to Scrapy's spider.

        Raises:
            ScopeError: there is no such site or edition.

        """
        super().__init__(**kwargs)
        self.scope = scope_of(site, _several(edition), _several(source), limit)
        self.allowed_domains = [self.scope.site.domain]
        self._seen: set[str] = set()
        self._done: set[str] = set()
        self._taken = 0
        self._stored = 0
        self._pages_ahead = 0
        self._closing: asyncio.Task[None] | None = None
        known = {(edition, slug) for edition, slug in known_sources}
        self._looked_for: dict[str, dict[str, bool | None]] = {
            slug: dict.fromkeys([e for e in self.scope.editions if (e, slug) in known] or self.scope.editions)
            for slug in self.scope.sources
        }
        self._front_names: set[str] = set()
        self._sections: set[str] = set()
        self._listed: set[tuple[str, int]] = set()
        self.unknown_sources: list[str] = []
        """Sources that were asked for and that the site does not have."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Called by Scrapy."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._item_scraped, signal=signals.item_scraped)
        crawler.signals.connect(spider._item_lost, signal=signals.item_dropped)
        crawler.signals.connect(spider._item_lost, signal=signals.item_error)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """The front page and the feed of each edition, or the listing of each source."""
        site = self.scope.site
        for edition in self.scope.editions:
            if not self.scope.sources:
                for path in ("", "rss"):
                    yield self._new(site.page(edition, path), _START)
        for slug, editions in self._looked_for.items():
            for edition in editions:
                yield self._new(site.page(edition, slug), _START)

    def on_page(self, response: Response, page: Page, address: Address | None, ticker: TickerSnapshot | None) -> Iterator[Any]:
        """Articles and tickers, and the pages that they lead to."""
        raw = page.article()
        if raw is not None:
            yield from self._article(Article(raw=raw, ticker=ticker), address)
        elif ticker is not None:
            yield ticker
        found = [entry for item in ticker.items if item.url and (entry := address_of(item.url))] if ticker else []
        following: str | None = None
        listing: Address | None = None
        if page.kind in ("listing", "front", "feed"):
            leads = links(page)
            found += [entry for link in leads if (entry := address_of(canonical(link.url)))]
            if page.kind == "front":
                self._front_names.update(entry.source_id for entry in found if entry.source_id)
            # A later page's own address need not name the source: /yabiladi/page/2 is read as nobody's.
            listing = address_of(response.meta[_LISTED]) if _LISTED in response.meta else address
            if page.kind == "listing" and listing is not None:
                own = _own(leads, listing)
                if not own:  # a section's archive holds what its sources' archives hold
                    self._sections.add(listing.source_id or "")
                elif (signature := (listing.url, hash(own))) not in self._listed:  # a site may repeat its last page for ever
                    self._listed.add(signature)
                    following = next((link.url for link in leads if link.leads_to == "next"), None)
                yield from self._look(listing, found=bool(own))
        elif page.kind == "unknown" and address is not None:
            logger.info("%s: a page of no known kind", response.url)
            yield from self._look(address, found=False)
        if raw is not None and address is not None and address.source_id is not None:
            source = address_of(self.scope.site.page(address.edition, address.source_id))
            found += [source] if source is not None else []
        for target in found:
            yield from self._follow(target)
        if following is not None and listing is not None:
            yield from self._follow_next(following, listing)

    def is_miss(self, address: Address | None) -> bool:
        """A source that was asked for may be in one edition only."""
        return address is not None and address.kind == "listing" and address.source_id in self._looked_for

    def on_miss(self, address: Address | None) -> Iterator[Any]:
        """The source's listing is not in this edition."""
        if address is not None:
            yield from self._look(address, found=False)

    def on_blocked(self, host: str, reason: str) -> None:
        """One site is all that is crawled: there is nothing else to do."""
        self._close("blocked")

    def _article(self, article: Article, address: Address | None) -> Iterator[Article]:
        if address is not None and not self._in_scope(address):
            self.count("out_of_scope")
            return
        identity = address.url if address is not None else article.raw.url or ""
        if identity in self._done:
            self.count("duplicates")
            return
        if self.scope.limit is not None and self._taken >= self.scope.limit:
            self.count("over_limit")
            return
        self._done.add(identity)
        self._seen.add(identity)
        self._taken += 1
        if self._taken == self.scope.limit and self.crawler.engine is not None:
            self.crawler.engine.pause()  # nothing more is fetched, unless one of them is refused
        yield article

    def _follow(self, target: Address) -> Iterator[Request]:
        if not self._in_scope(target) or target.kind not in ("article", "listing"):
            return
        if target.kind == "listing" and target.source_id in self._looked_for:
            return  # asked for at the start
        if self.scope.limit is not None and self._taken >= self.scope.limit:
            return
        if target.url not in self._seen:
            yield self._new(target.url, _ARTICLE if target.kind == "article" else _LISTING)

    def _follow_next(self, url: str, listing: Address) -> Iterator[Request]:
        target = address_of(canonical(url))
        if target is None or (target.site, target.edition) != (listing.site, listing.edition):
            return
        query = urlsplit(url).query
        full = target.url + (f"?{query}" if query else "")
        if full not in self._seen:
            self._pages_ahead += 1  # newest first: each source's second page before anyone's third
            yield self._new(full, _LISTING - self._pages_ahead, meta={_LISTED: listing.url})

    def _in_scope(self, target: Address) -> bool:
        scope = self.scope
        if target.site != scope.site.name or target.edition not in scope.editions:
            return False
        return not scope.sources or target.source_id in scope.sources

    def _new(self, url: str, priority: int, **options: Any) -> Request:
        self._seen.add(url)
        return self.request(url, priority=priority, **options)

    # Sources that were asked for by name

    def _look(self, address: Address, *, found: bool) -> Iterator[Request]:
        """Notes whether a source is there; where it is in no edition, asks the front pages for names like it."""
        slug = address.source_id or ""
        editions = self._looked_for.get(slug, {})
        if address.kind != "listing" or address.edition not in editions:
            return
        editions[address.edition] = bool(editions[address.edition]) or found
        if any(answer is not False for answer in editions.values()) or slug in self.unknown_sources:
            return
        self.unknown_sources.append(slug)
        for edition in self.scope.editions:
            if (url := self.scope.site.page(edition)) not in self._seen:
                yield self._new(url, _START)

    @property
    def title(self) -> str:
        """The site's name."""
        return self.scope.site.name

    def ending(self, reason: str) -> Ending:
        """A source that is not there is the user's to mend; a site without any article is suspect."""
        ending = super().ending(reason)
        if ending == "finished" and self.unknown_sources:
            return "usage"
        return "suspect" if ending == "finished" and not self._done else ending

    def closed(self, reason: str) -> None:
        """Called by Scrapy: tells which sources are not there."""
        for slug in self.unknown_sources:
            if slug in self._sections:
                told = f": /{slug} is a section, its page lists articles of several sources"
            else:
                told = nearest(slug, self._front_names)
            logger.error("%s has no source %r%s", self.title, slug, told)

    # The limit

    def _item_scraped(self, item: Any) -> None:
        if isinstance(item, Article):
            self._stored += 1
            if self.scope.limit is not None and self._stored >= self.scope.limit:
                self._close("limit")

    def _item_lost(self, item: Any) -> None:
        if isinstance(item, Article):
            self._taken -= 1
            if self.scope.limit is not None and self.crawler.engine is not None:
                self.crawler.engine.unpause()

    def _close(self, reason: str) -> None:
        if self._closing is None and self.crawler.engine is not None:
            Pace.of(self.crawler).release()
            # A task of its own: closing waits for the callback that this is called from.
            self._closing = asyncio.get_running_loop().create_task(self.crawler.engine.close_spider_async(reason=reason))


def _own(leads: list[Link], listing: Address) -> frozenset[str]:
    """The articles that a listing lists of its own source: those with a date or a teaser beside them, or else all."""
    own = [link for link in leads if (entry := address_of(link.url)) and entry.number and entry.source_id == listing.source_id]
    return frozenset(link.url for link in [link for link in own if link.published or link.teaser] or own)


def _several(value: str | Iterable[str]) -> list[str]:
    return value.split(",") if isinstance(value, str) else list(value)
