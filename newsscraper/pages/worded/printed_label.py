"""The lines of a page that say where and when an article was published, by their words and links
alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml import etree

from newsscraper.labels import (
    PRINTED_DATE,
    find_label,
    label_date,
    label_rest,
    label_start,
    may_be_label,
)
from newsscraper.pages.base import ARTICLE_PATH
from newsscraper.pages.blocks import text_of
from newsscraper.pages.worded.lines import Line, Piece, cut_pieces
from newsscraper.text.cleaning import clean
from newsscraper.urls import host_of

_MAX_LABEL = 400
_MAX_CELL = 160
_MAX_CELLS = 6
_MAX_STARTS = 4
_MAX_SOURCE = 100
_DATE = re.compile(PRINTED_DATE, re.IGNORECASE)
_NO_SOURCES = frozenset(
    "author rss page section search tag category about contact terms login register comment static"
    " images img css js".split()
)
# Marks of direction and control characters become spaces, so that a place in the text stays the
# same place.
_RANGES = ((0, 9), (0xE, 0x1C), (0x7F, 0x85), (0x86, 0xA0), (0x202A, 0x202F), (0x2066, 0x206A))
_INVISIBLE = {code: " " for start, end in _RANGES for code in range(start, end)}
_INVISIBLE |= dict.fromkeys((0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF), " ")


@dataclass(slots=True)
class PrintedLabel:
    """A label on a page. Strings are raw."""

    first: int
    """The line that it begins in."""
    start: int
    """Where in that line."""
    last: int
    """The line that it ends in."""
    end: int
    """Where in that one."""
    language: str | None = None
    """Language of its words, if they are known."""
    source: str | None = None
    published: str | None = None
    author: str | None = None
    link: etree._Element | None = None
    """The link to the source's listing."""
    before: list[Piece] = field(default_factory=list)
    """What stands before it in its line."""
    text: str = ""
    """All of it, cleaned."""


def slug_of(href: str | None, host: str | None) -> str | None:
    """The source that a link leads to by the form of its address, ``/<source>`` or
    ``/<edition>/<source>``; else ``None``.

    Args:
        href: The link's address, as the page has it.
        host: The page's own host, if it is known: a source's listing is on no other.

    """
    if not href or href[0] == "#":
        return None
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https") or parts.query:
        return None
    if parts.netloc and host is not None and host_of(href) != host:
        return None
    if not parts.netloc and not href.startswith(("/", "../", "./")) and "/" in href.strip("/"):
        return None
    segments = [segment for segment in parts.path.split("/") if segment not in ("", ".", "..")]
    if len(segments) == 2 and len(segments[0]) == 2 and segments[0].isalpha():
        segments.pop(0)
    if (
        len(segments) != 1
        or segments[0].isdecimal()
        or segments[0] in _NO_SOURCES
        or "." in segments[0]
        or len(segments[0]) <= 2
    ):
        return None
    return segments[0]


def article_path(href: str | None) -> str | None:
    """The part of a link's address that says which article it leads to, ``/<source>/<number>``;
    ``None`` if to none."""
    match = ARTICLE_PATH.search((href or "").split("?")[0].split("#")[0].strip())
    if match is None or match[0].split("/")[1] in _NO_SOURCES:
        return None
    return match[0].rstrip("/")


def printed_labels(lines: list[Line]) -> list[PrintedLabel]:
    """Every label that is worded as one is known to be, with a date or without, in page order."""
    found: list[PrintedLabel] = []
    for number, line in enumerate(lines):
        if may_be_label(line.text):
            found.extend(_labels_of(lines, number))
    return found


def _labels_of(lines: list[Line], number: int) -> Iterator[PrintedLabel]:
    text = lines[number].text.translate(_INVISIBLE)
    at = 0
    for _ in range(_MAX_STARTS):
        start = label_start(text[at:] + " ")
        if start is None:
            return
        found = _read(lines, number, at + start.start, at + start.end, start.language)
        if found is not None:
            found.before = cut_pieces(lines[number].pieces, 0, found.start)
            yield found
            if found.last != number:
                return
            at = max(found.end, at + start.end)
        else:
            at += start.end


