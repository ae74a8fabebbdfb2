"""CSV that can be opened in Excel by a double click without running formulas."""

from typing import Any

from newsscraper.exporters.csv import CsvExporter

LONGEST_CELL = 32_767
"""The longest text in a cell of Excel, in UTF-16 units.

Source: "Excel specifications and limits", Microsoft.
"""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CUT = " [...]"


class ExcelCsvExporter(CsvExporter):
    """CSV with a byte order mark and an apostrophe before texts that Excel would run as formulas.

    The characters that start a formula are from OWASP's page on CSV injection. A text too long for
    a cell of Excel is cut and ends in ``[...]``. The values in the file therefore differ from the
    records, so other programs should be given plain CSV.
    """

    encoding = "utf-8-sig"

    def cell(self, value: Any) -> str:
        """Return the text of a value's cell, without a formula and short enough."""
        text = super().cell(value)
        if isinstance(value, str) and text.lstrip(" ").startswith(_FORMULA):
            text = "'" + text
        if len(text) * 2 <= LONGEST_CELL:
            return text
        units = text.encode("utf-16-le", "surrogatepass")
        if len(units) // 2 <= LONGEST_CELL:
            return text
        # "ignore" drops a character of two units that is cut in the middle.
        return units[: (LONGEST_CELL - len(_CUT)) * 2].decode("utf-16-le", "ignore") + _CUT
