"""The outcomes of captures, which travel between processes, and the extraction of a unit."""

from __future__ import annotations

import json
import re
from collections import Counter
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


PROBLEMS_OF_A_KIND = 10
"""Problems of one kind that are reported for each file; further ones are only counted."""

_CAUSE_END = re.compile(r"[(:'\"\d]")


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
    cause: str = ""
    """The kind of the problem: its beginning, without what differs between captures."""
    count: int = 1
    """Number of captures that it stands for, all with the same cause or all skipped."""
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
    respect_rights: bool = False
    """Whether to leave out the ticker on pages whose use is reserved."""
    each: bool = False
    """Whether to return an outcome for each capture, even if many have the same problem."""


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
    outcomes, alike = list[CaptureOutcome](), _Alike()
    try:
        for name, found in unit.read(span):
            outcome = _outcome(
                name, unit.describe(name), found, options, alone=isinstance(unit, Pages)
            )
            is_countable = isinstance(found, Damage | Skipped) and not options.each
            if not (is_countable and alike.takes(outcome)):
                outcomes.append(outcome)
    except Exception as error:  # a bug of ours must not stop the other units
        outcomes.append(_bug(path := str(unit.identity[0]), path, "reading", error))
    return UnitResult(unit, outcomes + alike.sums(), span)


class _Alike:
    """Outcomes of a unit that are counted together: half a megabyte may hold a hundred thousand."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], CaptureOutcome] = {}

    def takes(self, outcome: CaptureOutcome) -> bool:
        """Count an outcome, unless it is one of the first of its kind."""
        key = (outcome.kind, outcome.cause)
        self._seen[key] += 1
        if not outcome.skipped and self._seen[key] <= PROBLEMS_OF_A_KIND:
            return False
        if kept := self._first.get(key):
            kept.count += 1
        else:
            self._first[key] = outcome
        return True

    def sums(self) -> list[CaptureOutcome]:
        """Return one outcome for all of a kind that were counted."""
        return list(self._first.values())


def _cause(reason: str) -> str:
    return _CAUSE_END.split(reason, maxsplit=1)[0].strip()


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
        return CaptureOutcome(name, problem=problem, cause=_cause(found.reason))
    if isinstance(found, Refusal):
        return CaptureOutcome(
            name, problem=f"{label}: {found.reason}", cause=_cause(found.reason), refused=True
        )
    if isinstance(found, Skipped):
        return CaptureOutcome(name, found.kind, skipped=True)
    try:
        extraction = extract_capture(found, any_page=options.any_page)
        return _extracted(name, label, extraction, options, alone=alone)
    except Exception as error:  # a bug of ours must not stop the other captures
        return _bug(name, label, "extraction", error)


def _bug(name: str, label: str, step: str, error: Exception) -> CaptureOutcome:
    reason = f"{step} failed ({type(error).__name__}: {error}); please report it"
    return CaptureOutcome(name, problem=f"{label}: {reason}", cause=_cause(reason))


def _extracted(
    name: str, label: str, found: Extraction, options: RecordOptions, *, alone: bool
) -> CaptureOutcome:
    is_cut = found.layout in CUT_LAYOUTS
    kind = "cut" if is_cut else found.kind
    outcome = CaptureOutcome(name, kind, found.site, warnings=found.warnings)
    ticker = found.ticker.to_dict() if found.ticker is not None else None
    is_reserved = found.rights is not None and bool(found.rights.reserved)
    if options.tickers and not (options.respect_rights and is_reserved):
        outcome.ticker = ticker
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
        outcome.cause = _cause(found.rejected[0])
    elif alone and found.kind in _FAILED_KINDS and not is_cut:
        reasons = f" ({', '.join(found.warnings)})" if found.warnings else ""
        outcome.cause = f"not an article but {_FAILED_KINDS[found.kind]}"
        outcome.problem = f"{label}: {outcome.cause}{reasons}"
    return outcome
