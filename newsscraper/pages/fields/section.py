"""The section that an article appears in."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from newsscraper.pages.blocks import text_of
from newsscraper.pages.fields.metadata import Metadata, Value
from newsscraper.pages.fields.nearby import Piece, is_trail
from newsscraper.text.cleaning import clean

_MAX_SECTION = 60
_MAX_UP = 5
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


def find_section(
    metadata: Metadata,
    headline: str | None,
    before: Sequence[Piece],
    links: Sequence[tuple[etree._Element, str]],
) -> Value | None:
    """Return the section of the metadata, else the innermost breadcrumb before the article.

    Args:
        metadata: The page's metadata.
        headline: The headline, cleaned; the last breadcrumb may repeat it.
        before: The texts before the headline, the nearest first.
        links: The links with a ``rel``.

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
    printed = _in_trail(before, headline) or _in_link(links)
    return Value(printed, "printed") if printed else None


def _in_trail(before: Sequence[Piece], headline: str | None) -> str | None:
    """The last link in the breadcrumbs above the headline, without that to the front page."""
    for piece in before:
        node: etree._Element | None = piece.element
        for _ in range(_MAX_UP):
            if node is None or is_trail(node):
                break
            node = node.getparent()
        if node is None or not is_trail(node):
            continue
        names = [clean(text_of(link, _MAX_SECTION + 1)) for link in node.iter("a")]
        names = [name for name in names[1:] if name and name != headline]
        if names and len(names[-1]) <= _MAX_SECTION:
            return names[-1]
    return None


def _in_link(links: Sequence[tuple[etree._Element, str]]) -> str | None:
    """The text of the first link that is marked as the article's category."""
    for link, rel in links:
        if "category" in rel.split():
            name = clean(text_of(link, _MAX_SECTION + 1))
            if 0 < len(name) <= _MAX_SECTION:
                return name
    return None
