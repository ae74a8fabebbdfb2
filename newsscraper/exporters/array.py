"""JSON: an array of all records, in UTF-8, indented."""

import json
from typing import Any

from newsscraper.exporters.text import TextExporter


class JsonExporter(TextExporter):
    """Writes record by record, and keeps none in memory."""

    name = "JSON"
    description = "one array"
    suffix = ".json"
    opened_by = "anything"

    def begin(self) -> None:
        """Write the opening bracket."""
        self._file.write("[")

    def write_record(self, record: dict[str, Any]) -> None:
        """Write one element."""
        # json.dumps escapes the line feeds in texts; the others are its own, before an indent.
        text = json.dumps(record, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        self._file.write((",\n  " if self.count else "\n  ") + text)

    def end(self) -> None:
        """Write the closing bracket."""
        self._file.write("\n]\n" if self.count else "]\n")
