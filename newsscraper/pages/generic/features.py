"""The features of a page's blocks: numbers that say what each block is like.

Every quantity is computed for all blocks at once. A column holds one feature of all blocks.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsscraper.pages.generic.blocks import Blocks
from newsscraper.pages.generic.context import Context
from newsscraper.pages.generic.text_features import TextFeatures
from newsscraper.pages.generic.tree_features import TreeFeatures
from newsscraper.pages.generic.vocabulary import Vocabulary

Array = NDArray[Any]

_NEIGHBOURS = (
    "length",
    "sentence marks",
    "linked",
    "tag",
    "capitals",
    "last character",
    "beginning",
    "word weights",
    "own names",
    "in item",
)
"""The features that a block also has of the blocks around it."""

_OF_HEADINGS = (
    "beginning",
    "word weights",
    "least word weight",
    "share of the title",
    "tag",
    "own names",
    "linked",
)
"""The features that a block also has of the last heading before it."""

_MAX_HEADING = 4.4
"""Logarithm of the length of the longest line that is a heading by its emphasis alone."""

_EMPHASISED = 0.9
_OFFSETS = (-2, -1, 1, 2)


def features(blocks: Blocks, context: Context, vocabulary: Vocabulary) -> dict[str, Array]:
    """The features of all blocks by name.

    Args:
        blocks: The blocks of a page, at least one.
        context: What the page's head says.
        vocabulary: The learned weights of words.

    """
    text = TextFeatures(blocks, context, vocabulary)
    tree = TreeFeatures(blocks, text, vocabulary)
    columns = {**text.columns, **tree.columns}
    own = matrix(columns, _NEIGHBOURS)
    for offset in _OFFSETS:
        names = [f"{name} at {offset:+d}" for name in _NEIGHBOURS]
        columns.update(zip(names, shifted(own, offset, -1), strict=True))
    # Whether the element of the next and previous block is the same, or has the same parent.
    places = np.array([tree.owners, tree.parents[tree.owners]])
    for offset in (-1, 1):
        same = shifted(places, offset, -1) == places
        columns[f"same element at {offset:+d}"], columns[f"same parent at {offset:+d}"] = same
    _add_headings(columns, tree)
    return columns


def _add_headings(columns: dict[str, Array], tree: TreeFeatures) -> None:
    """What the last heading before each block is like: "Comments" or "Read also" end an article."""
    is_heading = (columns["in h1"] + columns["in h2"] + columns["in h4"] > 0) | (
        (columns["length"] < _MAX_HEADING)
        & (columns["emphasised"] > _EMPHASISED)
        & (columns["sentence marks"] == 0)
    )
    number = np.arange(len(is_heading))
    last = np.maximum.accumulate(np.where(is_heading, number, -1))
    last = np.concatenate(([-1], last[:-1]))
    known = last >= 0
    for name in _OF_HEADINGS:
        columns[f"heading: {name}"] = np.where(known, columns[name][last], -1)
    columns["heading: distance"] = np.where(known, number - last, -1)
    same = tree.parents[tree.owners[last]] == tree.parents[tree.owners]
    columns["heading: same parent"] = known & same


def shifted(values: Array, offset: int, missing: float) -> Array:
    """The values of the blocks at a distance.

    Args:
        values: One value per block; or several rows of them.
        offset: The distance in blocks; negative for earlier ones.
        missing: The value outside the page.

    """
    found = np.full_like(values, missing, dtype=np.float32)
    if abs(offset) < values.shape[-1]:
        if offset > 0:
            found[..., :-offset] = values[..., offset:]
        else:
            found[..., -offset:] = values[..., :offset]
    return found


def matrix(columns: dict[str, Array], names: tuple[str, ...]) -> Array:
    """The named columns as one array of features by blocks, 32-bit floats."""
    found = np.empty((len(names), len(next(iter(columns.values())))), dtype=np.float32)
    for row, name in enumerate(names):
        found[row] = columns[name]
    return found
