"""Trains the two passes that choose the blocks of the main text."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from newsscraper.pages.generic.features import features, matrix
from newsscraper.pages.generic.neighbourhood import neighbourhood
from newsscraper.pages.generic.reading import is_plausible
from newsscraper.pages.generic.trees import Trees
from newsscraper.pages.generic.vocabulary import Vocabulary
from training.forest import Growth, grow
from training.samples import Sample
from training.vocabulary import learn_vocabulary

Array = NDArray[Any]
Entry = TypeVar("Entry")

_PARTS = 2
"""The first pass is trained on one part and judges the others, as it will judge unseen pages."""

_FIRST = Growth(trees=80)
_SECOND = Growth(trees=240, rate=0.08)
_ANYTHING = Growth(trees=150)
_VARIED = "wcxb"
"""The set whose articles are most like pages of other kinds."""

_DULL_LENGTH = 60
_DULL_LINKED = 0.8
_DULL_SHARE = 0.1


@dataclass(frozen=True)
class BodyModel:
    """What choosing blocks needs, and what it said of the training pages as unseen ones."""

    vocabulary: Vocabulary
    first: Trees
    second: Trees
    judged: list[tuple[Sample, dict[str, Array], Array]]
    """The samples with their features and the first pass's probabilities."""


def train_body(samples: Sequence[Sample]) -> BodyModel:
    """Train on the pages.

    Args:
        samples: Pages with labels.

    """
    parts = [[s for s in samples if _part(s) == number] for number in range(_PARTS)]
    described: list[list[dict[str, Array]]] = []
    for number, part in enumerate(parts):
        vocabulary = learn_vocabulary(_others(parts, number))
        described.append([features(s.blocks, s.context, vocabulary) for s in part])
    names = tuple(described[0][0])
    judged: list[tuple[Sample, dict[str, Array], Array]] = []
    for number, part in enumerate(parts):
        trees = grow_blocks(_others(parts, number), _others(described, number), names, _FIRST)
        for sample, columns in zip(part, described[number], strict=True):
            judged.append((sample, columns, trees.probabilities(matrix(columns, trees.names))))
    ordered = [sample for sample, _, _ in judged]
    first = grow_blocks(ordered, [columns for _, columns, _ in judged], names, _FIRST)
    second_columns = [
        {**columns, **neighbourhood(sample.blocks, first_pass)}
        for sample, columns, first_pass in judged
    ]
    second = grow_blocks(ordered, second_columns, tuple(second_columns[0]), _SECOND)
    return BodyModel(learn_vocabulary(samples), first, second, judged)


def train_anything(body: BodyModel, others: Sequence[Sample]) -> tuple[Trees, list[Array]]:
    """Train the second pass for pages that need not be articles.

    Args:
        body: What was trained on articles.
        others: Pages that are not articles, with labels.

    Returns:
        The trees, and the first pass's probabilities of the pages.

    """
    described = [features(s.blocks, s.context, body.vocabulary) for s in others]
    first = [body.first.probabilities(matrix(columns, body.first.names)) for columns in described]
    chosen = [entry for entry in body.judged if entry[0].set == _VARIED]
    every = [*chosen, *zip(others, described, first, strict=True)]
    columns = [{**own, **neighbourhood(s.blocks, found)} for s, own, found in every]
    trees = grow_blocks([s for s, _, _ in every], columns, tuple(columns[0]), _ANYTHING)
    return trees, first


def _part(sample: Sample) -> int:
    return zlib.crc32(sample.domain.encode()) % _PARTS


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
        if "first" in described:
            chosen &= is_plausible(described["first"])
        matrices.append(matrix(described, names).T[chosen])
        labels.append(sample.labels[chosen])
        weights.append(weight[chosen])
    return grow(
        np.concatenate(matrices), np.concatenate(labels), np.concatenate(weights), names, growth
    )
