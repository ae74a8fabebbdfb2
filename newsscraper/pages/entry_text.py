"""The date and teaser in the lines of an entry of a listing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsscraper.labels import DATE, TEASER_END, WRITTEN_DATE, read_label
from newsscraper.text.cleaning import clean
from newsscraper.text.mojibake import mend

NUMERIC_DATE = re.compile(DATE)
"""A date as the platform prints it."""
WRITTEN = re.compile(WRITTEN_DATE, re.IGNORECASE)
"""A date with the name of its month."""
YEAR = re.compile(r"\d{4}")
"""A year. A quick test for dates: each contains one."""
MAX_DATE_LINE = 80
"""The length of a short line, in characters."""
MAX_LINES_AFTER = 4
"""The number of lines after a teaser that may hold its date."""
_ISO_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_DATE_SEPARATORS = " \t-\u2010\u2013\u2014|·•:,،/›»>"
"""Characters between a date and other text on its line."""


def clean_text(printed: str) -> str:
    """A printed text, repaired and cleaned."""
    return clean(mend(printed).text)


def date_and_teaser(
    lines: Sequence[str],
    names: Sequence[str],
    *,
    may_be_next_entry: bool = False,
    last: bool = False,
) -> tuple[str | None, str | None]:
    """The date and teaser in the lines of an entry.

    Args:
        lines: The cleaned lines.
        names: The texts of the links in them: the headline, the source. They may be on one line
            with the date.
        may_be_next_entry: Whether the last lines may belong to the next entry. Then a date is
            accepted only within a few lines after the teaser.
        last: Whether to return the last date instead of the first.

    """
    date = teaser = None
    left = len(lines)
    for line in lines:
        if may_be_next_entry and teaser is not None:
            left = min(left, MAX_LINES_AFTER) - 1
            if left < 0:
                break
        line = _without_names(line, names)
        if not line:
            continue
        printed, rest = _date_in(line)
        if printed and (date is None or last):
            date, line = printed, rest
        if teaser is None and line.endswith(")") and TEASER_END.search(line):
            teaser = line
    return date, teaser


def _without_names(line: str, names: Sequence[str]) -> str:
    """The line without the texts of links at its start and the separators after them."""
    for _ in range(MAX_LINES_AFTER):
        name = next((name for name in names if name and line.startswith(name)), None)
        if name is None:
            break
        line = line[len(name) :].lstrip(_DATE_SEPARATORS)
    return line


def _date_in(line: str) -> tuple[str | None, str]:
    """The date of the entry printed on a line, and the line without it.

    The date follows the label, begins or ends the line, or is on a short line. Other dates may be
    part of the text.
    """
    if YEAR.search(line) is None:
        return None, line
    label = read_label(line)
    if label is not None:
        return label.date, line.partition(label.date)[2].lstrip(_DATE_SEPARATORS)
    for pattern in (NUMERIC_DATE, _ISO_DATE, WRITTEN):
        if (match := pattern.search(line)) is None:
            continue
        *_, last = pattern.finditer(line, match.start())
        before = line[: last.start()].rstrip(_DATE_SEPARATORS)
        if TEASER_END.search(before[-MAX_DATE_LINE:]) and not line[last.end() :].strip(
            _DATE_SEPARATORS
        ):
            return last[0], before
        if match.start() == 0 or len(line) < MAX_DATE_LINE:
            return match[0], line[match.end() :].lstrip(_DATE_SEPARATORS)
    return None, line
