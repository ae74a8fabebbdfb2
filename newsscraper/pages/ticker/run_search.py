"""The search for the run of links that is the ticker: one walk down to the headline."""

from __future__ import annotations

import re

from lxml import etree

from newsscraper.labels import DATE, label_start
from newsscraper.pages.blocks import BLOCK_TAGS, text_of
from newsscraper.pages.document import Document
from newsscraper.pages.ticker.runs import ARTICLE_ADDRESS, MIN_INLINE, LinkRun, href_of, shape_of
from newsscraper.text.cleaning import clean
from newsscraper.urls import host_of

_DATE = re.compile(DATE)
_NO_SIGNS = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
_LETTERS = re.compile(r"[^\W_]+")
_SKIPPED = frozenset(
    "script style template textarea select option button svg iframe object head title nav aside"
    " footer".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_MAX_SIGNS = 8
_MAX_TITLE = 80
_LONG_TEXT = 300
"""A text of this length outside links is a page's content."""


def find_run(document: Document) -> LinkRun | None:
    """The run above the page's headline that is a ticker; ``None`` if there is none, or if several
    may be it."""
    search = _Search(document)
    if not search.is_worth_it(document.root):
        return None
    search.walk(document.root)
    found = search.found
    if not found or not (search.confirmed or document.is_cut):
        return None
    inline = [run for run in found if not run.is_listed]
    if inline:
        return inline[0]
    if document.is_cut:
        return None  # what follows may be the same list's dates
    first = max(found, key=lambda run: len(run.anchors))
    others = [
        run for run in found if run.texts != first.texts
    ]  # a copy makes a strip scroll without an end
    return first if all(len(run.anchors) * 2 <= len(first.anchors) for run in others) else None


def runs_of_links(root: etree._Element) -> list[LinkRun]:
    """The runs in a tree of links alone, as a script writes it: nothing tells of their place on the
    page."""
    search = _Search(None)
    search.walk(root)
    return search.found


class _Search:
    """One walk over a page, down to its headline."""

    def __init__(self, document: Document | None) -> None:
        self.found: list[LinkRun] = []
        self.confirmed = False
        """Whether what a ticker stands above was met: a headline, the line with source and date, an
        entry's date."""
        self._titles = _titles(document) if document is not None else ()
        self._host = host_of(document.url) if document is not None and document.url else ""
        self._run: LinkRun | None = None
        self._signs: list[str] = []
        self._is_spaced = self._is_parted = False
        self._title = ""
        self._is_headed = False
        self._is_inline_title = True
        self._heading: etree._Element | None = None

    def is_worth_it(self, root: etree._Element) -> bool:
        """Whether enough links to articles follow each other above the first heading that can be
        the headline."""
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
        """Gathers the runs until the headline is met."""
        body = root.find("body")
        top = root if body is None else body
        walker = etree.iterwalk(top, events=("start", "end", "comment"))
        for event, node in walker:
            tag = node.tag
            if event == "start":
                if tag in BLOCK_TAGS:
                    self._is_parted = True
                if tag == "a":
                    walker.skip_subtree()
                    over = self._on_link(node)
                elif tag in _SKIPPED:
                    walker.skip_subtree()
                    continue
                else:
                    if tag in _HEADINGS:
                        self._heading = node
                    elif tag == "img":
                        # A picture between links is a separator if it is always the same one.
                        self._signs.append((node.get("src") or "")[-_MAX_SIGNS:])
                    text = node.text
                    over = bool(text) and self._on_text(text or "", node)
            else:
                if node is self._heading:
                    self._heading = None
                if event == "end" and tag in BLOCK_TAGS:
                    self._is_parted = True
                if node is top:
                    break
                text = node.tail
                over = bool(text) and self._on_text(text or "", node.getparent())
            if over:
                self._close()
                self.confirmed = True
                return
        self._close()

    def _on_text(self, text: str, element: etree._Element | None) -> bool:
        """Takes a text outside links; returns whether it is where the page's content begins."""
        signs = _NO_SIGNS.sub("", text)
        if len(signs) < len(text):
            self._is_spaced = True
        if not signs:
            return False
        if not any(map(str.isalnum, signs)) and self._heading is None:
            if sum(map(len, self._signs)) <= _MAX_SIGNS:
                self._signs.append(signs[: _MAX_SIGNS + 1])
            return False
        self._close()
        line = clean(text)
        if self._is_content(line):
            return True
        self._title = f"{self._title} {line}"[-_MAX_TITLE:].strip()
        self._is_headed = self._is_headed or self._heading is not None
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
        """Takes a link; returns whether it is the page's headline."""
        text = clean(text_of(anchor))
        if not ARTICLE_ADDRESS.fullmatch(href_of(anchor)):
            if not text and self._run is not None and anchor.find(".//img") is None:
                self._run.pending.append(anchor)  # seen on strips: an empty entry
                self._signs.clear()
                return False
            over = self._close()
            self._forget()
            return over or (
                self._heading is not None
                and self._heading.tag == "h1"
                and bool(text)
                and _depth(anchor) > 1
            )
        if self._heading is not None and self._heading.tag == "h1":
            return True
        run = self._run
        if run is not None and self._joins(run, anchor):
            for empty in run.pending:
                run.anchors.append(empty)
                run.texts.append("")
            run.pending.clear()
            run.anchors.append(anchor)
            run.texts.append(text)
        else:
            if self._close():
                return True
            self._run = LinkRun(
                [anchor], [text], self._title, self._is_headed, self._is_inline_title
            )
        self._forget()
        return False

    def _joins(self, run: LinkRun, anchor: etree._Element) -> bool:
        shape = shape_of(run.anchors[-1], anchor)
        signs = "".join(self._signs)
        if shape is None or len(signs) > _MAX_SIGNS:
            return False
        if run.shape is None:
            run.shape, run.signs = shape, signs
            run.is_parted, run.is_spaced = self._is_parted, self._is_spaced
            return True
        # An entry that shows nothing may lack its own separator, or double it.
        return (
            shape == run.shape
            and (signs == run.signs or bool(run.pending))
            and run.is_parted == self._is_parted
        )

    def _forget(self) -> None:
        """Nothing stands between the link just taken and the next yet."""
        self._signs.clear()
        self._is_spaced = self._is_parted = self._is_headed = False
        self._title, self._is_inline_title = "", True

    def _close(self) -> bool:
        """Ends the run; returns whether it was one link that is the page's headline."""
        run, self._run = self._run, None
        if run is None:
            return False
        if run.is_strip():
            self.found.append(run)
        return len(run.anchors) == 1 and self._is_headline(run.texts[0])


def _depth(anchor: etree._Element) -> int:
    """The number of segments in a link's path."""
    path = href_of(anchor).split("?")[0].split("#")[0].partition("://")[2] or href_of(anchor)
    return len([part for part in path.split("/")[1:] if part])


def _titles(document: Document) -> tuple[str, ...]:
    """What the page says its headline is."""
    texts = [element.text or "" for element in document.root.iter("title")][:1]
    texts += document.selector.xpath("//meta[@property='og:title']/@content").getall()[:1]
    return tuple(title for text in texts if (title := clean(text)))
