"""Re-extraction of kept pages: ``newsscraper reextract``, callable from Python."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path

from newsscraper.archives.comparison import CHANGE_FIELDS, Comparison, KeptPages
from newsscraper.archives.outcomes import RecordOptions
from newsscraper.archives.parallel import extract_units
from newsscraper.archives.problem_lines import ProblemLines
from newsscraper.archives.progress import OnMessage, ignore
from newsscraper.captures import SearchSummary, find
from newsscraper.errors import UserError
from newsscraper.exporters import Group, Outputs
from newsscraper.exporters.jsonl import JsonLinesExporter
from newsscraper.store import DEFAULT_STORE, Batch, Store

Location = str | os.PathLike[str]


@dataclass(slots=True)
class ReextractionReport:
    """The result of re-extracting kept pages."""

    pages: Path
    """The folder of the pages."""
    applied: bool
    """Whether the store was changed."""
    comparison: Comparison = field(default_factory=Comparison)
    failed: int = 0
    """Captures that could not be read or extracted."""
    missing: int = 0
    """Stored articles whose pages are not in the folder."""

    @property
    def exit_code(self) -> int:
        """The exit code of ``newsscraper reextract``: 1 if a page failed."""
        return 1 if self.failed else 0

    def table(self) -> list[str]:
        """A table with one row per field, and examples; empty if nothing differs."""
        return self.comparison.lines()

    def closing_lines(self) -> list[str]:
        """The missing pages, if any, and all counts in one line."""
        lines = []
        if self.missing:
            lines.append(
                f"{self.missing} stored articles were read from pages that are not in {self.pages}"
            )
        closing = self.comparison.closing_line()
        if self.comparison.changed or self.comparison.new:
            closing += "; " + (
                "written to the store" if self.applied else "use --apply to write them to the store"
            )
        return [*lines, closing]


@dataclass(slots=True)
class ReextractionJob:
    """Applies the current rules to kept pages and compares the result with the store.

    The command line has it as ``newsscraper reextract``.
    """

    store: Location = DEFAULT_STORE
    _: KW_ONLY
    pages: Location | None = None
    """The folder of the kept pages; by default ``pages`` beside the store's file."""
    apply: bool = False
    """Whether to write the differences to the store, as new versions."""
    diff: Location | None = None
    """A file for the differences, one JSON object per line; ``-`` is standard output."""
    processes: int = 0
    """Number of processes; 0 means one per core."""
    on_message: OnMessage = ignore
    """Receives each problem, one line."""

    def run(self) -> ReextractionReport:
        """Compare everything, and write the differences if `apply` is set.

        Raises:
            UserError: the store or the folder does not exist, or a file cannot be written.
            KeyboardInterrupt: Ctrl-C or SIGTERM came.

        """
        with ExitStack() as stack:
            store = stack.enter_context(Store(os.fspath(self.store)))
            report = ReextractionReport(self._folder(store), self.apply)
            outputs = stack.enter_context(Outputs())
            targets = [os.fspath(self.diff)] if self.diff is not None else []
            written = outputs.open(targets, CHANGE_FIELDS, kind=JsonLinesExporter)
            kept = KeptPages(store)
            stack.callback(kept.close)
            self._compare(store, kept, written, report)
            report.missing = kept.missing()
            if report.failed and not written.count:
                outputs.discard()
        return report

    def _folder(self, store: Store) -> Path:
        if self.pages is not None:
            folder = Path(self.pages)
        elif store.folder is not None:
            folder = store.folder / "pages"
        else:
            raise UserError(
                "the store is not a file: name the folder of the pages (--pages FOLDER)"
            )
        if not folder.is_dir():
            raise UserError(
                f"{folder} is not a folder: crawl --keep-pages keeps pages, --pages names their"
                " folder"
            )
        return folder

    def _compare(
        self, store: Store, kept: KeptPages, written: Group, report: ReextractionReport
    ) -> None:
        units = find([str(report.pages)], SearchSummary())
        processes = self.processes or os.cpu_count() or 1
        problems = ProblemLines(self.on_message)
        options = RecordOptions(ticker_nested=False, each=True)
        for result in extract_units(units, processes, options):
            for outcome in result.outcomes:
                if outcome.problem is not None:
                    report.failed += outcome.count
                problems.add(result, outcome)
            batch = Batch()
            for change in kept.compare(result.outcomes, report.comparison, batch):
                written.write(change.to_dict())
            if self.apply:
                store.rewrite(batch)
        problems.close()
