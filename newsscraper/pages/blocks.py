"""The text of an element in blocks: the lines and paragraphs that a reader sees."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lxml import etree

BLOCK_TAGS = frozenset(
    """
        address article aside blockquote body br caption center dd details dialog dir div dl dt
        fieldset figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu
        nav ol p pre search section summary table tbody td tfoot th thead tr ul
    """.split()
)
"""Elements that begin and end a line.

On these sites a ``<br>`` separates paragraphs, as it does in text captures.
"""

SILENT_TAGS = frozenset(
    """
        script style noscript template iframe object embed select option button textarea input svg
        canvas video audio map figcaption nav aside head title
    """.split()
)
"""Elements whose text is not part of an article: code, controls, captions, navigation."""

_SILENT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:legende?|credits?|nav-btn|pagination|pager|breadcrumbs?|share|sharing|social"
    r"|addthis\w*|sharethis|a2a\w*"
    r"|related|tags|comments|adverts?|adsbygoogle|ads|pub)(?:$|[\s_-])",
    re.IGNORECASE,
)
CAPTION_CLASS = re.compile(r"caption|legende?\b", re.IGNORECASE)
"""Class names of captions."""

_STATE_NAME = re.compile(
    r"(?<!\S)(?:(?:has|have|no|not|with|without|hide|show|enable|disable)[-_]\S*"
    r"|\S+[-_](?:open|opened|closed|enabled|disabled|allowed|on|off))(?!\S)",
    re.IGNORECASE,
)
COMMENT_NAMES = frozenset(
    """
        comments commentlist comment-list comments-list comments-area comments-section
        comments-wrapper comment-respond respond disqus_thread
    """.split()
)
"""Class names and ids of lists of readers' comments."""

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAX_CAPTION = 600
_MIN_PARAGRAPH = 40
_MIN_FORM = 400
_MAX_BOILERPLATE = 200
_MAX_MEASURED = 2000
_MAX_NODES = 1500
_MAX_TEXT_BEFORE = 1000
_MAX_REMEMBERED = 200
_MAX_CAPTION_NODES = 200


