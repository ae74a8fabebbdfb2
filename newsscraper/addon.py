"""The Scrapy add-on: one line in ADDONS gives another project the pipelines.

    ADDONS = {"newsscraper.addon": 500}

(``newsscraper.addon.NewsscraperAddon`` names the same.) Its spiders yield articles made with :func:`articles`; the
pipelines fill them. Items that are not ours pass untouched.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import DropItem

from newsscraper import pipelines
from newsscraper.extract import read
from newsscraper.items import Article, Capture

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

PIPELINE_PRIORITY = 300


class NewsscraperAddon:
    """Puts the pipelines into ``ITEM_PIPELINES``, in front of what the project has at 301 or later.

    A project that lists :class:`ArticlePipeline` itself keeps its own place for it.
    """

    def update_settings(self, settings: BaseSettings) -> None:
        """Called by Scrapy when the crawler is made."""
        settings.setdefault_in_component_priority_dict("ITEM_PIPELINES", ArticlePipeline, PIPELINE_PRIORITY)


def from_crawler(crawler: Crawler) -> NewsscraperAddon:
    """Makes the module itself a name that ADDONS takes: Scrapy asks what the name leads to for a ``from_crawler``."""
    return NewsscraperAddon()


class ArticlePipeline:
    """Runs the project's pipelines over an :class:`~newsscraper.items.Article`, in their order, as one Scrapy pipeline.

    It counts in Scrapy's stats: ``newsscraper/articles``, ``newsscraper/rejected`` and ``newsscraper/warnings/<code>``.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.stats = crawler.stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArticlePipeline:
        """Called by Scrapy."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Fills an article; gives any other item back as it is.

        Raises:
            DropItem: a pipeline rejected the article. The text says why, and Scrapy logs it.

        """
        if not isinstance(item, Article):
            return item
        try:
            item = pipelines.run(item)
        except pipelines.Rejected as reason:
            self._count("rejected")
            raise DropItem(f"{item.raw.url or 'an article without a URL'}: {reason}") from None
        self._count("articles")
        for code in item.warnings:
            self._count(f"warnings/{code}")
        return item

    def _count(self, name: str) -> None:
        if self.stats is not None:
            self.stats.inc_value(f"newsscraper/{name}")


def capture(response: Response) -> Capture:
    """The capture of a response: what was received, and when."""
    content_type = response.headers.get("Content-Type")
    return Capture(
        content=response.body,
        url=response.url,
        fetched_at=datetime.now(UTC),
        headers={"content-type": content_type.decode("latin-1")} if content_type else {},
        status=response.status,
    )


def articles(response: Response) -> Iterator[Article]:
    """The article that a response shows, raw, for the pipelines to fill; nothing where it shows none."""
    raw = read(capture(response)).article()
    if raw is not None:
        yield Article(raw=raw)
