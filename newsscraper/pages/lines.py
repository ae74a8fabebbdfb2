"""A page's text as one run of lines, each with the elements that it stands in: what the reading by words works on.

The tree is walked once. A line ends at a block's boundary, as in :func:`newsscraper.pages.blocks.blocks`; within a line the
boundaries of spans are kept, since a page may be built of nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from lxml import etree

from newsscraper.pages.blocks import BLOCK_TAGS, SILENT_TAGS, is_silent

_FORMATTING = frozenset(
    """
        a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark nobr q s samp small
        strike strong sub sup tt u var wbr
    """.split()
)
"""Elements that stand inside a sentence: their boundaries part nothing."""

_LEFT_OUT = SILENT_TAGS - {"nav", "aside", "map"}
"""Elements whose text is never a line. Of ``nav`` and ``aside`` it is, marked as silent: all of a page may stand in one."""

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_NEAR = 4


class Piece(NamedTuple):
    """A text node, or a part of one."""

    text: str
    element: etree._Element
    """The element that it stands in."""
    anchor: etree._Element | None
    """The link that it is part of."""
    silent: etree._Element | None
    """The innermost element around it that is no part of an article by its name, class or style."""
    parted: bool
    """Whether a boundary of an element that is no formatting (``span``) lies before it."""


class Line:
    """The text between two block boundaries."""

    __slots__ = ("block", "pieces", "text")

    def __init__(self, pieces: list[Piece], text: str, block: etree._Element) -> None:
        self.pieces = pieces
        self.text = text
        """All of it, raw."""
        self.block = block
        """The innermost block around its first text."""


class Picture(NamedTuple):
    """An ``img`` element, and where it stands."""

    element: etree._Element
    at: float
    """The number of the line that it stands before; half a line more, if it stands in one."""
    silent: etree._Element | None


class Lines:
    """All lines of a page, and its images, in page order."""

    def __init__(self, root: etree._Element) -> None:
        self.lines: list[Line] = []
        self.pictures: list[Picture] = []
        self._pieces: list[Piece] = []
        self._block = root
        body = root.find("body")
        self._walk(body if body is not None else root)

    def _walk(self, root: etree._Element) -> None:
        """Without recursion: a page may nest as deep as it likes."""
        pieces = self._pieces
        element, children = root, cast("Iterator[etree._Element]", iter(root))
        anchor: etree._Element | None = None
        silent: etree._Element | None = None
        block, preformatted, parted = root, 0, False
        self._block = root
        if root.text:
            pieces.append(Piece(root.text, root, None, None, False))
        stack: list[
            tuple[etree._Element, Iterator[etree._Element], etree._Element | None, etree._Element | None, etree._Element]
        ] = []
        while True:
            child = next(children, None)
            if child is None:
                if not stack:
                    break
                closed = element
                tag = closed.tag
                preformatted -= tag == "pre"
                element, children, anchor, silent, block = stack.pop()
                if tag in BLOCK_TAGS:
                    self._end(block)
                elif tag not in _FORMATTING:
                    parted = True
                text = closed.tail
            else:
                tag = child.tag
                if not isinstance(tag, str) or tag in _LEFT_OUT or tag == "br":
                    if tag in BLOCK_TAGS or tag == "figcaption":
                        self._end(block)
                    text = child.tail
                    if tag == "br" and len(child):  # only broken markup has it
                        stack.append((element, children, anchor, silent, block))
                        element, children, text = child, iter(child), child.text
                elif tag == "img":
                    self.pictures.append(Picture(child, len(self.lines) + (0 if _blank(pieces) else 0.5), silent))
                    text = child.tail
                else:
                    stack.append((element, children, anchor, silent, block))
                    if is_silent(child, hidden=True):
                        silent = child
                    if tag == "a":
                        anchor = child
                    if tag in BLOCK_TAGS:
                        block = child
                        self._end(block)
                        preformatted += tag == "pre"
                    elif tag not in _FORMATTING:
                        parted = True
                    element, children, text = child, iter(child), child.text
            if text:
                if preformatted and "\n" in text:
                    for part in text.split("\n")[:-1]:
                        pieces.append(Piece(part, element, anchor, silent, parted))
                        self._end(block)
                    text = text.rpartition("\n")[2]
                pieces.append(Piece(text, element, anchor, silent, parted))
                parted = False
        self._end(root)

    def _end(self, block: etree._Element) -> None:
        """Ends the line; the next one begins in the block given."""
        pieces = self._pieces
        if pieces:
            text = "".join([piece.text for piece in pieces])
            if not text.isspace() and text:
                self.lines.append(Line(pieces.copy(), text, self._block))
            pieces.clear()
        self._block = block


def text_of_pieces(pieces: Iterable[Piece]) -> str:
    """The text of some pieces, raw."""
    return "".join([piece.text for piece in pieces])


def cut(pieces: Iterable[Piece], start: int = 0, end: int | None = None) -> list[Piece]:
    """The pieces between two places of their joined text, the outer ones shortened."""
    found = []
    at = 0
    for piece in pieces:
        begin, at = at, at + len(piece.text)
        if at <= start:
            continue
        if end is not None and begin >= end:
            break
        text = piece.text[max(start - begin, 0) : None if end is None else end - begin]
        if text:
            found.append(piece._replace(text=text))
    return found


def segments(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces of a line parted at the boundaries of its spans, blank ones left out."""
    current: list[Piece] = []
    for piece in pieces:
        if piece.parted and current:
            if not _blank(current):
                yield current
            current = []
        current.append(piece)
    if not _blank(current):
        yield current


def heading_of(element: etree._Element) -> etree._Element | None:
    """The heading that an element stands in, if it is near."""
    node: etree._Element | None = element
    for _ in range(_NEAR):
        if node is None:
            return None
        if node.tag in _HEADINGS:
            return node
        node = node.getparent()
    return None


def _blank(pieces: Iterable[Piece]) -> bool:
    return not any(piece.text and not piece.text.isspace() for piece in pieces)
