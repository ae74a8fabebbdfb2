"""What a run prints: each finding with the command that repeats it, and a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.session import Result
from tests.fuzz.target import Finding


def saved(finding: Finding, folder: Path) -> Path:
    """Write the input of a finding to a file, with its traceback beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / finding.file_name
    path.write_bytes(finding.content)
    if finding.trace:
        path.with_suffix(".txt").write_text(
            finding.trace, encoding="utf-8", errors="backslashreplace"
        )
    return path


def described(finding: Finding, path: Path, times: int) -> list[str]:
    """The lines that report a finding."""
    last = finding.trace.rstrip().splitlines()[-7:] if finding.trace else []
    return [
        f"{finding.target}: {finding.kind}: {finding.reason} ({finding.place or 'anywhere'};"
        f" {times} input(s), the smallest has {len(finding.content)} bytes)",
        *(f"    {line}" for line in last),
        f"    python -m tests.fuzz --target {finding.target} --input {path}",
    ]


def table(results: Sequence[Result]) -> list[str]:
    """A line per target: inputs, inputs per second, the slowest one, findings."""
    rows = [("target", "inputs", "per s", "slowest", "findings")]
    rows += [
        (
            result.target,
            str(result.inputs),
            f"{result.inputs / max(result.seconds, 0.001):.0f}",
            f"{result.slowest.seconds:.2f} s, {result.slowest.size >> 10} KB",
            str(len(result.findings)),
        )
        for result in results
    ]
    rows.append(
        (
            "all",
            str(sum(result.inputs for result in results)),
            "",
            "",
            str(sum(len(result.findings) for result in results)),
        )
    )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