def is_silent(element: etree._Element, *, hidden: bool = False, by_name: bool = True) -> bool:
    """Whether the text of a node is not part of an article.

    Args:
        element: Any node of the tree. Comments and processing instructions are always silent.
        hidden: Whether undisplayed elements are silent too. Not every caller wants this: some sites
            display their articles with a script.
        by_name: Whether class names such as "share", "related" or "caption" count. An element is
            silent by name only if :func:`is_boilerplate` or :func:`is_caption` agrees.

    """
    tag = element.tag
    if not isinstance(tag, str) or tag in SILENT_TAGS:
        return True
    attributes = element.attrib
    if not attributes:
        return tag == "form" and len(text_of(element, _MIN_FORM)) < _MIN_FORM
    names = element.get("class")
    if names:
        silent, caption = (
            _class_meaning(names)
            if len(names) < _MAX_REMEMBERED
            else _class_meaning.__wrapped__(names)
        )
        if (silent and by_name and is_boilerplate(element)) or (
            caption and by_name and is_caption(element)
        ):
            return True
    if hidden and (element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")):
        return True
    if tag == "form":  # a form may hold one or two controls, or the whole page
        return len(text_of(element, _MIN_FORM)) < _MIN_FORM
    return tag == "a" and element.get("rel") in ("next", "prev")


@lru_cache(maxsize=1024)
def _class_meaning(names: str) -> tuple[bool, bool]:
    """Whether a class attribute has the name of a silent element, and that of a caption."""
    return (
        _SILENT_CLASS.search(without_state_names(names)) is not None,
        CAPTION_CLASS.search(names) is not None,
    )


def without_state_names(names: str) -> str:
    """Class names without those of a state, such as ``comments-open`` and ``has-sidebar``.

    Such names say nothing about the element itself.
    """
    return _STATE_NAME.sub(" ", names) if "-" in names or "_" in names else names


def is_boilerplate(element: etree._Element) -> bool:
    """Return whether an element named "share", "related" or the like is boilerplate, not text.

    An element that is short or consists mostly of links is boilerplate. So is a list of readers'
    comments, recognised by its exact name, if enough text precedes it. Only the beginning of the
    element is read, so the time does not grow with its content.
    """
    length = linked = 0
    for node in islice(element.iter(), _MAX_NODES):
        if node is not element and node.tail:
            length += len(" ".join(node.tail[:_MAX_MEASURED].split()))
        if node.tag not in _SILENT_TEXT and node.text:
            length += len(" ".join(node.text[:_MAX_MEASURED].split()))
        if node.tag == "a":
            linked += len(" ".join(text_of(node, _MAX_MEASURED).split()))
        if length > _MAX_MEASURED:
            break
    if length <= _MAX_BOILERPLATE or linked * 2 >= length:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
    return not COMMENT_NAMES.isdisjoint(names) and _text_before(element, _MAX_TEXT_BEFORE) >= min(
        length, _MAX_TEXT_BEFORE
    )


def _text_before(element: etree._Element, limit: int) -> int:
    """The length of the text before an element in its grandparent, up to a limit."""
    length = 0
    node: etree._Element | None = element
    for _ in range(3):
        if node is None:
            break
        for sibling in islice(node.itersiblings(preceding=True), _MAX_NODES):
            length += len(text_of(sibling, limit))
            if length >= limit:
                return length
        node = node.getparent()
    return length


def is_short(element: etree._Element) -> bool:
    """Whether an element is short enough for a caption. Its class name alone may mislead."""
    if next(islice(element.iter(), _MAX_CAPTION_NODES, None), None) is not None:
        return False
    length = 0
    for text in element.itertext():
        length += len(text)
        if length > _MAX_CAPTION:
            return False
    return True


def is_caption(element: etree._Element) -> bool:
    """Whether an element named like a caption can be one: short, and at most one long paragraph."""
    if not is_short(element):
        return False
    paragraphs = [
        paragraph
        for paragraph in element.iter("p")
        if len(text_of(paragraph).strip()) >= _MIN_PARAGRAPH
    ]
    return len(paragraphs) < 2


def blocks(element: etree._Element, *, hidden: bool = False, by_name: bool = True) -> Iterator[str]:
    """The texts between block boundaries, in page order, as printed, without empty ones.

    White space stays as in the source. The walk is not recursive, so depth is unlimited. For the
    arguments see :func:`is_silent`.
    """
    if is_silent(element, hidden=hidden, by_name=by_name):
        return
    pieces: list[str] = []
    # Inside ``pre``, a line feed is a boundary too.
    preformatted = 0 if element.tag != "pre" else 1
    if text := element.text:
        if preformatted and "\n" in text:
            yield from _completed_lines(pieces, text)
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
            is_boundary, text = parent.tag in BLOCK_TAGS, parent.tail
        elif child.tag == "br" and len(child) == 0:
            is_boundary, text = True, child.tail
        elif is_silent(child, hidden=hidden, by_name=by_name):
            is_boundary, text = child.tag in BLOCK_TAGS or child.tag == "figcaption", child.tail
        else:
            is_boundary, text = child.tag in BLOCK_TAGS, child.text
            preformatted += child.tag == "pre"
            stack.append((child, iter(child)))
        if is_boundary and pieces:
            joined = "".join(pieces)
            pieces.clear()
            if not joined.isspace():
                yield joined
        if not text:
            continue
        if preformatted and "\n" in text:
            yield from _completed_lines(pieces, text)
        else:
            pieces.append(text)
    joined = "".join(pieces)
    if joined and not joined.isspace():
        yield joined


def _completed_lines(pieces: list[str], text: str) -> Iterator[str]:
    """The blocks that the line feeds of a text complete; the rest is added to `pieces`."""
    *lines, rest = text.split("\n")
    for line in lines:
        joined = "".join((*pieces, line))
        pieces.clear()
        if joined and not joined.isspace():
            yield joined
    pieces.append(rest)


def text_of(element: etree._Element, limit: int | None = None) -> str:
    """All text inside an element as printed, without its tail, comments and code.

    That of a link is read to a limited depth: if links are not closed, each contains all that
    follow.

    Args:
        element: The element.
        limit: Reading stops at this number of characters. The result may be longer by one text
            node.

    """
    if len(element) == 0:
        return element.text or ""
    pieces = [element.text] if element.text and element.tag not in _CODE_TAGS else []
    length = len(pieces[0]) if pieces else 0
    if limit is None:
        limit = _NO_LIMIT
    most = _MAX_LINK_DEPTH if element.tag == "a" else _NO_LIMIT
    if length >= limit:
        return pieces[0]
    stack: list[tuple[str, str | None, Iterator[etree._Element]]] = []
    children: Iterator[etree._Element] = iter(element)
    end, tail = " " if element.tag in BLOCK_TAGS else "", None
    while True:
        for child in children:
            tag = child.tag
            boundary = " " if tag in BLOCK_TAGS else ""
            if boundary and pieces:
                pieces.append(boundary)
            if tag not in _SILENT_TEXT and (text := child.text):
                pieces.append(text)
                length += len(text)
                if length >= limit:
                    return "".join(pieces)
            if len(child) and len(stack) < most:
                stack.append((end, tail, children))
                end, tail, children = boundary, child.tail, iter(child)
                break
            if boundary and pieces:
                pieces.append(boundary)
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


_CODE_TAGS = frozenset("script style noscript template textarea select option iframe title".split())
_SILENT_TEXT = _CODE_TAGS | {etree.Comment, etree.ProcessingInstruction, etree.Entity}
_NO_LIMIT = sys.maxsize
_MAX_LINK_DEPTH = 20


def stream(root: etree._Element) -> Iterator[tuple[etree._Element | None, str]]:
    """The texts inside an element in order, with a line feed at each block boundary.

    The whole text of a link is one item, with its element. All other texts come with ``None``.
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
