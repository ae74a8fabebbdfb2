"""Any page with the text of an article: the fallback if no known layout matches.

A trained model chooses the blocks of the body. Headline, date and authors are weighed from what the
page prints and what its metadata says (JSON-LD, OpenGraph).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from newsscraper.items.records import RawArticle, RawImage, Witness
from newsscraper.items.warning_codes import WarningCode
from newsscraper.labels import TEASER_END
from newsscraper.pages.base import Page
from newsscraper.pages.fields import PageFields
from newsscraper.pages.generic import model
from newsscraper.pages.generic.reading import Reading, read_page
from newsscraper.pages.images import images
from newsscraper.pages.markdown.structure import structure
from newsscraper.pages.witness import joined_names
from newsscraper.text.cleaning import clean

_END = 60
"""Characters at the end of a text in which the mark of a teaser is looked for."""

_MIN_TEXT = 60
_MAX_LINKED = 0.8
"""The text of an article has at least 60 characters, and at most four of five are in links.

Of 1,547 pages of articles in the evaluation sets, none has less than 100, or more than 0.7.
"""


class GenericArticlePage(Page):
    """An article in an unknown layout."""

    kind = "article"
    layout = "GenericArticlePage"

    def matches(self) -> bool:
        """Whether the page is an article, according to the model, with a headline and a text."""
        if self.document.form != "html" or not self.reading.kept:
            return False
        # The teasers of a listing look like the paragraphs of an article, but each is cut off.
        blocks = self.reading.blocks
        texts = blocks.texts
        cut = sum(1 for number in self._kept if TEASER_END.search(clean(texts[number][-_END:])))
        if len(self._kept) > 1 and cut * 2 >= len(self._kept):
            return False
        text = sum(len(texts[number]) for number in self._kept)
        linked = sum(blocks.linked[number] for number in self._kept)
        if text < _MIN_TEXT or linked > _MAX_LINKED * text:
            return False
        weights = model.current()
        score = self.reading.article_score(self.url, weights)
        return score >= weights.article_threshold and bool(self.headline and self.body)

    @cached_property
    def reading(self) -> Reading:
        """The blocks of the page, and which of them are the main text."""
        return read_page(self.root, model.current())

    @cached_property
    def fields(self) -> PageFields:
        """The fields of the page, each with its witness."""
        return PageFields(self.root, self.url, self.capture.fetched_at)

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
        return [number for number in self.reading.kept if clean(texts[number]) != headline]

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
            warnings=(*self.warnings, *disputed, WarningCode.GENERIC_LAYOUT),
        )
