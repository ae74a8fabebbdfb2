"""``newsscraper backfill``."""

from __future__ import annotations

import os

import click

from newsscraper.cli.base import examples, tell
from newsscraper.cli.options import store_option
from newsscraper.cli.progress_bar import ProgressBar

COMMON_CRAWL = "https://data.commoncrawl.org/"
"""Repeated from newsscraper.archives.backfill_job, whose import is slow; a test compares them."""


@click.command()
@click.argument("site")
@click.option(
    "--index",
    "indexes",
    metavar="FILE|URL",
    multiple=True,
    required=True,
    help="A file or address of index lines. Repeatable.",
)
@click.option(
    "--warc-base",
    metavar="URL",
    default=COMMON_CRAWL,
    help=f"The address of the archive's files. [default: {COMMON_CRAWL}]",
)
@click.option(
    "--delay",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    default=1.0,
    help="Seconds between two requests. [default: 1]",
)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Stop after N records.")
@click.option(
    "--contact",
    metavar="ADDRESS",
    envvar="NEWSSCRAPER_CONTACT",
    help="Mail or web address for the user agent (also $NEWSSCRAPER_CONTACT).",
)
@click.option(
    "-q",
    "--quiet",
    is_flag=True,
    help="No progress bar and no closing line; problems are still reported.",
)
@store_option()
@examples(
    "newsscraper backfill maghress --index"
    " 'https://index.commoncrawl.org/CC-MAIN-2026-05-index?url=maghress.com/*&output=json'",
    "newsscraper backfill masress --index masress.cdxj.gz --delay 2",
)
def backfill(
    site: str,
    indexes: tuple[str, ...],
    warc_base: str,
    delay: float,
    limit: int | None,
    contact: str | None,
    quiet: bool,
    store: str,
) -> int:
    """Fetch the articles of SITE that a web archive has, into the store.

    An index line names a file, an offset and a length: only those bytes are fetched, one record
    after another over one connection. Lines are JSON objects as the index server of Common Crawl
    returns them (output=json), or those of a CDXJ file. Of several captures of an article only the
    newest is fetched, and none if the store has a later one.

    To resume after an interruption, rerun the command; finished records are not requested again.
    """
    from newsscraper.archives import BackfillJob

    with ProgressBar(site, quiet=quiet) as bar:
        report = BackfillJob(
            site,
            indexes,
            store=store,
            warc_base=warc_base,
            delay=delay,
            limit=limit,
            contact=contact,
            allowed_networks=os.environ.get("NEWSSCRAPER_ALLOWED_NETWORKS"),
            on_message=bar.problem,
            on_progress=bar.update,
        ).run()
    if not quiet:
        tell(report.closing_line())
    if report.problem is not None:
        tell(report.problem)
    return report.exit_code
