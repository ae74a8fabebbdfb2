"""``newsscraper ticker``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsscraper.cli.base import EXIT_DONE, examples, tell
from newsscraper.cli.options import (
    FORMATS,
    OutputOption,
    edition_option,
    form_options,
    store_option,
)

if TYPE_CHECKING:
    from newsscraper.exporters import Form


@click.command()
@click.argument("site")
@edition_option
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), help="Only the N headlines seen last."
)
@click.option(
    "-o",
    "--output",
    "outputs",
    cls=OutputOption,
    metavar="FILE",
    multiple=True,
    help=f"Write one record per headline to FILE ({FORMATS}), - for standard output. Repeatable.",
)
@form_options
@store_option()
@examples(
    "newsscraper ticker maghress --edition fr --limit 50",
    "newsscraper ticker maghress -o headlines.jsonl",
)
def ticker(
    site: str,
    editions: tuple[str, ...],
    limit: int | None,
    outputs: tuple[str, ...],
    store: str,
    form: Form,
) -> int:
    """Show the headlines that the ticker of SITE has shown, and when and where.

    A headline is identified by its link, even if its wording changes; the records have all wordings
    and positions.
    """
    from newsscraper.exporters import STDOUT, Outputs, check_targets, shown
    from newsscraper.reports.tables import table
    from newsscraper.scope import scope_of
    from newsscraper.store import Store
    from newsscraper.store.timeline import TIMELINE_FIELDS, timeline

    scope = scope_of(site, editions)
    if outputs:
        check_targets([(output, TIMELINE_FIELDS) for output in outputs], form)
    with Store(store) as opened:
        snapshots = (
            row for row in opened.tickers(scope.site.name) if row["edition"] in scope.editions
        )
        records = timeline(snapshots)[:limit]
    if outputs:
        with Outputs() as files:
            count = files.open(outputs, TIMELINE_FIELDS, form).write_all(records)
        for output in outputs:
            if output != STDOUT:
                tell(f"{count} headlines in {shown(output)}")
        return EXIT_DONE
    if not records:
        tell(f"{scope.site.name}: the store has no ticker of this site")
        return EXIT_DONE
    rows = [("first seen", "last seen", "seen", "position", "wordings", "headline")]
    rows += [
        (
            record["first_seen"],
            record["last_seen"],
            str(record["sightings"]),
            _positions(record["positions"]),
            str(len(record["wordings"])),
            record["headline"],
        )
        for record in records
    ]
    for line in table(rows, numbers=(2, 4)):
        click.echo(line)
    return EXIT_DONE


def _positions(positions: list[dict[str, int]]) -> str:
    """``1-48``: the first and the last position."""
    first, last = positions[0]["position"], positions[-1]["position"]
    return str(first) if len(positions) == 1 else f"{first}-{last}"
