"""A run of a site's spider, and the files written from the store afterwards."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from newsscraper.crawling.frontier.session import lock_of
from newsscraper.crawling.jobs.run_files import (
    RunFiles,
    articles_of,
    selection_of,
    write_report,
)
from newsscraper.crawling.runner import Run, configure_logging, settings_from
from newsscraper.crawling.spiders.site import SiteSpider
from newsscraper.errors import UserError
from newsscraper.exporters import STDOUT, Exporter, exporter_for
from newsscraper.fetch_options import FetchOptions
from newsscraper.items.records import ARTICLE_FIELDS, Article
from newsscraper.reports.report import Report
from newsscraper.scope import Scope
from newsscraper.store import Store, StoreError

_USAGE = 2


@dataclass(slots=True)
class SiteJob:
    """Runs a spider over a site and writes the files; once per process.

    :func:`newsscraper.crawl` does it in a child process.
    """

    spider: type[SiteSpider]
    scope: Scope
    options: FetchOptions
    files: RunFiles
    on_message: Callable[[str], None]
    """Receives each message for the user, one line."""
    problem: UserError | None = field(default=None, init=False)
    """Why standard output could not be written; the run was stopped, its records are kept."""
    _run: Run = field(init=False)

    def run(self) -> Report:
        """Run the spider to its end.

        Raises:
            UserError: the run cannot start, or a file cannot be written.
            BrokenPipeError: nobody reads standard output any more.

        """
        options, store = self.options, os.fspath(self.options.store or "")
        configure_logging(options.verbose)
        settings = settings_from(options.setting_pairs, options.run_settings())
        stream = self._stream()
        with Store(store, create=True) as opened:
            # Also checked here, because Scrapy adds its own message if a scheduler cannot open.
            lock_of(opened, self.scope.site.name).release()
            rows = opened.sources(self.scope.site.name)
            known = [(row["edition"], row["source_id"]) for row in rows]
        self._run = Run(self.spider, settings)
        if stream is not None:
            self._run.on_article(lambda article, response: self._write(stream, article))
        if not options.quiet and not self._run.contact:
            self.on_message(
                "no contact address is set; --contact you@example.org tells the site whom to reach"
            )
        report = self._start(known)
        self.problem = self._run.sink_problem
        if stream is not None and not self._run.pipe_closed and self.problem is None:
            stream.close()
        with _finishing(self.on_message) as signals:
            self._write_files(store, report)
            if signals:
                report.ending = "interrupted"
            if self.files.report is not None:
                write_report(self.files.report, report.to_dict())
        if self._run.pipe_closed:
            raise BrokenPipeError
        return report

    def _stream(self) -> Exporter | None:
        if STDOUT not in self.files.articles:
            return None
        return exporter_for(STDOUT, self.files.form)(STDOUT, ARTICLE_FIELDS)

    def _write(self, stream: Exporter, article: Article) -> None:
        spider: Any = self._run.crawler.spider
        if spider.is_in_range(article):
            stream.write(article.to_dict())

    def _start(self, known: list[tuple[str, str]]) -> Report:
        return self._run.start(scope=self.scope, known_sources=known)

    def _write_files(self, store: str, report: Report) -> None:
        unknown = getattr(self._run.crawler.spider, "unknown_sources", ())
        options = self.options
        try:
            with Store(store) as opened:
                report.outputs = self.files.write(
                    lambda: articles_of(opened, self.scope, report.run, options.reserved),
                    lambda: opened.tickers(run=report.run),
                    _USAGE if self.problem is not None else report.exit_code,
                    selection_of(
                        store, [self.scope], unknown, respect_rights=options.respect_rights
                    ),
                    has_articles=report.articles > 0,
                )
        except StoreError:
            if report.problem is None:  # otherwise the failure of the store was reported before
                raise


@contextmanager
def _finishing(on_message: Callable[[str], None]) -> Iterator[list[int]]:
    """Defer the first Ctrl-C or SIGTERM until the block has ended; a second one interrupts it.

    Yields:
        The signals received so far.

    """
    came: list[int] = []

    def hold(number: int, frame: FrameType | None) -> None:
        if came:
            raise KeyboardInterrupt
        came.append(number)
        on_message("writing the files; press Ctrl-C again to quit now")

    before = {number: signal.signal(number, hold) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
