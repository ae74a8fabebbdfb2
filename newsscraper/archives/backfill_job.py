"""Backfill of a store from a web archive: ``newsscraper backfill``, callable from Python."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import KW_ONLY, dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from newsscraper.archives.archive_index import IndexCounts, IndexLine, article_lines, read_index
from newsscraper.archives.backfill_queue import BackfillQueue, SettledRecord
from newsscraper.archives.http_ranges import RangeError, Ranges
from newsscraper.archives.problem_lines import ProblemLines
from newsscraper.archives.progress import OnMessage, OnProgress, Progress, ignore
from newsscraper.captures import Damage, Skipped
from newsscraper.captures.frames import Gzip, Member
from newsscraper.captures.framing import Framing, RawRecord
from newsscraper.captures.warc import PAGE_KINDS, read_capture
from newsscraper.errors import UserError
from newsscraper.extraction import extract_capture
from newsscraper.items.records import Article, Capture
from newsscraper.networks import AddressPolicy
from newsscraper.scope import site_named
from newsscraper.store import DEFAULT_STORE, Batch, Store
from newsscraper.text.encoding import MAX_BYTES
from newsscraper.version import user_agent

COMMON_CRAWL = "https://data.commoncrawl.org/"
_MAX_FAILURES_IN_A_ROW = 5


@dataclass(slots=True)
class BackfillReport:
    """The result of a backfill."""

    site: str
    counts: Counter[str] = field(default_factory=Counter)
    """Records by outcome: ``done``, ``known``, ``removed`` (taken down), ``none``, ``failed``."""
    index: IndexCounts = field(default_factory=IndexCounts)
    """Counts over the lines of the indexes."""
    older: int = 0
    """Index lines of older captures of an article."""
    left: int = 0
    """Records still to be fetched."""
    problem: str | None = None
    """Why the job stopped early."""

    @property
    def exit_code(self) -> int:
        """The exit code of ``newsscraper backfill``: 1 if a record failed."""
        return 1 if self.counts["failed"] or self.problem is not None else 0

    def closing_line(self) -> str:
        """All counts in one line."""
        texts = {
            "known": "already in the store",
            "removed": "taken down, not fetched",
            "none": "records without an article",
            "failed": "failed",
        }
        parts = [f"{self.counts['done']} articles"]
        parts += [f"{self.counts[key]} {text}" for key, text in texts.items() if self.counts[key]]
        if self.older:
            parts.append(f"{self.older} older captures left out")
        if self.index.skipped or self.index.broken_count:
            broken = f", {self.index.broken_count} invalid" if self.index.broken_count else ""
            parts.append(f"index lines skipped: {self.index.skipped}{broken}")
        if self.left:
            parts.append(f"{self.left} left; rerun the command to continue")
        return f"{self.site}: {'; '.join(parts)}"


@dataclass(slots=True)
class BackfillJob:
    """Fetches the articles of a site that a web archive has into the store.

    The command line has it as ``newsscraper backfill``.
    """

    site: str
    """Name of the site."""
    indexes: Sequence[str | os.PathLike[str]]
    """Files or web addresses of index lines: JSON objects as the index server of Common Crawl
    returns them (``output=json``), or CDXJ."""
    _: KW_ONLY
    store: str | os.PathLike[str] = DEFAULT_STORE
    """The store; it is created if it does not exist."""
    warc_base: str = COMMON_CRAWL
    """The address of the archive's files."""
    delay: float = 1.0
    """Minimum number of seconds between two requests."""
    limit: int | None = None
    """Maximum number of records to fetch."""
    contact: str | None = None
    """A mail or web address for the user agent."""
    allowed_networks: str | None = None
    """Networks that may be connected to besides the public internet, such as ``10.1.0.0/16``,
    divided by commas. What :attr:`indexes` and :attr:`warc_base` name is allowed without it."""
    on_message: OnMessage = ignore
    """Receives problems, one line each: ten of a kind, then their number."""
    on_progress: OnProgress | None = None
    """Receives the progress after each record."""

    def run(self) -> BackfillReport:
        """Fetch what is missing. After an interruption, run the job again to resume.

        Raises:
            UserError: the site is unknown, an index cannot be read, a server's address is private
                and not allowed, or the store cannot be written.
            KeyboardInterrupt: Ctrl-C or SIGTERM came; all fetched records are stored.

        """
        if self.limit is not None and self.limit < 1:
            raise UserError(f"the limit must be 1 or more, not {self.limit}")
        report = BackfillReport(site_named(self.site).name)
        agent = user_agent(self.contact)
        policy = AddressPolicy(self.allowed_networks)
        if self.warc_base != COMMON_CRAWL:
            policy.allow(self.warc_base)
        ranges = Ranges(self.warc_base, agent, self.delay, policy)
        with ExitStack() as stack:
            store = stack.enter_context(Store(os.fspath(self.store), create=True))
            folder = store.folder if store.folder is not None else Path("data")
            queue = BackfillQueue(folder / f"backfill-{report.site}.db")
            stack.callback(queue.close)
            stack.callback(ranges.close)
            self._read_indexes(queue, agent, policy, report)
            _Backfill(self, store, queue, ranges, report).run()
            report.left = queue.left
        return report

    def _read_indexes(
        self, queue: BackfillQueue, agent: str, policy: AddressPolicy, report: BackfillReport
    ) -> None:
        names, counts = [os.fspath(index) for index in self.indexes], report.index
        for name in names:
            lines = read_index(name, agent, policy)
            report.older += queue.add(article_lines(lines, report.site, counts))
        for line in counts.broken:
            self.on_message(f"invalid index line: {line}")
        if counts.lines == counts.broken_count:
            raise UserError(f"invalid index: no valid line in {', '.join(names)}")


