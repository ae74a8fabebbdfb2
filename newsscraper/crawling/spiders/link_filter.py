"""Which links are followed."""

from __future__ import annotations

from collections.abc import Iterable

from newsscraper.crawling.spiders.context import CrawlContext
from newsscraper.crawling.spiders.frame import is_frame_page
from newsscraper.crawling.spiders.named import NamedSources
from newsscraper.items.records import Link, TickerSnapshot
from newsscraper.sites import Address, address_of
from newsscraper.urls import canonical

_TICKERS_REMEMBERED = 1000


class LinkFilter:
    """Follows links to articles and to listings that are in scope and not in the ledger yet.

    The form of an address does not show whether it is a source's listing, ``/<edition>/<source>``,
    or some other page. A source is certain once an article of it has been seen.

    Args:
        context: The crawl.
        named: The sources that the user named; their listings are requested at the start.
        known: ``(edition, slug)`` of the sources that are certain.

    """

    def __init__(
        self, context: CrawlContext, named: NamedSources, known: Iterable[tuple[str, str]]
    ) -> None:
        self._context = context
        self._scope = context.scope
        self._named = named
        self._known = set(known)
        self._finished_tickers: dict[str, None] = {}
        self.has_seen_articles = False
        """Whether any page has linked an article in scope."""

    def add_source(self, edition: str, slug: str) -> None:
        """Note that an article of a source has been seen."""
        self._known.add((edition, slug))

    def targets_of(self, links: Iterable[Link]) -> list[Address]:
        """The addresses on known sites that links lead to, without articles outside the range."""
        found = [
            (link, target)
            for link in links
            if (target := address_of(canonical(link.url))) is not None
        ]
        self.has_seen_articles = self.has_seen_articles or any(
            target.kind == "article" and self._scope.covers(target) for _, target in found
        )
        return [target for link, target in found if self._context.days.may_include(link.published)]

    def is_uncertain_source(self, address: Address | None) -> bool:
        """Return whether only the form of an address suggests that it is a source's listing.

        A source is certain if the user named the source, or if an article of it is known.
        """
        return (
            address is not None
            and address.kind == "listing"
            and address.source_id not in self._named
            and (address.edition, address.source_id) not in self._known
        )

    def is_new(self, target: Address) -> bool:
        """Whether a link is to be followed."""
        if not self._scope.covers(target):
            return False
        if (
            target.kind == "listing"
            and self.is_uncertain_source(target)
            and is_frame_page(target.source_id or "")
        ):
            return False
        if target.kind == "article":
            self.has_seen_articles = True
            return target.url not in self._context.ledger
        return (
            target.kind == "listing"
            and self._scope.mode == "site"
            and target.source_id not in self._named
            and target.url not in self._context.ledger
        )

    def new_in_ticker(self, ticker: TickerSnapshot) -> list[Address]:
        """The links of a ticker that are to be followed.

        A ticker is on many pages: it is skipped once the ledger has all of its links.
        """
        if ticker.id in self._finished_tickers:
            return []
        found = list(filter(self.is_new, ticker_targets(ticker)))
        if not found:
            self._finished_tickers[ticker.id] = None
            if len(self._finished_tickers) > _TICKERS_REMEMBERED:
                del self._finished_tickers[next(iter(self._finished_tickers))]
        return found


def ticker_targets(ticker: TickerSnapshot | None) -> list[Address]:
    """The addresses on known sites that the headlines of a ticker link."""
    items = ticker.items if ticker is not None else ()
    return [target for item in items if item.url and (target := address_of(item.url))]
