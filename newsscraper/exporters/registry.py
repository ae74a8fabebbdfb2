"""The formats: one file each, and one line each in this registry. ``-o name.ext`` then works in every command."""

from pathlib import Path

from newsscraper.exporters.array import JsonExporter
from newsscraper.exporters.base import STDOUT, Exporter, ExportError
from newsscraper.exporters.csv import CsvExporter
from newsscraper.exporters.jsonl import JsonLinesExporter

EXPORTERS: dict[str, type[Exporter]] = {exporter.suffix: exporter for exporter in (JsonLinesExporter, JsonExporter, CsvExporter)}
"""Exporters by the suffix of the file's name."""


def exporter_for(target: str) -> type[Exporter]:
    """The exporter for a target by its name; standard output gets JSON Lines.

    Raises:
        ExportError: no format has that suffix.

    """
    if target == STDOUT:
        return JsonLinesExporter
    suffix = Path(target).suffix.lower()
    if suffix not in EXPORTERS:
        known = ", ".join(EXPORTERS)
        raise ExportError(f"cannot write {target}: no format has the suffix {suffix!r}; there are {known}")
    return EXPORTERS[suffix]
