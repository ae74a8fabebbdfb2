"""One walk over the tree of a page, which yields its blocks of text."""

from __future__ import annotations

from typing import Any

from lxml import etree

from newsscraper.pages.blocks import BLOCK_TAGS
from newsscraper.pages.generic.blocks import Blocks

_INLINE, _BLOCK, _LINK, _EMPHASIS, _BREAK, _IMAGE, _FRAME, _SKIPPED = range(8)
_KINDS: dict[Any, int] = {
    **dict.fromkeys(BLOCK_TAGS | {"button", "label"}, _BLOCK),
    **dict.fromkeys(("b", "strong", "em", "i", "u"), _EMPHASIS),
    **dict.fromkeys(("img", "picture", "amp-img"), _IMAGE),
    "a": _LINK,
    "br": _BREAK,
    # A third of all blocks of a usual page are in these, and hardly ever one of its text.
    "nav": _FRAME,
    "footer": _FRAME,
    # Elements whose text no reader sees as text.
    **dict.fromkeys(
        """
            script style noscript template iframe object embed select option textarea input svg
            canvas video audio map head title datalist math
        """.split(),
        _SKIPPED,
    ),
}
_KINDS_OF_EVERYTHING = {**_KINDS, "nav": _BLOCK, "footer": _BLOCK, "noscript": _BLOCK}
_AROUND_FRAMES = frozenset(["body", "div", "header", "section", "aside"])
_MIN_PARAGRAPH = 80
_CELLS = frozenset(["td", "th"])
"""An empty one has a place in its table."""

_MIN_TEXT = 500
MOST_BLOCKS = 6_000
"""Blocks that are read. A page of news has up to three thousand; each takes 4 KB of memory."""

_NAMES = frozenset(["class", "id", "role", "itemprop", "data-testid", "data-component"])


def walk(root: etree._Element, *, everything: bool = False) -> Blocks:
    """The blocks of a tree, without its navigation and its foot.

    Time and memory are linear in the number of nodes, at any depth.

    Args:
        root: The element to walk through: the ``body`` of a page, or its root.
        everything: Whether navigation, foot, and the text for browsers without scripts are read
            too.

    """
    return _Walk(root, _KINDS_OF_EVERYTHING if everything else _KINDS).blocks


def page_blocks(root: etree._Element) -> Blocks:
    """The blocks of a page.

    What is usually no part of the text is read only if there is hardly any other.

    Args:
        root: The root element of the page.

    """
    body = root.find("body")
    body = root if body is None else body
    blocks = walk(body)
    return blocks if sum(map(len, blocks.texts)) >= _MIN_TEXT else walk(body, everything=True)


class _FullError(Exception):
    """As many blocks were read as fit."""


