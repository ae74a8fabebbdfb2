"""What a reader takes: processor time as a ratio in this process, memory of a child process."""

from __future__ import annotations

import functools
import gc
import os
from collections.abc import Callable
from time import process_time
from typing import Any, NamedTuple

from tests.growth import MOST_GROWTH
from tests.memory import Peak

MIB = 1024 * 1024
ALWAYS = 64 * MIB
"""Bytes that a reader may take besides what its input is worth."""

_LARGEST = 1_000_000
_TRIES = 12
_FEW = 64

Read = Callable[[Any], object]


class Growth(NamedTuple):
    """The processor time of a reader."""

    size: int
    """Characters or bytes of the smaller input."""
    ratio: float
    """The time of twice the input, divided by that of the input."""
    seconds: float
    """CPU seconds of a million characters, at the rate of the smaller input."""


def growth(read: Read, make: Callable[[int], Any], first: int, least: float) -> Growth:
    """Measure a reader with inputs of two sizes.

    The size is doubled until one reading takes long enough. On a busy machine a measurement may be
    far off, so it is repeated while the ratio is larger than :data:`MOST_GROWTH`.

    Args:
        read: Reads an input.
        make: Makes an input of a size.
        first: The size to begin with.
        least: CPU seconds that are long enough.

    """
    read(make(1))  # what is done once is not part of the time
    size = first
    while (taken := _cpu(read, small := make(size))) < least and size < _LARGEST:
        size *= 2
    large = make(2 * size)
    times, twice = [taken], list[float]()
    for _ in range(_TRIES):
        twice.append(_cpu(read, large))
        times.append(_cpu(read, small))
        ratio = min(twice) / min(times)
        if ratio <= MOST_GROWTH:
            break
        if min(twice) < least:  # next to nothing for millions of characters: this is noise
            ratio = MOST_GROWTH
            break
    return Growth(size, ratio, min(times) * 1e6 / size)


def _cpu(read: Read, content: Any) -> float:
    for cache in _caches():
        cache.cache_clear()
    begun = process_time()
    read(content)
    return process_time() - begun


@functools.cache
def _caches() -> list[Any]:
    """What remembers many results: the smaller of two inputs may fit, the larger one not."""
    return [
        found
        for found in gc.get_objects()
        if isinstance(found, functools._lru_cache_wrapper)
        and found.__module__.startswith("newsscraper.")
        and (found.cache_parameters()["maxsize"] or 0) > _FEW
    ]


def memory(read: Read, make: Callable[[int], Any], size: int) -> tuple[int, int]:
    """The peak bytes that reading an input takes in a child process, and the unpacked bytes of it.

    This process must not have read anything large before: what it has freed is not counted.

    Args:
        read: Reads an input.
        make: Makes an input of a size.
        size: The size.

    """
    read(make(1))  # what is loaded once is not counted
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            content = make(size)
            packed = len(content.encode()) if isinstance(content, str) else len(content)
            peak = Peak()
            read(content)
            os.write(there, f"{peak.grown()} {max(packed, size)}".encode())
            code = 0 if peak.is_measured else 1
        finally:
            os._exit(code)
    os.close(there)
    with os.fdopen(here) as pipe:
        used, _, length = pipe.read().partition(" ")
    _, status = os.waitpid(child, 0)
    assert status == 0, "the reader failed, or its memory is not known"
    return int(used), int(length)
