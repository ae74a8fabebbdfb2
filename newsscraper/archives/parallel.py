"""Extraction of many captures, in order, over several processes."""

from __future__ import annotations

import itertools
import json
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, fields, replace
from itertools import islice
from time import sleep
from typing import Any, NamedTuple, Self

from newsscraper import interrupts
from newsscraper.captures import Damage, Refusal, Skipped, Span, Unit
from newsscraper.captures.archive import WarcPart
from newsscraper.captures.files import Pages
from newsscraper.errors import UserError
from newsscraper.extraction import Extraction, extract_capture
from newsscraper.items.records import Capture
from newsscraper.pages.text.fragments import CUT_LAYOUTS
from newsscraper.reports.tables import counts_text, note_unknown_label, table, unknown_label_lines

_UNDER_WAY = 3
_PATIENCE = 0.2
_FAILED_KINDS = ("error", "challenge", "unknown")


class Row(NamedTuple):
    """An article as it travels between processes: its record as one line of JSON, and what is asked
    of it on the way."""

    id: str
    fetched_at: str | None
    language: str | None
    record: str


@dataclass(slots=True)
class Outcome:
    """What one capture gave."""

    path: str
    kind: str = "unreadable"
    site: str | None = None
    articles: list[Row] = field(default_factory=list)
    """Records, where it was asked for with their ticker nested under ``ticker`` (``id``,
    ``items``)."""
    ticker: dict[str, Any] | None = None
    warnings: list[str] = field(default_factory=list)
    unknown_labels: list[str] = field(default_factory=list)
    """Lines with source and date that are worded in a way that is not known."""
    problem: str | None = None
    """Why the capture counts as failed, one line."""
    passed: bool = False
    """Whether it is a sound record of an archive that holds no page."""
    refused: bool = False
    """Whether it stands for a file of which nothing can be read."""


@dataclass(frozen=True, slots=True)
class Want:
    """What is wanted of each capture."""

    ticker_nested: bool = True
    """Whether records hold their ticker."""
    tickers: bool = True
    """Whether the snapshots are wanted too."""


@dataclass(slots=True)
class Result:
    """What one unit gave."""

    unit: Unit
    outcomes: list[Outcome]
    span: Span


def extract_unit(unit: Unit, want: Want = Want()) -> Result:
    """Reads and extracts one unit. Never raises."""
    span = Span()
    outcomes = []
    try:
        for name, found in unit.read(span):
            outcomes.append(
                _outcome(name, unit.describe(name), found, want, alone=isinstance(unit, Pages))
            )
    except Exception as error:  # a defect of ours must not stop the units beside this one
        outcomes.append(_defect(path := str(unit.identity[0]), path, "reading", error))
    return Result(unit, outcomes, span)


def _outcome(
    name: str, told: str, found: Capture | Damage | Skipped | Refusal, want: Want, *, alone: bool
) -> Outcome:
    """Extracts a capture.

    Args:
        name: The capture's name.
        told: The same as the user is told it.
        found: What was read.
        want: What is wanted of it.
        alone: Whether somebody saved this page: then one that is no article is a failure. An
            archive holds what a crawler met.

    """
    if isinstance(found, Damage):
        return Outcome(name, problem=f"{told}: {found.reason}" if found.place else found.reason)
    if isinstance(found, Refusal):
        return Outcome(name, problem=f"{told}: {found.reason}", refused=True)
    if isinstance(found, Skipped):
        return Outcome(name, found.kind, passed=True)
    try:
        return _extracted(name, told, extract_capture(found), want, alone=alone)
    except Exception as error:  # a defect of ours must not stop the captures beside this one
        return _defect(name, told, "extraction", error)


def _defect(name: str, told: str, what: str, error: Exception) -> Outcome:
    return Outcome(
        name, problem=f"{told}: {what} failed ({type(error).__name__}: {error}); please report it"
    )


def _extracted(name: str, told: str, found: Extraction, want: Want, *, alone: bool) -> Outcome:
    is_cut = found.layout in CUT_LAYOUTS
    outcome = Outcome(name, "cut" if is_cut else found.kind, found.site, warnings=found.warnings)
    ticker = found.ticker.to_dict() if found.ticker is not None else None
    outcome.ticker = ticker if want.tickers else None
    nested = {
        "ticker": {"id": ticker["id"], "items": ticker["items"]} if ticker is not None else None
    }
    for article in found.articles:
        record = {**article.to_dict(), **(nested if want.ticker_nested else {})}
        line = json.dumps(record, ensure_ascii=False)
        if article.raw.unknown_label is not None:
            outcome.unknown_labels.append(article.raw.unknown_label)
        outcome.articles.append(Row(record["id"], record["fetched_at"], record["language"], line))
    if found.rejected:
        outcome.problem = f"{told}: {found.rejected[0]}"
    elif alone and found.kind in _FAILED_KINDS and not is_cut:
        reasons = f" ({', '.join(found.warnings)})" if found.warnings else ""
        outcome.problem = f"{told}: no article: the page is {_KIND_TEXT[found.kind]}{reasons}"
    return outcome


_KIND_TEXT = {
    "error": "an error page",
    "challenge": "a challenge or consent page",
    "unknown": "of no known kind",
}


