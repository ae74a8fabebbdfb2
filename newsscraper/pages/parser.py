"""Parses HTML with libxml2, and reads what it reports."""

from __future__ import annotations

import threading
from collections import Counter

from lxml import etree

from newsscraper.pages.attributes import without_crowds

_RESOURCE_LIMIT = 114
"""XML_ERR_RESOURCE_LIMIT of libxml2; lxml has a name for it only since version 6.1."""
_TAG_NAME_MISMATCH = 76
"""XML_ERR_TAG_NAME_MISMATCH of libxml2: an end tag that does not fit the open element."""
_UNEXPECTED = "Unexpected end tag"
"""The message if there is no element that the end tag could close."""


class _Parsers(threading.local):
    """One parser per thread.

    Creating one takes an eighth of the time needed to parse a page, so parsers are reused; threads
    would block each other on a shared one. It is etree's parser, because lxml.html looks up a
    Python class for each element. It keeps no table of ids, which only XPath's ``id()`` needs, and
    no comments, so that no walk meets one and the text around each is one node.
    """

    def __init__(self) -> None:
        self.html = etree.HTMLParser(
            recover=True,
            encoding="utf-8",
            huge_tree=True,
            collect_ids=False,
            remove_comments=True,
            remove_pis=True,
        )


_parsers = _Parsers()


def bare_markup(source: bytes) -> bytes:
    """The markup that is parsed: without NUL and surrounding white space, and not empty."""
    stripped = source.strip()
    if stripped[:1] == b"<" and stripped[-1:] == b">" and b"\x00" not in stripped:
        return stripped
    return source.decode("utf-8").replace("\x00", "").strip().encode("utf-8") or b"<html/>"


class Faults:
    """What libxml2 reports about markup, as far as it matters."""

    def __init__(self) -> None:
        self.is_too_deep = False
        self.is_crowded = False
        """Whether attributes were removed, since a tag had too many."""
        self.has_mismatch = False
        """Whether an end tag has closed elements inside of its own."""
        self.ignored: Counter[tuple[int, str]] = Counter()
        """By line and name, the number of end tags that have closed nothing."""

    def add(self, entry: etree._LogEntry) -> None:
        """Add an error of the parser."""
        if entry.type == _RESOURCE_LIMIT:
            self.is_too_deep = True
        elif entry.type == _TAG_NAME_MISMATCH:
            text, _, name = entry.message.partition(" : ")
            if text == _UNEXPECTED and name:
                self.ignored[entry.line, name] += 1
            else:
                self.has_mismatch = True


def parse(content: bytes) -> tuple[etree._Element, Faults]:
    """The root element, and what the parser reports. It takes time linear in the length."""
    content, is_crowded = without_crowds(content)
    parser = _parsers.html
    try:
        root = etree.fromstring(content, parser=parser)
    except etree.XMLSyntaxError:
        root = None
    faults = Faults()
    faults.is_crowded = is_crowded
    for entry in parser.error_log:
        faults.add(entry)
    if root is None:
        root = etree.fromstring(b"<html/>", parser=etree.HTMLParser())
    _move_strays_into_body(root)
    return root, faults


def _move_strays_into_body(root: etree._Element) -> None:
    """Move elements after ``</html>`` to the end of the body, as the HTML standard requires.

    libxml2 makes a second root of them.
    """
    strays = [node for node in root.itersiblings() if isinstance(node.tag, str)]
    if strays:
        body = root.find("body")
        (root if body is None else body).extend(strays)
