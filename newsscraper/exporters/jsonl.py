"""JSON Lines: one record per line, in UTF-8."""

import json
from typing import Any

from newsscraper.exporters.text import TextExporter


class JsonLinesExporter(TextExporter):
    """Writes each record as a JSON object on a line of its own."""

    name = "JSON Lines"
    description = "one JSON object per line, UTF-8"
    suffix = ".jsonl"
    opened_by = "anything; `pandas.read_json(lines=True)`, `polars.read_ndjson`, DuckDB, `datasets`"

    def write_record(self, record: dict[str, Any]) -> None:
        """Write one line."""
        self._file.write(json.dumps(record, ensure_ascii=False) + "\n")
