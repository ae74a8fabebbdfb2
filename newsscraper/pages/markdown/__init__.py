"""The structure of an article's blocks, and its text as Markdown."""

from newsscraper.pages.markdown.cleaning import cleaned
from newsscraper.pages.markdown.document import to_markdown
from newsscraper.pages.markdown.structure import structure
from newsscraper.pages.markdown.writer import written

__all__ = ["cleaned", "structure", "to_markdown", "written"]
