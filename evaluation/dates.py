"""The bars for dates: accuracy and speed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from evaluation import fresh, tables
from evaluation.bars import Bar, at_least, at_most, share, skipped
from evaluation.tables import PrintedDate
from newsscraper.dates import parse_date

REFERENCE = datetime(2026, 1, 30, 12, tzinfo=UTC)
"""When the pages of all tables were fetched."""
_LABELS: list[list[Any]] = [
    ["Publié dans Yabiladi le 07 - 05 - 2024", "fr"],
    ["نشر في الراكوبة يوم 31 - 01 - 2026", "ar"],
    ["Published in Daily News Egypt on 07 - 05 - 2024", "en"],
    ["نشر في \u202bالمساء\u202c يوم ٠٧\u00a0–\u00a0٠٥\u00a0–\u00a0٢٠٢٤", "ar"],
    ["07 - 05 - 2024", "fr"],
    ["۱۲ - ۱۱ - ۲۰۱۲", "ar"],
]
_HOSTILE = (
    "1",
    " ",
    "07 - 05 - ",
    "7 mai 2024 ",
    "٧ مايو ",
    "1/",
    "2024-05-07T",
    "(",
    "il y a ",
    "منذ ",
    "Publié dans ",
    "\u00a0",
    "\u200f",
    "mardi ",
    "ـ",
    "٠",
    "-",
    ":",
    "a",
    "é",
    "1er ",
    "à 14h30 ",
    "\ud7ff",
    "الموافق ",
)
_SIZE = 100_000
_DAY = re.compile(r"(?<!\d)0?([1-8])(?!\d)")
_SETUP = """
from datetime import UTC, datetime
from newsscraper.dates import parse_date
reference = datetime(2026, 1, 30, 12, tzinfo=UTC)
def call(text, language): parse_date(text, language=language, reference=reference)
"""


def accuracy(rows: Sequence[PrintedDate], name: str, least: float) -> list[Bar]:
    """Checks that no row is read wrongly and that enough rows are read.

    Args:
        rows: The table.
        name: Its name in the report.
        least: The percentage of rows that must be right.

    """
    wrong: list[str] = []
    missed: list[str] = []
    for row in rows:
        found = parse_date(
            row.text, language=row.language, country=row.country, reference=REFERENCE
        ).date
        told = found.isoformat() if found else ""
        if told != row.expected:
            (wrong if told else missed).append(
                f"{row.text!r} [{row.language}]: {told or 'none'}, not {row.expected or 'none'}"
            )
    right = len(rows) - len(wrong) - len(missed)
    return [
        at_most(f"dates, {name}: wrong of {len(rows)}", len(wrong), 0, examples=wrong),
        at_least(f"dates, {name}: right", share(right, len(rows)), least, "%", [*wrong, *missed]),
    ]


def own() -> list[Bar]:
    """The bars measured on this project's own table."""
    return accuracy(tables.own_dates(), "own table", 98)


def foreign(folder: Path | None) -> list[Bar]:
    """The bars measured on a table from outside this project."""
    if folder is None or not (folder / tables.FOREIGN_DATES).exists():
        where = "name its folder: make eval EVAL=..." if folder is None else f"{folder} has none"
        return [skipped(f"dates, {tables.FOREIGN_DATES}: right", ">= 100 %", where)]
    return accuracy(tables.foreign_dates(folder), tables.FOREIGN_DATES, 100)


def speed() -> list[Bar]:
    """The time to read a date, with warm and cold caches."""
    rows = tables.own_dates()
    warm: list[list[Any]] = [
        *_LABELS,
        ["7 mai 2024", "fr"],
        ["7 ماي 2024", "ar"],
        ["no date at all", "en"],
        ["7 Lulius 2024", None],
    ]
    labels = fresh.first_calls(_SETUP, _LABELS * 20, warm)
    calls = [[row.text, row.language] for row in rows]
    # Warm with the same forms and other days, so that no answer is remembered and every parser has
    # been used.
    times = fresh.first_calls(
        _SETUP, calls, [*warm, *([_another_day(row.text), row.language] for row in rows)]
    )
    read = [(time, row.text) for time, row in zip(times, rows, strict=True) if row.expected]
    hostile = [[(piece * (_SIZE // len(piece) + 1))[:_SIZE], "fr"] for piece in _HOSTILE]
    short = [
        [(piece * 200)[:size], language]
        for piece in _HOSTILE
        for size in (20, 60, 120, 400)
        for language in ("fr", "ar")
    ]
    both = [*calls, *short]
    slow = sorted(
        zip([*times, *fresh.first_calls(_SETUP, short, warm)], map(repr, both), strict=True),
        reverse=True,
    )
    long = sorted(
        zip(fresh.first_calls(_SETUP, hostile, warm), _HOSTILE, strict=True), reverse=True
    )
    by_time = sorted(read, reverse=True)
    label = fresh.cold(
        "from newsscraper.dates import parse_date\nparse_date('Publié dans Yabiladi le 07 - 05 -"
        " 2024')"
    )
    other = fresh.cold(
        "from newsscraper.dates import parse_date\nparse_date('mardi 7 mai 2024 à 14h30',"
        " language='fr')"
    )
    foreign_form = fresh.cold(
        "from newsscraper.dates import parse_date\nparse_date('3 maggio 2025')"
    )
    return [
        at_most("dates: a platform label", median(labels), 20, "us"),
        at_most(
            "dates: any other form, the slowest that is read",
            by_time[0][0] / 1000,
            1,
            "ms",
            by_time,
        ),
        at_most("dates: the slowest of all inputs", slow[0][0] / 1000, 20, "ms", slow),
        at_most("dates: a hostile string of 100 KB", long[0][0] / 1000, 20, "ms", long),
        at_most("dates: a label, cold", label.milliseconds, 50, "ms"),
        at_most("dates: dateparser imported for a label", float("dateparser" in label.modules), 0),
        at_most("dates: another form, cold", other.milliseconds, 300, "ms"),
        at_most("dates: a form of no table, cold", foreign_form.milliseconds, 300, "ms"),
    ]


def _another_day(text: str) -> str:
    return _DAY.sub(lambda match: str(int(match[1]) + 1), text, count=1)
