"""The table of readers and repetitions: its rows, and what a row may say."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from tests.growth import MOST_GROWTH
from tests.hostile.archives import FILES
from tests.hostile.findings import FINDINGS, Finding
from tests.hostile.measuring import ALWAYS, MIB, growth, memory
from tests.hostile.readers import READERS, Reader
from tests.hostile.repetition import SHAPES, Shape

FIRST = 16_000
"""Characters of the first input of a row."""

_WITH_BROTLI = ("Brotli", "gzip in Brotli", "a Brotli body of zeros", "a body with two codings")

LEAST = 0.01
"""CPU seconds that a row's smaller input takes at least, if it may be large enough."""


def cells() -> Iterator[tuple[str, Finding]]:
    """Every reader with every kind of repetition, and what was once too much, by name."""
    for name, reader in (READERS | FILES).items():
        for kind, shape in SHAPES.items():
            yield f"{name}: {kind}", _cell(reader, shape)
    yield from FINDINGS.items()


def _cell(reader: Reader, shape: Shape) -> Finding:
    return Finding(reader.read, lambda size: reader.fill(shape(size)), reader.worth)


CELLS = dict(cells())


def missing_package(name: str) -> str | None:
    """The package that a cell needs and that is not installed; ``None`` if nothing is missing."""
    needs_brotli = name.partition(":")[0] in _WITH_BROTLI
    return "brotli" if needs_brotli and find_spec("brotli") is None else None


def time_row(name: str) -> tuple[str, bool]:
    """The row of a cell, and whether its time is linear in the size of the input."""
    cell = CELLS[name]
    found = growth(cell.read, cell.make, FIRST, LEAST)
    row = f"{name:47} {found.size:9,} x{found.ratio:5.2f} {found.seconds:7.2f} s"
    return row, found.ratio <= MOST_GROWTH


def memory_row(name: str, size: int) -> tuple[str, bool]:
    """The row of a cell with its peak memory, and whether that is within the budget."""
    cell = CELLS[name]
    used, length = memory(cell.read, cell.make, size)
    most = ALWAYS + cell.worth * length
    row = f"{name:47} {length / MIB:7.1f} {used / MIB:7.0f} {most / MIB:7.0f} MiB"
    return row, used <= most
