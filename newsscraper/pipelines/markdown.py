"""The text of the article as Markdown."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Container, Iterator, Sequence

from newsscraper.items.records import Article
from newsscraper.items.structure import Kind, Run, StructuredBlock
from newsscraper.pages.markdown.cleaning import cleaned
from newsscraper.pages.markdown.writer import written
from newsscraper.pipelines.body import PARAGRAPH_BREAK
from newsscraper.text.cleaning import clean
from newsscraper.text.mojibake import mend

_MAX_DROPPED = 4
"""Number of blocks among which the beginning of a paragraph of several blocks is looked for."""


class MarkdownPipeline:
    """Fills ``body_markdown`` with the paragraphs of the body in the structure of the page.

    Lines that are not in the body (notices, a byline) are not in the Markdown either. A paragraph
    that is in no block of the page, because part of its line was dropped, has no structure.
    """

    def process_item(self, item: Article) -> Article:
        """It stays null if the text is plain paragraphs only."""
        if item.body is not None and item.raw.structure:
            paragraphs = item.body.split(PARAGRAPH_BREAK)
            item.body_markdown = written(list(_of_body(item.raw.structure, paragraphs)))
        return item


def _of_body(
    blocks: Sequence[StructuredBlock], paragraphs: Sequence[str]
) -> Iterator[StructuredBlock]:
    """The blocks of the paragraphs, in order. A paragraph without a block becomes one."""
    known = set(paragraphs)
    found: list[StructuredBlock] = []
    texts: list[str] = []
    for block in blocks:
        text = block.text
        if text in known:  # it needed no cleaning
            if block.kind == Kind.CODE:
                block = cleaned(block, text)
        else:
            text, block = _cleaned(text, block, known)
        texts.append(text)
        found.append(block)
    places: dict[str, deque[int]] | None = None
    first = 0
    for number, paragraph in enumerate(paragraphs):
        if first < len(texts) and texts[first] == paragraph:  # nearly always
            yield found[first]
            first += 1
            continue
        if places is None:
            places = defaultdict(deque)
            for place, text in enumerate(texts):
                places[text].append(place)
        start, end = _place(paragraph, first, texts, places[paragraph])
        if start == end:
            yield StructuredBlock((Run(paragraph),), leaf=-1 - number)
            continue
        yield from found[start:end]
        first = end


def _place(paragraph: str, first: int, texts: Sequence[str], same: deque[int]) -> tuple[int, int]:
    """Where the blocks of a paragraph begin and end; an empty range if it has no blocks.

    Args:
        paragraph: The paragraph.
        first: The first block that may belong to it.
        texts: The texts of all blocks.
        same: The blocks with the text of the paragraph, in order.

    """
    while same and same[0] < first:
        same.popleft()
    if same:
        return same[0], same[0] + 1
    # A paragraph may have several blocks, such as the cells of a row.
    for start in range(first, min(first + _MAX_DROPPED, len(texts))):
        length, end = 0, start
        while end < len(texts) and paragraph.startswith(texts[end], length):
            length += len(texts[end])
            end += 1
            if length == len(paragraph):
                return start, end
            if paragraph[length] != " ":
                break
            length += 1
    return first, first


def _cleaned(
    printed: str, block: StructuredBlock, known: Container[str]
) -> tuple[str, StructuredBlock]:
    """The text of a block as the body has it, and the block cleaned and without damage.

    Args:
        printed: The text as printed.
        block: The block.
        known: The paragraphs of the body. A cleaned text among them was not damaged.

    """
    text = clean(printed)
    if text not in known:
        mended = mend(printed)
        if mended.repaired:
            runs = tuple([run._replace(text=mend(run.text).text) for run in block.runs])
            block = block._replace(runs=runs)
            text = clean(mended.text)
    return text, cleaned(block, text)
