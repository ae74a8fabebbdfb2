"""Structured blocks as a Markdown document."""

from __future__ import annotations

from collections.abc import Sequence

from newsscraper.items.markdown import escaped_end, escaped_start
from newsscraper.items.structure import Frame, FrameKind, Kind, Mark, StructuredBlock
from newsscraper.pages.markdown.line import fence, line
from newsscraper.pages.markdown.table import table_lines


def written(blocks: Sequence[StructuredBlock]) -> str | None:
    """Return cleaned blocks as Markdown; ``None`` if they are plain paragraphs only.

    Args:
        blocks: The blocks in page order; those without text are left out.

    """
    document = _Document()
    kept = [block for block in blocks if block.runs and block.runs[0].text]
    start, count = 0, len(kept)
    while start < count:
        _, _, _, frame, leaf = kept[start]
        end = start + 1
        if frame is not None and frame.kind is FrameKind.CELL:
            while end < count and _is_same_table(kept[end].frame, frame):
                end += 1
            document.add_table(kept[start:end], frame)
        else:
            while end < count and kept[end].leaf == leaf:
                end += 1
            document.add(kept[start:end])
        start = end
    return document.text if document.has_structure else None


def _is_same_table(frame: Frame | None, cell: Frame) -> bool:
    return frame is not None and frame.kind is FrameKind.CELL and frame.group == cell.group


class _Document:
    """The lines of a document, and the frames that are open at its end."""

    def __init__(self) -> None:
        self.has_structure = False
        self._lines: list[str] = []
        self._frames: list[Frame] = []
        self._margins: list[str] = []
        """By open frame, what its lines begin with, after the first."""
        self._signs: dict[int, str] = {}
        """By list, the sign of its items: of those that follow one another it differs."""
        self._counts: dict[int, int] = {}
        """By numbered list, the number of its last item."""
        self._was_paragraph = False

    @property
    def text(self) -> str:
        """The document."""
        return "\n".join(self._lines)

    def add(self, members: list[StructuredBlock]) -> None:
        """Add the lines of a paragraph, a heading or code."""
        first = members[0]
        if first.kind == Kind.PARAGRAPH:
            self.has_structure = self.has_structure or _has_marks(members)
            self._add(_paragraph(members), first.frame, is_paragraph=True)
            return
        self.has_structure = True
        self._add(_code(members) if first.kind == Kind.CODE else [_heading(members)], first.frame)

    def add_table(self, cells: list[StructuredBlock], frame: Frame) -> None:
        """Add the cells of a table, the first of which is `frame`."""
        lines = table_lines(cells)
        if lines is not None:
            self.has_structure = True
            self._add(lines, frame.parent)
            return
        for block in cells:
            self._add(_paragraph([block]), frame.parent, is_paragraph=True)

    def _add(self, lines: list[str], frame: Frame | None, *, is_paragraph: bool = False) -> None:
        if frame is None and not self._frames:
            if self._lines:
                self._lines.append("")
            self._lines += lines
            return
        frames: list[Frame] = []
        while frame is not None:
            frames.append(frame)
            frame = frame.parent
        frames.reverse()
        before = self._frames
        common = 0
        while common < len(frames) and common < len(before) and frames[common] is before[common]:
            common += 1
        margin = "".join(self._margins[:common])
        if self._lines and not self._is_tight(frames, common):
            self._lines.append(margin.rstrip())
        self.has_structure = self.has_structure or bool(frames)
        del self._margins[common:]
        start = margin
        for depth in range(common, len(frames)):
            sign = self._sign(frames[depth], before[depth] if depth < len(before) else None)
            start += sign
            self._margins.append(sign if frames[depth].kind is FrameKind.QUOTE else " " * len(sign))
        margin = "".join(self._margins)
        self._frames, self._was_paragraph = frames, is_paragraph
        self._lines.append(start + lines[0])
        self._lines += [margin + text if text else margin.rstrip() for text in lines[1:]]

    def _is_tight(self, frames: list[Frame], common: int) -> bool:
        """Whether no blank line is needed before the next block: it begins an item of a list."""
        if common == len(frames) or not self._was_paragraph:
            return False
        begun = frames[common]
        if begun.kind is not FrameKind.ITEM:
            return False
        if common == len(self._frames):  # a list inside of an item, after its text
            # Only a list that begins with 1 can follow a paragraph directly.
            return common > 0 and frames[common - 1].kind is FrameKind.ITEM and begun.number == 1
        return self._is_same_list(begun, self._frames[common])

    @staticmethod
    def _is_same_list(frame: Frame, other: Frame) -> bool:
        return other.kind is FrameKind.ITEM and other.group == frame.group

    def _sign(self, frame: Frame, before: Frame | None) -> str:
        """Return what the first line in a frame begins with.

        Args:
            frame: The frame.
            before: The frame that ends there.

        """
        if frame.kind is FrameKind.QUOTE:
            return "> "
        signs = ".)" if frame.ordered else "-*"
        if before is None or not self._is_same_list(frame, before):
            follows = (
                before is not None
                and before.kind is FrameKind.ITEM
                and self._signs[before.group] == signs[0]
            )
            self._signs[frame.group] = signs[follows]
            self._counts[frame.group] = frame.number - 1
        sign = self._signs[frame.group]
        if not frame.ordered:
            return f"{sign} "
        self._counts[frame.group] += 1
        return f"{self._counts[frame.group]}{sign} "


def _has_marks(members: list[StructuredBlock]) -> bool:
    if len(members) == 1 and len(members[0].runs) == 1:
        _, marks, href = members[0].runs[0]
        return bool(marks or href)
    return any(run.marks or run.href for block in members for run in block.runs)


def _paragraph(members: list[StructuredBlock]) -> list[str]:
    if len(members) == 1:
        return [escaped_start(line(members[0].runs))]
    lines = [escaped_start(line(block.runs)) for block in members]
    return [f"{text}\\" for text in lines[:-1]] + lines[-1:]


def _heading(members: list[StructuredBlock]) -> str:
    text = " ".join([line(block.runs, without=Mark.BOLD) for block in members])
    return f"{'#' * members[0].level} {escaped_end(text)}"


def _code(members: list[StructuredBlock]) -> list[str]:
    text = "\n".join([block.text for block in members])
    signs = fence(text, 3)
    return [signs, *text.split("\n"), signs]
