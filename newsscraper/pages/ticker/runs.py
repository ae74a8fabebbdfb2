"""Runs of links to articles with one shape and one separator.

A ticker without a known element and separators is such a run. Menus, side lists, breadcrumbs,
paginations and listings are runs of links too. The ticker differs from them: it precedes the
headline of the page, its links lead to articles of several sources, their texts are headlines, and
there is only the separator between them: no date, time, picture or teaser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from newsscraper.labels import is_related_list_title, is_strip_title
from newsscraper.urls import host_of

ARTICLE_ADDRESS = re.compile(
    r"(https?://[^/?#]+)?(?:/[a-z]{2})?/([^/?#]+)/\d+/?(?:[?#].*)?", re.IGNORECASE
)
"""The complete address of an article: host, edition, source and number.

Seen on all seven sites.
"""

_LETTERS = re.compile(r"[^\W_]+")
_OTHER_LISTS = frozenset(["ol", "dl", "article"])
_MAX_LEVELS = 4
MIN_INLINE = 4
_MIN_LISTED, _MANY = 5, 24


@dataclass(slots=True)
class LinkRun:
    """Links in page order with one shape and one separator."""

    anchors: list[etree._Element]
    texts: list[str]
    title: str = ""
    """The text between the previous link and the first link of the run."""
    has_heading: bool = False
    """Whether the title is a heading."""
    is_inline_title: bool = True
    """Whether the element of the title may be on one line with the links."""
    separator: str = ""
    """The separator without white space."""
    has_space: bool = False
    """Whether there is white space between the links."""
    is_block_separated: bool = False
    """Whether each link is in a block of its own: a list item, a table cell or a line."""
    shape: tuple[str, ...] | None = None
    pending: list[etree._Element] = field(default_factory=list)
    """Links without text after the last link with text."""

    @property
    def is_listed(self) -> bool:
        """Whether the links form a list.

        Each is in a block of its own, or there is nothing between them but what a style sheet adds.
        """
        return self.is_block_separated or not (self.separator or self.has_space)

    def may_be_ticker(self) -> bool:
        """Whether the content of the run allows it to be a ticker."""
        headlines = [text for text in self.texts if text]
        if len(headlines) < (_MIN_LISTED if self.is_listed else MIN_INLINE):
            return False
        addresses = [
            match
            for anchor in self.anchors
            if (match := ARTICLE_ADDRESS.fullmatch(href_of(anchor)))
        ]
        hosts = {host_of(match[1]) for match in addresses if match[1]}
        sources = {match[2].lower() for match in addresses}
        if len({match[0] for match in addresses}) < 3 or len(hosts) > 1:
            return False
        if len(sources) < 2 and len(headlines) < (_MANY if self.is_listed else MIN_INLINE * 2):
            return False
        if (
            sum(1 for text in headlines if len(_LETTERS.findall(text)) >= 3) * 3
            < len(headlines) * 2
        ):
            return False
        if any(anchor.find(".//img") is not None for anchor in self.anchors):
            return False
        return self._title_allows(len(headlines)) and not (
            self.is_listed and self._is_in_other_list()
        )

    def _title_allows(self, headlines: int) -> bool:
        if not self.title or is_strip_title(self.title):
            return True
        if self.has_heading or is_related_list_title(self.title):
            return False
        return not self.is_listed or self.is_inline_title or headlines >= _MANY

    def _is_in_other_list(self) -> bool:
        """Return whether the links are in an ordered or a nested list, like the links of menus."""
        lists = items = 0
        for element in self.anchors[0].iterancestors():
            tag = element.tag
            if tag in _OTHER_LISTS:
                return True
            lists += tag == "ul"
            items += tag == "li"
        return items > 1 or lists > 1


def href_of(anchor: etree._Element) -> str:
    """The ``href`` of a link without surrounding white space; empty if it has none."""
    return (anchor.get("href") or "").strip()


def is_next_sibling(anchor: etree._Element, other: etree._Element) -> bool:
    """Whether a link directly follows another and has the same shape."""
    shape = shape_of(other, anchor)
    if shape is None:
        return False
    one: etree._Element | None = other
    two: etree._Element | None = anchor
    for _ in shape:
        one = one.getparent() if one is not None else None
        two = two.getparent() if two is not None else None
    before = two.getprevious() if two is not None else None
    while before is not None and not isinstance(before.tag, str):
        before = before.getprevious()
    return before is not None and before is one


def shape_of(one: etree._Element, other: etree._Element) -> tuple[str, ...] | None:
    """The tags between two links and their common ancestor.

    The result is ``None`` if the tags differ or there are too many.
    """
    tags: list[str] = []
    for _ in range(_MAX_LEVELS):
        first, second = one.getparent(), other.getparent()
        if first is None or second is None:
            return None
        if first is second:
            return tuple(tags)
        if first.tag != second.tag:
            return None
        tags.append(first.tag)
        one, other = first, second
    return None
