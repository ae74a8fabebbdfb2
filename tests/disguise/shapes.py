"""The shapes that an element may be given, and where each of them may stand."""

from __future__ import annotations

from collections.abc import Sequence

from tests.disguise.tree import INLINE, Element, Node, Text


def shape(parent: Element, element: Element, wanted: Sequence[str]) -> None:
    """Gives an element the first shape wanted that may hold its children; none of them fits: it
    stays.

    ``div``, ``section`` and ``h2`` are tags. ``table`` is a table of one cell. ``p``, ``b`` and
    ``span`` hold no block, and ``b`` and ``span`` are set off by ``<br>``. ``bare`` leaves the
    children alone, set off likewise.
    """
    phrase = all(not isinstance(child, Element) or child.inline for child in element.children)
    for name in wanted:
        if name in ("p", "b", "span") and not phrase:
            continue
        if name == "bare":
            _unwrap(parent, element)
        elif name == "table":
            cell = Element("td", {}, element.children, fixed=True)
            element.tag, element.inner = "table", cell
            element.children = [Element("tr", {}, [cell], fixed=True)]
        else:
            element.tag = name
            element.attributes.pop("scrollamount", None)
            if name in ("b", "span"):
                _set_off(parent, element, element)
        element.fixed = True
        return


def _unwrap(parent: Element, element: Element) -> None:
    if not element.children:
        return
    first, last = element.children[0], element.children[-1]
    place = parent.children.index(element)
    parent.children[place : place + 1] = element.children
    _set_off(parent, first, last)


def _set_off(parent: Element, first: Node, last: Node) -> None:
    """Puts a line break before and behind a stretch of an element's children, if what is beside it
    would run into it."""
    behind = parent.children.index(last) + 1
    if _runs_on(parent.children[behind:]):
        parent.children.insert(behind, Element("br"))
    place = parent.children.index(first)
    if _runs_on(parent.children[:place][::-1]):
        parent.children.insert(place, Element("br"))


def _runs_on(beside: Sequence[Node]) -> bool:
    for node in beside:
        if isinstance(node, Text):
            if not node.blank:
                return True
        elif node.tag == "br":
            return False
        elif node.tag not in ("script", "style", "noscript"):
            return node.tag in INLINE
    return False
