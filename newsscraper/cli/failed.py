"""``newsscraper failed``."""

from __future__ import annotations

import json

import click

from newsscraper.cli.base import EXIT_DONE, examples, tell
from newsscraper.cli.options import store_option


@click.command()
@click.argument("sites", metavar="[SITE]...", nargs=-1)
@click.option(
    "--cause",
    "causes",
    metavar="CODE",
    multiple=True,
    help="Only with this cause: http_500, timeout, no_article. Repeatable.",
)
@click.option("--gone", is_flag=True, help="Include URLs that are gone (404, 410).")
@click.option("--retry", is_flag=True, help="Make the next crawl fetch them again.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per URL.")
@store_option()
@examples(
    "newsscraper failed maghress",
    "newsscraper failed --cause timeout --retry",
    "newsscraper failed --json | jq -r .url",
)
def failed(
    sites: tuple[str, ...],
    causes: tuple[str, ...],
    gone: bool,
    retry: bool,
    as_json: bool,
    store: str,
) -> int:
    """List the URLs that failed, with their causes; --retry puts them back into the queue.

    A crawl retries URLs with temporary failures (timeouts, server errors) by itself, a few times
    with growing delays.
    """
    from newsscraper.scope import site_named
    from newsscraper.store import Store

    names = [site_named(site).name for site in sites]
    number = 0
    with Store(store) as opened:
        for row in opened.urls.failures(names, causes=causes, gone=gone):
            number += 1
            if as_json:
                click.echo(json.dumps(row, ensure_ascii=False))
            elif not retry:
                later = f", next try from {row['next_visit']}" if row["next_visit"] else ""
                click.echo(
                    f"{row['url']}: {row['reason']} ({row['cause']}, {row['visited_at']}{later})"
                )
        if retry:
            number = opened.urls.retry(names, causes=causes, gone=gone)
            removed = opened.urls.removed(names, causes=causes)
            tell(
                f"{number} URLs are queued for the next crawl"
                + (f"; {removed} taken down, not fetched" if removed else "")
            )
        elif number == 0:
            tell("no failed URLs" + (f" of {', '.join(names)}" if names else ""))
    return EXIT_DONE
