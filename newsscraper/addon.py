"""The Scrapy add-on: one line in ADDONS adds the item pipelines to another project.

    ADDONS = {"newsscraper.addon": 500}

(``newsscraper.addon.NewsscraperAddon`` also works.) The project's spiders yield articles made with
:func:`articles`; the pipelines fill in their fields. Other items are not changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.exceptions import DropItem

from newsscraper import pipelines
from newsscraper.crawling.feeds import RecordAdapter
from newsscraper.crawling.middlewares.mirror import MirrorMiddleware
from newsscraper.crawling.readings import CleanedArticle
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
    """Adds the article pipeline to ``ITEM_PIPELINES`` at priority 300.

    - If the project lists :class:`ArticlePipeline` itself, its own priority is kept.
    - If ``NEWSSCRAPER_STORE`` is set, articles and tickers are stored there, at priority 900.
    - If ``NEWSSCRAPER_BASE_URL`` is set, the aggregators' pages are fetched from that mirror.
    - Feed exports write the record of an article (:mod:`newsscraper.crawling.feeds`). Exporters
      that the project sets in ``FEED_EXPORTERS`` are kept.
    """

    def update_settings(self, settings: BaseSettings) -> None:
        """Called by Scrapy when the crawler is created."""
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
    """Create the add-on; lets ADDONS name this module instead of the class.

    Scrapy calls ``from_crawler`` of whatever object ADDONS names.
    """
    return NewsscraperAddon()


class ArticlePipeline:
    """Runs all cleaning steps (:mod:`newsscraper.pipelines`) as one Scrapy item pipeline.

    Counts in Scrapy's stats: ``newsscraper/articles``, ``newsscraper/languages/<code>``,
    ``newsscraper/tickers`` (each snapshot once), ``newsscraper/rejected``,
    ``newsscraper/warnings/<code>``. ``newsscraper/unknown_labels`` is not a count: it lists, for
    each site, the first five lines with source and date in an unknown wording.
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
        """Fill in the fields of an article; returns any other item unchanged.

        Raises:
            DropItem: a step rejected the article. Scrapy logs its text, which is the reason.

        """
        if isinstance(item, TickerSnapshot):
            self._count_ticker(item)
        if not isinstance(item, Article):
            return item
        try:
            item = _cleaned(item)
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


def _cleaned(item: Article) -> Article:
    """Run the cleaning steps, unless that has been done beside the crawl.

    Raises:
        Rejected: a step rejected the article.

    """
    if not isinstance(item, CleanedArticle):
        return pipelines.run(item)
    if item.problem is not None:
        raise item.problem
    return item
