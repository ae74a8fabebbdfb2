"""The characters of a page's texts as numbers, all texts at once."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

LOWER, UPPER, DIGIT, SPACE, SENTENCE, COMMA, QUOTE, COLON, OTHER, BORDER = range(10)
"""The classes of characters. Letters of scripts without case are ``LOWER``."""

CLASSES = 9
"""The number of classes without the border between two texts."""

_MARKS = {
    SENTENCE: ".!?…。！？｡؟۔།।",
    COMMA: ",;،؛、，；",
    QUOTE: "\"'«»“”„‘’‹›「」『』",
    COLON: ":：",
}
"""The Arabic, Persian, Urdu, Hindi, Ethiopic, Chinese and Japanese marks are those of Unicode."""

_BASIC_PLANE = 0x10000


class Characters:
    """What the characters of texts are: letters, digits, marks.

    Args:
        texts: Texts on one line each, none of them empty.

    """

    def __init__(self, texts: list[str]) -> None:
        joined = "\n".join(texts)
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        self.codes = np.minimum(codes, _BASIC_PLANE)
        """The numbers of the characters; those outside the basic plane have one in common. There
        is one more character between two texts."""
        self.classes = _classes()[self.codes]
        lengths = np.fromiter(map(len, texts), dtype=np.intp, count=len(texts))
        self.ends = (lengths + 1).cumsum() - 1
        """For each text the place after its last character."""
        self.starts = self.ends - lengths
        self.texts = np.repeat(np.arange(len(texts), dtype=np.intp), lengths + 1)[:-1]
        """For each character the number of its text."""

    def counts(self) -> Array:
        """The number of characters of each class: an array of texts by classes."""
        number = len(self.starts)
        width = CLASSES + 1
        found = np.bincount(self.texts * width + self.classes, minlength=number * width)
        return found.reshape(number, width)[:, :CLASSES]

    def at_ends(self) -> tuple[Array, Array]:
        """The classes of the first and of the last character of each text."""
        return self.classes[self.starts], self.classes[self.ends - 1]


@cache
def _classes() -> Array:
    """The class of each character of Unicode's basic plane; the last entry is for all others."""
    table = np.full(_BASIC_PLANE + 1, OTHER, dtype=np.uint8)
    for code in range(_BASIC_PLANE):
        category = unicodedata.category(chr(code))
        if category[0] in "LM":
            table[code] = UPPER if category in ("Lu", "Lt") else LOWER
        elif category[0] == "N":
            table[code] = DIGIT
        elif category[0] == "Z":
            table[code] = SPACE
    for name, marks in _MARKS.items():
        for mark in marks:
            table[ord(mark)] = name
    table[ord("\n")] = BORDER
    table[-1] = LOWER
    return table


@cache
def lower_case() -> Array:
    """The lower-case letter of each character of the basic plane, which may be the same."""
    table = np.arange(_BASIC_PLANE + 1, dtype=np.uint32)
    for code in range(_BASIC_PLANE):
        lower = chr(code).lower()
        if len(lower) == 1:
            table[code] = ord(lower)
    return table
