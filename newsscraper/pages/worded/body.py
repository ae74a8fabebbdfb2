"""The paragraphs of an article that was found by its wording."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cached_property

from lxml import etree

from newsscraper.labels import may_be_cut_closing, notice_kind
from newsscraper.pages.worded.boilerplate import (
    ends_sentence,
    is_advertisement,
    is_related_heading,
    is_share_bar,
    starts_byline,
    starts_footer,
)
from newsscraper.pages.worded.closing import ClosingNotice
from newsscraper.pages.worded.lines import (
    Line,
    Piece,
    cut_pieces,
    heading_of,
    is_inside_any,
    segments,
    text_of_pieces,
)
from newsscraper.pages.worded.own_article import LocatedArticle
from newsscraper.pages.worded.page_text import PageText
from newsscraper.pages.worded.printed_label import author_of
from newsscraper.text.cleaning import clean

LONG_LINE = 60
"""A line of at least this many characters is text, even if it does not end as a sentence."""

_WORD = re.compile(r"[^\W\d_]{2}")
_CUT_TAG = re.compile(r"</?$")
_MIN_CLOSING = 3
_MAX_BAR = 50


class ArticleBody:
    """Read the paragraphs after an article's label.

    Args:
        page: The page.
        found: The article.
        closing: Its closing notice, if it has one.
        limit: The line at which the next article starts, or the number of lines.
        captions: The elements that are captions of images.
        is_cut: Whether the page was cut off before its end.

    """

    def __init__(
        self,
        page: PageText,
        found: LocatedArticle,
        closing: ClosingNotice | None,
        limit: int,
        captions: Collection[etree._Element],
        *,
        is_cut: bool,
    ) -> None:
        self._page = page
        self._found = found
        self._closing = closing
        self._limit = limit
        self._captions = set(captions)
        self._is_cut = is_cut
        self._end = closing.first + 1 if closing is not None else limit
        self._silent = found.silent_in(page.lines)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The raw texts of the lines between the label and the end of the article."""
        texts = [text_of_pieces(pieces) for _, pieces in self._body]
        if texts and self._is_cut:
            texts[-1] = _CUT_TAG.sub("", texts[-1])
        return tuple(texts)

    @property
    def last_line(self) -> int | None:
        """The index of the body's last line; ``None`` without a body."""
        return self._body[-1][0] if self._body else None

    @cached_property
    def _body(self) -> list[tuple[int, list[Piece]]]:
        """The lines of the body, each with its number."""
        closed = self._closing is not None
        kept: list[tuple[int, list[Piece]]] = []
        holders: set[etree._Element] = set()
        has_text = is_interrupted = False
        end = self._end
        candidates = list(self._candidates())
        for place, (number, pieces) in enumerate(candidates):
            if number >= end:
                break
            line = self._page.lines[number]
            text = clean(text_of_pieces(pieces))
            is_text = len(text) >= LONG_LINE or (len(text) > 20 and ends_sentence(text))
            if is_text and not has_text and notice_kind(text):
                is_text = False  # notice and label may be in an element without the body
            if is_advertisement(text):
                continue
            if starts_footer(text) and not (len(text) > 25 and ends_sentence(text)):
                follows = candidates[place + 1][1] if place + 1 < len(candidates) else []
                if (
                    not closed
                    and has_text
                    and is_related_heading(text)
                    and any(map(self._page.is_linked, (pieces, follows)))
                ):
                    is_interrupted = True
                    continue
                if not closed:
                    break
                if place + 1 == len(candidates) or self._page.is_linked(candidates[place + 1][1]):
                    continue
            if self._page.is_linked(pieces):
                is_interrupted = not closed
                continue
            parent = line.block.getparent()
            if is_interrupted:
                if not is_text or (
                    line.block not in holders and (parent is None or parent not in holders)
                ):
                    break
                is_interrupted = False
            if not has_text and not is_text and is_share_bar(text):
                continue
            if is_text and not has_text:
                has_text = True
                if not closed:
                    end = min(end, self._end_of_element(line))
            kept.append((number, pieces))
            if is_text:
                holders.add(line.block)
                if parent is not None and line.block.tag not in ("td", "th", "body"):
                    holders.add(parent)
        return self._trimmed(kept) if has_text or closed else []

    def _candidates(self) -> Iterator[tuple[int, list[Piece]]]:
        """Yield the lines between label and closing notice, each with its index.

        Share bars, captions and other text that is not part of an article are left out.
        """
        first, start = self._found.end
        captions = self._captions
        for number in range(first, self._end):
            pieces = self._page.lines[number].pieces
            is_closing = self._closing is not None and number == self._closing.first
            stop = self._closing.start if self._closing is not None and is_closing else None
            if number == first or stop is not None:
                pieces = cut_pieces(pieces, start if number == first else 0, stop)
            kept = [
                piece
                for piece in pieces
                if (piece.silent is None or piece.silent is self._silent)
                and not (captions and is_inside_any(piece.element, captions))
            ]
            kept = self._without_share_bars(kept, is_first=number == first)
            text = text_of_pieces(kept)
            if any(map(str.isalnum, text)) or (text and "\ufffd" in text):
                for part in _paragraphs(kept):
                    yield number, part

    def _without_share_bars(self, pieces: list[Piece], *, is_first: bool) -> list[Piece]:
        """Remove share bars: the whole line, or a part of it between two span boundaries."""
        if not pieces:
            return pieces
        parts = list(segments(pieces)) if any(piece.parted for piece in pieces) else [pieces]
        kept: list[list[Piece]] = []
        for part in parts:
            text = clean(text_of_pieces(part))
            anchors = [piece.anchor for piece in part if piece.anchor is not None]
            is_bar = (
                len(text) <= _MAX_BAR
                and bool(anchors)
                and all(self._page.shares(a.get("href") or "") for a in anchors)
            )
            if is_bar or (
                is_share_bar(text) and (anchors or len(parts) > 1) and _WORD.search(text)
            ):
                continue
            is_beside = is_first and len(parts) > 1 and not kept
            if is_beside and (
                author_of(part) or self._page.is_linked(part) or not _WORD.search(text)
            ):
                continue
            kept.append(part)
        if len(kept) == len(parts):
            return pieces
        return [piece for part in kept for piece in part]

    def _end_of_element(self, line: Line) -> int:
        """Return the line at which the element with headline, label and first text ends."""
        label = self._page.lines[self._found.end[0]]
        home = _common_ancestor(self._found.headline.element, _element_of(label))
        home = _common_ancestor(home, _element_of(line)) if home is not None else None
        if home is None or home.tag in ("body", "html"):
            return len(self._page.lines)
        low, high = self._found.end[0], self._limit
        while low < high:  # an element's lines are consecutive
            middle = (low + high) // 2
            if _is_in(self._page.lines[middle].pieces[0].element, home):
                low = middle + 1
            else:
                high = middle
        return low

    def _trimmed(self, kept: list[tuple[int, list[Piece]]]) -> list[tuple[int, list[Piece]]]:
        """Remove the lines at the end that belong to the next part of the page.

        These are headings without text below them, and the headline of the next label.
        """
        if self._closing is not None:
            return kept
        if kept and self._is_cut:
            pieces = kept[-1][1]
            text = clean(text_of_pieces(pieces))
            if may_be_cut_closing(text) and (
                len(text) > _MIN_CLOSING or all(piece.anchor is not None for piece in pieces)
            ):
                kept.pop()
        while kept:
            number, pieces = kept[-1]
            text = clean(text_of_pieces(pieces))
            heading = heading_of(self._page.lines[number].block) is not None
            before_label = (
                self._limit < len(self._page.lines)
                and number >= self._limit - 3
                and not ends_sentence(text)
            )
            if not (heading or before_label):
                break
            kept.pop()
        return kept


