"""The texts of structured blocks, cleaned like the paragraphs of a body."""

from __future__ import annotations

import re
import unicodedata

from newsscraper.items.structure import Kind, Run, StructuredBlock
from newsscraper.text.cleaning import INVISIBLE, clean, unshaped, without_controls

# Cleaning trims a text; between bars its own ends stay. No character joins a bar (NFC).
_BAR = "|"
_LINE_END = re.compile(r"\r\n?|[\n\f]")


def cleaned(block: StructuredBlock, text: str | None = None) -> StructuredBlock:
    """Return a block with its runs cleaned, which together are its cleaned text.

    Args:
        block: A block as printed.
        text: The cleaned text, if it is known. If the runs do not add up to it (a repair reached
            from one run into another), they are replaced by one run without marks.

    """
    if block.kind == Kind.CODE:
        return block._replace(runs=(Run(_code(block.text)),))
    printed = block.text
    if text is None:
        text = clean(printed)
    if printed == text:
        return block
    if len(block.runs) == 1:
        _, marks, href = block.runs[0]
        runs = [Run(text, marks, href)]
    else:
        runs = _runs(block.runs)
        if "".join([run.text for run in runs]) != text:
            runs = [Run(text)]
    # Not by _replace(), which takes three times as long.
    return StructuredBlock(tuple(runs), block.kind, block.level, block.frame, block.leaf)


def _runs(printed: tuple[Run, ...]) -> list[Run]:
    runs: list[Run] = []
    at_space = True
    for run in printed:
        text = clean(f"{_BAR}{run.text}{_BAR}")[1:-1]
        if at_space and text[:1] == " ":
            text = text[1:]
        if text:
            at_space = text[-1] == " "
            runs.append(Run(text, run.marks, run.href))
    if runs and at_space:
        last = runs.pop()
        if text := last.text[:-1]:
            runs.append(last._replace(text=text))
    return runs


def _code(printed: str) -> str:
    """The text of code: its lines and indents stay."""
    text = unshaped(INVISIBLE.sub("", without_controls(printed)))
    lines = [line.rstrip() for line in _LINE_END.split(unicodedata.normalize("NFC", text))]
    while lines and not lines[0]:
        del lines[0]
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)
