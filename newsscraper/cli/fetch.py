"""What ``crawl`` and ``latest`` do alike: a run of a site's spider, and the files written from the store behind it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import click

from newsscraper.cli.base import finishing, tell
from newsscraper.errors import UserError

if TYPE_CHECKING:
    from newsscraper.exporters import Form
    from newsscraper.items import Article
    from newsscraper.report import Report
    from newsscraper.scope import Scope
    from newsscraper.spiders.site import SiteSpider
    from newsscraper.store import Articles, Store


@dataclass(frozen=True, slots=True)
class Files:
    """The files that a run writes; ``-`` is standard output."""

    articles: tuple[str, ...]
    tickers: str | None
    report: str | None
    form: Form

    def check(self) -> None:
        """Looks at each before the first request.

        Raises:
            UserError: one cannot be written, or is of no known format.
            click.UsageError: two are the same.

        """
        from newsscraper.exporters import STDOUT, check_targets
        from newsscraper.items import ARTICLE_FIELDS, TICKER_FIELDS

        tickers = [(self.tickers, TICKER_FIELDS)] if self.tickers is not None else []
        named = [*((target, ARTICLE_FIELDS) for target in self.articles), *tickers]
        check_targets(named, self.form)
        if self.report is not None and self.report != STDOUT:
            _check_report(self.report, [target for target, _ in named])


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
    """Runs the spider over the scope and writes the files; gives the report, which is told unless `quiet`.

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
    from newsscraper.exporters import STDOUT, export, exporter_for, shown
    from newsscraper.items import ARTICLE_FIELDS, TICKER_FIELDS
    from newsscraper.runner import Run, settings_from
    from newsscraper.session import lock_of
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
    done = run.start(
        site=scope.site.name, edition=scope.editions, source=scope.sources, limit=scope.limit, since=scope.since,
        until=scope.until, author=scope.authors, max_pages=scope.max_pages, recheck=scope.recheck, full=scope.full,
        known_sources=known,
    )  # fmt: skip
    if stream is not None and not run.pipe_closed and run.sink_problem is None:
        stream.close()
    with finishing() as signals:
        try:
            with Store(store) as opened:
                for target in files.articles:
                    if target != STDOUT:
                        articles = articles_of(opened, scope, done.run)
                        done.outputs[shown(target)] = export(target, ARTICLE_FIELDS, articles, form=files.form)
                if files.tickers is not None:
                    tickers = opened.tickers(run=done.run)
                    done.outputs[shown(files.tickers)] = export(files.tickers, TICKER_FIELDS, tickers, form=files.form)
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
    if spider.wants(article):
        stream.write(article.to_dict())


def articles_of(store: Store, scope: Scope, run: int | None) -> Articles:
    """The articles that belong to a run: what it fetched, or, where days were asked for, all of the scope that lie in them.

    A range is a selection, whichever run fetched what is in it; with a limit or an author it is one of what the run met.
    """
    started = store.run(run) if run is not None else None
    since, until = scope.days(date.fromisoformat(started["started_at"][:10])) if started else (None, None)
    if (since or until) and scope.limit is None and not scope.authors:
        return store.articles(
            site=scope.site.name, edition=scope.editions, source=scope.sources, since=since, until=until,
        )  # fmt: skip
    return store.articles(run=run, since=since, until=until, limit=scope.limit)


def _check_report(report: str, files: list[str]) -> None:
    if report in files:
        raise click.UsageError("--report names a file that another output names")
    try:
        if Path(report).is_dir():
            raise IsADirectoryError(0, "it is a folder")
        with TemporaryFile(dir=Path(report).resolve().parent):
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
