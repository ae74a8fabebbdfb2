"""Which language a text is in. Nothing else in the project tells languages.

The script is looked at first; within a script, naive Bayes over langdetect's letter profiles decides between the
languages of this press and their neighbours, which are known only so as not to be taken for them. No random trials:
the same text gives the same answer in every run.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import repeat
from typing import Literal

from newsscraper.function_words import FUNCTION_WORDS

UNKNOWN = "und"
"""BCP 47 code for a language that cannot be told."""

MAX_LENGTH = 200
"""Characters that count; more add nothing: langdetect is right on every body measured from the first 200."""

_TARGETS = {"latin": ("en", "fr", "es"), "arabic": ("ar",)}
_NEIGHBOURS = {
    "latin": ("de", "it", "pt", "nl", "ca", "ro", "tr"),
    "arabic": ("fa", "ur"),
}

_BASE_FREQUENCY = 10_000
_ALPHA = 0.5  # both from langdetect: the weight of a gram that a profile does not hold is alpha / base frequency
_BITS = 40
_SCALE = 64
_MASK = (1 << _BITS) - 1
# A letter lies in one gram of each length and the three overlap, so the evidence is worth about a third of the sum.
_OVERLAP = 3.0
# A neighbour has to be this much likelier (in nats): one page in a thousand of these sites is in such a language.
_NEIGHBOUR_HANDICAP = 4.0
# A word that only some languages have among their commonest: this many nats for each of those.
_FUNCTION_WORD_WORTH = 3.0
_CERTAIN = 0.9
_MIN_LETTERS = 8
_MAX_WORD = 40
_MAX_WORDS = 50_000

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+")
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_ARABIC = re.compile("[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_TIFINAGH = re.compile("[\u2d30-\u2d7f]")
_LATIN = re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
# Letters of Persian and Urdu that Arabic never writes, and the ones they share but in other code points.
_NOT_ARABIC_LETTER = re.compile("[\u067e\u0686\u0698\u06af\u06a9\u06cc\u06d2\u06c1\u06ba\u0679\u0688\u0691\u06be]")

Script = Literal["latin", "arabic", "tifinagh", "hebrew", "other", "none"]


@dataclass(frozen=True, slots=True)
class Language:
    """A language and how certain it is."""

    code: str
    """BCP 47 code; ``und`` when uncertain."""
    confidence: float
    """Posterior probability among the languages known, between 0 and 1; 0 for ``und``."""
    script: Script
    """The script that most letters are in."""
    engine: str
    """What decided: ``script`` or ``profiles``."""


def detect(text: str, *, hint: str | None = None) -> Language:
    """Tells the language of a headline or a body. Never raises.

    Args:
        text: Any text; of a long one the first 200 characters count.
        hint: A code that may break a tie between two languages, never decide alone: the edition of the page.

    """
    sample = text[:MAX_LENGTH]
    if "@" in sample or "://" in sample or "www." in sample:
        sample = _ADDRESS.sub(" ", sample)
    script = _script(sample)
    if script == "tifinagh":
        return Language("zgh", 1.0, script, "script")
    if script == "hebrew":
        return Language("he", 1.0, script, "script")
    if script not in ("latin", "arabic"):
        return Language(UNKNOWN, 0.0, script, "script")
    if script == "arabic":
        sample = _ARABIC_MARKS.sub("", sample)
    return _by_profiles(sample, script, hint)


def _script(sample: str) -> Script:
    """The script of most letters; Arabic wins over Latin at a third, since company names in Latin letters are common."""
    if sample.isascii():
        return "latin" if any(map(str.isalpha, sample)) else "none"
    latin = len(_LATIN.findall(sample))
    arabic = len(_ARABIC.findall(sample))
    if arabic and arabic * 2 >= latin:
        return "arabic"
    others = sum(map(str.isalpha, sample)) - latin - arabic
    if latin and latin >= others:
        return "latin"
    if len(_TIFINAGH.findall(sample)) * 2 > others > 0:
        return "tifinagh"
    if len(_HEBREW.findall(sample)) * 2 > others > 0:
        return "hebrew"
    return "other" if others or latin else "none"


class _Profiles:
    """Gram weights of one script's languages, packed: the logarithms of all languages in one integer.

    Adding two such integers adds the logarithms of every language at once, so a text costs one addition a word.
    """

    def __init__(self, script: str) -> None:
        self.codes = _TARGETS[script] + _NEIGHBOURS[script]
        self.targets = len(_TARGETS[script])
        self.grams = _read_profiles(self.codes)
        self.words: dict[str, int] = {}
        self.bonus: dict[str, int] = {}
        worth = round(_FUNCTION_WORD_WORTH * _OVERLAP * _SCALE)
        for index, code in enumerate(self.codes):
            for word in FUNCTION_WORDS.get(code, ()):
                self.bonus[word] = self.bonus.get(word, 0) + (worth << (_BITS * index))

    def weigh(self, word: str) -> int:
        """Packed sum of the word's grams, remembered: common words come again on every page."""
        known = self.words.get(word)
        if known is not None:
            return known
        padded = f" {word[:_MAX_WORD]} "
        grams = [padded[start : start + length] for length in (2, 3) for start in range(len(padded) - length + 1)]
        grams.extend(word[:_MAX_WORD])
        # A gram that no profile has adds nothing to any language.
        weight = sum(map(self.grams.get, grams, repeat(0))) + self.bonus.get(word, 0)
        if len(self.words) >= _MAX_WORDS:
            self.words.clear()
        self.words[word] = weight
        return weight

    def scores(self, words: list[str]) -> list[float]:
        """Log-likelihood of each language, but for a term that is the same for all."""
        total = sum(map(self.weigh, words))
        return [((total >> shift) & _MASK) / _SCALE for shift in range(0, len(self.codes) * _BITS, _BITS)]


