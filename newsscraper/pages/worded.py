"""An article of the platform by its words: label, headline, notices. Its tags and classes may be
any.

What has been seen of these pages is their text; of their markup only what others' scrapers say of
it. So the label is looked for wherever it stands, and which of several is the page's own is decided
by what speaks for it: the headline before it agrees with what the page says of itself and leads to
no other article, its source is that of the address, a text follows.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import ClassVar, Literal

from lxml import etree

from newsscraper.items.records import RawArticle, RawImage, Witness
from newsscraper.items.warning_codes import WarningCode
from newsscraper.pages.base import Page
from newsscraper.pages.contents import Contents
from newsscraper.pages.own_article import Found, OwnArticle
from newsscraper.pages.refusal import ChallengePage, ErrorPage
from newsscraper.pages.sheet import Sheet
from newsscraper.pages.witness import witness

# The words before the source as a page's source may have them: with tags, entities or lost letters
# in them.
_LATIN = re.compile(
    r"ubli(?:[ée\ufffdÃ]|&#?\w+;|shed|cado)\w{0,2}\W{0,40}(?:\w{1,6}\W{1,40}){0,4}?(?:dans|in|en)\b"
)
_WORD = re.compile(r"\w{2,}")
_ALIKE = 0.3
_ARABIC = ("نشر", "ن\u0640", "ن\u064f", "&#1606", "&#x646")


class WordedArticlePage(Page):
    """An article of the platform in whatever markup, found by its label."""

    kind = "article"
    layout = "WordedArticlePage"
    on_site: ClassVar[bool] = True
    """Whether the page's address is a known site's: elsewhere only a label in words that are known
    is one."""

    def matches(self) -> bool:
        """A label with a headline before it, of which something says that they are this page's."""
        if self.document.form != "html":
            return False
        if not self.on_site and not _may_be_labelled(self.document.text):
            return False
        return self._found is not None

    @cached_property
    def headline(self) -> str | None:
        """The line before the label that agrees with what the page says of itself, else the nearest
        that can be one."""
        return self._found.headline.text if self._found is not None else None

    @cached_property
    def body(self) -> tuple[str, ...]:
        """The lines between the label and the closing notice, or where what is around an article
        begins."""
        return self._contents.body if self._contents is not None else ()

    @cached_property
    def images(self) -> tuple[RawImage, ...]:
        """The images between the label and the end of the body."""
        return self._contents.images if self._contents is not None else ()

    @cached_property
    def author(self) -> str | None:
        """A name before the label, or the link to an author's page in it or beside it."""
        return self._contents.author if self._contents is not None else None

    @cached_property
    def original_url(self) -> str | None:
        """The link in the closing notice or beside it."""
        return self._closing_link.get("href") if self._closing_link is not None else None

    @cached_property
    def witness(self) -> Witness:
        """What the page says of itself outside its text."""
        return witness(self.root)

    def article(self) -> RawArticle:
        """What the page printed."""
        found = self._found
        label = found.label if found is not None else None
        unknown = (
            label.text if found is not None and label is not None and not found.is_worded else None
        )
        return replace(
            self.origin(),
            frame_language=label.language if label else None,
            headline=self.headline,
            source=label.source if label else None,
            published=label.published if label else None,
            author=self.author,
            body=self.body,
            images=self.images,
            original_url=self.original_url,
            witness=self._own_witness,
            unknown_label=unknown,
            warnings=(*self.warnings, WarningCode.UNKNOWN_LABEL) if unknown else self.warnings,
        )

    def link_role(
        self, element: etree._Element, text: str
    ) -> Literal["next", "original", "feed", "entry"] | None:
        """Marks the link to the publisher's page."""
        return "original" if element is self._closing_link else None

    @cached_property
    def _sheet(self) -> Sheet:
        return Sheet(self.root, self.url, self.path, self.witness)

    @property
    def _own_witness(self) -> Witness:
        """The page's data without the day and the names of another article: JSON-LD whose headline
        says nothing of this one's."""
        told = self.witness
        if not told.headline or not self.headline or told.headline == self._sheet.open_graph:
            return told
        theirs, ours = (
            set(_WORD.findall(text.casefold())) for text in (told.headline, self.headline)
        )
        if len(theirs & ours) >= _ALIKE * min(len(theirs), len(ours)):
            return told
        return replace(told, published=None, author=None, section=None, images=())

    @cached_property
    def _found(self) -> Found | None:
        found = OwnArticle(self._sheet, self._is_refused).find(only_worded=not self.on_site)
        if found is None or found.label is None or self.on_site:
            return found
        if self.url is None and (
            found.label.link is None or self._sheet.slug_of(found.label.link) is not None
        ):
            return found
        # "Published in ... on ..." is said by many sites; only the platform ends with a link to
        # another's page.
        return found if self._sheet.is_closed(found.label) else None

    @cached_property
    def _contents(self) -> Contents | None:
        return (
            Contents(self._sheet, self._found, is_cut=self.document.is_cut)
            if self._found is not None
            else None
        )

    @property
    def _closing_link(self) -> etree._Element | None:
        return self._contents.closing_link if self._contents is not None else None

    def _is_refused(self) -> bool:
        """Whether the page says of itself that it is an error or a wall."""
        return any(
            refusal(self.capture, self.document).matches() for refusal in (ChallengePage, ErrorPage)
        )


class StrayArticlePage(WordedArticlePage):
    """The same on a page of no known address: a mirror's, or one that was saved without."""

    on_site = False


def _may_be_labelled(text: str) -> bool:
    """Whether a page's source may hold a label: a cheap question, asked of any site's pages."""
    if "UBLI" in text or any(word in text for word in _ARABIC):
        return True
    at = text.find("ubli")
    while at >= 0:
        if _LATIN.match(text, at) is not None:
            return True
        at = text.find("ubli", at + 1)
    return False
