"""The structure of an article's text: what is a heading, a list, a quote, a link."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple


class Mark:
    """How a part of a line is set off: flags.

    Plain integers, since operations on :class:`enum.IntFlag` take ten times as long.
    """

    PLAIN: Final = 0
    BOLD: Final = 1
    ITALIC: Final = 2
    CODE: Final = 4


class Run(NamedTuple):
    """A part of a line that is set in one way."""

    text: str
    """As printed or cleaned; white space at its ends separates it from its neighbours."""
    marks: int = Mark.PLAIN
    """Flags of :class:`Mark`."""
    href: str | None = None
    """Absolute URL of the link around it."""


class Kind:
    """What a block is by itself, whatever contains it."""

    PARAGRAPH: Final = 0
    HEADING: Final = 1
    CODE: Final = 2


class FrameKind(Enum):
    """What contains blocks."""

    QUOTE = "quote"
    ITEM = "item"
    CELL = "cell"


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A quote, an item of a list or a cell of a table. Two frames are never equal."""

    kind: FrameKind
    parent: Frame | None = None
    """The frame around it."""
    group: int = 0
    """Number of the list or table on the page."""
    ordered: bool = False
    """Whether the list is numbered."""
    number: int = 1
    """Number of an item in a numbered list; number of the row of a cell, from 0."""
    column: int = 0
    """Column of a cell, from 0."""
    is_header: bool = False
    """Whether a cell is one of the table's header."""


class StructuredBlock(NamedTuple):
    """A block of text with its place in the structure."""

    runs: tuple[Run, ...]
    kind: int = Kind.PARAGRAPH
    """One of :class:`Kind`."""
    level: int = 0
    """Level of a heading, from 2 to 6; 0 for other kinds."""
    frame: Frame | None = None
    """The innermost frame around it."""
    leaf: int = 0
    """Number of the paragraph, heading or code. Blocks of the same one are its lines."""

    @property
    def text(self) -> str:
        """The text of all runs."""
        runs = self.runs
        return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