def _read_profiles(codes: tuple[str, ...]) -> dict[str, int]:
    """Packed weights of all grams that any of the languages has, moved up to be positive."""
    floor = -math.log(_ALPHA / _BASE_FREQUENCY) + 0.1
    smallest = round((math.log(_ALPHA / _BASE_FREQUENCY) + floor) * _SCALE)
    absent = sum(smallest << (_BITS * i) for i in range(len(codes)))
    packed: dict[str, int] = {}
    folder = files("langdetect") / "profiles"
    for index, code in enumerate(codes):
        profile = json.loads((folder / code).read_text(encoding="utf-8"))
        merged: dict[str, int] = {}
        # Case carries little here and headlines are printed in capitals: grams are folded to lower case.
        for gram, frequency in profile["freq"].items():
            folded = gram.lower()
            merged[folded] = merged.get(folded, 0) + frequency
        for gram, frequency in merged.items():
            probability = frequency / profile["n_words"][len(gram) - 1] if len(gram) <= 3 else 0.0
            weight = round((math.log(_ALPHA / _BASE_FREQUENCY + probability) + floor) * _SCALE)
            packed[gram] = packed.get(gram, absent) + ((weight - smallest) << (_BITS * index))
    return packed


@lru_cache(maxsize=2)
def _profiles(script: str) -> _Profiles:
    return _Profiles(script)


def _by_profiles(sample: str, script: Script, hint: str | None) -> Language:
    words = _WORD.findall(sample.lower())
    if script == "arabic":
        words = [word for word in words if _ARABIC.match(word)]
    if sum(map(len, words)) < _MIN_LETTERS:
        return Language(UNKNOWN, 0.0, script, "profiles")
    profiles = _profiles(script)
    scores = profiles.scores(words)
    if not any(scores):
        return Language(UNKNOWN, 0.0, script, "profiles")
    weighed = [
        score / _OVERLAP - (_NEIGHBOUR_HANDICAP if index >= profiles.targets else 0.0) for index, score in enumerate(scores)
    ]
    top = max(weighed)
    likelihoods = [math.exp(max(score - top, -60.0)) for score in weighed]
    best = weighed.index(top)
    code = profiles.codes[best]
    confidence = likelihoods[best] / sum(likelihoods)
    if script == "arabic" and code == "ar" and _foreign_letters(sample):
        return Language(UNKNOWN, 0.0, script, "profiles")
    if confidence < _CERTAIN and hint != code:
        return Language(UNKNOWN, 0.0, script, "profiles")
    if confidence < 0.6:
        return Language(UNKNOWN, 0.0, script, "profiles")
    if best >= profiles.targets and (confidence < 0.99 or sum(map(len, words)) < 40):
        return Language(UNKNOWN, 0.0, script, "profiles")
    return Language(code, round(confidence, 4), script, "profiles")


def _foreign_letters(sample: str) -> bool:
    """Whether letters that Arabic never writes are more than a foreign name brings along."""
    return len(_NOT_ARABIC_LETTER.findall(sample)) * 12 > len(_ARABIC.findall(sample))
