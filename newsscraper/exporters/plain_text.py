"""Plain text: the articles one after the other."""

from __future__ import annotations

from typing import Any

from newsscraper.exporters.articles_text import ArticleTextExporter, one_line


class PlainTextExporter(ArticleTextExporter):
    """Writes the headline, a line with date and source, and the paragraphs."""

    name = "Plain text"
    description = (
        "the articles one after the other, between lines of 72 `=`: headline, a line with date and"
        " source, the paragraphs; for reading, with some of the fields"
    )
    suffix = ".txt"
    opened_by = "anything"
    between = f"\n{'=' * 72}\n\n"

    def article(self, record: dict[str, Any]) -> str:
        """Return the text of an article."""
        origin = " · ".join(filter(None, [record.get("published"), one_line(record.get("source"))]))
        head = "\n".join(filter(None, [one_line(record.get("headline")), origin]))
        return "\n\n".join(filter(None, [head, record.get("body")]))
