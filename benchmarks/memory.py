"""Resident memory of processes, read from /proc (Linux)."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path


def resident(pid: int) -> int:
    """Bytes of a process; 0 if it has ended. Pages shared with others count in each."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * resource.getpagesize()


def children(pid: int) -> Iterator[int]:
    """The processes that a process has started."""
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            yield from map(int, (thread / "children").read_text().split())
    except OSError:
        return


def proportional(pid: int) -> int:
    """Bytes of a process and its children, in which shared pages count once."""
    total = 0
    for one in (pid, *children(pid)):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total
