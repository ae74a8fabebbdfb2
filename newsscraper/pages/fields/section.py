"""The section that an article appears in."""

from __future__ import annotations

from typing import cast

from lxml import etree

from newsscraper.pages.blocks import text_of
from newsscraper.pages.fields.metadata import Metadata, Value
from newsscraper.text.cleaning import clean

_TRAILS = etree.XPath("//*[contains(@class,'readcrum') or contains(@id,'readcrum')]")
_LINKS = etree.XPath("//a[@rel]")
_MAX_TRAILS = 3
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


def find_section(root: etree._Element, metadata: Metadata, headline: str | None) -> Value | None:
    """Return the section of the metadata, else the innermost breadcrumb before the article.

    Args:
        root: The root element of the page.
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
    if len(trail) > 1:
        return Value(trail[-1], "json-ld")
    printed = _in_trail(root, headline)
    return Value(printed, "printed") if printed else None


def _in_trail(root: etree._Element, headline: str | None) -> str | None:
    """The section in the printed breadcrumbs, else in a link to the article's category."""
    for container in cast("list[etree._Element]", _TRAILS(root))[:_MAX_TRAILS]:
        names = [clean(text_of(link, _MAX_SECTION + 1)) for link in container.iter("a")]
        # The first link leads to the front page.
        names = [name for name in names[1:] if name and name != headline]
        if names and len(names[-1]) <= _MAX_SECTION:
            return names[-1]
    for link in cast("list[etree._Element]", _LINKS(root)):
        if "category" in (link.get("rel") or "").split():
            name = clean(text_of(link, _MAX_SECTION + 1))
            if 0 < len(name) <= _MAX_SECTION:
                return name
    return None
