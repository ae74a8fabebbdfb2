"""newsscraper turns the pages of press aggregators into clean data sets.

>>> import newsscraper
>>> found = newsscraper.extract(page, url="https://www.maghress.com/fr/yabiladi/148210")   # doctest: +SKIP
>>> found.articles[0].headline   # doctest: +SKIP

Nothing here imports Scrapy.
"""

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
