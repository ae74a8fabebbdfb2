"""Scrapy's depth middleware is enabled by its settings only; the ledger counts the depth."""

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
def test_a_setting_enables_it(asked):
    assert DepthMiddleware.from_crawler(get_crawler(settings_dict=asked)).maxdepth == int(
        asked.get("DEPTH_LIMIT", 0)
    )


def test_it_is_disabled_by_default():
    with pytest.raises(NotConfigured):
        DepthMiddleware.from_crawler(get_crawler())
