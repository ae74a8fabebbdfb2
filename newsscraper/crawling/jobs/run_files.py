"""The files written from the store at the end of a run."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from newsscraper.errors import UserError
from newsscraper.exporters import STDOUT, Form, Outputs, check_targets, output_exists, shown
from newsscraper.exporters.registry import form_options
from newsscraper.exporters.target import path_of
from newsscraper.fetch_options import DEFAULT_STORE, KEEP, TRUNCATE, FetchOptions, texts
from newsscraper.items.fields import Fields
from newsscraper.items.records import ARTICLE_FIELDS, TICKER_FIELDS
from newsscraper.scope import Scope
from newsscraper.store import Articles, Store

Records = Callable[[], Iterable[dict[str, Any]]]
"""Returns the records; each call starts from the first one."""

_DONE, _USAGE = 0, 2


@dataclass(frozen=True, slots=True)
class RunFiles:
    """The files that a run writes; ``-`` is standard output."""

    articles: tuple[str, ...]
    tickers: tuple[str, ...]
    report: str | None
    form: Form
    if_empty: str = KEEP
    """What to do with an existing file if there are no records for it: :data:`KEEP` or
    :data:`TRUNCATE`."""
    on_message: Callable[[str], None] = print
    """Receives a line for each file that was left unchanged."""

    @classmethod
    def from_options(cls, options: FetchOptions, on_message: Callable[[str], None]) -> RunFiles:
        """The files that the options name, checked.

        Raises:
            UserError: a file cannot be written, has an unknown format, or is named twice.

        """
        files = cls(
            texts(options.output),
            texts(options.ticker_output),
            os.fspath(options.report) if options.report is not None else None,
            options.form,
            options.if_empty,
            on_message,
        )
        files.check()
        return files

    def check(self) -> None:
        """Check every file, before the first request.

        Raises:
            UserError: a file cannot be written, has an unknown format, or is named twice.

        """
        named = [
            *((target, ARTICLE_FIELDS) for target in self.articles),
            *((target, TICKER_FIELDS) for target in self.tickers),
        ]
        check_targets(named, self.form)
        if self.report is not None:
            _check_report(self.report, [target for target, _ in named])

    def write(
        self,
        articles: Records,
        tickers: Records,
        code: int,
        selection: Sequence[str],
        *,
        has_articles: bool = False,
    ) -> dict[str, int]:
        """Write the records of a command.

        With exit code 2, or with another failure and no record, all files stay unchanged. After a
        success without records, an existing file stays unchanged, with a message, and a missing
        file is created empty.

        Args:
            articles: Returns the articles.
            tickers: Returns the ticker snapshots.
            code: The exit code of the command.
            selection: Options of ``export`` that select the same articles.
            has_articles: Whether there are articles although the exit code is 2; then a message
                says how to export them.

        Returns:
            The number of records in each file; 0 for a file that was left unchanged.

        Raises:
            UserError: a file cannot be written; all files stay unchanged.

        """
        files = [target for target in self.articles if target != STDOUT]
        written: dict[str, int] = {}
        if code == _USAGE:
            why = "not written, because the exit code is 2"
            for target in files if has_articles else ():
                self.on_message(self._kept(target, ARTICLE_FIELDS, selection, why))
            return written
        with Outputs() as outputs:
            for targets, records_of, fields in (
                (files, articles, ARTICLE_FIELDS),
                (self.tickers, tickers, TICKER_FIELDS),
            ):
                records = iter(records_of()) if targets else iter(())
                first = list(islice(records, 1))
                made = [target for target in targets if first or self._is_emptied(target, code)]
                count = outputs.open(made, fields, self.form).write_all(chain(first, records))
                written |= {shown(target): count for target in targets}
                for target in targets if code == _DONE else ():
                    if target not in made:
                        why = f"no new {fields.table}, file unchanged"
                        self.on_message(self._kept(target, fields, selection, why))
        return written

    def _is_emptied(self, target: str, code: int) -> bool:
        return code == _DONE and (
            target == STDOUT or self.if_empty == TRUNCATE or not output_exists(target)
        )

    def _kept(self, target: str, fields: Fields, selection: Sequence[str], why: str) -> str:
        """The message for a file that was left unchanged."""
        option = ["-o"] if fields.table == "articles" else ["-o", "-", "--ticker-output"]
        form = form_options(target, self.form)
        command = ["newsscraper", "export", *option, shown(target), *form, *selection]
        return f"{shown(target)}: {why}; {shlex.join(command)} writes the stored records"


def articles_of(
    store: Store, scope: Scope, run: int | None, reserved: bool | None = None
) -> Articles:
    """The articles that belong to a run.

    These are the articles that the run fetched. If the scope has a range of days, they are all
    stored articles of the scope in that range, whichever run fetched them, unless there is a limit
    or an author: then only articles that the run found.

    Args:
        store: The store.
        scope: What was asked for.
        run: Number of the run.
        reserved: See :meth:`newsscraper.store.Store.articles`.

    """
    started = store.runs.get(run) if run is not None else None
    since, until = (
        scope.days(date.fromisoformat(started["started_at"][:10])) if started else (None, None)
    )
    if (since or until) and scope.limit is None and not scope.authors:
        return store.articles(
            site=scope.site.name,
            edition=scope.editions,
            source=scope.sources,
            since=since,
            until=until,
            reserved=reserved,
        )
    return store.articles(run=run, since=since, until=until, reserved=reserved, limit=scope.limit)


def selection_of(
    store: str,
    scopes: Sequence[Scope],
    unknown: Sequence[str] = (),
    *,
    respect_rights: bool = False,
) -> list[str]:
    """The options of ``export`` that select the articles of some sites, fetched by any run.

    Args:
        store: The store of the articles.
        scopes: The scope of each site; they differ only in their sites.
        unknown: Sources of the scopes that do not exist.
        respect_rights: Whether to leave out reserved articles.

    """
    named = [("--site", scope.site.name) for scope in scopes]
    named += [("--source", source) for source in scopes[0].sources if source not in unknown]
    if any(tuple(scope.editions) != tuple(scope.site.editions) for scope in scopes):
        named += [("--edition", edition) for edition in scopes[0].editions]
    if store != DEFAULT_STORE:
        named.append(("--store", shown(store)))  # without a password
    flags = ["--respect-rights"] if respect_rights else []
    return [*(part for pair in named for part in pair), *flags]


def _check_report(report: str, files: list[str]) -> None:
    is_named = report != STDOUT and Path(os.path.realpath(report)) in map(path_of, files)
    if report in files or is_named:
        raise UserError("--report names the same file as another output")
    if report == STDOUT:
        return
    try:
        if Path(report).is_dir():
            raise IsADirectoryError(0, "it is a folder")
        with TemporaryFile(dir=Path(os.path.realpath(report)).parent):
            """Only to check that a file can be created there."""
    except OSError as error:
        raise UserError(f"cannot write the report {report}: {error.strerror or error}") from None


def write_report(target: str, report: dict[str, Any] | list[dict[str, Any]]) -> None:
    """Write the report of a run, or of several, as JSON.

    Raises:
        UserError: the file cannot be written.

    """
    text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    if target == STDOUT:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        Path(target).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(f"cannot write the report {target}: {error.strerror or error}") from None
