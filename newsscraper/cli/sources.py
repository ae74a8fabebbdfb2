"""``newsscraper sources``."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from newsscraper.cli.base import EXIT_DONE, examples, tell
from newsscraper.cli.options import fetching_options, settings_of, store_option


@click.command()
@click.argument("site")
@click.option(
    "-e",
    "--edition",
    "editions",
    metavar="EDITION",
    multiple=True,
    help="Only this edition. Repeatable.",
)
@click.option(
    "--online", is_flag=True, help="Read the site's front pages, whatever the store knows."
)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object a source instead of a table."
)
@store_option()
@fetching_options
@examples(
    "newsscraper sources maghress", "newsscraper sources maghress --edition fr --online --json"
)
def sources(
    site: str,
    editions: tuple[str, ...],
    online: bool,
    as_json: bool,
    store: str,
    base_url: str | None,
    settings: tuple[str, ...],
    contact: str | None,
    quiet: bool,
    verbose: int,
) -> int:
    """List the newspapers of SITE: from the store, or from the site's front pages where the store
    knows none.

    A front page names them by the addresses that it links to, and "on front page" counts the
    articles of each there. Those with none may be sections: a crawl tells the two apart, and the
    store knows newspapers only.
    """
    from newsscraper.scope import scope_of

    scope = scope_of(site, editions)
    rows: list[dict[str, Any]] = []
    if not online and ("://" in store or Path(store).exists()):
        from newsscraper.store import Store

        with Store(store) as opened:
            rows = opened.sources(scope.site.name, scope.editions)
    code = EXIT_DONE
    if not rows:
        rows, code = _from_front_pages(
            scope, settings, settings_of(base_url, contact, True, None), verbose
        )
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


def _from_front_pages(
    scope: Any, settings: tuple[str, ...], options: dict[str, Any], verbose: int
) -> tuple[list[dict[str, Any]], int]:
    from newsscraper.crawling.runner import Run, configure_logging, settings_from
    from newsscraper.crawling.spiders.urls import UrlsSpider
    from newsscraper.sites import address_of

    configure_logging(verbose)
    run = Run(UrlsSpider, settings_from(settings, options))
    report = run.start(
        urls=[scope.site.front_url(edition) for edition in scope.editions], articles_only=False
    )
    names: dict[tuple[str, str], str | None] = {}
    shown: Counter[tuple[str, str]] = Counter()
    for link in getattr(run.crawler.spider, "links", ()):
        address = address_of(link.url)
        if (
            address is None
            or address.site != scope.site.name
            or address.edition not in scope.editions
            or not address.source_id
        ):
            continue
        key = (address.edition, address.source_id)
        if address.kind == "listing":
            names[key] = names.get(key) or link.text
        elif address.kind == "article":
            shown[key] += 1
            names.setdefault(key, None)
    rows = [
        {"edition": edition, "source_id": slug, "on_front_page": shown[edition, slug], "name": name}
        for (edition, slug), name in sorted(names.items())
    ]
    return rows, report.exit_code
