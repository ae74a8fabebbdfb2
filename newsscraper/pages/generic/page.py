"""Any page with the text of an article: the fallback if no known layout matches.

A trained model chooses the blocks of the body. Headline, date and authors are weighed from what the
page prints and what its metadata says (JSON-LD, OpenGraph).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from newsscraper.items.records import RawArticle, RawImage, Witness
from newsscraper.items.warning_codes import WarningCode
from newsscraper.labels import TEASER_END, may_be_label, read_label
from newsscraper.pages.base import Page
from newsscraper.pages.fields import PageFields
from newsscraper.pages.images import images
from newsscraper.pages.markdown.structure import structure
from newsscraper.pages.witness import joined_names
from newsscraper.text.cleaning import clean

if TYPE_CHECKING:
    from newsscraper.pages.generic.reading import Reading

_MIN_PARAGRAPH = 60
_MIN_BODY = 100
_MIN_DECLARED_BODY = 60
_MAX_MARKS = 40
"""Characters without a meaning that a printed headline may have."""

_END = 40
"""Characters at the end of a text that are searched for the sign that it was cut off."""


class GenericPage(Page):
    """A page of unknown layout with a main text, and with the fields of an article."""

    @property
    def reading(self) -> Reading:
        """The blocks of the page, and which of them are the main text."""
        return self.article_reading

    @cached_property
    def article_reading(self) -> Reading:
        """The blocks, and which of them are the main text if the page is an article."""
        # Not imported before it is needed: loading numpy takes longer than loading all the rest,
        # and pages of the platform are read without it.
        from newsscraper.pages.generic import model
        from newsscraper.pages.generic.reading import Reading, read_page

        found: Reading = self.document.shared(
            Reading, lambda: read_page(self.root, model.current())
        )
        return found

    @cached_property
    def fields(self) -> PageFields:
        """The fields of the page, each with its witness."""
        found: PageFields = self.document.shared(
            PageFields, lambda: PageFields(self.root, self.url, self.capture.fetched_at)
        )
        return found

    @property
    def headline(self) -> str | None:
        """The heading that the metadata repeats, else the headline of the metadata."""
        return self.fields.headline.text

    @property
    def published(self) -> str | None:
        """The date of publication as the page has it."""
        return self.fields.published.text

    @cached_property
    def body(self) -> tuple[str, ...]:
        """The blocks of the main text, without a repeated headline."""
        return tuple(self.reading.blocks.raw(number) for number in self._kept)

    @cached_property
    def _kept(self) -> list[int]:
        texts = self.reading.blocks.texts
        headline = clean(self.headline or "")
        most = 2 * len(headline) + _MAX_MARKS
        return [
            number
            for number in self.reading.kept
            if len(texts[number]) > most or clean(texts[number]) != headline
        ]

    @cached_property
    def images(self) -> tuple[RawImage, ...]:
        """The images inside the element that contains most of the article's text."""
        element = self.reading.main_element
        return tuple(images(element)) if element is not None else ()

    @cached_property
    def witness(self) -> Witness:
        """The page's metadata."""
        return self.fields.witness

    def article(self) -> RawArticle:
        """The article as it is on the page, before cleaning."""
        fields = self.fields
        authors = fields.authors.names
        cut = (WarningCode.TOO_LONG,) if self.reading.blocks.is_cut else ()
        disputed = (WarningCode.DATE_DISPUTED,) if fields.published.is_disputed else ()
        return replace(
            self.origin(),
            headline=self.headline,
            source=self.witness.source,
            published=self.published,
            author=joined_names(list(authors)),
            section=self.witness.section,
            body=self.body,
            structure=structure(self.reading.blocks, self._kept, self.document.base_url),
            images=self.images,
            witness=self.witness,
            details=fields.details("\n".join(self.body)),
            warnings=(*self.warnings, *cut, *disputed, WarningCode.GENERIC_LAYOUT),
        )


class GenericArticlePage(GenericPage):
    """An article in an unknown layout."""

    kind = "article"
    layout = "GenericArticlePage"

    def matches(self) -> bool:
        """Whether the page is an article, according to the model, with a headline and a text."""
        if self.document.form != "html" or not self.headline or not self._has_text:
            return False
        from newsscraper.pages.generic import model

        weights = model.current()
        return self.reading.article_score(self.url, weights) >= weights.article_threshold

    @property
    def _has_text(self) -> bool:
        """Whether enough of the main text is neither links nor teasers.

        The teasers of a listing look like the paragraphs of an article, but each is cut off. A
        single one is a listing if it has the platform's label.
        """
        blocks = self.reading.blocks
        labels = 0
        if may_be_label("\n".join(blocks.texts)):
            labels = sum(1 for text in blocks.texts if may_be_label(text) and read_label(text))
        if labels > 1:
            return False  # the labels of several articles of the platform: a listing
        texts = [
            blocks.texts[number]
            for number in self._kept
            if blocks.linked[number] * 2 <= len(blocks.texts[number])
        ]
        long_ones = [text for text in texts if len(text) >= _MIN_PARAGRAPH]
        teasers = sum(TEASER_END.search(text[-_END:]) is not None for text in long_ones)
        if teasers * 2 >= len(long_ones) > 1 - labels:
            return False
        return sum(map(len, texts)) >= (
            _MIN_DECLARED_BODY if self.reading.context.declares_article else _MIN_BODY
        )
