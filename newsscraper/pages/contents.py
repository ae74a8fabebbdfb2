"""What belongs to an article that was found by its words: body, images, the link to the original,
the author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from lxml import etree

from newsscraper.items.records import RawImage
from newsscraper.labels import begins_closing, find_closing, is_notice, may_close
from newsscraper.pages.furniture import (
    is_advertisement,
    is_byline,
    is_end,
    is_sentence,
    is_share,
    leads_to_others,
)
from newsscraper.pages.headlines import MAX_NAME
from newsscraper.pages.images import frame_caption, read_image
from newsscraper.pages.labelled import author_of
from newsscraper.pages.lines import Line, Piece, cut, heading_of, segments, text_of_pieces
from newsscraper.pages.own_article import Found
from newsscraper.pages.sheet import Sheet
from newsscraper.text.cleaning import clean
from newsscraper.urls import host_of

_WORD = re.compile(r"[^\W\d_]{2}")
_BEGUN_TAG = re.compile(r"</?$")
_LONG = 60
_NEAR = 4
_MAX_NOTICE = 200
_MIN_CLOSING = 3
_MAX_BAR = 50


class Contents:
    """Reads what stands behind an article's label.

    Args:
        sheet: The page.
        found: The article.
        is_cut: Whether the page ends before it is whole.

    """

    def __init__(self, sheet: Sheet, found: Found, *, is_cut: bool) -> None:
        self._sheet = sheet
        self._found = found
        self._is_cut = is_cut

    @property
    def body(self) -> tuple[str, ...]:
        """The lines between the label and the closing notice, or where what is around an article
        begins."""
        texts = [text_of_pieces(pieces) for _, pieces in self._body]
        if texts and self._is_cut:
            texts[-1] = _BEGUN_TAG.sub("", texts[-1])
        return tuple(texts)

    @property
    def images(self) -> tuple[RawImage, ...]:
        """The images between the label and the end of the body, with the captions printed beside
        them."""
        found = ((image, self._captions.get(image)) for image in self._pictures)
        return tuple(
            raw for image, caption in found if (raw := read_image(image, caption)) is not None
        )

    @cached_property
    def author(self) -> str | None:
        """A name before the label, or the link to an author's page in it or beside it."""
        found = self._found
        label = found.label
        if label is None:
            return None
        if label.author:
            return label.author
        if linked := author_of(label.before):
            return linked
        for number in (label.first - 1, label.last + 1):
            line = self._sheet.lines[number] if 0 <= number < len(self._sheet.lines) else None
            if (
                line is not None
                and len(line.text) <= MAX_NAME
                and (linked := author_of(line.pieces))
            ):
                return linked
        before = label.before
        if found.headline.line == label.first:  # what is left behind the headline
            text = text_of_pieces(before)
            at = text.rfind(found.headline.text.strip())
            before = cut(before, at + len(found.headline.text.strip())) if at >= 0 else []
        name = text_of_pieces(before).strip(" \t\r\n\u00a0\u200e\u200f-–—:|,،")
        return name if 0 < len(name) <= MAX_NAME and not is_share(clean(name)) else None

    @cached_property
    def closing_link(self) -> etree._Element | None:
        """The link of the closing notice: in it, on its line, or alone beside it."""
        if self._closing is None:
            return None
        first, start, last, end = self._closing
        inside: list[Piece] = []
        for number in range(first, last + 1):
            line = self._sheet.lines[number]
            inside += cut(
                line.pieces, start if number == first else 0, end if number == last else None
            )
        around = [
            piece for number in range(first, last + 1) for piece in self._sheet.lines[number].pieces
        ]
        for piece in inside:
            if piece.anchor is not None and self._can_be_original(piece.anchor):
                return piece.anchor
        for piece in reversed(around):
            if piece.anchor is not None and self._can_be_original(piece.anchor, beside=True):
                return piece.anchor
        for number in (last + 1, first - 1):
            if 0 <= number < len(self._sheet.lines):
                anchors = {
                    piece.anchor
                    for piece in self._sheet.lines[number].pieces
                    if not piece.text.isspace()
                }
                anchor = next(iter(anchors)) if len(anchors) == 1 else None
                if anchor is not None and self._can_be_original(anchor, beside=True):
                    return anchor
        block = self._sheet.lines[last].block
        for element in (block, block.getprevious(), block.getnext()):
            if element is None or not isinstance(element.tag, str):
                continue
            for anchor in islice(element.iter("a"), _NEAR):  # its text may be an image
                if self._can_be_original(anchor, beside=True):
                    return anchor
        return None

    @cached_property
    def _limit(self) -> int:
        """The line of the next label that is another article's; the number of lines if there is
        none."""
        last = self._found.end[0]
        for label in self._sheet.labels:
            is_alone = not any(map(str.isalnum, self._sheet.lines[label.last].text[label.end :]))
            if label.first > last and is_alone and len(text_of_pieces(label.before)) <= MAX_NAME:
                return label.first
        return len(self._sheet.lines)

    @cached_property
    def _closing(self) -> tuple[int, int, int, int] | None:
        """Where the closing notice stands: its first line and place, its last line and place."""
        first = self._found.end[0]
        lines = self._sheet.lines
        for number in range(first, self._limit):
            text = lines[number].text
            if not may_close(text):
                continue
            if (span := find_closing(text)) is not None:
                return number, span[0], number, span[1]
            if (
                len(text) <= _MAX_NOTICE
                and number + 1 < len(lines)
                and len(lines[number + 1].text) <= _MAX_NOTICE
            ):
                span = find_closing(f"{text} {lines[number + 1].text}")
                if span is not None and span[0] < len(text):
                    return number, span[0], number + 1, span[1] - len(text) - 1
        return None

    def _can_be_original(self, anchor: etree._Element, *, beside: bool = False) -> bool:
        """Whether a link may lead to the publisher's page: beside the notice it must lead off the
        site, and share nothing."""
        href = (anchor.get("href") or "").strip()
        if not href or href[0] == "#" or href.lower().startswith(("javascript:", "mailto:")):
            return False
        if not beside:
            return True
        is_outside = (
            href.startswith(("http://", "https://", "//")) and host_of(href) != self._sheet.host
        )
        return is_outside and not self._sheet.shares(href)

    @cached_property
    def _silent(self) -> etree._Element | None:
        """What is silent around the label is not silent for this article."""
        number = self._found.end[0]
        return next(
            (p.silent for p in self._sheet.lines[number].pieces if not p.text.isspace()), None
        )

    @cached_property
    def _end(self) -> int:
        """The line at which the body ends at the latest."""
        return self._closing[0] + 1 if self._closing is not None else self._limit

    @cached_property
    def _body(self) -> list[tuple[int, list[Piece]]]:
        """The lines of the body, by number."""
        closed = self._closing is not None
        kept: list[tuple[int, list[Piece]]] = []
        holders: set[etree._Element] = set()
        has_text = is_broken = False
        end = self._end
        candidates = list(self._candidates())
        for place, (number, pieces) in enumerate(candidates):
            if number >= end:
                break
            line = self._sheet.lines[number]
            text = clean(text_of_pieces(pieces))
            is_text = len(text) >= _LONG or (len(text) > 20 and is_sentence(text))
            if is_text and not has_text and is_notice(text):
                is_text = False  # it stands with the label, the body perhaps in another element
            if is_advertisement(text):
                continue
            if is_end(text) and not (len(text) > 25 and is_sentence(text)):
                follows = candidates[place + 1][1] if place + 1 < len(candidates) else []
                if (
                    not closed
                    and has_text
                    and leads_to_others(text)
                    and any(map(self._sheet.is_linked, (pieces, follows)))
                ):
                    is_broken = True
                    continue
                if not closed:
                    break
                if place + 1 == len(candidates) or self._sheet.is_linked(candidates[place + 1][1]):
                    continue
            if self._sheet.is_linked(pieces):
                is_broken = not closed
                continue
            parent = line.block.getparent()
            if is_broken:
                if not is_text or (
                    line.block not in holders and (parent is None or parent not in holders)
                ):
                    break
                is_broken = False
            if not has_text and not is_text and is_share(text):
                continue
            if is_text and not has_text:
                has_text = True
                if not closed:
                    end = min(end, self._leaves(line))
            kept.append((number, pieces))
            if is_text:
                holders.add(line.block)
                if parent is not None and line.block.tag not in ("td", "th", "body"):
                    holders.add(parent)
        return self._trimmed(kept) if has_text or closed else []

    def _candidates(self) -> Iterator[tuple[int, list[Piece]]]:
        """The lines behind the label without what is silent, share bars and captions; the closing
        notice cut off."""
        first, start = self._found.end
        captions = set(self._captions.values())
        for number in range(first, self._end):
            pieces = self._sheet.lines[number].pieces
            stop = (
                self._closing[1]
                if self._closing is not None and number == self._closing[0]
                else None
            )
            if number == first or stop is not None:
                pieces = cut(pieces, start if number == first else 0, stop)
            kept = [
                piece
                for piece in pieces
                if (piece.silent is None or piece.silent is self._silent)
                and not (captions and _is_within(piece.element, captions))
            ]
            kept = self._without_furniture(kept, is_first=number == first)
            text = text_of_pieces(kept)
            if any(map(str.isalnum, text)) or (text and "\ufffd" in text):
                for part in _paragraphs(kept):
                    yield number, part

    def _without_furniture(self, pieces: list[Piece], *, is_first: bool) -> list[Piece]:
        """The pieces without share bars: all of the line, or a part between two boundaries of
        spans."""
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
                and all(self._sheet.shares(a.get("href") or "") for a in anchors)
            )
            if is_bar or (is_share(text) and (anchors or len(parts) > 1) and _WORD.search(text)):
                continue
            is_beside = is_first and len(parts) > 1 and not kept
            if is_beside and (
                author_of(part) or self._sheet.is_linked(part) or not _WORD.search(text)
            ):
                continue
            kept.append(part)
        if len(kept) == len(parts):
            return pieces
        return [piece for part in kept for piece in part]

    def _leaves(self, line: Line) -> int:
        """The line at which what holds headline, label and the body's first text ends."""
        label = self._sheet.lines[self._found.end[0]]
        home = _common(self._found.headline.element, _element_of(label))
        home = _common(home, _element_of(line)) if home is not None else None
        if home is None or home.tag in ("body", "html"):
            return len(self._sheet.lines)
        low, high = self._found.end[0], self._limit
        while low < high:  # the lines of an element stand together
            middle = (low + high) // 2
            if _is_in(self._sheet.lines[middle].pieces[0].element, home):
                low = middle + 1
            else:
                high = middle
        return low

    def _trimmed(self, kept: list[tuple[int, list[Piece]]]) -> list[tuple[int, list[Piece]]]:
        """The body without what heads the next thing: headings that nothing follows, and the
        headline of another label."""
        if self._closing is not None:
            return kept
        if kept and self._is_cut:
            pieces = kept[-1][1]
            text = clean(text_of_pieces(pieces))
            if begins_closing(text) and (
                len(text) > _MIN_CLOSING or all(piece.anchor is not None for piece in pieces)
            ):
                kept.pop()
        while kept:
            number, pieces = kept[-1]
            text = clean(text_of_pieces(pieces))
            heading = heading_of(self._sheet.lines[number].block) is not None
            before_label = (
                self._limit < len(self._sheet.lines)
                and number >= self._limit - 3
                and not is_sentence(text)
            )
            if not (heading or before_label):
                break
            kept.pop()
        return kept

    @cached_property
    def _last(self) -> float:
        """The last place that an image of the article may have."""
        if self._closing is not None:
            return self._closing[0]
        return self._body[-1][0] + 0.5 if self._body else -1

    @cached_property
    def _pictures(self) -> list[etree._Element]:
        found = self._found
        first = found.end[0]
        return [
            image.element
            for image in self._sheet.pictures
            if first < image.at <= self._last
            and (image.silent is None or image.silent is self._silent)
            and not self._is_icon(image.element)
        ]

    def _is_icon(self, image: etree._Element) -> bool:
        """Whether the image is a link to elsewhere: a share button, another article's thumbnail."""
        anchor = next(image.iterancestors("a"), None)
        if anchor is None:
            return False
        if self._sheet.leads_elsewhere([anchor]) or self._sheet.slug_of(anchor) is not None:
            return True
        return self._sheet.shares(anchor.get("href") or "")

    @cached_property
    def _captions(self) -> dict[etree._Element, etree._Element]:
        """The elements that are captions by their place: alone with an image in the element around
        both."""
        found = self._found
        captions = {}
        last = self._end
        for image in self._sheet.pictures:
            if (
                found.end[0] < image.at <= last
                and (caption := frame_caption(image.element)) is not None
            ):
                captions[image.element] = caption
        if not captions:
            return {}
        inside = set(captions.values())
        has_text = any(
            not _is_within(line.pieces[0].element, inside) and len(line.text) >= _LONG
            for line in self._sheet.lines[found.end[0] + 1 : last]
        )
        return captions if has_text else {}


