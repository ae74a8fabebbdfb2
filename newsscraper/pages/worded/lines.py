"""A page's text as a sequence of lines, each with the elements that contain it.

The tree is walked once. A line ends at a block boundary, as in
:func:`newsscraper.pages.blocks.blocks`. The boundaries of spans inside a line are kept, since a
page may consist of spans alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple, cast

from lxml import etree

from newsscraper.pages.blocks import BLOCK_TAGS, SILENT_TAGS, is_silent
from newsscraper.pages.images import IMAGE_TAGS

_FORMATTING = frozenset(
    """
        a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark nobr q s samp small
        strike strong sub sup tt u var wbr
    """.split()
)
"""Elements inside sentences: their boundaries do not divide a text."""

_LEFT_OUT = SILENT_TAGS - {"nav", "aside", "map"}
"""Elements whose text is ignored.

The text of ``nav`` and ``aside`` is kept and marked as silent: they may contain the whole page.
"""
_SILENT_BY_TAG = frozenset(["nav", "aside", "map", "form"])
_IMAGES = frozenset(IMAGE_TAGS)
_WITHOUT_TEXT = _LEFT_OUT | _IMAGES | {"br"}
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_NEAR = 4


class Piece(NamedTuple):
    """A text node, or a part of one."""

    text: str
    element: etree._Element
    """The element that contains it."""
    anchor: etree._Element | None
    """The link that contains it."""
    silent: etree._Element | None
    """The innermost element around it whose name, class or style says that it is not article text.
    """
    parted: bool
    """Whether an element other than formatting (a ``span``) starts or ends directly before it."""


# An element whose end has not been reached: the element, its other children, and the link, silent
# element, block and preformatted state around its text. Not a named tuple, which is slower to make.
_OpenElement = tuple[
    etree._Element,
    "Iterator[etree._Element]",
    "etree._Element | None",
    "etree._Element | None",
    etree._Element,
    bool,
]


class Line:
    """The text between two block boundaries."""

    __slots__ = ("block", "pieces", "text")

    def __init__(self, pieces: list[Piece], text: str, block: etree._Element) -> None:
        self.pieces = pieces
        self.text = text
        """The raw text."""
        self.block = block
        """The innermost block around its first text."""


class Picture(NamedTuple):
    """An image's element and its position."""

    element: etree._Element
    at: float
    """The index of the next line; if the image is inside a line, that line's index plus 0.5."""
    silent: etree._Element | None


class Lines:
    """All lines and images of a page, in page order."""

    def __init__(self, root: etree._Element) -> None:
        self.lines: list[Line] = []
        self.pictures: list[Picture] = []
        self._pieces: list[Piece] = []
        self._block = root
        body = root.find("body")
        self._walk(body if body is not None else root)

    def _walk(self, root: etree._Element) -> None:
        """Collect all lines and pictures, without recursion: a page may be nested very deeply."""
        pieces, end = self._pieces, self._end_line
        anchor = silent = closed = cast("etree._Element | None", None)
        element, block, preformatted, parted = root, root, root.tag == "pre", False
        children = cast("Iterator[etree._Element]", iter(root))
        stack: list[_OpenElement] = []
        self._block = root
        if root.text:
            pieces.append(Piece(root.text, root, None, None, False))
        while True:
            # The text after the element that was read last.
            if closed is not None and (text := closed.tail) and (pieces or not text.isspace()):
                if not pieces:
                    self._block = block
                if preformatted and "\n" in text:
                    text = self._split_at_newlines(text, element, anchor, silent, parted)
                pieces.append(Piece(text, element, anchor, silent, parted))
                parted = False
            child = next(children, None)
            if child is None:
                if not stack:
                    break
                closed = element
                element, children, anchor, silent, block, preformatted = stack.pop()
                if closed.tag not in BLOCK_TAGS:
                    parted = parted or closed.tag not in _FORMATTING
                elif pieces:
                    end()
                continue
            closed, tag = child, child.tag
            is_block = tag in BLOCK_TAGS
            if pieces and (is_block or tag == "figcaption"):
                end()
            if tag in _WITHOUT_TEXT or not isinstance(tag, str):
                self._add_pictures(child, silent)
                if tag != "br" or not len(child):  # only broken markup puts content into <br>
                    continue
            around, within = silent, child if tag == "a" else anchor
            if (child.attrib or tag in _SILENT_BY_TAG) and is_silent(child, hidden=True):
                silent = child
            parted = parted or not (is_block or tag in _FORMATTING)
            if (text := child.text) and (pieces or not text.isspace()):
                if not pieces:
                    self._block = child if is_block else block
                if (preformatted or tag == "pre") and "\n" in text:
                    text = self._split_at_newlines(text, child, within, silent, parted)
                pieces.append(Piece(text, child, within, silent, parted))
                parted = False
            if len(child):
                stack.append((element, children, anchor, around, block, preformatted))
                element, children, anchor, closed = child, iter(child), within, None
                block, preformatted = child if is_block else block, preformatted or tag == "pre"
                continue
            silent = around  # most elements have no children: these are not pushed and popped
            if not is_block:
                parted = parted or tag not in _FORMATTING
            elif pieces:
                end()
        end()

    def _add_pictures(self, element: etree._Element, silent: etree._Element | None) -> None:
        """Add the pictures of an element without text, if it has any."""
        if element.tag in _IMAGES:  # the contents of an AMP image are its fallback
            found = iter((element,))
        elif element.tag == "noscript":  # its image may be the only one
            found = element.iter("img")
        else:
            return
        position = len(self.lines) + (0 if _blank(self._pieces) else 0.5)
        self.pictures += [Picture(image, position, silent) for image in found]

    def _split_at_newlines(
        self,
        text: str,
        element: etree._Element,
        anchor: etree._Element | None,
        silent: etree._Element | None,
        parted: bool,
    ) -> str:
        """End a line at each line feed inside ``pre``, and return the text after the last one."""
        *parts, rest = text.split("\n")
        for part in parts:
            self._pieces.append(Piece(part, element, anchor, silent, parted))
            self._end_line()
        return rest

    def _end_line(self) -> None:
        """Add the current line, unless it is blank, and begin another."""
        pieces = self._pieces
        text = (
            "".join([piece[0] for piece in pieces])
            if len(pieces) > 1
            else pieces[0][0]
            if pieces
            else ""
        )
        if text and not text.isspace():
            self.lines.append(Line(pieces.copy(), text, self._block))
        pieces.clear()


def text_of_pieces(pieces: Iterable[Piece]) -> str:
    """Return the raw text of pieces."""
    return "".join([piece.text for piece in pieces])


def cut_pieces(pieces: Iterable[Piece], start: int = 0, end: int | None = None) -> list[Piece]:
    """Return the pieces between two offsets of their joined text.

    The first and the last one may be shortened.
    """
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
    """Divide the pieces of a line at span boundaries, without blank segments."""
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
    """Return the heading that contains an element, if it is at most three levels above."""
    node: etree._Element | None = element
    for _ in range(_NEAR):
        if node is None:
            return None
        if node.tag in _HEADINGS:
            return node
        node = node.getparent()
    return None


def is_inside_any(element: etree._Element, holders: Collection[etree._Element]) -> bool:
    """Return whether an element, or one at most three levels above it, is among some elements."""
    node: etree._Element | None = element
    for _ in range(_NEAR):
        if node is None:
            return False
        if node in holders:
            return True
        node = node.getparent()
    return False


def _blank(pieces: Iterable[Piece]) -> bool:
    return not any(piece.text and not piece.text.isspace() for piece in pieces)
