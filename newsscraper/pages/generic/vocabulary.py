"""What training learned about single words: those of class names, and those of short lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsscraper.pages.generic.names import name_keys

_MAX_SHORT = 14
_MAX_NAMES = 300
_MAX_REMEMBERED = 20_000
_MAX_WORDS = 30
_MAX_LINE = 240
_EDGES = ".,:;!?\"'()[]«»“”‘’|…،؛؟·•-–—>‹›"
"""Marks around a word that are not part of it."""


@dataclass(slots=True)
class Vocabulary:
    """Weights of words: above zero if blocks with the word mostly belong to the article."""

    names: Mapping[str, float] = field(default_factory=dict)
    """Words of class names, ids and roles."""
    words: Mapping[str, float] = field(default_factory=dict)
    """Words of short lines, and the first two words of any line."""
    pages: Mapping[str, float] = field(default_factory=dict)
    """Words of the class names of ``html`` and ``body``: above zero if such pages are articles."""
    _attributes: dict[str, tuple[float, float, float]] = field(default_factory=dict, init=False)
    _names: dict[str, tuple[float, float, float]] = field(default_factory=dict, init=False)

    def of_names(self, names: str) -> tuple[float, float, float]:
        """The sum, the least and the greatest weight of the words in class names.

        Args:
            names: Names separated by spaces, as in a ``class`` attribute.

        """
        found = self._attributes.get(names)
        if found is None:
            total = least = most = 0.0
            known = self._names
            for name in names[:_MAX_NAMES].split():
                one = known.get(name) or self._of_name(name)
                total += one[0]
                least = min(least, one[1])
                most = max(most, one[2])
            found = (total, least, most)
            if len(self._attributes) >= _MAX_REMEMBERED:
                self._attributes.clear()
            self._attributes[names] = found
        return found

    def _of_name(self, name: str) -> tuple[float, float, float]:
        """The same for one name. Sites have many names in common, whole attributes less often."""
        weights = [self.names[key] for key in name_keys(name) if key in self.names]
        found = (sum(weights), min([0.0, *weights]), max([0.0, *weights]))
        if len(self._names) >= _MAX_REMEMBERED:
            self._names.clear()
        self._names[name] = found
        return found

    def of_line(self, text: str) -> tuple[float, float, float]:
        """The mean and least weight of a line's words, and the weight of its beginning."""
        keys = line_keys(text)
        known = self.words
        beginning = known.get(keys[0], 0.0)
        weights = [known[key] for key in keys[1:] if key in known]
        if not weights:
            return 0.0, 0.0, beginning
        return sum(weights) / (len(weights) + 1), min(weights), beginning


def line_keys(text: str) -> list[str]:
    """The beginning of a line, and its words.

    The words of short lines and those of long ones, of which only the first are taken, differ: a
    word may be usual in a text and not in a menu.

    Args:
        text: The text of a block, on one line.

    """
    words = text[:_MAX_LINE].lower().split(" ")
    start = f"^{' '.join(words[:2]).strip(_EDGES)}"
    if len(text) >= _MAX_LINE or len(words) > _MAX_SHORT:
        return [start, *{f"~{word.strip(_EDGES)}" for word in words[:_MAX_WORDS]}]
    return [start, *{word.strip(_EDGES) for word in words}]
