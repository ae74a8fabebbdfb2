"""The frames of a page: the quotes, items and cells around its blocks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from newsscraper.items.structure import Frame, FrameKind, Kind
from newsscraper.pages.markdown.tables import Tables

if TYPE_CHECKING:
    from newsscraper.pages.generic.blocks import Blocks

MOST_NESTED = 8
"""Number of frames inside one another; deeper ones count as part of the last.

Each line of Markdown repeats a mark for each frame, so without a limit its length would not be
linear in that of the page.
"""

_MIN_LAYOUT = 8
_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_CODE = frozenset(["pre", "listing"])
_LISTS = frozenset(["ul", "ol", "menu", "dir"])
_MOST_DIGITS = 9  # CommonMark 5.2
_STRUCTURAL = frozenset([*_HEADINGS, *_CODE, "li", "blockquote", "td", "th"])


class Place(NamedTuple):
    """Where the blocks of a container are in the structure."""

    frame: Frame | None = None
    depth: int = 0
    """Number of frames."""
    kind: int = Kind.PARAGRAPH
    level: int = 0
    leaf: int = -1
    """Number of the container that is the heading or the code; -1 for paragraphs."""


_OUTSIDE = Place()


class Frames:
    """Finds the place of containers. Each container is looked at once.

    Args:
        blocks: The blocks of a page.
        kept: The numbers of those that are written, in page order.

    """

    def __init__(self, blocks: Blocks, kept: Sequence[int]) -> None:
        self._kept = kept
        self._containers = blocks.containers
        self._tables = Tables(blocks)
        self._places: dict[int, Place] = {}
        self._numbers: dict[int, Iterator[tuple[etree._Element, int]]] = {}

    def place(self, container: int) -> Place:
        """The place of a container."""
        places = self._places
        found = places.get(container)
        if found is not None:
            return found
        tags, parents = self._containers.tags, self._containers.parents
        found = places.get(parents[container])
        if found is not None and tags[container] not in _STRUCTURAL:
            places[container] = found
            return found
        inside = [container]
        while (found := places.get(parents[inside[-1]])) is None and inside[-1]:
            inside.append(parents[inside[-1]])
        place = found or _OUTSIDE
        for number in reversed(inside):
            tag = tags[number]
            if tag in _STRUCTURAL:
                place = self._inner(place, number, tag)
            places[number] = place
        return place

    def _inner(self, place: Place, number: int, tag: str) -> Place:
        """The place inside a container, given that around it."""
        level = _HEADINGS.get(tag)
        if level is not None:
            return place._replace(kind=Kind.HEADING, level=level, leaf=number)
        if tag in _CODE:
            return place._replace(kind=Kind.CODE, level=0, leaf=number)
        if place.depth >= MOST_NESTED:
            return place
        frame: Frame | None = None
        if tag in ("td", "th"):
            frame = self._tables.cell(number, place.frame)
        elif not self._is_layout(number):
            if tag == "li":
                frame = self._item(place.frame, number)
            else:
                frame = Frame(FrameKind.QUOTE, place.frame)
        return place if frame is None else Place(frame, place.depth + 1)

    def _is_layout(self, number: int) -> bool:
        """Whether an item or quote contains most of the article: it lays out the page."""
        kept, containers = self._kept, self._containers
        if len(kept) < _MIN_LAYOUT:
            return False
        first = bisect_left(kept, containers.firsts[number])
        blocks = bisect_left(kept, containers.ends[number], first) - first
        return blocks >= _MIN_LAYOUT and blocks * 2 > len(kept)

    def _item(self, parent: Frame | None, number: int) -> Frame:
        containers = self._containers
        group = containers.parents[number]
        element = containers.elements[number]
        ordered = containers.tags[group] == "ol" and (
            # Markdown has no numbers that go down.
            containers.elements[group].get("reversed") is None
        )
        return Frame(
            FrameKind.ITEM,
            parent,
            group,
            ordered=ordered,
            number=self._number(group, element) if ordered else 1,
        )

    def _number(self, group: int, item: etree._Element) -> int:
        """The number of an item of a list; those that are not kept count too.

        Items come in page order, so each is looked at once.
        """
        numbers = self._numbers.get(group)
        if numbers is None:
            numbers = self._numbers[group] = _numbers(self._containers.elements[group])
        for element, number in numbers:
            if element is item:
                return number
        return 1


def _numbers(ordered_list: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """The items of a numbered list with their numbers."""
    number = _integer(ordered_list.get("start"), 1)
    for element in ordered_list.iterchildren("li"):
        number = _integer(element.get("value"), number)
        yield element, min(number, 10**_MOST_DIGITS - 1)
        number += 1


def _integer(text: str | None, otherwise: int) -> int:
    if text is None or not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        return otherwise
    return int(text)
