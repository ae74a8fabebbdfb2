"""Extraction of many captures, in order, over several processes."""

from __future__ import annotations

import signal
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from newsscraper.captures import CaptureFile, UnreadableCapture
from newsscraper.extraction import extract_capture
from newsscraper.items import EXTRACT_FIELDS
from newsscraper.summary import counts_text, table

__all__ = ["EXTRACT_FIELDS", "Outcome", "Summary", "Tickers", "extract_file", "extract_files"]

_CHUNK = 16
_FAILED_KINDS = ("error", "challenge", "unknown")


@dataclass(slots=True)
class Outcome:
    """What one capture gave."""

    path: str
    kind: str = "unreadable"
    site: str | None = None
    articles: list[dict[str, Any]] = field(default_factory=list)
    """Records with their ticker nested under ``ticker`` (``id``, ``items``)."""
    ticker: dict[str, Any] | None = None
    warnings: list[str] = field(default_factory=list)
    problem: str | None = None
    """Why the capture counts as failed, one line."""


def extract_file(file: CaptureFile) -> Outcome:
    """Reads and extracts one file. Never raises."""
    try:
        found = extract_capture(file.read())
    except UnreadableCapture as problem:
        return Outcome(file.path, problem=str(problem))
    except Exception as error:  # a defect of ours must not stop the captures beside this one
        return Outcome(file.path, problem=f"{file.path}: extraction failed ({type(error).__name__}: {error}); please report it")
    outcome = Outcome(file.path, found.kind, found.site, warnings=found.warnings)
    outcome.ticker = found.ticker.to_dict() if found.ticker is not None else None
    nested = {"id": outcome.ticker["id"], "items": outcome.ticker["items"]} if outcome.ticker is not None else None
    outcome.articles = [{**article.to_dict(), "ticker": nested} for article in found.articles]
    if found.rejected:
        outcome.problem = f"{file.path}: {found.rejected[0]}"
    elif found.kind in _FAILED_KINDS:
        reasons = f" ({', '.join(found.warnings)})" if found.warnings else ""
        outcome.problem = f"{file.path}: no article: the page is {_KIND_TEXT[found.kind]}{reasons}"
    return outcome


_KIND_TEXT = {
    "error": "an error page",
    "challenge": "a challenge or consent page",
    "unknown": "of no known kind",
}


def extract_files(files: Iterable[CaptureFile], jobs: int = 1) -> Iterator[Outcome]:
    """Extracts files in order; at most a few hundred are under way at once, however many there are.

    Args:
        files: What to read.
        jobs: Number of processes; 1 stays in this one.

    """
    if jobs <= 1:
        yield from map(extract_file, files)
        return
    pending: deque[Future[list[Outcome]]] = deque()
    with ProcessPoolExecutor(jobs, initializer=_start_worker) as pool:
        try:
            for chunk in _chunks(file.held() for file in files):
                with _interrupt_held():
                    pending.append(pool.submit(_extract_chunk, chunk))
                if len(pending) > jobs * 4:
                    yield from pending.popleft().result()
            while pending:
                yield from pending.popleft().result()
        finally:
            for future in pending:
                future.cancel()


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})


@contextmanager
def _interrupt_held() -> Iterator[None]:
    """Holds Ctrl-C back while worker processes may be started.

    It reaches the whole process group. A worker that gets it before it can ignore it dies and leaves its chunk undone;
    and Python swallows it where it arrives inside a fork. Held back, it arrives when the workers are there.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _chunks(files: Iterable[CaptureFile]) -> Iterator[list[CaptureFile]]:
    chunk: list[CaptureFile] = []
    for file in files:
        chunk.append(file)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _extract_chunk(files: list[CaptureFile]) -> list[Outcome]:
    return [extract_file(file) for file in files]


@dataclass(slots=True)
class Tickers:
    """Ticker snapshots met so far: one a snapshot however many pages showed it, with all its sightings."""

    snapshots: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, ticker: dict[str, Any]) -> None:
        """Adds a snapshot, or only its sightings where it is known."""
        known = self.snapshots.setdefault(ticker["id"], {**ticker, "sightings": []})
        known["sightings"] = sorted({*known["sightings"], *ticker["sightings"]})


@dataclass(slots=True)
class Summary:
    """Counts over the captures of a run, by site."""

    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    languages: dict[str, Counter[str]] = field(default_factory=dict)
    tickers: dict[str, set[str]] = field(default_factory=dict)
    warnings: dict[str, Counter[str]] = field(default_factory=dict)
    captures: int = 0
    articles: int = 0
    failed: int = 0

    def add(self, outcome: Outcome) -> None:
        """Counts one capture."""
        site = outcome.site or "(no site)"
        self.captures += 1
        self.articles += len(outcome.articles)
        self.failed += outcome.problem is not None
        self.kinds.setdefault(site, Counter())[outcome.kind] += 1
        self.warnings.setdefault(site, Counter()).update(outcome.warnings)
        self.languages.setdefault(site, Counter()).update(article["language"] for article in outcome.articles)
        if outcome.ticker is not None:
            self.tickers.setdefault(site, set()).add(outcome.ticker["id"])

    def lines(self) -> list[str]:
        """A table, a row a site."""
        header = ("site", "captures", "articles", "tickers", "languages", "warnings")
        rows = [header, *(self._row(site) for site in sorted(self.kinds))]
        return table(rows, numbers=(1, 2, 3))

    def _row(self, site: str) -> tuple[str, ...]:
        kinds = self.kinds[site]
        return (
            site,
            str(kinds.total()),
            str(self.languages[site].total()),
            str(len(self.tickers.get(site, ()))),
            counts_text(self.languages[site]),
            counts_text(self.warnings[site]),
        )
