"""A page's text as one run of lines, each with the elements that it stands in: what the reading by
words works on.

The tree is walked once. A line ends at a block's boundary, as in
:func:`newsscraper.pages.blocks.blocks`; within a line the boundaries of spans are kept, since a
page may be built of nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
"""Elements that stand inside a sentence: their boundaries part nothing."""

_LEFT_OUT = SILENT_TAGS - {"nav", "aside", "map"}
"""Elements whose text is never a line. Of ``nav`` and ``aside`` it is, marked as silent: all of a
page may stand in one."""
_SILENT_BY_TAG = frozenset(["nav", "aside", "map", "form"])
_IMAGES = frozenset(IMAGE_TAGS)
_WITHOUT_TEXT = _LEFT_OUT | _IMAGES | {"br"}
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


class _Open(NamedTuple):
    """What is to be taken up again behind an element."""

    element: etree._Element
    children: Iterator[etree._Element]
    anchor: etree._Element | None
    silent: etree._Element | None
    block: etree._Element
    preformatted: bool


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
    """An image's element, and where it stands."""

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
        """Without recursion: a page may nest as deep as it likes. A leaf, as most elements are, is
        neither pushed nor popped."""
        pieces, end = self._pieces, self._end
        anchor: etree._Element | None = None
        silent: etree._Element | None = None
        element, block, preformatted, parted = root, root, root.tag == "pre", False
        children = cast("Iterator[etree._Element]", iter(root))
        self._block = root
        if root.text:
            pieces.append(Piece(root.text, root, None, None, False))
        stack: list[_Open] = []
        while True:
            for child in children:
                tag = child.tag
                is_block = tag in BLOCK_TAGS
                if pieces and (is_block or tag == "figcaption"):
                    end()
                if tag in _WITHOUT_TEXT or not isinstance(tag, str):
                    if tag in _IMAGES or tag == "noscript":
                        at = len(self.lines) + (0 if _blank(pieces) else 0.5)
                        # What an AMP image holds stands in for it; what a noscript holds may be the
                        # only image.
                        found = (child,) if tag in _IMAGES else child.iter("img")
                        self.pictures += [Picture(image, at, silent) for image in found]
                    if tag != "br" or not len(
                        child
                    ):  # only broken markup has something in a line break
                        if (text := child.tail) and (pieces or not text.isspace()):
                            if not pieces:
                                self._block = block
                            if preformatted and "\n" in text:
                                text = self._broken(text, element, anchor, silent, parted)
                            pieces.append(Piece(text, element, anchor, silent, parted))
                            parted = False
                        continue
                around = silent
                if (child.attrib or tag in _SILENT_BY_TAG) and is_silent(child, hidden=True):
                    silent = child
                within = child if tag == "a" else anchor
                parted = parted or not (is_block or tag in _FORMATTING)
                if (text := child.text) and (pieces or not text.isspace()):
                    if not pieces:
                        self._block = child if is_block else block
                    if (preformatted or tag == "pre") and "\n" in text:
                        text = self._broken(text, child, within, silent, parted)
                    pieces.append(Piece(text, child, within, silent, parted))
                    parted = False
                if len(child):
                    stack.append(_Open(element, children, anchor, around, block, preformatted))
                    element, children, anchor = (
                        child,
                        cast("Iterator[etree._Element]", iter(child)),
                        within,
                    )
                    block = child if is_block else block
                    preformatted = preformatted or tag == "pre"
                    break
                silent = around
                if not is_block:
                    parted = parted or tag not in _FORMATTING
                elif pieces:
                    end()
                if (text := child.tail) and (pieces or not text.isspace()):
                    if not pieces:
                        self._block = block
                    if preformatted and "\n" in text:
                        text = self._broken(text, element, anchor, silent, parted)
                    pieces.append(Piece(text, element, anchor, silent, parted))
                    parted = False
            else:
                if not stack:
                    break
                closed = element
                element, children, anchor, silent, block, preformatted = stack.pop()
                if closed.tag not in BLOCK_TAGS:
                    parted = parted or closed.tag not in _FORMATTING
                elif pieces:
                    end()
                if (text := closed.tail) and (pieces or not text.isspace()):
                    if not pieces:
                        self._block = block
                    if preformatted and "\n" in text:
                        text = self._broken(text, element, anchor, silent, parted)
                    pieces.append(Piece(text, element, anchor, silent, parted))
                    parted = False
        end()

    def _broken(
        self,
        text: str,
        element: etree._Element,
        anchor: etree._Element | None,
        silent: etree._Element | None,
        parted: bool,
    ) -> str:
        """Ends a line at each line feed inside ``pre``; gives what stands behind the last one."""
        *parts, rest = text.split("\n")
        for part in parts:
            self._pieces.append(Piece(part, element, anchor, silent, parted))
            self._end()
        return rest

    def _end(self) -> None:
        """Ends the line."""
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
