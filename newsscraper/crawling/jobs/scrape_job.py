"""Single pages by their addresses, written in the order of the addresses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from newsscraper.crawling.runner import Run, configure_logging, settings_from
from newsscraper.crawling.spiders.urls import UrlsSpider
from newsscraper.exporters import Form, Group, Outputs, check_targets
from newsscraper.fetch_options import FetchOptions
from newsscraper.items.records import ARTICLE_FIELDS, EXTRACT_FIELDS, Article
from newsscraper.reports.report import Report
from newsscraper.store import Store
from newsscraper.urls import with_scheme

_FAILED, _USAGE = 1, 2


@dataclass(slots=True)
class ScrapeJob:
    """Fetches pages and writes their records; once per process."""

    urls: Sequence[str]
    options: FetchOptions
    outputs: Sequence[str]
    form: Form
    pretty: bool
    """Whether to indent the records on standard output."""
    ticker: bool
    """Whether records contain their ticker."""
    on_message: Callable[[str], None]
    """Receives each problem, one line."""
    any_page: bool = False
    """Whether to write the main text of pages that are not articles, too."""
    report: Report | None = field(default=None, init=False)
    """What was done; ``None`` if no address is valid."""

    def run(self) -> int:
        """Fetch everything.

        Returns:
            The exit code: 1 if an address is invalid, cannot be fetched or is not an article.

        Raises:
            UserError: the run cannot start, or an output cannot be written.
            BrokenPipeError: nobody reads standard output any more.

        """
        fields = EXTRACT_FIELDS if self.ticker else ARTICLE_FIELDS
        check_targets([(output, fields) for output in self.outputs], self.form)
        run_settings = self.options.run_settings()
        if self.options.store is not None:
            Store(str(self.options.store), create=True).close()
        urls = self._valid_urls()
        if not urls:
            return _FAILED
        configure_logging(self.options.verbose)
        run = Run(UrlsSpider, settings_from(self.options.setting_pairs, run_settings))
        with Outputs() as files:
            written = files.open(self.outputs, fields, self.form, pretty=self.pretty)
            records = _InputOrder(written, ticker=self.ticker)
            run.on_article(records.article)
            self.report = run.start(urls=urls, any_page=self.any_page, on_nothing=records.nothing)
            if run.sink_problem is not None:
                raise run.sink_problem
            records.finish()
            code = self._exit_code(self.report, all_valid=len(urls) == len(self.urls))
            if code == _USAGE or (code and not written.count):
                files.discard()
        if run.pipe_closed:
            raise BrokenPipeError
        return code

    def _valid_urls(self) -> list[str]:
        found = []
        for url in self.urls:
            address = with_scheme(url)
            if _is_address(address):
                found.append(address)
            else:
                self.on_message(f"{url}: not an http:// or https:// address")
        return found

    @staticmethod
    def _exit_code(report: Report, *, all_valid: bool) -> int:
        if report.exit_code:
            return report.exit_code
        complete = not (report.failed or report.rejected or report.undone)
        return 0 if all_valid and complete else _FAILED


class _InputOrder:
    """Writes each record as soon as all inputs before it are finished."""

    def __init__(self, written: Group, *, ticker: bool) -> None:
        self._written, self._ticker = written, ticker
        self._waiting: dict[int, dict[str, Any] | None] = {}
        self._next = 0

    def article(self, article: Article, response: Any) -> None:
        """Take the article of an input."""
        record = article.to_dict()
        if self._ticker:
            ticker = article.ticker.to_dict() if article.ticker else None
            record["ticker"] = {"id": ticker["id"], "items": ticker["items"]} if ticker else None
        self._add(response.meta["newsscraper_input"], record)

    def nothing(self, number: int) -> None:
        """Note that an input yields no article."""
        self._add(number, None)

    def _add(self, number: int, record: dict[str, Any] | None) -> None:
        self._waiting[number] = record
        while self._next in self._waiting:
            self._write(self._waiting.pop(self._next))
            self._next += 1

    def finish(self) -> None:
        """Write the rest: if the run was stopped, some inputs were never finished."""
        for number in sorted(self._waiting):
            self._write(self._waiting[number])

    def _write(self, record: dict[str, Any] | None) -> None:
        if record is not None:
            self._written.write(record)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    named = "." in host or ":" in host or host == "localhost"
    return parts.scheme in ("http", "https") and named and " " not in host and port != 0
