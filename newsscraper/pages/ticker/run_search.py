"""Searches a page for the run of links that is its ticker, in one walk down to the headline."""

from __future__ import annotations

import re
from functools import cached_property

from lxml import etree

from newsscraper.labels import DATE, label_start
from newsscraper.pages.blocks import BLOCK_TAGS, text_of
from newsscraper.pages.document import Document
from newsscraper.pages.ticker.runs import ARTICLE_ADDRESS, MIN_INLINE, LinkRun, href_of, shape_of
from newsscraper.text.cleaning import clean
from newsscraper.urls import host_of

_DATE = re.compile(DATE)
_SPACE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
_LETTERS = re.compile(r"[^\W_]+")
_SKIPPED = frozenset(
    "script style template textarea select option button svg iframe object head title nav aside"
    " footer".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_MAX_SEPARATOR = 8
_MAX_TITLE = 80
_LONG_TEXT = 300
"""A text of this length outside links is the content of the page. In characters."""


def find_run(document: Document) -> LinkRun | None:
    """The run above the headline that is the ticker.

    The result is ``None`` if there is no such run, or if several are equally likely.

    Args:
        document: The page.

    """
    search = _RunSearch(document)
    if not search.has_enough_links(document.root):
        return None
    search.walk(document.root)
    found = search.found
    if not found or not (search.is_confirmed or document.is_cut):
        return None
    inline = [run for run in found if not run.is_listed]
    if inline:
        return inline[0]
    if document.is_cut:
        return None  # dates of the same list may follow in the missing part
    first = max(found, key=lambda run: len(run.anchors))
    others = [
        run for run in found if run.texts != first.texts
    ]  # some scripts copy a strip, so that it scrolls endlessly
    return first if all(len(run.anchors) * 2 <= len(first.anchors) for run in others) else None


def runs_of_links(root: etree._Element) -> list[LinkRun]:
    """The runs in markup that a script writes, whose place on the page is not known.

    Args:
        root: The root element of the markup.

    """
    search = _RunSearch(None)
    search.walk(root)
    return search.found


class _RunSearch:
    """One walk over a page, down to its headline."""

    def __init__(self, document: Document | None) -> None:
        self.found: list[LinkRun] = []
        self.is_confirmed = False
        """Whether the walk has reached content that follows a ticker.

        It is a headline, the line with source and date, or the date of an entry.
        """
        self._document = document
        self._host = host_of(document.url) if document is not None and document.url else ""
        self._run: LinkRun | None = None
        self._separators: list[str] = []
        self._has_space = self._is_block_separated = False
        self._title = ""
        self._has_heading = False
        self._is_inline_title = True
        self._heading: etree._Element | None = None

    @cached_property
    def _titles(self) -> tuple[str, ...]:
        return _titles(self._document) if self._document is not None else ()

    def has_enough_links(self, root: etree._Element) -> bool:
        """Whether enough consecutive links to articles precede the first possible headline."""
        length = 0
        for element in root.iter("a", "h1"):
            if element.tag == "h1":
                if (
                    element.find(".//a") is None
                    and (text := clean(text_of(element)))
                    and not self._names_site(text)
                ):
                    return False
            elif ARTICLE_ADDRESS.fullmatch(href_of(element)):
                length += 1
                if length >= MIN_INLINE:
                    return True
            elif element.text or len(element):
                length = 0
        return False

    def walk(self, root: etree._Element) -> None:
        """Collect the runs down to the headline."""
        body = root.find("body")
        top = root if body is None else body
        walker = etree.iterwalk(top, events=("start", "end"))
        for event, node in walker:
            tag = node.tag
            if event == "start":
                if tag in BLOCK_TAGS:
                    self._is_block_separated = True
                if tag == "a":
                    walker.skip_subtree()
                    is_over = self._on_link(node)
                elif tag in _SKIPPED:
                    walker.skip_subtree()
                    continue
                else:
                    if tag in _HEADINGS:
                        self._heading = node
                    elif tag == "img":
                        # A picture between links is a separator if it is always the same.
                        self._separators.append((node.get("src") or "")[-_MAX_SEPARATOR:])
                    text = node.text
                    is_over = bool(text) and self._on_text(text or "", node)
            else:
                if node is self._heading:
                    self._heading = None
                if tag in BLOCK_TAGS:
                    self._is_block_separated = True
                if node is top:
                    break
                text = node.tail
                is_over = bool(text) and self._on_text(text or "", node.getparent())
            if is_over:
                self._end_run()
                self.is_confirmed = True
                return
        self._end_run()

    def _on_text(self, text: str, element: etree._Element | None) -> bool:
        """Handle a text outside links; returns whether the content of the page begins with it."""
        separator = _SPACE.sub("", text)
        if len(separator) < len(text):
            self._has_space = True
        if not separator:
            return False
        if not any(map(str.isalnum, separator)) and self._heading is None:
            if sum(map(len, self._separators)) <= _MAX_SEPARATOR:
                self._separators.append(separator[: _MAX_SEPARATOR + 1])
            return False
        self._end_run()
        line = clean(text)
        if self._is_content(line):
            return True
        self._title = f"{self._title} {line}"[-_MAX_TITLE:].strip()
        self._has_heading = self._has_heading or self._heading is not None
        self._is_inline_title = element is not None and (
            element.tag not in BLOCK_TAGS or element.tag == "td"
        )
        return bool(self.found) and _DATE.search(line) is not None

    def _is_content(self, line: str) -> bool:
        if self._heading is not None and self._heading.tag == "h1":
            return not self._names_site(line)
        return (
            len(line) >= _LONG_TEXT
            or label_start(f"{line} ") is not None
            or self._is_headline(line)
        )

    def _is_headline(self, line: str) -> bool:
        return (
            len(line) >= 12
            and len(_LETTERS.findall(line)) >= 3
            and any(line in title for title in self._titles)
        )

    def _names_site(self, line: str) -> bool:
        return "".join(_LETTERS.findall(line.lower())) in self._host

    def _on_link(self, anchor: etree._Element) -> bool:
        """Handle a link; returns whether it is the headline of the page."""
        text = clean(text_of(anchor))
        if not ARTICLE_ADDRESS.fullmatch(href_of(anchor)):
            if not text and self._run is not None and anchor.find(".//img") is None:
                self._run.pending.append(anchor)  # an empty entry, as seen in tickers
                self._separators.clear()
                return False
            is_over = self._end_run()
            self._reset_gap()
            return is_over or (
                self._heading is not None
                and self._heading.tag == "h1"
                and bool(text)
                and _depth(anchor) > 1
            )
        if self._heading is not None and self._heading.tag == "h1":
            return True
        run = self._run
        if run is not None and self._belongs_to(run, anchor):
            for empty in run.pending:
                run.anchors.append(empty)
                run.texts.append("")
            run.pending.clear()
            run.anchors.append(anchor)
            run.texts.append(text)
        else:
            if self._end_run():
                return True
            self._run = LinkRun(
                [anchor], [text], self._title, self._has_heading, self._is_inline_title
            )
        self._reset_gap()
        return False

    def _belongs_to(self, run: LinkRun, anchor: etree._Element) -> bool:
        shape = shape_of(run.anchors[-1], anchor)
        separator = "".join(self._separators)
        if shape is None or len(separator) > _MAX_SEPARATOR:
            return False
        if run.shape is None:
            run.shape, run.separator = shape, separator
            run.is_block_separated, run.has_space = self._is_block_separated, self._has_space
            return True
        # An empty entry may lack its separator, or have two.
        return (
            shape == run.shape
            and (separator == run.separator or bool(run.pending))
            and run.is_block_separated == self._is_block_separated
        )

    def _reset_gap(self) -> None:
        """Clear the state about the text between the last link and the next."""
        self._separators.clear()
        self._has_space = self._is_block_separated = self._has_heading = False
        self._title, self._is_inline_title = "", True

    def _end_run(self) -> bool:
        """End the current run; returns whether it is a single link, the headline of the page."""
        run, self._run = self._run, None
        if run is None:
            return False
        if run.may_be_ticker():
            self.found.append(run)
        return len(run.anchors) == 1 and self._is_headline(run.texts[0])


def _depth(anchor: etree._Element) -> int:
    """The number of segments in the path of a link."""
    path = href_of(anchor).split("?")[0].split("#")[0].partition("://")[2] or href_of(anchor)
    return len([part for part in path.split("/")[1:] if part])


def _titles(document: Document) -> tuple[str, ...]:
    """The title of the page and its OpenGraph title."""
    texts = [element.text or "" for element in document.root.iter("title")][:1]
    texts += document.selector.xpath("//meta[@property='og:title']/@content").getall()[:1]
    return tuple(title for text in texts if (title := clean(text)))
