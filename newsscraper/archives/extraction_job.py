"""Extraction of saved pages and archives: ``newsscraper extract``, callable from Python."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from newsscraper.archives.extraction_report import ExtractionReport
from newsscraper.archives.outcomes import RecordOptions, UnitResult
from newsscraper.archives.parallel import extract_units
from newsscraper.archives.part_sequence import PartSequence
from newsscraper.archives.problem_lines import ProblemLines
from newsscraper.archives.progress import OnMessage, OnProgress, Progress, ignore
from newsscraper.archives.spool import Spool
from newsscraper.archives.summary import Summary
from newsscraper.captures import SearchSummary, Unit, find, size_of
from newsscraper.dates import as_time
from newsscraper.errors import UserError
from newsscraper.exporters import (
    PLAIN,
    STDOUT,
    Exporter,
    Form,
    Outputs,
    check_targets,
    exporter_for,
)
from newsscraper.exporters.reserved import ReservedArticles
from newsscraper.exporters.target import path_of
from newsscraper.items.fields import Fields
from newsscraper.items.records import (
    ARTICLE_FIELDS,
    EXTRACT_FIELDS,
    EXTRACTOR_VERSION,
    TICKER_FIELDS,
)

Location = str | os.PathLike[str]


@dataclass(slots=True)
class ExtractionJob:
    """Extracts the articles of saved pages and archives, as ``newsscraper extract`` does."""

    paths: Sequence[Location]
    """Pages, archives, folders of both, or ``-`` for a page on standard input."""
    _: KW_ONLY
    url: str | None = None
    """The address of the page; allowed only with a single path."""
    fetched_at: str | datetime | None = None
    """When the saved pages were fetched; a string in ISO 8601. UTC, unless it has a time zone."""
    outputs: Sequence[Location] = ()
    """Files for the articles; ``-`` is standard output. Without any, articles are only counted."""
    ticker_outputs: Sequence[Location] = ()
    """Files for the ticker snapshots."""
    form: Form = PLAIN
    """Options of the output formats."""
    pretty: bool = False
    """Whether to indent the records on standard output."""
    ticker: bool = True
    """Whether records contain their ticker."""
    count_tickers: bool = False
    """Whether to count ticker snapshots by site, for the report's table."""
    all_captures: bool = False
    """Whether to keep every capture of an article, not only the newest."""
    any_page: bool = False
    """Whether to write the main text of pages that are not articles, too."""
    respect_rights: bool = False
    """Whether to leave out articles whose use is reserved."""
    processes: int = 0
    """Number of processes; 0 means one per core."""
    resume: bool = False
    """Whether to resume an interrupted extraction to the same first output. Its progress is kept in
    a hidden folder beside that output."""
    on_message: OnMessage = ignore
    """Receives each problem, one line."""
    on_notice: OnMessage = ignore
    """Receives the notice whether an earlier extraction is resumed."""
    on_progress: OnProgress | None = None
    """Receives the progress after each unit of work."""

    def run(self) -> ExtractionReport:
        """Extract everything and write the outputs.

        A capture that cannot be read is reported to `on_message` and counted; the job continues.

        Raises:
            UserError: an option is invalid, an output cannot be written, or the job cannot resume.
            KeyboardInterrupt: Ctrl-C or SIGTERM came; the progress is kept if the input is an
                archive and the first output is a file.

        """
        return _Extraction(self).run()


