"""Writing records to a target, and checking targets in advance."""

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
    """Check that all outputs can be written, before anything is fetched for them.

    Args:
        targets: Each output with the fields of its records.
        form: The options of the formats.

    Raises:
        ExportError: A format is unknown, a package is missing, a place cannot be written to, two
            outputs have the same place, or an option applies to none of them.

    """
    check_form(form, [target for target, _ in targets])
    seen: set[str | Path] = set()
    for target, fields in targets:
        exporter = exporter_for(target, form)
        place = path_of(target) or target
        if place in seen:
            raise ExportError(
                "standard output can be given only once"
                if target == STDOUT
                else f"two outputs name the same file, {shown(target)}"
            )
        seen.add(place)
        if target == STDOUT:
            exporter.check_fields(target, fields)
        else:
            exporter.check(target, fields, form)


def export(
    target: str,
    fields: Fields,
    records: Iterable[dict[str, Any]],
    kind: type[Exporter] | None = None,
    form: Form = PLAIN,
) -> int:
    """Write records to a target and return their number.

    Args:
        target: The value of ``-o``.
        fields: The records' fields, in order.
        records: The records.
        kind: The exporter; by default chosen by the target's name.
        form: The options of the format.

    Raises:
        UserError: The target cannot be written or the records cannot be read. Nothing is left
            under the target's name then.

    """
    with (kind or exporter_for(target, form))(target, fields, form) as exporter:
        for record in records:
            exporter.write(record)
    return exporter.count
