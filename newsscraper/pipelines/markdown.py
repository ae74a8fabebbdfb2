"""The text of the article as Markdown."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

from newsscraper.items.records import Article
from newsscraper.items.structure import Run, StructuredBlock
from newsscraper.pages.markdown.cleaning import cleaned
from newsscraper.pages.markdown.writer import written
from newsscraper.pipelines.body import PARAGRAPH_BREAK
from newsscraper.text.cleaning import clean
from newsscraper.text.mojibake import mend


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
    places: dict[str, deque[int]] = defaultdict(deque)
    for place, block in enumerate(blocks):
        text = block.text
        if text not in known:  # otherwise it needed no cleaning
            text, block = _repaired(text, block)
        places[text].append(place)
        found.append(block)
    first = 0
    for number, paragraph in enumerate(paragraphs):
        candidates = places[paragraph]
        while candidates and candidates[0] < first:
            candidates.popleft()
        if candidates:
            place = candidates.popleft()
            first = place + 1
            yield cleaned(found[place], paragraph)
        else:
            yield StructuredBlock((Run(paragraph),), leaf=-1 - number)


def _repaired(printed: str, block: StructuredBlock) -> tuple[str, StructuredBlock]:
    """The text of a block as the body has it, and the block without damage by character sets."""
    mended = mend(printed)
    if mended.repaired:
        runs = tuple([run._replace(text=mend(run.text).text) for run in block.runs])
        block = block._replace(runs=runs)
    return clean(mended.text), block
