"""Fetches single addresses without following their links."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import Any, ClassVar, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from newsscraper.crawling.addresses import Addresses
from newsscraper.crawling.failures import Cause
from newsscraper.crawling.readings import Reading
from newsscraper.crawling.scrapy_compat.requests import failed_request
from newsscraper.crawling.spiders.base import NewsSpider
from newsscraper.crawling.spiders.exchange import not_an_article
from newsscraper.items.records import Article, Link
from newsscraper.pages.base import Page
from newsscraper.pages.generic import MainTextPage
from newsscraper.passwords import conceal_user


class UrlsSpider(NewsSpider):
    """Fetches the given addresses: ``scrapy crawl urls -a urls="URL URL"``.

    Args:
        urls: The addresses, or a text with addresses separated by white space.
        articles_only: Whether a page without a record counts as failed.
        any_page: Whether pages that are not articles have a record of their main text.
        are_typed: Whether the user named the addresses, so that they may also lead to a private
            network.
        on_nothing: Called with the position in `urls`, from 0, of each address without an article.

    """

    name = "urls"
    # Addresses may belong to many hosts. Each host has its own delay and its own two connections.
    custom_settings: ClassVar[dict[str, Any]] = {"CONCURRENT_REQUESTS": 8}  # type: ignore[misc]

    def __init__(
        self,
        urls: str | Iterable[str] = (),
        *,
        articles_only: bool = True,
        any_page: bool = False,
        are_typed: bool = True,
        on_nothing: Callable[[int], None] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._on_nothing = on_nothing
        self.urls = urls.split() if isinstance(urls, str) else list(urls)
        self._articles_only, self._are_typed = articles_only, are_typed
        self.any_page = any_page
        self.links: list[Link] = []
        """The links of all pages that are not articles."""

    async def begin(self) -> AsyncIterator[Any]:
        """Yield one request per address, in order."""
        for url in self.urls if self._are_typed else ():
            Addresses.of(self.crawler).allow(url)
            conceal_user(url)
        for number, url in enumerate(self.urls):
            yield self.request(url, priority=-number, meta={"newsscraper_input": number})

    def request(self, url: str, **options: Any) -> Request:
        """A request whose response is read and counted."""
        self.tally.requested += 1
        self.tally.count("requests")
        return Request(url, callback=self.parse, errback=self.failed, **options)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Called by Scrapy."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._item_lost, signal=signals.item_dropped)
        crawler.signals.connect(spider._item_lost, signal=signals.item_error)
        return spider

    def parse(self, response: Response) -> Iterator[Any]:
        """Read a response, and report an address without an article."""
        has_article = False
        for output in super().parse(response):
            has_article = has_article or isinstance(output, Article)
            yield output
        if not has_article:
            self._report_nothing(response.meta)

    def failed(self, failure: Failure) -> None:
        """Called by Scrapy if a request failed without a response."""
        super().failed(failure)
        self._report_nothing(failed_request(failure).meta)

    def _item_lost(self, item: Any, response: Response) -> None:
        if isinstance(item, Article):
            self._report_nothing(response.meta)

    def _report_nothing(self, meta: dict[str, Any]) -> None:
        if self._on_nothing is not None:
            self._on_nothing(meta["newsscraper_input"])

    def on_page(self, response: Response, reading: Reading) -> Iterator[Any]:
        """Yield the article. For other pages, yields the ticker and keep the links."""
        article, ticker = reading.article, reading.ticker
        if article is not None:
            if not self.reservations.leave_out(response, article.raw.rights):
                yield article
            return
        if ticker is not None and not self.reservations.cover(reading.page):
            yield ticker
        self.links += reading.links

    def problem_of(self, response: Response, page: Page, requested: str) -> Cause | None:
        """With `articles_only`, any page that is not read as an article is a failure."""
        if isinstance(page, MainTextPage):
            return None
        if self._articles_only and page.kind != "article":
            return not_an_article(response, page, requested)
        return super().problem_of(response, page, requested)
