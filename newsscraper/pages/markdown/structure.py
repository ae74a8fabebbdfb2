"""The structure of chosen blocks of a page, before cleaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsscraper.items.structure import Kind, Run, StructuredBlock
from newsscraper.pages.markdown.frames import Frames
from newsscraper.pages.markdown.runs import Runs

if TYPE_CHECKING:
    from newsscraper.pages.generic.blocks import Blocks


def structure(
    blocks: Blocks, kept: Sequence[int], base_url: str | None = None
) -> tuple[StructuredBlock, ...]:
    """Return the structure of blocks, one entry per block.

    Time is linear in the text of the blocks and the number of elements around them.

    Args:
        blocks: The blocks of a page.
        kept: The numbers of those to read, in page order.
        base_url: Base URL of relative links. Without it only absolute links are read.

    Returns:
        The blocks with their texts as printed; nothing if they are plain paragraphs only.

    """
    frames, runs = Frames(blocks, kept), Runs(blocks, base_url)
    owners, breaks = blocks.owners, blocks.breaks
    found: list[StructuredBlock] = []
    is_plain = True
    leaf, last, last_leaf = -1, -2, -1
    for block in kept:
        owner = owners[block]
        frame, _, kind, level, inside = frames.place(owner)
        if inside >= 0:
            is_same = inside == last_leaf
        else:
            is_same = (
                last_leaf < 0 and last == block - 1 and breaks[block] == 1 and owners[last] == owner
            )
        if not is_same:
            leaf += 1
        last, last_leaf = block, inside
        if kind == Kind.CODE:
            parts: tuple[Run, ...] = (Run(blocks.raw(block)),)
        else:
            parts = runs.of(block)
        if is_plain and (
            kind or frame is not None or len(parts) > 1 or parts[0].marks or parts[0].href
        ):
            is_plain = False
        found.append(StructuredBlock(parts, kind, level, frame, leaf))
    return () if is_plain else tuple(found)
