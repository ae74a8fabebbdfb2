"""A table of data as Markdown (GFM 4.10)."""

from __future__ import annotations

from newsscraper.items.structure import Mark, StructuredBlock
from newsscraper.pages.markdown.line import line

_MIN_COLUMNS = 2


def table_lines(cells: list[StructuredBlock]) -> list[str] | None:
    """Return the lines of a table.

    The first row is its header if the page says so, or sets it in bold; otherwise the header is
    empty, since GFM has no table without one. A row ends at its last cell with text.

    Args:
        cells: The blocks of its cells, in page order.

    Returns:
        The lines; ``None`` if there is only one column left.

    """
    rows: dict[int, dict[int, list[StructuredBlock]]] = {}
    for block in cells:
        assert block.frame is not None
        row = rows.setdefault(block.frame.number, {})
        row.setdefault(block.frame.column, []).append(block)
    columns = sorted({column for row in rows.values() for column in row})
    if len(columns) < _MIN_COLUMNS:
        return None
    grid = list(rows.values())
    header: dict[int, list[StructuredBlock]] = {}
    if all(_is_header(block) for blocks in grid[0].values() for block in blocks):
        header = grid.pop(0)
    lines = [_row(header, columns, Mark.BOLD, width=len(columns))]
    lines.append(f"|{' --- |' * len(columns)}")
    return lines + [_row(row, columns) for row in grid]


def _is_header(block: StructuredBlock) -> bool:
    is_bold = all(run.marks & Mark.BOLD or run.text == " " for run in block.runs)
    return is_bold or (block.frame is not None and block.frame.is_header)


def _row(
    row: dict[int, list[StructuredBlock]], columns: list[int], without: int = 0, width: int = 0
) -> str:
    width = width or columns.index(max(row)) + 1
    texts = (
        " ".join([line(block.runs, without=without) for block in row.get(column, ())])
        for column in columns[:width]
    )
    return f"|{''.join(f' {_cell(text)} |' if text else ' |' for text in texts)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
