"""Which blocks are kept, according to their probabilities."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from newsscraper.pages.generic.choice import chosen, threshold
from tests.pages.generic.trees import blocks_of


def expected_f1(lengths: list[int], probabilities: list[float], kept: list[int]) -> float:
    """Twice the expected right text, divided by the kept and the expected text."""
    right = sum(lengths[block] * probabilities[block] for block in kept)
    whole = sum(map(np.prod, zip(lengths, probabilities, strict=True)))
    return float(2 * right / (sum(lengths[block] for block in kept) + whole))


@pytest.mark.parametrize(
    ("texts", "probabilities"),
    [
        (["aaaa", "bb", "cccccc"], [0.9, 0.2, 0.8]),
        (["aaaa", "bb", "cccccc", "d"], [0.3, 0.25, 0.1, 0.02]),
        (["aa", "bb", "cc"], [0.4, 0.4, 0.4]),
    ],
)
def test_the_threshold_has_the_best_expected_f1(texts: list[str], probabilities: list[float]):
    blocks = blocks_of("".join(f"<p>{text}</p>" for text in texts))
    found = threshold(blocks, np.array(probabilities))
    kept = [number for number, value in enumerate(probabilities) if value >= found]
    lengths = [len(text) for text in texts]
    every = itertools.chain.from_iterable(
        itertools.combinations(range(len(texts)), size) for size in range(1, len(texts) + 1)
    )
    best = max(expected_f1(lengths, probabilities, list(some)) for some in every)
    assert expected_f1(lengths, probabilities, kept) == pytest.approx(best)


def test_a_block_that_is_likelier_than_not_is_kept():
    blocks = blocks_of(f"<p>{'a' * 900}</p><p>b</p>")
    assert threshold(blocks, np.array([1.0, 0.6])) <= 0.5
    assert chosen(blocks, np.array([1.0, 0.6])) == [0, 1]


def kept_of(body: str, probabilities: list[float]) -> list[int]:
    return chosen(blocks_of(body), np.array(probabilities))


def test_a_few_likely_lines_between_kept_ones_are_kept():
    body = "<p>aaaaaaaaaaaa</p><p>b</p><p>c</p><p>dddddddddddd</p>"
    assert kept_of(body, [1.0, 0.35, 0.4, 1.0]) == [0, 1, 2, 3]
    assert kept_of(body, [1.0, 0.05, 0.4, 1.0]) == [0, 3]
    assert kept_of(body, [1.0, 0.35, 0.4, 0.05]) == [0]


def test_readers_comments_are_left_out_unless_most_of_the_text_is_there():
    body = "<p>aaaaaaaaaaaa</p><div id=comments><p>bbb</p><p>c</p></div>"
    assert kept_of(body, [1.0, 0.9, 0.9]) == [0]
    body = "<p>aaa</p><div class=comments><p>bbbbbbbbbbb</p><p>c</p></div>"
    assert kept_of(body, [1.0, 0.9, 0.9]) == [0, 1, 2]
    body = f"<p>{'a' * 1000}</p><div class=comments><p>{'b' * 3000}</p></div>"
    assert kept_of(body, [1.0, 0.9]) == [0]
