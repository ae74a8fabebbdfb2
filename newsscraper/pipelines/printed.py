"""Printed texts, read: repaired where a wrong character set damaged them, then cleaned. All
pipelines read them here."""

from collections.abc import Iterable

from newsscraper.items.records import Article
from newsscraper.items.warning_codes import WarningCode
from newsscraper.text import cleaning as text
from newsscraper.text.mojibake import mend


def line(item: Article, *printed: str | None) -> str | None:
    """The first of the printed texts that leaves something, as one line; ``None`` where none does.

    The item is warned of what was damaged in the one that is taken. What the page printed stays in
    ``item.raw``.
    """
    for candidate in printed:
        if candidate and (found := text.clean(_mended(item, candidate))):
            return found
    return None


def paragraphs(item: Article, blocks: Iterable[str]) -> list[str]:
    """Non-empty paragraphs, one a raw block."""
    return text.paragraphs(_mended(item, block) for block in blocks)


def _mended(item: Article, printed: str) -> str:
    mended = mend(printed)
    if mended.repaired:
        item.warn(WarningCode.MOJIBAKE_REPAIRED)
    if mended.damaged:
        item.warn(WarningCode.MOJIBAKE)
    return mended.text
