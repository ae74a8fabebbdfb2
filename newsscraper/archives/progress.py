"""What jobs report while they run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job has come."""

    done: int
    """Bytes of the input (extraction) or records (backfill) that are done."""
    total: int
    """How many bytes or records there are; an estimate for compressed or growing input."""
    captures: int = 0
    """Captures extracted so far; 0 while skipping what an earlier run did."""
    finished: bool = False
    """Whether this is the last report; outputs are written after it."""


OnMessage = Callable[[str], None]
"""Receives each message for the user, one line without a line break."""

OnProgress = Callable[[Progress], None]
"""Receives the progress after each step."""


def ignore(_: object) -> None:
    """Discard a message or a progress report."""
