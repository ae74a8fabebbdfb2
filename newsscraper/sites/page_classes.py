"""Which page classes read a site's pages, and the order in which they are tried."""

from __future__ import annotations

from dataclasses import dataclass

from newsscraper.pages.article import ArticlePage
from newsscraper.pages.base import Page
from newsscraper.pages.feeds.page import FeedPage, JsonFeedPage
from newsscraper.pages.generic import GenericArticlePage, MainTextPage
from newsscraper.pages.listing import AuthorPage, FrontPage, ListingPage
from newsscraper.pages.refusal import ChallengePage, ErrorPage
from newsscraper.pages.text.article import TextCapturePage
from newsscraper.pages.text.fragments import BodyCapturePage, CutCapturePage, FragmentPage
from newsscraper.pages.text.listing import TextAuthorPage, TextFrontPage, TextListingPage
from newsscraper.pages.worded.article import StrayArticlePage, WordedArticlePage
from newsscraper.sites.address import AddressKind

_BY_WORDS: tuple[type[Page], ...] = (WordedArticlePage,)
"""Classes that read an article of the platform if no other class knows its markup."""

_BY_WORDS_ANYWHERE: tuple[type[Page], ...] = (StrayArticlePage,)
"""The same, for a page that has no address on a known site."""

_REFUSALS: tuple[type[Page], ...] = (ChallengePage, ErrorPage)
_GENERIC: tuple[type[Page], ...] = (GenericArticlePage,)
_MAIN_TEXT: tuple[type[Page], ...] = (MainTextPage,)
_FRAGMENTS: tuple[type[Page], ...] = (BodyCapturePage, FragmentPage)
"""For text captures that were cut off: classes that read the remaining part of an article.

They are tried last, and only at an article's address.
"""


@dataclass(frozen=True, slots=True)
class PageClasses:
    """The page classes of a site, by the kind of page they read; those of the platform by default.

    Within a kind the classes are tried in the order given. A site with markup of its own puts its
    class first, or alone.
    """

    article: tuple[type[Page], ...] = (TextCapturePage, ArticlePage)
    listing: tuple[type[Page], ...] = (ListingPage, TextListingPage, CutCapturePage)
    front: tuple[type[Page], ...] = (FrontPage, TextFrontPage)
    author: tuple[type[Page], ...] = (AuthorPage, TextAuthorPage)
    feed: tuple[type[Page], ...] = (FeedPage, JsonFeedPage)

    def candidates(
        self, kind: AddressKind | None, *, any_page: bool = False
    ) -> tuple[type[Page], ...]:
        """The classes to try for a page, in order.

        Classes that read an article without knowing its markup are tried only at an article's
        address, or if the page has no address on a known site. No class for articles is tried at
        the address of a front page or an author.

        Args:
            kind: Kind of the page's address; ``None`` if it has no address on a known site.
            any_page: Whether to read the main text of pages that are not articles. On a known site
                this is the last class; elsewhere it comes before the classes for lists, which know
                the lists of the platform.

        """
        main_text = _MAIN_TEXT if any_page else ()
        if kind is not None:
            return (*self._known_site(kind), *main_text)
        return (
            *self.feed,
            *self.article,
            *_BY_WORDS_ANYWHERE,
            *_REFUSALS,
            *_GENERIC,
            *main_text,
            *self._lists,
        )

    def _known_site(self, kind: AddressKind) -> tuple[type[Page], ...]:
        known = (*self.feed, *self.article)
        if kind == "article":
            return (*known, *_BY_WORDS, *_REFUSALS, *_GENERIC, *self._lists, *_FRAGMENTS)
        if kind == "front":
            return (*self.feed, *_REFUSALS, *self.front, *self.author, *self.listing)
        if kind == "author":
            return (*self.feed, *_REFUSALS, *self._lists)
        if kind == "listing":
            return (*known, *_REFUSALS, *self.listing, *self.author, *self.front)
        return (*known, *_REFUSALS, *self._lists)

    @property
    def _lists(self) -> tuple[type[Page], ...]:
        return (*self.author, *self.front, *self.listing)


PLATFORM_PAGES = PageClasses()
"""The page classes that a site has unless it declares others."""