class _Backfill:
    """One run of a :class:`BackfillJob`: fetches queued records and writes them in batches."""

    def __init__(
        self,
        job: BackfillJob,
        store: Store,
        queue: BackfillQueue,
        ranges: Ranges,
        report: BackfillReport,
    ) -> None:
        self._job, self._store, self._queue, self._ranges = job, store, queue, ranges
        self._report = report
        self._problems = ProblemLines(job.on_message)
        self._problems.begin(report.site)
        self._left = job.limit
        self._failures_in_a_row = 0
        self._seen, self._total = 0, queue.left

    def run(self) -> None:
        """Fetch all queued records, unless the server stops answering."""
        asked = {
            "backfill": [os.fspath(index) for index in self._job.indexes],
            "warc_base": self._job.warc_base,
        }
        number = self._store.runs.begin(self._report.site, asked)
        outcome = "interrupted"
        try:
            for lines in self._queue.batches():
                self._fetch_batch(lines, number)
                if self._is_over:
                    break
            else:
                outcome = "finished"
        finally:
            self._problems.close()
            counts = {"backfill": dict(self._report.counts)}
            self._store.runs.finish(number, outcome, counts)

    @property
    def _is_over(self) -> bool:
        return self._report.problem is not None or self._left == 0

    def _fetch_batch(self, lines: list[IndexLine], run: int) -> None:
        rows = self._store.articles_by_id([line.article for line in lines])
        known = {row["id"]: row["fetched_at"] or "" for row in rows}
        removed = self._store.takedowns.among([line.article for line in lines])
        batch, settled = Batch(), list[SettledRecord]()
        try:
            for line in lines:
                self._advance()
                if line.article in removed:
                    settled.append(SettledRecord(line, "removed"))
                elif known.get(line.article, "") >= line.moment:
                    settled.append(SettledRecord(line, "known"))
                elif self._is_over:
                    break
                elif (record := self._fetch(line, batch)) is not None:
                    settled.append(record)
        finally:  # also keeps what was fetched before Ctrl-C
            self._store.write(batch, run)
            self._queue.settle(settled)
            self._report.counts.update(record.outcome for record in settled)

    def _fetch(self, line: IndexLine, batch: Batch) -> SettledRecord | None:
        """Fetch a record and add its article to the batch.

        Returns:
            The outcome; ``None`` if the record should be requested again by a later run.

        """
        self._left = self._left - 1 if self._left is not None else None
        try:
            content = self._ranges.get(line.file, line.offset, line.length)
        except RangeError as error:
            return self._failed(line, error)
        self._failures_in_a_row = 0
        found = article_of(content, line)
        if isinstance(found, Damage):
            self._count_problem(line, found.reason)
            return SettledRecord(line, "failed", found.reason)
        if isinstance(found, str):
            return SettledRecord(line, "none", found)
        batch.add_article(found)
        return SettledRecord(line, "done")

    def _failed(self, line: IndexLine, error: RangeError) -> SettledRecord | None:
        self._count_problem(line, str(error))
        self._failures_in_a_row += 1
        if self._failures_in_a_row == _MAX_FAILURES_IN_A_ROW:
            self._report.problem = f"gave up after {_MAX_FAILURES_IN_A_ROW} failed records in a row"
        if error.lasting:
            return SettledRecord(line, "failed", str(error))
        self._report.counts["failed"] += 1
        return None

    def _count_problem(self, line: IndexLine, reason: str) -> None:
        self._problems.count(f"{line.place}: {reason}", reason.partition(" (")[0])

    def _advance(self) -> None:
        self._seen += 1
        if self._job.on_progress is not None:
            self._job.on_progress(Progress(self._seen, self._total))


def article_of(content: bytes, line: IndexLine) -> Article | Damage | str:
    """Extract the article of a record.

    Args:
        content: The gzip member of the record.
        line: The record's line in the index.

    Returns:
        The article, the damage if the record cannot be read, or the reason why it holds no article.

    """
    place = f"{line.file}:{line.offset}"
    found: Any = None
    member = Member(Gzip(BytesIO(content)), 0)
    for item in Framing(member, wanted=PAGE_KINDS, limit=MAX_BYTES + 65536).records():
        if not isinstance(item, RawRecord):
            return Damage(place, item.reason)
        if item.kind in PAGE_KINDS:
            found = read_capture(item.content, place)
            break
    if isinstance(found, Damage):
        return found
    if not isinstance(found, Capture):
        return f"not a page ({found.kind})" if isinstance(found, Skipped) else "not a page"
    try:
        extraction = extract_capture(found)
    except Exception as error:  # a bug of ours must not stop the other records
        reason = f"extraction failed ({type(error).__name__}: {error}); please report it"
        return Damage(place, reason)
    if extraction.articles:
        return extraction.articles[0]
    if extraction.rejected:
        return extraction.rejected[0]
    return f"not an article but a page of kind {extraction.kind}"
