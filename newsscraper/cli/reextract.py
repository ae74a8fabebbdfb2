"""``newsscraper reextract``."""

from __future__ import annotations

import click

from newsscraper.cli.base import examples, tell
from newsscraper.cli.options import jobs_option, store_option


@click.command()
@click.option(
    "--pages",
    metavar="FOLDER",
    help="The folder of crawl --keep-pages. [default: pages, beside the store]",
)
@click.option("--apply", is_flag=True, help="Write the differences to the store, as new versions.")
@click.option(
    "--diff",
    metavar="FILE",
    help="Write each difference to FILE, one JSON object per line; - is standard output.",
)
@jobs_option
@click.option(
    "-q", "--quiet", is_flag=True, help="No table and no closing line; problems are still reported."
)
@store_option()
@examples(
    "newsscraper reextract",
    "newsscraper reextract --diff changes.jsonl",
    "newsscraper reextract --apply",
)
def reextract(
    pages: str | None, apply: bool, diff: str | None, jobs: int, quiet: bool, store: str
) -> int:
    """Extract kept pages again with the current rules, and report which fields differ.

    Nothing is fetched, and without --apply nothing is written. With --apply, records that differ
    replace those in the store and carry the current extractor_version; the previous record is kept
    as an earlier version (newsscraper versions). Articles found for the first time are added. An
    article whose page no longer yields one stays unchanged.
    """
    from newsscraper.archives import ReextractionJob

    report = ReextractionJob(
        store, pages=pages, apply=apply, diff=diff, processes=jobs, on_message=tell
    ).run()
    if not quiet:
        if lines := report.table():
            click.echo("\n".join(lines), err=diff == "-")
        for line in report.closing_lines():
            tell(line)
    return report.exit_code
