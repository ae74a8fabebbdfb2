"""``newsscraper crawl``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsscraper.cli.base import EXIT_DONE, examples
from newsscraper.cli.fetch import Files, fetch, if_empty_option
from newsscraper.cli.options import (
    BESIDE_STORE,
    FORMATS,
    OutputOption,
    fetching_options,
    form_options,
    pages_folder,
    settings_of,
    store_option,
    ticker_output_option,
)

if TYPE_CHECKING:
    from newsscraper.exporters import Form


@click.command()
@click.argument("site")
@click.option(
    "-e",
    "--edition",
    "editions",
    metavar="EDITION",
    multiple=True,
    help="Only this edition (ar, fr, en). Repeatable.",
)
@click.option(
    "--source",
    "sources",
    metavar="SLUG",
    multiple=True,
    help="Only this newspaper, named as in its address: yabiladi. Repeatable.",
)
@click.option(
    "--author",
    "authors",
    metavar="NAME",
    multiple=True,
    help="Only what the page of this author lists, named as there. Repeatable.",
)
@click.option("--since", metavar="DAY", help="Published on this day or later: 2026-01-31, or 7d.")
@click.option("--until", metavar="DAY", help="Published on this day or before.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Stop after N articles.")
@click.option(
    "--max-pages", metavar="N", type=click.IntRange(min=1), help="At most N pages of each listing."
)
@click.option(
    "--recheck",
    metavar="DAY",
    help="Ask once more for the known articles of this day and later: 7d.",
)
@click.option(
    "--full",
    is_flag=True,
    help="Walk the listings to their ends, also where an earlier crawl has been.",
)
@click.option("--fresh", is_flag=True, help="Begin anew, where the same command was broken off.")
@click.option(
    "-o",
    "--output",
    "outputs",
    cls=OutputOption,
    metavar="FILE",
    multiple=True,
    help=(
        f"Write the run's articles to FILE ({FORMATS}), newest first; - streams them as they"
        " arrive. Repeatable."
    ),
)
@form_options
@ticker_output_option("Write the ticker snapshots that the run saw to FILE.")
@if_empty_option
@click.option("--report", metavar="FILE", help="Write what the run did to FILE, as JSON.")
@click.option(
    "--keep-pages",
    metavar="FOLDER",
    is_flag=False,
    flag_value=BESIDE_STORE,
    help="Keep every answer in WARC files in FOLDER; without a name in pages beside the store.",
)
@store_option()
@fetching_options
@examples(
    "newsscraper crawl maghress --limit 100 -o articles.jsonl",
    "newsscraper crawl djazairess --edition fr --source elwatan --contact you@example.org",
    "newsscraper crawl sauress --since 7d -o week.csv",
    "newsscraper crawl masress -o - | jq .headline",
    "newsscraper crawl turess --keep-pages",
    "newsscraper crawl maghress --base-url http://127.0.0.1:8000/maghress -s DOWNLOAD_DELAY=0",
)
def crawl(
    site: str,
    editions: tuple[str, ...],
    sources: tuple[str, ...],
    authors: tuple[str, ...],
    since: str | None,
    until: str | None,
    limit: int | None,
    max_pages: int | None,
    recheck: str | None,
    full: bool,
    fresh: bool,
    outputs: tuple[str, ...],
    ticker_outputs: tuple[str, ...],
    if_empty: str,
    report: str | None,
    keep_pages: str | None,
    store: str,
    base_url: str | None,
    settings: tuple[str, ...],
    contact: str | None,
    quiet: bool,
    verbose: int,
    form: Form,
) -> int:
    """Crawl SITE, politely: its front pages, feeds, listings, and the articles behind them.

    Every record goes into the store; -o writes this run's from there at the end, also when it is
    interrupted. If there is nothing new, a FILE that exists stays as it is, and one line says so,
    with -q too; newsscraper export writes all that the store has. After an interruption the same
    command resumes the crawl; after one that finished it fetches what is new since. With --since or
    --until, -o has every article of those days, also those that an earlier crawl fetched.

    The site is asked as its robots.txt says, about a page a second; -s DOWNLOAD_DELAY=3 asks less
    often.
    """
    from newsscraper.scope import scope_of

    if any(not value.strip() for value in (*editions, *sources, *authors)):
        raise click.UsageError("an option is empty: leave it out, or name what you want")
    scope = scope_of(
        site,
        editions,
        sources,
        limit,
        since=since,
        until=until,
        authors=authors,
        max_pages=max_pages,
        recheck=recheck,
        full=full,
    )
    files = Files(outputs, ticker_outputs, report, form, if_empty)
    files.check()
    options = {**settings_of(base_url, contact, quiet, store), "NEWSSCRAPER_FRESH": fresh}
    if keep_pages is not None:
        options["NEWSSCRAPER_KEEP_PAGES"] = pages_folder(keep_pages, store)

    from newsscraper.crawling.runner import configure_logging
    from newsscraper.crawling.spiders.site import SiteSpider

    configure_logging(verbose)
    done = fetch(
        SiteSpider, scope, files, store=store, settings=settings, options=options, quiet=quiet
    )
    return done.exit_code or EXIT_DONE
