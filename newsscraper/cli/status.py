"""``newsscraper status``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from newsscraper.cli.base import EXIT_DONE, examples, tell
from newsscraper.cli.options import store_option


@click.command()
@click.argument("sites", metavar="[SITE]...", nargs=-1)
@click.option("--no-sources", is_flag=True, help="Show sites only, without newspapers.")
@click.option(
    "--runs",
    metavar="N",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    help="Show the last N runs of each site.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object: sites, sources, runs."
)
@store_option()
@examples(
    "newsscraper status",
    "newsscraper status maghress --runs 10",
    "newsscraper status --json | jq '.sites[].days_since'",
)
def status(sites: tuple[str, ...], no_sources: bool, runs: int, as_json: bool, store: str) -> int:
    """Show the contents of the store per site and newspaper, and the last crawls.

    "queued" and "failed" count URLs, "since" the days since the newest article, "without" the days
    without articles between the first and the last.
    """
    from datetime import UTC, datetime

    from newsscraper.scope import site_named
    from newsscraper.store import Store

    names = [site_named(site).name for site in sites]
    today = datetime.now(UTC).date()
    with Store(store) as opened:
        by_site, by_source = opened.overview(names, today=today)
        # An address that never led to an article may not be a newspaper.
        by_source = [
            row
            for row in ([] if no_sources else by_source)
            if row["source_id"] is not None and (row["articles"] or row["queued"])
        ]
        last = opened.runs.newest(names, runs)
    if as_json:
        click.echo(
            json.dumps(
                {"sites": by_site, "sources": by_source, "runs": last}, ensure_ascii=False, indent=1
            )
        )
        return EXIT_DONE
    if not by_site and not last:
        tell(f"{store} has no records" + (f" of {', '.join(names)}" if names else ""))
        return EXIT_DONE
    _show(by_site, ("site",))
    if by_source:
        click.echo()
        _show(by_source, ("site", "edition", "source_id"))
    if last:
        click.echo()
        _show_runs(last)
    return EXIT_DONE


def _show(records: list[dict[str, Any]], keys: Sequence[str]) -> None:
    from newsscraper.reports.tables import counts_text, table

    names = ("articles", "first", "last", "days_since", "days_without", "queued", "gone")
    head = [*keys, "articles", "first", "last", "since", "without", "queued", "gone", "failed"]
    rows = [
        [
            *(str(record[name] or "-") for name in keys),
            *("-" if record[name] is None else str(record[name]) for name in names),
            counts_text(record["failed"]),
        ]
        for record in records
    ]
    for line in table(
        [[name.removesuffix("_id") for name in head], *rows],
        numbers=[len(keys) + at for at in (0, 3, 4, 5, 6)],
    ):
        click.echo(line)


def _show_runs(runs: list[dict[str, Any]]) -> None:
    from newsscraper.reports.tables import table

    rows = [("run", "site", "began", "ended", "outcome", "articles", "new", "asked for")]
    for run in runs:
        report = run["report"] or {}
        outcome = run["outcome"] or "running, or killed"
        rows.append(
            (
                str(run["id"]),
                run["site"],
                run["started_at"],
                run["finished_at"] or "-",
                outcome + (", can be resumed" if run["open"] and run["outcome"] else ""),
                str(report.get("articles", "-")),
                str(report.get("new", "-")),
                _asked_for(run["scope"]),
            )
        )
    for line in table(rows, numbers=(0, 5, 6)):
        click.echo(line)


def _asked_for(scope: dict[str, Any]) -> str:
    """``fr source=yabiladi since=7d``: the options that differ from the defaults."""
    parts = [",".join(scope.get("editions") or ())]
    parts += ["latest"] if scope.get("mode") == "latest" else []
    for name in ("sources", "authors", "since", "until", "limit", "max_pages", "recheck", "full"):
        value = scope.get(name)
        if value:
            parts.append(
                f"{name.removesuffix('s') if isinstance(value, list) else name}={_text(value)}"
            )
    return " ".join(parts)


def _text(value: Any) -> str:
    return ",".join(value) if isinstance(value, list) else str(value)
