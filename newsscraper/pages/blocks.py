"""The text of an element as blocks: what a reader sees as lines and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    if names and (_SILENT_CLASS.search(names) or (CAPTION_CLASS.search(names) and is_short(element))):
        return True
    if hidden and (element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")):
        return True
    if tag == "form":  # a form may hold a control or two, or all of the page
        return len(text_of(element, _MIN_FORM)) < _MIN_FORM
    return tag == "a" and element.get("rel") in ("next", "prev")


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
    pieces: list[str] = []
    for event, node in walk(element, hidden=hidden):
        if event == "text":
            pieces.append(node)
        elif pieces:
            joined = "".join(pieces)
            pieces.clear()
            if not joined.isspace():
                yield joined
    joined = "".join(pieces)
    if joined and not joined.isspace():
        yield joined


def walk(element: etree._Element, *, hidden: bool = False) -> Iterator[tuple[str, str]]:
    """``("text", string)`` for each readable text below the element, ``("break", "")`` at each block boundary."""
    if is_silent(element, hidden=hidden):
        return
    preformatted = 0 if element.tag != "pre" else 1
    if element.text:
        yield from _lines(element.text, preformatted)
    stack = [(element, iter(element))]
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            preformatted -= parent.tag == "pre"
            if stack:
                if parent.tag in BLOCK_TAGS:
                    yield "break", ""
                if parent.tail:
                    yield from _lines(parent.tail, preformatted)
            continue
        if is_silent(child, hidden=hidden):
            if child.tag in BLOCK_TAGS or child.tag == "figcaption":
                yield "break", ""
            if child.tail:
                yield from _lines(child.tail, preformatted)
            continue
        if child.tag in BLOCK_TAGS:
            yield "break", ""
        preformatted += child.tag == "pre"
        if child.text:
            yield from _lines(child.text, preformatted)
        stack.append((child, iter(child)))


def _lines(text: str, preformatted: int) -> Iterator[tuple[str, str]]:
    """The text as it is; inside ``pre`` a line feed is a boundary."""
    if not preformatted or "\n" not in text:
        yield "text", text
        return
    for number, line in enumerate(text.split("\n")):
        if number:
            yield "break", ""
        yield "text", line


def text_of(element: etree._Element, limit: int | None = None) -> str:
    """All text below the element, raw, its tail left out; comments and code left out too.

    Args:
        element: The element.
        limit: Stops reading once there is this much text; the result may be longer by one text node.

    """
    if len(element) == 0:
        return element.text or ""
    pieces: list[str] = []
    length = 0
    for event, node in etree.iterwalk(element, events=("start", "end", "comment")):
        if event == "start":
            text = node.text if node.tag not in _CODE_TAGS else None
            if node.tag in BLOCK_TAGS and pieces:
                pieces.append(" ")
        else:
            text = node.tail if node is not element else None
            if node.tag in BLOCK_TAGS and pieces:
                pieces.append(" ")
        if text:
            pieces.append(text)
            length += len(text)
            if limit is not None and length >= limit:
                break
    return "".join(pieces)


_CODE_TAGS = frozenset("script style noscript template textarea select option iframe".split())


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
