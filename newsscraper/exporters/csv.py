"""CSV (RFC 4180) in UTF-8, one row per record."""

import csv
import json
from typing import Any

from newsscraper.exporters.text import TextExporter


class CsvExporter(TextExporter):
    """Writes a header and rows.

    Lists, objects, true and false are written as JSON, and null as an empty cell.
    """

    name = "CSV"
    description = (
        "a header and one row per record, UTF-8 (RFC 4180); lists and objects are JSON in their"
        " cell, null is an empty cell"
    )
    suffix = ".csv"
    opened_by = "anything; for Excel see `--excel`"

    def begin(self) -> None:
        """Write the header."""
        self._writer = csv.writer(self._file)
        self._writer.writerow(self.fields)

    def write_record(self, record: dict[str, Any]) -> None:
        """Write one row."""
        self._writer.writerow([self.cell(record.get(name)) for name in self.fields])

    def cell(self, value: Any) -> str:
        """Return the text of a value's cell."""
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        return json.dumps(value, ensure_ascii=False)
