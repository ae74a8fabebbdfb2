"""Finds the ticker by its separators: four no-break spaces after each link (seen)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from newsscraper.items.records import RawTickerItem
from newsscraper.pages.blocks import stream, text_of
from newsscraper.pages.document import Document
from newsscraper.pages.ticker.runs import is_next_sibling
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

# The separator in markup: four no-break spaces, with any white space of the source between them.
_SEPARATOR = re.compile(r"(?:\u00a0[ \t\r\n]*){4}")
_NO_BREAK_SPACE = "\u00a0".encode()
_ENCODED_SEPARATOR = re.compile(rb"(?:\xc2\xa0[ \t\r\n]*){4}")
_PLAIN_SEPARATOR = re.compile(r"[\u00a0 ]{4}")
_WRAP = " \t\r\n"
_COPIES = ("noscript", "template")
_MAX_TIMES = 25


def separated_strip(document: Document, marked: list[etree._Element]) -> Strip | None:
    """Return the ticker found by the four no-break spaces after its links, or ``None``.

    Args:
        document: The page.
        marked: The links whose tail contains a separator.

    """
    # The text of the whole page shows cheaply whether there can be a strip.
    if not marked and _contains_separator(document.plain_text):
        marked = _find_marked(document.root)
    if not marked:
        return None
    # A copy for readers without scripts is the second choice.
    shown = [anchor for anchor in marked if next(anchor.iterancestors(*_COPIES), None) is None]
    for anchors in (shown, marked) if len(shown) < len(marked) else (marked,):
        if (
            anchors
            and (container := _container_of(anchors)) is not None
            and (found := _cut_at_separators(container)).entries
        ):
            return found
    return None


def _contains_separator(text: bytes) -> bool:
    """Whether a text in UTF-8 contains a separator; much faster than a search by the pattern."""
    if _NO_BREAK_SPACE[:1] not in text:  # a search for one byte takes a tenth of the time
        return False
    at = text.find(_NO_BREAK_SPACE)
    while at >= 0:
        if _ENCODED_SEPARATOR.match(text, at) is not None:
            return True
        at = text.find(_NO_BREAK_SPACE, at + 1)
    return False


def entries_of_plain_strip(marked: list[etree._Element]) -> tuple[RawTickerItem, ...]:
    """Return the entries of a strip whose only child elements are the given links.

    The result is empty if there are other children. This check is fast and suffices for nearly all
    pages.
    """
    container = marked[0].getparent()
    entries = (
        _entries_of_plain(container) if container is not None and list(container) == marked else ()
    )
    return entries if mostly_articles([entry.href for entry in entries[:SAMPLE]]) else ()


def _entries_of_plain(container: etree._Element) -> tuple[RawTickerItem, ...]:
    """Return the entries of an element that contains only links and separators.

    The result is empty if the element contains anything else, also inside a link.
    """
    if container.text and container.text.strip():
        return ()
    anchors = list(container)
    for anchor in anchors:
        if anchor.tag != "a" or len(anchor):
            return ()
        if (tail := anchor.tail) != SEPARATOR and (tail is None or tail.strip(_WRAP) != SEPARATOR):
            return ()
    return tuple([ticker_item(anchor.text or "", anchor.get("href")) for anchor in anchors])


def _container_of(marked: list[etree._Element]) -> etree._Element | None:
    """The smallest element that contains most of the links with a separator after them."""
    containers = [anchor.getparent() for anchor in marked]
    for _ in range(5):
        counts = Counter(container for container in containers if container is not None)
        if not counts:
            return None
        # Menus may be spaced with no-break spaces too, but only a strip leads to articles.
        for container, count in counts.most_common(3):
            if count * 2 > len(containers) and _leads_to_articles(container, set(marked)):
                return container
        containers = [
            container.getparent() if container is not None else None for container in containers
        ]
    return None


def _find_marked(root: etree._Element) -> list[etree._Element]:
    """The links with a separator inside or after them that is not a single text node.

    It may be spread over several elements, or be part of the link's text.
    """
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


def _leads_to_articles(container: etree._Element, marked: set[etree._Element]) -> bool:
    return mostly_articles(
        [
            anchor.get("href")
            for anchor in islice((a for a in container.iter("a") if a in marked), SAMPLE)
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


def _cut_at_separators(container: etree._Element) -> Strip:
    """Cut the text of the ticker's element into entries at the separators.

    Text before the first link or after the last separator belongs to no entry.
    """
    if plain := _entries_of_plain(container):
        return Strip(without_copy(plain), tuple(container))
    closed: list[_Entry] = []
    current = _Entry()
    after = ""
    texts = list(stream(container))
    separator = _separator_of(texts)
    first: etree._Element | None = None
    for anchor, text in texts:
        if anchor is None:
            after += text
            continue
        parts = separator.split(after)
        current.text += parts[0]
        for part in parts[1:]:
            closed.append(current)
            current, first = _Entry(part), None
        first = anchor if first is None else first
        # Separators inside the link follow its headline.
        headline, *inside = separator.split(text)
        # If two links have no separator between them, the second is the entry: the first is a label
        # or a picture.
        if current.anchor is None or headline.strip():
            current.anchor, current.headline = anchor, headline
        after = "".join(separator.findall(text)) if inside else ""
    parts = separator.split(after)
    for part in parts[1:]:
        closed.append(current)
        current, first = _Entry(part), None
    linked = [entry for entry in closed if entry.anchor is not None]
    if first is not None and linked and _continues(first, linked[-1].anchor):
        # the last entry, whose separator was trimmed
        closed.append(_Entry("", first, text_of(first)))
    # The separators may precede the links: then the text before the first one is not an entry.
    while closed and closed[0].anchor is None and linked:
        closed.pop(0)
    if len(linked) * 2 > len(closed):
        closed = [entry for entry in closed if entry.anchor is not None or not entry.text.strip()]
    anchors = [entry.anchor for entry in closed if entry.anchor is not None]
    return Strip(without_copy(tuple([entry.item() for entry in closed])), tuple(anchors))


def _continues(anchor: etree._Element, other: etree._Element | None) -> bool:
    """Whether a link to an article is the next one in a row."""
    return other is not None and leads_to_article(anchor) and is_next_sibling(anchor, other)


def _separator_of(texts: list[tuple[etree._Element | None, str]]) -> re.Pattern[str]:
    """The pattern of the separator: four no-break spaces, or a multiple of four.

    A multiple is used if it is found between nearly all links. Otherwise it means empty entries.
    """
    counts: Counter[int] = Counter()
    after, is_first = "", True
    for anchor, text in texts:
        if anchor is None:
            after += text
            continue
        if not is_first:
            counts[len(_SEPARATOR.findall(after))] += 1
        after, is_first = "".join(_SEPARATOR.findall(text)), False
    times, links = counts.most_common(1)[0] if counts else (1, 0)
    if times < 2 or links < MIN_COPIED or links * 10 < counts.total() * 9:
        return _SEPARATOR
    return re.compile(rf"(?:\u00a0[ \t\r\n]*){{{4 * min(times, _MAX_TIMES)}}}")


def from_line(line: str) -> tuple[RawTickerItem, ...]:
    """The entries of the ticker in a text capture, each followed by four no-break or plain spaces.

    Args:
        line: The line of the ticker.

    """
    parts = _PLAIN_SEPARATOR.split(line)
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return tuple(RawTickerItem(part) for part in parts)


def has_separator(line: str) -> bool:
    """Whether the line contains a separator."""
    return _PLAIN_SEPARATOR.search(line) is not None
