"""The weights are written and read without a loss, always to the same bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from newsscraper.pages.generic import model
from newsscraper.pages.generic.model import DEFAULT, KINDS, Model, domain_hash, load, save
from newsscraper.pages.generic.score import is_article_score
from newsscraper.pages.generic.vocabulary import Vocabulary

PAGE = "<html><body><h1>Titre</h1><p>Une phrase, et encore une. La fin.</p></body></html>"


@pytest.fixture
def weights() -> Model:
    return load(DEFAULT)


def assert_equal(one: Model, other: Model) -> None:
    for name in ("names", "words", "pages"):
        assert getattr(one.vocabulary, name) == getattr(other.vocabulary, name)
    for name in ("first", "second", "anything", "kind"):
        assert_equal_trees(getattr(one, name), getattr(other, name))
    assert list(one.kinds) == list(other.kinds) == list(KINDS)
    for kind in KINDS:
        assert_equal_trees(one.kinds[kind], other.kinds[kind])
    assert (one.article_threshold, one.domains) == (other.article_threshold, other.domains)


def assert_equal_trees(one: object, other: object) -> None:
    for name in ("names", "bias"):
        assert getattr(one, name) == getattr(other, name)
    for name in ("features", "borders", "leaves"):
        assert np.array_equal(getattr(one, name), getattr(other, name))


def test_what_is_read_is_what_was_written(weights: Model, tmp_path: Path):
    save(tmp_path / "weights.npz", weights)
    assert_equal(load(tmp_path / "weights.npz"), weights)


def test_the_same_weights_give_the_same_bytes(weights: Model, tmp_path: Path):
    reordered = replace(
        weights,
        vocabulary=Vocabulary(
            dict(reversed(weights.vocabulary.names.items())),
            weights.vocabulary.words,
            weights.vocabulary.pages,
        ),
        domains=frozenset(sorted(weights.domains, reverse=True)),
    )
    for name, each in (("one", weights), ("two", weights), ("three", reordered)):
        save(tmp_path / f"{name}.npz", each)
    contents = {(tmp_path / f"{name}.npz").read_bytes() for name in ("one", "two", "three")}
    assert len(contents) == 1


def test_the_packaged_weights_are_small_and_as_the_code_would_write_them(
    weights: Model, tmp_path: Path
):
    save(tmp_path / "weights.npz", weights)
    assert DEFAULT.stat().st_size <= 1_000_000
    with np.load(DEFAULT) as ours, np.load(tmp_path / "weights.npz") as written:
        assert sorted(ours) == sorted(written)
        assert all(np.array_equal(ours[name], written[name]) for name in ours)


def test_an_empty_vocabulary(weights: Model, tmp_path: Path):
    save(tmp_path / "weights.npz", replace(weights, vocabulary=Vocabulary(), domains=frozenset()))
    found = load(tmp_path / "weights.npz")
    assert (found.vocabulary, found.domains) == (Vocabulary(), frozenset())


def test_a_missing_file_is_an_error(tmp_path: Path):
    with pytest.raises(OSError, match="missing"):
        load(tmp_path / "missing.npz")


def test_other_weights_are_used_until_the_default_is_set_again(weights: Model, tmp_path: Path):
    kind = replace(weights.kind, leaves=np.zeros_like(weights.kind.leaves), bias=0.0)
    save(tmp_path / "weights.npz", replace(weights, kind=kind))
    usual = is_article_score(PAGE)
    try:
        model.use(tmp_path / "weights.npz")
        assert is_article_score(PAGE) == 0.5
        assert model.current() is load(tmp_path / "weights.npz")
    finally:
        model.use(DEFAULT)
    assert is_article_score(PAGE) == usual != 0.5


def test_hashes_of_domains(weights: Model):
    assert domain_hash("example.org") == "aacdb80d" or len(domain_hash("example.org")) == 8
    assert domain_hash("example.org") == "a05932df"
    assert all(len(name) == 8 and int(name, 16) >= 0 for name in weights.domains)
    assert model.training_domains(DEFAULT) == weights.domains


def test_every_feature_that_the_weights_ask_for_exists(weights: Model):
    """A renamed feature would fail at each page; this says which."""
    from newsscraper.pages.generic.reading import read_page
    from tests.pages.generic.trees import tree

    columns = read_page(tree("<p>Une phrase.</p>"), weights).columns
    for trees in (weights.first, weights.second, weights.anything):
        assert set(trees.names) <= set(columns)
