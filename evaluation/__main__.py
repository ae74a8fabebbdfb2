"""``python -m evaluation``: prints every bar with its figure; exits with 1 if one is missed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation import dates, languages, text
from evaluation.bars import Bar, failed, show

_TOPICS = ("dates", "languages", "text")


def measured(topics: Sequence[str], folder: Path | None, *, speed: bool) -> Iterator[Bar]:
    """Yields the bars of the given topics, each as soon as it is measured."""
    if "dates" in topics:
        yield from dates.own()
        yield from dates.foreign(folder)
        if speed:
            yield from dates.speed()
    if "languages" in topics:
        yield from languages.own()
        if speed:
            yield from languages.speed()
    if "text" in topics:
        yield from text.own()
        if speed:
            yield from text.speed()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; returns 1 if a bar was missed, otherwise 0."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation", description="Every bar of the evaluation, with its figure."
    )
    parser.add_argument("topics", nargs="*", help=f"of {', '.join(_TOPICS)}; all by default")
    parser.add_argument(
        "--eval",
        type=Path,
        metavar="FOLDER",
        help="folder with tables from outside this project: dates_dev.tsv",
    )
    parser.add_argument("--no-speed", action="store_true", help="measure accuracy only")
    options = parser.parse_args(arguments)
    if unknown := set(options.topics) - set(_TOPICS):
        parser.error(f"no such topic: {', '.join(sorted(unknown))}")
    bars = []
    for bar in measured(options.topics or _TOPICS, options.eval, speed=not options.no_speed):
        print(show([bar]), flush=True)
        bars.append(bar)
    missed = failed(bars)
    left = sum(bar.passed is None for bar in bars)
    print(f"{len(bars)} bars, {len(missed)} missed, {left} skipped")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
