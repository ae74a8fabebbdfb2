"""What is read from a response: its page, and the article, ticker and links on it."""

from __future__ import annotations

from functools import cached_property

from scrapy import Request
from scrapy.http import Response

from newsscraper import pipelines
from newsscraper.crawling.responses import capture
from newsscraper.extraction import links, read
from newsscraper.items.records import Article, Link, RawArticle, TickerSnapshot
from newsscraper.pages.base import Page
from newsscraper.pipelines.ticker import snapshot
from newsscraper.sites import Address, address_of
from newsscraper.urls import canonical

_READING = "newsscraper_reading"
"""Key in ``meta``: the reading of a large page, made before the spider gets the response."""


class CleanedArticle(Article):
    """An article that the cleaning steps have been run on before the spider yields it."""

    __slots__ = ("problem",)

    problem: Exception | None
    """What a step raised; ``None`` if the record is complete."""

    @classmethod
    def of(cls, raw: RawArticle, ticker: TickerSnapshot | None) -> CleanedArticle:
        """Clean a raw article."""
        article = cls(raw=raw, ticker=ticker)
        article.problem = None
        try:
            pipelines.run(article)
        except Exception as problem:  # raised in the item pipeline, where it is reported
            article.problem = problem
        return article


class Reading:
    """What is read from a response. Each part is read when it is first asked for.

    Args:
        response: The response.
        any_page: Whether to read the main text of a page that is not an article.

    """

    def __init__(self, response: Response, *, any_page: bool) -> None:
        self._capture = capture(response)
        self._any_page = any_page
        self.address: Address | None = address_of(canonical(response.url))
        """The address of the page, if it is on a known site."""

    @classmethod
    def of(cls, response: Response, *, any_page: bool) -> Reading:
        """The reading of a response; the one that was made for it already, if there is one."""
        made: Reading | None = response.meta.pop(_READING, None)
        return made if made is not None else cls(response, any_page=any_page)

    def keep(self, request: Request) -> None:
        """Keep the reading until the callback of the request asks for it."""
        request.meta[_READING] = self

    @cached_property
    def page(self) -> Page:
        """The page."""
        return read(self._capture, any_page=self._any_page)

    @cached_property
    def ticker(self) -> TickerSnapshot | None:
        """The ticker shown on the page, if any."""
        site, edition = (self.address.site, self.address.edition) if self.address else (None, None)
        page = self.page
        return snapshot(page.ticker, page.document.base_url, site, edition, page.capture.fetched_at)

    @cached_property
    def article(self) -> Article | None:
        """The article with its ticker, to be cleaned by the item pipelines, if there is one."""
        raw = self.page.article()
        return Article(raw=raw, ticker=self.ticker) if raw is not None else None

    @cached_property
    def links(self) -> list[Link]:
        """The links of the page, in page order."""
        return links(self.page)

    def complete(self) -> None:
        """Read all parts, and clean the article.

        Raises:
            Exception: a part cannot be read because of a defect. It raises this again when it is
                asked for.

        """
        if self.page.kind in ("challenge", "error"):
            return
        if self.article is None:
            self.links, self.ticker  # noqa: B018 - to have read them
        else:
            self.article = CleanedArticle.of(self.article.raw, self.ticker)
