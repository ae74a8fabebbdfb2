"""CSV that Excel opens by a double click, and that does nothing there but be read."""

from typing import Any

from newsscraper.exporters.csv import CsvExporter

LONGEST_CELL = 32_767
"""The most that a cell of Excel holds, in UTF-16 units ("Excel specifications and limits",
Microsoft)."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CUT = " [...]"


class ExcelCsvExporter(CsvExporter):
    """CSV with a byte order mark; a text that Excel would take for a formula stands behind an
    apostrophe.

    Which first characters make a formula: OWASP's page on CSV injection. A cell that Excel could
    not hold is cut, and ends in ``[...]``. For other programs there is plain CSV: from this one
    records do not read back as they were.
    """

    encoding = "utf-8-sig"

    def cell(self, value: Any) -> str:
        """The cell, harmless and short enough."""
        text = super().cell(value)
        if isinstance(value, str) and text.lstrip(" ").startswith(_FORMULA):
            text = "'" + text
        if len(text) * 2 <= LONGEST_CELL:
            return text
        units = text.encode("utf-16-le", "surrogatepass")
        if len(units) // 2 <= LONGEST_CELL:
            return text
        # A character of two units that is cut in the middle is left out.
        return units[: (LONGEST_CELL - len(_CUT)) * 2].decode("utf-16-le", "ignore") + _CUT
