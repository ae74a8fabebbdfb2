"""The short texts around a page's headline: byline, date, section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml import etree

from newsscraper.pages.blocks import BLOCK_TAGS, text_of
from newsscraper.pages.fields.growing import Growing
from newsscraper.text.cleaning import clean

_SKIPPED = frozenset(
    """
        script style noscript template iframe object embed select option textarea input svg canvas
        video audio map nav footer title head aside
    """.split()
)
_MAX_AFTER = 60
_MAX_BEFORE = 20
_MAX_NODES = 500
_LONG = 220
_MAX_LONG = 2
_MAX_UP = 5
_MAX_TEXT = 400
_MAX_DATELINE = 120
_TRAIL = "breadcrum"


def is_trail(element: etree._Element) -> bool:
    """Whether an element is named after breadcrumbs."""
    names, name = element.get("class"), element.get("id")
    return (names is not None and _TRAIL in names.lower()) or (
        name is not None and _TRAIL in name.lower()
    )


def is_dateline(aside: etree._Element) -> bool:
    """Whether an ``aside`` is the line with the article's date: short, and without links.

    A short link may be the title of another article: in Chinese many have ten letters.
    """
    return (
        next(aside.iter("time"), None) is not None
        and len(list(islice(aside.iter("aside"), 2))) == 1
        and len(text_of(aside, _MAX_DATELINE)) < _MAX_DATELINE
        and next(aside.iter("a"), None) is None
    )


class Piece(NamedTuple):
    """A text node, cleaned."""

    text: str
    """The text; empty for a ``time`` element without text."""
    element: etree._Element
    """The element that the text is directly in."""
    begins_line: bool
    """Whether a block begins between the piece before and this one."""


def pieces_after(heading: etree._Element) -> Sequence[Piece]:
    """The texts after a heading, in page order, until the second long paragraph."""
    return _collected(_forward(heading, after=True), _MAX_AFTER, _MAX_LONG)


def pieces_in(element: etree._Element) -> Sequence[Piece]:
    """The first texts of an element, in page order."""
    return _collected(_forward(element, after=False), _MAX_AFTER, _MAX_LONG + 2)


def pieces_before(heading: etree._Element) -> Sequence[Piece]:
    """The texts before a heading, the nearest first, as far as its near ancestors contain them."""
    return _collected(_backward(heading), _MAX_BEFORE, 1)


_Step = tuple[str | None, etree._Element, bool]
"""A text, the element it is in, and whether a block begins before it."""


def _collected(steps: Iterator[_Step], most: int, most_long: int) -> Sequence[Piece]:
    return Growing(islice(_pieces(steps, most_long), most))


def _pieces(steps: Iterator[_Step], most_long: int) -> Iterator[Piece]:
    begins, long_ones = True, 0
    for text, element, is_block in steps:
        begins = begins or is_block
        if text is None:
            continue
        text = clean(text[:_MAX_TEXT]) if text and not text.isspace() else ""
        if not text and element.tag != "time":
            continue
        yield Piece(text, element, begins)
        begins = False
        if len(text) >= _LONG:
            long_ones += 1
        if long_ones >= most_long:
            return


def _forward(start: etree._Element, *, after: bool) -> Iterator[_Step]:
    """Walk on from an element in page order, a step per text or block; without empty texts.

    Of the texts in a ``time`` element, empty ones are steps too.
    """
    node, parent = start, start.getparent()
    is_down = not after
    for _ in range(_MAX_NODES):
        if is_down:
            tag = node.tag
            if isinstance(tag, str) and (
                tag not in _SKIPPED or (tag == "aside" and is_dateline(node)) or is_trail(node)
            ):
                is_block = tag in BLOCK_TAGS
                if (text := node.text) and not text.isspace():
                    yield text, node, is_block
                elif tag == "time":
                    yield "", node, is_block
                elif is_block:
                    yield None, node, True
                if len(node):
                    parent, node = node, node[0]
                    continue
        # The element is done: its tail, then its sibling or its parent's tail.
        while True:
            if parent is None or (node is start and not after):
                return
            is_block = node.tag in BLOCK_TAGS
            if (text := node.tail) and (not text.isspace() or parent.tag == "time"):
                yield text, parent, is_block
            elif is_block:
                yield None, parent, True
            sibling = node.getnext()
            if sibling is not None:
                node, is_down = sibling, True
                break
            node = parent
            if node.tag == "body":
                return
            parent = node.getparent()


def _backward(start: etree._Element) -> Iterator[_Step]:
    """Walk back from an element, a step per text or block."""
    node = start
    for _ in range(_MAX_UP):
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "html"):
            return
        sibling = node.getprevious()
        while sibling is not None:
            if sibling.tail:
                yield sibling.tail, parent, False
            yield from _reversed_texts(sibling)
            sibling = sibling.getprevious()
        if parent.text:
            yield parent.text, parent, True
        node = parent


def _reversed_texts(element: etree._Element) -> Iterator[_Step]:
    inside = list(_forward_in(element))
    yield from reversed(inside)


def _forward_in(element: etree._Element) -> Iterator[_Step]:
    return _forward(element, after=False)
