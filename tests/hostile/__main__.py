"""Prints what every reader takes with every kind of repetition."""

from __future__ import annotations

import argparse

from tests.hostile.table import CELLS, memory_row, missing_package, time_row


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("--only", help="part of the names of readers or repetitions", default="")
    parser.add_argument(
        "--memory",
        type=int,
        metavar="SIZE",
        help="print the peak memory with inputs of about so many characters, not the time",
    )
    given = parser.parse_args()
    print(
        f"{'':47}" + "   input    peak    most"
        if given.memory
        else f"{'':47}  characters, CPU of twice as many, of a million at that rate"
    )
    for name in CELLS:
        if given.only not in name:
            continue
        if package := missing_package(name):
            print(f"{name:47} not read: {package} is not installed")
            continue
        row, is_right = memory_row(name, given.memory) if given.memory else time_row(name)
        print(row + ("" if is_right else "  <- too much"), flush=True)


main()
