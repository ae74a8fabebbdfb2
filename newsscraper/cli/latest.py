"""``newsscraper latest``."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsscraper.cli.base import EXIT_DONE, EXIT_INTERRUPTED, examples, tell
from newsscraper.cli.children import Child, exit_code, passed_on
from newsscraper.cli.fetch import Files, fetch, if_empty_option, selection_of, write_report
from newsscraper.cli.options import (
    FORMATS,
    OutputOption,
    check_mirror,
    fetching_options,
    form_options,
    settings_of,
    store_option,
    ticker_output_option,
)

if TYPE_CHECKING:
    from newsscraper.exporters import Form
    from newsscraper.scope import Scope

_FILES = {"outputs", "ticker_outputs", "if_empty", "report", "excel", "partition_by"}


@click.command()
@click.argument("sites", metavar="SITE...", nargs=-1, required=True)
@click.option(
    "-e",
    "--edition",
    "editions",
    metavar="EDITION",
    multiple=True,
    help="Only this edition. Repeatable.",
)
@click.option(
    "--source",
    "sources",
    metavar="SLUG",
    multiple=True,
    help="Only what this newspaper's listing has on top. Repeatable.",
)
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), help="Stop after N articles of a site."
)
@click.option(
    "-o",
    "--output",
    "outputs",
    cls=OutputOption,
    metavar="FILE",
    multiple=True,
    help=(
        f"Write the articles that are new to FILE ({FORMATS}), newest first; - streams them."
        " Repeatable."
    ),
)
@form_options
@ticker_output_option("Write the ticker snapshots that were seen to FILE.")
@if_empty_option
@click.option(
    "--report",
    metavar="FILE",
    help="Write what was done to FILE, as JSON; of several sites, a list.",
)
@store_option()
@fetching_options
@examples(
    "newsscraper latest maghress -o new.jsonl",
    "newsscraper latest maghress djazairess turess --contact you@example.org",
    "newsscraper watch maghress --latest --every 5m",
)
@click.pass_context
def latest(
    context: click.Context,
    sites: tuple[str, ...],
    editions: tuple[str, ...],
    sources: tuple[str, ...],
    limit: int | None,
    outputs: tuple[str, ...],
    ticker_outputs: tuple[str, ...],
    if_empty: str,
    report: str | None,
    store: str,
    base_url: str | None,
    settings: tuple[str, ...],
    contact: str | None,
    quiet: bool,
    verbose: int,
    form: Form,
) -> int:
    """Fetch what is newest on each SITE: what its front pages, feeds and ticker show and the store
    does not have.

    Cheap enough for every few minutes: two requests an edition, and one for each new article. Feeds
    are asked for changes only. What scrolled past meanwhile is found by the next newsscraper crawl.
    """
    from newsscraper.scope import scope_of

    scopes = list(
        {
            scope.site.name: scope
            for site in sites
            for scope in [scope_of(site, editions, sources, limit, mode="latest")]
        }.values()
    )
    files = Files(outputs, ticker_outputs, report, form, if_empty)
    files.check()
    options = settings_of(base_url, contact, quiet, store)
    if len(scopes) > 1:
        check_mirror(base_url, len(scopes))
        return _each(context, scopes, files, store, quiet=quiet)

    from newsscraper.crawling.runner import configure_logging
    from newsscraper.crawling.spiders.latest import LatestSpider

    configure_logging(verbose)
    done = fetch(
        LatestSpider, scopes[0], files, store=store, settings=settings, options=options, quiet=quiet
    )
    return done.exit_code or EXIT_DONE


def _each(
    context: click.Context, scopes: list[Scope], files: Files, store: str, *, quiet: bool
) -> int:
    """One site after another, each in a process of its own; the files hold what all of them
    found."""
    from newsscraper.exporters import STDOUT, shown
    from newsscraper.store import Store

    command = [sys.executable, "-m", "newsscraper", "latest", *_options(context)]
    command += ["--output", STDOUT] if STDOUT in files.articles else []
    reports: list[dict[str, Any]] = []
    codes, names = [], [scope.site.name for scope in scopes]
    with Child() as child, tempfile.TemporaryDirectory(prefix="newsscraper-") as folder:
        for name in names:
            written = Path(folder) / f"{name}.json"
            codes.append(exit_code(child.run([*command, "--report", str(written), "--", name])))
            if written.exists():
                reports.append(json.loads(written.read_text(encoding="utf-8")))
            if child.signals:
                break
    runs = [entry["run"] for entry in reports]
    code = EXIT_INTERRUPTED if child.signals else max(codes)
    with Store(store, create=True) as opened:
        unknown = [
            source
            for source in scopes[0].sources
            if not opened.has_value("source_id", source, names)
        ]
        counts = files.write(
            lambda: opened.articles(run=runs),
            lambda: opened.tickers(run=runs),
            code,
            selection_of(store, scopes, unknown),
            has_articles=any(entry["articles"] for entry in reports),
        )
    for entry in reports:
        entry["outputs"] = counts
    if not quiet and counts:
        tickers = {shown(target) for target in files.tickers}
        kinds = {target: "tickers" if target in tickers else "articles" for target in counts}
        tell(
            ", ".join(
                f"{count} {kinds[target]} in {target}" if count else f"nothing new for {target}"
                for target, count in counts.items()
            )
        )
    if files.report is not None:
        write_report(files.report, reports)
    return code


def _options(context: click.Context) -> list[str]:
    return passed_on(
        context,
        [
            option
            for option in latest.params
            if isinstance(option, click.Option) and option.name not in _FILES
        ],
    )
