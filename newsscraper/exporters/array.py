"""JSON: one array of all records, UTF-8, indented."""

import json
from typing import Any

from newsscraper.exporters.text import TextExporter


class JsonExporter(TextExporter):
    """Written record by record; nothing is held in memory."""

    suffix = ".json"

    def begin(self) -> None:
        """Opens the array."""
        self._file.write("[")

    def write_record(self, record: dict[str, Any]) -> None:
        """Writes one element."""
        # Line feeds stand between the parts only: in texts they are escaped, and other ends of
        # lines (U+2028) are no concern.
        text = json.dumps(record, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        self._file.write((",\n  " if self.count else "\n  ") + text)

    def end(self) -> None:
        """Closes the array."""
        self._file.write("\n]\n" if self.count else "]\n")
