"""Trees for all columns at once give what a plain evaluation gives."""

from __future__ import annotations

import math

import numpy as np
import pytest

from newsscraper.pages.generic.trees import Trees


def trees(seed: int, number: int, depth: int, features: int) -> Trees:
    random = np.random.default_rng(seed)
    return Trees(
        tuple(f"feature {feature}" for feature in range(features)),
        random.integers(0, features, (depth, number)),
        random.normal(size=(depth, number)).astype(np.float32),
        random.normal(size=(number, 1 << depth)).astype(np.float32),
        0.25,
    )


def plain(model: Trees, column: list[float]) -> float:
    total = model.bias
    for tree in range(len(model.leaves)):
        leaf = 0
        for depth in range(len(model.features)):
            if column[model.features[depth][tree]] > model.borders[depth][tree]:
                leaf += 2**depth
        total += float(model.leaves[tree][leaf])
    return 1 / (1 + math.exp(-total))


@pytest.mark.parametrize(("number", "depth"), [(1, 1), (7, 3), (20, 6)])
@pytest.mark.parametrize("columns", [1, 5, 1023, 1024, 1025, 2100])
def test_probabilities_are_those_of_a_plain_evaluation(number: int, depth: int, columns: int):
    model = trees(16, number, depth, 9)
    matrix = np.random.default_rng(1).normal(size=(9, columns)).astype(np.float32)
    found = model.probabilities(matrix)
    assert found.shape == (columns,)
    for column in (0, columns // 2, columns - 1):
        expected = plain(model, matrix[:, column].tolist())
        assert found[column] == pytest.approx(expected, rel=1e-5)


def test_a_value_on_the_border_is_not_greater():
    model = Trees(("x",), np.array([[0]]), np.array([[0.5]]), np.array([[-1.0, 1.0]]), 0.0)
    found = model.probabilities(np.array([[0.5, 0.6]], dtype=np.float32))
    assert found.tolist() == [pytest.approx(1 / (1 + math.e)), pytest.approx(1 / (1 + 1 / math.e))]


def test_missing_splits_never_apply():
    model = Trees(
        ("x",), np.zeros((2, 1), int), np.array([[0.0], [np.inf]]), np.array([[0.0, 1, 2, 3]]), 0.0
    )
    found = model.probabilities(np.array([[-1.0, 1e30]], dtype=np.float32))
    assert found.tolist() == [0.5, pytest.approx(1 / (1 + math.exp(-1)))]
