"""A page prepared for reading by wording: its lines, labels, title and links."""

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
from newsscraper.pages.worded.links import article_path, slug_of
from newsscraper.pages.worded.own_title import OwnTitle
from newsscraper.pages.worded.printed_label import PrintedLabel, printed_labels
from newsscraper.urls import host_of

_TEXT_ENOUGH = 600
_MAX_LINES = 200


class PageText:
    """A page's lines and what its address says.

    Args:
        root: The tree.
        url: The page's address, if known.
        path: The path of the address, without the final slash.
        witness: The page's metadata about its article.

    """

    def __init__(
        self, root: etree._Element, url: str | None, path: str | None, witness: Witness
    ) -> None:
        self._root = root
        self._witness = witness
        self.path = path
        self.host = host_of(url) or None if url is not None else None
        """The page's host, if known."""
        self.slug: str | None = None
        """The source in the address, if it is the address of an article."""
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
        """All images of the page."""
        return self._content.pictures

    @cached_property
    def labels(self) -> list[PrintedLabel]:
        """All labels on the page that have a known wording, whichever article they belong to."""
        return printed_labels(self.lines)

    @cached_property
    def own_title(self) -> OwnTitle:
        """The page's headline in its metadata; without metadata, its only main heading."""
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
        """The OpenGraph title: that of the page, or of the whole site."""
        return next(
            (
                meta.get("content")
                for meta in self._root.iter("meta")
                if meta.get("property") == "og:title"
            ),
            None,
        )

    def is_own(self, label: PrintedLabel) -> bool:
        """Return whether a label's link leads to the source in the page's address."""
        return (
            label.link is not None
            and self.slug is not None
            and self.slug_of(label.link) == self.slug
        )

    def slug_of(self, anchor: etree._Element) -> str | None:
        """Return the source whose listing a link leads to."""
        return slug_of(anchor.get("href"), self.host)

    def leads_elsewhere(self, anchors: Iterable[etree._Element | None]) -> bool:
        """Return whether some links lead to articles, and none of these is this page."""
        paths = [
            path
            for anchor in dict.fromkeys(anchors)
            if anchor is not None and (path := article_path(anchor.get("href")))
        ]
        return bool(paths) and (
            self.path is None or not any(self.path.endswith(path) for path in paths)
        )

    def shares(self, href: str) -> bool:
        """Return whether a link is a share link.

        Its address says so, or contains the page's address.
        """
        lowered = href.lower()
        if "share" in lowered or "/intent/" in lowered:
            return True
        path = self.path.lower() if self.path else ""
        return len(path) > 3 and (
            path in lowered.partition("?")[2] or path.replace("/", "%2f") in lowered
        )

    def is_linked(self, pieces: list[Piece]) -> bool:
        """Return whether most of a text links to articles, listings or authors of the site."""
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
        """Return the line of the first label after a line, or the number of lines."""
        place = bisect_right(self._firsts, number)
        return self._firsts[place] if place < len(self._firsts) else len(self.lines)

    @cached_property
    def _firsts(self) -> list[int]:
        return [label.first for label in self.labels]

    def text_after(self, label: PrintedLabel) -> int:
        """Return the length of the text outside links between a label and the next one.

        Counting stops at 600 characters.
        """
        length = -label.end
        for line in self._lines_after(label):
            length += sum(len(piece.text) for piece in line.pieces if piece.anchor is None)
            if length > _TEXT_ENOUGH:
                return _TEXT_ENOUGH
        return length

    def is_closed(self, label: PrintedLabel) -> bool:
        """Return whether a closing notice follows a label before the next label."""
        return any(
            find_closing(line.text)
            for line in self._lines_after(label)
            if may_contain_closing(line.text)
        )

    def _lines_after(self, label: PrintedLabel) -> Iterator[Line]:
        yield from self.lines[
            label.last : min(self.next_label(label.last), label.last + _MAX_LINES)
        ]
