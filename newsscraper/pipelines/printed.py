"""Reads printed texts for all pipelines.

A text that a wrong character set damaged is repaired; then it is cleaned.
"""

from collections.abc import Iterable

from newsscraper.items.records import Article
from newsscraper.items.warning_codes import WarningCode
from newsscraper.text import cleaning as text
from newsscraper.text.mojibake import may_be_damaged, mend


def line(item: Article, *printed: str | None) -> str | None:
    """Return the first printed text that is not empty after cleaning, as one line.

    Returns ``None`` if all are empty. The item gets a warning if the text was damaged. The text as
    printed stays in ``item.raw``.
    """
    for candidate in printed:
        if candidate and (found := text.clean(_mended(item, candidate))):
            return found
    return None


def paragraphs(item: Article, blocks: Iterable[str]) -> list[str]:
    """Return the non-empty paragraphs, one per raw block."""
    blocks = tuple(blocks)
    if not may_be_damaged("\n".join([block for block in blocks if not block.isascii()])):
        return text.paragraphs(blocks)
    return text.paragraphs(_mended(item, block) for block in blocks)


def _mended(item: Article, printed: str) -> str:
    mended = mend(printed)
    if mended.repaired:
        item.warn(WarningCode.MOJIBAKE_REPAIRED)
    if mended.damaged:
        item.warn(WarningCode.MOJIBAKE)
    return mended.text
