"""Labels in a known wording on a page: where and when an article was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from newsscraper.labels import (
    find_label,
    label_date,
    label_rest,
    label_start,
    may_be_label,
)
from newsscraper.pages.blocks import text_of
from newsscraper.pages.worded.lines import Line, Piece, cut_pieces
from newsscraper.pages.worded.links import slug_of
from newsscraper.text.cleaning import clean

_MAX_LABEL = 400
MAX_CELL = 160
_MAX_CELLS = 6
_MAX_STARTS = 4
_MAX_SOURCE = 100
# Direction marks and control characters become spaces, so that offsets stay the same.
_RANGES = ((0, 9), (0xE, 0x1C), (0x7F, 0x85), (0x86, 0xA0), (0x202A, 0x202F), (0x2066, 0x206A))
INVISIBLE = {code: " " for start, end in _RANGES for code in range(start, end)}
INVISIBLE |= dict.fromkeys((0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF), " ")


@dataclass(slots=True)
class PrintedLabel:
    """A label on a page, with source, date and author as printed (not cleaned)."""

    first: int
    """The index of its first line."""
    start: int
    """The offset in the first line at which it starts."""
    last: int
    """The index of its last line."""
    end: int
    """The offset in the last line at which it ends."""
    language: str | None = None
    """The language of its words, if known."""
    source: str | None = None
    published: str | None = None
    author: str | None = None
    link: etree._Element | None = None
    """The link to the source's listing."""
    before: list[Piece] = field(default_factory=list)
    """The pieces of its first line that stand before the label."""
    text: str = ""
    """Its whole text, cleaned."""


def printed_labels(lines: list[Line]) -> list[PrintedLabel]:
    """Return every label in a known wording, with or without a date, in page order."""
    found: list[PrintedLabel] = []
    for number, line in enumerate(lines):
        if may_be_label(line.text):
            found.extend(_labels_of(lines, number))
    return found


def _labels_of(lines: list[Line], number: int) -> Iterator[PrintedLabel]:
    text = lines[number].text.translate(INVISIBLE)
    at = 0
    for _ in range(_MAX_STARTS):
        start = label_start(text[at:] + " ")
        if start is None:
            return
        found = _label_at(lines, number, at + start.start, at + start.end, start.language)
        if found is not None:
            found.before = cut_pieces(lines[number].pieces, 0, found.start)
            yield found
            if found.last != number:
                return
            at = max(found.end, at + start.end)
        else:
            at += start.end


class _LabelText:
    """The text from the start of a label, over the following lines that may be cells of it."""

    def __init__(self, lines: list[Line], number: int, start: int) -> None:
        self._lines = lines
        self._parts: list[tuple[int, int, int]] = []
        """For each line: its offset in `text`, its index, and the offset of its used part."""
        self.pieces: list[tuple[int, Piece]] = []
        self.text = ""
        self._add(number, start)

    def _add(self, number: int, start: int) -> None:
        self._parts.append((len(self.text), number, start))
        at = len(self.text)
        for piece in cut_pieces(self._lines[number].pieces, start, start + _MAX_LABEL):
            self.pieces.append((at, piece))
            at += len(piece.text)
        self.text += self._lines[number].text[start : start + _MAX_LABEL].translate(INVISIBLE)

    def grow(self) -> bool:
        """Add the next line if it may be a cell of the label; returns whether it was added."""
        number = self._parts[-1][1] + 1
        if number >= len(self._lines) or len(self._parts) >= _MAX_CELLS:
            return False
        if len(self._lines[number].text) > MAX_CELL or len(self.text) > _MAX_LABEL:
            return False
        self.text += " "
        self._add(number, 0)
        return True

    @property
    def size(self) -> int:
        """The number of lines."""
        return len(self._parts)

    def place(self, at: int) -> tuple[int, int]:
        """Return the line and the offset in it of a position in the text."""
        begin, number, start = next(part for part in reversed(self._parts) if part[0] <= at)
        return number, start + at - begin

    def link(self, start: int) -> tuple[int, int, etree._Element] | None:
        """Return the link at a position in the text, with its start and end."""
        first: tuple[int, int, etree._Element] | None = None
        for at, piece in self.pieces:
            if first is not None and piece.anchor is not first[2]:
                break
            if (
                at + len(piece.text) <= start
                or not piece.text[max(start - at, 0) :].translate(INVISIBLE).strip()
            ):
                continue
            if (
                piece.anchor is None
                or at < start - 1
                or "/author/" in (piece.anchor.get("href") or "")
            ):
                break
            first = (first[0] if first else at, at + len(piece.text), piece.anchor)
        return first


