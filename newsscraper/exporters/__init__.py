"""Writing records to files: a format a file, the registry of them, and what is written from the
store."""

from newsscraper.exporters.base import STDOUT, Exporter, ExportError
from newsscraper.exporters.form import PLAIN, Form
from newsscraper.exporters.from_store import check_targets, export
from newsscraper.exporters.outputs import Group, Outputs
from newsscraper.exporters.registry import EXPORTERS, exporter_for
from newsscraper.exporters.target import is_there, shown

__all__ = [
    "EXPORTERS",
    "PLAIN",
    "STDOUT",
    "ExportError",
    "Exporter",
    "Form",
    "Group",
    "Outputs",
    "check_targets",
    "export",
    "exporter_for",
    "is_there",
    "shown",
]
