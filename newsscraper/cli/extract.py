"""``newsscraper extract``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from newsscraper.cli.base import EXIT_USAGE, examples
from newsscraper.cli.options import (
    any_page_option,
    jobs_option,
    output_option,
    respect_rights_option,
    ticker_output_option,
)
from newsscraper.cli.progress_bar import ProgressBar

if TYPE_CHECKING:
    from newsscraper.exporters import Form


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--url", metavar="URL", help="The address of the page. For one PATH only.")
@click.option(
    "--fetched-at",
    metavar="TIME",
    help="When it was fetched, ISO 8601 (UTC unless it has a time zone).",
)
@output_option
@ticker_output_option("Write the ticker snapshots to FILE as well, one record per snapshot.")
@jobs_option
@click.option(
    "--resume",
    is_flag=True,
    help="Resume the same command, with the same FILE, after it was interrupted.",
)
@click.option(
    "--all-captures", is_flag=True, help="Keep every capture of an article, not only the newest."
)
@any_page_option
@respect_rights_option
@click.option("--no-ticker", is_flag=True, help="Omit the ticker from the records.")
@click.option("--pretty", is_flag=True, help="Indent the records on standard output.")
@click.option("--summary", is_flag=True, help="Print a table of the results to standard error.")
@click.option(
    "-q",
    "--quiet",
    is_flag=True,
    help="No progress bar and no closing line; problems are still reported.",
)
@examples(
    "newsscraper extract page.html --url https://www.maghress.com/fr/yabiladi/148210",
    "newsscraper extract saved/ -o articles.jsonl --ticker-output tickers.jsonl",
    "newsscraper extract CC-MAIN-*.warc.gz --no-ticker -o articles.jsonl --resume",
    "newsscraper extract pages.parquet more.jsonl.zst --jobs 4 -o articles.csv",
    "curl -s URL | newsscraper extract - --url URL --pretty",
    "newsscraper extract page.html --format md > article.md",
    "newsscraper extract manual.html --any-page --format md",
)
def extract(
    paths: tuple[str, ...],
    url: str | None,
    fetched_at: str | None,
    outputs: tuple[str, ...],
    ticker_outputs: tuple[str, ...],
    jobs: int,
    resume: bool,
    all_captures: bool,
    any_page: bool,
    respect_rights: bool,
    no_ticker: bool,
    pretty: bool,
    summary: bool,
    quiet: bool,
    form: Form,
) -> int:
    """Extract the articles of saved pages and archives.

    PATH is a page (HTML, a feed, a plain-text capture), an archive, a folder of both, or - for a
    page on standard input. A file meta.json beside a page, or NAME.meta.json, may hold its "url"
    and "fetched_at". Archives are WARC and WET (.warc, .warc.gz, .warc.zst, .wet.gz), JSON Lines
    (.jsonl, .jsonl.gz, .jsonl.zst) and Parquet files with html or text, url and fetched_at.

    Writes one record per article, in the order of the input, with its ticker nested under "ticker".
    Of several captures of an article, only the newest is kept. Pages that are not articles
    (listings, feeds) produce no record but are counted; with --any-page, pages with a text of their
    own have one too. Damaged records, unreadable files, saved error pages and saved pages of
    unknown kind are reported, and the exit code is 1.
    """
    from newsscraper.archives import ExtractionJob

    paths = _inputs(paths)
    with ProgressBar("extracting", quiet=quiet, in_bytes=True) as bar:
        report = ExtractionJob(
            paths,
            url=url,
            fetched_at=fetched_at,
            outputs=outputs,
            ticker_outputs=ticker_outputs,
            form=form,
            pretty=pretty,
            ticker=not no_ticker,
            count_tickers=summary,
            all_captures=all_captures,
            any_page=any_page,
            respect_rights=respect_rights,
            processes=jobs,
            resume=resume,
            on_message=bar.problem,
            on_notice=bar.notice,
            on_progress=bar.update,
        ).run()
    if report.exit_code != EXIT_USAGE:
        if summary:
            click.echo("\n".join(report.table()), err=True)
        bar.notice(report.closing_line())
    return report.exit_code


def _inputs(paths: tuple[str, ...]) -> tuple[str, ...]:
    if not paths and sys.stdin.isatty():
        raise click.UsageError("name a file or a folder, or - for standard input")
    return paths or ("-",)
