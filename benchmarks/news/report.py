"""The figures of a run, as rows of the tables. Each function takes the pages to count."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.news.contenders import Answers
from benchmarks.news.fields import author_counts, date_verdict, headline_key
from benchmarks.news.scores import Measure, by_sums, page_f1, spread, word_counts
from benchmarks.news.sets import NEWS_SETS, OTHER_SET, Page

Row = dict[str, Any]
Run = Mapping[str, Answers]
"""The answers of each extractor, by its name in the tables."""

MISSED = (0.0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1)
"""Shares of news articles that may be missed, for the curve."""

REJECTED = (0.8, 0.85, 0.9, 0.95)
"""Shares of the clear types that must be rejected, for the same curve."""

CLEAR_TYPES = frozenset(["collection", "listing", "product", "forum"])
"""Types of pages that must be rejected; of the others, some are much like articles."""

GOALS = {
    ("scrapinghub", "4-grams"): 0.972,
    ("fundus-eval", "4-grams"): 0.955,
    ("fundus", "4-grams"): 0.957,
    ("trafilatura", "snippets"): 0.930,
    ("wcxb", "words"): 0.962,
}
"""The F1 to reach, by set and measure."""


def body_rows(measure: Measure, pages: Sequence[Page], run: Run, baseline: str) -> list[Row]:
    """How well each extractor reads the texts of pages, and how fast."""
    counts = {
        name: [measure.count(page, answers.text(page)) for page in pages]
        for name, answers in run.items()
    }
    rows = []
    for name, answers in run.items():
        score = measure.total(counts[name])
        row: Row = {"extractor": name, **score._asdict()}
        if baseline in run and name != baseline and len(pages) > 1:
            row["lead"] = score.f1 - measure.total(counts[baseline]).f1
            row["spread"] = spread(measure.total, counts[name], counts[baseline])
        values = [answers.values.get(page.key, {}) for page in pages]
        read = [counts[name][place] for place, value in enumerate(values) if value.get("text")]
        row["f1_read"] = measure.total(read).f1 if read else None
        row["empty"] = sum(not value.get("text") for value in values)
        row["errors"] = sum("error" in value or "crash" in value for value in values)
        row |= _speed(pages, answers, run.get(baseline))
        rows.append(row)
    return rows


def _speed(pages: Sequence[Page], answers: Answers, base: Answers | None) -> Row:
    """Pages per CPU second, and times the speed of the baseline; medians over the rounds."""
    rates, ratios = [], []
    rounds = max((len(answers.seconds.get(page.key, ())) for page in pages), default=0)
    for turn in range(rounds):
        keys = [page.key for page in pages if len(answers.seconds.get(page.key, ())) > turn]
        spent = sum(answers.seconds[key][turn] for key in keys)
        rates.append(len(keys) / spent if spent else 0.0)
        if base is not None and all(len(base.seconds.get(key, ())) > turn for key in keys):
            ratios.append(sum(base.seconds[key][turn] for key in keys) / spent if spent else 0.0)
    return {
        "pages_per_second": statistics.median(rates) if rates else None,
        "ratio": statistics.median(ratios) if ratios else None,
    }


def summary_row(name: str, measure: str, ours: Row, base: Row | None) -> Row:
    """A set in one line: our F1 beside the baseline's and the goal.

    Args:
        name: The set.
        measure: The name of the measure.
        ours: Our row of the table of bodies.
        base: The baseline's; None if it was not measured.

    """
    goal = GOALS.get((name, measure))
    return {
        "set": name,
        "measure": measure,
        "ours": ours["f1"],
        "baseline": base["f1"] if base else None,
        "lead": ours.get("lead"),
        "spread": ours.get("spread"),
        "goal": goal,
        "missing": max(0.0, goal - ours["f1"]) if goal else None,
        "empty": ours["empty"],
        "ratio": ours["ratio"],
    }


def faults(pages: Sequence[Page], run: Run) -> list[str]:
    """A line for each kind of error and for each crash."""
    lines = []
    for name, answers in run.items():
        values = [(page, answers.values.get(page.key, {})) for page in pages]
        errors = Counter(value["error"] for _, value in values if "error" in value)
        lines += [f"{name}: {number} x {error}" for error, number in errors.most_common(3)]
        lines += [
            f"{name}: crashed ({value['crash']}) at {page.set} {page.id}; restarted"
            for page, value in values
            if "crash" in value
        ]
    return lines


def worst(measure: Measure, pages: Sequence[Page], answers: Answers, number: int) -> list[Row]:
    """The pages that an extractor reads worst."""
    rows = []
    for page in pages:
        counts = measure.count(page, answers.text(page))
        rows.append({"f1": page_f1(counts), **counts._asdict(), "id": page.id, "url": page.url})
    return sorted(rows, key=lambda row: (row["f1"], row["id"]))[:number]


def field_rows(pages: Sequence[Page], run: Run) -> list[Row]:
    """How often headline, date and authors are right, of the pages that have each."""
    titled = [page for page in pages if page.title]
    dated = [page for page in pages if page.date]
    signed = [page for page in pages if page.authors]
    rows = []
    for name, answers in run.items():
        read = answers.values
        row: Row = {"extractor": name}
        if titled and any("title" in value for value in read.values()):
            equal = sum(
                headline_key(page.title or "")
                == headline_key(read.get(page.key, {}).get("title") or "")
                for page in titled
            )
            row |= {"headline": _share(equal, len(titled)), "titled": len(titled)}
        if dated and any("date" in value for value in read.values()):
            verdicts = Counter(
                date_verdict(page.date or "", read.get(page.key, {}).get("date")) for page in dated
            )
            for verdict in ("exact", "wrong", "missing"):
                row[verdict] = _share(verdicts[verdict], len(dated))
            row["dated"] = len(dated)
        if signed and any("authors" in value for value in read.values()):
            counts = [
                author_counts(page.authors, read.get(page.key, {}).get("authors") or ())
                for page in signed
            ]
            score = by_sums(counts)
            row |= {"authors": score.f1, "precision": score.precision, "recall": score.recall}
            row["signed"] = len(signed)
        rows.append(row)
    return rows


def date_rows(pages: Sequence[Page], run: Run, baseline: str) -> list[Row]:
    """The readings of dates alone, from one parsed tree: right, wrong, missing, and speed."""
    dated = [page for page in pages if page.date]
    return [
        {**row, **_speed(dated, run[row["extractor"]], run.get(baseline))}
        for row in field_rows(dated, run)
    ]


def speed_rows(pages: Sequence[Page], run: Run, baseline: str) -> list[Row]:
    """The speed of each extractor alone."""
    return [
        {"extractor": name, **_speed(pages, answers, run.get(baseline))}
        for name, answers in run.items()
    ]


def _share(number: int, of: int) -> float | None:
    return number / of if of else None


def _groups(pages: Sequence[Page]) -> dict[str, list[Page]]:
    """Pages by set; those of the other set by type, the clear types and all types together."""
    groups: dict[str, list[Page]] = {}
    for page in pages:
        groups.setdefault(page.set if page.set != OTHER_SET else page.type, []).append(page)
    others = [page for page in pages if page.set == OTHER_SET]
    groups["clear types"] = [page for page in others if page.type in CLEAR_TYPES]
    groups["all types"] = others
    return {name: of for name, of in groups.items() if of}


def _with_news(pages: Sequence[Page]) -> dict[str, list[Page]]:
    """The same groups after the three sets of news together."""
    news = [page for page in pages if page.set in NEWS_SETS]
    return ({"news": news} if news else {}) | _groups(pages)


def kind_rows(pages: Sequence[Page], run: Run) -> list[Row]:
    """The share of pages, by set or type, that each extractor says are not articles."""
    rows = []
    for name, answers in run.items():
        row: Row = {"extractor": name}
        for group, of in _with_news(pages).items():
            kinds = [answers.values.get(page.key, {}).get("kind") for page in of]
            row[group] = _share(sum(kind != "article" for kind in kinds), len(of))
        rows.append(row)
    return rows


def curve_rows(pages: Sequence[Page], answers: Answers) -> list[Row]:
    """What thresholds of the score reject: those at which a share of news articles is missed, and
    those at which a share of the clear types is rejected."""
    scores = {
        page.key: score
        for page in pages
        if (score := answers.values.get(page.key, {}).get("score")) is not None
    }
    scored = [page for page in pages if page.key in scores]
    news = sorted(scores[page.key] for page in scored if page.set in NEWS_SETS)
    clear = sorted(
        scores[page.key] for page in scored if page.set == OTHER_SET and page.type in CLEAR_TYPES
    )
    bounds = [
        (f"news missed {share:.1%}", news[int(share * len(news))]) for share in MISSED if news
    ]
    bounds += [
        (f"clear rejected {share:.0%}", math.nextafter(clear[math.ceil(share * len(clear)) - 1], 1))
        for share in REJECTED
        if clear
    ]
    rows = []
    for bound, threshold in sorted(bounds, key=lambda pair: pair[1]):
        row: Row = {"bound": bound, "threshold": threshold}
        for group, of in _with_news(scored).items():
            row[group] = _share(sum(scores[page.key] < threshold for page in of), len(of))
        rows.append(row)
    return rows


def any_page_rows(pages: Sequence[Page], run: Run) -> list[Row]:
    """The mean F1 of words of pages that are not articles, by type."""
    rows = []
    for name, answers in run.items():
        row: Row = {"extractor": name}
        for group, of in _groups(pages).items():
            row[group] = statistics.fmean(
                page_f1(word_counts(page, answers.text(page))) for page in of
            )
        row["empty"] = sum(not answers.text(page) for page in pages)
        rows.append(row)
    return rows


def kinds_named(pages: Sequence[Page], answers: Answers) -> list[Row]:
    """What kinds an extractor says the pages of each type are, and how often."""
    rows = []
    for group, of in _groups(pages).items():
        kinds = Counter(answers.values.get(page.key, {}).get("kind") or "none" for page in of)
        rows.append({"type": group, **dict(kinds.most_common())})
    return rows
