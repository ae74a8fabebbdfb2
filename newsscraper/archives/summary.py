"""Counts over the captures of an extraction, by site."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Any, Self

from newsscraper.archives.outcomes import CaptureOutcome
from newsscraper.reports.tables import counts_text, note_unknown_label, table, unknown_label_lines

_BY_SITE = ("kinds", "languages", "warnings")
_SKIPPED = "passed"
"""The key of `skipped` in the stored counts of an interrupted extraction."""


@dataclass(slots=True)
class Summary:
    """Counts over the captures of an extraction, by site."""

    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    languages: dict[str, Counter[str]] = field(default_factory=dict)
    warnings: dict[str, Counter[str]] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)
    """Number of valid records of archives that are not pages, by kind."""
    unknown_labels: dict[str, list[str]] = field(default_factory=dict)
    """By site, up to five lines with source and date in an unknown wording."""
    captures: int = 0
    articles: int = 0
    failed: int = 0
    refused: int = 0
    """Files of which nothing could be read; they are also counted in `failed`."""

    def add(self, outcome: CaptureOutcome) -> None:
        """Count one capture, or as many as the outcome stands for."""
        if outcome.skipped:
            self.skipped[outcome.kind] += outcome.count
            return
        self.failed += outcome.count if outcome.problem is not None else 0
        if outcome.refused:
            self.refused += 1
            return
        site = outcome.site or "(no site)"
        self.captures += outcome.count
        self.articles += len(outcome.articles)
        self.kinds.setdefault(site, Counter())[outcome.kind] += outcome.count
        self.warnings.setdefault(site, Counter()).update(outcome.warnings)
        for line in outcome.unknown_labels:
            note_unknown_label(self.unknown_labels, site, line)
        self.languages.setdefault(site, Counter()).update(
            article.language for article in outcome.articles if article.language
        )

    @property
    def unreadable(self) -> int:
        """Captures that could not be read: damaged records and missing files."""
        return sum(counter["unreadable"] for counter in self.kinds.values())

    @property
    def record_name(self) -> str:
        """What the records are called: articles, unless some of them are other pages."""
        others = any(counter["not_an_article"] for counter in self.warnings.values())
        return "records" if others else "articles"

    def to_dict(self) -> dict[str, Any]:
        """The counts as JSON types."""
        named = {
            name: {site: dict(counts) for site, counts in getattr(self, name).items()}
            for name in _BY_SITE
        }
        simple = {field.name: getattr(self, field.name) for field in fields(self)}
        del simple["skipped"]
        return {**simple, **named, _SKIPPED: dict(self.skipped)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The counts that :meth:`to_dict` returned."""
        named = {
            name: {site: Counter(counts) for site, counts in data[name].items()}
            for name in _BY_SITE
        }
        simple = {name: value for name, value in data.items() if name != _SKIPPED}
        return cls(**{**simple, **named}, skipped=Counter(data[_SKIPPED]))

    def lines(self, tickers: dict[str, int]) -> list[str]:
        """A table with one row per site.

        Args:
            tickers: Snapshots by site.

        """
        header = ("site", "captures", "articles", "tickers", "languages", "warnings")
        rows = [header, *(self._row(site, tickers.get(site, 0)) for site in sorted(self.kinds))]
        return [*table(rows, numbers=(1, 2, 3)), *unknown_label_lines(self.unknown_labels)]

    def _row(self, site: str, tickers: int) -> tuple[str, ...]:
        kinds = self.kinds[site]
        return (
            site,
            str(kinds.total()),
            str(self.languages[site].total()),
            str(tickers),
            counts_text(self.languages[site]),
            counts_text(self.warnings[site]),
        )
