"""The Scrapy add-on: one line in ADDONS gives another project the pipelines.

    ADDONS = {"newsscraper.addon": 500}

(``newsscraper.addon.NewsscraperAddon`` names the same.) Its spiders yield articles made with
:func:`articles`; the pipelines fill them. Items that are not ours pass untouched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.exceptions import DropItem

from newsscraper import pipelines
from newsscraper.crawling.feeds import RecordAdapter
from newsscraper.crawling.middlewares.mirror import MirrorMiddleware
from newsscraper.crawling.responses import articles, capture
from newsscraper.crawling.store_pipeline import StorePipeline
from newsscraper.items.records import Article, TickerSnapshot
from newsscraper.reports.report import UNKNOWN_LABELS
from newsscraper.reports.tables import note_unknown_label

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

__all__ = ["ArticlePipeline", "NewsscraperAddon", "articles", "capture"]

PIPELINE_PRIORITY = 300
STORE_PRIORITY = 900
MIRROR_PRIORITY = 950
_FEEDS = {
    "csv": "newsscraper.crawling.feeds.CsvExporter",
    "xml": "newsscraper.crawling.feeds.XmlExporter",
}

RecordAdapter.register()


class NewsscraperAddon:
    """Puts the pipelines into ``ITEM_PIPELINES``, in front of what the project has at 301 or later.

    A project that lists :class:`ArticlePipeline` itself keeps its own place for it. Where
    ``NEWSSCRAPER_STORE`` names a store, articles and tickers are kept there, behind the project's
    own pipelines; where ``NEWSSCRAPER_BASE_URL`` names a mirror, it answers for the aggregators.
    Feed exports write the record of an article (:mod:`newsscraper.crawling.feeds`); an exporter
    that the project names for a format stays its own.
    """

    def update_settings(self, settings: BaseSettings) -> None:
        """Called by Scrapy when the crawler is made."""
        settings.setdefault_in_component_priority_dict(
            "ITEM_PIPELINES", ArticlePipeline, PIPELINE_PRIORITY
        )
        if settings.get("NEWSSCRAPER_STORE"):
            settings.setdefault_in_component_priority_dict(
                "ITEM_PIPELINES", StorePipeline, STORE_PRIORITY
            )
        if settings.get("NEWSSCRAPER_BASE_URL"):
            settings.setdefault_in_component_priority_dict(
                "DOWNLOADER_MIDDLEWARES", MirrorMiddleware, MIRROR_PRIORITY
            )
        feeds = {
            name: kind
            for name, kind in _FEEDS.items()
            if name not in settings.getdict("FEED_EXPORTERS")
        }
        settings["FEED_EXPORTERS"].update(feeds, priority="addon")


def from_crawler(crawler: Crawler) -> NewsscraperAddon:
    """Makes the module itself a name that ADDONS takes: Scrapy asks what the name leads to for a
    ``from_crawler``."""
    return NewsscraperAddon()


class ArticlePipeline:
    """Runs the project's pipelines over an :class:`~newsscraper.items.records.Article`, in their
    order, as one Scrapy pipeline.

    It counts in Scrapy's stats: ``newsscraper/articles``, ``newsscraper/languages/<code>``,
    ``newsscraper/tickers`` (each snapshot once), ``newsscraper/rejected``,
    ``newsscraper/warnings/<code>`` and, by site, the first ``newsscraper/unknown_labels``.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._stats = crawler.stats
        self._increase = crawler.stats.inc_value if crawler.stats is not None else None
        self._tickers: set[str] = set()
        self._unknown_labels: dict[str, list[str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArticlePipeline:
        """Called by Scrapy."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Fills an article; gives any other item back as it is.

        Raises:
            DropItem: a pipeline rejected the article. The text says why, and Scrapy logs it.

        """
        if isinstance(item, TickerSnapshot):
            self._count_ticker(item)
        if not isinstance(item, Article):
            return item
        try:
            item = pipelines.run(item)
        except pipelines.Rejected as reason:
            self._count("rejected")
            raise DropItem(f"{item.raw.url or 'an article without a URL'}: {reason}") from None
        self._count("articles")
        self._count(f"languages/{item.language}")
        for code in item.warnings:
            self._count(f"warnings/{code}")
        if item.raw.unknown_label is not None and self._stats is not None:
            note_unknown_label(self._unknown_labels, item.site, item.raw.unknown_label)
            self._stats.set_value(UNKNOWN_LABELS, self._unknown_labels)
        if item.ticker is not None:
            self._count_ticker(item.ticker)
        return item

    def _count_ticker(self, ticker: TickerSnapshot) -> None:
        if ticker.id not in self._tickers:
            self._tickers.add(ticker.id)
            self._count("tickers")

    def _count(self, name: str) -> None:
        if self._increase is not None:
            self._increase(f"newsscraper/{name}")
