"""Learns the weights of words from the pages of many sites."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from newsscraper.pages.generic.characters import Characters
from newsscraper.pages.generic.names import name_keys, names_in
from newsscraper.pages.generic.text_features import MAX_LINE
from newsscraper.pages.generic.vocabulary import Vocabulary
from newsscraper.pages.generic.words import Words
from training.samples import Sample

Array = NDArray[Any]
Key = TypeVar("Key")

_MIN_SITES = 5
"""A word must be known of so many sites, so that no site's own names are learned."""

_FURNITURE = Path(__file__).with_name("furniture")
_FURNITURE_WEIGHT = -3.0
_SHRINKAGE = 3.0
_MIN_WEIGHT = 0.15
_MAX_LENGTH = 400
_KEY = (1 << 32) - 1


@lru_cache(maxsize=20_000)
def _keys(attributes: str) -> tuple[str, ...]:
    """The words of class names, each once, without single letters."""
    found = (key for name in names_in(attributes) for key in name_keys(name))
    return tuple(dict.fromkeys(key for key in found if len(key) > 1))


@dataclass(frozen=True)
class Shares(Generic[Key]):
    """How much of the text with each word belongs to articles."""

    keys: list[Key]
    parts: Array
    """The text with the word that belongs to articles."""
    wholes: Array
    """All text with the word."""

    @classmethod
    def of(cls, found: dict[Key, list[float]]) -> Shares[Key]:
        """The shares counted in a dictionary."""
        pairs = np.array(list(found.values()), dtype=np.float64).reshape(-1, 2)
        return cls(list(found), pairs[:, 0], pairs[:, 1])


class Counted(NamedTuple):
    """What the pages of a domain say of the words on them."""

    names: Shares[str]
    words: Shares[int]
    golds: list[float]
    """The share of each page's text that belongs to the article."""


def learn_vocabulary(samples: Sequence[Sample]) -> Vocabulary:
    """Weights of the words of class names and short lines.

    Each site counts once per word, whatever the number of its pages.

    Args:
        samples: The pages to learn from.

    """
    pages: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        if not sample.is_variant:
            pages[sample.domain].append(sample)
    counted = [_counted(tuple(own)) for own in pages.values()]
    golds = [gold for own in counted for gold in own.golds]
    names = _weights([own.names for own in counted], sum(golds) / max(len(golds), 1))
    of_words = [own.words for own in counted]
    size = max(sum(float(own.wholes.sum()) for own in of_words), 1)
    words = _weights(of_words, sum(float(own.parts.sum()) for own in of_words) / size)
    return Vocabulary(names, {**furniture(), **words})


@cache
def _counted(samples: tuple[Sample, ...]) -> Counted:
    """Count the words of a domain's pages; once in a process, since all trainings have them."""
    names: dict[str, list[float]] = {}
    words: dict[int, list[float]] = {}
    golds = []
    for sample in samples:
        golds.append(_count_names(sample, names))
        _count_words(sample, words)
    return Counted(Shares.of(names), Shares.of(words), golds)


@cache
def furniture() -> dict[int, float]:
    """The words of lines that stand around articles, by language, with a weight of their own.

    No training set has pages of most of these languages: so the words are known from the start.
    """
    lines = [
        line.strip()
        for file in sorted(_FURNITURE.glob("*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    words = Words(Characters(lines), MAX_LINE)
    alone = words.keys()[words.firsts[words.counts == 1]]
    keys = [*words.beginnings().tolist(), *alone.tolist()]
    return dict.fromkeys(keys, _FURNITURE_WEIGHT)


def learn_page_words(samples: Sequence[Sample]) -> dict[str, float]:
    """Weights of the class names of ``html`` and ``body``: above zero on pages of articles.

    Args:
        samples: Pages of all kinds.

    """
    pages: dict[str, dict[str, list[float]]] = defaultdict(dict)
    for sample in samples:
        for key in _keys(sample.context.names):
            _add(pages[sample.domain], key, float(sample.is_article), 1.0)
    articles = sum(sample.is_article for sample in samples) / max(len(samples), 1)
    return _weights([Shares.of(found) for found in pages.values()], articles)


def _count_names(sample: Sample, shares: dict[str, list[float]]) -> float:
    """Count the text inside elements by their names. Returns the gold share of the whole page."""
    containers = sample.blocks.containers
    gold = [0.0] * len(containers.tags)
    text = [0.0] * len(containers.tags)
    for line, owner, label, weight in zip(
        sample.blocks.texts, sample.blocks.owners, sample.labels, sample.weights, strict=True
    ):
        if weight:
            size = math.sqrt(min(len(line), _MAX_LENGTH))
            text[owner] += size
            gold[owner] += size * label
    for number in range(len(text) - 1, 0, -1):
        parent = containers.parents[number]
        text[parent] += text[number]
        gold[parent] += gold[number]
    for number, names in enumerate(containers.names):
        if text[number] and names:
            for key in _keys(names):
                _add(shares, key, gold[number], text[number])
    return gold[0] / text[0] if text[0] else 0.0


def _count_words(sample: Sample, shares: dict[int, list[float]]) -> None:
    words = Words(Characters(sample.blocks.texts), MAX_LINE)
    counts = sample.weights > 0
    chosen = counts[words.lines]
    lines = np.concatenate((words.lines[chosen], np.flatnonzero(counts)))
    keys = np.concatenate((words.keys()[chosen], words.beginnings()[counts]))
    labels = sample.labels.tolist()
    for pair in set((lines << 32 | keys).tolist()):  # each word once a line
        if key := pair & _KEY:
            _add(shares, key, labels[pair >> 32], 1.0)


def _add(shares: dict[Key, list[float]], key: Key, part: float, whole: float) -> None:
    found = shares.get(key)
    if found is None:
        shares[key] = [part, whole]
    else:
        found[0] += part
        found[1] += whole


def _weights(domains: Sequence[Shares[Key]], prior: float) -> dict[Key, float]:
    """The log odds of each word, above those of any text."""
    if not domains:
        return {}
    numbers: dict[Key, int] = {}
    places = np.array(
        [numbers.setdefault(key, len(numbers)) for own in domains for key in own.keys],
        dtype=np.intp,
    )
    shares = np.concatenate([own.parts / own.wholes for own in domains])
    sites = np.bincount(places)
    prior = min(max(prior, 0.01), 0.99)
    odds = (np.bincount(places, shares) + _SHRINKAGE * prior) / (sites + _SHRINKAGE)
    usual = round(_log_odds(prior), 2)
    found = {
        key: round(_log_odds(float(odds[number])), 2) - usual
        for key, number in numbers.items()
        if sites[number] >= _MIN_SITES
    }
    return {key: weight for key, weight in found.items() if abs(weight) >= _MIN_WEIGHT}


def _log_odds(share: float) -> float:
    share = min(max(share, 0.005), 0.995)
    return math.log(share / (1 - share))


def domains_of(samples: Iterable[Sample]) -> frozenset[str]:
    """The registered domains of the pages."""
    return frozenset(sample.domain for sample in samples)
