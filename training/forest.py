"""Grows decision trees with CatBoost and hands them on as arrays."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsscraper.pages.generic.trees import Trees

Array = NDArray[Any]

_SEED = 16
_THREADS = 2
"""Fixed, because the sums of floats depend on it."""


@dataclass(frozen=True)
class Growth:
    """How many trees are grown, and how."""

    trees: int
    depth: int = 6
    rate: float = 0.1
    borders: int = 48
    regularisation: float = 5.0


def grow(
    matrix: Array, labels: Array, weights: Array, names: tuple[str, ...], growth: Growth
) -> Trees:
    """Train trees that give the probability of a label.

    Args:
        matrix: Rows by features.
        labels: The wanted probability of each row.
        weights: How much each row counts.
        names: The names of the features. The trees have those that they ask for.
        growth: How the trees are grown.

    """
    from catboost import CatBoostClassifier, Pool

    model = CatBoostClassifier(
        iterations=growth.trees,
        depth=growth.depth,
        learning_rate=growth.rate,
        border_count=growth.borders,
        l2_leaf_reg=growth.regularisation,
        loss_function="CrossEntropy",
        random_seed=_SEED,
        thread_count=_THREADS,
        allow_writing_files=False,
        verbose=0,
    )
    model.fit(Pool(matrix, labels, weight=weights))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.json"
        model.save_model(str(file), format="json")
        return _trees(json.loads(file.read_text(encoding="utf-8")), names, growth.depth)


def _trees(data: dict[str, Any], names: tuple[str, ...], depth: int) -> Trees:
    trees = data["oblivious_trees"]
    features = np.zeros((depth, len(trees)), dtype=np.intp)
    borders = np.full((depth, len(trees)), np.inf, dtype=np.float32)
    leaves = np.zeros((len(trees), 1 << depth), dtype=np.float32)
    for number, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"] or ()):
            features[level, number] = split["float_feature_index"]
            borders[level, number] = split["border"]
        leaves[number, : len(tree["leaf_values"])] = tree["leaf_values"]
    asked = sorted(set(features.ravel().tolist()))
    features = np.searchsorted(asked, features)
    scale, bias = data["scale_and_bias"]
    bias = bias[0] if isinstance(bias, list) else bias
    return Trees(
        tuple(names[number] for number in asked),
        features,
        borders,
        leaves * np.float32(scale),
        float(bias),
    )
