"""newsscraper turns press aggregators into clean data sets.

>>> import newsscraper
>>> found = newsscraper.extract(page, url="https://www.maghress.com/fr/yabiladi/148210")   # doctest: +SKIP
>>> found.articles[0].headline   # doctest: +SKIP
>>> newsscraper.crawl("maghress", limit=100)   # doctest: +SKIP
>>> for article in newsscraper.open("data/newsscraper.db").articles(site="maghress", since="2026-01-01"):   # doctest: +SKIP
...     print(article.published, article.headline)

Nothing here imports Scrapy; :mod:`newsscraper.addon` does, when it is asked for, and a crawl runs
in a child process. A name is imported when it is first asked for, so that a part used on its own
(``newsscraper.dates``, ``newsscraper.language``) does not pay for the others.
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

# Where each name lives. None of them may be called like a module of the package: importing that
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
    """Opens a store to read from it:
    ``newsscraper.open("data/newsscraper.db").articles(site="maghress")``.

    Args:
        store: Path of an SQLite file, or ``postgresql://user@host/name``.

    Raises:
        StoreError: there is no such store, or it cannot be read.

    """
    from newsscraper.store import Store

    return Store(fspath(store))


def __getattr__(name: str) -> Any:
    # Scrapy's ADDONS = {"newsscraper.addon": ...} asks the package for it before anything has
    # imported it.
    if name == "addon":
        return import_module("newsscraper.addon")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
