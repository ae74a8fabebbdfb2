"""Which blocks are kept, and the element around them."""

from __future__ import annotations

import numpy as np
import pytest

from newsscraper.pages.generic.blocks import Blocks
from newsscraper.pages.generic.context import Context
from newsscraper.pages.generic.model import DEFAULT, KINDS, load
from newsscraper.pages.generic.reading import Reading, read_page
from tests.pages.generic.trees import blocks_of, tree

MODEL = load(DEFAULT)


def reading(blocks: Blocks, probabilities: list[float]) -> Reading:
    found = np.array(probabilities)
    return Reading(blocks, Context(), found, found, {})


def test_the_main_element_is_the_smallest_with_nearly_all_of_the_text():
    blocks = blocks_of(
        "<div id=page><aside><p>Menu</p></aside><div id=story><h1>Titre</h1><div id=text>"
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
