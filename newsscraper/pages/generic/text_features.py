"""The features of each block's own text."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsscraper.pages.generic.blocks import Blocks
from newsscraper.pages.generic.characters import (
    COLON,
    COMMA,
    DIGIT,
    OTHER,
    QUOTE,
    SENTENCE,
    SPACE,
    UPPER,
    Characters,
)
from newsscraper.pages.generic.context import Context, letters_of
from newsscraper.pages.generic.vocabulary import Vocabulary
from newsscraper.pages.generic.words import Words

Array = NDArray[Any]

MAX_LINE = 120
"""Characters of a line whose words are looked at."""

_MAX_STATEMENT = 2000
_MIN_LINKED_DATA = 200
_MIN_COMPARED = 25
_MAX_START = 90
_START = 50
_MIN_SENTENCE = 60
"""Characters of a text that counts as running text if it has a sentence mark."""


class TextFeatures:
    """The texts of a page in numbers."""

    def __init__(self, blocks: Blocks, context: Context, vocabulary: Vocabulary) -> None:
        texts = blocks.texts
        number = len(texts)
        # The title and the description are two more lines.
        characters = Characters([*texts, context.title or " ", context.description or " "])
        most = np.full(number + 2, MAX_LINE)
        most[number:] = _MAX_STATEMENT
        words = Words(characters, most)
        counts = characters.counts()[:number]
        first, last = (classes[:number] for classes in characters.at_ends())
        self.length = counts.sum(axis=1).astype(np.float32)
        self.words = counts[:, SPACE].astype(np.float32) + 1
        self.linked = np.array(blocks.linked, dtype=np.float32)
        self.sentences = counts[:, SENTENCE].astype(np.float32)
        self.running = np.where(
            (self.length >= _MIN_SENTENCE) & (self.sentences > 0) & (self.linked * 2 < self.length),
            self.length,
            0,
        ).astype(np.float32)
        """Length of the text if it is running text, else 0."""
        mean, least, beginning = (found[:number] for found in vocabulary.of_lines(words))
        inline = np.array(
            [vocabulary.of_names(names)[1] if names else 0.0 for names in blocks.inline_names],
            dtype=np.float32,
        )
        of_title, title = _shares(words, number)
        of_description, _ = _shares(words, number + 1)
        of_title, title, of_description = of_title[:number], title[:number], of_description[:number]
        self.title = of_title * title
        occurrences = Counter(texts)
        length = self.length
        links = np.array(blocks.links)
        self.columns: dict[str, Array] = {
            "length": np.log1p(length),
            "words": self.words,
            "word length": length / self.words,
            "sentence marks": self.sentences,
            "sentence marks per length": self.sentences / length,
            "commas": counts[:, COMMA],
            "commas per length": counts[:, COMMA] / length,
            "digits": counts[:, DIGIT] / length,
            "capitals": counts[:, UPPER] / length,
            "quotation marks": counts[:, QUOTE],
            "other marks": counts[:, OTHER] / length,
            "colons": counts[:, COLON] / length,
            "first": first,
            "last": last,
            "linked": self.linked / length,
            "links": links,
            "links per word": links / self.words,
            "emphasised": np.array(blocks.emphasised) / length,
            "breaks": np.minimum(np.array(blocks.breaks), 3),
            "images": np.minimum(np.array(blocks.images), 3),
            "word weights": mean,
            "least word weight": least,
            "beginning": beginning,
            "inline names": inline,
            "words of the title": of_title,
            "share of the title": title,
            "words of the description": of_description,
            "in the JSON-LD": _in_linked_data(texts, context.body),
            "occurrences": np.array([occurrences[text] for text in texts]),
        }


def _shares(words: Words, other: int) -> tuple[Array, Array]:
    """The share of each line's words that a certain line has, and of that line's words in each."""
    number = len(words.counts)
    begin = int(words.firsts[other])
    wanted = np.unique(words.numbers[begin : begin + int(words.counts[other])])
    if not len(wanted):
        return np.zeros(number), np.zeros(number)
    places = np.minimum(np.searchsorted(wanted, words.numbers), len(wanted) - 1)
    found = np.flatnonzero(wanted[places] == words.numbers)
    pairs = np.unique(words.lines[found] * len(wanted) + places[found])  # each word once a line
    common = np.bincount(pairs // len(wanted), minlength=number)
    return common / np.maximum(words.counts, 1), common / len(wanted)


def _in_linked_data(texts: list[str], body: str) -> Array:
    """For each text whether its beginning is in the text of the JSON-LD; -1 without one."""
    if len(body) < _MIN_LINKED_DATA:
        return np.full(len(texts), -1)
    return np.array(
        [
            len(text) >= _MIN_COMPARED and letters_of(text[:_MAX_START])[:_START] in body
            for text in texts
        ]
    )
