"""The contents of an article that was found by its wording: body, images, original link, author."""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from newsscraper.items.records import RawImage
from newsscraper.pages.images import frame_caption, read_image
from newsscraper.pages.worded.body import LONG_LINE, ArticleBody
from newsscraper.pages.worded.boilerplate import is_share_bar
from newsscraper.pages.worded.closing import ClosingNotice, closing_notice, original_link
from newsscraper.pages.worded.headlines import MAX_NAME
from newsscraper.pages.worded.lines import cut_pieces, is_inside_any, text_of_pieces
from newsscraper.pages.worded.own_article import LocatedArticle
from newsscraper.pages.worded.page_text import PageText
from newsscraper.pages.worded.printed_label import author_of
from newsscraper.text.cleaning import clean


class ArticleContents:
    """Read the contents of an article.

    Args:
        page: The page.
        found: The article.
        is_cut: Whether the page was cut off before its end.

    """

    def __init__(self, page: PageText, found: LocatedArticle, *, is_cut: bool) -> None:
        self._page = page
        self._found = found
        self._is_cut = is_cut

    @property
    def body(self) -> tuple[str, ...]:
        """The raw paragraphs between the label and the end of the article."""
        return self._body.paragraphs

    @property
    def images(self) -> tuple[RawImage, ...]:
        """The images between the label and the end of the body, with their captions."""
        found = ((image, self._captions.get(image)) for image in self._pictures)
        return tuple(
            raw for image, caption in found if (raw := read_image(image, caption)) is not None
        )

    @cached_property
    def author(self) -> str | None:
        """The name before the label, or the text of the nearest link to an author's page."""
        found = self._found
        label = found.label
        if label is None:
            return None
        if label.author:
            return label.author
        if linked := author_of(label.before):
            return linked
        for number in (label.first - 1, label.last + 1):
            line = self._page.lines[number] if 0 <= number < len(self._page.lines) else None
            if (
                line is not None
                and len(line.text) <= MAX_NAME
                and (linked := author_of(line.pieces))
            ):
                return linked
        before = label.before
        if found.headline.line == label.first:  # the author is between the two
            text = text_of_pieces(before)
            at = text.rfind(found.headline.text.strip())
            before = cut_pieces(before, at + len(found.headline.text.strip())) if at >= 0 else []
        name = text_of_pieces(before).strip(" \t\r\n\u00a0\u200e\u200f-–—:|,،")
        return name if 0 < len(name) <= MAX_NAME and not is_share_bar(clean(name)) else None

    @cached_property
    def closing_link(self) -> etree._Element | None:
        """The link of the closing notice."""
        return original_link(self._page, self._closing) if self._closing is not None else None

    @cached_property
    def _limit(self) -> int:
        """The line of the next label of another article, or the number of lines."""
        last = self._found.end[0]
        for label in self._page.labels:
            is_alone = not any(map(str.isalnum, self._page.lines[label.last].text[label.end :]))
            if label.first > last and is_alone and len(text_of_pieces(label.before)) <= MAX_NAME:
                return label.first
        return len(self._page.lines)

    @cached_property
    def _closing(self) -> ClosingNotice | None:
        return closing_notice(self._page, self._found.end[0], self._limit)

    @cached_property
    def _body(self) -> ArticleBody:
        return ArticleBody(
            self._page,
            self._found,
            self._closing,
            self._limit,
            self._captions.values(),
            is_cut=self._is_cut,
        )

    @cached_property
    def _last(self) -> float:
        """The last position at which an image belongs to the article."""
        if self._closing is not None:
            return self._closing.first
        return self._body.last_line + 0.5 if self._body.last_line is not None else -1

    @cached_property
    def _pictures(self) -> list[etree._Element]:
        found = self._found
        first = found.end[0]
        silent = found.silent_in(self._page.lines)
        return [
            image.element
            for image in self._page.pictures
            if first < image.at <= self._last
            and (image.silent is None or image.silent is silent)
            and not self._is_icon(image.element)
        ]

    def _is_icon(self, image: etree._Element) -> bool:
        """Return whether an image is a share button or another article's thumbnail."""
        anchor = next(image.iterancestors("a"), None)
        if anchor is None:
            return False
        if self._page.leads_elsewhere([anchor]) or self._page.slug_of(anchor) is not None:
            return True
        return self._page.shares(anchor.get("href") or "")

    @cached_property
    def _captions(self) -> dict[etree._Element, etree._Element]:
        """The captions of images, recognized by position.

        A caption and its image are the only contents of an element.
        """
        found = self._found
        captions = {}
        last = self._closing.first + 1 if self._closing is not None else self._limit
        for image in self._page.pictures:
            if (
                found.end[0] < image.at <= last
                and (caption := frame_caption(image.element)) is not None
            ):
                captions[image.element] = caption
        if not captions:
            return {}
        inside = set(captions.values())
        has_text = any(
            not is_inside_any(line.pieces[0].element, inside) and len(line.text) >= LONG_LINE
            for line in self._page.lines[found.end[0] + 1 : last]
        )
        return captions if has_text else {}