class _Extraction:
    """One run of an :class:`ExtractionJob`."""

    def __init__(self, job: ExtractionJob) -> None:
        self._job = job
        self._paths = [os.fspath(path) for path in job.paths]
        self._outputs = [os.fspath(output) for output in job.outputs]
        self._ticker_outputs = [os.fspath(output) for output in job.ticker_outputs]
        self._fields = EXTRACT_FIELDS if job.ticker else ARTICLE_FIELDS
        self._moment = self._check()
        targets = self._targets()
        check_targets(targets, job.form)
        paths = [path_of(target) for target, _ in targets]
        self._written = frozenset(path for path in paths if path is not None)
        self._place = self._first_file()
        if job.resume and self._place is None:
            raise UserError("--resume needs an output file or folder on this machine (-o)")
        self._spool = Spool(self._place, self._identity(), resume=job.resume)
        self._found, self._counts = SearchSummary(), Summary()
        self._problems = ProblemLines(job.on_message)
        self._reserved = ReservedArticles(job.on_message)
        self._stream: Exporter | None = None
        self._done_bytes = self._total_bytes = 0

    def _check(self) -> datetime | None:
        """Check the options and return the time of the fetch."""
        if not self._paths:
            raise UserError("no input: name a file, a folder or an archive")
        is_one_page = len(self._paths) == 1 and not Path(self._paths[0]).is_dir()
        if self._job.url is not None and not is_one_page:
            raise UserError(
                "--url is the address of one page: name one file, or put a meta.json beside each"
                " page"
            )
        try:
            return as_time(self._job.fetched_at)
        except ValueError as error:
            raise UserError(f"invalid --fetched-at: {error}") from None

    def _targets(self) -> list[tuple[str, Fields]]:
        return [
            *((output, self._fields) for output in self._outputs),
            *((output, TICKER_FIELDS) for output in self._ticker_outputs),
        ]

    def _first_file(self) -> Path | None:
        paths = map(path_of, self._outputs)
        return next((path for path in paths if path is not None), None)

    def _identity(self) -> dict[str, Any]:
        """What must be equal for an extraction to resume another."""
        moment = self._job.fetched_at
        return {
            "url": self._job.url,
            "fetched_at": moment.isoformat() if isinstance(moment, datetime) else moment,
            "no_ticker": not self._job.ticker,
            "tickers": bool(self._ticker_outputs),
            "any_page": self._job.any_page,
            "respect_rights": self._job.respect_rights,
            "paths": self._paths,
            "rules": EXTRACTOR_VERSION,
        }

    def run(self) -> ExtractionReport:
        """Extract everything and write the outputs."""
        keep = False
        try:
            self._open()
            self._extract()
            return self._finish()
        except KeyboardInterrupt:
            keep = self._place is not None and (self._job.resume or self._has_progress)
            keep = keep and self._spool.units > 0
            if keep:
                self._job.on_message(
                    f"progress saved in {self._spool.folder}; rerun with --resume to continue"
                )
            raise
        except UserError:
            keep = self._job.resume or (self._place is not None and self._has_progress)
            raise
        finally:
            self._spool.close(keep=keep)

    @property
    def _has_progress(self) -> bool:
        return self._found.has_archive and self._spool.units > 0

    def _open(self) -> None:
        job = self._job
        if self._outputs == [STDOUT] and job.all_captures and not job.pretty:
            self._stream = exporter_for(STDOUT, job.form)(STDOUT, self._fields, job.form)
        self._spool.open()
        if job.on_progress is not None:
            self._total_bytes = size_of(self._paths, self._written)
            self._progress(0)
        if self._spool.counts:
            self._counts = Summary.from_dict(self._spool.counts)
        if job.resume:
            job.on_notice(
                f"resuming after {self._counts.captures} captures"
                if self._spool.resumed
                else "nothing to resume; starting a new extraction"
            )

    def _extract(self) -> None:
        job, sequence = self._job, PartSequence(*self._spool.last_part)
        options = RecordOptions(
            job.ticker,
            bool(self._ticker_outputs) or job.count_tickers,
            job.any_page,
            job.respect_rights,
        )
        units = find(self._paths, self._found, job.url, self._moment, self._written)
        processes = job.processes or os.cpu_count() or 1
        try:
            for result in extract_units(self._remaining(units), processes, options, sequence):
                self._keep(result)
                last_part = (sequence.path, sequence.end)
                self._spool.unit_done(result.unit, self._counts.to_dict(), last_part)
                self._progress(result.unit.size, self._counts.captures)
        finally:
            self._problems.close()
        self._spool.finish_skipping()
        if job.on_progress is not None:
            job.on_progress(
                Progress(self._done_bytes, self._total_bytes, self._counts.captures, finished=True)
            )

    def _remaining(self, units: Iterable[Unit]) -> Iterator[Unit]:
        """The units that an interrupted run had not done."""
        for unit in units:
            if not self._spool.is_done(unit):
                yield unit
            else:
                self._progress(unit.size)

    def _keep(self, result: UnitResult) -> None:
        for outcome in result.outcomes:
            self._counts.add(outcome)
            for row in outcome.articles:
                if self._stream is not None:
                    for record in self._unreserved([json.loads(row.record)]):
                        self._stream.write(record)
                else:
                    self._spool.add(row)
            if outcome.ticker is not None:
                self._spool.add_ticker(outcome.ticker, whole=bool(self._ticker_outputs))
            self._problems.add(result, outcome)

    def _unreserved(self, records: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
        if not self._job.respect_rights:
            return records
        return (record for record in records if not self._reserved.add(record))

    def _progress(self, size: int, captures: int = 0) -> None:
        self._done_bytes += size
        if self._job.on_progress is not None:
            self._job.on_progress(Progress(self._done_bytes, self._total_bytes, captures))

    def _finish(self) -> ExtractionReport:
        counts = self._counts
        kept = counts.articles if self._job.all_captures else self._spool.articles
        report = ExtractionReport(counts=counts, articles=kept, ignored=dict(self._found.ignored))
        if nothing := self._nothing_found():
            if counts.refused + counts.unreadable == 0:
                self._job.on_message(nothing)
            if self._found.has_archive and counts.failed:
                report.exit_code, report.articles = 2, 0
                return report
        report.tickers = self._write(discard=bool(counts.failed or nothing) and not kept)
        self._reserved.close()
        report.reserved = self._reserved.count
        report.articles -= report.reserved
        if self._job.count_tickers:
            report.tickers_by_site = self._spool.ticker_counts()
        report.exit_code = 1 if counts.failed or nothing else 0
        return report

    def _write(self, *, discard: bool) -> int | None:
        """Write the outputs.

        Args:
            discard: Whether to leave all files unchanged, unless there is a ticker snapshot.

        Returns:
            The number of ticker snapshots, if there is an output for them.

        """
        job, tickers = self._job, None
        with Outputs() as files:
            if self._stream is None:
                group = files.open(self._outputs, self._fields, job.form, pretty=job.pretty)
                group.write_all(self._unreserved(self._spool.records(every=job.all_captures)))
            else:
                self._stream.close()
            if self._ticker_outputs:
                group = files.open(self._ticker_outputs, TICKER_FIELDS, job.form)
                tickers = group.write_all(self._spool.tickers())
            if discard and not tickers:
                files.discard()
        return tickers

    def _nothing_found(self) -> str | None:
        """A message if no capture was found, or if none of them can be read."""
        counts = self._counts
        if counts.captures > counts.unreadable:
            return None
        if self._found.has_archive:
            skipped = f" ({', '.join(sorted(counts.skipped))})" if counts.skipped else ""
            return f"no page found in the archives{skipped}"
        if counts.captures:
            return None
        return (
            "no captures found: name files, archives, or folders with .html, .htm, .txt, .xml, .rss"
            " or .atom files"
        )
