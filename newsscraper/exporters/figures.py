"""Counts over the records of a data set, made while they are written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from newsscraper.items.fields import Fields

_GROUPS = ("site", "language", "year", "warning")


@dataclass(slots=True)
class Figures:
    """Counts over records. The memory used does not grow with the number of records."""

    fields: Fields
    records: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    """Number of records in which each field has a value; an empty list does not count."""
    groups: dict[str, Counter[str]] = field(
        default_factory=lambda: {name: Counter() for name in _GROUPS}
    )
    """Records by site, by language, by year of publication, by warning."""
    sources: set[tuple[str | None, str]] = field(default_factory=set)
    truncated: int = 0
    characters: int = 0
    """Total length of the bodies."""
    spans: dict[str, tuple[str, str]] = field(default_factory=dict)
    """First and last day of ``published`` and of ``fetched_at``."""

    def add(self, record: dict[str, Any]) -> None:
        """Count a record."""
        self.records += 1
        self.filled.update(name for name in self.fields if record.get(name) not in (None, []))
        for name in ("site", "language"):
            if record.get(name):
                self.groups[name][record[name]] += 1
        if record.get("published"):
            self.groups["year"][record["published"][:4]] += 1
        self.groups["warning"].update(record.get("warnings") or ())
        if record.get("source_id"):
            self.sources.add((record.get("site"), record["source_id"]))
        self.truncated += bool(record.get("truncated"))
        self.characters += len(record.get("body") or "")
        for name in ("published", "fetched_at"):
            if day := (record.get(name) or "")[:10]:
                first, last = self.spans.get(name, (day, day))
                self.spans[name] = (min(first, day), max(last, day))

    @property
    def languages(self) -> list[str]:
        """The languages without ``und``, most frequent first."""
        return [code for code, _ in self.groups["language"].most_common() if code != "und"]
