"""Decision trees that ask the same question at each depth, for all blocks of a page at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_CHUNK = 1024
"""Columns per turn. It limits the memory that a page with very many blocks needs."""


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of oblivious decision trees, as CatBoost trains them.

    Each depth of a tree has one question: is a feature greater than a border? The answers are the
    bits of the leaf's number, the first depth being the lowest bit.
    """

    names: tuple[str, ...]
    """The features, in the order of the matrix's rows."""
    features: Array
    """Number of the feature asked for: depths by trees."""
    borders: Array
    """Border of the feature: depths by trees."""
    leaves: Array
    """Value of each leaf: trees by two to the power of the depths."""
    bias: float

    def probabilities(self, matrix: Array) -> Array:
        """The probability for each column.

        Args:
            matrix: 32-bit floats, features by columns.

        """
        columns = matrix.shape[1]
        if columns > _CHUNK:
            parts = [
                self.probabilities(matrix[:, start : start + _CHUNK])
                for start in range(0, columns, _CHUNK)
            ]
            return np.concatenate(parts)
        depths, trees = self.features.shape
        numbers = np.repeat(np.arange(trees, dtype=np.int32)[:, None] << depths, columns, axis=1)
        for depth in range(depths):
            answers = matrix[self.features[depth]] > self.borders[depth][:, None]
            numbers += answers.astype(np.int32) << depth
        sums = self.leaves.ravel().take(numbers).sum(axis=0) + self.bias
        found: Array = 1 / (1 + np.exp(-sums))
        return found
