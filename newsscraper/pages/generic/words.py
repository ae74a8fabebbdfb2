"""The words at the beginning of a page's lines as numbers, all lines at once.

A word is a run of letters, digits and signs other than punctuation, in lower case: also a hyphen or
the bar between two links. Its number is a hash, by which its weight is found. So the hundreds of
lines of a page are read in a few steps.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsscraper.pages.generic.characters import DIGIT, OTHER, Characters, lower_case

Array = NDArray[Any]

_MAX_LENGTH = 40
"""Characters of a word that count."""

_FACTOR = 0x9E3779B1
_POWERS = np.array([pow(_FACTOR, power + 1, 1 << 64) for power in range(_MAX_LENGTH)], np.uint64)
_SECOND = np.uint64(0xC2B2AE3D27D4EB4F)
_BEGINNING = np.uint64(0x165667B19E3779F9)
_LONG = np.uint64(0x27D4EB2F165667C5)
_SHIFT = np.uint64(29)
_MAX_SHORT = 14
"""Words of a line that may be a heading, a link or a button."""


class Words:
    """The words of texts.

    Args:
        characters: The characters of the texts.
        most: Characters at the beginning of each text whose words are read.

    """

    def __init__(self, characters: Characters, most: int | Array) -> None:
        number = len(characters.starts)
        is_letter = (characters.classes <= DIGIT) | (characters.classes == OTHER)
        limits = (characters.starts + most)[characters.texts]
        is_letter &= np.arange(len(is_letter)) < limits
        places = np.flatnonzero(is_letter)
        begins = np.ones(len(places), dtype=bool)
        begins[1:] = places[1:] != places[:-1] + 1
        first = np.flatnonzero(begins)
        inside = np.arange(len(places)) - np.repeat(first, np.diff(first, append=len(places)))
        letters = lower_case()[characters.codes[places]].astype(np.uint64)
        letters *= _POWERS[np.minimum(inside, _MAX_LENGTH - 1)]
        self.lines = characters.texts[places[first]]
        """For each word the number of its text."""
        self.numbers: Array = (
            _mixed(np.add.reduceat(letters, first)) if len(first) else np.zeros(0, np.uint64)
        )
        """For each word its number, 64 bits."""
        self.counts = np.bincount(self.lines, minlength=number)
        """For each text the number of its words."""
        self.firsts = self.counts.cumsum() - self.counts
        """For each text the place of its first word; that of the next text's if it has none."""

    def keys(self) -> Array:
        """For each word the number by which its weight is found: it differs in long lines.

        A word may be usual in a text and not in a menu.
        """
        is_long = self.counts[self.lines] > _MAX_SHORT
        return _key(np.where(is_long, self.numbers ^ _LONG, self.numbers))

    def beginnings(self) -> Array:
        """For each text the number of its first two words together; 0 without a word."""
        found = np.zeros(len(self.counts), dtype=np.uint64)
        some = np.flatnonzero(self.counts)
        first = self.firsts[some]
        second = self.numbers[np.minimum(first + 1, len(self.numbers) - 1)] * _SECOND
        second[self.counts[some] < 2] = 0
        found[some] = _mixed((self.numbers[first] * _BEGINNING) ^ second)
        return np.where(self.counts > 0, _key(found), 0)


def _mixed(numbers: Array) -> Array:
    """The numbers with their high bits spread to the low ones."""
    mixed: Array = (numbers ^ (numbers >> _SHIFT)) * _SECOND
    return mixed


def _key(numbers: Array) -> Array:
    """The upper half of the numbers: 32 bits."""
    keys: Array = (numbers >> np.uint64(32)).astype(np.uint32)
    return keys
