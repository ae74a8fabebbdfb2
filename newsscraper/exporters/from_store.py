"""Exports are views of the store: its records, in its order, through an exporter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from newsscraper.exporters.base import STDOUT, Exporter, ExportError
from newsscraper.exporters.registry import exporter_for


def check_targets(targets: Sequence[str]) -> None:
    """Says what would keep the files from being written, before anything is fetched for them.

    Raises:
        ExportError: a format is unknown, a folder cannot be written to, or two outputs name one file.

    """
    seen: set[Path] = set()
    for target in targets:
        exporter = exporter_for(target)
        if target == STDOUT:
            if targets.count(STDOUT) > 1:
                raise ExportError("standard output can be named once")
            continue
        path = Path(target).resolve()
        if path in seen:
            raise ExportError(f"two outputs name the same file, {target}")
        seen.add(path)
        exporter(target, ()).abandon()


def export(target: str, fields: tuple[str, ...], records: Iterable[dict[str, Any]], kind: type[Exporter] | None = None) -> int:
    """Writes records to a file or to standard output and says how many they were.

    Args:
        target: Path, or ``-``.
        fields: Names of the fields, in order.
        records: What to write.
        kind: The exporter; by the target's name when left out.

    Raises:
        UserError: the file cannot be written or the records cannot be read; nothing is left under the file's name.

    """
    with (kind or exporter_for(target))(target, fields) as exporter:
        for record in records:
            exporter.write(record)
    return exporter.count
