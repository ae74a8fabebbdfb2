"""The table of formats in docs/formats.md, made from the registry.

``python -m tests.exporters.formats_table`` writes it; a test fails if it is out of date.
"""

from __future__ import annotations

from pathlib import Path

from newsscraper.exporters import Exporter, formats

DOCUMENT = Path(__file__).resolve().parents[2] / "docs/formats.md"
BEGIN = "<!-- formats: written by python -m tests.exporters.formats_table -->\n"
END = "<!-- end of formats -->\n"


def table() -> str:
    """Return the table as Markdown."""
    return "\n".join(
        [
            "| target | format | opened by | needs |",
            "|---|---|---|---|",
            *(row(exporter) for exporter in formats()),
            "",
        ]
    )


def row(exporter: type[Exporter]) -> str:
    """Return a format's row. The suffixes of compressed files are described below the table."""
    ends = [end for end in exporter.suffixes if not end.endswith((".gz", ".zst"))]
    targets = ", ".join(f"`{target}`" for target in ([exporter.usage] if exporter.usage else ends))
    needs = f"`newsscraper[{exporter.extra}]`" if exporter.extra else ""
    cells = (targets, f"{exporter.name}: {exporter.description}", exporter.opened_by, needs)
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")


def updated(text: str) -> str:
    """Return the document's text with the current table."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


if __name__ == "__main__":
    DOCUMENT.write_text(updated(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
