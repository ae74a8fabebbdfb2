"""Writing records to files: one module per format, and the registry of the formats."""

from newsscraper.exporters.base import STDOUT, Exporter, ExportError
from newsscraper.exporters.form import PLAIN, Form
from newsscraper.exporters.from_store import check_targets, export
from newsscraper.exporters.outputs import Group, Outputs
from newsscraper.exporters.registry import EXPORTERS, exporter_for, formats, known_formats, register
from newsscraper.exporters.target import output_exists, shown

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
    "formats",
    "known_formats",
    "output_exists",
    "register",
    "shown",
]
