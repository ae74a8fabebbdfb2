"""How far compressed data may expand: the limit of every reader of archives and captures.

A few kilobytes of any compression may stand for gigabytes. What is read of a page has a limit of
its own (``text.encoding.MAX_BYTES``); this one is for what must be unpacked to get past it.
"""

from __future__ import annotations

FLOOR = 64 * 1024 * 1024
"""Bytes that anything may unpack to: twice the longest page."""

RATIO = 200
"""Above :data:`FLOOR`, the number of unpacked bytes per compressed byte.

Pages shrink to a tenth; files of pages that are nearly equal, to a hundredth.
"""


def expands_too_far(packed: int, unpacked: int) -> bool:
    """Whether so many compressed bytes must not unpack to so many."""
    return unpacked > max(FLOOR, RATIO * packed)


def refusal(name: str) -> str:
    """Return why something is not read any further, for messages.

    Args:
        name: What it is: ``gzip member``, ``file``.

    """
    return f"the {name} unpacks to more than {RATIO} times its size"
