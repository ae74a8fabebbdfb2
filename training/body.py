"""Trains the two passes that choose the blocks of the main text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from newsscraper.pages.generic.features import features, matrix
from newsscraper.pages.generic.neighbourhood import neighbourhood
from newsscraper.pages.generic.reading import is_plausible, second_pass
from newsscraper.pages.generic.trees import Trees
from newsscraper.pages.generic.vocabulary import Vocabulary
from training.forest import Growth, grow
from training.samples import Sample
from training.vocabulary import learn_vocabulary

Array = NDArray[Any]
Entry = TypeVar("Entry")

_PARTS = 2
"""The first pass is trained on one part and judges the others, as it will judge unseen pages."""

_JUDGED_PARTS = 5
"""The pages of each part are judged, for the decision whether they are articles, by passes trained
on all others: nearly as good as those that judge unseen pages."""

_FIRST = Growth(trees=120)
_SECOND = Growth(trees=240, rate=0.08)
_ANYTHING = Growth(trees=150)
_JUDGING = Growth(trees=100, rate=0.13)
"""The second pass by which pages are judged for the decision whether they are articles."""

_VARIED = "wcxb"
"""The set whose articles are most like pages of other kinds."""

_DULL_LENGTH = 60
_DULL_LINKED = 0.8
_DULL_SHARE = 0.1


class Judged(NamedTuple):
    """A sample as both passes judge it, which have not seen its domain."""

    sample: Sample
    columns: dict[str, Array]
    """The features of its blocks, with those of the first pass."""
    first: Array
    """The probabilities of the first pass."""
    second: Array
    """Those of the second."""


@dataclass(frozen=True)
class BodyModel:
    """What choosing the blocks of an article needs."""

    vocabulary: Vocabulary
    first: Trees
    second: Trees


def train_body(
    samples: Sequence[Sample], others: Sequence[Sample]
) -> tuple[BodyModel, list[Judged]]:
    """Train on articles.

    Args:
        samples: Articles, with labels.
        others: Pages that are not articles.

    Returns:
        The model, and all pages as models judge them that have not seen their domains.

    """
    parts = [[s for s in samples if s.part(_PARTS) == number] for number in range(_PARTS)]
    described: list[list[dict[str, Array]]] = []
    for number, part in enumerate(parts):
        vocabulary = learn_vocabulary(_others(parts, number))
        described.append([features(s.blocks, s.context, vocabulary) for s in part])
    names = tuple(described[0][0])
    of_first: list[list[Array]] = []
    for number, columns in enumerate(described):
        trees = grow_blocks(_others(parts, number), _others(described, number), names, _FIRST)
        of_first.append([trees.probabilities(matrix(own, trees.names)) for own in columns])
    whole = [
        [
            {**columns, **neighbourhood(sample.blocks, first)}
            for sample, columns, first in zip(*entries, strict=True)
        ]
        for entries in zip(parts, described, of_first, strict=True)
    ]
    ordered = [sample for part in parts for sample in part]
    first = grow_blocks(ordered, [own for part in described for own in part], names, _FIRST)
    columns = [own for part in whole for own in part]
    second = grow_blocks(ordered, columns, tuple(columns[0]), _SECOND)
    judges = _judges(ordered, columns, names)
    judged = [_judged(judges[s.part(_JUDGED_PARTS)], s) for s in [*ordered, *others]]
    return BodyModel(learn_vocabulary(samples), first, second), judged


def _judges(
    samples: Sequence[Sample], columns: Sequence[dict[str, Array]], first_names: tuple[str, ...]
) -> list[BodyModel]:
    """For each part of the pages a model that was trained on the others."""
    judges = []
    for number in range(_JUDGED_PARTS):
        chosen = [sample.part(_JUDGED_PARTS) != number for sample in samples]
        known = list(compress(samples, chosen))
        described = list(compress(columns, chosen))
        first = grow_blocks(known, described, first_names, _FIRST)
        second = grow_blocks(known, described, tuple(columns[0]), _JUDGING)
        judges.append(BodyModel(learn_vocabulary(known), first, second))
    return judges


def _judged(body: BodyModel, sample: Sample) -> Judged:
    """A page that the model was not trained on."""
    columns = features(sample.blocks, sample.context, body.vocabulary)
    first = body.first.probabilities(matrix(columns, body.first.names))
    columns |= neighbourhood(sample.blocks, first)
    return Judged(sample, columns, first, second_pass(body.second, columns))


def train_anything(judged: Sequence[Judged]) -> Trees:
    """Train the second pass for pages that need not be articles.

    Args:
        judged: Pages of all kinds.

    """
    chosen = [
        entry for entry in judged if entry.sample.set == _VARIED or not entry.sample.is_article
    ]
    columns = [entry.columns for entry in chosen]
    return grow_blocks([entry.sample for entry in chosen], columns, tuple(columns[0]), _ANYTHING)


def _others(parts: list[list[Entry]], number: int) -> list[Entry]:
    return [entry for other, part in enumerate(parts) if other != number for entry in part]


def grow_blocks(
    samples: Sequence[Sample],
    columns: Sequence[dict[str, Array]],
    names: tuple[str, ...],
    growth: Growth,
) -> Trees:
    """Grow trees on the blocks. Of the many short lines and links, a sample is enough."""
    drawn = np.random.default_rng(growth.trees)
    matrices, labels, weights = [], [], []
    for sample, described in zip(samples, columns, strict=True):
        lengths = np.array([len(text) for text in sample.blocks.texts])
        dull = (sample.labels < 0.5) & (
            (lengths < _DULL_LENGTH) | (described["linked"] > _DULL_LINKED)
        )
        weight = np.where(dull, sample.weights / _DULL_SHARE, sample.weights)
        chosen = (weight > 0) & (~dull | (drawn.random(len(dull)) < _DULL_SHARE))
        if "first" in names:
            chosen &= is_plausible(described["first"])
        matrices.append(matrix(described, names).T[chosen])
        labels.append(sample.labels[chosen])
        weights.append(weight[chosen])
    return grow(
        np.concatenate(matrices), np.concatenate(labels), np.concatenate(weights), names, growth
    )
