"""newsscraper turns the pages of press aggregators into clean data sets.

>>> import newsscraper
>>> found = newsscraper.extract(page, url="https://www.maghress.com/fr/yabiladi/148210")   # doctest: +SKIP
>>> found.articles[0].headline   # doctest: +SKIP

Nothing here imports Scrapy; :mod:`newsscraper.addon` does, when it is asked for.
"""

from importlib import import_module
from types import ModuleType

from newsscraper.extract import Extraction, extract, extract_capture, read
from newsscraper.items import Article, Capture, Image, Link, RawArticle, TickerItem, TickerSnapshot
from newsscraper.sites import SITES
from newsscraper.version import __version__

__all__ = [
    "SITES",
    "Article",
    "Capture",
    "Extraction",
    "Image",
    "Link",
    "RawArticle",
    "TickerItem",
    "TickerSnapshot",
    "__version__",
    "extract",
    "extract_capture",
    "read",
]


def __getattr__(name: str) -> ModuleType:
    # Scrapy's ADDONS = {"newsscraper.addon": ...} asks the package for it before anything has imported it.
    if name == "addon":
        return import_module("newsscraper.addon")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
