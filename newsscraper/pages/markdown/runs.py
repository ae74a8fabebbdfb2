"""The runs of a block: its pieces with the inline elements around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from newsscraper.items.structure import Mark, Run
from newsscraper.urls import absolute

if TYPE_CHECKING:
    from newsscraper.pages.generic.blocks import Blocks

_MARKS = {
    **dict.fromkeys(("b", "strong"), Mark.BOLD),
    **dict.fromkeys(("i", "em"), Mark.ITALIC),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), Mark.CODE),
}
_MAX_HREF = 2_000

_State = tuple[int, str | None]
_PLAIN: _State = (0, None)


class Runs:
    """Reads the runs of blocks.

    What an element means is remembered, so that the time is linear at any depth.

    Args:
        blocks: The blocks of a page.
        base_url: Base URL of relative links.

    """

    def __init__(self, blocks: Blocks, base_url: str | None) -> None:
        self._starts, self._owners = blocks.starts, blocks.owners
        self._pieces, self._nodes, self._are_tails = blocks.pieces, blocks.nodes, blocks.are_tails
        self._elements = blocks.containers.elements
        self._base_url = base_url
        self._states: dict[etree._Element, _State] = {}

    def of(self, block: int) -> tuple[Run, ...]:
        """The runs of a block; neighbours differ in their marks or their link."""
        starts, nodes, pieces = self._starts, self._nodes, self._pieces
        start = starts[block]
        end = starts[block + 1] if block + 1 < len(starts) else len(pieces)
        owner = self._elements[self._owners[block]]
        are_tails = self._are_tails
        if end == start + 1 and nodes[start] is owner and not are_tails[start]:
            return (Run(pieces[start]),)
        runs: list[Run] = []
        text: list[str] = []
        state = _PLAIN
        for piece in range(start, end):
            node = nodes[piece]
            element = node.getparent() if are_tails[piece] else node
            found = _PLAIN if element is owner else self._state(element, owner)
            if found != state:
                if text:
                    runs.append(Run("".join(text), *state))
                    text = []
                state = found
            text.append(pieces[piece])
        runs.append(Run("".join(text), *state))
        return tuple(runs)

    def _state(self, element: etree._Element | None, owner: etree._Element) -> _State:
        states = self._states
        inside: list[etree._Element] = []
        state = _PLAIN
        while element is not None and element is not owner:
            known = states.get(element)
            if known is not None:
                state = known
                break
            inside.append(element)
            element = element.getparent()
        for element in reversed(inside):
            tag = element.tag
            if tag == "a":
                state = (state[0], self._address(element) or state[1])
            elif mark := _MARKS.get(tag):
                state = (state[0] | mark, state[1])
            states[element] = state
        return state

    def _address(self, element: etree._Element) -> str | None:
        href = element.get("href")
        if not href or len(href) > _MAX_HREF:
            return None
        return absolute(self._base_url, href)