def extract_units(
    units: Iterable[Unit], jobs: int = 1, want: Want = Want(), begun: Begun | None = None
) -> Iterator[Result]:
    """Extracts units in order; a few for each process are under way at once, however many there
    are.

    Args:
        units: What to read.
        jobs: Number of processes; 1 stays in this one.
        want: What is wanted of each capture.
        begun: Where the units before these ended, if there were any; filled in as it goes on.

    """
    chain = begun if begun is not None else Begun()
    first = list(islice(units := iter(units), 2))
    units = itertools.chain(first, units)
    if jobs <= 1 or (len(first) < 2 and all(isinstance(unit, Pages) for unit in first)):
        for unit in units:
            yield chain.checked(extract_unit(unit, want), lambda unit: extract_unit(unit, want))
            interrupts.obey()
        return
    pool, pending = ProcessPoolExecutor(jobs, initializer=_start_worker), deque[Future[Result]]()

    def submit(unit: Unit) -> Future[Result]:
        return pool.submit(extract_unit, unit, want)

    def first_done() -> Result:
        with interrupts.held():
            return chain.checked(_awaited(pending.popleft()), lambda unit: _awaited(submit(unit)))

    try:
        for unit in (unit.with_input() for unit in units):
            with interrupts.held():
                pending.append(submit(unit))
            if len(pending) > jobs * _UNDER_WAY:
                yield first_done()
        while pending:
            yield first_done()
    except BrokenProcessPool:
        raise WorkerDied(
            "a worker process was killed: is there memory for all of them? --jobs takes fewer"
        ) from None
    finally:
        with interrupts.held():
            for future in pending:
                future.cancel()
            pool.shutdown()


def _awaited(future: Future[Result]) -> Result:
    """What a worker gives.

    Raises:
        KeyboardInterrupt: it was not waited for, a signal came.

    """
    while True:
        interrupts.obey()
        try:
            return future.result(timeout=_PATIENCE)
        except TimeoutError:
            continue


class WorkerDied(UserError):
    """A process that was to extract is not there any more."""


@dataclass(slots=True)
class Begun:
    """How far a file has been read whose parts are read side by side.

    A part begins at the first place that looks like a record's beginning. Where the part before it
    did not end there, it was none, and the part is read once more from the place that is one.
    """

    path: str | None = None
    at: int | None = None

    def checked(self, result: Result, again: Callable[[Unit], Result]) -> Result:
        """The result, if it begins where the one before it ended; else a new one."""
        unit = result.unit
        if not isinstance(unit, WarcPart):
            self.path = self.at = None
            return result
        if self.path == unit.path and self.at is not None and not unit.exact:
            if self.at >= unit.end:  # a record reaches over all of it
                return Result(unit, [], Span())
            if result.span.begin != self.at:
                result = Result(unit, *_of(again(replace(unit, start=self.at, exact=True))))
        self.path, self.at = unit.path, result.span.end if result.span.end is not None else self.at
        return result


def _of(result: Result) -> tuple[list[Outcome], Span]:
    return result.outcomes, result.span


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    threading.Thread(target=_die_with, args=(os.getppid(),), daemon=True).start()


def _die_with(parent: int) -> None:
    """Ends a worker whose run was killed: it would wait for work for ever."""
    while os.getppid() == parent:
        sleep(0.5)
    os._exit(1)


_BY_SITE = ("kinds", "languages", "warnings")


@dataclass(slots=True)
class Summary:
    """Counts over the captures of a run, by site."""

    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    languages: dict[str, Counter[str]] = field(default_factory=dict)
    warnings: dict[str, Counter[str]] = field(default_factory=dict)
    passed: Counter[str] = field(default_factory=Counter)
    """Sound records of archives that hold no page, by kind."""
    unknown_labels: dict[str, list[str]] = field(default_factory=dict)
    """The first lines of each site with source and date that are worded in a way that is not
    known."""
    captures: int = 0
    articles: int = 0
    failed: int = 0
    refused: int = 0
    """Files of which nothing could be read; they count as failed too."""

    def add(self, outcome: Outcome) -> None:
        """Counts one capture."""
        if outcome.passed:
            self.passed[outcome.kind] += 1
            return
        self.failed += outcome.problem is not None
        if outcome.refused:
            self.refused += 1
            return
        site = outcome.site or "(no site)"
        self.captures += 1
        self.articles += len(outcome.articles)
        self.kinds.setdefault(site, Counter())[outcome.kind] += 1
        self.warnings.setdefault(site, Counter()).update(outcome.warnings)
        for line in outcome.unknown_labels:
            note_unknown_label(self.unknown_labels, site, line)
        self.languages.setdefault(site, Counter()).update(
            article.language for article in outcome.articles if article.language
        )

    @property
    def unreadable(self) -> int:
        """Captures that could not be read: damaged records, files that are missing."""
        return sum(counter["unreadable"] for counter in self.kinds.values())

    def to_dict(self) -> dict[str, Any]:
        """The counts as JSON types."""
        named = {
            name: {site: dict(counts) for site, counts in getattr(self, name).items()}
            for name in _BY_SITE
        }
        return {
            **{field.name: getattr(self, field.name) for field in fields(self)},
            **named,
            "passed": dict(self.passed),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The counts of :meth:`to_dict`."""
        named = {
            name: {site: Counter(counts) for site, counts in data[name].items()}
            for name in _BY_SITE
        }
        return cls(**{**data, **named, "passed": Counter(data["passed"])})

    def lines(self, tickers: dict[str, int]) -> list[str]:
        """A table, a row a site.

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
