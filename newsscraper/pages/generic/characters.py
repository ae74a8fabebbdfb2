"""What the characters of each block are: letters, digits, marks; counted for all blocks at once."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

LOWER, UPPER, DIGIT, SPACE, SENTENCE, COMMA, QUOTE, COLON, OTHER = range(9)
"""The classes of characters. Letters of scripts without case are ``LOWER``."""

CLASSES = 9

_MARKS = {
    SENTENCE: ".!?…。！？｡؟۔।።",
    COMMA: ",;،؛、，；",
    QUOTE: "\"'«»“”„‘’‹›「」『』",
    COLON: ":：",
}
"""The Arabic, Persian, Urdu, Hindi, Ethiopic, Chinese and Japanese marks are those of Unicode."""

_BASIC_PLANE = 0x10000


def counts(texts: list[str]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """The number of characters of each class per text, and the classes of both ends.

    Args:
        texts: Texts, none of them empty.

    Returns:
        An array of texts by classes, and two arrays with the class of the first and last
        character of each text.

    """
    joined = "".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    classes = _table()[np.minimum(codes, _BASIC_PLANE)]
    lengths = np.fromiter(map(len, texts), dtype=np.intp, count=len(texts))
    ends = lengths.cumsum()
    places = np.repeat(np.arange(len(texts), dtype=np.intp) * CLASSES, lengths)
    found = np.bincount(places + classes, minlength=len(texts) * CLASSES)
    return found.reshape(len(texts), CLASSES), classes[ends - lengths], classes[ends - 1]


@cache
def _table() -> NDArray[Any]:
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
    table[-1] = LOWER
    return table
