"""Names and levels of Scrapy's loggers."""

from __future__ import annotations

import logging

ENGINE = "scrapy.core.engine"
"""Logger of pages that were fetched, and of errors of the scheduler.

Why: loggers are named after Scrapy's private modules; no list of them is documented.

Upstream: scrapy/scrapy#2231, scrapy/scrapy#7921 (levels per logger as a setting, open).
"""
SCRAPER = "scrapy.core.scraper"
"""Logger of items.

Why: as for :data:`ENGINE`.

Upstream: scrapy/scrapy#2231.
"""
SIGNALS = "scrapy.utils.signal"
"""Logger of exceptions that were raised by a handler of a signal.

Why: Scrapy logs such an exception and reports it nowhere else, not even in the stats.

Upstream: scrapy/scrapy#5575 (what is logged there, closed).
"""
DOWNLOADS = ("scrapy.core.downloader", "scrapy.downloadermiddlewares")
"""Parents of the loggers that report single requests.

Why: as for :data:`ENGINE`.

Upstream: scrapy/scrapy#2231.
"""


def silence_closing() -> None:
    """Drop the errors that Scrapy logs if it closes what it could not open.

    Why: if the scheduler's ``open`` raises, Scrapy still closes scheduler, spider and extensions,
    and logs each failure of that with a traceback.

    Upstream: no upstream issue known.
    """
    for name in (ENGINE, SIGNALS):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def inherit_level() -> None:
    """Have Scrapy's loggers use the level of Python's root logger.

    Why: Scrapy sets them to DEBUG, so each page and item makes a log record that nobody reads.

    Upstream: scrapy/scrapy#2149, scrapy/scrapy#3744 (both closed).
    """
    logging.getLogger("scrapy").setLevel(logging.NOTSET)
