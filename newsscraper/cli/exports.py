"""``newsscraper exports``."""

from __future__ import annotations

import json
from typing import Any

import click

from newsscraper.cli.base import EXIT_DONE, examples, tell
from newsscraper.cli.options import store_option
from newsscraper.errors import suggestion


@click.command()
@click.option(
    "--forget",
    "forgotten",
    metavar="NAME",
    multiple=True,
    help="Forget this name, so that its next export starts over. Repeatable.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per name.")
@store_option()
@examples(
    "newsscraper exports",
    "newsscraper exports --json | jq -r .output",
    "newsscraper exports --forget daily",
)
def exports(forgotten: tuple[str, ...], as_json: bool, store: str) -> int:
    """List the named exports (export --name) with their progress and selection.

    "done" is the last change in its parts; "waiting" is the number of articles that are new or
    changed since, including those outside its selection. A name with a value in "unfinished" was
    killed, or is being exported now.

    --forget removes a name from the store. The next export of that name writes every article again,
    starting with the first change. Existing parts remain; move them away first.
    """
    from newsscraper.store import Store

    with Store(store) as opened:
        found = opened.exports.all()
        for name in forgotten:
            if name not in (known := [row["name"] for row in found]):
                raise click.UsageError(
                    f"there is no export {name!r}{suggestion(name, known) if known else ''}"
                )
        for name in forgotten:
            opened.exports.forget(name)
            tell(f"{name} is forgotten; its files remain")
    if forgotten:
        return EXIT_DONE
    if as_json:
        for row in found:
            click.echo(json.dumps(_record(row), ensure_ascii=False))
    elif found:
        _show(found)
    else:
        tell("there are no named exports; newsscraper export --name NAME creates one")
    return EXIT_DONE


def _record(row: dict[str, Any]) -> dict[str, Any]:
    selection = dict(row["scope"])
    output, fields = selection.pop("output", None), selection.pop("fields", None)
    return {
        "name": row["name"],
        "done": row["done"],
        "under_way": row["under_way"],
        "waiting": row["waiting"],
        "output": output,
        "selection": {key: value for key, value in selection.items() if value},
        "fields": fields,
    }


def _show(found: list[dict[str, Any]]) -> None:
    from newsscraper.reports.tables import table

    rows = [["name", "done", "unfinished", "waiting", "output", "selection"]]
    for row in map(_record, found):
        selection = " ".join(
            f"{key}={','.join(map(str, value)) if isinstance(value, list) else value}"
            for key, value in row["selection"].items()
        )
        under_way = str(row["under_way"]) if row["under_way"] is not None else "-"
        rows.append(
            [
                row["name"],
                str(row["done"]),
                under_way,
                str(row["waiting"]),
                row["output"] or "-",
                selection or "all",
            ]
        )
    for line in table(rows, numbers=(1, 2, 3)):
        click.echo(line)
