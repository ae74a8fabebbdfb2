"""Follows a listing from page to page: the listing of a source, or the page of an author.

The state of the walk is a :class:`~newsscraper.crawling.spiders.walk.Walk`. It travels from page to
page in the ``meta`` of the requests, so that it survives an interruption of the crawl.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from newsscraper.crawling.frontier.request_codec import LISTING, STOP, WALK
from newsscraper.crawling.spiders.conditional import Validators
from newsscraper.crawling.spiders.context import LISTING_PAGE, CrawlContext
from newsscraper.crawling.spiders.walk import Walk, is_older, stop_at
from newsscraper.items.records import Link
from newsscraper.sites import Address, address_of
from newsscraper.store.visits import Stretch
from newsscraper.urls import canonical

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WalkedPage:
    """A page of a listing that is being walked."""

    response: Response
    links: Sequence[Link]
    """All links of the page."""
    entries: Sequence[Link]
    """The articles that it lists, in its order."""
    listing: Address
    """The address of the listing's first page."""
    is_whole: bool = True
    """Whether all of the page was received."""
    is_of_source: bool = True
    """Whether it is a source's listing. No stretch is recorded for the page of an author."""


class ListingWalker:
    """Decides, after each page of a listing, whether to go on to the next one.

    Args:
        context: The crawl.

    """

    def __init__(self, context: CrawlContext) -> None:
        self._context = context

    def first_page(self, edition: str, slug: str, priority: int) -> Request:
        """The request for the first page of a source's listing.

        If a walk has been completed that went back far enough, the page is requested only if it has
        changed since.
        """
        context = self._context
        request = context.request(context.scope.site.listing_url(edition, slug), priority)
        for stretch in context.known_stretches(edition, slug):
            if stretch.reaches(context.days.since):
                Validators(stretch.etag, stretch.last_modified).add_to(request)
                break
        return request

    def follow(self, page: WalkedPage) -> Iterator[Request]:
        """Yield the request for the next page, or record that the walk has reached its end.

        A page that cannot be trusted, and the last page that ``--max-pages`` allows, end the walk
        without a record. The request may carry a ``Stop``: the store drops it if the articles at
        the end of the page were known before the run (:mod:`newsscraper.store.stretches`).
        """
        since, most = self._context.days.since, self._context.scope.max_pages
        walk = walk_of(page.response).with_articles(page.entries, since)
        walk = walk.with_page(page.entries)
        if not page.entries or not page.is_whole or self._is_other_page(page, walk):
            # Not a full page of the listing: the walk stops here, but the listing may be longer.
            logger.info(
                "%s: the walk of %s stops at an incomplete page",
                page.response.url,
                page.listing.url,
            )
            return
        following = None if walk.is_repeating else next_page_url(page.links, page.listing)
        if following is None:
            # With a first day, articles older than it have been skipped.
            self._complete(page, walk.stretch(page.listing, since=since, whole=since is None))
        elif is_older(page.entries, since):
            self._complete(page, walk.stretch(page.listing, since=since))
        elif most is None or walk.page < most:
            yield self._next_page(following, page, walk)

    def _is_other_page(self, page: WalkedPage, walk: Walk) -> bool:
        """Whether the response is not the page that was requested, because of a redirect."""
        return page.is_of_source and walk.page > 1 and "redirect_urls" in page.response.meta

    def _next_page(self, url: str, page: WalkedPage, walk: Walk) -> Request:
        listing, context = page.listing, self._context
        meta: dict[str, Any] = {
            LISTING: listing.url,
            WALK: walk.to_dict() | {"page": walk.page + 1},
        }
        if page.is_of_source:
            known = context.known_stretches(listing.edition, listing.source_id or "")
            stop = stop_at(
                page.entries,
                walk,
                listing,
                known,
                context.days.since,
                takes_all=self._takes_all,
            )
            if stop is not None:
                meta[STOP] = stop
        return context.request(url, LISTING_PAGE, meta=meta)

    def _complete(self, page: WalkedPage, stretch: Stretch | None) -> None:
        if page.is_of_source and stretch is not None and self._takes_all:
            self._context.spider.set_outcome(page.response, "done", stretch=stretch)

    @property
    def _takes_all(self) -> bool:
        """Whether a walk follows all articles that it passes. With a last day it skips some."""
        return self._context.days.until is None


def is_later_page(exchange: Request | Response) -> bool:
    """Whether a request or its response is for a page after the first one of a listing."""
    return WALK in exchange.meta


def listing_of(response: Response, address: Address | None) -> Address | None:
    """The address of the first page of the listing that a response belongs to.

    The source cannot always be read from the address of a later page, such as
    ``/yabiladi/page/2``. The request therefore carries the address of the first page.
    """
    return address_of(response.meta[LISTING]) if LISTING in response.meta else address


def walk_of(response: Response) -> Walk:
    """How far the listing had been walked before a response."""
    walk = Walk.of(response.meta.get(WALK))
    return walk if walk is not None else Walk(**Validators.of(response)._asdict())


def next_page_url(links: Sequence[Link], listing: Address) -> str | None:
    """The address of the next page; ``None`` if the page does not link one."""
    url = next((link.url for link in links if link.leads_to == "next"), None)
    target = address_of(canonical(url)) if url is not None else None
    if (
        url is None
        or target is None
        or (target.site, target.edition) != (listing.site, listing.edition)
    ):
        return None
    query = urlsplit(url).query
    return target.url + (f"?{query}" if query else "")


def entries_of_source(links: Sequence[Link], listing: Address) -> list[Link]:
    """The articles of the listing's own source: those with a date, or a teaser, or else all.

    A side column may show old articles of the source after the list, with a teaser but without a
    date. As the last entries of the list, they would end the walk on its first page.
    """
    own = [
        link
        for link in links
        if (target := address_of(link.url))
        and target.number
        and target.source_id == listing.source_id
    ]
    return _with_date_or_teaser(own) or own


def entries_of_author(links: Sequence[Link]) -> list[Link]:
    """The articles of an author's page: those with a date, or else with a teaser."""
    return _with_date_or_teaser([link for link in links if link.leads_to == "article"])


def _with_date_or_teaser(entries: list[Link]) -> list[Link]:
    return [link for link in entries if link.published] or [link for link in entries if link.teaser]
