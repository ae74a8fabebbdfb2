"""``newsscraper remove``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsscraper.cli.base import EXIT_FAILED, examples, tell
from newsscraper.cli.options import store_option

if TYPE_CHECKING:
    from newsscraper.archives.removal_job import RemovalReport


@click.command()
@click.argument("articles", metavar="[ID|URL]...", nargs=-1)
@click.option(
    "--source",
    "sources",
    metavar="SLUG",
    multiple=True,
    help="Every article of this newspaper that the store knows. Repeatable.",
)
@click.option(
    "--site", "sites", metavar="SITE", multiple=True, help="Only --source of this site. Repeatable."
)
@click.option(
    "--pages",
    metavar="FOLDER",
    multiple=True,
    help="A folder of crawl --keep-pages. Repeatable. [default: pages, beside the store]",
)
@click.option("--dry-run", is_flag=True, help="Only count what would be removed.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@store_option()
@examples(
    "newsscraper remove https://www.maghress.com/fr/yabiladi/148210 --dry-run",
    "newsscraper remove maghress/fr/yabiladi/148210 --yes",
    "newsscraper remove --source yabiladi --site maghress",
)
def remove(
    articles: tuple[str, ...],
    sources: tuple[str, ...],
    sites: tuple[str, ...],
    pages: tuple[str, ...],
    *,
    dry_run: bool,
    yes: bool,
    store: str,
) -> int:
    """Take articles down: with their earlier versions and kept pages, and for good.

    Their addresses are not fetched again, and no command stores them again. An address that is not
    stored may be named too. Incremental exports (export --name) report what was removed; files that
    were exported before stay as they are.

    --source is for the articles that the store has or has found so far, not for later ones.
    """
    from newsscraper.archives import RemovalJob

    if not articles and not sources:
        raise click.UsageError("name articles (ID or URL), or a newspaper (--source SLUG)")
    if sites and not sources:
        raise click.UsageError("--site narrows --source: name a newspaper (--source SLUG)")
    report = RemovalJob(
        articles,
        sources=sources,
        sites=sites,
        store=store,
        pages=pages,
        rehearse=dry_run,
        confirm=(lambda found: True) if yes else _ask,
        on_message=tell,
    ).run()
    if report is None:
        tell("nothing was removed")
        return EXIT_FAILED
    tell(report.closing_line())
    return report.exit_code


def _ask(found: RemovalReport) -> bool:
    from dataclasses import replace

    question = f"newsscraper: {replace(found, is_rehearsal=True).closing_line()}. Remove for good?"
    try:
        return click.confirm(question, err=True)
    except click.Abort:  # nobody is there to answer
        raise click.UsageError("nothing was removed: answer y, or give --yes") from None
