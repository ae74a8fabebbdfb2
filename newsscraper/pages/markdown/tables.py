"""The tables of a page that hold data, and the row and column of their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsscraper.items.structure import Frame, FrameKind

if TYPE_CHECKING:
    from newsscraper.pages.generic.blocks import Blocks

_MAX_COLUMNS = 100
_MAX_ROWS_SPANNED = 10_000
_MAX_CELL = 300
"""Maximum length of a cell's text; a table with a longer one is a layout."""
_MIN_ROWS = 2
_MIN_COLUMNS = 2
_INSIDE = frozenset(["tr", "tbody", "thead", "tfoot"])
_NOT_IN_DATA = frozenset(
    """
        table h1 h2 h3 h4 h5 h6 ul ol menu dir blockquote pre listing article aside section nav form
        figure
    """.split()
)


class _Cell(NamedTuple):
    row: int
    column: int
    is_header: bool


class Tables:
    """Finds the tables that hold data; the others only lay out the page.

    A table holds data if at least two of its rows have text in two cells, all cells are short, and
    none contains a table, a heading, a list or the like. Each table is read once, up to the first
    table inside it.

    Args:
        blocks: The blocks of the page.

    """

    def __init__(self, blocks: Blocks) -> None:
        self._containers = blocks.containers
        self._texts = blocks.texts
        self._tables: dict[int, dict[int, _Cell]] = {}

    def cell(self, number: int, parent: Frame | None) -> Frame | None:
        """The frame of a cell; ``None`` if its table holds no data.

        Args:
            number: Number of the container that is the cell.
            parent: The frame around its table.

        """
        tags, parents = self._containers.tags, self._containers.parents
        table = parents[number]
        while tags[table] in _INSIDE:
            table = parents[table]
        if tags[table] != "table":
            return None
        cells = self._tables.get(table)
        if cells is None:
            cells = self._tables[table] = self._data(table)
        cell = cells.get(number)
        if cell is None:
            return None
        return Frame(
            FrameKind.CELL,
            parent,
            table,
            number=cell.row,
            column=cell.column,
            is_header=cell.is_header,
        )

    def _data(self, table: int) -> dict[int, _Cell]:
        """The cells of a table; empty if it is a layout."""
        containers = self._containers
        tags, parents = containers.tags, containers.parents
        if containers.elements[table].get("role") in ("presentation", "none"):
            return {}
        found: dict[int, _Cell] = {}
        taken: dict[int, int] = {}  # by column, the last row that a cell above reaches
        filled: dict[int, int] = {}  # by row, its cells with text
        row, column, row_number = -1, 0, -1
        for number in range(table + 1, len(tags)):
            if parents[number] < table:
                break
            tag = tags[number]
            if tag in _NOT_IN_DATA:
                return {}
            if tag == "tr":
                row, column, row_number = row + 1, 0, number
            elif tag in ("td", "th"):
                if parents[number] != row_number:
                    return {}
                while taken.get(column, -1) >= row:
                    column += 1
                length = self._length(number)
                if length > _MAX_CELL or column >= _MAX_COLUMNS:
                    return {}
                if length:
                    filled[row] = filled.get(row, 0) + 1
                in_head = tags[parents[row_number]] == "thead"
                found[number] = _Cell(row, column, in_head or tag == "th")
                column = self._reserve(number, row, column, taken)
        wide = sum(cells >= _MIN_COLUMNS for cells in filled.values())
        return found if wide >= _MIN_ROWS else {}

    def _reserve(self, number: int, row: int, column: int, taken: dict[int, int]) -> int:
        """Note the columns that a cell reaches into, and return the next column."""
        element = self._containers.elements[number]
        width = _span(element.get("colspan"), _MAX_COLUMNS)
        height = _span(element.get("rowspan"), _MAX_ROWS_SPANNED)
        if height > 1:
            for reached in range(column, column + width):
                taken[reached] = row + height - 1
        return column + width

    def _length(self, number: int) -> int:
        """The length of the text in a container, up to a little above the maximum of a cell."""
        length = 0
        for block in range(self._containers.firsts[number], self._containers.ends[number]):
            length += len(self._texts[block])
            if length > _MAX_CELL:
                break
        return length


def _span(text: str | None, most: int) -> int:
    if text is None:
        return 1
    text = text.strip()
    if not (text.isascii() and text.isdecimal() and len(text) < 6):
        return 1
    return min(int(text) or most, most)  # 0: to the end (HTML 4.9.11)
