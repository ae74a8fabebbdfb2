"""The summary of an article in a page's metadata."""

from __future__ import annotations

from newsscraper.pages.fields.metadata import Metadata, Value
from newsscraper.text.cleaning import clean

_NAMES = ("og:description", "description", "twitter:description", "dc.description")
_MIN_DESCRIPTION = 15


def find_description(metadata: Metadata, headline: str | None) -> Value | None:
    """Return the first summary that says more than the headline.

    Args:
        metadata: The page's metadata.
        headline: The headline, cleaned.

    """
    candidates = [metadata.value(name) for name in _NAMES[:2]]
    if linked := metadata.linked.text(metadata.article.get("description")):
        candidates.append(Value(linked, "json-ld"))
    candidates += [metadata.value(name) for name in _NAMES[2:]]
    for value in candidates:
        if value is None:
            continue
        text = clean(value.text)
        if len(text) >= _MIN_DESCRIPTION and text != headline:
            return value
    return None
