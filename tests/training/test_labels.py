"""Which blocks of a page belong to its gold text, on small invented pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.labels import labels_of_body, labels_of_snippets

ONE = "The harbour of Larache reopened on Tuesday morning."
TWO = "Some forty boats left before noon, said the authority."
THREE = "The repair of the mole will take until summer."


def labels(texts: list[str], body: str, groups: list[int] | None = None) -> list[float]:
    return labels_of_body(texts, groups or [0] * len(texts), body)


def test_the_blocks_of_the_text_are_labelled():
    texts = ["Home News Sport Culture", ONE, TWO, "Read the other news of the day here", THREE]
    assert labels(texts, "\n".join([ONE, TWO, THREE])) == [0, 1, 1, 0, 1]


def test_case_and_marks_make_no_difference():
    assert labels([ONE.upper()], f"«{ONE[:-1]}»!") == [1]


def test_a_block_that_is_partly_gold_has_a_share():
    [share] = labels([f"{ONE} Photo: our own archive, all rights reserved here."], ONE)
    assert 0.2 < share < 0.6


def test_of_a_repeated_text_the_copy_with_most_gold_around_counts():
    texts = [ONE, "An unrelated line of the menu", ONE, TWO, THREE]
    body = "\n".join([ONE, TWO, THREE])
    assert labels(texts, body, [1, 1, 2, 2, 2]) == [0, 0, 1, 1, 1]
    assert labels([ONE, ONE], ONE, [1, 2]) == [1, 0]


def test_short_blocks_count_at_their_place_only():
    texts = ["What next", ONE, "What next", TWO, "Share", "The end"]
    body = "\n".join([ONE, "What next?", TWO, "The end."])
    assert labels(texts, body) == [0, 1, 1, 1, 0, 1]


def test_short_blocks_come_in_the_order_of_the_text():
    body = "\n".join([ONE, "First point", "Second point", TWO])
    assert labels([ONE, "First point", "Second point", TWO], body) == [1, 1, 1, 1]
    assert labels([ONE, "Second point", "First point", TWO], body) == [1, 1, 0, 1]


def test_part_of_a_word_is_not_the_word():
    body = "\n".join([ONE, "Shareholders met", TWO])
    assert labels([ONE, "Share", TWO], body) == [1, 0, 1]


def test_no_text():
    assert labels([], ONE) == []
    assert labels([ONE, "Share", ""], "") == [0, 0, 0]


@given(
    st.lists(st.text(alphabet="ab c.", max_size=20), max_size=8),
    st.text(alphabet="ab c.\n", max_size=80),
)
def test_any_page_has_a_share_per_block(texts: list[str], body: str):
    found = labels(texts, body, list(range(len(texts))))
    assert len(found) == len(texts)
    assert all(0 <= share <= 1 for share in found)


@pytest.mark.parametrize(
    ("texts", "wanted", "unwanted", "expected"),
    [
        ([ONE, "Menu", TWO], ["harbour of  Larache"], ["Menu"], [1, 0, None]),
        # A short snippet that is on the page twice may be any of the two.
        (["Title", "Title", ONE], ["Title"], [], [None, None, None]),
        # A snippet that runs over several blocks is in each of them that is long.
        ([ONE, "x", TWO], [f"{ONE} {TWO} {THREE}"], [], [1, None, 1]),
        ([ONE], [""], [" "], [None]),
    ],
)
def test_snippets(
    texts: list[str], wanted: list[str], unwanted: list[str], expected: list[float | None]
):
    assert labels_of_snippets(texts, wanted, unwanted) == expected
