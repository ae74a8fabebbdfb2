"""The ticker found by its separators: four no-break spaces after each link (seen)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from newsscraper.items.records import RawTickerItem
from newsscraper.pages.blocks import stream, text_of
from newsscraper.pages.document import Document
from newsscraper.pages.ticker.runs import stands_behind
from newsscraper.pages.ticker.strip import (
    MIN_COPIED,
    SAMPLE,
    Strip,
    leads_to_article,
    mostly_articles,
    ticker_item,
    without_copy,
)

SEPARATOR = "\u00a0" * 4

# The separator as markup has it: four no-break spaces, whatever the source's own white space
# between them.
_SEPARATOR = re.compile(r"(?:\u00a0[ \t\r\n]*){4}")
_PLAIN = re.compile(r"[\u00a0 ]{4}")
_NO_BREAK_SPACES = ("\u00a0", "&nbsp", "&#160", "&#xa0", "&#xA0", "&#XA0")
_WRAP = " \t\r\n"
_COPIES = ("noscript", "template")
_MAX_TIMES = 25


def divided_strip(document: Document, marked: list[etree._Element]) -> Strip | None:
    """The strip by its four no-break spaces."""
    # The source says cheaply whether a strip can be there.
    if not marked and sum(map(document.text.count, _NO_BREAK_SPACES)) >= len(SEPARATOR):
        marked = _marked_by_walking(document.root)
    if not marked:
        return None
    # A copy for readers without scripts comes second.
    shown = [anchor for anchor in marked if next(anchor.iterancestors(*_COPIES), None) is None]
    for anchors in (shown, marked) if len(shown) < len(marked) else (marked,):
        if (
            anchors
            and (holder := _strip_of(anchors)) is not None
            and (found := _entries(holder)).entries
        ):
            return found
    return None


def entries_of_all(marked: list[etree._Element]) -> tuple[RawTickerItem, ...]:
    """The entries where all the links with a separator behind them, and nothing else, are one
    element's: nearly always."""
    holder = marked[0].getparent()
    entries = _entries_of_plain(holder) if holder is not None and list(holder) == marked else ()
    return entries if mostly_articles([entry.href for entry in entries[:SAMPLE]]) else ()


def _entries_of_plain(holder: etree._Element) -> tuple[RawTickerItem, ...]:
    """The entries of a strip of links and separators, read without a walk; nothing where it is
    another."""
    if holder.text and holder.text.strip():
        return ()
    anchors = list(holder)
    for anchor in anchors:
        if anchor.tag != "a" or len(anchor):
            return ()
        if (tail := anchor.tail) != SEPARATOR and (tail is None or tail.strip(_WRAP) != SEPARATOR):
            return ()
    return tuple([ticker_item(anchor.text or "", anchor.get("href")) for anchor in anchors])


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
    """The links with a separator inside or behind them that is not one text node: spread over
    elements, or the link's own."""
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
    return mostly_articles(
        [
            anchor.get("href")
            for anchor in islice((a for a in holder.iter("a") if a in marked), SAMPLE)
        ]
    )


@dataclass(slots=True)
class _Entry:
    text: str = ""
    anchor: etree._Element | None = None
    headline: str = ""

    def item(self) -> RawTickerItem:
        href = (self.anchor.get("href") or None) if self.anchor is not None else None
        return ticker_item(self.headline if self.anchor is not None else self.text, href)


def _entries(holder: etree._Element) -> Strip:
    """The strip cut at its separators: what stands in front of the first link or behind the last
    separator is not of it."""
    if plain := _entries_of_plain(holder):
        return Strip(without_copy(plain), tuple(holder))
    closed: list[_Entry] = []
    current = _Entry()
    behind = ""
    texts = list(stream(holder))
    separator = _separator_of(texts)
    first: etree._Element | None = None
    for anchor, text in texts:
        if anchor is None:
            behind += text
            continue
        parts = separator.split(behind)
        current.text += parts[0]
        for part in parts[1:]:
            closed.append(current)
            current, first = _Entry(part), None
        first = anchor if first is None else first
        # Separators inside the link are behind its headline.
        headline, *inside = separator.split(text)
        # Of two links with no separator between them the nearer one is the entry's: the other was a
        # label, a picture.
        if current.anchor is None or headline.strip():
            current.anchor, current.headline = anchor, headline
        behind = "".join(separator.findall(text)) if inside else ""
    parts = separator.split(behind)
    for part in parts[1:]:
        closed.append(current)
        current, first = _Entry(part), None
    linked = [entry for entry in closed if entry.anchor is not None]
    if first is not None and linked and _follows(first, linked[-1].anchor):
        closed.append(_Entry("", first, text_of(first)))  # the last one, its separator trimmed
    # Separators in front of each link instead of behind: what stands before the first is no entry.
    while closed and closed[0].anchor is None and linked:
        closed.pop(0)
    if len(linked) * 2 > len(closed):
        closed = [entry for entry in closed if entry.anchor is not None or not entry.text.strip()]
    anchors = [entry.anchor for entry in closed if entry.anchor is not None]
    return Strip(without_copy(tuple([entry.item() for entry in closed])), tuple(anchors))


def _follows(anchor: etree._Element, other: etree._Element | None) -> bool:
    """Whether a link to an article is the next in a row."""
    return other is not None and leads_to_article(anchor) and stands_behind(anchor, other)


def _separator_of(texts: list[tuple[etree._Element | None, str]]) -> re.Pattern[str]:
    """Four no-break spaces, or as many times four as stand between nearly all links: that is no
    empty entry each time."""
    counts: Counter[int] = Counter()
    behind, is_first = "", True
    for anchor, text in texts:
        if anchor is None:
            behind += text
            continue
        if not is_first:
            counts[len(_SEPARATOR.findall(behind))] += 1
        behind, is_first = "".join(_SEPARATOR.findall(text)), False
    times, links = counts.most_common(1)[0] if counts else (1, 0)
    if times < 2 or links < MIN_COPIED or links * 10 < counts.total() * 9:
        return _SEPARATOR
    return re.compile(rf"(?:\u00a0[ \t\r\n]*){{{4 * min(times, _MAX_TIMES)}}}")


def from_line(line: str) -> tuple[RawTickerItem, ...]:
    """The entries of the strip in a text capture: each is followed by four no-break or plain
    spaces."""
    parts = _PLAIN.split(line)
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return tuple(RawTickerItem(part) for part in parts)


def is_divided(line: str) -> bool:
    """Whether the line holds a separator."""
    return _PLAIN.search(line) is not None
