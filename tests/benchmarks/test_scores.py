"""The measures, on texts small enough to count by hand."""

from __future__ import annotations

import pytest

from benchmarks.news.scores import (
    GRAMS,
    SNIPPETS,
    WORDS,
    Counts,
    by_means,
    by_page,
    by_sums,
    measures_of,
    page_f1,
    spread,
)
from tests.benchmarks.made_up import page


def test_runs_of_four_words_are_shares_of_a_page():
    # Expected: abcd bcde. Found: bcde cdef.
    assert GRAMS.count(page(body="a b c d e"), "b, c d\ne f") == Counts(1 / 3, 1 / 3, 1 / 3)


@pytest.mark.parametrize(
    ("body", "text", "counts"),
    [
        ("a b", "a b", (1, 0, 0)),  # shorter than four words: one run
        ("a b", "A b", (0, 0.5, 0.5)),  # case counts
        ("", "", (0, 0, 0)),
        ("a b c d", "", (0, 0, 1)),
        ("", "a b c d", (0, 1, 0)),
        ("a a a a a", "a a a a", (0.5, 0, 0.5)),  # as often as they occur
    ],
)
def test_runs_of_short_and_empty_texts(body, text, counts):
    assert GRAMS.count(page(body=body), text) == counts


def test_pages_without_text_count_for_recall_only():
    score = by_means([Counts(0.5, 0.5, 0), Counts(0, 0, 1)])
    assert score == (0.5, 0.5, 0.5)
    assert by_means([]) == (0, 0, 0)


def test_words_are_compared_in_lower_case():
    counts = WORDS.count(page(body="The harbour, the pier"), "THE harbour reopens")
    assert counts == Counts(2, 1, 2)
    assert page_f1(counts) == pytest.approx(4 / 7)
    assert page_f1(Counts(0, 0, 0)) == 1
    assert by_page([Counts(1, 0, 0), Counts(0, 0, 1)]).f1 == 0.5


def test_snippets_are_counted_over_all_pages():
    one = page(body=None, present=("two  weeks", "northern"), absent=("Share this",))
    counts = SNIPPETS.count(one, "after two\nweeks. Share   this")
    assert counts == Counts(1, 1, 1)
    assert by_sums([counts, Counts(3, 0, 0)]) == pytest.approx((8 / 10, 4 / 5, 4 / 5))
    assert by_sums([]) == (0, 0, 0)


def test_each_set_has_its_measures():
    names = {name: [measure.name for measure in measures_of(name)] for name in ("wcxb", "fundus")}
    assert names == {"wcxb": ["words", "4-grams"], "fundus": ["4-grams"]}
    assert measures_of("trafilatura") == (SNIPPETS,)


def test_the_same_texts_have_no_spread():
    some = [Counts(0.5, 0.25, 0.25), Counts(1, 0, 0), Counts(0, 0, 1)]
    assert spread(by_means, some, some) == 0
    assert spread(by_means, some, [Counts(1, 0, 0)] * 3) > 0
