"""Exports are views of the store: its records, in its order, through an exporter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from newsscraper.exporters.base import STDOUT, Exporter, ExportError
from newsscraper.exporters.form import PLAIN, Form
from newsscraper.exporters.registry import check_form, exporter_for
from newsscraper.exporters.target import path_of, shown
from newsscraper.items.fields import Fields


def check_targets(targets: Sequence[tuple[str, Fields]], form: Form = PLAIN) -> None:
    """Says what would keep the outputs from being written, before anything is fetched for them.

    Args:
        targets: Each output, with the fields of the records that go there.
        form: What the user chose of their form.

    Raises:
        ExportError: a format is unknown, a package is missing, a place cannot be written to, two
            outputs name one place, or a choice concerns none of them.

    """
    check_form(form, [target for target, _ in targets])
    seen: set[str | Path] = set()
    for target, fields in targets:
        exporter = exporter_for(target, form)
        place = path_of(target) or target
        if place in seen:
            raise ExportError(
                "standard output can be named once"
                if target == STDOUT
                else f"two outputs name the same file, {shown(target)}"
            )
        seen.add(place)
        if target != STDOUT:
            exporter.check(target, fields, form)


def export(
    target: str,
    fields: Fields,
    records: Iterable[dict[str, Any]],
    kind: type[Exporter] | None = None,
    form: Form = PLAIN,
) -> int:
    """Writes records to a target and says how many they were.

    Args:
        target: What ``-o`` names.
        fields: The records' fields, in order.
        records: What to write.
        kind: The exporter; by the target's name when left out.
        form: What the user chose of the output's form.

    Raises:
        UserError: it cannot be written or the records cannot be read; nothing is left under the
            target's name.

    """
    with (kind or exporter_for(target, form))(target, fields, form) as exporter:
        for record in records:
            exporter.write(record)
    return exporter.count
