"""Tables of counts for the terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

MOST_LABELS = 5
"""Maximum number of lines with an unknown wording that are kept per site."""

_NUMBER = re.compile(r"\d+")


def table(rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> list[str]:
    """Return the lines of a table.

    Args:
        rows: The cells of each row; the first row is the header.
        numbers: Indexes of the columns to align right.

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
    """Return ``ar:12 fr:3``, the most frequent first; ``-`` if there are no counts."""
    return (
        " ".join(
            f"{name}:{count}"
            for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        )
        or "-"
    )


def note_unknown_label(labels: dict[str, list[str]], site: str | None, line: str) -> None:
    """Keep a line with source and date in an unknown wording, up to five per site.

    Args:
        labels: The lines of each site.
        site: Key of the site.
        line: The line as printed; skipped if it differs from another only in its numbers.

    """
    known = labels.setdefault(site or "-", [])
    if len(known) < MOST_LABELS and _NUMBER.sub("0", line) not in {
        _NUMBER.sub("0", other) for other in known
    }:
        known.append(line)


def unknown_label_lines(labels: Mapping[str, Sequence[str]]) -> list[str]:
    """Return a message for the user about each line."""
    return [
        f"{site}: label with unknown wording: {line}"
        for site, lines in sorted(labels.items())
        for line in lines
    ]
