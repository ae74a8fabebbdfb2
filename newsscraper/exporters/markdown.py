"""Markdown (CommonMark with the tables of GFM): one document per article, with front matter."""

from __future__ import annotations

import json
import re
from typing import Any

from newsscraper.exporters.articles_text import ArticleTextExporter, one_line
from newsscraper.items.markdown import escaped, escaped_end, of_paragraphs

_FRONT_MATTER = (
    "id",
    "url",
    "headline",
    "authors",
    "published",
    "source",
    "language",
    "section",
    "tags",
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# JSON is YAML (1.2, 1.3), except for characters that YAML does not allow or takes for line ends.
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class MarkdownExporter(ArticleTextExporter):
    """Writes documents one after the other; each begins with its front matter.

    Fields that are null or empty are left out of the front matter.
    """

    name = "Markdown"
    description = (
        "one document per article, one after the other: YAML front matter between lines `---`, the"
        " headline, the text; for reading, with some of the fields"
    )
    suffix = ".md"
    opened_by = "any editor, Obsidian, pandoc"
    between = "\n"

    def article(self, record: dict[str, Any]) -> str:
        """Return the document of an article."""
        parts = [_front_matter(record)]
        if headline := one_line(record.get("headline")):
            parts.append(f"# {escaped_end(escaped(headline))}")
        if body := record.get("body_markdown") or of_paragraphs(record.get("body") or ""):
            parts.append(body)
        return "\n\n".join(parts)


def _front_matter(record: dict[str, Any]) -> str:
    values = {name: record.get(name) for name in _FRONT_MATTER}
    if not values["authors"] and record.get("author"):  # a record made before there were authors
        values["authors"] = [record["author"]]
    lines = [f"{name}: {_yaml(value)}" for name, value in values.items() if value]
    return "\n".join(["---", *lines, "---"])


def _yaml(value: Any) -> str:
    if isinstance(value, str) and _DAY.fullmatch(value):
        return value  # a date, not a text
    text = json.dumps(value, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
