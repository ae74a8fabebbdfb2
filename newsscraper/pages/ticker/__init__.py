"""The ticker: the scrolling strip with the newest headlines of the site.

It belongs to the site at the time of the fetch, not to the page. Each of its links is followed by
four no-break spaces (seen). The element around the links is not known, so the strip is looked for
in this order: by these separators; by its name (``marquee``, or a class or id with "ticker"); by
the common shape of its links (:mod:`newsscraper.pages.ticker.runs`); in the strings of scripts.
"""

from newsscraper.pages.ticker.detect import find_strip
from newsscraper.pages.ticker.separators import SEPARATOR, from_line, has_separator
from newsscraper.pages.ticker.strip import Strip

__all__ = ["SEPARATOR", "Strip", "find_strip", "from_line", "has_separator"]
