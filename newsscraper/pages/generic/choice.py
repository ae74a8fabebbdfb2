"""Which blocks are kept, according to their probabilities."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsscraper.pages.blocks import COMMENT_NAMES
from newsscraper.pages.generic.blocks import Blocks

Array = NDArray[Any]

_MAX_THRESHOLD = 0.5
_MIN_BETWEEN = 0.3
_MIN_IN_LIST = 0.05
_MAX_GAP = 3
_MIN_PARAGRAPH = 80
_MIN_ARTICLE = 1000
_IN_COMMENT_NAMES = ("comment", "respond", "disqus")
"""Each of the names of readers' comments contains one of these."""

_ITEMS = frozenset(["li", "dd", "dt"])


def chosen(blocks: Blocks, probabilities: Array) -> list[int]:
    """The numbers of the blocks that belong to the main text, in page order.

    Args:
        blocks: The blocks of a page, at least one.
        probabilities: For each block, that it belongs to the main text.

    """
    least = threshold(blocks, probabilities)
    kept: list[int] = np.flatnonzero(probabilities >= least).tolist()
    return _without_comments(blocks, _with_gaps(blocks, kept, probabilities))


def threshold(blocks: Blocks, probabilities: Array) -> float:
    """The probability from which on a block is kept: the one with the best expected F1.

    On a page with an uncertain text it is lower than on others (Z. C. Lipton et al., "Optimal
    Thresholding of Classifiers to Maximize F1 Measure", 2014).

    Args:
        blocks: The blocks of a page.
        probabilities: For each block, that it belongs to the main text.

    """
    lengths = blocks.lengths
    order = np.argsort(-probabilities, kind="stable")
    expected = probabilities * lengths
    scores = expected[order].cumsum() / (lengths[order].cumsum() + expected.sum())
    return min(float(probabilities[order][scores.argmax()]), _MAX_THRESHOLD)


def _with_gaps(blocks: Blocks, kept: list[int], probabilities: Array) -> list[int]:
    """Add a few lines between two kept blocks unless one of them is unlikely to belong there.

    A list between two paragraphs of the same element is text too, if it is not one of links.
    """
    found = kept[:1]
    for before, after in pairwise(kept):
        between = range(before + 1, after)
        if between:
            least = probabilities[before + 1 : after].min()
            if (len(between) <= _MAX_GAP and least >= _MIN_BETWEEN) or (
                least >= _MIN_IN_LIST and _is_list(blocks, before, after)
            ):
                found += between
        found.append(after)
    return found


def _is_list(blocks: Blocks, before: int, after: int) -> bool:
    """Whether all blocks between two paragraphs are items of a list beside them, without links."""
    containers, owners = blocks.containers, blocks.owners
    parents, tags = containers.parents, containers.tags
    around = parents[owners[before]]
    if parents[owners[after]] != around or any(
        len(blocks.texts[number]) < _MIN_PARAGRAPH for number in (before, after)
    ):
        return False
    return all(
        tags[owners[number]] in _ITEMS
        and parents[parents[owners[number]]] == around
        and blocks.linked[number] * 2 <= len(blocks.texts[number])
        for number in range(before + 1, after)
    )


def _without_comments(blocks: Blocks, kept: list[int]) -> list[int]:
    """Leave out the blocks in an element named as readers' comments.

    If most of the text is in it, it may be the article: unless there is enough for one outside.
    """
    containers = blocks.containers
    every = set(containers.names)
    joined = " ".join(every).lower()
    if not any(part in joined for part in _IN_COMMENT_NAMES):
        return kept
    named = {names for names in every if not COMMENT_NAMES.isdisjoint(names.lower().split())}
    within = blocks.text_within(kept)
    left_out: set[int] = set()
    until = 0
    for names, first, end, text in zip(
        containers.names, containers.firsts, containers.ends, within, strict=True
    ):
        if (
            names in named
            and end > until  # else it is inside one that is left out
            and text > 0
            and (text * 2 < within[0] or within[0] - text >= _MIN_ARTICLE)
        ):
            left_out.update(range(first, end))
            until = end
    return [number for number in kept if number not in left_out] if left_out else kept
