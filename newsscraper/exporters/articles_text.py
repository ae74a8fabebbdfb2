"""The base class of the formats that show articles to readers."""

from __future__ import annotations

from typing import Any

from newsscraper.exporters.errors import ExportError
from newsscraper.exporters.target import STDOUT, shown
from newsscraper.exporters.text import TextExporter
from newsscraper.items.fields import Fields


class ArticleTextExporter(TextExporter):
    """Writes articles one after the other, as texts to be read."""

    for_reading = True
    between = ""
    """What is written between two articles."""

    @classmethod
    def check_fields(cls, target: str, fields: Fields) -> None:
        """Check that the records are articles."""
        if fields.table != "articles":
            where = "to standard output" if target == STDOUT else shown(target)
            raise ExportError(
                f"cannot write {where}: {cls.name} is for articles, not for {fields.table}"
            )

    def write_record(self, record: dict[str, Any]) -> None:
        """Write one article."""
        self._file.write(f"{self.between if self.count else ''}{self.article(record)}\n")

    def article(self, record: dict[str, Any]) -> str:
        """Return the text of an article, without a line feed at its end."""
        raise NotImplementedError


def one_line(text: str | None) -> str:
    """Return a text on one line; empty for ``None``."""
    return " ".join(text.split()) if text else ""
