"""Writing records to files: a format a file, the registry of them, and what is written from the store."""

from newsscraper.exporters.base import STDOUT, Exporter, ExportError
from newsscraper.exporters.from_store import check_targets, export
from newsscraper.exporters.registry import EXPORTERS, exporter_for

__all__ = ["EXPORTERS", "STDOUT", "ExportError", "Exporter", "check_targets", "export", "exporter_for"]
