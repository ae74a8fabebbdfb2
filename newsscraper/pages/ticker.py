"""The scrolling strip of the site's newest headlines. It belongs to the site at the moment of the fetch, not to the page.

Seen: links, each followed by four no-break spaces. The element around them is not known, so the strip is found by the
separators, and only where those are missing by its name (``marquee``, a class or id with "ticker").
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from lxml import etree

from newsscraper.items import RawTickerItem
from newsscraper.pages.blocks import stream, text_of
from newsscraper.pages.document import Document

SEPARATOR = "\u00a0" * 4

# The separator as markup has it: four no-break spaces, whatever the source's own white space between them.
_SEPARATOR = re.compile(r"(?:\u00a0[ \t\r\n]*){4}")
_PLAIN = re.compile(r"[\u00a0 ]{4}")
_NO_BREAK_SPACES = ("\u00a0", "&nbsp", "&#160", "&#xa0", "&#xA0", "&#XA0")
_ARTICLE_HREF = re.compile(r"/\d+/?(?:[?#].*)?$")
_WRAP = " \t\r\n"
_SAMPLE = 12
_NAMED = (
    "//marquee | //*[contains(translate(@class,'TICKER','ticker'),'ticker')]"
    " | //*[contains(translate(@id,'TICKER','ticker'),'ticker')]"
)


def from_page(document: Document) -> tuple[RawTickerItem, ...]:
    """The entries of the strip on an HTML page, empty ones included."""
    marked = [anchor for anchor in document.anchors if (tail := anchor.tail) and SEPARATOR in tail]
    if marked and (shown := _entries_of_all(marked)):
        return shown
    # The source says cheaply whether a strip can be there.
    if not marked and sum(map(document.text.count, _NO_BREAK_SPACES)) >= len(SEPARATOR):
        marked = _marked_by_walking(document.root)
    if marked and (strip := _strip_of(marked)) is not None and (entries := _entries(strip)):
        return entries
    lowered = document.text.lower()
    if "marquee" in lowered or "ticker" in lowered:
        for selector in document.selector.xpath(_NAMED):
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


def _entries_of_all(marked: list[etree._Element]) -> tuple[RawTickerItem, ...]:
    """The entries where all the links with a separator behind them, and nothing else, are one element's: nearly always."""
    strip = marked[0].getparent()
    entries = _entries_of_plain(strip) if strip is not None and list(strip) == marked else ()
    return entries if _lead_to_articles([entry.href for entry in entries[:_SAMPLE]]) else ()


def _entries_of_plain(strip: etree._Element) -> tuple[RawTickerItem, ...]:
    """The entries of a strip of links and separators, read without a walk; nothing where it is another."""
    if strip.text and strip.text.strip():
        return ()
    anchors = list(strip)
    for anchor in anchors:
        if anchor.tag != "a" or len(anchor):
            return ()
        if (tail := anchor.tail) != SEPARATOR and (tail is None or tail.strip(_WRAP) != SEPARATOR):
            return ()
    return tuple([_item(anchor.text or "", anchor.get("href")) for anchor in anchors])


@lru_cache(maxsize=4096)
def _item(headline: str, href: str | None) -> RawTickerItem:
    """An entry, made once: all but one or two of a page's stood on the page before."""
    return RawTickerItem(headline, href)


def _strip_of(marked: list[etree._Element]) -> etree._Element | None:
    """The smallest element that holds most of the links with a separator behind them."""
    holders = [anchor.getparent() for anchor in marked]
    for _ in range(5):
        counts = Counter(holder for holder in holders if holder is not None)
        if not counts:
            return None
        # A menu may be spaced with no-break spaces too: only a strip leads to articles.
        for holder, count in counts.most_common(3):
            if count * 2 > len(holders) and _leads_to_articles(holder, set(marked)):
                return holder
        holders = [holder.getparent() if holder is not None else None for holder in holders]
    return None


def _marked_by_walking(root: etree._Element) -> list[etree._Element]:
    """The links with a separator inside or behind them that is not one text node: spread over elements, or the link's own."""
    marked: list[etree._Element] = []
    last: etree._Element | None = None
    gap = ""
    for anchor, text in stream(root):
        if anchor is not None:
            last, gap = anchor, ""
            text = anchor.text or "" if _SEPARATOR.search(text) else ""
        if last is None:
            continue
        gap += text
        if _SEPARATOR.search(gap):
            marked.append(last)
            last = None
        elif anchor is None and gap.strip():
            last = None
    return marked


def _leads_to_articles(holder: etree._Element, marked: set[etree._Element]) -> bool:
    return _lead_to_articles([anchor.get("href") for anchor in islice((a for a in holder.iter("a") if a in marked), _SAMPLE)])


def _lead_to_articles(hrefs: list[str | None]) -> bool:
    return sum(1 for href in hrefs if href and _ARTICLE_HREF.search(href)) * 2 >= len(hrefs) > 0


@dataclass(slots=True)
class _Entry:
    text: str = ""
    anchor: etree._Element | None = None
    headline: str = ""

    def item(self) -> RawTickerItem:
        href = (self.anchor.get("href") or None) if self.anchor is not None else None
        return _item(self.headline if self.anchor is not None else self.text, href)


def _entries(strip: etree._Element) -> tuple[RawTickerItem, ...]:
    """The strip cut at its separators: what stands in front of the first link or behind the last separator is not of it."""
    if plain := _entries_of_plain(strip):
        return plain
    closed: list[_Entry] = []
    current = _Entry()
    behind = ""
    for anchor, text in stream(strip):
        if anchor is None:
            behind += text
            continue
        parts = _SEPARATOR.split(behind)
        current.text += parts[0]
        for part in parts[1:]:
            closed.append(current)
            current = _Entry(part)
        # Separators inside the link are behind its headline.
        headline, *inside = _SEPARATOR.split(text)
        # Of two links with no separator between them the nearer one is the entry's: the other was a label, a picture.
        if current.anchor is None or headline.strip():
            current.anchor, current.headline = anchor, headline
        behind = SEPARATOR * len(inside)
    parts = _SEPARATOR.split(behind)
    for part in parts[1:]:
        closed.append(current)
        current = _Entry(part)
    linked = [entry for entry in closed if entry.anchor is not None]
    if current.anchor is not None and linked and _is_like(current.anchor, linked[-1].anchor):
        closed.append(current)  # the last one, its separator trimmed
    # Separators in front of each link instead of behind: what stands before the first is no entry.
    while closed and closed[0].anchor is None and linked:
        closed.pop(0)
    if len(linked) * 2 > len(closed):
        closed = [entry for entry in closed if entry.anchor is not None or not entry.text.strip()]
    return tuple(entry.item() for entry in closed)


def _is_like(anchor: etree._Element, other: etree._Element | None) -> bool:
    return (
        other is not None
        and anchor.getparent() is other.getparent()
        and _ARTICLE_HREF.search(anchor.get("href") or "") is not None
    )


def _entries_of_named(element: etree._Element) -> tuple[RawTickerItem, ...]:
    anchors = [anchor for anchor in element.iter("a") if anchor.get("href")]
    if not anchors or not _leads_to_articles(element, set(anchors)):
        return ()
    return tuple(RawTickerItem(text_of(anchor), anchor.get("href")) for anchor in anchors)
