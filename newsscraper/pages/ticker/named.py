"""Finds the ticker by the name of its element: ``marquee``, or a class or id with "ticker"."""

from __future__ import annotations

import re

from lxml import etree

from newsscraper.items.records import RawTickerItem
from newsscraper.pages.blocks import stream, text_of
from newsscraper.pages.document import Document
from newsscraper.pages.ticker.strip import (
    SAMPLE,
    Strip,
    leads_to_article,
    mostly_articles,
    without_copy,
)

_TICKER_NAME = re.compile(r"(?<![^\s_-])(?!sticker)[^\s_-]*ticker", re.IGNORECASE)
_MAX_OTHER_TEXT = 80


def named_strip(document: Document, articles: list[etree._Element]) -> Strip | None:
    """The strip in an element with the name of a ticker.

    Args:
        document: The page.
        articles: The page's links that may lead to articles. A ticker contains some of them.

    """
    if b"ticker" not in document.lowered and b"marquee" not in document.lowered:
        return None
    around: set[etree._Element] = set()
    for anchor in articles:
        element: etree._Element | None = anchor
        while element is not None and element not in around:
            around.add(element)
            element = element.getparent()
    named = {element for element in around if _is_named(element)}
    for element in document.root.iter() if named else ():
        if element in named and (found := _strip_in(element)):
            return found
    return None


def _is_named(element: etree._Element) -> bool:
    """Whether the element has the name of a ticker and is not the whole page."""
    if element.tag == "marquee":
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _TICKER_NAME.search(names) is not None and element.tag not in ("html", "body", "main")


def _strip_in(element: etree._Element) -> Strip | None:
    """The links to articles in an element, from the first to the last.

    Arrows and the link of the title are not entries. If the element contains much other text, the
    name is that of a whole column, and the result is ``None``.
    """
    anchors: list[etree._Element] = []
    other_text = 0
    for anchor, text in stream(element):
        if anchor is None:
            other_text += len("".join(text.split()))
        elif (href := anchor.get("href")) and not href.startswith(("#", "javascript:")):
            anchors.append(anchor)
    while anchors and not leads_to_article(anchors[0]) and text_of(anchors[0]).strip():
        anchors.pop(0)
    while anchors and not leads_to_article(anchors[-1]) and text_of(anchors[-1]).strip():
        anchors.pop()
    if not anchors or not mostly_articles([anchor.get("href") for anchor in anchors[:SAMPLE]]):
        return None
    # The link of a picture beside that of its headline is not an entry.
    before, after = [None, *anchors[:-1]], [*anchors[1:], None]
    shown = [
        anchor
        for i, anchor in enumerate(anchors)
        if not _is_picture_of(anchor, before[i], after[i])
    ]
    texts = [text_of(anchor) for anchor in shown]
    if element.tag != "marquee" and other_text > max(_MAX_OTHER_TEXT, sum(map(len, texts)) // 2):
        return None  # the name is that of a whole column
    entries = tuple(
        [RawTickerItem(text, anchor.get("href")) for text, anchor in zip(texts, shown, strict=True)]
    )
    return Strip(without_copy(entries), tuple(anchors))


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
