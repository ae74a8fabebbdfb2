"""What training learned about single words: those of class names, and those of lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsscraper.pages.generic.names import name_keys, names_in
from newsscraper.pages.generic.words import Words

Array = NDArray[Any]

_MAX_REMEMBERED = 20_000
_NOTHING = (0.0, 0.0)


class _OfNames(dict[str, tuple[float, float]]):
    """The sum and the least weight of the words in each name. Sites have many in common."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    def __missing__(self, name: str) -> tuple[float, float]:
        if len(self) >= _MAX_REMEMBERED:
            self.clear()
        weights = [*filter(None, map(self._weights.get, name_keys(name)))]
        found = self[name] = (sum(weights), min(0.0, *weights)) if weights else _NOTHING
        return found


@dataclass(frozen=True)
class Vocabulary:
    """Weights of words: above zero if blocks with the word mostly belong to the article."""

    names: Mapping[str, float] = field(default_factory=dict)
    """Words of class names, ids and roles."""
    words: Mapping[int, float] = field(default_factory=dict)
    """Words of lines, and their first two words together, by their keys: see
    :class:`newsscraper.pages.generic.words.Words`."""
    pages: Mapping[str, float] = field(default_factory=dict)
    """Words of the class names of ``html`` and ``body``: above zero if such pages are articles."""

    @cached_property
    def _of_names(self) -> _OfNames:
        return _OfNames(self.names)

    @cached_property
    def _of_words(self) -> tuple[Array, Array]:
        """The keys in order, and their weights. The last key is larger than any other."""
        keys = sorted(self.words)
        weights = [self.words[key] for key in keys]
        return np.array([*keys, 1 << 32], np.uint64), np.array([*weights, 0.0], np.float32)

    def of_names(self, names: str) -> tuple[float, float]:
        """The sum and the least weight of the words in class names.

        Args:
            names: Names separated by spaces, as in a ``class`` attribute.

        """
        if not names:
            return _NOTHING
        total = least = 0.0
        for one, lowest in map(self._of_names.__getitem__, names_in(names)):
            total += one
            if lowest < least:
                least = lowest
        return total, least

    def of_lines(self, words: Words) -> tuple[Array, Array, Array]:
        """The mean and the least weight of each line's words, and the weight of its beginning.

        Args:
            words: The words of the lines.

        """
        number = len(words.counts)
        weights = self._weights(words.keys())
        known = weights != 0
        counts = np.bincount(words.lines[known], minlength=number)
        mean = np.bincount(words.lines, weights=weights, minlength=number) / (counts + 1)
        least = np.zeros(number, dtype=np.float32)
        if some := np.flatnonzero(words.counts).tolist():
            lowest = np.minimum.reduceat(np.where(known, weights, np.inf), words.firsts[some])
            least[some] = np.where(np.isfinite(lowest), lowest, 0)
        return mean, least, self._weights(words.beginnings())

    def _weights(self, keys: Array) -> Array:
        """The weights of words by their keys; 0 if unknown."""
        known, weights = self._of_words
        places = np.searchsorted(known, keys)
        return np.where(known[places] == keys, weights[places], 0)
