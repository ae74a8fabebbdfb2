"""Weights of words of class names and of lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsscraper.pages.generic.vocabulary import Vocabulary, line_keys, line_words

WORDS = Vocabulary(
    names={"story": 2.0, "related": -3.0, "share": -1.5},
    words={"^read also": -4.0, "read": -1.0, "also": -2.0, "~mayor": 0.5, "mayor": 0.25},
)


@pytest.mark.parametrize(
    ("names", "weights"),
    [
        ("story", (2.0, 0.0)),
        ("story-related", (-1.0, -3.0)),
        ("share related", (-4.5, -3.0)),
        ("unknown", (0.0, 0.0)),
    ],
)
def test_weights_of_class_names(names: str, weights: tuple[float, float]):
    assert WORDS.of_names(names) == weights
    assert WORDS.of_names(names) == weights  # from the cache


def test_more_names_than_the_cache_holds():
    words = Vocabulary(names={"story": 2.0})
    assert {words.of_names(f"story x{number}x") for number in range(20_100)} == {(2.0, 0.0)}


@pytest.mark.parametrize(
    ("line", "weights"),
    [
        ("Read also", (-1.0, -2.0, -4.0)),
        ("READ, also!", (-1.0, -2.0, 0.0)),
        ("«Read»", (-0.5, -1.0, 0.0)),
        ("Nothing known here", (0.0, 0.0, 0.0)),
        ("", (0.0, 0.0, 0.0)),
    ],
)
def test_weights_of_a_line(line: str, weights: tuple[float, float, float]):
    assert WORDS.of_line(line_words(line)) == pytest.approx(weights)


def test_words_of_long_lines_are_others():
    assert line_keys(line_words("The mayor"))[0] == "^the mayor"
    assert "mayor" in line_keys(line_words("The mayor spoke."))
    long_line = "The mayor spoke. " + "And so on. " * 12
    assert "~mayor" in line_keys(line_words(long_line))
    assert "mayor" not in line_keys(line_words(long_line))
    assert WORDS.of_line(line_words(long_line)) == (0.25, 0.5, 0.0)


@given(st.text(max_size=400))
def test_any_line_has_a_beginning(line: str):
    keys = line_keys(line_words(line))
    assert keys[0].startswith("^")
    assert len(keys) <= 31
