"""Incremental exports.

An export with a name writes the articles that are new or changed since the last export of that
name, to a new file called a part.
"""

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
class WrittenPart:
    """A part that was written."""

    target: str
    count: int
    """Number of its records."""


def check_parts(target: str, form: Form) -> None:
    """Check that parts can be written to a target.

    Raises:
        ExportError: They cannot.

    """
    if target == STDOUT:
        raise ExportError(
            "an export with --name writes parts: give a file to name them after, such as"
            " -o articles.jsonl"
        )
    if exporter_for(target) is DatasetExporter:
        raise ExportError(
            "--name writes parts, and a data set folder cannot be written in parts: use one of"
            " the two"
        )
    if form.partition_by:
        raise ExportError("--name writes parts, and --partition-by a folder: use one of the two")


def part_target(target: str, first: int, last: int) -> str:
    """Return the target of the part with a range of changes.

    ``articles.jsonl.gz`` becomes ``articles-000000000001-000000000420.jsonl.gz``, so that the parts
    sort by their ranges. A table stays the same, since its rows are replaced by id.
    """
    if exporter_for(target) is PostgresqlExporter:
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
) -> Iterator[WrittenPart]:
    """Write what is new or changed since the last export of a name, and yield each part written.

    A part that an earlier export started and may not have finished is written again first. A part
    is recorded as done only after its file has its name. If the process is killed at any time, no
    article is missing, and only articles that changed in between are in two parts.

    Args:
        store: The store of the articles.
        name: Name of the export.
        target: The file that the parts are named after.
        fields: The fields to write.
        articles: The selection of articles.
        scope: The selection as JSON types.
        form: The options of the format.

    Raises:
        UserError: A part cannot be written, or the name belongs to another selection.

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
            yield WrittenPart(place, export(place, fields, chain([first], records), form=form))
        store.exports.finish_part(name, part)
