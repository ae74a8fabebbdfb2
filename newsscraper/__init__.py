"""newsscraper turns press aggregators into clean data sets.

>>> import newsscraper
>>> url = "https://www.maghress.com/fr/yabiladi/148210"   # doctest: +SKIP
>>> found = newsscraper.extract(page, url=url)   # doctest: +SKIP
>>> found.articles[0].headline   # doctest: +SKIP
>>> newsscraper.crawl("maghress", limit=100)   # doctest: +SKIP
>>> store = newsscraper.open("data/newsscraper.db")   # doctest: +SKIP
>>> for article in store.articles(site="maghress", since="2026-01-01"):   # doctest: +SKIP
...     print(article.published, article.headline)

Extraction, re-extraction and backfill as jobs: :mod:`newsscraper.archives`.

Importing this package does not import Scrapy: only :mod:`newsscraper.addon` does, and a crawl runs
in a child process. Every name is imported when it is first used, so that a part used on its own
(``newsscraper.dates``, ``newsscraper.language``) loads quickly.
"""

from __future__ import annotations

from importlib import import_module
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsscraper.child import CrawlError, crawl
    from newsscraper.errors import UserError
    from newsscraper.extraction import Extraction, extract, extract_capture, read
    from newsscraper.items.records import (
        Article,
        Capture,
        Image,
        Link,
        RawArticle,
        TickerItem,
        TickerSnapshot,
    )
    from newsscraper.reports.report import Report
    from newsscraper.sites import SITES
    from newsscraper.store import Store
    from newsscraper.version import __version__

__all__ = [
    "SITES",
    "Article",
    "Capture",
    "CrawlError",
    "Extraction",
    "Image",
    "Link",
    "RawArticle",
    "Report",
    "TickerItem",
    "TickerSnapshot",
    "UserError",
    "__version__",
    "crawl",
    "extract",
    "extract_capture",
    "open",
    "read",
]

# The module of each name. No name may be equal to that of a module in this package: importing that
# module would replace it.
_HOMES = {
    "CrawlError": "child",
    "crawl": "child",
    "UserError": "errors",
    "Extraction": "extraction",
    "extract": "extraction",
    "extract_capture": "extraction",
    "read": "extraction",
    "Article": "items.records",
    "Capture": "items.records",
    "Image": "items.records",
    "Link": "items.records",
    "RawArticle": "items.records",
    "TickerItem": "items.records",
    "TickerSnapshot": "items.records",
    "Report": "reports.report",
    "SITES": "sites",
    "__version__": "version",
}


def open(store: str | PathLike[str] = "data/newsscraper.db") -> Store:
    """Open a store for reading: ``newsscraper.open().articles(site="maghress")``.

    Args:
        store: Path of an SQLite file, or ``postgresql://user@host/name``.

    Raises:
        StoreError: there is no such store, or it cannot be read.

    """
    from newsscraper.store import Store

    return Store(fspath(store))


def __getattr__(name: str) -> Any:
    # Scrapy's ADDONS = {"newsscraper.addon": ...} looks the add-on up in the package before
    # anything has imported it.
    if name == "addon":
        return import_module("newsscraper.addon")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
