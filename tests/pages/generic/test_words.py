"""The words of lines as numbers: equal words have equal numbers, and others do not."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsscraper.pages.generic.characters import DIGIT, LOWER, OTHER, UPPER, Characters
from newsscraper.pages.generic.words import Words

LINES = st.lists(
    st.text(st.sampled_from("abcDÉé1م٣ ,.-_'\u0301 😀"), min_size=1, max_size=60),
    min_size=1,
    max_size=6,
)


OF_WORDS = (LOWER, UPPER, DIGIT, OTHER)


def words(*lines: str, most: int = 120) -> Words:
    return Words(Characters(list(lines)), most)


def split(line: str) -> list[str]:
    """The words of a line by another way: character by character."""
    classes = Characters([line]).classes.tolist()
    kept = (c if n in OF_WORDS else " " for c, n in zip(line, classes, strict=True))
    return "".join(kept).lower().split(" ")


@given(LINES)
def test_each_run_of_letters_digits_and_signs_is_a_word(lines: list[str]):
    found = words(*lines)
    expected = [[word for word in split(line) if word] for line in lines]
    assert found.counts.tolist() == [len(line) for line in expected]
    assert found.lines.tolist() == [n for n, line in enumerate(expected) for _ in line]
    flat = [word for line in expected for word in line]
    numbers = dict(zip(flat, found.numbers.tolist(), strict=True))
    assert [numbers[word] for word in flat] == found.numbers.tolist()
    # Characters outside the basic plane are all alike.
    assert len(set(numbers.values())) == len(numbers)


def test_words_of_long_lines_have_other_keys():
    short, long = words("The mayor spoke."), words("The mayor spoke. " + "And so on. " * 5)
    assert short.numbers.tolist() == long.numbers[:3].tolist()
    assert not set(short.keys().tolist()) & set(long.keys().tolist())
    assert short.beginnings().tolist() == long.beginnings().tolist()


def test_beginnings_are_the_first_two_words_in_their_order():
    found = words("Read also: the port", "READ ALSO", "also read", "read", "read read", "...")
    one, two, *others, none = found.beginnings().tolist()
    assert one == two
    assert len({one, *others}) == 4
    assert none == 0


def test_only_the_beginning_of_a_line_is_read():
    assert words("one two three", most=7).counts.tolist() == [2]
    limits = np.array([3, 13])
    assert Words(Characters(["one two three"] * 2), limits).counts.tolist() == [1, 3]


def test_a_very_long_word_and_no_word():
    found = words("a" * 5000 + " b", "...", most=10_000)
    assert found.counts.tolist() == [2, 0]
    assert words("...").keys().tolist() == []
    assert words("...").beginnings().tolist() == [0]


def test_a_sign_between_links_is_a_word():
    assert words("Home | News > Sport").counts.tolist() == [5]
    assert words("Home", "Read-also").counts.tolist() == [1, 1]


def test_numbers_are_the_same_in_every_process():
    """The weights in the package are found by them."""
    assert words("Read also").keys().tolist() == [3976220994, 797878918]
    assert words("Read also").beginnings().tolist() == [836750204]
