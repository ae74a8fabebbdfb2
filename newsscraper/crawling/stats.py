"""Scrapy's stats, without a detour for old signatures."""

from __future__ import annotations

from scrapy.statscollectors import MemoryStatsCollector


class StatsCollector(MemoryStatsCollector):
    """Scrapy's own. Since 2.14 it looks for a wrapper at each access, twenty times a page, to warn
    of old arguments."""

    __getattribute__ = object.__getattribute__
