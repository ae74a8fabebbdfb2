"""The scrolling strip of the site's newest headlines. It belongs to the site at the moment of the fetch, not to the page.

Seen: links, each followed by four no-break spaces. The element around them is not known, so the strip is found by the
separators, and only where those are missing by its name (``marquee``, a class or id with "ticker").
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple, cast

from lxml import etree
from parsel import Selector

from newsscraper.items import RawTickerItem
from newsscraper.pages.blocks import SILENT_TAGS, text_of

SEPARATOR = "\u00a0" * 4
_ESCAPED = ("&nbsp;" * 4, "&#160;" * 4, "&#xa0;" * 4, "&#xA0;" * 4)
_PLAIN = re.compile(r"[\u00a0 ]{4}")
_ARTICLE_HREF = re.compile(r"/\d+/?(?:[?#].*)?$")
_NAMED = (
    "//marquee | //*[contains(translate(@class,'TICKER','ticker'),'ticker')]"
    " | //*[contains(translate(@id,'TICKER','ticker'),'ticker')]"
)


def from_tree(root: etree._Element, text: str) -> tuple[RawTickerItem, ...]:
    """The entries of the strip on an HTML page, empty ones included.

    Args:
        root: Root of the tree.
        text: The page's source; says cheaply whether a strip can be there.

    """
    if SEPARATOR in text or any(escaped in text for escaped in _ESCAPED):
        strip = _strip_by_separator(root)
        if strip is not None and (entries := _entries(strip, SEPARATOR)):
            return entries
    lowered = text.lower()
    if "marquee" in lowered or "ticker" in lowered:
        for selector in Selector(root=root, type="html").xpath(_NAMED):
            if entries := _entries_of_named(selector.root):
                return entries
    return ()


def from_line(line: str) -> tuple[RawTickerItem, ...]:
    """The entries of the strip in a text capture: each is followed by four no-break or plain spaces."""
    parts = _PLAIN.split(line)
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return tuple(RawTickerItem(part) for part in parts)


def is_divided(line: str) -> bool:
    """Whether the line holds a separator."""
    return _PLAIN.search(line) is not None


def _strip_by_separator(root: etree._Element) -> etree._Element | None:
    """The smallest element that holds the links with a separator behind or inside them."""
    marked = [anchor for anchor in root.iter("a") if anchor.tail and SEPARATOR in anchor.tail]
    if not marked:
        # Not through parsel: its texts do not know the element they stand in.
        found = cast("list[etree._ElementUnicodeResult]", root.xpath("//text()[contains(., $mark)]", mark=SEPARATOR))
        marked = [anchor for text in found if (anchor := _anchor_before(text)) is not None]
    holders = [anchor.getparent() for anchor in marked]
    for _ in range(4):
        counts = Counter(holder for holder in holders if holder is not None)
        if not counts:
            return None
        # A menu may be spaced with no-break spaces too: only a strip leads to articles.
        for holder, count in counts.most_common(3):
            if count * 2 > len(holders) and _leads_to_articles(holder):
                return holder
        holders = [holder.getparent() if holder is not None else None for holder in holders]
    return None


def _anchor_before(text: etree._ElementUnicodeResult) -> etree._Element | None:
    """The link that a separator stands behind or inside of, where it is not the link's own tail."""
    parent = text.getparent()
    if parent is None:
        return None
    if text.is_tail:
        return next(iter(parent.iter("a")), None)
    if parent.tag == "a":
        return parent
    ancestor = next(parent.iterancestors("a"), None)
    if ancestor is not None:
        return ancestor
    last = parent.getprevious()
    return next(iter(last.iter("a")), None) if last is not None else None


def _leads_to_articles(holder: etree._Element) -> bool:
    hrefs = [anchor.get("href") or "" for anchor in holder.iter("a")]
    return sum(1 for href in hrefs if _ARTICLE_HREF.search(href)) * 2 >= len(hrefs) > 0


class _Entry(NamedTuple):
    pieces: list[str]
    hrefs: list[str]


def _entries(strip: etree._Element, separator: str) -> tuple[RawTickerItem, ...]:
    """The strip's text cut at the separators; an entry's link is the first one in it."""
    if not (strip.text and strip.text.strip()) and all(
        child.tag == "a" and len(child) == 0 and child.tail == separator for child in strip
    ):  # the shape of nearly every strip, read without a walk
        return tuple(RawTickerItem(anchor.text or "", anchor.get("href")) for anchor in strip)
    entries = [_Entry([], [])]
    for event, node in etree.iterwalk(strip, events=("start", "end", "comment")):
        if event == "start":
            if node.tag == "a":
                entries[-1].hrefs.append(node.get("href") or "")
            if node.tag not in SILENT_TAGS:
                _add(entries, node.text, separator)
        elif node is not strip:
            _add(entries, node.tail, separator)
    if not "".join(entries[-1].pieces).strip() and not entries[-1].hrefs:
        entries.pop()  # behind the last separator
    return tuple(RawTickerItem("".join(entry.pieces), next(filter(None, entry.hrefs), None)) for entry in entries)


def _add(entries: list[_Entry], text: str | None, separator: str) -> None:
    if not text:
        return
    if separator not in text:
        entries[-1].pieces.append(text)
        return
    first, *rest = text.split(separator)
    entries[-1].pieces.append(first)
    entries.extend(_Entry([part], []) for part in rest)


def _entries_of_named(element: etree._Element) -> tuple[RawTickerItem, ...]:
    anchors = [anchor for anchor in element.iter("a") if anchor.get("href")]
    if not anchors or not _leads_to_articles(element):
        return ()
    return tuple(RawTickerItem(text_of(anchor), anchor.get("href")) for anchor in anchors)
