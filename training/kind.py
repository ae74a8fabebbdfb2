"""Trains the decision whether a page is an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsscraper.pages.generic.model import KINDS
from newsscraper.pages.generic.page_features import page_features
from newsscraper.pages.generic.trees import Trees
from newsscraper.pages.generic.vocabulary import Vocabulary
from training.body import Judged
from training.forest import Growth, grow
from training.press import PRESS
from training.samples import Sample
from training.vocabulary import learn_page_words

Array = NDArray[Any]

_PARTS = 5
_REPETITIONS = 3
"""The scores of unseen pages are means of so many divisions into parts: they are less random."""

_GROWTH = Growth(trees=200, depth=4, rate=0.06)
_OF_KIND = Growth(trees=60, depth=4, rate=0.1)
_RARE_WEIGHT = 3.0
"""The weight of pages of kinds and languages of which there are few."""

_ROWS = 2
"""Each page is learned by what the first pass says of it, as it will be judged, and by what the
second says. So the decision depends less on how certain the first pass is."""

_NEWS = frozenset(["scrapinghub", "fundus-eval", "fundus", PRESS])
_MISSED = 0.01
"""The share of the articles of news sites that may be called something else."""

_CLEAR = frozenset(["collection", "forum", "listing", "product"])
_REJECTED = 0.855
"""The share of pages of these kinds that must not be called articles. No more are rejected, since
each one costs articles."""


def _weight(sample: Sample) -> float:
    return _RARE_WEIGHT if sample.kind in _CLEAR or sample.set == PRESS else 1.0


def _quantile(scores: Array, share: float) -> float:
    return float(np.quantile(scores, share)) if len(scores) else 0.5


def train_kind(
    judged: Sequence[Judged], vocabulary: Vocabulary
) -> tuple[Trees, float, dict[str, Trees]]:
    """Train on pages of all kinds.

    Only pages as they are count: of variants without names, or in letters of another script, more
    articles look like something else.

    Args:
        judged: The pages, as models judge them that were not trained on them.
        vocabulary: The learned weights of words.

    Returns:
        The trees, the probability from which on a page is an article, and trees for each other
        kind.

    """
    judged = [entry for entry in judged if not entry.sample.is_variant]
    parts = [sample.part(_PARTS) for sample, *_ in judged]
    # A page's own words are weighed as those of an unseen page will be.
    unseen = [
        Vocabulary(
            vocabulary.names,
            vocabulary.words,
            learn_page_words(
                [s for (s, *_), own in zip(judged, parts, strict=True) if own != part]
            ),
        )
        for part in range(_PARTS)
    ]
    rows = [
        page_features(sample.blocks, probabilities, sample.context, unseen[part], sample.url)
        for (sample, _, first, second), part in zip(judged, parts, strict=True)
        for probabilities in (first, second)
    ]
    names = tuple(rows[0])
    matrix = np.array([[row[name] for name in names] for row in rows], dtype=np.float32)
    samples = [sample for sample, *_ in judged for _ in range(_ROWS)]
    labels = np.array([sample.is_article for sample in samples], dtype=np.float64)
    weights = np.array([_weight(sample) for sample in samples]) / _ROWS
    scores = np.zeros(len(judged))
    for repetition in range(_REPETITIONS):
        salt = str(repetition or "")
        own = np.array([sample.part(_PARTS, salt) for sample in samples])
        for part in range(_PARTS):
            others = own != part
            trees = grow(matrix[others], labels[others], weights[others], names, _GROWTH)
            asked = [names.index(name) for name in trees.names]
            unseen_rows = matrix[::_ROWS][~others[::_ROWS]].T[asked]
            scores[~others[::_ROWS]] += trees.probabilities(unseen_rows) / _REPETITIONS
    news = np.array([sample.set in _NEWS for sample, *_ in judged])
    clear = np.array([sample.kind in _CLEAR for sample, *_ in judged])
    threshold = min(_quantile(scores[news], _MISSED), _quantile(scores[clear], _REJECTED))
    kinds = {
        kind: grow(
            matrix,
            np.array([sample.kind == kind for sample in samples], dtype=np.float64),
            weights,
            names,
            _OF_KIND,
        )
        for kind in KINDS
    }
    return grow(matrix, labels, weights, names, _GROWTH), threshold, kinds
