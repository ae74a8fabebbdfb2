"""``newsscraper sources``."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsscraper.cli.base import EXIT_DONE, examples, tell
from newsscraper.cli.options import edition_option, fetch_options, store_option

if TYPE_CHECKING:
    from newsscraper.fetch_options import FetchOptions


@click.command()
@click.argument("site")
@edition_option
@click.option("--online", is_flag=True, help="Read the site's front pages instead of the store.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object per source instead of a table."
)
@fetch_options("sources")
@store_option()
@examples(
    "newsscraper sources maghress", "newsscraper sources maghress --edition fr --online --json"
)
def sources(
    site: str, editions: tuple[str, ...], online: bool, as_json: bool, options: FetchOptions
) -> int:
    """List the newspapers of SITE, from the store or else from the site's front pages.

    On a front page, newspapers are known by the addresses that it links to; "on front page" counts
    the links to articles of each. Names without articles may be sections: only a crawl can tell the
    difference, and the store contains newspapers only.
    """
    from newsscraper.scope import scope_of

    scope, store = scope_of(site, editions), str(options.store)
    rows: list[dict[str, Any]] = []
    if not online and ("://" in store or Path(store).exists()):
        from newsscraper.store import Store

        with Store(store) as opened:
            rows = opened.sources(scope.site.name, scope.editions)
    code = EXIT_DONE
    if not rows:
        from newsscraper.crawling.jobs.front_pages import sources_on_front_pages

        rows, code = sources_on_front_pages(scope, replace(options, store=None, quiet=True))
    if as_json:
        for row in rows:
            click.echo(
                json.dumps(
                    {**row, "url": scope.site.listing_url(row["edition"], row["source_id"])},
                    ensure_ascii=False,
                )
            )
    elif rows:
        from newsscraper.reports.tables import table

        names = [name for name in rows[0] if name != "name"] + ["name"]
        cells = [["-" if row[name] is None else str(row[name]) for name in names] for row in rows]
        for line in table([[name.replace("_", " ") for name in names], *cells], numbers=(2,)):
            click.echo(line)
    if not rows and code == EXIT_DONE:
        tell(f"{scope.site.name}: no sources found")
    return code
