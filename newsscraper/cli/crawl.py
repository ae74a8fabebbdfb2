"""``newsscraper crawl``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsscraper.cli.base import examples, tell
from newsscraper.cli.options import fetch_options

if TYPE_CHECKING:
    from newsscraper.crawling.jobs.site_job import SiteJob
    from newsscraper.fetch_options import FetchOptions


@click.command()
@click.argument("site")
@fetch_options("crawl")
@examples(
    "newsscraper crawl maghress --limit 100 -o articles.jsonl",
    "newsscraper crawl djazairess --edition fr --source elwatan --contact you@example.org",
    "newsscraper crawl sauress --since 7d -o week.csv",
    "newsscraper crawl masress -o - | jq .headline",
    "newsscraper crawl turess --keep-pages",
    "newsscraper crawl maghress --base-url http://127.0.0.1:8000/maghress -s DOWNLOAD_DELAY=0",
)
def crawl(site: str, options: FetchOptions) -> int:
    """Crawl SITE politely: its front pages, feeds and listings, and their articles.

    Every record goes into the store. -o writes those of this run from the store at the end, even
    after an interruption. If there is nothing new, an existing FILE stays unchanged and a line says
    so, even with -q; newsscraper export writes everything in the store. After an interruption,
    rerun the command to resume; after a finished crawl it fetches what is new since. With --since
    or --until, -o has every article of those days, including those that an earlier crawl fetched.

    The crawl obeys robots.txt and requests about one page per second; use -s DOWNLOAD_DELAY=3 for
    fewer requests.
    """
    scope = options.scope(site)

    from newsscraper.crawling.jobs.run_files import RunFiles
    from newsscraper.crawling.jobs.site_job import SiteJob
    from newsscraper.crawling.spiders.site import SiteSpider

    files = RunFiles.from_options(options, tell)
    return run_site_job(SiteJob(SiteSpider, scope, options, files, tell))


def run_site_job(job: SiteJob) -> int:
    """Run a job, prints its report and return the exit code."""
    report = job.run()
    if not job.options.quiet:
        click.echo("\n".join(report.table()), err=True)
        tell(report.closing_line())
    if job.problem is not None:
        raise job.problem
    return report.exit_code
