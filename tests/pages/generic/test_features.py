"""The features of blocks and pages: as many as blocks, all finite, and what some of them say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper.pages.generic.blocks import Blocks
from newsscraper.pages.generic.context import Context
from newsscraper.pages.generic.features import features, matrix, shifted
from newsscraper.pages.generic.model import DEFAULT, load
from newsscraper.pages.generic.neighbourhood import neighbourhood
from newsscraper.pages.generic.page_features import page_features
from newsscraper.pages.generic.vocabulary import Vocabulary
from newsscraper.pages.generic.walk import walk
from tests.pages.generic.trees import blocks_of, tree

SENTENCE = "Le conseil de la ville a voté hier le budget de la rue, dit le maire."
VOCABULARY = Vocabulary(names={"story": 2.0, "related": -3.0}, pages={"home": -2.0})


def columns_of(body: str, context: Context | None = None) -> dict[str, np.ndarray]:
    return features(blocks_of(body), context or Context(), VOCABULARY)


def test_the_features_of_texts():
    found = columns_of(f"<p>{SENTENCE}</p><p><a href='/x'>Menu</a> <b>gras</b></p><p>Menu</p>")
    assert found["sentence marks"].tolist() == [1, 0, 0]
    assert found["commas"].tolist() == [1, 0, 0]
    assert found["words"].tolist() == [16, 2, 1]
    assert found["linked"].tolist() == [0, pytest.approx(4 / 9), 0]
    assert found["emphasised"].tolist() == [0, pytest.approx(4 / 9), 0]
    assert found["occurrences"].tolist() == [1, 1, 1]
    assert columns_of("<p>a</p><p>b</p><p>a</p>")["occurrences"].tolist() == [2, 1, 2]


def test_likeness_to_the_title_and_to_the_linked_data():
    context = Context(
        title="Le conseil vote hier",
        description="Budget",
        body="".join(filter(str.isalnum, (SENTENCE * 5).lower())),
    )
    found = columns_of(f"<h1>Le conseil vote</h1><p>{SENTENCE}</p><p>Budget</p>", context)
    assert found["words of the title"][0] == 1
    assert found["share of the title"][0] == pytest.approx(0.75)
    assert found["words of the description"][2] == 1
    assert found["in the JSON-LD"].tolist() == [0, 1, 0]
    assert columns_of("<p>x</p>")["in the JSON-LD"].tolist() == [-1]


def test_the_features_of_places():
    found = columns_of(
        f"<aside><p>Menu</p></aside><div class=story><h2>Titre</h2><p>{SENTENCE}</p>"
        f"<p>{SENTENCE} Bis.</p></div><div class='related story'><ul><li>Autre</li></ul></div>"
    )
    assert found["in aside"].tolist() == [1, 0, 0, 0, 0]
    assert found["in item"].tolist() == [0, 0, 0, 0, 1]
    assert found["in main text"].tolist() == [0, 1, 1, 1, 0]
    assert found["after start of main text"].tolist() == [-1, 0, 1, 2, 3]
    assert found["names"].tolist() == [0, 2, 2, 2, -1]
    assert found["least name"].tolist() == [0, 0, 0, 0, -3]
    assert found["running blocks before"].tolist() == [0, 0, 0, 1, 2]
    assert found["heading: distance"].tolist() == [-1, -1, 1, 2, 3]
    assert found["level 0: blocks"].tolist() == [1, 1, 1, 1, 1]
    assert found["level 1: blocks"].tolist() == [1, 3, 3, 3, 1]
    assert found["place"].tolist() == pytest.approx([0, 0.2, 0.4, 0.6, 0.8])


def test_branches_that_are_alike():
    """Of three articles on a page, the longest is the main text, and the others look like it."""
    short = f"<p>{SENTENCE}</p>"
    found = columns_of(
        f"<div><div class=post>{short}</div><div class=post>{short * 3}</div>"
        f"<div class=box>{short}</div></div>"
    )
    assert found["main text: alike"].tolist() == [1, 0, 0, 0, 0]


def test_values_at_a_distance():
    values = np.array([1.0, 2.0, 3.0])
    assert shifted(values, 1, -1).tolist() == [2, 3, -1]
    assert shifted(values, -2, -1).tolist() == [-1, -1, 1]
    assert shifted(values, 3, -1).tolist() == [-1, -1, -1]


def test_the_matrix_has_the_rows_asked_for():
    found = matrix({"a": np.array([1, 2]), "b": np.array([True, False])}, ("b", "a", "b"))
    assert found.dtype == np.float32
    assert found.tolist() == [[1, 0], [1, 2], [1, 0]]


def test_the_features_of_pages():
    blocks = blocks_of(f"<h1>Titre</h1><p>{SENTENCE}</p><p>Prix : 30 € ()</p>")
    context = Context(
        types=frozenset(["newsarticle", "og:article"]),
        metadata=frozenset(["article:published_time", "author"]),
        names="home page",
    )
    found = page_features(
        blocks,
        np.array([0.2, 0.9, 0.1]),
        context,
        VOCABULARY,
        "https://a.example/2026/01/le-port.html?x=1",
    )
    assert found["kept"] == found["long unkept"] + 1 == found["prices"] == 1
    assert found["article type"] == 2
    assert (found["names"], found["least name"]) == (-2, -2)
    assert (found["depth"], found["hyphens"], found["year"], found["query"]) == (3, 1, True, 3)
    assert found["share"] == pytest.approx(len(SENTENCE) / sum(map(len, blocks.texts)))


PIECES = (
    "<p> </p> <div class='story'> <div class='related'> </div> <a href='/x'> </a> <b> <br> <li>"
    " <ul> <table> <tr> <td> mot, كلمة؟ 市。 <img> <h1> </h1> <h2> <figure> <span class='story'>"
    " <nav> 3€"
).split(" ")


def assert_finite(columns: dict[str, np.ndarray], number: int) -> None:
    for name, values in columns.items():
        assert values.shape == (number,), name
        assert np.isfinite(values.astype(np.float64)).all(), name


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(deadline=None, max_examples=120)
def test_features_are_finite_on_any_page(content: str):
    root = tree(f"mot {content}", "<title>Un mot, كلمة</title>")
    blocks: Blocks = walk(root.find("body"))
    number = len(blocks)
    context = Context.of(root)
    columns = features(blocks, context, load(DEFAULT).vocabulary)
    assert_finite(columns, number)
    for first in (np.zeros(number), np.ones(number), np.linspace(0, 1, number)):
        assert_finite(neighbourhood(blocks, first), number)
        page = page_features(blocks, first, context, VOCABULARY, None)
        assert all(np.isfinite(float(value)) for value in page.values())
