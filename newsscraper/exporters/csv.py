"""CSV (RFC 4180), UTF-8: one row a record. Lists and objects stand in their cell as JSON, null as
an empty cell."""

import csv
import json
from typing import Any

from newsscraper.exporters.text import TextExporter


class CsvExporter(TextExporter):
    """A header, then rows; true and false are written as in JSON."""

    suffix = ".csv"

    def begin(self) -> None:
        """Writes the header."""
        self._writer = csv.writer(self._file)
        self._writer.writerow(self.fields)

    def write_record(self, record: dict[str, Any]) -> None:
        """Writes one row."""
        self._writer.writerow([self.cell(record.get(name)) for name in self.fields])

    def cell(self, value: Any) -> str:
        """What stands in a cell for a value."""
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        return json.dumps(value, ensure_ascii=False)
