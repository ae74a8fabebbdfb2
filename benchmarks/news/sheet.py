"""The tables of a run: printed as they come, and kept for a file."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.news.report import Row
from benchmarks.news.tables import section


class Sheet:
    """Prints tables and remarks, and keeps them as data."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._began = time.monotonic()
        self._kept: dict[str, Any] = {"options": options, "tables": [], "remarks": []}

    def table(self, title: str, rows: Sequence[Row], notes: Sequence[str] = ()) -> None:
        """Prints a table with notes below it."""
        print("\n".join(section(title, rows, notes)), flush=True)
        self._kept["tables"].append({"title": title, "rows": list(rows), "notes": list(notes)})

    def remark(self, line: str) -> None:
        """Prints a line that belongs to the result: a peer that is missing or that crashed."""
        print(line, flush=True)
        self._kept["remarks"].append(line)

    def progress(self, line: str) -> None:
        """Says on standard error what the run is doing."""
        print(f"[{time.monotonic() - self._began:5.0f} s] {line}", file=sys.stderr, flush=True)

    def write(self, file: Path) -> None:
        """Writes all tables as JSON."""
        self._kept["seconds"] = round(time.monotonic() - self._began)
        text = json.dumps(self._kept, indent=1, ensure_ascii=False)
        file.write_text(text + "\n", encoding="utf-8")
