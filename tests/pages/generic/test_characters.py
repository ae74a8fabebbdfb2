"""Characters are counted by class, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsscraper.pages.generic.characters import (
    CLASSES,
    COLON,
    COMMA,
    DIGIT,
    LOWER,
    OTHER,
    QUOTE,
    SENTENCE,
    SPACE,
    UPPER,
    Characters,
)


def counted(text: str) -> dict[int, int]:
    found = Characters([text]).counts()
    return {number: int(count) for number, count in enumerate(found[0]) if count}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le Maire, 3.", {UPPER: 2, LOWER: 5, SPACE: 2, COMMA: 1, DIGIT: 1, SENTENCE: 1}),
        ("قال الوزير، أمس؛ لماذا؟", {LOWER: 17, SPACE: 3, COMMA: 2, SENTENCE: 1}),
        ("اس نے کہا۔", {LOWER: 7, SPACE: 2, SENTENCE: 1}),
        ("市長は、語った。", {LOWER: 6, COMMA: 1, SENTENCE: 1}),
        ("「市」：！？", {LOWER: 1, QUOTE: 2, COLON: 1, SENTENCE: 2}),
        ("١٢٣ ۴۵ १२ ²", {DIGIT: 8, SPACE: 3}),
        ("«a» “b” 'c'", {QUOTE: 6, LOWER: 3, SPACE: 2}),
        ("e\u0301", {LOWER: 2}),
        ("ǅ", {UPPER: 1}),
        ("a\u00a0b\u3000c", {LOWER: 3, SPACE: 2}),
        ("$+|@_\x00", {OTHER: 6}),
        ("\ud800\udfff", {OTHER: 2}),
        ("𐎀😀𝟙", {LOWER: 3}),
    ],
)
def test_each_class(text: str, expected: dict[int, int]):
    assert counted(text) == expected


def test_the_classes_of_both_ends():
    characters = Characters(["Oui.", "3 x", "،"])
    assert characters.counts().shape == (3, CLASSES)
    first, last = characters.at_ends()
    assert first.tolist() == [UPPER, DIGIT, COMMA]
    assert last.tolist() == [SENTENCE, LOWER, COMMA]


ON_ONE_LINE = st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=20)


@given(st.lists(ON_ONE_LINE, min_size=1, max_size=8))
def test_every_character_is_counted_once_and_in_its_own_text(texts: list[str]):
    found = Characters(texts).counts()
    assert found.sum(axis=1).tolist() == [len(text) for text in texts]
    assert [Characters([text]).counts()[0].tolist() for text in texts] == found.tolist()
