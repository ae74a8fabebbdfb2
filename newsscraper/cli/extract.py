"""``newsscraper extract``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from newsscraper.cli.base import EXIT_DONE, EXIT_FAILED, examples, tell
from newsscraper.cli.options import output_option

if TYPE_CHECKING:
    from newsscraper.exporters import Form


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--url", metavar="URL", help="Where the page came from. For one PATH only.")
@click.option("--fetched-at", metavar="TIME", help="When it was fetched, ISO 8601 (UTC where no zone is given).")
@output_option
@click.option("--ticker-output", metavar="FILE", help="Write the ticker snapshots to FILE as well, one record a snapshot.")
@click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(min=0),
    default=1,
    help="Processes to use; 0 is one a core. [default: 1]",
)
@click.option("--no-ticker", is_flag=True, help="Leave the ticker out of the records.")
@click.option("--pretty", is_flag=True, help="Indent the records on standard output.")
@click.option("--summary", is_flag=True, help="Print a table of what was found to standard error.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no closing line; problems are still told.")
@examples(
    "newsscraper extract page.html --url https://www.maghress.com/fr/yabiladi/148210",
    "newsscraper extract saved/ -o articles.jsonl --ticker-output tickers.jsonl --jobs 0",
    "curl -s URL | newsscraper extract - --url URL --pretty",
)
def extract(
    paths: tuple[str, ...],
    url: str | None,
    fetched_at: str | None,
    output: str,
    ticker_output: str | None,
    jobs: int,
    no_ticker: bool,
    pretty: bool,
    summary: bool,
    quiet: bool,
    form: Form,
) -> int:
    """Extract the articles of saved pages: HTML, feeds, plain-text captures.

    PATH is a file, a folder (searched for .html, .htm, .txt, .xml, .rss, .atom, also with .gz), or - for standard input.
    A file meta.json beside a page, or NAME.meta.json, may hold its "url" and "fetched_at".

    One record an article, its ticker nested under "ticker". Pages that are no article (listings, feeds) give none and
    are counted; files that cannot be read, error pages and pages of no known kind are told, and the exit code is 1.
    """
    from newsscraper.batch import EXTRACT_FIELDS, Summary, Tickers, extract_files
    from newsscraper.captures import STDIN, Found, find
    from newsscraper.dates import as_time
    from newsscraper.exporters import exporter_for
    from newsscraper.exporters.registry import check_form
    from newsscraper.items import ARTICLE_FIELDS, TICKER_FIELDS

    if not paths:
        if sys.stdin.isatty():
            raise click.UsageError("name a file or a folder, or - for standard input")
        paths = (STDIN,)
    if url is not None and (len(paths) > 1 or os.path.isdir(paths[0])):  # noqa: PTH112 - a string is all there is
        raise click.UsageError("--url tells where one page came from; give one file, or a meta.json beside each page")
    if ticker_output is not None and os.path.abspath(ticker_output) == os.path.abspath(output):  # noqa: PTH100
        raise click.UsageError("-o and --ticker-output name the same file")
    try:
        moment = as_time(fetched_at)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="'--fetched-at'") from None

    check_form(form, [target for target in (output, ticker_output) if target is not None])
    found, counts, tickers = Found(), Summary(), Tickers()
    exporter_class = exporter_for(output, form)
    ticker_class = exporter_for(ticker_output, form) if ticker_output else None
    if output == "-" and pretty:
        from newsscraper.exporters.array import JsonExporter

        exporter_class = JsonExporter
    ticker_exporter = ticker_class(ticker_output, TICKER_FIELDS, form) if ticker_class and ticker_output else None
    bar = None if quiet else _progress(find(paths, Found()) if sys.stderr.isatty() else None)
    try:
        with exporter_class(output, ARTICLE_FIELDS if no_ticker else EXTRACT_FIELDS, form) as exporter:
            for outcome in extract_files(find(paths, found, url, moment), jobs or os.cpu_count() or 1):
                for article in outcome.articles:
                    exporter.write(_without_ticker(article) if no_ticker else article)
                if outcome.ticker is not None and ticker_exporter is not None:
                    tickers.add(outcome.ticker)
                counts.add(outcome)
                if bar is not None:
                    bar.update(1)
                if outcome.problem is not None:
                    tell(outcome.problem)
        if ticker_exporter is not None:
            for snapshot in tickers.snapshots.values():
                ticker_exporter.write(snapshot)
            ticker_exporter.close()
    except BaseException:
        if ticker_exporter is not None:
            ticker_exporter.abandon()
        raise
    finally:
        if bar is not None:
            bar.render_finish()

    if summary:
        click.echo("\n".join(counts.lines()), err=True)
    if not quiet:
        tell(_closing_line(counts, dict(found.ignored), len(tickers.snapshots) if ticker_exporter else None))
    if counts.captures == 0:
        tell("no capture was found: name files, or folders with .html, .htm, .txt, .xml, .rss or .atom files")
        return EXIT_FAILED
    return EXIT_FAILED if counts.failed else EXIT_DONE


def _without_ticker(article: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in article.items() if name != "ticker"}


def _closing_line(counts: Any, ignored: dict[str, int], tickers: int | None) -> str:
    kinds: dict[str, int] = {}
    for counter in counts.kinds.values():
        for kind, number in counter.items():
            kinds[kind] = kinds.get(kind, 0) + number
    parts = [f"{counts.captures} captures", f"{counts.articles} articles"]
    if tickers is not None:
        parts.append(f"{tickers} tickers")
    if others := [f"{number} {kind}" for kind, number in sorted(kinds.items()) if kind != "article"]:
        parts.append("not articles: " + ", ".join(others))
    if counts.failed:
        parts.append(f"{counts.failed} failed")
    if ignored:
        names = ", ".join(f"{number} {suffix}" for suffix, number in sorted(ignored.items()))
        parts.append(f"files passed over: {names}")
    return "; ".join(parts)


def _progress(files: Any) -> Any:
    """A progress bar over the files, on a terminal; ``None`` elsewhere."""
    if files is None:
        return None
    bar = click.progressbar(length=sum(1 for _ in files), label="extracting", file=sys.stderr, show_pos=True)
    bar.render_progress()
    return bar
