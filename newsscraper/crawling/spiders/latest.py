"""Crawls what is newest on a site: front pages, feeds and tickers, and the articles they link."""

from __future__ import annotations

from typing import ClassVar

from newsscraper.crawling.spiders.site import SiteSpider
from newsscraper.scope import Mode


class LatestSpider(SiteSpider):
    """Fetches articles that are not in the store yet, from front pages, feeds and tickers.

    ``scrapy crawl latest -a site=maghress``. If sources are named, the first pages of their
    listings are read instead of front pages and feeds. Later pages are not read.
    """

    name = "latest"
    mode: ClassVar[Mode] = "latest"