class _Window:
    """The text from a label's beginning, and of the lines behind its own that may be cells of
    it."""

    def __init__(self, lines: list[Line], number: int, start: int) -> None:
        self._lines = lines
        self._parts: list[tuple[int, int, int]] = []
        """For each line: where it begins in the text, its number, where its part of it begins."""
        self.pieces: list[tuple[int, Piece]] = []
        self.text = ""
        self._add(number, start)

    def _add(self, number: int, start: int) -> None:
        self._parts.append((len(self.text), number, start))
        at = len(self.text)
        for piece in cut_pieces(self._lines[number].pieces, start, start + _MAX_LABEL):
            self.pieces.append((at, piece))
            at += len(piece.text)
        self.text += self._lines[number].text[start : start + _MAX_LABEL].translate(_INVISIBLE)

    def grow(self) -> bool:
        """Takes the next line in, if it may be a cell of the label."""
        number = self._parts[-1][1] + 1
        if number >= len(self._lines) or len(self._parts) >= _MAX_CELLS:
            return False
        if len(self._lines[number].text) > _MAX_CELL or len(self.text) > _MAX_LABEL:
            return False
        self.text += " "
        self._add(number, 0)
        return True

    @property
    def size(self) -> int:
        """How many lines it holds."""
        return len(self._parts)

    def place(self, at: int) -> tuple[int, int]:
        """Line, and place in it, of a place in the text."""
        begin, number, start = next(part for part in reversed(self._parts) if part[0] <= at)
        return number, start + at - begin

    def link(self, start: int) -> tuple[int, int, etree._Element] | None:
        """The link that stands at a place in the text, and where it begins and ends."""
        first: tuple[int, int, etree._Element] | None = None
        for at, piece in self.pieces:
            if first is not None and piece.anchor is not first[2]:
                break
            if (
                at + len(piece.text) <= start
                or not piece.text[max(start - at, 0) :].translate(_INVISIBLE).strip()
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


def _read(
    lines: list[Line], number: int, start: int, end: int, language: str
) -> PrintedLabel | None:
    """The label that begins at a place, with its date on the same line or in the lines right behind
    it, else without one."""
    window = _Window(lines, number, start)
    words = end - start
    whole = window.text
    while True:
        link = window.link(words)
        if (
            link is not None
            and (date := label_date(window.text, language, link[1], link[1] + _MAX_SOURCE))
            is not None
        ):
            return _made(
                window, number, start, date.end(), language, text_of(link[2]), date["date"], link[2]
            )
        found = find_label(window.text) if link is None else None
        if found is not None and found.start == 0:
            # Over several lines only a label that ends with its date is one: else they are a text
            # that begins.
            is_label = window.size == 1 or not any(map(str.isalnum, window.text[found.end :]))
            if is_label:
                return _made(
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
    return _dateless(lines, number, start, words, language, whole)


def _dateless(
    lines: list[Line], number: int, start: int, words: int, language: str, text: str
) -> PrintedLabel | None:
    """A label whose date is missing or cannot be one: by the link to its source, else if it is all
    of a short line."""
    window = _Window(lines, number, start)
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
        while True:  # the words between may be left, in the same line or in a cell of their own
            rest = label_rest(window.text[link[1] :].rstrip(), language)
            if rest is not None and not window.text[link[1] : link[1] + rest.start()].strip():
                end, date = link[1] + rest.end(), (rest["date"] or "").strip() or date
            elif window.text[link[1] :].strip():
                break
            if not window.grow():
                break
        return _made(window, number, start, end, language, text_of(link[2]), date, link[2])
    if len(text) > _MAX_SOURCE:
        return None
    rest = label_rest(text.rstrip(), language)
    source = text[words : rest.start() if rest is not None else None].strip(" \u00a0\t\r\n:.-")
    date = (rest["date"] or "").strip() if rest is not None else ""
    if not source or len(source.split()) > 8:
        return None
    return _made(window, number, start, len(text), language, source, date or None, None)


def _made(
    window: _Window,
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
    """The text of the first link to an author's page."""
    for piece in pieces:
        if piece.anchor is not None and "/author/" in (piece.anchor.get("href") or ""):
            return text_of(piece.anchor)
    return None


def unworded_label(
    lines: list[Line], first: int, count: int, own: str | None, host: str | None
) -> PrintedLabel | None:
    """A label in words that nobody knows: a line with a link to a source, and a date on it or in
    the cells behind.

    Args:
        lines: The page's lines.
        first: The line that it may begin in.
        count: So many lines it may span.
        own: The source of the page's address, if it has one: the link must lead to it.
        host: The page's host.

    """
    pieces: list[Piece] = []
    unlinked = ""
    for number in range(first, min(first + count, len(lines))):
        line = lines[number]
        if len(line.text) > _MAX_CELL:
            return None
        pieces += line.pieces
        # The link's last word is not the weekday of the date behind it.
        unlinked += (
            "".join(" | " if piece.anchor is not None else piece.text for piece in line.pieces)
            + " "
        )
        links = [
            p.anchor
            for p in pieces
            if p.anchor is not None
            and (slug := slug_of(p.anchor.get("href"), host))
            and own in (None, slug)
        ]
        links = [anchor for anchor in links if text_of(anchor).strip()]
        others = {
            p.anchor
            for p in pieces
            if p.anchor is not None and "/author/" not in (p.anchor.get("href") or "")
        }
        if len(others) > 1:
            return None
        text = " ".join(line.text for line in lines[first : number + 1]).translate(_INVISIBLE)
        date = _DATE.search(unlinked.translate(_INVISIBLE))
        if links and date is not None:
            return PrintedLabel(
                first,
                0,
                number,
                len(line.text),
                None,
                text_of(links[0]),
                date[0],
                author_of(pieces),
                links[0],
                text=clean(text),
            )
    return None
