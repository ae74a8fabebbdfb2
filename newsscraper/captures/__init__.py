"""Captures: saved pages, folders of pages, standard input, and archives with many captures.

:func:`find` yields units of work. A unit is sent to a worker process and read there.
"""

from newsscraper.captures.files import SIDECAR, STDIN, CaptureFile, UnreadableCapture
from newsscraper.captures.search import WORK_SUFFIX, SearchSummary, find, size_of
from newsscraper.captures.unit import Damage, Reading, Refusal, Skipped, Span, Unit

__all__ = [
    "SIDECAR",
    "STDIN",
    "WORK_SUFFIX",
    "CaptureFile",
    "Damage",
    "Reading",
    "Refusal",
    "SearchSummary",
    "Skipped",
    "Span",
    "Unit",
    "UnreadableCapture",
    "find",
    "size_of",
]
