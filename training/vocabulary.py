"""Learns the weights of words from the pages of many sites."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

import numpy as np

from newsscraper.pages.generic.characters import Characters
from newsscraper.pages.generic.names import name_keys, names_in
from newsscraper.pages.generic.text_features import MAX_LINE
from newsscraper.pages.generic.vocabulary import Vocabulary
from newsscraper.pages.generic.words import Words
from training.samples import Sample

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


Key = TypeVar("Key")
_Shares = dict[str, dict[Key, list[float]]]
"""For each domain and word: the text with the word that belongs to articles, and all of it."""


def learn_vocabulary(samples: Sequence[Sample]) -> Vocabulary:
    """Weights of the words of class names and short lines.

    Each site counts once per word, whatever the number of its pages.

    Args:
        samples: The pages to learn from.

    """
    names: _Shares[str] = defaultdict(dict)
    words: _Shares[int] = defaultdict(dict)
    whole: list[float] = []
    for sample in samples:
        if sample.is_variant:
            continue
        whole.append(_count_names(sample, names[sample.domain]))
        _count_words(sample, words[sample.domain])
    of_words = [share for domain in words.values() for share in domain.values()]
    learned = _weights(
        words, sum(part for part, _ in of_words) / max(sum(size for _, size in of_words), 1)
    )
    return Vocabulary(_weights(names, sum(whole) / max(len(whole), 1)), {**furniture(), **learned})


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
    pages: _Shares[str] = defaultdict(dict)
    for sample in samples:
        for key in _keys(sample.context.names):
            _add(pages[sample.domain], key, float(sample.is_article), 1.0)
    articles = sum(sample.is_article for sample in samples) / max(len(samples), 1)
    return _weights(pages, articles)


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


def _weights(shares: _Shares[Key], prior: float) -> dict[Key, float]:
    """The log odds of each word, above those of any text."""
    sums: dict[Key, list[float]] = {}
    for domain in shares.values():
        for key, (part, whole) in domain.items():
            _add(sums, key, part / whole, 1.0)
    prior = min(max(prior, 0.01), 0.99)
    found = {
        key: round(_log_odds((part + _SHRINKAGE * prior) / (sites + _SHRINKAGE)), 2)
        - round(_log_odds(prior), 2)
        for key, (part, sites) in sums.items()
        if sites >= _MIN_SITES
    }
    return {key: weight for key, weight in found.items() if abs(weight) >= _MIN_WEIGHT}


def _log_odds(share: float) -> float:
    share = min(max(share, 0.005), 0.995)
    return math.log(share / (1 - share))


def domains_of(samples: Iterable[Sample]) -> frozenset[str]:
    """The registered domains of the pages."""
    return frozenset(sample.domain for sample in samples)
