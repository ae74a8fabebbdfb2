"""One-off addresses: each is fetched and read, none is followed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, ClassVar

from scrapy.http import Response

from newsscraper.causes import Cause
from newsscraper.extract import links
from newsscraper.items import Article, Link, TickerSnapshot
from newsscraper.pages.base import Page
from newsscraper.sites import Address
from newsscraper.spiders.base import NewsSpider, not_an_article


class UrlsSpider(NewsSpider):
    """Fetches the addresses it is given: ``scrapy crawl urls -a urls=URL,URL``.

    Args:
        urls: The addresses.
        articles_only: Whether a page that is no article counts as failed.

    """

    name = "urls"
    # Addresses may be of many hosts; each host has its own delay and its own two connections.
    custom_settings: ClassVar[dict[str, Any]] = {"CONCURRENT_REQUESTS": 8}  # type: ignore[misc]

    def __init__(self, urls: str | Iterable[str] = (), *, articles_only: bool = True, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.urls = urls.split() if isinstance(urls, str) else list(urls)
        self._articles_only = articles_only
        self.links: list[Link] = []
        """The links of all pages that are no article."""

    async def start(self) -> AsyncIterator[Any]:
        """One request an address, in order."""
        for number, url in enumerate(self.urls):
            yield self.request(url, priority=-number, meta={"newsscraper_input": number})

    def on_page(self, response: Response, page: Page, address: Address | None, ticker: TickerSnapshot | None) -> Iterator[Any]:
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
