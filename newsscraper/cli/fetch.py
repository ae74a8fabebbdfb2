"""What ``crawl`` and ``latest`` do alike: a run of a site's spider, and the files written from the
store behind it."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import click

from newsscraper.cli.base import EXIT_DONE, EXIT_USAGE, finishing, tell
from newsscraper.cli.options import DEFAULT_STORE
from newsscraper.errors import UserError

if TYPE_CHECKING:
    from newsscraper.crawling.spiders.site import SiteSpider
    from newsscraper.exporters import Form
    from newsscraper.items.fields import Fields
    from newsscraper.items.records import Article
    from newsscraper.reports.report import Report
    from newsscraper.scope import Scope
    from newsscraper.store import Articles, Store


KEEP, TRUNCATE = "keep", "truncate"


def if_empty_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--if-empty``."""
    return click.option(
        "--if-empty",
        type=click.Choice([KEEP, TRUNCATE]),
        default=KEEP,
        show_default=True,
        help=(
            "What to do with a FILE that exists if there are no new records: leave it as it is, or"
            " empty it."
        ),
    )(command)


@dataclass(frozen=True, slots=True)
class Files:
    """The files that a run writes; ``-`` is standard output."""

    articles: tuple[str, ...]
    tickers: tuple[str, ...]
    report: str | None
    form: Form
    if_empty: str = KEEP
    """What becomes of a file that is there if there is nothing for it: :data:`KEEP` or
    :data:`TRUNCATE`."""

    def check(self) -> None:
        """Looks at each before the first request.

        Raises:
            UserError: one cannot be written, or is of no known format.
            click.UsageError: two are the same.

        """
        from newsscraper.exporters import check_targets
        from newsscraper.items.records import ARTICLE_FIELDS, TICKER_FIELDS

        tickers = ((target, TICKER_FIELDS) for target in self.tickers)
        named = [*((target, ARTICLE_FIELDS) for target in self.articles), *tickers]
        check_targets(named, self.form)
        if self.report is not None:
            _check_report(self.report, [target for target, _ in named])

    def write(
        self,
        articles: Callable[[], Iterable[dict[str, Any]]],
        tickers: Callable[[], Iterable[dict[str, Any]]],
        code: int,
        selection: Sequence[str],
        *,
        has_articles: bool = False,
    ) -> dict[str, int]:
        """Writes what a command has, and leaves alone what it must not touch.

        A command that ends with exit code 2, or with another than 0 and without a record, leaves
        every file as it was. One that is through and has no record leaves a file that is there,
        says so, and makes one that is not.

        Args:
            articles: Returns the articles, anew at each call.
            tickers: Returns the ticker snapshots.
            code: The exit code that the command ends with.
            selection: Options of ``export`` that stand for the same articles.
            has_articles: Whether there are any if the exit code is 2: then it says how to get at
                them.

        Returns:
            How many records are in each file; 0 for one that was left as it was.

        Raises:
            UserError: one cannot be written; all are as they were.

        """
        from newsscraper.exporters import STDOUT, Outputs, shown
        from newsscraper.items.records import ARTICLE_FIELDS, TICKER_FIELDS

        written: dict[str, int] = {}
        if code == EXIT_USAGE:
            for target in self.articles if has_articles else ():
                if target != STDOUT:
                    tell(
                        self._left(
                            target,
                            ARTICLE_FIELDS,
                            selection,
                            "not written, since the exit code is 2",
                        )
                    )
            return written
        with Outputs() as outputs:
            for targets, records_of, fields in (
                (
                    [target for target in self.articles if target != STDOUT],
                    articles,
                    ARTICLE_FIELDS,
                ),
                (self.tickers, tickers, TICKER_FIELDS),
            ):
                records = iter(records_of()) if targets else iter(())
                first = list(islice(records, 1))
                made = [target for target in targets if first or self._is_emptied(target, code)]
                count = outputs.open(made, fields, self.form).write_all(chain(first, records))
                written |= {shown(target): count for target in targets}
                for target in targets:
                    if target not in made and code == EXIT_DONE:
                        tell(
                            self._left(
                                target, fields, selection, f"no new {fields.table}, left as it was"
                            )
                        )
        return written

    def _is_emptied(self, target: str, code: int) -> bool:
        from newsscraper.exporters import STDOUT, output_exists

        return code == EXIT_DONE and (
            target == STDOUT or self.if_empty == TRUNCATE or not output_exists(target)
        )

    def _left(self, target: str, fields: Fields, selection: Sequence[str], why: str) -> str:
        """The line for a file that was left as it was."""
        from newsscraper.exporters import shown
        from newsscraper.exporters.registry import form_options

        option = ["-o"] if fields.table == "articles" else ["-o", "-", "--ticker-output"]
        command = shlex.join(
            [
                "newsscraper",
                "export",
                *option,
                shown(target),
                *form_options(target, self.form),
                *selection,
            ]
        )
        return f"{shown(target)}: {why}; {command} writes what the store has"


