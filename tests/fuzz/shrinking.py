"""Makes an input smaller as long as it shows the same fault."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

SECONDS = 5.0


def shrunk(content: bytes, shows_it: Callable[[bytes], bool], seconds: float = SECONDS) -> bytes:
    """Take out parts, large ones first, that the fault does not need.

    Args:
        content: The input.
        shows_it: Whether an input shows the fault; it is last asked about one that it accepts if
            any is accepted.
        seconds: Processor time after which the smallest input so far is returned.

    """
    end = process_time() + seconds
    size = len(content) // 2
    while size:
        at, before = 0, len(content)
        while at < len(content):
            if process_time() > end:
                return content
            shorter = content[:at] + content[at + size :]
            if shows_it(shorter):
                content = shorter
            else:
                at += size
        size = min(size // 2, len(content)) if len(content) == before or size > 1 else 0
    return content
