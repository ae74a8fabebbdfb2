"""Which addresses a crawl may fetch."""

from __future__ import annotations

import os

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from newsscraper.crawling.scrapy_compat.engine import part_of
from newsscraper.networks import SETTING, AddressPolicy, AddressRefused


class RequestRefused(AddressRefused, IgnoreRequest):
    """The refusal of an address as Scrapy knows refusals: it logs no error for it."""


class Addresses(AddressPolicy):
    """The policy of a crawl.

    Networks are allowed by the setting NEWSSCRAPER_ALLOWED_NETWORKS, or if it is empty by the
    environment variable of that name.
    """

    @classmethod
    def of(cls, crawler: Crawler) -> Addresses:
        """Return the policy of a crawler.

        Raises:
            UserError: a network in the setting is invalid.

        """
        return part_of(
            crawler,
            cls,
            lambda: cls(crawler.settings.getlist(SETTING) or os.environ.get(SETTING)),
        )
