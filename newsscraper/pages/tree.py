"""Walks over the tree of a page: elements by class, elements after another, the line of a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from lxml import etree

from newsscraper.pages.blocks import BLOCK_TAGS, text_of
from newsscraper.pages.document import Document

_AFTER_A_CLASS = frozenset(b"\"'>/& \t\n\f\r\x00")
_MAX_LINE = 2000
_MAX_PIECE = 300


class ClassIndex:
    """The elements of a page by their class names.

    The tree is walked at most twice for any number of names: first over its ``span`` elements, then
    over all elements. A CSS selector would search the tree once per name.

    Args:
        document: The page. If a name is missing in its source, the tree is not searched.

    """

    def __init__(self, document: Document) -> None:
        self._document = document

    def may_have(self, name: str) -> bool:
        """Whether the source may contain the name in a class attribute.

        In a style sheet a brace mostly follows the name, so this does not count.
        """
        source, sought = self._document.utf8, name.encode("utf-8")
        end = source.find(sought)
        while end >= 0:
            end += len(sought)
            if end == len(source) or source[end] in _AFTER_A_CLASS:
                return True
            end = source.find(sought, end)
        return False

    def outermost(self, name: str) -> list[etree._Element]:
        """The elements of a class that are not inside each other, in page order.

        If ``span`` elements have the class, only these are returned.
        """
        found = self._spans.get(name) or (
            self._elements.get(name, []) if self.may_have(name) else []
        )
        return outermost(found) if len(found) > 1 else found

    @cached_property
    def _spans(self) -> dict[str, list[etree._Element]]:
        return _by_class(self._document.root.iter("span"))

    @cached_property
    def _elements(self) -> dict[str, list[etree._Element]]:
        return _by_class(self._document.root.iter("*"))


def _by_class(elements: Iterable[etree._Element]) -> dict[str, list[etree._Element]]:
    """The elements by class name, in page order."""
    found: dict[str, list[etree._Element]] = {}
    for element in elements:
        names = element.get("class")
        if names:
            parts = names.split()
            for name in set(parts) if len(parts) > 1 else parts:
                found.setdefault(name, []).append(element)
    return found


def outermost(elements: Iterable[etree._Element]) -> list[etree._Element]:
    """The elements that are not inside another of the elements, in page order."""
    kept: list[etree._Element] = []
    seen: set[etree._Element] = set()
    for element in elements:
        if not any(ancestor in seen for ancestor in element.iterancestors()):
            kept.append(element)
            seen.add(element)
    return kept


def following(element: etree._Element) -> Iterator[etree._Element]:
    """The elements after an element, in page order, up to the end of its grandparent."""
    node: etree._Element | None = element
    for _ in range(3):
        if node is None:
            return
        for sibling in node.itersiblings("*"):
            yield from sibling.iter("*")
        node = node.getparent()


def anchors_after(element: etree._Element) -> Iterator[etree._Element]:
    """All links after an element, in page order."""
    node: etree._Element | None = element
    while node is not None:
        for sibling in node.itersiblings():
            yield from sibling.iter("a")
        node = node.getparent()


def line_around(anchor: etree._Element) -> str:
    """The line of a link: the text between the block boundaries before and after it."""
    before: list[str] = []
    after: list[str] = []
    node: etree._Element = anchor
    is_open_before = is_open_after = True
    for _ in range(4):
        sibling = node.getprevious()
        while is_open_before and sibling is not None:
            before.append(sibling.tail or "")
            is_open_before = isinstance(sibling.tag, str) and sibling.tag not in BLOCK_TAGS
            before.append(text_of(sibling, _MAX_PIECE) if is_open_before else "")
            sibling = sibling.getprevious()
        parent = node.getparent()
        if is_open_before and parent is not None:
            before.append(parent.text or "")
        after.append(node.tail or "" if is_open_after else "")
        sibling = node.getnext()
        while is_open_after and sibling is not None:
            is_open_after = isinstance(sibling.tag, str) and sibling.tag not in BLOCK_TAGS
            after.append(
                f"{text_of(sibling, _MAX_PIECE)}{sibling.tail or ''}" if is_open_after else ""
            )
            sibling = sibling.getnext()
        if (
            parent is None
            or parent.tag in BLOCK_TAGS
            or sum(map(len, before)) + sum(map(len, after)) > _MAX_LINE
        ):
            break
        node = parent
    return "".join(reversed(before)) + text_of(anchor) + "".join(after)
