"""The scrolling strip of the site's newest headlines. It belongs to the site at the moment of the
fetch, not to the page.

Seen: links, each followed by four no-break spaces. The element around them is not known, so the
strip is found by these separators; else by its name (``marquee``, a class or id with "ticker");
else by the shape that its links share (:mod:`newsscraper.pages.strip`); and if the page shows none,
in the strings of its scripts.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml import etree

from newsscraper.items.records import Capture, RawTickerItem
from newsscraper.pages import scripts, strip
from newsscraper.pages.blocks import stream, text_of
from newsscraper.pages.document import Document

SEPARATOR = "\u00a0" * 4

# The separator as markup has it: four no-break spaces, whatever the source's own white space
# between them.
_SEPARATOR = re.compile(r"(?:\u00a0[ \t\r\n]*){4}")
_PLAIN = re.compile(r"[\u00a0 ]{4}")
_NO_BREAK_SPACES = ("\u00a0", "&nbsp", "&#160", "&#xa0", "&#xA0", "&#XA0")
_ARTICLE_HREF = re.compile(r"/\d+/?(?:[?#].*)?$")
_WRAP = " \t\r\n"
_WIDE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000]|[ ]{2}")
_TICKER_NAME = re.compile(r"marquee|(?<![^\s_-])(?!sticker)[^\s_-]*ticker", re.IGNORECASE)
_COPIES = ("noscript", "template")
_MIN_COPIED, _MIN_SCRIPTED = 4, 3
_MAX_OTHER_TEXT = 80
_MAX_TIMES = 25
_SAMPLE = 12
_NAMED = (
    "//marquee | //*[contains(translate(@class,'TICKER','ticker'),'ticker')]"
    " | //*[contains(translate(@id,'TICKER','ticker'),'ticker')]"
)


class Strip(NamedTuple):
    """A strip on an HTML page."""

    entries: tuple[RawTickerItem, ...] = ()
    """Its entries, empty ones included."""
    anchors: tuple[etree._Element, ...] = ()
    """The links of the page that it consists of; none if a script writes them."""


_NONE = Strip()


def from_page(document: Document) -> tuple[RawTickerItem, ...]:
    """The entries of the strip on an HTML page, empty ones included."""
    return read_strip(document).entries


def read_strip(document: Document) -> Strip:
    """The strip on an HTML page, without entries if the page shows none."""
    marked = [anchor for anchor in document.anchors if (tail := anchor.tail) and SEPARATOR in tail]
    if marked and (shown := _entries_of_all(marked)):
        return Strip(_once(shown), tuple(marked))
    return (
        _divided(document, marked)
        or _named(document)
        or _shaped(document)
        or _scripted(document)
        or _NONE
    )


def _divided(document: Document, marked: list[etree._Element]) -> Strip | None:
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


def _named(document: Document) -> Strip | None:
    """The strip by its element's name."""
    lowered = document.text.lower()
    if "marquee" in lowered or "ticker" in lowered:
        for selector in document.selector.xpath(_NAMED):
            if _is_named(selector.root) and (found := _strip_of_named(selector.root)):
                return found
    return None


def _shaped(document: Document) -> Strip | None:
    """The strip by the shape of its links."""
    run = strip.find(document)
    return _strip_of_run(run) if run is not None else None


def _scripted(document: Document) -> Strip | None:
    """The strip that a script writes: divided as it is known, or by signs or spaces, or named."""
    for markup, is_named in scripts.markup_of(document, _MIN_SCRIPTED):
        written = Document(Capture(f"<html><body>{markup}</body></html>"))
        if found := _divided(
            written, [anchor for anchor in written.anchors if SEPARATOR in (anchor.tail or "")]
        ):
            return Strip(found.entries)
        for run in strip.of_links(written.root):
            if is_named or (
                not run.is_listed and (run.signs or _WIDE.search(run.anchors[0].tail or ""))
            ):
                return Strip(_strip_of_run(run).entries)
    return None


