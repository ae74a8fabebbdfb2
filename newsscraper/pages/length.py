"""Cuts off pages and feeds with more elements, or longer links, than fit into memory."""

from __future__ import annotations

import re
from itertools import islice

MOST_ELEMENTS = 120_000
"""Start tags of a page or feed that are read. A parsed element takes 250 bytes or more of memory,
and its tag may have three characters. The longest pages of news have a tenth as many."""

MOST_ADDRESSES = 40_000
"""Links and images of a page that are read. Each may become a record of its own, which takes ten
times the memory of an element."""

_MOST_VALUES = 500_000
_START = re.compile("<[A-Za-z]")
_WITH_ADDRESS = re.compile(r"<(?:a|area|img|source)(?=[\s/>])", re.IGNORECASE)
_VALUE = re.compile("=")
_SHORTEST_TAG = 3
_LINK = re.compile(r'href|src|data-|<link|<guid|"url"|"id"', re.IGNORECASE)
"""What a link or an image of a page or feed has at least one of."""

USUAL_BASE = 200
"""Characters of an address that relative links may always be resolved with."""

_MOST_OF_LINKS = 4_000_000
_TIMES_THE_PAGE = 8


def shortened(text: str) -> str:
    """The text up to the first tag that is too much; else the text itself.

    It takes time linear in the length. The number of characters decides for usual pages.

    Args:
        text: The source of a page or feed.

    """
    if len(text) < MOST_ADDRESSES * _SHORTEST_TAG:
        return text
    starts = text.count("<") - text.count("</")
    if starts > MOST_ELEMENTS:
        text = _before(text, _START, MOST_ELEMENTS)
    if starts > MOST_ADDRESSES:
        text = _before(text, _WITH_ADDRESS, MOST_ADDRESSES)
    if text.count("=") > _MOST_VALUES:
        text = _before(text, _VALUE, _MOST_VALUES)
    return text


def _before(text: str, sign: re.Pattern[str], number: int) -> str:
    """The text before a sign that follows `number` others; else the text itself."""
    found = next(islice(sign.finditer(text), number, None), None)
    return text if found is None else text[: found.start()]


def makes_links_too_long(base: str, text: str) -> bool:
    """Whether the links of a page may become eight times as long as it, and 4 MB, with this base.

    Each relative link becomes as long as the address it is resolved with, so the length of a page's
    links may grow with the square of the page's.

    Args:
        base: The address.
        text: The source of the page.

    """
    if len(base) <= USUAL_BASE:
        return False
    most = (_MOST_OF_LINKS + _TIMES_THE_PAGE * len(text)) // len(base)
    # Tags, or the entries of a JSON Feed: on nearly all pages, all together are few enough.
    if text.count("<") + text.count("{") <= most:
        return False
    return next(islice(_LINK.finditer(text), most, None), None) is not None
