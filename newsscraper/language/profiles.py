"""How strongly a word points to each language of a script.

Naive Bayes over langdetect's letter profiles, without its random trials. The logarithms of all
languages are packed side by side into one integer, so that one addition adds every language at
once: a gram costs one addition, and so does a known word.
"""

from __future__ import annotations

import json
import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib.util import find_spec
from itertools import chain, repeat
from operator import add
from pathlib import Path
from typing import NamedTuple

from newsscraper.language.words import common_words

TARGETS = frozenset({"ar", "fr", "en", "es", "zgh"})
"""The languages of this press; the others exist only so that they are not mistaken for these."""

OTHER = "other"
"""The code of all languages that have no code of their own here."""

DARIJA = "ary-Latn"
"""Moroccan Arabic in Latin letters; Algerian and Tunisian Arabic are not distinguished from it."""

_BASE_FREQUENCY = 10_000
# Both from langdetect: the weight of a gram that a profile lacks is alpha / base frequency.
_ALPHA = 0.5
_SCALE = 256
_BITS = 32
_HITS = 24  # the upper byte of each language's field counts its common words
_HIT = 1 << _HITS
_NATS = _HIT - 1
_MAX_WORD = 30
_MAX_WORDS = 50_000


class Model(NamedTuple):
    """The languages of one script, and constants measured for telling them apart."""

    codes: tuple[str, ...]
    """Languages with a profile first, then those known only by their words."""
    profiles: int
    """How many of the codes have a profile."""
    strange: float
    """Weight of a gram for a language without a profile, in nats.

    For a language with a profile, a gram that the profile lacks weighs 0. This weight is higher
    than 0, but lower than that of the grams of a text for the text's own language.
    """
    folds: tuple[tuple[str, str], ...] = ()
    """Pairs of letters; the first is counted as the second."""


MODELS = {
    "latin": Model(
        ("en", "fr", "es", "de", "it", "pt", "nl", "ca", "ro", "tr", DARIJA, OTHER), 10, 4.1
    ),
    "arabic": Model(
        ("ar", "fa", "ur", OTHER), 3, 3.4, (("\u06cc", "\u064a"), ("\u06a9", "\u0643"))
    ),
    "cyrillic": Model(("ru", "uk", "bg", "mk", OTHER), 4, 4.1),
}

# A letter occurs in one gram of each length and the three overlap, so the evidence is worth about a
# third of the sum.
_LENGTHS = (0.32, 0.36, 0.34)
# Maximum weight of one word, in nats: names are the commonest cause of error.
_MOST = round(8.0 * _SCALE)
_MOST_OF_A_NAME = round(2.0 * _SCALE)
# Added to each language that has the word among its common words.
_COMMON = round(3.0 * _SCALE)


class _Memory(dict[str, int]):
    """Remembers the weights of words; calls `weigh` for a new word."""

    def __init__(self, weigh: Callable[[str], int]) -> None:
        super().__init__()
        self._weigh = weigh

    def __missing__(self, word: str) -> int:
        weight = self._weigh(word)
        if len(self) >= _MAX_WORDS:
            self.clear()
        self[word] = weight
        return weight


