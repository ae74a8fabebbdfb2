"""Cuts off pages and feeds with more elements than fit into memory."""

from __future__ import annotations

import re
from itertools import islice

MOST_ELEMENTS = 160_000
"""Start tags of a page or feed that are read. A parsed element takes 250 bytes or more of memory,
and its tag may have three characters. The longest pages of news have a tenth as many."""

_MOST_VALUES = 500_000
_START = re.compile("<[A-Za-z]")
_VALUE = re.compile("=")
_SHORTEST_TAG = 3


def shortened(text: str) -> str:
    """The text up to the first tag that is too much; else the text itself.

    It takes time linear in the length. The number of characters decides for usual pages.

    Args:
        text: The source of a page or feed.

    """
    if len(text) < MOST_ELEMENTS * _SHORTEST_TAG:
        return text
    if text.count("<") - text.count("</") > MOST_ELEMENTS:
        text = _before(text, _START, MOST_ELEMENTS)
    if text.count("=") > _MOST_VALUES:
        text = _before(text, _VALUE, _MOST_VALUES)
    return text


def _before(text: str, sign: re.Pattern[str], number: int) -> str:
    """The text before a sign that follows `number` others; else the text itself."""
    found = next(islice(sign.finditer(text), number, None), None)
    return text if found is None else text[: found.start()]
