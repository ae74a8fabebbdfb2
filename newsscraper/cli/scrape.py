"""``newsscraper scrape``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsscraper.cli.base import examples, tell
from newsscraper.cli.options import any_page_option, fetch_options, output_option, store_option

if TYPE_CHECKING:
    from newsscraper.exporters import Form
    from newsscraper.fetch_options import FetchOptions


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@output_option
@any_page_option
@click.option("--no-ticker", is_flag=True, help="Omit the ticker from the records.")
@click.option("--pretty", is_flag=True, help="Indent the records on standard output.")
@fetch_options("scrape")
@store_option(None)
@examples(
    "newsscraper scrape https://www.maghress.com/fr/yabiladi/148210 --pretty",
    "newsscraper scrape URL URL URL -o articles.jsonl --store data/newsscraper.db",
    "newsscraper scrape https://docs.scrapy.org/en/latest/intro/overview.html --any-page",
)
def scrape(
    urls: tuple[str, ...],
    outputs: tuple[str, ...],
    any_page: bool,
    no_ticker: bool,
    pretty: bool,
    options: FetchOptions,
    form: Form,
) -> int:
    """Fetch each URL and print its record, in the order of the URLs.

    Sites are treated as politely as by crawl. A URL that cannot be fetched, or is not an article,
    is reported in one line, and the exit code is 1. With --any-page, other pages with a text of
    their own have a record too.
    """
    from newsscraper.crawling.jobs.scrape_job import ScrapeJob

    job = ScrapeJob(urls, options, outputs, form, pretty, not no_ticker, tell, any_page)
    code = job.run()
    if not options.quiet and len(urls) > 1 and job.report is not None:
        tell(job.report.closing_line())
    return code
