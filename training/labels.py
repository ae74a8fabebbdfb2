"""Which blocks of a page belong to its article, according to the page's gold text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_LONG = 4
_ENOUGH = 0.5


def labels_of_body(texts: Sequence[str], groups: Sequence[int], body: str) -> list[float]:
    """The share of each block's text that is in the gold text.

    Shares are of sequences of four words; a shorter block is in the gold text if its words
    stand there in this order. Text that the page has more often than the gold text counts where
    more of the text around it is gold.

    Args:
        texts: The blocks.
        groups: For each block the number of its element; blocks of an element are judged together
            if their text is there twice.
        body: The gold text.

    """
    gold = _WORD.findall(body.lower())
    left = Counter(_shingles(gold, _LONG))
    lines = {" ".join(_WORD.findall(line.lower())) for line in body.splitlines()}
    joined = f" {' '.join(gold)} "
    shares: list[float] = []
    words_of = [_WORD.findall(text.lower()) for text in texts]
    for words in words_of:
        if len(words) >= _LONG:
            found = _shingles(words, _LONG)
            shares.append(sum(shingle in left for shingle in found) / len(found))
        else:
            shares.append(float(bool(words) and " ".join(words) in lines))
    _settle_repeated(words_of, groups, shares)
    _add_short(words_of, shares, joined)
    return shares


def _shingles(words: list[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(words[k : k + size]) for k in range(len(words) - size + 1)]


def _settle_repeated(words_of: list[list[str]], groups: Sequence[int], shares: list[float]) -> None:
    """Keep one copy of a text that the page has twice: that of the element with most gold text."""
    weight: Counter[int] = Counter()
    for words, group, share in zip(words_of, groups, shares, strict=True):
        weight[group] += len(words) * (share > _ENOUGH)
    copies: dict[str, list[int]] = {}
    for place, words in enumerate(words_of):
        if len(words) >= _LONG and shares[place] > _ENOUGH:
            copies.setdefault(" ".join(words), []).append(place)
    for places in copies.values():
        if len(places) > 1:
            best = max(places, key=lambda place: (weight[groups[place]], -place))
            for place in places:
                if place != best:
                    shares[place] = 0.0


def _add_short(words_of: list[list[str]], shares: list[float], joined: str) -> None:
    """Short blocks between gold blocks belong to the text if it has their words in this order."""
    for place, words in enumerate(words_of):
        if 0 < len(words) < _LONG and f" {' '.join(words)} " in joined:
            before = next((s for s in reversed(shares[max(0, place - 2) : place])), 0.0)
            after = next(iter(shares[place + 1 : place + 2]), 0.0)
            near = before > _ENOUGH and after > _ENOUGH
            shares[place] = max(shares[place] if near or shares[place] == 0 else 0.5, float(near))


def labels_of_snippets(
    texts: Sequence[str], wanted: Sequence[str], unwanted: Sequence[str]
) -> list[float | None]:
    """1 for blocks with a text that must appear, 0 for those with one that must not, else None."""
    found: list[float | None] = [None] * len(texts)
    for snippets, label in ((wanted, 1.0), (unwanted, 0.0)):
        for snippet in snippets:
            parts = " ".join(snippet.split())
            for place, text in enumerate(texts):
                if parts and (parts in text or (len(text) > 20 and text in parts)):
                    found[place] = label
    return found
