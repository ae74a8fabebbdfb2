"""Cuts off pages and feeds with more elements than fit into memory."""

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
