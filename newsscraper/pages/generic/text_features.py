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
from newsscraper.pages.generic.context import MAX_STATEMENT, Context, letters_of
from newsscraper.pages.generic.vocabulary import Vocabulary
from newsscraper.pages.generic.words import Words

Array = NDArray[Any]

MAX_LINE = 120
"""Characters of a line whose words are looked at."""

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
        most[number:] = MAX_STATEMENT
        counts = characters.counts()[:number]
        self.length = counts.sum(axis=1).astype(np.float32)
        self.linked = np.array(blocks.linked, dtype=np.float32)
        self.columns: dict[str, Array] = {}
        self._add_characters(counts)
        first, last = characters.at_ends()
        self.columns |= {"first character": first[:number], "last character": last[:number]}
        self._add_markup(blocks)
        self._add_words(Words(characters, most), blocks, vocabulary)
        occurrences = Counter(texts)
        self.columns["in the JSON-LD"] = _in_linked_data(texts, context.body)
        self.columns["occurrences"] = np.array([occurrences[text] for text in texts])

    def _add_characters(self, counts: Array) -> None:
        """Lengths, and the shares of the classes of characters."""
        length = self.length
        words = counts[:, SPACE].astype(np.float32) + 1
        sentences = counts[:, SENTENCE].astype(np.float32)
        self.running = np.where(
            (length >= _MIN_SENTENCE) & (sentences > 0) & (self.linked * 2 < length), length, 0
        ).astype(np.float32)
        """Length of the text if it is running text, else 0."""
        self.columns |= {
            "length": np.log1p(length),
            "words": words,
            "word length": length / words,
            "sentence marks": sentences,
            "sentence marks per length": sentences / length,
            "commas": counts[:, COMMA],
            "commas per length": counts[:, COMMA] / length,
            "digits": counts[:, DIGIT] / length,
            "capitals": counts[:, UPPER] / length,
            "quotation marks": counts[:, QUOTE],
            "other marks": counts[:, OTHER] / length,
            "colons": counts[:, COLON] / length,
        }

    def _add_markup(self, blocks: Blocks) -> None:
        """What is a link or emphasised, and what stands before the text."""
        links = np.array(blocks.links)
        self.columns |= {
            "linked": self.linked / self.length,
            "links": links,
            "links per word": links / self.columns["words"],
            "emphasised": np.array(blocks.emphasised) / self.length,
            "breaks": np.minimum(np.array(blocks.breaks), 3),
            "images": np.minimum(np.array(blocks.images), 3),
        }

    def _add_words(self, words: Words, blocks: Blocks, vocabulary: Vocabulary) -> None:
        """The weights of the words, and how many of them the head has too."""
        number = len(blocks)
        mean, least, beginning = vocabulary.of_lines(words)
        of_names = vocabulary.of_names
        inline = [of_names(names)[1] if names else 0.0 for names in blocks.inline_names]
        of_title, title = (share[:number] for share in _shares(words, number))
        of_description, _ = _shares(words, number + 1)
        self.title = of_title * title
        """How much each text is like the title."""
        self.columns |= {
            "word weights": mean[:number],
            "least word weight": least[:number],
            "beginning": beginning[:number],
            "inline names": np.array(inline, dtype=np.float32),
            "words of the title": of_title,
            "share of the title": title,
            "words of the description": of_description[:number],
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
