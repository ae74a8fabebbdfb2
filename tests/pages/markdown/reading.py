"""Markdown made of HTML, and read by another program."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from newsscraper.pages.generic.blocks import Blocks
from newsscraper.pages.generic.walk import walk
from newsscraper.pages.markdown import to_markdown

BASE = "https://presse.example/fr/une.html"


def blocks_of(body: str) -> Blocks:
    return walk(html.document_fromstring(f"<html><body>{body}</body></html>"))


def markdown(body: str, base_url: str | None = BASE) -> str | None:
    blocks = blocks_of(body)
    return to_markdown(blocks, range(len(blocks)), base_url)


def parser() -> Any:
    """A reader of CommonMark with GFM's tables and strikethrough."""
    markdown_it = pytest.importorskip("markdown_it")
    return markdown_it.MarkdownIt("commonmark", {"maxNesting": 100}).enable(
        ["table", "strikethrough"]
    )


def words(markdown: str) -> list[str]:
    """The words of a document, across all borders."""
    found: list[str] = []
    for token in parser().parse(markdown):
        if token.type == "inline":
            found += plain(token.children).split()
        elif token.type in ("fence", "code_block"):
            found += token.content.split()
        else:
            assert token.type != "html_block"
    return found


def plain(tokens: Any) -> str:
    pieces = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
        else:
            assert token.type not in ("html_inline", "image"), token
            pieces.append(token.content)
    return "".join(pieces)
