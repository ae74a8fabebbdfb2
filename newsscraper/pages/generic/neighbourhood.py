"""The features of the second pass: what the first pass says of the blocks around each block."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsscraper.pages.generic.blocks import Blocks
from newsscraper.pages.generic.features import shifted

Array = NDArray[Any]

_LEVELS = 4
_OFFSETS = (-3, -2, -1, 1, 2, 3)
_WINDOWS = (5, 15)
_CERTAIN = 0.6
_LONG = 80
_NOWHERE = -999


def neighbourhood(blocks: Blocks, first: Array) -> dict[str, Array]:
    """The features by name.

    Args:
        blocks: The blocks of a page, at least one.
        first: The probability of each block according to the first pass.

    """
    containers = blocks.containers
    number = len(blocks)
    lengths = blocks.lengths
    weights = np.sqrt(lengths)
    sums = np.concatenate(([0], (first * weights).cumsum()))
    totals = np.concatenate(([0], weights.cumsum()))
    parents, owners = containers.parent_numbers, blocks.owner_numbers

    def mean(begin: Array, end: Array) -> Array:
        found: Array = (sums[end] - sums[begin]) / (totals[end] - totals[begin])
        return found

    columns: dict[str, Array] = {"first": first}
    level = owners
    for place in range(_LEVELS):
        columns[f"first: level {place}"] = mean(
            containers.first_blocks[level], containers.end_blocks[level]
        )
        level = parents[level]
    for offset in _OFFSETS:
        columns[f"first at {offset:+d}"] = shifted(first, offset, -1)
    for name, owner in (("group", owners), ("parent's group", parents[owners])):
        group = containers.groups[owner]
        found = np.bincount(group, weights=first * weights)[group]
        columns[f"first: {name}"] = found / np.bincount(group, weights=weights)[group]
    expected = np.concatenate(([0], (first * lengths).cumsum()))
    total = expected[-1] + 1e-9
    columns["first: text before"] = expected[:-1] / total
    columns["first: text after"] = (total - expected[1:]) / total
    columns["first: text"] = np.full(number, np.log1p(total))
    columns["first: share of the page"] = np.full(number, total / lengths.sum())
    places = np.arange(number)
    for window in _WINDOWS:
        columns[f"first: {window} around"] = mean(
            np.maximum(places - window, 0), np.minimum(places + window + 1, number)
        )
    certain = np.flatnonzero((first > _CERTAIN) & (lengths > _LONG))
    for name, end in (("start", 0), ("end", -1)):
        columns[f"after {name} of certain text"] = (
            places - certain[end] if len(certain) else np.full(number, _NOWHERE)
        )
    return columns
