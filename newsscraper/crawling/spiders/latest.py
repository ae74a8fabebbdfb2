"""Crawls what is newest on a site: front pages, feeds and tickers, and the articles they link."""

from __future__ import annotations

from typing import ClassVar

from newsscraper.crawling.spiders.site import SiteSpider
from newsscraper.scope import Mode


class LatestSpider(SiteSpider):
    """Fetches the articles on front pages, feeds and tickers that the store does not have.

    ``scrapy crawl latest -a site=maghress``. If sources are named, the first pages of their
    listings are read instead of front pages and feeds. Listings are not walked.
    """

    name = "latest"
    mode: ClassVar[Mode] = "latest"
