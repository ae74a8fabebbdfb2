"""``newsscraper export``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsscraper.cli.base import EXIT_DONE, EXIT_USAGE, examples, tell
from newsscraper.cli.options import (
    Day,
    edition_option,
    output_option,
    respect_rights_option,
    store_option,
    ticker_output_option,
)

if TYPE_CHECKING:
    from newsscraper.exporters import Form


@click.command()
@output_option
@click.option("--site", "sites", metavar="SITE", multiple=True, help="Only this site. Repeatable.")
@edition_option
@click.option(
    "--source", "sources", metavar="SLUG", multiple=True, help="Only this newspaper. Repeatable."
)
@click.option(
    "--language",
    "languages",
    metavar="CODE",
    multiple=True,
    help="Only articles in this language. Repeatable.",
)
@click.option("--since", type=Day(), help="Published on this day or later: 2026-01-31, or 7d.")
@click.option("--until", type=Day(), help="Published on this day or earlier.")
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), help="Only the newest N articles."
)
@click.option(
    "--fields",
    "names",
    metavar="NAME,NAME",
    help=(
        "Only these fields of the articles, in this order; newsscraper schema Article lists all."
    ),
)
@click.option(
    "--name",
    metavar="NAME",
    help="Write only what is new or changed since the last export of this name, as a new part.",
)
@respect_rights_option
@ticker_output_option("Write the ticker snapshots of the same sites to FILE as well.")
@click.option("--pretty", is_flag=True, help="Indent the records on standard output.")
@click.option("-q", "--quiet", is_flag=True, help="No closing line.")
@store_option()
@examples(
    "newsscraper export -o articles.csv --site maghress --language fr --since 30d",
    "newsscraper export -o headlines.jsonl.gz --fields id,published,headline",
    "newsscraper export -o parts/articles.jsonl.gz --name daily",
    "newsscraper export -o articles.parquet --partition-by site,year,month",
    "newsscraper export --source yabiladi --limit 5 --pretty",
)
def export(
    outputs: tuple[str, ...],
    sites: tuple[str, ...],
    editions: tuple[str, ...],
    sources: tuple[str, ...],
    languages: tuple[str, ...],
    since: str | None,
    until: str | None,
    limit: int | None,
    names: str | None,
    name: str | None,
    respect_rights: bool,
    ticker_outputs: tuple[str, ...],
    pretty: bool,
    quiet: bool,
    store: str,
    form: Form,
) -> int:
    """Write records of the store to a file, newest first.

    The order is by date of publication, then by id; undated articles come last.

    With --name, each export writes what is new or changed since the last one, to a file named after
    FILE and the range of changes in it: articles-000000000001-000000000420.jsonl. After a kill,
    rerun the command: it overwrites the unfinished part. No article is lost, and none is written
    twice unless it changed.

    The formats, and how to open them: docs/formats.md.
    """
    from newsscraper.exporters.export_job import ExportJob, UnknownSelection

    say = (lambda line: None) if quiet else tell
    job = ExportJob(
        store,
        outputs,
        sites=sites,
        editions=editions,
        sources=sources,
        languages=languages,
        since=since,
        until=until,
        limit=limit,
        fields=names.split(",") if names is not None else None,
        name=name,
        ticker_outputs=ticker_outputs,
        form=form,
        pretty=pretty,
        respect_rights=respect_rights,
        on_part=say,
        on_message=tell,
    )
    try:
        closing = job.run()
    except UnknownSelection as error:
        for line in error.lines:
            tell(line)
        return EXIT_USAGE
    if closing is not None:
        say(closing)
    return EXIT_DONE