def fetch(
    spider: type[SiteSpider],
    scope: Scope,
    files: Files,
    *,
    store: str,
    settings: Sequence[str],
    options: dict[str, Any],
    quiet: bool,
) -> Report:
    """Runs the spider over the scope and writes the files; gives the report, which is told unless
    `quiet`.

    Args:
        spider: The spider's class.
        scope: What is asked for.
        files: What is written at the end.
        store: Where the records are kept.
        settings: ``NAME=VALUE`` each.
        options: Further settings.
        quiet: Whether only problems are told.

    Raises:
        UserError: it cannot begin.
        BrokenPipeError: nobody reads standard output any more.

    """
    from newsscraper.crawling.frontier.session import lock_of
    from newsscraper.crawling.runner import Run, settings_from
    from newsscraper.exporters import STDOUT, exporter_for
    from newsscraper.items.records import ARTICLE_FIELDS
    from newsscraper.store import Store, StoreError

    stream = exporter_for(STDOUT)(STDOUT, ARTICLE_FIELDS) if STDOUT in files.articles else None
    with Store(store, create=True) as opened:
        # Asked here too, since Scrapy complains of its own when a scheduler cannot be opened.
        lock_of(opened, scope.site.name).release()
        known = [(row["edition"], row["source_id"]) for row in opened.sources(scope.site.name)]
    run = Run(spider, settings_from(settings, options))
    if stream is not None:
        run.on_article(lambda article, response: _stream(stream, article, run.crawler.spider))
    if not quiet and not run.contact:
        tell("no contact address is set; --contact you@example.org tells the site whom to reach")
    done = run.start(scope=scope, known_sources=known)
    if stream is not None and not run.pipe_closed and run.sink_problem is None:
        stream.close()
    with finishing() as signals:
        try:
            with Store(store) as opened:
                code = EXIT_USAGE if run.sink_problem is not None else done.exit_code
                selection = selection_of(
                    store, [scope], getattr(run.crawler.spider, "unknown_sources", ())
                )
                done.outputs = files.write(
                    lambda: articles_of(opened, scope, done.run),
                    lambda: opened.tickers(run=done.run),
                    code,
                    selection,
                    has_articles=done.articles > 0,
                )
        except StoreError:
            if done.problem is None:  # a store that has failed is told already
                raise
        if signals:
            done.ending = "interrupted"
        if files.report is not None:
            write_report(files.report, done.to_dict())
    if run.pipe_closed:
        raise BrokenPipeError
    if not quiet:
        click.echo("\n".join(done.table()), err=True)
        tell(done.closing_line())
    if run.sink_problem is not None:
        raise run.sink_problem
    return done


def _stream(stream: Any, article: Article, spider: Any) -> None:
    if spider.is_in_range(article):
        stream.write(article.to_dict())


def articles_of(store: Store, scope: Scope, run: int | None) -> Articles:
    """The articles that belong to a run: what it fetched, or, where days were asked for, all of the
    scope that lie in them.

    A range is a selection, whichever run fetched what is in it; with a limit or an author it is one
    of what the run met.
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
        )
    return store.articles(run=run, since=since, until=until, limit=scope.limit)


def selection_of(store: str, scopes: Sequence[Scope], unknown: Sequence[str] = ()) -> list[str]:
    """The options of ``export`` that stand for the articles of some sites, whichever run fetched
    them.

    Args:
        store: Where they are.
        scopes: What was asked for of each site; they differ in their sites only.
        unknown: Sources among it that turned out not to be there.

    """
    named = [("--site", scope.site.name) for scope in scopes]
    named += [("--source", source) for source in scopes[0].sources if source not in unknown]
    if any(tuple(scope.editions) != tuple(scope.site.editions) for scope in scopes):
        named += [("--edition", edition) for edition in scopes[0].editions]
    if store != DEFAULT_STORE:
        named.append(("--store", shown_store(store)))
    return [part for pair in named for part in pair]


def shown_store(store: str) -> str:
    """A store's name as it may be shown: without a password."""
    from newsscraper.exporters import shown

    return shown(store)


def _check_report(report: str, files: list[str]) -> None:
    from newsscraper.exporters import STDOUT
    from newsscraper.exporters.target import path_of

    if report in files or (
        report != STDOUT and Path(os.path.realpath(report)) in map(path_of, files)
    ):
        raise click.UsageError("--report names a file that another output names")
    if report == STDOUT:
        return
    try:
        if Path(report).is_dir():
            raise IsADirectoryError(0, "it is a folder")
        with TemporaryFile(dir=Path(os.path.realpath(report)).parent):
            """Only to see whether it can be made there."""
    except OSError as error:
        raise UserError(f"cannot write the report {report}: {error.strerror or error}") from None


def write_report(target: str, report: dict[str, Any] | list[dict[str, Any]]) -> None:
    """Writes what a run did, or several, as JSON.

    Raises:
        UserError: the file cannot be written.

    """
    text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    if target == "-":
        click.echo(text, nl=False)
        return
    try:
        Path(target).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(f"cannot write the report {target}: {error.strerror or error}") from None
