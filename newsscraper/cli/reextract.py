"""``newsscraper reextract``."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

import click

from newsscraper.cli.base import EXIT_DONE, EXIT_FAILED, examples, tell
from newsscraper.cli.options import store_option


@click.command()
@click.option(
    "--pages",
    metavar="FOLDER",
    help="Where crawl --keep-pages kept the pages. [default: pages beside the store]",
)
@click.option("--apply", is_flag=True, help="Write what has changed to the store, as new versions.")
@click.option(
    "--diff",
    metavar="FILE",
    help="Write each change to FILE, a JSON object a line; - is standard output.",
)
@click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(min=0),
    default=0,
    help="Processes; 0, the default, is one a core.",
)
@click.option(
    "-q", "--quiet", is_flag=True, help="No table and no closing line; problems are still told."
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
    """Run today's rules over the kept pages, and say what they read in another way, field by field.

    Nothing is fetched, and without --apply nothing is written. With it, records that differ replace
    those of the store, and carry today's extractor_version; what the store said before is kept as
    an earlier version (newsscraper versions). Articles that today's rules find for the first time
    are added. An article whose page gives none any more stays as it is.
    """
    from newsscraper.archives.parallel import Want, extract_units
    from newsscraper.archives.reextract import CHANGE_FIELDS, Comparison, KeptPages
    from newsscraper.captures import SearchSummary, find
    from newsscraper.exporters import Outputs
    from newsscraper.exporters.jsonl import JsonLinesExporter
    from newsscraper.store import Batch, Store

    failed = 0
    with ExitStack() as stack:
        opened = stack.enter_context(Store(store))
        folder = (
            Path(pages)
            if pages is not None
            else opened.folder / "pages"
            if opened.folder is not None
            else None
        )
        if folder is None:
            raise click.UsageError(
                "the store is no file: name the folder of the pages, --pages FOLDER"
            )
        if not folder.is_dir():
            raise click.UsageError(
                f"{folder} is no folder: crawl --keep-pages keeps pages, --pages says where"
                " they are"
            )
        outputs = stack.enter_context(Outputs())
        written = outputs.open(
            [diff] if diff is not None else [], CHANGE_FIELDS, kind=JsonLinesExporter
        )
        kept, found, batch = KeptPages(opened), Comparison(), Batch()
        stack.callback(kept.close)
        for result in extract_units(
            find([str(folder)], SearchSummary()),
            jobs or os.cpu_count() or 1,
            Want(ticker_nested=False),
        ):
            for problem in (
                outcome.problem for outcome in result.outcomes if outcome.problem is not None
            ):
                failed += 1
                tell(problem)
            for change in kept.compare(result.outcomes, found, batch):
                written.write(change.to_dict())
            if apply:
                opened.rewrite(batch)
            batch = Batch()
        missing = kept.missing()
        if failed and not written.count:
            outputs.discard()
    if not quiet:
        if lines := found.lines():
            click.echo("\n".join(lines), err=diff == "-")
        if missing:
            tell(f"{missing} articles of the store were read from pages that are not in {folder}")
        if found.changed or found.new:
            tell(
                f"{found.closing_line()}; "
                + ("the store has them now" if apply else "--apply writes them to the store")
            )
        else:
            tell(found.closing_line())
    return EXIT_FAILED if failed else EXIT_DONE
