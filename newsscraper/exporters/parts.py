"""Exports that go on: each writes what is new or changed since the last one of its name, in a part
of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from newsscraper.exporters.dataset import DatasetExporter
from newsscraper.exporters.errors import ExportError
from newsscraper.exporters.form import Form
from newsscraper.exporters.from_store import export
from newsscraper.exporters.postgresql import PostgresqlExporter
from newsscraper.exporters.registry import exporter_for, suffix_of
from newsscraper.exporters.target import STDOUT, path_of, shown
from newsscraper.items.fields import Fields
from newsscraper.store import Articles, Store


@dataclass(frozen=True, slots=True)
class Written:
    """A part that was written."""

    target: str
    count: int


def check_parts(target: str, form: Form) -> None:
    """Makes sure that parts can go there.

    Raises:
        ExportError: they cannot.

    """
    if target == STDOUT:
        raise ExportError(
            "an export with a name writes parts: give it a file to name them after, -o"
            " articles.jsonl"
        )
    if exporter_for(target) is DatasetExporter:
        raise ExportError(
            "an export with a name writes parts, and a data set folder is whole; choose one of them"
        )
    if form.partition_by:
        raise ExportError(
            "an export with a name writes parts by range, not by --partition-by; choose one of them"
        )


def part_target(target: str, first: int, last: int) -> str:
    """``articles.jsonl.gz`` becomes ``articles-000000000001-000000000420.jsonl.gz``: the names'
    order is that of the ranges."""
    if (
        exporter_for(target) is PostgresqlExporter
    ):  # rows are replaced by their id: there is nothing to be named
        return target
    end = len(suffix_of(target))
    return f"{target[:-end]}-{first:012}-{last:012}{target[-end:]}"


def export_parts(
    store: Store,
    name: str,
    target: str,
    fields: Fields,
    articles: Articles,
    scope: dict[str, Any],
    form: Form,
) -> Iterator[Written]:
    """Writes what is new or changed since the last export of a name; gives each part that was
    written.

    A part that was begun, and is not known to be whole, is written first, over what may be there.
    Only when a part has its name is it noted as done: killed at any instant, nothing is missing,
    and nothing is in two parts but what changed between them.

    Args:
        store: Where the articles are.
        name: Name of the export.
        target: What the parts are named after.
        fields: The fields to write.
        articles: The selection.
        scope: The selection as JSON types.
        form: What the user chose of the form.

    Raises:
        UserError: a part cannot be written, or the name stands for something else.

    """
    noted = {
        **scope,
        "fields": list(fields),
        "excel": form.excel,
        "output": str(path_of(target) or shown(target)),
    }
    again = True
    while again and (part := store.exports.begin_part(name, noted)) is not None:
        again = part.again
        records = (
            {name: record[name] for name in fields}
            for record in articles.changed(part.first, part.last)
        )
        first = next(records, None)
        if first is not None:
            place = part_target(target, part.first, part.last)
            yield Written(place, export(place, fields, chain([first], records), form=form))
        store.exports.finish_part(name, part)
