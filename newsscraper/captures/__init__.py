"""Where captures come from: saved pages, folders of them, standard input, and archives that hold
many in one file.

:func:`find` gives units of work. A unit is what travels to a worker process; it says what it reads,
and reads it there.
"""

from newsscraper.captures.files import SIDECAR, STDIN, CaptureFile, UnreadableCapture
from newsscraper.captures.search import WORK_SUFFIX, Found, find, size_of
from newsscraper.captures.unit import Damage, Passed, Reading, Refusal, Span, Unit

__all__ = [
    "SIDECAR",
    "STDIN",
    "WORK_SUFFIX",
    "CaptureFile",
    "Damage",
    "Found",
    "Passed",
    "Reading",
    "Refusal",
    "Span",
    "Unit",
    "UnreadableCapture",
    "find",
    "size_of",
]
