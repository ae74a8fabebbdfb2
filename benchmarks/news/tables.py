"""Rows as lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.news.report import Row

_HEADERS = {
    "f1": "F1",
    "f1_read": "F1 if text",
    "precision": "prec",
    "recall": "rec",
    "spread": "+-",
    "pages_per_second": "pages/s",
    "ratio": "x base",
    "documentation": "docs",
    "fundus-eval": "fundus-ev",
    "scrapinghub": "scraping",
}
_ONE_DECIMAL = frozenset(["pages_per_second"])
_TWO_DECIMALS = frozenset(["ratio"])
_SIGNED = frozenset(["lead"])


def table(rows: Sequence[Row]) -> list[str]:
    """A header and a line per row; the columns are those of all rows, in order of appearance."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    cells = [[_HEADERS.get(column, column) for column in columns]]
    cells += [[_cell(column, row.get(column)) for column in columns] for row in rows]
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    texts = {column for column in columns if any(isinstance(row.get(column), str) for row in rows)}
    return [
        "  ".join(
            cell.ljust(width) if column in texts else cell.rjust(width)
            for column, cell, width in zip(columns, line, widths, strict=True)
        ).rstrip()
        for line in cells
    ]


def _cell(column: str, value: Any) -> str:
    if value is None:
        return "-"
    if not isinstance(value, float):
        return str(value)
    if column in _ONE_DECIMAL:
        return f"{value:.1f}"
    if column in _TWO_DECIMALS:
        return f"{value:.2f}"
    return f"{value:+.3f}" if column in _SIGNED else f"{value:.3f}"


def section(title: str, rows: Sequence[Row], notes: Sequence[str] = ()) -> list[str]:
    """A titled table with notes below, or a line that says that there is nothing to show."""
    lines = table(rows) if rows else ["nothing to show"]
    return ["", title, *lines, *(f"  {note}" for note in notes)]
