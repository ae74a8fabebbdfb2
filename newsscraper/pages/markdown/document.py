"""Blocks of a page as one Markdown document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsscraper.pages.markdown.cleaning import cleaned
from newsscraper.pages.markdown.structure import structure
from newsscraper.pages.markdown.writer import written

if TYPE_CHECKING:
    from newsscraper.pages.generic.blocks import Blocks


def to_markdown(blocks: Blocks, kept: Sequence[int], base_url: str | None = None) -> str | None:
    """Return blocks as Markdown (CommonMark with the tables of GFM).

    Args:
        blocks: The blocks of a page.
        kept: The numbers of those to write, in page order.
        base_url: Base URL of relative links. Without it they are written as their text.

    Returns:
        The document; ``None`` if it is plain paragraphs only.

    """
    return written([cleaned(block) for block in structure(blocks, kept, base_url)])
