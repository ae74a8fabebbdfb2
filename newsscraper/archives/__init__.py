"""Jobs over archives: extraction, re-extraction of kept pages, backfill from a web archive.

Each job is a dataclass of options with a method ``run()`` that returns a report.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsscraper.archives.backfill_job import BackfillJob, BackfillReport
    from newsscraper.archives.extraction_job import ExtractionJob
    from newsscraper.archives.extraction_report import ExtractionReport
    from newsscraper.archives.progress import Progress
    from newsscraper.archives.reextraction_job import ReextractionJob, ReextractionReport
    from newsscraper.archives.removal_job import RemovalJob, RemovalReport

__all__ = [
    "BackfillJob",
    "BackfillReport",
    "ExtractionJob",
    "ExtractionReport",
    "Progress",
    "ReextractionJob",
    "ReextractionReport",
    "RemovalJob",
    "RemovalReport",
]

_HOMES = {
    "BackfillJob": "backfill_job",
    "BackfillReport": "backfill_job",
    "ExtractionJob": "extraction_job",
    "ExtractionReport": "extraction_report",
    "Progress": "progress",
    "ReextractionJob": "reextraction_job",
    "ReextractionReport": "reextraction_job",
    "RemovalJob": "removal_job",
    "RemovalReport": "removal_job",
}


def __getattr__(name: str) -> Any:
    # Imported on first use: an extraction should not wait for the import of the database library.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
