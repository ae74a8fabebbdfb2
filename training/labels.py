"""Which blocks of a page belong to its article, according to the page's gold text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_LONG = 4
_ENOUGH = 0.5
_MIN_PART = 20
_MAX_TITLE = 120


def labels_of_body(texts: Sequence[str], groups: Sequence[int], body: str) -> list[float]:
    """The share of each block's text that is in the gold text.

    Shares are of sequences of four words; a shorter block is in the gold text if its words
    stand there in this order. Text that the page has more often than the gold text counts where
    more of the text around it is gold.

    Args:
        texts: The blocks.
        groups: For each block the number of its element; blocks of an element are judged together
            if their text is repeated.
        body: The gold text.

    """
    gold = _WORD.findall(body.lower())
    left = Counter(_shingles(gold, _LONG))
    shares: list[float] = []
    words_of = [_WORD.findall(text.lower()) for text in texts]
    for words in words_of:
        if len(words) >= _LONG:
            found = _shingles(words, _LONG)
            shares.append(sum(shingle in left for shingle in found) / len(found))
        else:
            shares.append(0.0)
    _settle_repeated(words_of, groups, shares)
    _add_short(words_of, shares, gold)
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


def _add_short(words_of: list[list[str]], shares: list[float], gold: list[str]) -> None:
    """Short blocks belong to the text if the gold text has their words at this place.

    The place is between the gold blocks before and after, as far as the gold text has them in the
    page's order.
    """
    places: dict[tuple[str, ...], int] = {}
    for place in range(len(gold) - _LONG, -1, -1):
        places[tuple(gold[place : place + _LONG])] = place
    position = 0
    waiting: list[int] = []
    for number, words in enumerate([*words_of, gold[-_LONG:]]):
        if len(words) < _LONG and number < len(words_of):
            if words:
                waiting.append(number)
            continue
        if number < len(words_of) and shares[number] <= _ENOUGH:
            continue
        begin = places.get(tuple(words[:_LONG]))
        if number == len(words_of):
            begin = len(gold)
        if begin is not None and begin >= position:
            between = f" {' '.join(gold[position:begin])} "
            for short in waiting:
                text = f" {' '.join(words_of[short])} "
                if text in between:
                    shares[short] = 1.0
                    between = between[between.index(text) + len(text) - 1 :]
        if begin is not None:
            last = places.get(tuple(words[-_LONG:]))
            position = last + _LONG if last is not None and last >= begin else begin + _LONG
        waiting = []


def labels_of_snippets(
    texts: Sequence[str], wanted: Sequence[str], unwanted: Sequence[str]
) -> list[float | None]:
    """1 for blocks with a text that must appear, 0 for those with one that must not, else None."""
    found: list[float | None] = [None] * len(texts)
    for snippets, label in ((wanted, 1.0), (unwanted, 0.0)):
        for snippet in snippets:
            parts = " ".join(snippet.split())
            places = [
                place
                for place, text in enumerate(texts)
                if parts and (parts in text or (len(text) > _MIN_PART and text in parts))
            ]
            # A title is in menus and breadcrumbs too: which of the copies is meant is unknown.
            if len(places) == 1 or len(parts) > _MAX_TITLE:
                for place in places:
                    found[place] = label
    return found
