"""The section that an article appears in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from lxml import etree

from newsscraper.pages.blocks import text_of
from newsscraper.pages.fields.elements import Elements
from newsscraper.pages.fields.headline import leads_home
from newsscraper.pages.fields.metadata import Metadata, Value
from newsscraper.pages.fields.nearby import Piece, is_trail, pieces_in
from newsscraper.text.cleaning import clean

_MAX_SECTION = 60
_MAX_UP = 5
_MAX_LINKS = 4
_MAX_NAMES = 12
_SIGNS = " »«>›/|·:"
_LETTERS = re.compile(r"[^\W\d_]{2}")
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
    elements: Elements,
) -> Value | None:
    """Return the section of the metadata, else the innermost breadcrumb before the article.

    Args:
        metadata: The page's metadata.
        headline: The headline, cleaned; the last breadcrumb may repeat it.
        before: The texts before the headline, the nearest first.
        elements: The elements of the page.

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
    printed = _in_trail(before, headline) or _in_link(elements.marked_links)
    return Value(printed, "printed") if printed else None


def _in_trail(before: Sequence[Piece], headline: str | None) -> str | None:
    """The last of the breadcrumbs above the headline, without the article and the front page."""
    for piece in before:
        node = _trail_around(piece.element)
        if node is None:
            node = _short_trail(piece.element)
        if node is None:
            continue
        names = [text for text, *_ in pieces_in(node)[:_MAX_NAMES] if _LETTERS.search(text)]
        names = [name.strip(_SIGNS) for name in names]
        while len(names) > 1 and _is_of_article(names[-1], headline):
            names.pop()
        if len(names) > 1:  # the first is the front page
            return names[-1]
    return None


def _trail_around(element: etree._Element) -> etree._Element | None:
    """The outermost of the near elements around one that are named after breadcrumbs."""
    node: etree._Element | None = element
    found = None
    for _ in range(_MAX_UP):
        if node is None:
            break
        if is_trail(node):
            found = node
        node = node.getparent()
    return found


def _is_of_article(name: str, headline: str | None) -> bool:
    return len(name) > _MAX_SECTION or bool(
        headline and headline.casefold().startswith(name.rstrip(".… ").casefold())
    )


def _short_trail(link: etree._Element) -> etree._Element | None:
    """The element of a few links that begin with one to the front page, if this is that one."""
    if link.tag != "a" or not leads_home(link):
        return None
    node = link.getparent()
    for _ in range(2):
        if node is None:
            return None
        number = sum(1 for _ in islice(node.iter("a"), _MAX_LINKS + 1))
        if 1 < number <= _MAX_LINKS:
            return node
        if number > _MAX_LINKS:
            return None
        node = node.getparent()
    return None


def _in_link(links: Iterable[tuple[etree._Element, str]]) -> str | None:
    """The text of the first link that is marked as the article's category."""
    for link, rel in links:
        if "category" in rel.split():
            name = clean(text_of(link, _MAX_SECTION + 1))
            if 0 < len(name) <= _MAX_SECTION:
                return name
    return None
