"""Whether an article is for subscribers only, and whether the page has all of it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from newsscraper.pages.fields.metadata import Metadata

_WORD = re.compile(r"\w+")
_TIERS = {"free": False, "locked": True, "paid": True, "premium": True, "subscription": True}
_MIN_WORDS = 80
_WHOLE = 0.7
_PART = 0.5


class Access(NamedTuple):
    """Whether an article is paid, with its witness."""

    paywalled: bool | None = None
    """``None`` if the page does not say."""
    witness: str | None = None
    """``json-ld``, ``opengraph``, ``meta`` or ``microdata``."""


def find_access(metadata: Metadata) -> Access:
    """Return what the page says: ``isAccessibleForFree``, or the tier of its content.

    Sources: schema.org and Google's markup for paid content, ``article:content_tier`` of Facebook's
    Instant Articles.

    Args:
        metadata: The page's metadata.

    """
    for thing in (metadata.article, metadata.page):
        free = _truth(thing.get("isAccessibleForFree"))
        if free is not None:
            return Access(not free, "json-ld")
        parts = thing.get("hasPart")
        for part in parts if isinstance(parts, list) else [parts]:
            if isinstance(part, dict) and _truth(part.get("isAccessibleForFree")) is False:
                return Access(True, "json-ld")
    value = metadata.value("article:content_tier", "og:article:content_tier", "content_tier")
    if value is not None and (paid := _TIERS.get(value.text.strip().lower())) is not None:
        return Access(paid, value.witness)
    listed = metadata.items.get("isaccessibleforfree")
    free = _truth(listed[0]) if listed else None
    return Access(not free, "microdata") if free is not None else Access()


def is_truncated(metadata: Metadata, access: Access, body: str) -> bool | None:
    """Whether the page has only the beginning of the article; ``None`` if that cannot be known.

    The text is compared with the number of words, or the whole text, of the JSON-LD data.

    Args:
        metadata: The page's metadata.
        access: Whether the article is paid.
        body: The text that was read.

    """
    whole = _length(metadata)
    if whole < _MIN_WORDS:
        return False if access.paywalled is False else None
    words = _words(body)
    if words >= whole * _WHOLE:
        return False
    return True if words < whole * _PART and access.paywalled else None


def _length(metadata: Metadata) -> int:
    count = metadata.article.get("wordCount")
    if isinstance(count, str) and count.strip().isdecimal() and len(count) < 8:
        count = int(count)
    if isinstance(count, int) and count > 0:
        return count
    text = metadata.article.get("articleBody")
    return _words(text) if isinstance(text, str) else 0


def _words(text: str) -> int:
    return _WORD.subn("", text)[1]  # faster than a list of the words


def _truth(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        word = value.strip().lower().rpartition("/")[2]
        return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(
            word
        )
    return None
