"""The closing notice of an article and its link to the publisher's page."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from lxml import etree

from newsscraper.labels import find_closing, may_contain_closing
from newsscraper.pages.worded.lines import Piece, cut_pieces
from newsscraper.pages.worded.page_text import PageText
from newsscraper.urls import host_of

_MAX_NOTICE = 200
_MAX_LINKS = 4


class ClosingNotice(NamedTuple):
    """The position of a closing notice on a page. It may take two lines."""

    first: int
    """The index of its first line."""
    start: int
    """The offset in the first line at which it starts."""
    last: int
    """The index of its last line."""
    end: int
    """The offset in the last line at which it ends."""


def closing_notice(page: PageText, first: int, limit: int) -> ClosingNotice | None:
    """Find the first closing notice in a range of lines; ``None`` without one."""
    lines = page.lines
    for number in range(first, limit):
        text = lines[number].text
        if not may_contain_closing(text):
            continue
        if (span := find_closing(text)) is not None:
            return ClosingNotice(number, span[0], number, span[1])
        if (
            len(text) <= _MAX_NOTICE
            and number + 1 < len(lines)
            and len(lines[number + 1].text) <= _MAX_NOTICE
        ):
            span = find_closing(f"{text} {lines[number + 1].text}")
            if span is not None and span[0] < len(text):
                return ClosingNotice(number, span[0], number + 1, span[1] - len(text) - 1)
    return None


def original_link(page: PageText, notice: ClosingNotice) -> etree._Element | None:
    """Find the link of a closing notice: in it, on its line, or alone next to it."""
    first, start, last, end = notice
    inside: list[Piece] = []
    for number in range(first, last + 1):
        line = page.lines[number]
        inside += cut_pieces(
            line.pieces, start if number == first else 0, end if number == last else None
        )
    around = [piece for number in range(first, last + 1) for piece in page.lines[number].pieces]
    for piece in inside:
        if piece.anchor is not None and _can_be_original(page, piece.anchor):
            return piece.anchor
    for piece in reversed(around):
        if piece.anchor is not None and _can_be_original(page, piece.anchor, beside=True):
            return piece.anchor
    for number in (last + 1, first - 1):
        if 0 <= number < len(page.lines):
            anchors = {
                piece.anchor for piece in page.lines[number].pieces if not piece.text.isspace()
            }
            anchor = next(iter(anchors)) if len(anchors) == 1 else None
            if anchor is not None and _can_be_original(page, anchor, beside=True):
                return anchor
    block = page.lines[last].block
    for element in (block, block.getprevious(), block.getnext()):
        if element is None or not isinstance(element.tag, str):
            continue
        for anchor in islice(element.iter("a"), _MAX_LINKS):  # its text may be an image
            if _can_be_original(page, anchor, beside=True):
                return anchor
    return None


def _can_be_original(page: PageText, anchor: etree._Element, *, beside: bool = False) -> bool:
    """Return whether a link may lead to the publisher's page.

    A link next to the notice must lead off the site and must not be a share link.
    """
    href = (anchor.get("href") or "").strip()
    if not href or href[0] == "#" or href.lower().startswith(("javascript:", "mailto:")):
        return False
    if not beside:
        return True
    is_outside = href.startswith(("http://", "https://", "//")) and host_of(href) != page.host
    return is_outside and not page.shares(href)
