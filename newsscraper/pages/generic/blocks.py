"""The blocks of text of a page and the elements that contain them, as columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree


@dataclass(slots=True)
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


@dataclass(slots=True)
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

    def __len__(self) -> int:
        return len(self.texts)

    def raw(self, block: int) -> str:
        """The text of a block as printed, with the source's white space."""
        return "".join(self.pieces[self.starts[block] : self.end(block)])

    def end(self, block: int) -> int:
        """The number after that of the block's last piece."""
        return self.starts[block + 1] if block + 1 < len(self.starts) else len(self.pieces)
