"""Articles of the platform recognized by wording: label, headline and notices.

The text of these pages has been seen, but their markup is known only from other people's scrapers.
So the label is searched for in any element. If a page has several labels, the page's own is the one
with the best evidence: its headline agrees with the page's metadata and is not a link to another
article, its source matches the address, and a text follows it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import ClassVar, Literal

from lxml import etree

from newsscraper.items.records import RawArticle, RawImage, Witness
from newsscraper.items.warning_codes import WarningCode
from newsscraper.labels import may_be_closed, may_contain_label
from newsscraper.pages.base import Page
from newsscraper.pages.refusal import ChallengePage, ErrorPage
from newsscraper.pages.witness import witness
from newsscraper.pages.worded.contents import ArticleContents
from newsscraper.pages.worded.own_article import LocatedArticle, OwnArticleFinder
from newsscraper.pages.worded.page_text import PageText

_WORD = re.compile(r"\w{2,}")
_ALIKE = 0.3


class WordedArticlePage(Page):
    """An article of the platform in any markup, found by its label."""

    kind = "article"
    layout = "WordedArticlePage"
    on_site: ClassVar[bool] = True
    """Whether the page's address belongs to a known site.

    On other sites, labels in an unknown wording are not accepted.
    """

    def matches(self) -> bool:
        """Return whether the page has a headline and a label that evidence shows to be its own."""
        if self.document.form != "html":
            return False
        if not self.on_site and not self._may_be_of_the_platform:
            return False
        return self._found is not None

    @property
    def _may_be_of_the_platform(self) -> bool:
        """Whether a page of an unknown site may contain a label, and a closing notice if needed.

        Both are looked for in the text of the whole tree, which is fast.
        """
        text = self.document.plain_text
        return may_contain_label(text) and (self.url is None or may_be_closed(text))

    @cached_property
    def headline(self) -> str | None:
        """The line above the label that agrees with the metadata, or else the nearest headline."""
        return self._found.headline.text if self._found is not None else None

    @cached_property
    def body(self) -> tuple[str, ...]:
        """The paragraphs between the label and the closing notice, or the end of the article."""
        return self._contents.body if self._contents is not None else ()

    @cached_property
    def images(self) -> tuple[RawImage, ...]:
        """The images between the label and the end of the body."""
        return self._contents.images if self._contents is not None else ()

    @cached_property
    def author(self) -> str | None:
        """The name before the label, or the text of the nearest link to an author's page."""
        return self._contents.author if self._contents is not None else None

    @cached_property
    def original_url(self) -> str | None:
        """The link in or next to the closing notice."""
        return self._closing_link.get("href") if self._closing_link is not None else None

    @cached_property
    def witness(self) -> Witness:
        """The page's metadata about its article."""
        return witness(self.root)

    def article(self) -> RawArticle:
        """Return what the page printed."""
        found = self._found
        label = found.label if found is not None else None
        unknown = (
            label.text
            if found is not None and label is not None and not found.is_label_known
            else None
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
        """Mark the link to the publisher's page as "original"."""
        return "original" if element is self._closing_link else None

    @cached_property
    def _page(self) -> PageText:
        return PageText(self.root, self.url, self.path, self.witness)

    @property
    def _own_witness(self) -> Witness:
        """The page's metadata, without the values of another article.

        If the headline in JSON-LD has nothing in common with the printed one, its date, author,
        section and images describe another article.
        """
        metadata = self.witness
        if not metadata.headline or not self.headline or metadata.headline == self._page.open_graph:
            return metadata
        theirs, ours = (
            set(_WORD.findall(text.casefold())) for text in (metadata.headline, self.headline)
        )
        if len(theirs & ours) >= _ALIKE * min(len(theirs), len(ours)):
            return metadata
        return replace(metadata, published=None, author=None, section=None, images=())

    @cached_property
    def _found(self) -> LocatedArticle | None:
        found = OwnArticleFinder(self._page, self._is_refused).find(
            only_known_labels=not self.on_site
        )
        if found is None or found.label is None or self.on_site:
            return found
        if self.url is None and (
            found.label.link is None or self._page.slug_of(found.label.link) is not None
        ):
            return found
        # Many sites print "Published in ... on ...". Only the platform also prints a link to
        # another site's page below the article.
        return found if self._page.is_closed(found.label) else None

    @cached_property
    def _contents(self) -> ArticleContents | None:
        return (
            ArticleContents(self._page, self._found, is_cut=self.document.is_cut)
            if self._found is not None
            else None
        )

    @property
    def _closing_link(self) -> etree._Element | None:
        return self._contents.closing_link if self._contents is not None else None

    def _is_refused(self) -> bool:
        """Return whether the page's text says that it is an error, CAPTCHA or consent page."""
        return any(
            refusal(self.capture, self.document).matches() for refusal in (ChallengePage, ErrorPage)
        )


class StrayArticlePage(WordedArticlePage):
    """The same without a known address: a mirror's page, or one saved without its address."""

    on_site = False
