"""What is newest on a site: its front pages, feeds and ticker, and the articles that they lead
to."""

from __future__ import annotations

from typing import ClassVar

from newsscraper.crawling.spiders.site import SiteSpider
from newsscraper.scope import Mode


class LatestSpider(SiteSpider):
    """Fetches what front pages, feeds and tickers show and the store does not have; no listing is
    walked.

    ``scrapy crawl latest -a site=maghress``. With sources, the first page of each one's listing is
    read instead.
    """

    name = "latest"
    mode: ClassVar[Mode] = "latest"
