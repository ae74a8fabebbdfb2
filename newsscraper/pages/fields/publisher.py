"""The name of the site or newspaper that published an article."""

from __future__ import annotations

import re

from newsscraper.pages.fields.metadata import Metadata, Value
from newsscraper.text.cleaning import clean

_BEHIND = re.compile(r"\s*(?:[|•·»«–—:\-/ㅣ])\s*(?P<site>[^|•·»«–—ㅣ]{2,40})$")
_MAX_NAME = 80


def find_publisher(metadata: Metadata, headline: str | None) -> Value | None:
    """Return the publisher of JSON-LD, else the site's name, else what follows in the title.

    Args:
        metadata: The page's metadata.
        headline: The headline, cleaned.

    """
    linked = metadata.linked
    for thing in (metadata.article, metadata.page):
        for name in linked.names(thing.get("publisher")):
            if len(name) <= _MAX_NAME:
                return Value(name, "json-ld")
    value = metadata.value("og:site_name", "application-name", "dc.publisher", "citation_publisher")
    if value is not None and len(value.text) <= _MAX_NAME:
        return value
    title = clean(metadata.title)
    if headline and title.startswith(headline):
        match = _BEHIND.fullmatch(title, len(headline))
        if match is not None:
            return Value(match["site"], "title")
    return None
