"""What training learned about single words: those of class names, and those of short lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from newsscraper.pages.generic.names import name_keys, names_in

_MAX_SHORT = 14
_MAX_REMEMBERED = 20_000
_MAX_WORDS = 12
_MAX_LINE = 120
_EDGES = ".,:;!?\"'()[]«»“”‘’|…،؛؟·•-–—>‹›"
"""Marks around a word that are not part of it."""

_NOTHING = (0.0, 0.0)
Entry = TypeVar("Entry")


class _Remembered(dict[str, Entry]):
    """What is known of each word, as it is printed. Sites and languages have many in common."""

    def __init__(self, find: Callable[[str], Entry]) -> None:
        self._find = find

    def __missing__(self, word: str) -> Entry:
        if len(self) >= _MAX_REMEMBERED:
            self.clear()
        found = self[word] = self._find(word)
        return found


@dataclass(frozen=True)
class Vocabulary:
    """Weights of words: above zero if blocks with the word mostly belong to the article."""

    names: Mapping[str, float] = field(default_factory=dict)
    """Words of class names, ids and roles."""
    words: Mapping[str, float] = field(default_factory=dict)
    """Words of short lines, and the first two words of any line."""
    pages: Mapping[str, float] = field(default_factory=dict)
    """Words of the class names of ``html`` and ``body``: above zero if such pages are articles."""

    @cached_property
    def _names(self) -> _Remembered[tuple[float, float]]:
        return _Remembered(self._of_name)

    @cached_property
    def _short(self) -> _Remembered[float]:
        return _Remembered(lambda word: self.words.get(word.strip(_EDGES), 0.0))

    @cached_property
    def _long(self) -> _Remembered[float]:
        return _Remembered(lambda word: self.words.get(f"~{word.strip(_EDGES)}", 0.0))

    def of_names(self, names: str) -> tuple[float, float]:
        """The sum and the least weight of the words in class names.

        Args:
            names: Names separated by spaces, as in a ``class`` attribute.

        """
        if not names:
            return _NOTHING
        total = least = 0.0
        for one, lowest in map(self._names.__getitem__, names_in(names)):
            total += one
            if lowest < least:
                least = lowest
        return total, least

    def _of_name(self, name: str) -> tuple[float, float]:
        weights = [*filter(None, map(self.names.get, name_keys(name)))]
        return (sum(weights), min(0.0, *weights)) if weights else _NOTHING

    def of_line(self, words: list[str]) -> tuple[float, float, float]:
        """The mean and least weight of a line's words, and the weight of its beginning.

        Args:
            words: The words of the line: :func:`line_words`.

        """
        beginning = self.words.get(_beginning(words), 0.0)
        if len(words) > _MAX_SHORT:
            found = map(self._long.__getitem__, dict.fromkeys(words[:_MAX_WORDS]))
        else:
            found = map(self._short.__getitem__, dict.fromkeys(words))
        weights = [*filter(None, found)]
        if not weights:
            return 0.0, 0.0, beginning
        return sum(weights) / (len(weights) + 1), min(weights), beginning


def line_words(text: str) -> list[str]:
    """The words of a line in lower case, as printed; those of a long line only from its beginning.

    Args:
        text: The text of a block, on one line.

    """
    return text[:_MAX_LINE].lower().split(" ")


def line_keys(words: list[str]) -> list[str]:
    """What is learned of a line: its beginning, and its words.

    The words of short lines and those of long ones, of which only the first are taken, differ: a
    word may be usual in a text and not in a menu.

    Args:
        words: The words of the line: :func:`line_words`.

    """
    if len(words) > _MAX_SHORT:
        return [_beginning(words), *{f"~{word.strip(_EDGES)}" for word in words[:_MAX_WORDS]}]
    return [_beginning(words), *{word.strip(_EDGES) for word in words}]


def _beginning(words: list[str]) -> str:
    return f"^{' '.join(words[:2]).strip(_EDGES)}"
