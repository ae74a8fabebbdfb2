"""The depth of a page is counted by the ledger, and by Scrapy's middleware only where a setting
wants it."""

from __future__ import annotations

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler

from newsscraper.crawling.middlewares.depth import DepthMiddleware


@pytest.mark.parametrize(
    "asked",
    [
        {"DEPTH_LIMIT": 2},
        {"DEPTH_PRIORITY": 1},
        {"DEPTH_STATS_VERBOSE": True},
        {"DEPTH_LIMIT": "3"},
    ],
)
def test_it_is_there_where_it_is_asked_for(asked):
    assert DepthMiddleware.from_crawler(get_crawler(settings_dict=asked)).maxdepth == int(
        asked.get("DEPTH_LIMIT", 0)
    )


def test_otherwise_it_is_not():
    with pytest.raises(NotConfigured):
        DepthMiddleware.from_crawler(get_crawler())
