"""One page laid out for the reading by words: its lines, its labels, what it says of itself, and
where its links lead."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from lxml import etree

from newsscraper.items.records import Witness
from newsscraper.labels import find_closing, may_contain_closing
from newsscraper.pages.base import ARTICLE_PATH
from newsscraper.pages.blocks import text_of
from newsscraper.pages.worded.lines import Line, Lines, Picture, Piece
from newsscraper.pages.worded.own_title import OwnTitle
from newsscraper.pages.worded.printed_label import (
    PrintedLabel,
    article_path,
    printed_labels,
    slug_of,
)
from newsscraper.urls import host_of

_TEXT_ENOUGH = 600
_MAX_LINES = 200


class PageText:
    """A page's lines and what is known of its address.

    Args:
        root: The tree.
        url: The page's address, if it is known.
        path: The path of it, without the closing slash.
        witness: What the page says of itself outside its text.

    """

    def __init__(
        self, root: etree._Element, url: str | None, path: str | None, witness: Witness
    ) -> None:
        self._root = root
        self._witness = witness
        self.path = path
        self.host = host_of(url) or None if url is not None else None
        """The page's own host."""
        self.slug: str | None = None
        """The source that the address names, if it is an article's."""
        if path is not None and ARTICLE_PATH.search(path):
            segments = [segment for segment in path.split("/") if segment]
            self.slug = segments[-2] if len(segments) in (2, 3) else None

    @cached_property
    def _content(self) -> Lines:
        return Lines(self._root)

    @property
    def lines(self) -> list[Line]:
        """All lines of the page."""
        return self._content.lines

    @property
    def pictures(self) -> list[Picture]:
        """All its images."""
        return self._content.pictures

    @cached_property
    def labels(self) -> list[PrintedLabel]:
        """All labels in words that are known, whichever article's they are."""
        return printed_labels(self.lines)

    @cached_property
    def own_title(self) -> OwnTitle:
        """The headline that the page gives for itself outside its text; without any, that of its
        only main heading."""
        title = next(
            (text_of(title) for head in self._root.iter("head") for title in head.iter("title")),
            None,
        )
        if not title and not self._witness.headline:
            headings = list(islice(self._root.iter("h1"), 2))
            title = text_of(headings[0]) if len(headings) == 1 else None
        names = {self.host.split(".")[0], self.host} if self.host is not None else set()
        return OwnTitle(
            (self._witness.headline, self.open_graph), title, {name for name in names if name}
        )

    @cached_property
    def open_graph(self) -> str | None:
        """The title that OpenGraph gives: that of the page, or of the whole site."""
        return next(
            (
                meta.get("content")
                for meta in self._root.iter("meta")
                if meta.get("property") == "og:title"
            ),
            None,
        )

    def is_own(self, label: PrintedLabel) -> bool:
        """Whether a label's link leads to the source that the page's address names."""
        return (
            label.link is not None
            and self.slug is not None
            and self.slug_of(label.link) == self.slug
        )

    def slug_of(self, anchor: etree._Element) -> str | None:
        """The source whose listing a link leads to."""
        return slug_of(anchor.get("href"), self.host)

    def leads_elsewhere(self, anchors: Iterable[etree._Element | None]) -> bool:
        """Whether there are links to articles among some, and all to others than this page."""
        paths = [
            path
            for anchor in dict.fromkeys(anchors)
            if anchor is not None and (path := article_path(anchor.get("href")))
        ]
        return bool(paths) and (
            self.path is None or not any(self.path.endswith(path) for path in paths)
        )

    def shares(self, href: str) -> bool:
        """Whether a link shares a page: it says so, or carries the page's own address."""
        lowered = href.lower()
        if "share" in lowered or "/intent/" in lowered:
            return True
        path = self.path.lower() if self.path else ""
        return len(path) > 3 and (
            path in lowered.partition("?")[2] or path.replace("/", "%2f") in lowered
        )

    def is_linked(self, pieces: list[Piece]) -> bool:
        """Whether most of a text leads to other pages of the site: to articles, listings,
        authors."""
        linked = [
            piece for piece in pieces if piece.anchor is not None and not piece.text.isspace()
        ]
        if not linked:
            return False
        length = sum(len(piece.text.strip()) for piece in pieces)
        if 10 * sum(len(piece.text.strip()) for piece in linked) < 6 * length:
            return False
        for anchor in {piece.anchor for piece in linked if piece.anchor is not None}:
            href = (anchor.get("href") or "").strip()
            if "://" in href and host_of(href) != self.host:
                return False
            if not (
                ARTICLE_PATH.search(href.split("?")[0].split("#")[0])
                or slug_of(href, None)
                or "/author/" in href
            ):
                return False
        return True

    def next_label(self, number: int) -> int:
        """The line that the first label behind a line begins in; the number of lines if there is
        none."""
        place = bisect_right(self._firsts, number)
        return self._firsts[place] if place < len(self._firsts) else len(self.lines)

    @cached_property
    def _firsts(self) -> list[int]:
        return [label.first for label in self.labels]

    def text_after(self, label: PrintedLabel) -> int:
        """How much text that is no link lies between a label and the next one; more than enough is
        not counted."""
        length = -label.end
        for line in self._lines_after(label):
            length += sum(len(piece.text) for piece in line.pieces if piece.anchor is None)
            if length > _TEXT_ENOUGH:
                return _TEXT_ENOUGH
        return length

    def is_closed(self, label: PrintedLabel) -> bool:
        """Whether a closing notice stands between a label and the next one."""
        return any(
            find_closing(line.text)
            for line in self._lines_after(label)
            if may_contain_closing(line.text)
        )

    def _lines_after(self, label: PrintedLabel) -> Iterator[Line]:
        yield from self.lines[
            label.last : min(self.next_label(label.last), label.last + _MAX_LINES)
        ]
