"""The features of each block's own text."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsscraper.pages.generic import characters
from newsscraper.pages.generic.blocks import Blocks
from newsscraper.pages.generic.characters import COMMA, DIGIT, QUOTE, SENTENCE, SPACE, UPPER
from newsscraper.pages.generic.context import Context, letters_of
from newsscraper.pages.generic.vocabulary import Vocabulary, line_words

Array = NDArray[Any]

_MAX_COMPARED = 60
_UNLIKE = (0.0, 0.0, 0.0)
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
        counts, first, last = characters.counts(texts)
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
        words = [line_words(text) for text in texts]
        weights = np.array([vocabulary.of_line(line) for line in words], dtype=np.float32)
        weights = weights.reshape(number, 3)
        inline = np.array(
            [vocabulary.of_names(names)[1] if names else 0.0 for names in blocks.inline_names],
            dtype=np.float32,
        )
        likeness = np.array(_likeness(words, context), dtype=np.float32).reshape(number, 3)
        self.title = likeness[:, 0] * likeness[:, 1]
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
            "other marks": counts[:, characters.OTHER] / length,
            "colons": counts[:, characters.COLON] / length,
            "first": first,
            "last": last,
            "linked": self.linked / length,
            "links": links,
            "links per word": links / self.words,
            "emphasised": np.array(blocks.emphasised) / length,
            "breaks": np.minimum(np.array(blocks.breaks), 3),
            "images": np.minimum(np.array(blocks.images), 3),
            "word weights": weights[:, 0],
            "least word weight": weights[:, 1],
            "beginning": weights[:, 2],
            "inline names": inline,
            "words of the title": likeness[:, 0],
            "share of the title": likeness[:, 1],
            "words of the description": likeness[:, 2],
            "in the JSON-LD": _in_linked_data(texts, context.body),
            "occurrences": np.array([occurrences[text] for text in texts]),
        }


def _likeness(lines: list[list[str]], context: Context) -> list[tuple[float, float, float]]:
    """Compare the words of short lines with the head.

    Returns for each line the share of its words in the title, the share of the title's words in it,
    and the share of its words in the description.
    """
    title, description = context.title, context.description
    either = title | description
    found = [_UNLIKE] * len(lines)
    for number, line in enumerate(lines):
        if len(line) <= _MAX_COMPARED and not either.isdisjoint(line):
            words = set(line)
            common = len(words & title)
            found[number] = (
                common / len(words),
                common / max(len(title), 1),
                len(words & description) / len(words),
            )
    return found


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