class Evidence:
    """Weighs the words of one script, and remembers them: common words recur on every page."""

    def __init__(self, script: str) -> None:
        self.model = MODELS[script]
        self.codes = self.model.codes
        self.neighbours = tuple(
            index for index, code in enumerate(self.codes) if code not in TARGETS
        )
        self._grams = _read(self.model)
        self._common = _common(script, self.model)
        # A word of n letters has n grams of one letter, n of three, and n + 1 of two, because its
        # ends count as letters.
        unit = self.model.strange * _SCALE
        self._strange = (unit * sum(_LENGTHS), unit * _LENGTHS[1])
        self._words = _Memory(lambda word: self._weigh(word, _MOST))
        self._names = _Memory(lambda word: self._weigh(word, _MOST_OF_A_NAME))

    def words(self, words: Iterable[str]) -> int:
        """Return the packed evidence of lower-case words; an elision ends in an apostrophe."""
        return sum(map(self._words.__getitem__, words))

    def names(self, words: Iterable[str]) -> int:
        """Return the packed evidence of lower-case words that are printed as names.

        They weigh less than other words: a name reveals little about the language of the text.
        """
        return sum(map(self._names.__getitem__, words))

    def forget(self) -> None:
        """Forget all remembered words."""
        self._words.clear()
        self._names.clear()

    def scores(self, total: int) -> tuple[list[float], list[int]]:
        """Unpack evidence, or a sum of it.

        Returns the nats of each language, and the number of its common words that occurred.
        """
        places = self._unpack(total)
        return [(place & _NATS) / _SCALE for place in places], [place >> _HITS for place in places]

    def _unpack(self, total: int) -> array[int]:
        return array("I", total.to_bytes(len(self.codes) * _BITS // 8, "little"))

    def _weigh(self, word: str, most: int) -> int:
        bare = word.rstrip("'")[:_MAX_WORD]
        padded = f" {bare} "
        length = len(bare)
        pairs = list(map(add, padded, padded[1:]))
        grams = chain(bare, pairs, map(add, pairs, padded[2:]))
        values = self._unpack(sum(map(self._grams.get, grams, repeat(0))))
        strange = int(self._strange[0] * length + self._strange[1])
        for index in range(self.model.profiles, len(values)):
            values[index] = strange
        common = self._common.get(word) or self._common.get(bare, ())
        for index in common:
            values[index] += _COMMON
        low = max(values) - most
        packed = array("I", [value - low if value > low else 0 for value in values])
        if common and most == _MOST:
            # A word that a language of this press shares is no evidence for a neighbour, nor for
            # Darija, which borrows words and has no fixed spelling.
            targets = [index for index in common if self.codes[index] in TARGETS]
            for index in targets or (common if len(common) < 3 else ()):
                packed[index] += _HIT
        return int.from_bytes(packed.tobytes(), "little")


@lru_cache(maxsize=len(MODELS))
def evidence(script: str) -> Evidence:
    """Return the object that weighs the words of a script; the first call reads its profiles."""
    return Evidence(script)


def _common(script: str, model: Model) -> dict[str, tuple[int, ...]]:
    """The languages of each common word, as indexes into the model's codes.

    A word of :data:`OTHER` counts only if no language with a code of its own has it.
    """
    words = common_words(script)
    found: dict[str, list[int]] = {}
    for index, code in enumerate(model.codes):
        for word in {_fold(word, model) for word in words[code]}:
            if code != OTHER or word not in found:
                found.setdefault(word, []).append(index)
    return {word: tuple(languages) for word, languages in found.items()}


def _fold(text: str, model: Model) -> str:
    for letter, other in model.folds:
        text = text.replace(letter, other)
    return text


def _folder() -> Path:
    """Return langdetect's folder of profiles, without the cost of importing langdetect."""
    spec = find_spec("langdetect")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("langdetect is not installed", name="langdetect")
    return Path(spec.origin).parent / "profiles"


def _read(model: Model) -> dict[str, int]:
    """Read the packed weights of all grams of all languages, in nats.

    The weight of a gram that a profile lacks is 0.
    """
    empty = bytes(len(model.codes) * _BITS // 8)
    rows: defaultdict[str, array[int]] = defaultdict(lambda: array("I", empty))
    folder = _folder()
    for index, code in enumerate(model.codes[: model.profiles]):
        # Case carries little information here, and headlines are printed in capitals: the profile
        # is folded to lower case, and a gram that then occurs twice is added up.
        profile = dict(
            json.loads(
                _fold((folder / code).read_text(encoding="utf-8"), model).lower(),
                object_pairs_hook=list,
            )
        )
        for gram, frequency in profile["freq"]:
            rows[gram][index] += frequency
        totals = [_BASE_FREQUENCY / (_ALPHA * total) for total in profile["n_words"]]
        weights: list[dict[int, int]] = [{}, {}, {}]
        for gram, row in rows.items():
            if frequency := row[index]:
                length = len(gram) - 1
                # lower case turns the dotted capital I of Turkish into two characters
                if length > 2:
                    row[index] = 0
                    continue
                weight = weights[length].get(frequency)
                if weight is None:
                    # log(alpha / base + p), minus its value for p = 0
                    weight = round(
                        math.log(1 + frequency * totals[length]) * _SCALE * _LENGTHS[length]
                    )
                    weights[length][frequency] = weight
                row[index] = weight
    return {gram: int.from_bytes(row.tobytes(), "little") for gram, row in rows.items()}
