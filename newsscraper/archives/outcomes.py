"""The outcomes of captures, which travel between processes, and the extraction of a unit."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from newsscraper.captures import Damage, Refusal, Skipped, Span, Unit
from newsscraper.captures.files import Pages
from newsscraper.extraction import Extraction, extract_capture
from newsscraper.items.records import Capture
from newsscraper.pages.text.fragments import CUT_LAYOUTS

_FAILED_KINDS = {
    "error": "an error page",
    "challenge": "a challenge or consent page",
    "unknown": "a page of unknown kind",
}
"""Kinds of page that are failures if a person saved the page, with their names in messages."""


class ArticleRow(NamedTuple):
    """An article as a worker process returns it to the main process.

    The record is one line of JSON; the other fields are copies of those needed before it is parsed.
    """

    id: str
    fetched_at: str | None
    language: str | None
    record: str


@dataclass(slots=True)
class CaptureOutcome:
    """The result of extracting one capture."""

    path: str
    kind: str = "unreadable"
    site: str | None = None
    articles: list[ArticleRow] = field(default_factory=list)
    """Records, if requested with their ticker nested under ``ticker`` (``id``, ``items``)."""
    ticker: dict[str, Any] | None = None
    warnings: list[str] = field(default_factory=list)
    unknown_labels: list[str] = field(default_factory=list)
    """Lines with source and date whose wording is not known."""
    problem: str | None = None
    """Why the capture counts as failed, in one line."""
    skipped: bool = False
    """Whether it is a valid record of an archive, but not a page."""
    refused: bool = False
    """Whether it represents a file that cannot be read at all."""


@dataclass(frozen=True, slots=True)
class RecordOptions:
    """What to extract from each capture."""

    ticker_nested: bool = True
    """Whether records contain their ticker."""
    tickers: bool = True
    """Whether to return the ticker snapshots as well."""
    any_page: bool = False
    """Whether to read the main text of pages that are not articles."""


EVERYTHING = RecordOptions()


@dataclass(slots=True)
class UnitResult:
    """The outcomes of one unit."""

    unit: Unit
    outcomes: list[CaptureOutcome]
    span: Span


def extract_unit(unit: Unit, options: RecordOptions = EVERYTHING) -> UnitResult:
    """Read and extract one unit. Never raises."""
    span = Span()
    outcomes = []
    try:
        for name, found in unit.read(span):
            outcomes.append(
                _outcome(name, unit.describe(name), found, options, alone=isinstance(unit, Pages))
            )
    except Exception as error:  # a bug of ours must not stop the other units
        outcomes.append(_bug(path := str(unit.identity[0]), path, "reading", error))
    return UnitResult(unit, outcomes, span)


def _outcome(
    name: str,
    label: str,
    found: Capture | Damage | Skipped | Refusal,
    options: RecordOptions,
    *,
    alone: bool,
) -> CaptureOutcome:
    """Extract a capture.

    Args:
        name: The capture's name.
        label: The capture's name as messages show it.
        found: What was read.
        options: What to extract.
        alone: Whether a person saved this page. Then a page without an article is a failure; in an
            archive it is normal.

    """
    if isinstance(found, Damage):
        problem = f"{label}: {found.reason}" if found.place else found.reason
        return CaptureOutcome(name, problem=problem)
    if isinstance(found, Refusal):
        return CaptureOutcome(name, problem=f"{label}: {found.reason}", refused=True)
    if isinstance(found, Skipped):
        return CaptureOutcome(name, found.kind, skipped=True)
    try:
        extraction = extract_capture(found, any_page=options.any_page)
        return _extracted(name, label, extraction, options, alone=alone)
    except Exception as error:  # a bug of ours must not stop the other captures
        return _bug(name, label, "extraction", error)


def _bug(name: str, label: str, step: str, error: Exception) -> CaptureOutcome:
    reason = f"{step} failed ({type(error).__name__}: {error}); please report it"
    return CaptureOutcome(name, problem=f"{label}: {reason}")


def _extracted(
    name: str, label: str, found: Extraction, options: RecordOptions, *, alone: bool
) -> CaptureOutcome:
    is_cut = found.layout in CUT_LAYOUTS
    kind = "cut" if is_cut else found.kind
    outcome = CaptureOutcome(name, kind, found.site, warnings=found.warnings)
    ticker = found.ticker.to_dict() if found.ticker is not None else None
    outcome.ticker = ticker if options.tickers else None
    nested = {
        "ticker": {"id": ticker["id"], "items": ticker["items"]} if ticker is not None else None
    }
    for article in found.articles:
        record = {**article.to_dict(), **(nested if options.ticker_nested else {})}
        line = json.dumps(record, ensure_ascii=False)
        if article.raw.unknown_label is not None:
            outcome.unknown_labels.append(article.raw.unknown_label)
        outcome.articles.append(
            ArticleRow(record["id"], record["fetched_at"], record["language"], line)
        )
    if found.rejected:
        outcome.problem = f"{label}: {found.rejected[0]}"
    elif alone and found.kind in _FAILED_KINDS and not is_cut:
        reasons = f" ({', '.join(found.warnings)})" if found.warnings else ""
        outcome.problem = f"{label}: not an article but {_FAILED_KINDS[found.kind]}{reasons}"
    return outcome