def _strip_of_run(run: strip.Run) -> Strip:
    entries = [_item(text_of(anchor), anchor.get("href")) for anchor in run.anchors]
    return Strip(_once(tuple(entries)), tuple(run.anchors))


def _once(entries: tuple[RawTickerItem, ...]) -> tuple[RawTickerItem, ...]:
    """The entries without the copy that some scripts put behind the strip, so that it scrolls
    without an end."""
    half, odd = divmod(len(entries), 2)
    return (
        entries[:half]
        if not odd and half >= _MIN_COPIED and entries[:half] == entries[half:]
        else entries
    )


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


def _entries_of_all(marked: list[etree._Element]) -> tuple[RawTickerItem, ...]:
    """The entries where all the links with a separator behind them, and nothing else, are one
    element's: nearly always."""
    holder = marked[0].getparent()
    entries = _entries_of_plain(holder) if holder is not None and list(holder) == marked else ()
    return entries if _lead_to_articles([entry.href for entry in entries[:_SAMPLE]]) else ()


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
    return _lead_to_articles(
        [
            anchor.get("href")
            for anchor in islice((a for a in holder.iter("a") if a in marked), _SAMPLE)
        ]
    )


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


def _entries(holder: etree._Element) -> Strip:
    """The strip cut at its separators: what stands in front of the first link or behind the last
    separator is not of it."""
    if plain := _entries_of_plain(holder):
        return Strip(_once(plain), tuple(holder))
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
    return Strip(_once(tuple([entry.item() for entry in closed])), tuple(anchors))


def _follows(anchor: etree._Element, other: etree._Element | None) -> bool:
    """Whether a link to an article is the next in a row."""
    return other is not None and _leads_to_article(anchor) and strip.stands_behind(anchor, other)


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
    if times < 2 or links < _MIN_COPIED or links * 10 < counts.total() * 9:
        return _SEPARATOR
    return re.compile(rf"(?:\u00a0[ \t\r\n]*){{{4 * min(times, _MAX_TIMES)}}}")


def _is_named(element: etree._Element) -> bool:
    """Whether the element is called a ticker, and is not all of the page."""
    if element.tag == "marquee":
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _TICKER_NAME.search(names) is not None and element.tag not in ("html", "body", "main")


def _strip_of_named(element: etree._Element) -> Strip | None:
    """Its links to articles and what stands between them; arrows and a title's link are no
    entries."""
    anchors: list[etree._Element] = []
    others = 0
    for anchor, text in stream(element):
        if anchor is None:
            others += len("".join(text.split()))
        elif (href := anchor.get("href")) and not href.startswith(("#", "javascript:")):
            anchors.append(anchor)
    while anchors and not _leads_to_article(anchors[0]) and text_of(anchors[0]).strip():
        anchors.pop(0)
    while anchors and not _leads_to_article(anchors[-1]) and text_of(anchors[-1]).strip():
        anchors.pop()
    if not anchors or not _lead_to_articles([anchor.get("href") for anchor in anchors[:_SAMPLE]]):
        return None
    # A picture's link beside its headline's is not an entry.
    before, after = [None, *anchors[:-1]], [*anchors[1:], None]
    shown = [
        anchor
        for i, anchor in enumerate(anchors)
        if not _is_picture_of(anchor, before[i], after[i])
    ]
    texts = [text_of(anchor) for anchor in shown]
    if element.tag != "marquee" and others > max(_MAX_OTHER_TEXT, sum(map(len, texts)) // 2):
        return None  # the name is that of all the page's column
    entries = tuple(
        [RawTickerItem(text, anchor.get("href")) for text, anchor in zip(texts, shown, strict=True)]
    )
    return Strip(_once(entries), tuple(anchors))


def _leads_to_article(anchor: etree._Element) -> bool:
    return _ARTICLE_HREF.search(anchor.get("href") or "") is not None


def _is_picture_of(
    anchor: etree._Element, before: etree._Element | None, after: etree._Element | None
) -> bool:
    return (
        anchor.find(".//img") is not None
        and not text_of(anchor).strip()
        and any(
            other is not None and other.get("href") == anchor.get("href")
            for other in (before, after)
        )
    )
