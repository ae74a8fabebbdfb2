"""``newsscraper crawl``."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import click

from newsscraper.cli.base import EXIT_DONE, examples, finishing, tell
from newsscraper.cli.options import fetching_options, settings_of, store_option
from newsscraper.exporters.base import ExportError


@click.command()
@click.argument("site")
@click.option("-e", "--edition", "editions", metavar="EDITION", multiple=True, help="Only this edition (ar, fr, en). Repeatable.")
@click.option(
    "--source",
    "sources",
    metavar="SLUG",
    multiple=True,
    help="Only this newspaper, named as in its address: yabiladi. Repeatable.",
)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Stop after N articles.")
@click.option(
    "-o",
    "--output",
    "outputs",
    metavar="FILE",
    multiple=True,
    help="Write the run's articles to FILE (.jsonl, .json, .csv), newest first; - streams them as they arrive. Repeatable.",
)
@click.option("--ticker-output", metavar="FILE", help="Write the ticker snapshots that the run saw to FILE.")
@click.option("--report", metavar="FILE", help="Write what the run did to FILE, as JSON.")
@store_option()
@fetching_options
@examples(
    "newsscraper crawl maghress --limit 100 -o articles.jsonl",
    "newsscraper crawl djazairess --edition fr --source elwatan --contact you@example.org",
    "newsscraper crawl masress -o - | jq .headline",
    "newsscraper crawl maghress --base-url http://127.0.0.1:8000/maghress -s DOWNLOAD_DELAY=0",
)  # fmt: skip
def crawl(
    site: str,
    editions: tuple[str, ...],
    sources: tuple[str, ...],
    limit: int | None,
    outputs: tuple[str, ...],
    ticker_output: str | None,
    report: str | None,
    store: str,
    base_url: str | None,
    settings: tuple[str, ...],
    contact: str | None,
    quiet: bool,
    verbose: int,
) -> int:
    """Crawl SITE, politely: its front pages, feeds, listings, and the articles behind them.

    Every record goes into the store; -o writes this run's from there at the end, also when it is interrupted. The site is
    asked as its robots.txt says, about a page a second; -s DOWNLOAD_DELAY=3 asks less often.
    """
    from newsscraper.exporters import STDOUT, check_targets, export
    from newsscraper.items import ARTICLE_FIELDS, TICKER_FIELDS
    from newsscraper.scope import scope_of

    scope = scope_of(site, editions, sources, limit)
    files = [target for target in (*outputs, ticker_output, report) if target is not None]
    check_targets([target for target in files if target != report])
    if report is not None and report != STDOUT:
        _check_report(report, files)
    options = settings_of(base_url, contact, quiet, store)

    from newsscraper.store import Store

    with Store(store, create=True) as opened:
        known = [(row["edition"], row["source_id"]) for row in opened.sources(scope.site.name)]

    from newsscraper.runner import Run, configure_logging, settings_from
    from newsscraper.spiders.site import SiteSpider

    configure_logging(verbose)
    run = Run(SiteSpider, settings_from(settings, options))
    stream = None
    if STDOUT in outputs:
        from newsscraper.exporters import exporter_for

        stream = exporter_for(STDOUT)(STDOUT, ARTICLE_FIELDS)
        run.on_article(lambda article, response: stream.write(article.to_dict()))
    if not quiet and not run.contact:
        tell("no contact address is set; --contact you@example.org tells the site whom to reach")
    done = run.start(
        site=scope.site.name, edition=scope.editions, source=scope.sources, limit=scope.limit, known_sources=known,
    )  # fmt: skip
    if stream is not None and not run.pipe_closed and run.sink_problem is None:
        stream.close()
    with finishing() as signals, Store(store) as opened:
        for target in outputs:
            if target != STDOUT:
                done.outputs[target] = export(target, ARTICLE_FIELDS, opened.articles(run=done.run))
        if ticker_output is not None:
            done.outputs[ticker_output] = export(ticker_output, TICKER_FIELDS, opened.tickers(run=done.run))
        if signals:
            done.ending = "interrupted"
        if report is not None:
            _write_report(report, done.to_dict())
    if run.pipe_closed:
        raise BrokenPipeError
    if not quiet:
        click.echo("\n".join(done.table()), err=True)
        tell(done.closing_line())
    if run.sink_problem is not None:
        raise run.sink_problem
    return done.exit_code or EXIT_DONE


def _check_report(report: str, files: list[str]) -> None:
    if files.count(report) > 1:
        raise click.UsageError("--report names a file that another output names")
    try:
        if Path(report).is_dir():
            raise IsADirectoryError(0, "it is a folder")
        with TemporaryFile(dir=Path(report).resolve().parent):
            """Only to see whether it can be made there."""
    except OSError as error:
        raise ExportError(f"cannot write the report {report}: {error.strerror or error}") from None


def _write_report(target: str, report: dict[str, Any]) -> None:
    text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    if target == "-":
        click.echo(text, nl=False)
        return
    try:
        Path(target).write_text(text, encoding="utf-8")
    except OSError as error:
        raise ExportError(f"cannot write the report {target}: {error.strerror or error}") from None
