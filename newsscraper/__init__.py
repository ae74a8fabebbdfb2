"""newsscraper turns press aggregators into clean data sets.

>>> import newsscraper
>>> found = newsscraper.extract(page, url="https://www.maghress.com/fr/yabiladi/148210")   # doctest: +SKIP
>>> found.articles[0].headline   # doctest: +SKIP
>>> newsscraper.crawl("maghress", limit=100)   # doctest: +SKIP
>>> for article in newsscraper.open("data/newsscraper.db").articles(site="maghress", since="2026-01-01"):   # doctest: +SKIP
...     print(article.published, article.headline)

Nothing here imports Scrapy; :mod:`newsscraper.addon` does, when it is asked for, and a crawl runs in a child process.
"""

from __future__ import annotations

import sys
from importlib import import_module
from os import PathLike, fspath
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsscraper.child import CrawlError, crawl
    from newsscraper.errors import UserError
    from newsscraper.extract import Extraction, extract, extract_capture, read
    from newsscraper.items import Article, Capture, Image, Link, RawArticle, TickerItem, TickerSnapshot
    from newsscraper.report import Report
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


def open(store: str | PathLike[str] = "data/newsscraper.db") -> Store:
    """Opens a store to read from it: ``newsscraper.open("data/newsscraper.db").articles(site="maghress")``.

    Args:
        store: Path of an SQLite file, or ``postgresql://user@host/name``.

    Raises:
        StoreError: there is no such store, or it cannot be read.

    """
    from newsscraper.store import Store

    return Store(fspath(store))


# Where each name comes from, imported when it is first asked for: `newsscraper.language` and `newsscraper.dates` are used on
# their own, and importing them must not cost what reading pages costs.
_HOMES = {
    **dict.fromkeys(("CrawlError", "crawl"), "child"),
    **dict.fromkeys(("Extraction", "extract", "extract_capture", "read"), "extract"),
    **dict.fromkeys(("Article", "Capture", "Image", "Link", "RawArticle", "TickerItem", "TickerSnapshot"), "items"),
    "Report": "report",
    "SITES": "sites",
    "UserError": "errors",
    "__version__": "version",
}


def __getattr__(name: str) -> Any:
    # Scrapy's ADDONS = {"newsscraper.addon": ...} asks the package for it before anything has imported it.
    if name == "addon":
        return import_module("newsscraper.addon")
    if home := _HOMES.get(name):
        value = globals()[name] = getattr(import_module(f"newsscraper.{home}"), name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _FrontDoor(ModuleType):
    """The package: what it offers hides a module of the same name (``newsscraper.extract`` is the function)."""

    def __setattr__(self, name: str, value: Any) -> None:
        # The import system sets a module here when it has been imported.
        super().__setattr__(name, getattr(value, name) if isinstance(value, ModuleType) and name in _HOMES else value)


sys.modules[__name__].__class__ = _FrontDoor
