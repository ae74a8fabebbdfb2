"""The blocks of text of a page and the elements that contain them, as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from lxml import etree
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass
class Containers:
    """The block elements of a page in page order, as columns. The first one is the root.

    An element's number is its position in each column.
    """

    elements: list[etree._Element] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Class, id, role and similar attributes, separated by spaces."""
    parents: list[int] = field(default_factory=list)
    """Number of the block element around each; 0 for the root itself."""
    hidden: list[bool] = field(default_factory=list)
    """Whether the element or one around it is not displayed."""
    firsts: list[int] = field(default_factory=list)
    """Number of the first block in the element."""
    ends: list[int] = field(default_factory=list)
    """Number after that of the last block in the element."""

    # The arrays are made when they are first asked for: after the walk.

    @cached_property
    def parent_numbers(self) -> Array:
        """The column `parents` as an array."""
        return np.array(self.parents, dtype=np.intp)

    @cached_property
    def first_blocks(self) -> Array:
        """The column `firsts` as an array."""
        return np.array(self.firsts, dtype=np.intp)

    @cached_property
    def end_blocks(self) -> Array:
        """The column `ends` as an array."""
        return np.array(self.ends, dtype=np.intp)

    @cached_property
    def groups(self) -> Array:
        """For each element a number that those with the same tag and names have too."""
        numbers: dict[tuple[str, str], int] = {}
        return np.array(
            [
                numbers.setdefault(key, len(numbers))
                for key in zip(self.tags, self.names, strict=True)
            ],
            dtype=np.intp,
        )


@dataclass
class Blocks:
    """The texts between the borders of block elements, in page order, as columns.

    The pieces are the text nodes. Those of block ``k`` have the numbers ``starts[k]`` to
    ``starts[k + 1]``.
    """

    containers: Containers = field(default_factory=Containers)
    texts: list[str] = field(default_factory=list)
    """Text on one line."""
    owners: list[int] = field(default_factory=list)
    """Number of the innermost block element."""
    linked: list[int] = field(default_factory=list)
    """Characters inside links."""
    links: list[int] = field(default_factory=list)
    """Number of links that begin in the block."""
    emphasised: list[int] = field(default_factory=list)
    """Characters inside bold or italic elements."""
    inline_names: list[str] = field(default_factory=list)
    """Class names of the inline elements that begin in the block."""
    breaks: list[int] = field(default_factory=list)
    """Number of ``br`` elements just before the block."""
    images: list[int] = field(default_factory=list)
    """Number of images since the previous block."""
    starts: list[int] = field(default_factory=list)
    """Number of the first piece."""
    pieces: list[str] = field(default_factory=list)
    """The text nodes as printed."""
    nodes: list[etree._Element] = field(default_factory=list)
    """For each piece the element whose text or tail it is."""
    are_tails: list[bool] = field(default_factory=list)
    """For each piece whether it is the tail of its element."""
    is_cut: bool = False
    """Whether the page has more blocks, which were not read."""

    def __len__(self) -> int:
        return len(self.texts)

    def raw(self, block: int) -> str:
        """The text of a block as printed, with the source's white space."""
        return "".join(self.pieces[self.starts[block] : self.end(block)])

    def end(self, block: int) -> int:
        """The number after that of the block's last piece."""
        return self.starts[block + 1] if block + 1 < len(self.starts) else len(self.pieces)

    @cached_property
    def owner_numbers(self) -> Array:
        """The column `owners` as an array."""
        return np.array(self.owners, dtype=np.intp)

    @cached_property
    def lengths(self) -> Array:
        """The number of characters of each block."""
        return np.array([len(text) for text in self.texts], dtype=np.float64)

    def text_within(self, chosen: Sequence[int]) -> Array:
        """For each block element the number of characters of chosen blocks in it.

        Args:
            chosen: The numbers of the blocks that count.

        """
        counted = np.zeros(len(self) + 1)
        numbers = np.array(chosen, dtype=np.intp)
        counted[numbers + 1] = self.lengths[numbers]
        sums = counted.cumsum()
        within: Array = sums[self.containers.end_blocks] - sums[self.containers.first_blocks]
        return within
