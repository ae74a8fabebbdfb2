"""What the soak prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

from benchmarks.soak.checks import Faults
from benchmarks.soak.commands import Life
from benchmarks.soak.side import Side

_MOST_IDS = 10


def print_progress(now: float, sides: Sequence[Side]) -> None:
    """A line: how many articles each store has so far."""
    texts = (f"{side.name}: {side.stored} articles, {_kills(side)} kills" for side in sides)
    print(f"{now:5.0f} s  {'; '.join(texts)}", flush=True)


def print_totals(sides: Sequence[Side], faults: Mapping[str, Faults]) -> None:
    """A table with a column per database."""
    rows = {
        "articles of the sites": [len(side.sites.truth) for side in sides],
        **{
            one.name: [len(getattr(faults[side.name], one.name)) for side in sides]
            for one in fields(Faults)
        },
        "parts of the export": [len(side.parts) for side in sides],
        "pages fetched again": [side.sites.refetched for side in sides],
        "kills": [_kills(side) for side in sides],
        "server stops": [side.stops for side in sides],
    }
    print(f"\n{'':24}" + "".join(f"{side.name:>12}" for side in sides))
    for name, numbers in rows.items():
        print(f"{name:24}" + "".join(f"{number:12}" for number in numbers))
    for side in sides:
        for command in side.commands:
            codes = ", ".join(f"{code}: {times}" for code, times in sorted(command.codes.items()))
            print(f"{side.name} {command.name}: ends by exit code {codes or '-'}")


def print_memory(sides: Sequence[Side], server: Life | None) -> None:
    """A table of the longest life of each command, and of its first and last process."""
    print(
        f"\n{'resident memory in MB':24}{'processes':>10}{'longest life':>13}{'its start':>10}"
        f"{'its end':>8}{'most of the first':>18}{'of the last':>12}"
    )
    for side in sides:
        for command in side.commands:
            _print_lives(f"{side.name} {command.name}", command.lives)
            _print_lives(f"{side.name} {command.name}'s crawl", command.nested)
    if server is not None:
        _print_lives("PostgreSQL server", [server])


def print_faults(sides: Sequence[Side], faults: Mapping[str, Faults]) -> bool:
    """What is wrong, if something is; returns whether it is."""
    wrong = False
    for side in sides:
        for problem in side.problems:
            print(f"{side.name}: {problem}")
            wrong = True
        for one in fields(Faults):
            found = getattr(faults[side.name], one.name)
            wrong = wrong or bool(found)
            more = f" and {len(found) - _MOST_IDS} more" if len(found) > _MOST_IDS else ""
            if found:
                print(f"{side.name}: {one.name}: {', '.join(found[:_MOST_IDS])}{more}")
    print("\nwrong: see above" if wrong else "\nnothing is lost, duplicated or missing")
    return wrong


def _kills(side: Side) -> int:
    return sum(command.killed for command in side.commands)


def _print_lives(name: str, lives: Sequence[Life]) -> None:
    if not lives:
        return
    longest = max(lives, key=lambda life: life.seconds)
    print(
        f"{name:24}{len(lives):10}{longest.seconds:11.0f} s{longest.first / 1e6:10.1f}"
        f"{longest.last / 1e6:8.1f}{lives[0].most / 1e6:18.1f}{lives[-1].most / 1e6:12.1f}"
    )
