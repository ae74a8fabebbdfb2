"""The text of an element as blocks: what a reader sees as lines and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

BLOCK_TAGS = frozenset(
    """
        address article aside blockquote body br caption center dd details div dl dt fieldset figure footer form
        h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul
    """.split()
)
"""Elements that begin and end a line. A ``<br>`` parts paragraphs on these sites, as it does in their text captures."""

SILENT_TAGS = frozenset(
    """
        script style noscript template iframe object embed select option button textarea input svg canvas video
        audio map figcaption nav aside form head
    """.split()
)
"""Elements whose text is no part of an article: code, controls, captions, navigation."""

_SILENT_CLASSES = frozenset(
    """
        caption legend legende wp-caption-text image-caption img-caption photo-caption credit nav-btn pagination
        pager breadcrumb share sharing social addthis related tags comments advert ads pub
    """.split()
)


def is_silent(element: etree._Element) -> bool:
    """Whether the element's text is no part of an article's text."""
    tag = element.tag
    if not isinstance(tag, str) or tag in SILENT_TAGS:
        return True
    names = element.get("class")
    if names and not _SILENT_CLASSES.isdisjoint(names.lower().split()):
        return True
    return tag == "a" and element.get("rel") in ("next", "prev")


def blocks(element: etree._Element) -> Iterator[str]:
    """Texts between block boundaries, in page order, raw (white space as in the source), empty ones left out.

    Walks without recursion: a page may nest as deep as it likes.
    """
    pieces: list[str] = []
    for event, node in walk(element):
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


def walk(element: etree._Element) -> Iterator[tuple[str, str]]:
    """``("text", string)`` for each readable text below the element, ``("break", "")`` at each block boundary."""
    if is_silent(element):
        return
    if element.text:
        yield "text", element.text
    stack = [(element, iter(element))]
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if stack:
                if parent.tag in BLOCK_TAGS:
                    yield "break", ""
                if parent.tail:
                    yield "text", parent.tail
            continue
        if is_silent(child):
            if child.tag in BLOCK_TAGS or child.tag == "figcaption":
                yield "break", ""
            if child.tail:
                yield "text", child.tail
            continue
        if child.tag in BLOCK_TAGS:
            yield "break", ""
        if child.text:
            yield "text", child.text
        stack.append((child, iter(child)))


def text_of(element: etree._Element) -> str:
    """All text below the element, raw, its tail left out; comments and scripts left out too."""
    if len(element) == 0:
        return element.text or ""
    return "".join(text if event == "text" else " " for event, text in walk(element))
