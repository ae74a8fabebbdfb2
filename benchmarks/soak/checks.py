"""What must be true of a store and of its incremental export, however often they were killed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]

_NOT_CONTENT = ("fetched_at", "ticker_id", "capture_ref")
"""Fields that may change without a new part of an export (``newsscraper/store/changes.py``)."""


@dataclass
class Faults:
    """Ids of articles, and what is wrong with them; empty if nothing is."""

    lost: list[str] = field(default_factory=list)
    """Not stored, or not in their newest version."""
    duplicated: list[str] = field(default_factory=list)
    """Stored twice."""
    unknown: list[str] = field(default_factory=list)
    """Stored, and never on the site."""
    holes: list[str] = field(default_factory=list)
    """Stored and not exported, or not as stored."""
    repeated: list[str] = field(default_factory=list)
    """Exported again unchanged, or twice in one part."""

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))


def check_store(
    stored: Iterable[Record], truth: Mapping[str, str | None], gone: Collection[str] = ()
) -> Faults:
    """Compares a store with the site.

    Args:
        stored: All records.
        truth: By id, the headline of an article that was edited; ``None`` for any headline.
        gone: Ids of articles that the site has no longer: they may be stored or not.
    """
    ids: Counter[str] = Counter()
    urls: Counter[str] = Counter()
    headlines = {}
    for record in stored:
        ids[record["id"]] += 1
        urls[record["url"]] += 1
        headlines[record["id"]] = record["headline"]
    faults = Faults()
    faults.lost = sorted(
        key
        for key, headline in truth.items()
        if key not in ids or headline not in (None, headlines[key])
    )
    faults.duplicated = sorted(
        {key for key, times in ids.items() if times > 1}
        | {url for url, times in urls.items() if times > 1}
    )
    faults.unknown = sorted(ids.keys() - truth.keys() - set(gone))
    return faults


def vanished(parts: Iterable[Path], stored: Iterable[Record]) -> list[str]:
    """The ids that an export has and the store has no longer.

    To be asked before anything is crawled again: that may fetch again what was lost.
    """
    ids = {record["id"] for record in stored}
    lines = (line for part in parts for line in part.read_text(encoding="utf-8").splitlines())
    return sorted({json.loads(line)["id"] for line in lines} - ids)


def check_export(parts: Sequence[Path], stored: Iterable[Record]) -> Faults:
    """Compares the parts of an export, in their order, with the store."""
    faults = Faults()
    newest: dict[str, Record] = {}
    for part in parts:
        in_part = set()
        for line in part.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            key = record["id"]
            if key in in_part or _content(record) == _content(newest.get(key, {})):
                faults.repeated.append(key)
            in_part.add(key)
            newest[key] = record
    kept = {record["id"]: record for record in stored}
    faults.holes = sorted(
        key
        for key in kept.keys() | newest.keys()
        if _content(kept.get(key, {})) != _content(newest.get(key, {}))
    )
    return faults


def _content(record: Record) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in _NOT_CONTENT}
