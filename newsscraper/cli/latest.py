"""``newsscraper latest``."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsscraper.cli.base import EXIT_INTERRUPTED, examples, tell
from newsscraper.cli.children import Child, exit_code, passed_on
from newsscraper.cli.crawl import run_site_job
from newsscraper.cli.options import fetch_options
from newsscraper.fetch_options import declared

if TYPE_CHECKING:
    from newsscraper.crawling.jobs.run_files import RunFiles
    from newsscraper.fetch_options import FetchOptions
    from newsscraper.scope import Scope

_OF_THE_PARENT = {"excel", "partition_by"}


@click.command()
@click.argument("sites", metavar="SITE...", nargs=-1, required=True)
@fetch_options("latest")
@examples(
    "newsscraper latest maghress -o new.jsonl",
    "newsscraper latest maghress djazairess turess --contact you@example.org",
    "newsscraper watch maghress --latest --every 5m",
)
@click.pass_context
def latest(context: click.Context, sites: tuple[str, ...], options: FetchOptions) -> int:
    """Fetch the newest articles of each SITE that the store does not have.

    These are the articles on its front pages, in its feeds and in its ticker. This is cheap enough
    for every few minutes: two requests per edition and one per new article. Feeds are only fetched
    if they have changed. The next newsscraper crawl finds articles that scrolled past in between.
    """
    scopes = {scope.site.name: scope for site in sites for scope in [options.scope(site, "latest")]}

    from newsscraper.crawling.jobs.run_files import RunFiles
    from newsscraper.crawling.jobs.site_job import SiteJob
    from newsscraper.crawling.spiders.latest import LatestSpider

    files = RunFiles.from_options(options, tell)
    options.check_mirror(len(scopes))
    if len(scopes) > 1:
        if options.format not in (None, "jsonl"):
            raise click.UsageError("--format of several sites: only jsonl; name one site")
        return _each(context, list(scopes.values()), files, options)
    [scope] = scopes.values()
    return run_site_job(SiteJob(LatestSpider, scope, options, files, tell))


def _each(
    context: click.Context, scopes: list[Scope], files: RunFiles, options: FetchOptions
) -> int:
    """Run one process per site, one after another, then write the files of all sites."""
    from newsscraper.crawling.jobs.run_files import write_report
    from newsscraper.store import StoreError

    names = [scope.site.name for scope in scopes]
    reports, code = _run_each(context, names, prints="-" in files.articles)
    counts: dict[str, int] = {}
    try:
        if reports:  # otherwise no run has begun, and each has said why
            counts = _write_files(scopes, files, options, reports, code)
    except StoreError:
        if not _has_lost_store(reports):  # otherwise a run has reported it
            raise
    for entry in reports:
        entry["outputs"] = counts
    if not options.quiet and counts:
        tell(_closing_line(counts, files))
    if files.report is not None:
        write_report(files.report, reports)
    return code


def _write_files(
    scopes: list[Scope],
    files: RunFiles,
    options: FetchOptions,
    reports: list[dict[str, Any]],
    code: int,
) -> dict[str, int]:
    from newsscraper.crawling.jobs.run_files import selection_of
    from newsscraper.store import Store

    runs, names = [entry["run"] for entry in reports], [scope.site.name for scope in scopes]
    store = str(options.store)
    with Store(store) as opened:
        sources = scopes[0].sources
        unknown = [name for name in sources if not opened.has_value("source_id", name, names)]
        return files.write(
            lambda: opened.articles(run=runs, reserved=options.reserved),
            lambda: opened.tickers(run=runs),
            code,
            selection_of(store, scopes, unknown, respect_rights=options.respect_rights),
            has_articles=any(entry["articles"] for entry in reports),
        )


def _run_each(
    context: click.Context, names: list[str], *, prints: bool
) -> tuple[list[dict[str, Any]], int]:
    """Run ``newsscraper latest`` for each site, until a signal comes or the store fails.

    If the store's file was deleted, the next run would begin a new one.

    Returns:
        The reports and the highest exit code.

    """
    words = ["latest", *_passed_on(context), *(["--output", "-"] if prints else [])]
    reports: list[dict[str, Any]] = []
    codes = []
    with Child() as child, tempfile.TemporaryDirectory(prefix="newsscraper-") as folder:
        for name in names:
            path = Path(folder) / f"{name}.json"
            codes.append(exit_code(child.run([*words, "--report", str(path), "--", name])))
            if path.exists():
                reports.append(json.loads(path.read_text(encoding="utf-8")))
            if child.signals:
                break
            if _has_lost_store(reports):
                if left := names[names.index(name) + 1 :]:
                    tell(f"the store failed: {', '.join(left)} not fetched")
                break
    return reports, EXIT_INTERRUPTED if child.signals else max(codes)


def _has_lost_store(reports: list[dict[str, Any]]) -> bool:
    return any(entry["ending"] == "store" for entry in reports)


def _closing_line(counts: dict[str, int], files: RunFiles) -> str:
    from newsscraper.exporters import shown

    tickers = {shown(target) for target in files.tickers}
    return ", ".join(
        f"{count} {'tickers' if target in tickers else 'articles'} in {target}"
        if count
        else f"nothing new for {target}"
        for target, count in counts.items()
    )


def _passed_on(context: click.Context) -> list[str]:
    """The options for the process of each site: all but those that name a file."""
    return passed_on(
        context,
        [
            option
            for option in latest.params
            if isinstance(option, click.Option)
            and not declared()[option.name or ""].once
            and option.name not in _OF_THE_PARENT
        ],
    )
