"""The text of an element as blocks: what a reader sees as lines and paragraphs."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

BLOCK_TAGS = frozenset(
    """
        address article aside blockquote body br caption center dd details div dl dt fieldset figure footer form h1
        h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul
    """.split()
)
"""Elements that begin and end a line. A ``<br>`` parts paragraphs on these sites, as it does in their text captures."""

SILENT_TAGS = frozenset(
    """
        script style noscript template iframe object embed select option button textarea input svg canvas video
        audio map figcaption nav aside head
    """.split()
)
"""Elements whose text is no part of an article: code, controls, captions, navigation."""

_SILENT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:legende?|credits?|nav-btn|pagination|pager|breadcrumbs?|share|sharing|social|addthis\w*|sharethis|a2a\w*"
    r"|related|tags|comments|adverts?|adsbygoogle|ads|pub)(?:$|[\s_-])",
    re.IGNORECASE,
)
CAPTION_CLASS = re.compile(r"caption|legende?\b", re.IGNORECASE)
"""Class names of captions."""

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAX_CAPTION = 600
_MIN_FORM = 400
_MAX_REMEMBERED = 200


def is_silent(element: etree._Element, *, hidden: bool = False) -> bool:
    """Whether the element's text is no part of an article's text.

    Args:
        element: Any node of the tree; comments and processing instructions are silent.
        hidden: Whether what is not displayed is silent too. Not everywhere: some sites show their article by script.

    """
    tag = element.tag
    if not isinstance(tag, str) or tag in SILENT_TAGS:
        return True
    attributes = element.attrib
    if not attributes:
        return tag == "form" and len(text_of(element, _MIN_FORM)) < _MIN_FORM
    names = element.get("class")
    if names:
        silent, caption = _told_by_class(names) if len(names) < _MAX_REMEMBERED else _told_by_class.__wrapped__(names)
        if silent or (caption and is_short(element)):
            return True
    if hidden and (element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")):
        return True
    if tag == "form":  # a form may hold a control or two, or all of the page
        return len(text_of(element, _MIN_FORM)) < _MIN_FORM
    return tag == "a" and element.get("rel") in ("next", "prev")


@lru_cache(maxsize=1024)
def _told_by_class(names: str) -> tuple[bool, bool]:
    """Whether a class attribute is that of something silent, and whether that of a caption."""
    return _SILENT_CLASS.search(names) is not None, CAPTION_CLASS.search(names) is not None


def is_short(element: etree._Element) -> bool:
    """Whether the element can be a caption by its length: a name may say "caption" and mean something else."""
    length = 0
    for text in element.itertext():
        length += len(text)
        if length > _MAX_CAPTION:
            return False
    return True


def blocks(element: etree._Element, *, hidden: bool = False) -> Iterator[str]:
    """Texts between block boundaries, in page order, raw (white space as in the source), empty ones left out.

    Walks without recursion: a page may nest as deep as it likes.
    """
    if is_silent(element, hidden=hidden):
        return
    pieces: list[str] = []
    # Inside ``pre`` a line feed is a boundary too.
    preformatted = 0 if element.tag != "pre" else 1
    if text := element.text:
        if preformatted and "\n" in text:
            yield from _closed(pieces, text)
        else:
            pieces.append(text)
    stack = [(element, iter(element))]
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            preformatted -= parent.tag == "pre"
            if not stack:
                break
            parts, text = parent.tag in BLOCK_TAGS, parent.tail
        elif child.tag == "br" and len(child) == 0:
            parts, text = True, child.tail
        elif is_silent(child, hidden=hidden):
            parts, text = child.tag in BLOCK_TAGS or child.tag == "figcaption", child.tail
        else:
            parts, text = child.tag in BLOCK_TAGS, child.text
            preformatted += child.tag == "pre"
            stack.append((child, iter(child)))
        if parts and pieces:
            joined = "".join(pieces)
            pieces.clear()
            if not joined.isspace():
                yield joined
        if not text:
            continue
        if preformatted and "\n" in text:
            yield from _closed(pieces, text)
        else:
            pieces.append(text)
    joined = "".join(pieces)
    if joined and not joined.isspace():
        yield joined


def _closed(pieces: list[str], text: str) -> Iterator[str]:
    """The blocks that the line feeds of a text close; what stands behind the last one is left in the pieces."""
    *lines, rest = text.split("\n")
    for line in lines:
        joined = "".join((*pieces, line))
        pieces.clear()
        if joined and not joined.isspace():
            yield joined
    pieces.append(rest)


def text_of(element: etree._Element, limit: int | None = None) -> str:
    """All text below the element, raw, its tail left out; comments and code left out too.

    Args:
        element: The element.
        limit: Stops reading once there is this much text; the result may be longer by one text node.

    """
    if len(element) == 0:
        return element.text or ""
    pieces = [element.text] if element.text and element.tag not in _CODE_TAGS else []
    length = len(pieces[0]) if pieces else 0
    if limit is None:
        limit = _NO_LIMIT
    if length >= limit:
        return pieces[0]
    stack: list[tuple[str, str | None, Iterator[etree._Element]]] = []
    children: Iterator[etree._Element] = iter(element)
    end, tail = " " if element.tag in BLOCK_TAGS else "", None
    while True:
        for child in children:
            tag = child.tag
            parting = " " if tag in BLOCK_TAGS else ""
            if parting and pieces:
                pieces.append(parting)
            if tag not in _SILENT_TEXT and (text := child.text):
                pieces.append(text)
                length += len(text)
                if length >= limit:
                    return "".join(pieces)
            if len(child):
                stack.append((end, tail, children))
                end, tail, children = parting, child.tail, iter(child)
                break
            if parting and pieces:
                pieces.append(parting)
            if text := child.tail:
                pieces.append(text)
                length += len(text)
                if length >= limit:
                    return "".join(pieces)
        else:
            if end and pieces:
                pieces.append(end)
            if not stack:
                return "".join(pieces)
            if tail:
                pieces.append(tail)
                length += len(tail)
                if length >= limit:
                    return "".join(pieces)
            end, tail, children = stack.pop()


_CODE_TAGS = frozenset("script style noscript template textarea select option iframe".split())
_SILENT_TEXT = _CODE_TAGS | {etree.Comment, etree.ProcessingInstruction, etree.Entity}
_NO_LIMIT = sys.maxsize


def stream(root: etree._Element) -> Iterator[tuple[etree._Element | None, str]]:
    """The texts below an element in order, with a line feed at each block boundary.

    A link's whole text comes once, with its element; all other text comes with ``None``.
    """
    inside: etree._Element | None = None
    for event, node in etree.iterwalk(root, events=("start", "end", "comment")):
        if inside is None and node.tag in BLOCK_TAGS:
            yield None, "\n"
        if event == "start":
            if inside is None and node.tag == "a":
                inside = node
                yield node, text_of(node)
            elif inside is None and node.text and node.tag not in SILENT_TAGS:
                yield None, node.text
        else:
            if node is inside:
                inside = None
            if inside is None and node.tail and node is not root:
                yield None, node.tail