def _label_at(
    lines: list[Line], number: int, start: int, end: int, language: str
) -> PrintedLabel | None:
    """Return the label at a position.

    Its date is on the same line or on the lines directly below; without one, the label has no date.
    """
    window = _LabelText(lines, number, start)
    words = end - start
    whole = window.text
    while True:
        link = window.link(words)
        if (
            link is not None
            and (date := label_date(window.text, language, link[1], link[1] + _MAX_SOURCE))
            is not None
        ):
            return _new_label(
                window, number, start, date.end(), language, text_of(link[2]), date["date"], link[2]
            )
        found = find_label(window.text) if link is None else None
        if found is not None and found.start == 0:
            # A label over several lines must end with its date; otherwise a text starts here.
            is_label = window.size == 1 or not any(map(str.isalnum, window.text[found.end :]))
            if is_label:
                return _new_label(
                    window,
                    number,
                    start,
                    found.end,
                    language,
                    found.label.source,
                    found.label.date,
                    None,
                )
        whole = window.text if window.size == 1 else whole
        if not window.grow():
            break
    return _label_without_date(lines, number, start, words, language, whole)


def _label_without_date(
    lines: list[Line], number: int, start: int, words: int, language: str, text: str
) -> PrintedLabel | None:
    """Return a label whose date is missing or invalid.

    It has a link to its source, or is a whole short line.
    """
    window = _LabelText(lines, number, start)
    link = window.link(words)
    if link is None and not text[words:].strip():
        window.grow()
        link = window.link(words)
        if link is None:
            return None
    if link is not None:
        if slug_of(link[2].get("href"), None) is None:
            return None
        end, date = link[1], None
        while True:  # the words before the date may follow, on this line or in the next cell
            rest = label_rest(window.text[link[1] :].rstrip(), language)
            if rest is not None and not window.text[link[1] : link[1] + rest.start()].strip():
                end, date = link[1] + rest.end(), (rest["date"] or "").strip() or date
            elif window.text[link[1] :].strip():
                break
            if not window.grow():
                break
        return _new_label(window, number, start, end, language, text_of(link[2]), date, link[2])
    if len(text) > _MAX_SOURCE:
        return None
    rest = label_rest(text.rstrip(), language)
    source = text[words : rest.start() if rest is not None else None].strip(" \u00a0\t\r\n:.-")
    date = (rest["date"] or "").strip() if rest is not None else ""
    if not source or len(source.split()) > 8:
        return None
    return _new_label(window, number, start, len(text), language, source, date or None, None)


def _new_label(
    window: _LabelText,
    number: int,
    start: int,
    end: int,
    language: str,
    source: str,
    date: str | None,
    link: etree._Element | None,
) -> PrintedLabel:
    last, at = window.place(max(end - 1, 0))
    label = PrintedLabel(
        number,
        start,
        last,
        at + 1,
        language,
        source,
        date,
        None,
        link,
        text=clean(window.text[:end]),
    )
    label.author = author_of(piece for _, piece in window.pieces)
    return label


def author_of(pieces: Iterable[Piece]) -> str | None:
    """Return the text of the first link to an author's page."""
    for piece in pieces:
        if piece.anchor is not None and "/author/" in (piece.anchor.get("href") or ""):
            return text_of(piece.anchor)
    return None
