"""What the sites of a crawl state about the use of their pages, by host."""

from __future__ import annotations

from scrapy.crawler import Crawler

from newsscraper.crawling.scrapy_compat.engine import part_of
from newsscraper.rights import SiteFiles


class SiteFilesByHost(dict[str, SiteFiles]):
    """The statements in robots.txt and tdmrep.json of each host (with its port)."""

    @classmethod
    def of(cls, crawler: Crawler) -> SiteFilesByHost:
        """Return those of a crawler."""
        return part_of(crawler, cls, cls)

    def __missing__(self, netloc: str) -> SiteFiles:
        files = self[netloc] = SiteFiles()
        return files
