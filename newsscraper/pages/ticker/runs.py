"""A run of links to articles that share one shape and one separator: a ticker whose element and
separators are not known.

A menu, a side list, breadcrumbs, a pagination and a listing are runs of links too. What sets the
ticker apart: it stands above the page's headline, its links lead to articles of several sources,
their texts are headlines, and nothing but the separator stands between them: no date, no hour, no
picture, no teaser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from newsscraper.labels import is_strip_title, is_title_of_others
from newsscraper.urls import host_of

ARTICLE_ADDRESS = re.compile(
    r"(https?://[^/?#]+)?(?:/[a-z]{2})?/([^/?#]+)/\d+/?(?:[?#].*)?", re.IGNORECASE
)
"""The whole address of an article on the platform: a host, an edition, the source, the number. Seen
on all seven sites."""

_LETTERS = re.compile(r"[^\W_]+")
_APART = frozenset(["ol", "dl", "article"])
_MAX_LEVELS = 4
MIN_INLINE = 4
_MIN_LISTED, _MANY = 5, 24


@dataclass(slots=True)
class LinkRun:
    """Links in page order, one shape and one separator."""

    anchors: list[etree._Element]
    texts: list[str]
    title: str = ""
    """The text that stands before the first link, after the link before that."""
    is_headed: bool = False
    """Whether the title is a heading."""
    is_inline_title: bool = True
    """Whether the title's element is one that may stand on a line with the links."""
    signs: str = ""
    """The separator without white space."""
    is_spaced: bool = False
    """Whether there is white space between the links."""
    is_parted: bool = False
    """Whether each link is a block of its own: a list's item, a table's cell, a line."""
    shape: tuple[str, ...] | None = None
    pending: list[etree._Element] = field(default_factory=list)
    """Links that show nothing, behind the last one that shows something."""

    @property
    def is_listed(self) -> bool:
        """Whether the links are a list: parted, or with nothing between them, so that a style sheet
        has to part them."""
        return self.is_parted or not (self.signs or self.is_spaced)

    def is_strip(self) -> bool:
        """Whether the run can be a ticker by what it holds."""
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
        return self._title_allows(len(headlines)) and not (self.is_listed and self._stands_apart())

    def _title_allows(self, headlines: int) -> bool:
        if not self.title or is_strip_title(self.title):
            return True
        if self.is_headed or is_title_of_others(self.title):
            return False
        return not self.is_listed or self.is_inline_title or headlines >= _MANY

    def _stands_apart(self) -> bool:
        """Whether the list is ranked, or lies in an item of another list, as a menu's do."""
        lists = items = 0
        for element in self.anchors[0].iterancestors():
            tag = element.tag
            if tag in _APART:
                return True
            lists += tag == "ul"
            items += tag == "li"
        return items > 1 or lists > 1


def href_of(anchor: etree._Element) -> str:
    """The ``href`` of a link without surrounding white space; empty if it has none."""
    return (anchor.get("href") or "").strip()


def stands_behind(anchor: etree._Element, other: etree._Element) -> bool:
    """Whether a link has the shape of another, and no element stands between the two."""
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
    """The tags from two links up to the element that holds both; ``None`` if they differ or lie too
    deep."""
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