class _Walk:
    """A walk: the blocks so far, and the open block."""

    def __init__(self, root: etree._Element, kinds: dict[Any, int]) -> None:
        self.blocks = Blocks()
        self.owner = 0
        """Number of the innermost open block element."""
        self.pieces: list[str] = []
        self.nodes: list[etree._Element] = []
        self.are_tails: list[bool] = []
        self.links = self.breaks = self.images = self.linked = self.emphasised = 0
        self.link_depth = self.emphasis_depth = 0
        self.names: list[str] = []
        self.kinds = kinds
        found = self.blocks.containers
        self.columns: tuple[list[Any], ...] = (
            *(found.elements, found.tags, found.names, found.parents),
            *(found.hidden, found.firsts, found.ends),
        )
        try:
            self._walk(root)
            self._end_line()
        except _FullError:
            self.blocks.is_cut = True
        while self.owner:
            self._leave_block()
        self._leave_block()

    def _walk(self, root: etree._Element) -> None:
        """Pass through the root's descendants. Every page spends a tenth of its time here."""
        self._enter_block(root)
        if root.text:
            self._add(root.text, root, is_tail=False)
        inside = etree.iterwalk(root, events=("start", "end"))
        next(inside)
        undisplayed: etree._Element | None = None
        for event, element in inside:
            if event == "start":
                kind = self.kinds.get(element.tag, _INLINE)
                if kind == _BLOCK or (kind == _FRAME and self._has_text(element)):
                    self._enter_block(element)
                elif kind >= _FRAME:
                    if kind == _FRAME:
                        self._end_line()
                    inside.skip_subtree()
                    continue
                elif not self._enter_inline(element, kind):
                    undisplayed = element
                    inside.skip_subtree()
                    continue
                if text := element.text:
                    self._add(text, element, is_tail=False)
            elif element is root:
                return
            else:
                if element is not undisplayed:
                    kind = self.kinds.get(element.tag, _INLINE)
                    if kind == _BLOCK or (kind == _FRAME and element is self._innermost()):
                        self._leave_block()
                    elif kind == _LINK:
                        self.link_depth -= 1
                    elif kind == _EMPHASIS:
                        self.emphasis_depth -= 1
                if text := element.tail:
                    self._add(text, element, is_tail=True)

    def _innermost(self) -> etree._Element:
        """The innermost open block element."""
        return self.blocks.containers.elements[self.owner]

    def _has_text(self, frame: etree._Element) -> bool:
        """Whether navigation or a foot may have text: it is inside the text, or around a page.

        If an element is not closed, all the rest of the page is inside it. That is seen only once
        on a page: elements inside each other must not be searched again and again.
        """
        if self._innermost().tag not in _AROUND_FRAMES:
            return True
        for element in frame.iter("p", "article", "main", "h1"):
            if element.tag != "p" or sum(map(len, element.itertext())) > _MIN_PARAGRAPH:
                self.kinds = {**self.kinds, "nav": _BLOCK, "footer": _BLOCK}
                return True
        return False

    def _enter_inline(self, element: etree._Element, kind: int) -> bool:
        """Enter an element inside a line. Returns whether it is displayed."""
        if kind == _BREAK:
            self._end_line()
            self.breaks += 1
            return True
        if kind == _IMAGE:
            self.images += 1
            return True
        if kind == _LINK:
            self.links += 1
        if names := element.get("class"):
            self.names.append(names)
        style = element.get("style")
        if style and _is_undisplayed(style):
            return False
        if kind == _LINK:
            self.link_depth += 1
        elif kind == _EMPHASIS:
            self.emphasis_depth += 1
        return True

    def _add(self, text: str, node: etree._Element, *, is_tail: bool) -> None:
        """Add a text node to the open block. White space before the block is left out."""
        if not self.pieces and text.isspace():
            return
        self.pieces.append(text)
        self.nodes.append(node)
        self.are_tails.append(is_tail)
        if self.link_depth:
            self.linked += len(text)
        if self.emphasis_depth:
            self.emphasised += len(text)

    def _enter_block(self, element: etree._Element) -> None:
        """End the open line, and add the block element."""
        self._end_line()
        names: list[str] = []
        containers = self.blocks.containers
        hidden = bool(containers.hidden) and containers.hidden[self.owner]
        items: Any = element.items()  # never bytes, whatever the stubs say
        for name, value in items:
            if name in _NAMES:
                names.append(value)
            elif (
                name == "hidden"
                or (name == "style" and _is_undisplayed(value))
                or (name == "aria-hidden" and value == "true")
            ):
                hidden = True
        containers.elements.append(element)
        containers.tags.append(element.tag)
        containers.names.append(" ".join(names))
        containers.parents.append(self.owner)
        containers.hidden.append(hidden)
        containers.firsts.append(len(self.blocks.texts))
        containers.ends.append(0)
        self.owner = len(containers.elements) - 1

    def _leave_block(self) -> None:
        """End the open line and the innermost block element, which is forgotten if it is empty.

        A fifth of the block elements of a usual page are empty.
        """
        self._end_line()
        containers = self.blocks.containers
        owner = self.owner
        self.owner = containers.parents[owner]
        number = len(self.blocks.texts)
        is_empty = containers.firsts[owner] == number and owner == len(containers.tags) - 1 > 0
        if is_empty and containers.tags[owner] not in _CELLS:
            for column in self.columns:
                column.pop()
        else:
            containers.ends[owner] = number

    def _end_line(self) -> None:
        """End the open block of text, if there is one."""
        if self.pieces:
            text = " ".join("".join(self.pieces).split())
            blocks = self.blocks
            blocks.texts.append(text)
            blocks.owners.append(self.owner)
            blocks.linked.append(min(self.linked, len(text)))
            blocks.links.append(self.links)
            blocks.emphasised.append(min(self.emphasised, len(text)))
            blocks.inline_names.append(" ".join(self.names))
            blocks.breaks.append(self.breaks)
            blocks.images.append(self.images)
            blocks.starts.append(len(blocks.pieces))
            blocks.pieces += self.pieces
            blocks.nodes += self.nodes
            blocks.are_tails += self.are_tails
            self.pieces, self.nodes, self.are_tails = [], [], []
            self.linked = self.emphasised = self.breaks = self.images = 0
            if len(blocks.texts) >= MOST_BLOCKS:
                raise _FullError
        self.links = 0
        if self.names:
            self.names = []


def _is_undisplayed(style: str) -> bool:
    style = style.replace(" ", "")
    return "display:none" in style or "visibility:hidden" in style
