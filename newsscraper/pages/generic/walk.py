"""One walk over the tree of a page, which yields its blocks of text."""

from __future__ import annotations

from typing import Any

from lxml import etree

from newsscraper.pages.blocks import BLOCK_TAGS
from newsscraper.pages.generic.blocks import Blocks

_INLINE, _BLOCK, _LINK, _EMPHASIS, _BREAK, _IMAGE, _SKIPPED = range(7)
_KINDS = {
    **dict.fromkeys(BLOCK_TAGS | {"button", "label"}, _BLOCK),
    **dict.fromkeys(("b", "strong", "em", "i", "u"), _EMPHASIS),
    **dict.fromkeys(("img", "picture", "amp-img"), _IMAGE),
    "a": _LINK,
    "br": _BREAK,
    # Elements whose text no reader sees as text.
    **dict.fromkeys(
        """
            script style noscript template iframe object embed select option textarea input svg
            canvas video audio map head title datalist math
        """.split(),
        _SKIPPED,
    ),
}
_MIN_TEXT = 500
_NAMES = frozenset(["class", "id", "role", "itemprop", "data-testid", "data-component"])


def walk(root: etree._Element, *, noscript: bool = False) -> Blocks:
    """The blocks of a tree.

    Time and memory are linear in the number of nodes, at any depth.

    Args:
        root: The element to walk through: the ``body`` of a page, or its root.
        noscript: Whether the text for browsers without scripts is read too.

    """
    state = _Walk(root)
    elements = root.iter()
    next(elements)
    stack = state.stack
    kinds = _KINDS if not noscript else {**_KINDS, "noscript": _BLOCK}
    for element in elements:
        tag = element.tag
        is_element = isinstance(tag, str)
        if not is_element and not element.tail:
            continue  # a comment without text after it
        parent = element.getparent()
        while stack[-1] is not parent:
            state.close()
        if is_element:
            state.open(element, kinds.get(tag, _INLINE))
        else:
            state.pass_comment(element)
    while len(stack) > 1:
        state.close()
    state.end_block()
    state.blocks.containers.ends[0] = len(state.blocks)
    return state.blocks


def page_blocks(root: etree._Element) -> Blocks:
    """The blocks of a page.

    The text for browsers without scripts is read only if there is hardly any other.

    Args:
        root: The root element of the page.

    """
    body = root.find("body")
    body = root if body is None else body
    blocks = walk(body)
    if sum(map(len, blocks.texts)) < _MIN_TEXT and next(body.iter("noscript"), None) is not None:
        return walk(body, noscript=True)
    return blocks


class _Walk:
    """The state of a walk: the open elements and the open block."""

    def __init__(self, root: etree._Element) -> None:
        self.blocks = Blocks()
        self.stack: list[etree._Element] = []
        self.kinds: list[int] = []
        self.owners: list[int] = []
        self.owner = 0
        self.start = self.linked = self.links = self.emphasised = self.breaks = self.images = 0
        self.link_depth = self.emphasis_depth = 0
        self.names: list[str] = []
        self.kinds.append(_BLOCK)
        self.owners.append(0)
        self.stack.append(root)
        self._add_container(root, hidden=False)
        if root.text:
            self._add_text(root.text, root, is_tail=False)

    def open(self, element: etree._Element, kind: int) -> None:
        """Enter an element."""
        self.stack.append(element)
        self.owners.append(self.owner)
        if kind == _SKIPPED or self.kinds[-1] >= _SKIPPED:
            self.kinds.append(_SKIPPED)
            return
        self.kinds.append(kind)
        if kind == _BLOCK:
            self.end_block()
            self._add_container(element, hidden=self.blocks.containers.hidden[self.owner])
        elif kind == _BREAK:
            self.end_block()
            self.breaks += 1
        elif kind == _IMAGE:
            self.images += 1
        else:
            if kind == _LINK:
                self.links += 1
                self.link_depth += 1
            elif kind == _EMPHASIS:
                self.emphasis_depth += 1
            if names := element.get("class"):
                self.names.append(names)
            style = element.get("style")
            if style and _is_undisplayed(style):
                self.kinds[-1] = _SKIPPED + kind
                return
        if text := element.text:
            self._add_text(text, element, is_tail=False)

    def close(self) -> None:
        """Leave the innermost element."""
        element = self.stack.pop()
        kind = self.kinds.pop()
        owner = self.owners.pop()
        if kind > _SKIPPED:
            kind -= _SKIPPED
        if kind == _BLOCK:
            self.end_block()
            self.blocks.containers.ends[self.owner] = len(self.blocks)
            self.owner = owner
        elif kind == _LINK:
            self.link_depth -= 1
        elif kind == _EMPHASIS:
            self.emphasis_depth -= 1
        if (tail := element.tail) and self.kinds[-1] < _SKIPPED:
            self._add_text(tail, element, is_tail=True)

    def pass_comment(self, comment: etree._Element) -> None:
        """Add the text after a comment or a processing instruction, which has no other."""
        if (tail := comment.tail) and self.kinds[-1] < _SKIPPED:
            self._add_text(tail, comment, is_tail=True)

    def end_block(self) -> None:
        """End the open block at the border of a block element."""
        blocks = self.blocks
        pieces = blocks.pieces
        start = self.start
        if len(pieces) > start:
            text = pieces[start] if len(pieces) == start + 1 else "".join(pieces[start:])
            text = " ".join(text.split())
            if text:
                blocks.texts.append(text)
                blocks.owners.append(self.owner)
                blocks.linked.append(min(self.linked, len(text)))
                blocks.links.append(self.links)
                blocks.emphasised.append(min(self.emphasised, len(text)))
                blocks.inline_names.append(" ".join(self.names))
                blocks.breaks.append(self.breaks)
                blocks.images.append(self.images)
                blocks.starts.append(start)
                self.start = len(pieces)
                self.breaks = self.images = 0
            else:
                del pieces[start:], blocks.nodes[start:], blocks.are_tails[start:]
            self.linked = self.emphasised = 0
        self.links = 0
        if self.names:
            self.names = []

    def _add_text(self, text: str, node: etree._Element, *, is_tail: bool) -> None:
        blocks = self.blocks
        blocks.pieces.append(text)
        blocks.nodes.append(node)
        blocks.are_tails.append(is_tail)
        if self.link_depth:
            self.linked += len(text)
        if self.emphasis_depth:
            self.emphasised += len(text)

    def _add_container(self, element: etree._Element, *, hidden: bool) -> None:
        names: list[str] = []
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
        containers = self.blocks.containers
        containers.elements.append(element)
        containers.tags.append(element.tag)
        containers.names.append(" ".join(names))
        containers.parents.append(self.owner)
        containers.hidden.append(hidden)
        containers.firsts.append(len(self.blocks.texts))
        containers.ends.append(0)
        self.owner = len(containers.elements) - 1


def _is_undisplayed(style: str) -> bool:
    style = style.replace(" ", "")
    return "display:none" in style or "visibility:hidden" in style
