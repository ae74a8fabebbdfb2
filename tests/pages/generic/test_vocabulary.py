"""Weights of words of class names and of lines."""

from __future__ import annotations

import pytest

from newsscraper.pages.generic.characters import Characters
from newsscraper.pages.generic.vocabulary import Vocabulary
from newsscraper.pages.generic.words import Words

NAMES = Vocabulary(names={"story": 2.0, "related": -3.0, "share": -1.5})
MOST = 120


def words(*lines: str) -> Words:
    return Words(Characters(list(lines)), MOST)


def keys(line: str) -> list[int]:
    found: list[int] = words(line).keys().tolist()
    return found


def beginning(line: str) -> int:
    return int(words(line).beginnings()[0])


@pytest.mark.parametrize(
    ("names", "weights"),
    [
        ("story", (2.0, 0.0)),
        ("story-related", (-1.0, -3.0)),
        ("share related", (-4.5, -3.0)),
        ("unknown", (0.0, 0.0)),
        ("", (0.0, 0.0)),
    ],
)
def test_weights_of_class_names(names: str, weights: tuple[float, float]):
    assert NAMES.of_names(names) == weights
    assert NAMES.of_names(names) == weights  # from the cache


def test_more_names_than_are_remembered():
    vocabulary = Vocabulary(names={"story": 2.0})
    assert {vocabulary.of_names(f"story x{number}x") for number in range(20_100)} == {(2.0, 0.0)}


def test_weights_of_lines():
    vocabulary = Vocabulary(
        words={
            beginning("read also"): -4.0,
            keys("read")[0]: -1.0,
            keys("also")[0]: -2.0,
            keys("mayor")[0]: 0.25,
        }
    )
    lines = words("Read also", "READ, also!", "«Read»", "Nothing known here", "...", "The mayor")
    mean, least, first = vocabulary.of_lines(lines)
    assert mean.tolist() == pytest.approx([-1.0, -1.0, -0.5, 0.0, 0.0, 0.125])
    assert least.tolist() == pytest.approx([-2.0, -2.0, -1.0, 0.0, 0.0, 0.25])
    assert first.tolist() == pytest.approx([-4.0, -4.0, 0.0, 0.0, 0.0, 0.0])


def test_without_words_or_weights():
    mean, least, first = Vocabulary().of_lines(words("...", "!"))
    assert (mean.tolist(), least.tolist(), first.tolist()) == ([0, 0], [0, 0], [0, 0])
    assert Vocabulary().of_lines(words("one two"))[0].tolist() == [0]