def _paragraphs(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Divide a line into paragraphs.

    Two adjacent spans are separate paragraphs if both are long and the first ends with a complete
    sentence.
    """
    if not any(piece.parted for piece in pieces[1:]):
        yield pieces
        return
    current: list[Piece] = []
    for part in segments(pieces):
        if current and _are_paragraphs(current, part):
            yield current
            current = []
        current = current + part
    if current:
        yield current


def _are_paragraphs(before: list[Piece], after: list[Piece]) -> bool:
    """Return whether the texts before and after a boundary are two paragraphs.

    Each must be in its own element.
    """
    first, second = clean(text_of_pieces(before)), clean(text_of_pieces(after))
    if len(second) < LONG_LINE or second[:1].islower():
        return False
    if not ((len(first) >= LONG_LINE and ends_sentence(first)) or starts_byline(first)):
        return False
    left = next(piece.element for piece in reversed(before) if not piece.text.isspace())
    right = next(piece.element for piece in after if not piece.text.isspace())
    around = _common_ancestor(left, right)
    return left is not around and right is not around


def _is_in(element: etree._Element, holder: etree._Element) -> bool:
    """Return whether an element is another one or inside it."""
    node: etree._Element | None = element
    while node is not None:
        if node is holder:
            return True
        node = node.getparent()
    return False


def _element_of(line: Line) -> etree._Element:
    """Return the element that contains a line's first text.

    The line's block may be far larger: elements with unknown names are not blocks, so on some
    pages nearly all text is in one block.
    """
    return next((piece.element for piece in line.pieces if not piece.text.isspace()), line.block)


def _common_ancestor(first: etree._Element, second: etree._Element) -> etree._Element | None:
    """Return the smallest element that contains both."""
    around = {first, *first.iterancestors()}
    node: etree._Element | None = second
    while node is not None and node not in around:
        node = node.getparent()
    return node
