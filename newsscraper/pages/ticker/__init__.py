"""The scrolling strip of the site's newest headlines. It belongs to the site at the moment of the
fetch, not to the page.

Seen: links, each followed by four no-break spaces. The element around them is not known, so the
strip is found by these separators; else by its name (``marquee``, a class or id with "ticker");
else by the shape that its links share (:mod:`newsscraper.pages.ticker.runs`); and if the page shows none,
in the strings of its scripts.
"""

from newsscraper.pages.ticker.detect import read_strip
from newsscraper.pages.ticker.separators import SEPARATOR, from_line, is_divided
from newsscraper.pages.ticker.strip import Strip

__all__ = ["SEPARATOR", "Strip", "from_line", "is_divided", "read_strip"]
