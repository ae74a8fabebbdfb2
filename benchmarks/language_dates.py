"""Compares languages and dates with the usual libraries: ``python -m benchmarks.language_dates``.

Compares ``newsscraper.language.detect`` with ``langdetect.detect``, and
``newsscraper.dates.parse_date`` with ``dateparser.parse``, all with their defaults and on the same
strings. Prints the CPU time of one process, the median over rounds. Each round has new strings, so
that caching whole strings gains nothing. Cold starts are measured in fresh processes, the minimum
of five. Accuracy is measured by ``make eval``.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from evaluation import fresh, tables

PRESS = ("ar", "fr", "en", "es")
_MONTHS = {
    "fr": (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ).split(),
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    "es": (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    ).split(),
    "en": (
        "January February March April May June July August September October November December"
    ).split(),
}


class Task(NamedTuple):
    """Two functions to time, ours and the library's, and the strings of each round."""

    name: str
    library: str
    ours: Callable[[str], object]
    theirs: Callable[[str], object]
    rounds: list[list[str]]


def _tasks(rounds: int, number: int) -> Iterator[Task]:
    import dateparser
    import langdetect

    from newsscraper.dates import parse_date
    from newsscraper.language import detect

    langdetect.DetectorFactory.seed = 0
    headlines = _mixed([text for language, text in tables.headlines() if language in PRESS])
    bodies = _mixed([text for language, text in tables.bodies() if language in PRESS])
    yield Task(
        "a headline",
        "langdetect.detect",
        detect,
        langdetect.detect,
        _dealt(headlines, rounds, number),
    )
    yield Task(
        "a body", "langdetect.detect", detect, langdetect.detect, _dealt(bodies, rounds, number)
    )
    labels = (
        f"Publié dans Yabiladi le {day:02} - {month:02} - {year}" for year, month, day in _days()
    )
    yield Task(
        "a label",
        "dateparser.parse",
        parse_date,
        dateparser.parse,
        _dealt(list(islice(labels, 2000)), rounds, number),
    )
    words = [
        f"{day} {names[month - 1]} {year}"
        for year, month, day in islice(_days(), 500)
        for names in _MONTHS.values()
    ]
    written = _dealt(_mixed(words), rounds, number)
    yield Task("a date in words", "dateparser.parse", parse_date, dateparser.parse, written)
    none = [f"{text[:60]} {number}" for number, text in enumerate(headlines)]
    yield Task(
        "no date", "dateparser.parse", parse_date, dateparser.parse, _dealt(none, rounds, number)
    )


def _days() -> Iterator[tuple[int, int, int]]:
    for number in range(10_000):
        yield 1995 + number * 7 % 31, 1 + number % 12, 1 + number % 28


def _mixed(texts: Sequence[str]) -> list[str]:
    """The texts in an order that mixes the languages, the same in each run."""
    step = next(step for step in (101, 103, 107, 109) if len(texts) % step)
    return [texts[number * step % len(texts)] for number in range(len(texts))]


def _dealt(texts: Sequence[str], rounds: int, number: int) -> list[list[str]]:
    """Divides the strings among the rounds and a first round that only warms up."""
    size = min(number, len(texts) // (rounds + 1))
    return [list(texts[turn * size : (turn + 1) * size]) for turn in range(rounds + 1)]


def _spent(function: Callable[[str], object], texts: Sequence[str]) -> float:
    began = time.process_time()
    for text in texts:
        function(text)
    return (time.process_time() - began) / len(texts) * 1e6


def main() -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds; the median counts")
    parser.add_argument("--strings", type=int, default=60, help="strings per round")
    options = parser.parse_args()

    print(f"{options.rounds} rounds, CPU time per string, medians")
    print(f"{'':18} {'us':>9} {'default library, us':>30} {'times faster':>14}   lowest - highest")
    for task in _tasks(options.rounds, options.strings):
        ours, theirs = [], []
        for turn, texts in enumerate(task.rounds):
            mine, other = _spent(task.ours, texts), _spent(task.theirs, texts)
            if turn:
                ours.append(mine)
                theirs.append(other)
        ratios = [other / mine for mine, other in zip(ours, theirs, strict=True)]
        print(
            f"{task.name:18} {statistics.median(ours):9.1f} {task.library:>18}"
            f" {statistics.median(theirs):11.1f} {statistics.median(ratios):14.0f}  "
            f" {min(ratios):.0f} - {max(ratios):.0f}"
        )

    print()
    print(f"{'cold: import and a first call':44} {'CPU ms':>8} {'MB':>6}")
    language, date = (
        "from newsscraper.language import detect; detect",
        "from newsscraper.dates import parse_date; parse_date",
    )
    for name, code in {
        "newsscraper.language, a French headline": language + "('Le port de Safi est fermé')",
        "newsscraper.language, an Arabic headline": language + "('تراجع أسعار القمح في المغرب')",
        "langdetect": "import langdetect; langdetect.detect('Le port de Safi est fermé')",
        "newsscraper.dates, a label": date + "('Publié dans X le 07 - 05 - 2024')",
        "newsscraper.dates, a date in words": date + "('mardi 7 mai 2024 à 14h30')",
        "newsscraper.dates, words of no table": date + "('3 maggio 2025')",
        "dateparser": "import dateparser; dateparser.parse('mardi 7 mai 2024 à 14h30')",
    }.items():
        found = fresh.cold(code)
        print(f"{name:44} {found.milliseconds:8.0f} {found.megabytes:6.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
