"""The closing notice of an article: the line that links to the article on the publisher's site."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from lxml import etree

from newsscraper.labels import (
    ends_with_closing,
    is_closing,
    may_contain_closing,
    may_contain_damaged_closing,
)
from newsscraper.pages.blocks import text_of
from newsscraper.pages.document import Document
from newsscraper.pages.tree import anchors_after, line_around
from newsscraper.text.cleaning import clean
from newsscraper.text.mojibake import mend

_NEAR = 12
"""The number of links after the body that are tried first."""
_MAX_NOTICE = 300
_MAX_LINK = 60


def closing_link(document: Document, body: etree._Element | None) -> etree._Element | None:
    """The link of the closing notice; ``None`` if not found.

    The link may cover the whole notice or one word of it. The notice is looked for at the end of
    the body, then after the body. If it is in neither place, the last notice on the page is used.

    Args:
        document: The page.
        body: The last element of the article's text, if there is one.

    """
    if body is not None:
        found = _first_closing(reversed(list(body.iter("a"))))
        if found is None:
            found = _first_closing(islice(anchors_after(body), _NEAR))
        if found is not None:
            return found
    is_damaged = may_contain_damaged_closing(document.text)
    return _first_closing(reversed(document.anchors), is_damaged=is_damaged)


def _first_closing(
    anchors: Iterable[etree._Element], *, is_damaged: bool = False
) -> etree._Element | None:
    """The first link that belongs to a closing notice.

    Args:
        anchors: The links, in the order in which they are tried.
        is_damaged: Whether to accept notices that were damaged by a wrong character set.

    """
    for anchor in anchors:
        text = text_of(anchor, _MAX_NOTICE) if len(anchor) else anchor.text
        if (
            not text
            or not (may_contain_closing(text) or (is_damaged and may_contain_damaged_closing(text)))
            or not anchor.get("href")
        ):
            continue
        if is_closing(_read(text)) or (
            len(text) < _MAX_LINK and ends_with_closing(_read(line_around(anchor)))
        ):
            return anchor
    return None


def _read(text: str) -> str:
    return clean(mend(text).text)
