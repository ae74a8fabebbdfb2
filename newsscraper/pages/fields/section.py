"""The section that an article appears in."""

from __future__ import annotations

from newsscraper.pages.fields.metadata import Metadata, Value
from newsscraper.text.cleaning import clean

_MAX_SECTION = 60
_NAMES = (
    "article:section",
    "og:article:section",
    "parsely-section",
    "cxenseparse:recs:category",
    "cxenseparse:category",
    "section",
    "category",
    "dcsext.section",
)


def find_section(metadata: Metadata, headline: str | None) -> Value | None:
    """Return the section of the metadata, else the innermost breadcrumb before the article.

    Args:
        metadata: The page's metadata.
        headline: The headline, cleaned; the last breadcrumb may repeat it.

    """
    linked = metadata.linked
    for text in linked.texts(metadata.article.get("articleSection")):
        if len(text) <= _MAX_SECTION and "://" not in text:
            return Value(text, "json-ld")
    value = metadata.value(*_NAMES)
    if value is not None and len(value.text) <= _MAX_SECTION and "://" not in value.text:
        return value
    trail = [clean(name) for name in linked.breadcrumbs()]
    if trail and headline and (trail[-1] == headline or len(trail[-1]) > _MAX_SECTION):
        trail.pop()
    # The first breadcrumb is the front page.
    return Value(trail[-1], "json-ld") if len(trail) > 1 else None
