"""The text and tree of a capture: decoded once, parsed once, shared by all page classes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from itertools import islice
from typing import Any, Literal

from lxml import etree
from parsel import Selector

from newsscraper.items.records import Capture
from newsscraper.items.warning_codes import WarningCode
from newsscraper.pages.blocks import text_of
from newsscraper.pages.endtags import repair_end_tags
from newsscraper.pages.feeds.json_feed import is_json_feed
from newsscraper.pages.feeds.repair import feed_start, is_complete, repair_feed
from newsscraper.pages.flatten import flatten
from newsscraper.pages.length import makes_links_too_long, shortened
from newsscraper.pages.parser import bare_markup, parse
from newsscraper.pages.quotation_marks import add_quotation_marks
from newsscraper.text import encoding
from newsscraper.text.cleaning import clean, without_surrogates
from newsscraper.urls import absolute, page_address, readable

Form = Literal["html", "xml", "json", "text", "empty"]
"""The format of a text; ``xml`` and ``json`` are feeds."""

_HTML_START = re.compile(r"<(?:!--|!doctype|\?xml|[a-z][a-z0-9]*(?:[\s>/]|$))", re.IGNORECASE)
_HTML_TAG = re.compile(
    r"</?(?:html|head|body|title|meta|div|p|span|a|br|table|td|ul|li|h[1-6]|img|script)\b[^<>]*>",
    re.IGNORECASE,
)
_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=(?:\(\d+\))?(https?://\S+)\s*-->|^\s*url:\s*(https?://\S+)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_HEAD = 65536
_VISIBLE_START = 2400

# libxml2 stops at 2,048 levels with any option: deeper elements and all that follow would be lost.
# Tags that may be left open (p, li ...) are not counted in these limits.
_MAX_DEPTH = 250
_MAX_KEPT_DEPTH = 600


class Document:
    """The input of page classes: the text, and one tree for HTML and XML.

    Args:
        capture: The capture to read. No content raises an error: bytes that are not text give an
            empty document with a warning.

    """

    def __init__(self, capture: Capture) -> None:
        self.capture = capture
        self.notes: list[str] = []
        self._shared: dict[type, Any] = {}
        self._utf8: bytes | None = None
        self._least_shown = 0
        if isinstance(capture.content, bytes):
            decoded = encoding.decode(capture.content, capture.headers.get("content-type"))
            self.text, self.encoding, self._utf8 = decoded.text, decoded.encoding, decoded.utf8
            self.notes.extend(decoded.warnings)
        else:
            self.text, self.encoding = capture.content.lstrip("\ufeff"), "str"
            try:
                self._utf8 = self.text.encode("utf-8")
            except UnicodeEncodeError:
                self.text = without_surrogates(self.text)
                self.notes.append(WarningCode.BYTES_UNREADABLE)
            if len(self.text) > encoding.MAX_BYTES:
                self.text, self._utf8 = self.text[: encoding.MAX_BYTES], None
                self.notes.append(WarningCode.TOO_LONG)
        if (shorter := shortened(self.text)) is not self.text:
            self.text, self._utf8 = shorter, None
            self.notes.append(WarningCode.TOO_LONG)
        if not self.notes and (not self.text or self.text.isspace()):
            self.notes.append(WarningCode.EMPTY)

    def shared(self, kind: type, make: Callable[[], Any]) -> Any:
        """Something that several page classes need, which is made once per document."""
        if kind not in self._shared:
            self._shared[kind] = make()
        return self._shared[kind]

    @cached_property
    def utf8(self) -> bytes:
        """The text in UTF-8: the bytes received, if they are that."""
        return self._utf8 if self._utf8 is not None else self.text.encode("utf-8")

    @cached_property
    def form(self) -> Form:
        """The format of the text.

        It is detected from the text itself, since the declared type is often wrong.
        """
        head = self.text[:_HEAD].lstrip()
        if not head:
            return "empty"
        if self._feed_start is not None:
            return "xml"
        if is_json_feed(self.text):
            return "json"
        if _HTML_START.match(head):
            return "html"
        tags = _HTML_TAG.findall(head)
        return "html" if len(tags) >= 3 else "text"

    @cached_property
    def _feed_start(self) -> int | None:
        return feed_start(self.text)

    @cached_property
    def selector(self) -> Selector:
        """The tree for CSS and XPath queries."""
        if self.form == "xml":
            feed = repair_feed(self.text[self._feed_start :])
            if feed.is_lossy:
                self.notes.append(WarningCode.BYTES_UNREADABLE)
            return Selector(
                feed.text or "<html/>", type="xml"
            )  # parsel before 1.12 raises on an empty text
        return Selector(root=self.root, type="html")

    @cached_property
    def root(self) -> etree._Element:
        """The root element of the tree. HTML is parsed only here."""
        if self.form == "xml":
            xml: etree._Element = self.selector.root
            return xml
        text = self.text
        root, faults = parse(bare_markup(self.utf8))
        if faults.is_crowded:
            self.notes.append(WarningCode.TOO_MANY_ATTRIBUTES)
        if faults.has_mismatch or faults.ignored:
            text = repair_end_tags(text, None if faults.has_mismatch else faults.ignored)
            if text is not self.text:
                root, faults = parse(bare_markup(text.encode("utf-8")))
        if faults.is_too_deep:
            self.notes.append(WarningCode.TOO_DEEP)
            root, _ = parse(bare_markup(flatten(text, _MAX_DEPTH, _MAX_KEPT_DEPTH).encode("utf-8")))
        add_quotation_marks(root)
        return root

    @cached_property
    def anchors(self) -> list[etree._Element]:
        """The ``a`` elements in page order. They are kept because creating them is slow in lxml."""
        return list(self.root.iter("a"))

    @cached_property
    def headings(self) -> list[str]:
        """The title and the first headings, cleaned."""
        titles = (title for head in self.root.iter("head") for title in head.iter("title"))
        elements = [
            *islice(titles, 1),
            *islice(self.root.iter("h1"), 2),
            *islice(self.root.iter("h2"), 3),
        ]
        return [text for element in elements if (text := clean(text_of(element)))]

    @cached_property
    def visible_text(self) -> str:
        """The text that a reader of an HTML page sees, on one line."""
        if len(self._start) < _VISIBLE_START:
            return self._visible_start  # which is all
        body = self.root.find("body")
        return clean(text_of(body)) if body is not None else ""

    def shows_less_than(self, length: int) -> bool:
        """Whether the visible text is shorter than a length.

        A long page is not read to its end.

        Args:
            length: In characters.

        """
        if self._least_shown >= length:
            return False
        body = self.root.find("body")
        shown = 0
        # Most pages have this much in their paragraphs. They are found without a walk of the tree.
        for paragraph in body.iter("p") if body is not None else ():
            shown += len(clean(paragraph.text or ""))
            if shown >= length:
                self._least_shown = shown
                return False
        return len(self._visible_start) < length and len(self.visible_text) < length

    @cached_property
    def _start(self) -> str:
        body = self.root.find("body")
        return text_of(body, _VISIBLE_START) if body is not None else ""

    @cached_property
    def _visible_start(self) -> str:
        return clean(self._start)

    @cached_property
    def plain_text(self) -> bytes:
        """The text of all elements in UTF-8, code included, without anything between them.

        It is made and searched much faster than a text for readers, and shows what cannot be on a
        page.
        """
        return bytes(etree.tostring(self.root, method="text", encoding="utf-8"))

    @cached_property
    def lowered(self) -> bytes:
        """The source in UTF-8 with small ASCII letters, to search for names and marks.

        Python makes the letters of bytes small ten times as fast as those of a text.
        """
        return self.utf8.lower()

    @cached_property
    def is_cut(self) -> bool:
        """Whether a page or feed ends before its root element does."""
        if self.form == "xml":
            return not is_complete(self.text)
        tail = self.text[-4096:]
        if self.form == "html" and "</html>" in tail:
            return False
        tail = tail.lower()
        return (
            self.form == "html"
            and "</html" not in tail
            and "</body" not in tail
            and _BODY.search(self.text) is not None
        )

    @cached_property
    def declared_url(self) -> str | None:
        """The address that the page declares.

        Sources are the canonical link, OpenGraph and a browser's "saved from" note.
        """
        if self.form != "html":
            return None
        candidates = [
            *self.selector.xpath("//link[@rel='canonical']/@href").getall()[:1],
            *self.selector.xpath("//meta[@property='og:url']/@content").getall()[:1],
        ]
        if match := _SAVED_FROM.search(self.text[:4096]):
            candidates.append(match[1] or match[2])
        return next((url for href in candidates if (url := absolute(None, href))), None)

    @cached_property
    def capture_url(self) -> str | None:
        """The address of the capture; ``None`` if it has no valid one.

        It is repaired if only one reading is possible.
        """
        if not self.capture.url:
            return None
        given = without_surrogates(self.capture.url)
        return readable(given) if page_address(given) is not None else None

    @cached_property
    def url(self) -> str | None:
        """The address of the capture, else the declared one."""
        return self.capture_url or self.declared_url

    @cached_property
    def base_url(self) -> str | None:
        """The address that relative links refer to, from the ``base`` element or the page.

        ``None`` if it is so long that it would make a few short links longer than many pages.
        """
        base = self.url
        if self.form == "html" and (given := self.root.find("head/base[@href]")) is not None:
            base = absolute(base, given.get("href")) or base
        if base is not None and makes_links_too_long(base, self.text):
            self.notes.append(WarningCode.TOO_LONG)
            return None
        return base
