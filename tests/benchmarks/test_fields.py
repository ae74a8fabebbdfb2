"""When headlines, dates and names are the same."""

from __future__ import annotations

import pytest

from benchmarks.news.fields import author_counts, date_verdict, headline_key, names_in
from benchmarks.news.scores import Counts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Safi: harbour “reopens”", 'safi:  Harbour "reopens" '),
        ("L’été – enfin", "L'été - enfin"),
        ("« Fini »", '" Fini "'),
        ("Safi\u00a0reopens\u200f", "Safi reopens"),
        ("What next…", "What next..."),
        ("Nach\u00adweise", "Nachweise"),
    ],
)
def test_headlines_that_are_equal(one, other):
    assert headline_key(one) == headline_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Safi reopens", "Safi reopens - The Daily"), ("Safi", ""), ("été", "ete")]
)
def test_headlines_that_are_not(one, other):
    assert headline_key(one) != headline_key(other)


@pytest.mark.parametrize(
    ("expected", "found", "verdict"),
    [
        ("2026-01-31", "2026-01-31", "exact"),
        ("2026-01-31", "2026-01-31T23:00:00+01:00", "exact"),
        ("2026-01-3", "2026-01-03", "exact"),
        ("2026-01", "2026-01-17", "exact"),
        ("2026-01", "2026-02-01", "wrong"),
        ("2026-01-31", "2026-02-01", "wrong"),
        ("2026-01-31", "2026-01", "wrong"),
        ("2026-01-31", None, "missing"),
        ("2026-01-31", "", "missing"),
    ],
)
def test_dates(expected, found, verdict):
    assert date_verdict(expected, found) == verdict


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        (["Salma Idrissi"], {"salma idrissi"}),
        (["By SALMA  IDRISSI and Omar K. Tazi"], {"salma idrissi", "omar k tazi"}),
        (["Salma Idrissi, MD, PhD; Omar Tazi"], {"salma idrissi", "omar tazi"}),
        (["Von Jutta Maier und Rolf Andersen"], {"jutta maier", "rolf andersen"}),
        (["بقلم سلمى الإدريسي، عمر التازي"], {"سلمى الإدريسي", "عمر التازي"}),
        (["AP/dpa"], {"ap", "dpa"}),
        (["Andrea Landy"], {"andrea landy"}),
        (["", "-", "2026"], set()),
    ],
)
def test_names(authors, names):
    assert names_in(authors) == names


def test_authors_are_compared_as_sets():
    counts = author_counts(["Salma Idrissi, Omar Tazi"], ["omar tazi", "Rim"])
    assert counts == Counts(1, 1, 1)
