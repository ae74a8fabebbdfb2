"""``newsscraper scrape``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newsscraper.cli.base import EXIT_DONE, EXIT_FAILED, EXIT_USAGE, examples, tell
from newsscraper.cli.options import fetching_options, output_option, settings_of, store_option

if TYPE_CHECKING:
    from newsscraper.exporters import Form


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@output_option
@click.option("--no-ticker", is_flag=True, help="Leave the ticker out of the records.")
@click.option("--pretty", is_flag=True, help="Indent the records on standard output.")
@store_option(None)
@fetching_options
@examples(
    "newsscraper scrape https://www.maghress.com/fr/yabiladi/148210 --pretty",
    "newsscraper scrape URL URL URL -o articles.jsonl --store data/newsscraper.db",
)
def scrape(
    urls: tuple[str, ...],
    outputs: tuple[str, ...],
    no_ticker: bool,
    pretty: bool,
    store: str | None,
    base_url: str | None,
    settings: tuple[str, ...],
    contact: str | None,
    quiet: bool,
    verbose: int,
    form: Form,
) -> int:
    """Fetch each URL and print its record, in the order of the URLs.

    Sites are asked as politely as by crawl. A URL that cannot be fetched, or that is no article, is
    told in one line, and the exit code is 1.
    """
    from newsscraper.exporters import Outputs, check_targets
    from newsscraper.items.records import ARTICLE_FIELDS, EXTRACT_FIELDS
    from newsscraper.urls import with_scheme

    fields = ARTICLE_FIELDS if no_ticker else EXTRACT_FIELDS
    check_targets([(output, fields) for output in outputs], form)
    options = settings_of(base_url, contact, quiet, store)
    if store is not None:
        from newsscraper.store import Store

        Store(store, create=True).close()
    wanted, broken = [], 0
    for url in urls:
        address = with_scheme(url)
        if _is_address(address):
            wanted.append(address)
        else:
            broken += 1
            tell(f"{url}: no http:// or https:// address")
    if not wanted:
        return EXIT_FAILED

    from newsscraper.crawling.runner import Run, configure_logging, settings_from
    from newsscraper.crawling.spiders.urls import UrlsSpider

    configure_logging(verbose)
    run = Run(UrlsSpider, settings_from(settings, options))
    with Outputs() as files:
        written = files.open(outputs, fields, form, pretty=pretty)
        waiting: dict[int, dict[str, Any]] = {}
        next_input = 0

        def settled(number: int, record: dict[str, Any] | None) -> None:
            """Writes what is settled as soon as nothing before it is still to come."""
            nonlocal next_input
            waiting[number] = record or {}
            while next_input in waiting:
                if waiting[next_input]:
                    written.write(waiting[next_input])
                del waiting[next_input]
                next_input += 1

        def keep(article: Any, response: Any) -> None:
            record = article.to_dict()
            if not no_ticker:
                ticker = article.ticker.to_dict() if article.ticker else None
                record["ticker"] = (
                    {"id": ticker["id"], "items": ticker["items"]} if ticker else None
                )
            settled(response.meta["newsscraper_input"], record)

        run.on_article(keep)
        report = run.start(urls=wanted, on_nothing=lambda number: settled(number, None))
        if run.sink_problem is not None:
            raise run.sink_problem
        for number in sorted(
            waiting
        ):  # behind an address that was never settled, where the run was stopped
            if waiting[number]:
                written.write(waiting[number])
        code = report.exit_code or (
            EXIT_FAILED
            if broken or report.failed or report.rejected or report.undone
            else EXIT_DONE
        )
        if code == EXIT_USAGE or (code != EXIT_DONE and not written.count):
            files.discard()
    if run.pipe_closed:
        raise BrokenPipeError
    if not quiet and len(urls) > 1:
        tell(report.closing_line())
    return code


def _is_address(url: str) -> bool:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    named = "." in host or ":" in host or host == "localhost"
    return parts.scheme in ("http", "https") and named and " " not in host and port != 0
