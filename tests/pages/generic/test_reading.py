"""Which blocks are kept, and the element around them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from newsscraper.pages.generic.blocks import Blocks
from newsscraper.pages.generic.choice import threshold
from newsscraper.pages.generic.context import Context
from newsscraper.pages.generic.model import DEFAULT, KINDS, load
from newsscraper.pages.generic.reading import Reading, read_page
from tests.pages.generic.trees import blocks_of, tree

MODEL = load(DEFAULT)


def reading(blocks: Blocks, probabilities: list[float]) -> Reading:
    found = np.array(probabilities)
    return Reading(blocks, Context(), found, found, {})


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
    assert reading(blocks, [1.0, 0.6]).kept == [0, 1]


def test_the_main_element_is_the_smallest_with_nearly_all_of_the_text():
    blocks = blocks_of(
        "<div id=page><nav><p>Menu</p></nav><div id=story><h1>Titre</h1><div id=text>"
        f"<p id=one>{'a' * 300}</p><p id=two>{'b' * 300}</p></div></div></div>"
    )
    element = reading(blocks, [0.0, 0.9, 0.9, 0.9]).main_element
    assert element is not None
    assert element.get("id") == "text"
    element = reading(blocks, [0.0, 0.0, 0.9, 0.0]).main_element
    assert element is not None
    assert element.get("id") == "one"


def test_a_page_without_text():
    found = read_page(tree("<div><img src=a></div>"), MODEL)
    assert (found.kept, found.main_element) == ([], None)
    assert found.of_any_page(MODEL).kept == []
    assert found.article_score("https://www.example.org/x", MODEL) == 0


@pytest.mark.parametrize(
    "body", ["x", "<p>.</p>", "<a href='/'>x</a>", "<p>\ud800</p>", "<p>😀</p>"]
)
def test_a_page_of_one_short_block(body: str):
    root = tree("<p>x</p>")
    root.find(".//p").text = None if body == "<p>\ud800</p>" else body
    found = read_page(root, MODEL)
    for each in (found, found.of_any_page(MODEL)):
        assert all(0 <= value <= 1 for value in each.probabilities)
    assert 0 <= found.article_score(None, MODEL) <= 1
    assert found.other_kind(None, MODEL) in (None, *KINDS)


@pytest.mark.parametrize(
    "url", [None, "", "x", "https://[", "https://a.example/2026/01/x-y_1.html?q"]
)
def test_any_address_has_a_score(url: str | None):
    found = read_page(tree("<p>Une phrase, et une autre.</p>"), MODEL)
    assert 0 <= found.article_score(url, MODEL) <= 1


def test_probabilities_are_the_same_at_each_call():
    root = tree("".join(f"<p class='c{number % 7}'>Phrase {number}.</p>" for number in range(60)))
    one, two = (read_page(root, MODEL).probabilities for _ in range(2))
    assert np.array_equal(one, two)
