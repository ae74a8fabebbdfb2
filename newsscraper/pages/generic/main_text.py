"""Any page with a text: documentation, a thread of a forum, the page of a product or service.

It is tried only for callers that ask for the text of any page. The blocks are chosen by weights
that were trained on pages of all kinds, and the fields are those of an article.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, cast

from newsscraper.items.records import RawArticle
from newsscraper.items.warning_codes import WarningCode
from newsscraper.pages.base import Kind
from newsscraper.pages.generic.page import GenericPage

if TYPE_CHECKING:
    from newsscraper.pages.generic.reading import Reading


class MainTextPage(GenericPage):
    """The main text of a page that is not an article."""

    layout = "MainTextPage"

    @cached_property
    def kind(self) -> Kind:
        """One of :data:`newsscraper.pages.generic.model.KINDS`; ``page`` if that is uncertain."""
        from newsscraper.pages.generic import model

        return cast(Kind, self.reading.other_kind(self.url, model.current()) or "page")

    def matches(self) -> bool:
        """Whether the page has any text that the model takes for its main text."""
        return self.document.form == "html" and bool(self.reading.kept)

    @cached_property
    def reading(self) -> Reading:
        """The blocks of the page, and which of them are the main text of a page of any kind."""
        from newsscraper.pages.generic import model

        return self.article_reading.of_any_page(model.current())

    def article(self) -> RawArticle:
        """The headline, text and other fields, with the warning that this is not an article."""
        raw = super().article()
        return replace(raw, warnings=(*raw.warnings, WarningCode.NOT_AN_ARTICLE))
