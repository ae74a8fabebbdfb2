"""Other tags: ``span``, ``div``, ``td``, ``p`` and ``section`` exchanged, everywhere on a page.

Words, links and images keep their order, and what began a line still does. Nothing stands where the
HTML standard would move it: a cell is in a table, and a paragraph holds no block.
"""

from __future__ import annotations

from functools import lru_cache
from random import Random

from tests.disguise.article import rebuild
from tests.disguise.parts import Parts
from tests.disguise.shapes import shape
from tests.disguise.tree import Element, Node, Text

_SHAPES = {
    "div": ("section", "table", "p", "span", "section"),
    "span": ("div", "p", "section", "table"),
    "p": ("div", "section", "span", "table"),
    "marquee": ("div", "p", "section", "span", "table"),
}
_ROWS = (("div", "span"), ("section", "div"), ("div", "section"), ("p", "span"))
"""What rows and cells of a table become."""


def exchange(page: Element, parts: Parts, seed: str) -> None:
    """Changes the page's tags in place. Elements of one class become the same, as far as what they
    hold allows."""
    if parts.body is None:
        return
    if parts.article is not None:
        rebuild(page, parts.article, Random(f"{seed} article"))
    keep = {
        id(part)
        for part in (parts.main, parts.article and parts.article.container)
        if part is not None
    }
    _exchange(parts.body, seed, keep)


def _exchange(parent: Element, seed: str, keep: set[int]) -> None:
    for child in list(parent.children):
        if not isinstance(child, Element):
            continue
        _exchange(child, seed, keep)
        if child.fixed:
            continue
        if child.tag == "table":
            _flatten(child, Random(f"{seed} {_key(child)}"))
        elif child.tag in _SHAPES and (child.tag != "span" or _may_break(parent)):
            wanted = _wanted(child.tag, seed, _key(child))
            if id(child) in keep:
                wanted = tuple(name for name in wanted if name in ("section", "table"))
            shape(parent, child, wanted)


@lru_cache(maxsize=4096)
def _wanted(tag: str, seed: str, key: str) -> tuple[str, ...]:
    """The shapes for elements of a tag and a class, the most wanted one first."""
    return tuple(Random(f"{seed} {key}").sample(_SHAPES[tag], len(_SHAPES[tag])))


def _key(element: Element) -> str:
    return f"{element.tag} {element.attributes.get('class') or element.attributes.get('id') or ''}"


def _may_break(parent: Element) -> bool:
    """Whether a line may begin in it."""
    return parent.tag in ("div", "section", "td", "li", "body", "form")


def _flatten(table: Element, random: Random) -> None:
    """A table becomes blocks."""
    row_tag, cell_tag = random.choice(_ROWS)
    rows = [child for child in table.children if isinstance(child, Element) and child.tag == "tr"]
    if len(rows) != sum(1 for child in table.children if not child.blank):
        return
    for row in rows:
        cells: list[Node] = []
        for cell in row.children:
            if isinstance(cell, Element):
                cell.tag = (
                    cell_tag
                    if cell_tag != "span" or all(_phrase(child) for child in cell.children)
                    else "div"
                )
                cells += [cell, Text(" ")]
        row.children = cells
        row.tag = row_tag if row_tag != "p" or all(_phrase(cell) for cell in cells) else "div"
    table.tag = random.choice(("div", "section"))


def _phrase(node: Node) -> bool:
    return not isinstance(node, Element) or node.inline
