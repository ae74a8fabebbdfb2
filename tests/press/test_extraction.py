"""The generic reading of the project's own press pages is as exact as it was measured to be.

The measures are those of ``python -m benchmarks.bodies``. Pages without a record count as empty.
Only totals are compared: the blind part is there to measure, so no single page of it is printed.
"""

from __future__ import annotations

import statistics
from functools import cache

import pytest

import newsscraper
from benchmarks.news.fields import author_counts, date_verdict, headline_key
from benchmarks.news.press import press_pages
from benchmarks.news.scores import Counts, by_sums, gram_counts, page_f1, word_counts
from tests.press.pages import PARTS

BARS = {
    "own": {"4-grams": 0.96, "words": 0.965, "headline": 0.97, "date": 0.97, "authors": 0.9},
    # The aim for authors is 0.8; 0.79 is reached.
    "blind": {"4-grams": 0.96, "words": 0.96, "headline": 0.97, "date": 0.9, "authors": 0.77},
}
"""The least allowed, just below what was measured when the weights were last trained."""

MOST_WITHOUT_RECORD = {"own": 0, "blind": 1}
"""Pages of a part that may be taken for something other than an article."""


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("press")
    return cache(lambda part: measured(part, folder))


def measured(part, folder):
    """The totals of a part: mean F1 of the texts, shares of right fields, F1 of the authors."""
    grams, words, headlines, dates = [], [], [], []
    authors: list[Counts] = []
    without_record = 0
    for page in press_pages(part, folder):
        html = page.file.read_text(encoding="utf-8")
        articles = newsscraper.extract(html, url=page.url).articles
        without_record += not articles
        record = articles[0].to_dict() if articles else {}
        grams.append(page_f1(gram_counts(page, record.get("body") or "")))
        words.append(page_f1(word_counts(page, record.get("body") or "")))
        headlines.append(
            headline_key(record.get("headline") or "") == headline_key(page.title or "")
        )
        if page.date:
            dates.append(date_verdict(page.date, record.get("published")) == "exact")
        if page.authors:
            authors.append(author_counts(page.authors, record.get("authors") or ()))
    return {
        "4-grams": statistics.fmean(grams),
        "words": statistics.fmean(words),
        "headline": statistics.fmean(headlines),
        "date": statistics.fmean(dates),
        "authors": by_sums(authors).f1,
        "without record": without_record,
    }


@pytest.mark.parametrize("measure", BARS["own"])
@pytest.mark.parametrize("part", PARTS)
def test_pages_are_read_as_exactly_as_before(figures, part, measure):
    found = figures(part)
    assert found[measure] >= BARS[part][measure], found


@pytest.mark.parametrize("part", PARTS)
def test_nearly_every_page_gives_a_record(figures, part):
    found = figures(part)
    assert found["without record"] <= MOST_WITHOUT_RECORD[part], found
