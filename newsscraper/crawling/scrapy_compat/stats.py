"""Scrapy's stats collector without its check for deprecated arguments."""

from __future__ import annotations

from scrapy.statscollectors import MemoryStatsCollector


class StatsCollector(MemoryStatsCollector):
    """Scrapy's own collector with plain attribute access.

    Why: since Scrapy 2.14 each access to a method first looks for a wrapper that warns of a
    deprecated ``spider`` argument. A page needs some twenty accesses. There is no switch.

    Upstream: scrapy/scrapy#7011 (added the check), scrapy/scrapy#7842 (made it faster).
    """

    __getattribute__ = object.__getattribute__
