"""Tables of counts for the user."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def table(rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> list[str]:
    """Lines of a table whose first row is its header.

    Args:
        rows: Cells, as many in each row.
        numbers: Columns that are aligned right, from 0.

    """
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.rjust(width) if column in numbers else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def counts_text(counts: Mapping[str, int]) -> str:
    """``ar:12 fr:3``, the most frequent first; ``-`` where there are none."""
    return " ".join(f"{name}:{count}" for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))) or "-"
