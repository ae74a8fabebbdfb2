"""One-off addresses: each is fetched and read, none is followed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import Any, ClassVar, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from newsscraper.crawling.failures import Cause
from newsscraper.crawling.spiders.base import NewsSpider, not_an_article
from newsscraper.extraction import links
from newsscraper.items.records import Article, Link, TickerSnapshot
from newsscraper.pages.base import Page
from newsscraper.sites import Address


class UrlsSpider(NewsSpider):
    """Fetches the addresses it is given: ``scrapy crawl urls -a urls=URL,URL``.

    Args:
        urls: The addresses.
        articles_only: Whether a page that is no article counts as failed.
        on_nothing: Called with the place in `urls`, from 0, of an address that gives no article.

    """

    name = "urls"
    # Addresses may be of many hosts; each host has its own delay and its own two connections.
    custom_settings: ClassVar[dict[str, Any]] = {"CONCURRENT_REQUESTS": 8}  # type: ignore[misc]

    def __init__(
        self,
        urls: str | Iterable[str] = (),
        *,
        articles_only: bool = True,
        on_nothing: Callable[[int], None] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._on_nothing = on_nothing
        self.urls = urls.split() if isinstance(urls, str) else list(urls)
        self._articles_only = articles_only
        self.links: list[Link] = []
        """The links of all pages that are no article."""

    async def begin(self) -> AsyncIterator[Any]:
        """One request an address, in order."""
        for number, url in enumerate(self.urls):
            yield self.request(url, priority=-number, meta={"newsscraper_input": number})

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Called by Scrapy."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._item_lost, signal=signals.item_dropped)
        crawler.signals.connect(spider._item_lost, signal=signals.item_error)
        return spider

    def parse(self, response: Response) -> Iterator[Any]:
        """Reads an answer, and notes where it gives no article."""
        found = False
        for output in super().parse(response):
            found = found or isinstance(output, Article)
            yield output
        if not found:
            self._nothing(response.meta)

    def failed(self, failure: Failure) -> None:
        """Called by Scrapy for a request without an answer."""
        super().failed(failure)
        self._nothing(failure.request.meta)  # type: ignore[attr-defined]

    def _item_lost(self, item: Any, response: Response) -> None:
        if isinstance(item, Article):
            self._nothing(response.meta)

    def _nothing(self, meta: dict[str, Any]) -> None:
        if self._on_nothing is not None:
            self._on_nothing(meta["newsscraper_input"])

    def on_page(
        self, response: Response, page: Page, address: Address | None, ticker: TickerSnapshot | None
    ) -> Iterator[Any]:
        """The article, or the page's links and ticker."""
        raw = page.article()
        if raw is not None:
            yield Article(raw=raw, ticker=ticker)
            return
        if ticker is not None:
            yield ticker
        self.links += links(page)

    def problem_of(self, response: Response, page: Page, asked: str) -> Cause | None:
        """A page that is no article, where articles were asked for."""
        if self._articles_only and page.kind != "article":
            return not_an_article(response, page, asked)
        return super().problem_of(response, page, asked)
