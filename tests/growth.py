"""Compares the CPU time of a task with that of a task twice as large."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import Any

MOST_GROWTH = 2.6
"""CPU of twice the size, as a multiple of that of the size."""

_TRIES = 6


def grows_linearly(run: Callable[[int], Any], number: int) -> bool:
    """Whether twice the size takes hardly more than twice the CPU time.

    On a busy machine a measurement may be far off, so it is repeated. What is quadratic grows
    fourfold every time.

    Args:
        run: Makes and runs the task of a size. What it returns is ignored.
        number: The size, which should take some hundredths of a second.

    """
    run(number)
    return any(_cpu(run, 2 * number) <= MOST_GROWTH * _cpu(run, number) for _ in range(_TRIES))


def _cpu(run: Callable[[int], Any], number: int) -> float:
    """CPU time in seconds, of the faster of two runs."""
    times = []
    for _ in range(2):
        begun = process_time()
        run(number)
        times.append(process_time() - begun)
    return min(times)
