"""Tables of counts for the user."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

MOST_LABELS = 5
"""So many lines of unknown wording are kept of a site."""

_NUMBER = re.compile(r"\d+")


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
    return (
        " ".join(
            f"{name}:{count}"
            for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        )
        or "-"
    )


def note_unknown_label(labels: dict[str, list[str]], site: str | None, line: str) -> None:
    """Adds a line with source and date that is worded in a way that is not known, up to five a
    site.

    Args:
        labels: The lines by site.
        site: Key of the site.
        line: The line as printed; one that differs from another in its numbers only is not added.

    """
    known = labels.setdefault(site or "-", [])
    if len(known) < MOST_LABELS and _NUMBER.sub("0", line) not in {
        _NUMBER.sub("0", other) for other in known
    }:
        known.append(line)


def unknown_label_lines(labels: Mapping[str, Sequence[str]]) -> list[str]:
    """What the user reads of these lines, a line each."""
    return [
        f"{site}: label in unknown words: {line}"
        for site, lines in sorted(labels.items())
        for line in lines
    ]
