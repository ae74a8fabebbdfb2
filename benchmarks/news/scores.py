"""How well a text agrees with the right one, as the evaluation folder's README defines it."""

from __future__ import annotations

import random
import re
import statistics
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from benchmarks.news.sets import Page

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_GRAM = 4
_SAMPLES = 200


class Counts(NamedTuple):
    """What a text has in common with the right one: shares of a page, or numbers."""

    right: float
    extra: float
    missing: float


class Score(NamedTuple):
    """F1, precision and recall over pages."""

    f1: float
    precision: float
    recall: float


def _compared(expected: Counter[Hashable], found: Counter[Hashable]) -> Counts:
    right = (expected & found).total()
    return Counts(right, found.total() - right, expected.total() - right)


def _grams(text: str) -> Counter[Hashable]:
    words = _WORD.findall(text)
    if not words:
        return Counter()
    starts = range(max(1, len(words) - _GRAM + 1))
    return Counter(tuple(words[start : start + _GRAM]) for start in starts)


def gram_counts(page: Page, text: str) -> Counts:
    """Runs of four words, as shares of all runs in either text; zeros if both are empty."""
    counts = _compared(_grams(page.body or ""), _grams(text))
    total = sum(counts)
    return Counts(*(count / total for count in counts)) if total else counts


def word_counts(page: Page, text: str) -> Counts:
    """Words in lower case, as often as they occur."""
    return _compared(
        Counter(_WORD.findall((page.body or "").lower())), Counter(_WORD.findall(text.lower()))
    )


def snippet_counts(page: Page, text: str) -> Counts:
    """Snippets that are in the text and must be, that must not be, and that are missing."""
    text = _squeezed(text)
    right = sum(_squeezed(snippet) in text for snippet in page.present)
    extra = sum(_squeezed(snippet) in text for snippet in page.absent)
    return Counts(right, extra, len(page.present) - right)


def _squeezed(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _mean(values: Sequence[float]) -> float:
    return statistics.fmean(values) if values else 0.0


def by_means(pages: Sequence[Counts]) -> Score:
    """Precision over pages with text, recall over pages that should have text; F1 of both."""
    precision = _mean([page.right / (page.right + page.extra) for page in pages if sum(page[:2])])
    recall = _mean(
        [page.right / (page.right + page.missing) for page in pages if page.right + page.missing]
    )
    return Score(_harmonic(precision, recall), precision, recall)


def by_sums(pages: Sequence[Counts]) -> Score:
    """One count over all pages, as for snippets and names."""
    right, extra, missing = (
        (sum(counts) for counts in zip(*pages, strict=True)) if pages else [0] * 3
    )
    precision = right / (right + extra) if right + extra else 0.0
    recall = right / (right + missing) if right + missing else 0.0
    return Score(_harmonic(precision, recall), precision, recall)


def page_f1(page: Counts) -> float:
    """F1 of one page; 1 if nothing was expected and nothing found."""
    total = 2 * page.right + page.extra + page.missing
    return 2 * page.right / total if total else 1.0


def by_page(pages: Sequence[Counts]) -> Score:
    """The mean of the pages' F1, as WCXB publishes it, with mean precision and recall."""
    return Score(_mean([page_f1(page) for page in pages]), *by_means(pages)[1:])


class Measure(NamedTuple):
    """A way to compare texts and to add pages up."""

    name: str
    count: Callable[[Page, str], Counts]
    total: Callable[[Sequence[Counts]], Score]


GRAMS = Measure("4-grams", gram_counts, by_means)
WORDS = Measure("words", word_counts, by_page)
SNIPPETS = Measure("snippets", snippet_counts, by_sums)


def measures_of(name: str) -> tuple[Measure, ...]:
    """The measures of a set."""
    return {"trafilatura": (SNIPPETS,), "wcxb": (WORDS, GRAMS), "wcxb-other": (WORDS,)}.get(
        name, (GRAMS,)
    )


def spread(
    total: Callable[[Sequence[Counts]], Score],
    ours: Sequence[Counts],
    theirs: Sequence[Counts],
) -> float:
    """Standard deviation of the difference in F1 if other pages had been drawn (bootstrap).

    Args:
        total: How the measure adds pages up.
        ours: The counts of one extractor.
        theirs: The counts of the other on the same pages.

    """
    drawn = random.Random(1)
    pages = range(len(ours))
    differences = []
    for _ in range(_SAMPLES):
        sample = drawn.choices(pages, k=len(pages))
        first, second = total([ours[at] for at in sample]), total([theirs[at] for at in sample])
        differences.append(first.f1 - second.f1)
    return statistics.stdev(differences)
