"""Pages that are missing, or that turn out not to be the listing of a source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from newsscraper.crawling.spiders.context import START, CrawlContext
from newsscraper.crawling.spiders.exchange import Exchange, requested_url
from newsscraper.crawling.spiders.link_filter import LinkFilter
from newsscraper.crawling.spiders.listing import is_later_page
from newsscraper.crawling.spiders.named import NamedAuthors, NamedSources
from newsscraper.sites import Address, address_of
from newsscraper.urls import canonical


class MissingPages:
    """Handles missing pages that are not failures.

    These are the pages of named sources and authors, and the listings of uncertain sources.
    A named source may exist in one edition only, and a link may only look like that of a source.

    Args:
        context: What the parts of the spider share.
        links: Decides which sources are certain.
        sources: The sources that the user named.
        authors: The authors that the user named.

    """

    def __init__(
        self,
        context: CrawlContext,
        links: LinkFilter,
        sources: NamedSources,
        authors: NamedAuthors,
    ) -> None:
        self._context = context
        self._links = links
        self._sources = sources
        self._authors = authors

    def follow(self, address: Address, response: Response) -> Iterator[Any] | None:
        """Return the requests to continue with; ``None`` if the missing page is a failure."""
        if self._links.is_uncertain_source(address):
            return None if is_later_page(response) else self._drop_source(response)
        if address.url in self._authors:
            return self._drop_author(address)
        if address.kind == "listing" and address.source_id in self._sources:
            return self.note_source(address, found=False)
        return None

    def note_source(self, address: Address, *, found: bool) -> Iterator[Request]:
        """Note whether the page at an address is the listing of a source that the user named.

        If no edition has the source, yield requests for the front pages, where similar names may
        be found.
        """
        if self._sources.note(address, found=found):
            for edition in self._context.scope.editions:
                yield self._context.request(self._context.scope.site.front_url(edition), START)

    def check(self, response: Response) -> None:
        """Note a page that is not a listing although an uncertain source was requested."""
        if self.is_uncertain(requested_url(response), response):
            self.note_not_a_source(response)

    def is_uncertain(self, url: str, exchange: Exchange) -> bool:
        """Return whether only the form of `url` suggests that it is a source's listing."""
        return not is_later_page(exchange) and self._links.is_uncertain_source(
            address_of(canonical(url))
        )

    def note_not_a_source(self, exchange: Exchange) -> None:
        """Count a link that did not lead to a listing. The ledger skips it for some days."""
        spider = self._context.spider
        spider.tally.count("not_a_source")
        spider.set_outcome(
            exchange,
            "gone",
            cause="not_a_source",
            reason="not a source: the page is not a listing of articles",
        )

    # Generators, so that they run after the outcome of the request has been recorded.

    def _drop_source(self, response: Response) -> Iterator[Any]:
        self.note_not_a_source(response)
        yield from ()

    def _drop_author(self, address: Address) -> Iterator[Any]:
        self._authors.note_missing(address.url)
        yield from ()
