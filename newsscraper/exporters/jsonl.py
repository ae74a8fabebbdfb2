"""JSON Lines: one record a line, UTF-8."""

import json
from typing import Any

from newsscraper.exporters.target import STDOUT
from newsscraper.exporters.text import TextExporter


class JsonLinesExporter(TextExporter):
    """Each line is a JSON object; it leaves as soon as it is written, so that a pipe sees it at
    once."""

    suffix = ".jsonl"

    def write_record(self, record: dict[str, Any]) -> None:
        """Writes one line."""
        self._file.write(json.dumps(record, ensure_ascii=False) + "\n")
        if self.target == STDOUT:
            self._file.flush()
