"""Compares articles that were re-extracted from kept pages with the stored articles."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsscraper.archives.outcomes import CaptureOutcome
from newsscraper.items.fields import Fields
from newsscraper.items.records import ARTICLE_FIELDS
from newsscraper.items.serialize import record as as_record
from newsscraper.reports.tables import table
from newsscraper.rights import with_site_statements
from newsscraper.store import Batch, Store

_NOT_COMPARED = frozenset({"id", "fetched_at", "capture_ref", "extractor_version"})
FIELDS = tuple(name for name in ARTICLE_FIELDS if name not in _NOT_COMPARED)
"""The compared fields; the others say where a record comes from."""

CHANGE_FIELDS = Fields(("id", "field", "old", "new"))
"""The fields of :meth:`Change.to_dict`."""

_EXAMPLES = 3
_MAX_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Change:
    """A field of an article whose value differs under the current extraction rules."""

    id: str
    field: str
    old: Any
    new: Any

    @property
    def effect(self) -> str:
        """``gained``, ``lost`` or ``changed``."""
        return "gained" if _empty(self.old) else "lost" if _empty(self.new) else "changed"

    def to_dict(self) -> dict[str, Any]:
        """The change as JSON types."""
        return {"id": self.id, "field": self.field, "old": self.old, "new": self.new}

    def shown(self) -> str:
        """One line for messages."""
        return f"{self.field}: {self.id}: {_short(self.old)} -> {_short(self.new)}"


def _empty(value: Any) -> bool:
    return value is None or value == []


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 4] + " ..."


@dataclass(slots=True)
class Comparison:
    """The counts of a comparison, with examples."""

    effects: dict[str, Counter[str]] = field(default_factory=dict)
    """By field, how many articles gained, lost or changed it."""
    examples: dict[str, list[Change]] = field(default_factory=dict)
    compared: int = 0
    changed: int = 0
    new: int = 0
    """Articles found by the current rules that the store does not have."""
    gone: int = 0
    """Stored articles whose pages no longer yield an article. They stay unchanged."""

    def lines(self) -> list[str]:
        """A table with one row per field, and examples below it."""
        if not self.effects:
            return []
        effects = ("changed", "gained", "lost")
        rows: list[tuple[str, ...]] = [("field", *effects)]
        rows += [
            (name, *(str(self.effects[name][effect]) for effect in effects))
            for name in FIELDS
            if name in self.effects
        ]
        shown = [change.shown() for name in FIELDS for change in self.examples.get(name, ())]
        return [*table(rows, numbers=(1, 2, 3)), "", *shown]

    def closing_line(self) -> str:
        """All counts in one line."""
        parts = [f"{self.compared} articles extracted again", f"{self.changed} changed"]
        parts += [
            f"{number} {what}"
            for number, what in ((self.new, "new"), (self.gone, "no longer articles"))
            if number
        ]
        return ", ".join(parts)


class KeptPages:
    """The kept page that each stored article was read from.

    The table is on disk, because there may be millions of pages.

    Args:
        store: The store of the articles.

    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._database = sqlite3.connect("")  # a temporary file
        self._database.execute(
            "CREATE TABLE pages (ref TEXT PRIMARY KEY, id TEXT NOT NULL, seen INTEGER DEFAULT 0)"
            " WITHOUT ROWID"
        )
        self._database.execute(
            "CREATE TABLE added (id TEXT PRIMARY KEY, moment TEXT NOT NULL) WITHOUT ROWID"
        )
        for reference, key in store.kept_pages():
            self._database.execute(
                "INSERT OR REPLACE INTO pages (ref, id) VALUES (?, ?)", (reference, key)
            )

    def compare(
        self, outcomes: list[CaptureOutcome], found: Comparison, batch: Batch
    ) -> Iterator[Change]:
        """Compare the articles of some captures with the stored ones.

        Args:
            outcomes: The results of extracting the captures.
            found: The counts; they are increased.
            batch: New and changed articles are added to it.

        Returns:
            The differences.

        """
        records = {}
        for outcome in outcomes:
            reference = outcome.path.replace("\\", "/").rpartition("/")[2]
            row = self._database.execute(
                "SELECT id FROM pages WHERE ref = ?", (reference,)
            ).fetchone()
            self._database.execute("UPDATE pages SET seen = 1 WHERE ref = ?", (reference,))
            given = {
                article.id: {**json.loads(article.record), "capture_ref": reference}
                for article in outcome.articles
            }
            found.gone += row is not None and row[0] not in given and outcome.kind != "unreadable"
            for key, record in given.items():
                records[key, reference] = (record, outcome.ticker)
        stored = {
            row["id"]: row
            for row in self._store.articles_by_id(sorted({key for key, _ in records}))
        }
        for (key, reference), (record, ticker) in records.items():
            old = stored.get(key)
            if old is None or self._added(key) is not None:
                found.new += self._added(key) is None
                if (record["fetched_at"] or "") >= (self._added(key) or ""):
                    self._database.execute(
                        "INSERT OR REPLACE INTO added VALUES (?, ?)",
                        (key, record["fetched_at"] or ""),
                    )
                    _add(batch, record, ticker)
            elif old["capture_ref"] == reference:
                found.compared += 1
                rights = with_site_statements(record["rights"], old["rights"])
                record["rights"] = as_record(rights) if rights is not None else None
                changes = [
                    Change(key, name, old[name], record[name])
                    for name in FIELDS
                    if old[name] != record[name]
                ]
                if changes:
                    found.changed += 1
                    _add(batch, {**record, "fetched_at": old["fetched_at"]}, ticker)
                for change in changes:
                    found.effects.setdefault(change.field, Counter())[change.effect] += 1
                    examples = found.examples.setdefault(change.field, [])
                    if len(examples) < _EXAMPLES:
                        examples.append(change)
                    yield change

    def _added(self, key: str) -> str | None:
        """The time at which the page of a new article was kept; of several pages, the latest time.

        Args:
            key: The article's id.

        """
        row = self._database.execute("SELECT moment FROM added WHERE id = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def missing(self) -> int:
        """Number of stored articles whose pages were not found."""
        return int(
            self._database.execute("SELECT count(*) FROM pages WHERE NOT seen").fetchone()[0]
        )

    def close(self) -> None:
        """Delete the temporary file."""
        self._database.close()


def _add(batch: Batch, record: dict[str, Any], ticker: Mapping[str, Any] | None) -> None:
    batch.articles[record["id"]] = tuple(record[name] for name in ARTICLE_FIELDS)
    if ticker is not None and ticker["id"] == record["ticker_id"]:
        batch.tickers[ticker["id"]] = (
            ticker["id"],
            ticker["site"],
            ticker["edition"],
            ticker["items"],
        )
        batch.sightings.update(
            (ticker["id"], moment) for moment in (record["fetched_at"],) if moment
        )
    if record["site"] and record["edition"] and record["source_id"]:
        batch.add_source(record["site"], record["edition"], record["source_id"], record["source"])
