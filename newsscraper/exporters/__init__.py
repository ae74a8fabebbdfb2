"""Writing records to files: a format a file, the registry of them, and what is written from the store."""

from newsscraper.exporters.base import STDOUT, Exporter, ExportError
from newsscraper.exporters.form import PLAIN, Form
from newsscraper.exporters.from_store import check_targets, export
from newsscraper.exporters.registry import EXPORTERS, exporter_for
from newsscraper.exporters.target import shown

__all__ = ["EXPORTERS", "PLAIN", "STDOUT", "ExportError", "Exporter", "Form", "check_targets", "export", "exporter_for", "shown"]