def _paragraphs(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """A line as paragraphs: spans side by side are those, if a long one ends as a sentence and a
    long one follows."""
    if not any(piece.parted for piece in pieces[1:]):
        yield pieces
        return
    current: list[Piece] = []
    for part in segments(pieces):
        if current and _parts(current, part):
            yield current
            current = []
        current = current + part
    if current:
        yield current


def _parts(before: list[Piece], behind: list[Piece]) -> bool:
    """Whether what lies on both sides of a boundary are paragraphs: each in an element of its
    own."""
    first, second = clean(text_of_pieces(before)), clean(text_of_pieces(behind))
    if len(second) < _LONG or second[:1].islower():
        return False
    if not ((len(first) >= _LONG and is_sentence(first)) or is_byline(first)):
        return False
    left = next(piece.element for piece in reversed(before) if not piece.text.isspace())
    right = next(piece.element for piece in behind if not piece.text.isspace())
    around = _common(left, right)
    return left is not around and right is not around


def _is_within(element: etree._Element, holders: set[etree._Element]) -> bool:
    """Whether an element is one of some, or stands a little below one."""
    node: etree._Element | None = element
    for _ in range(_NEAR):
        if node is None:
            return False
        if node in holders:
            return True
        node = node.getparent()
    return False


def _is_in(element: etree._Element, holder: etree._Element) -> bool:
    node: etree._Element | None = element
    while node is not None:
        if node is holder:
            return True
        node = node.getparent()
    return False


def _element_of(line: Line) -> etree._Element:
    """The element that a line's first text stands in: a page of unknown elements has hardly a
    block."""
    return next((piece.element for piece in line.pieces if not piece.text.isspace()), line.block)


def _common(first: etree._Element, second: etree._Element) -> etree._Element | None:
    """The smallest element that holds both."""
    around = {first, *first.iterancestors()}
    node: etree._Element | None = second
    while node is not None and node not in around:
        node = node.getparent()
    return node
