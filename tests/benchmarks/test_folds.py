"""The folds of cross-validation."""

from __future__ import annotations

import random
from collections import Counter, defaultdict

from benchmarks.news import ours
from benchmarks.news.cross_validation import CrossValidation
from benchmarks.news.folds import Folds
from tests.benchmarks.made_up import page


def _pages():
    drawn = random.Random(7)
    domains = [f"site{number}.com" for number in range(120)]
    pages = []
    for set_name, size in (("scrapinghub", 60), ("wcxb", 200), ("wcxb-other", 90)):
        for number in range(size):
            domain = drawn.choice(domains[:8] if number % 5 == 0 else domains)
            kind = drawn.choice(["forum", "listing"]) if set_name == "wcxb-other" else "article"
            pages.append(page(str(number), set_name, domain, type=kind))
    return pages


def test_no_domain_is_in_two_folds():
    pages = _pages()
    folds = Folds(pages)
    of_domain = defaultdict(set)
    for one in pages:
        of_domain[one.domain].add(folds.fold_of(one))
    assert all(len(found) == 1 for found in of_domain.values())
    assert {fold for found in of_domain.values() for fold in found} == set(range(10))


def test_the_folds_are_equally_large_in_each_set():
    pages = _pages()
    folds = Folds(pages)
    for name in ("scrapinghub", "wcxb", "wcxb-other"):
        sizes = Counter(folds.fold_of(one) for one in pages if one.set == name)
        mean = sizes.total() / 10
        assert all(mean / 2 <= sizes[fold] <= mean * 1.6 for fold in range(10)), (name, sizes)


def test_the_folds_are_the_same_in_any_order():
    pages = _pages()
    first = {one.key: Folds(pages).fold_of(one) for one in pages}
    shuffled = pages[:]
    random.Random(1).shuffle(shuffled)
    again = Folds(shuffled)
    assert {one.key: again.fold_of(one) for one in pages} == first


def test_the_folds_stay_as_they_are():
    # Models that were kept belong to these folds: a change here makes them worthless.
    pages = [page(str(number), "wcxb", f"site{number}.org") for number in range(20)]
    folds = Folds(pages)
    assert [folds.fold_of(one) for one in pages] == [
        *(3, 0, 1, 6, 3, 8, 4, 9, 5, 2),
        *(4, 8, 2, 5, 7, 0, 6, 1, 9, 7),
    ]


def test_a_page_is_read_with_weights_that_its_domain_is_not_in(tmp_path, monkeypatch):
    trained = {}

    class Training:
        @staticmethod
        def fit(pages, file):
            trained[file.name] = {one.domain for one in pages}
            file.write_text("weights", encoding="utf-8")

    monkeypatch.setattr(ours, "_module", lambda name: Training if name == ours.TRAINING else None)
    pages = _pages()
    validation = CrossValidation(pages, tmp_path)
    for fold in range(10):
        ours.train(validation.training_pages(fold), tmp_path / f"fold-{fold}")
    for one in pages:
        file = validation.weights(one)
        assert file.exists()
        assert one.domain not in trained[file.name]
    assert set.union(*trained.values()) == {one.domain for one in pages}


def test_models_that_are_there_are_not_trained_again(tmp_path):
    for fold in range(10):
        (tmp_path / f"fold-{fold}{ours.weights_suffix()}").write_bytes(b"kept")
    lines = []
    CrossValidation(_pages(), tmp_path).train(lines.append)
    assert lines == []
