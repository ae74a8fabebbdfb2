"""A site that does not run the platform: URLs, front page, listings and articles of its own.

This one file is all that such a site needs. Its articles are ``/<section>/<slug>-<number>.html``,
its sections ``/<section>``, with later pages ``/<section>/page-2.html``. Run as a program, this
file adds the site and then does what ``newsscraper`` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from lxml import etree
from parsel import Selector, SelectorList

from newsscraper.items.records import RawArticle
from newsscraper.pages.base import Page, RawLink
from newsscraper.sites import NamedSite, PageClasses, PathTarget, Site, UrlScheme, register

_ARTICLE = re.compile(r"[\w-]+-(\d+)\.html", re.ASCII)


class SectionUrls(UrlScheme):
    """``/<section>`` and ``/<section>/<slug>-<number>.html``; a section counts as a source."""

    def parse(self, segments: Sequence[str]) -> PathTarget:
        """Says what a path leads to."""
        match segments:
            case []:
                return PathTarget("front")
            case [section] if "." not in section:
                return PathTarget("listing", section)
            case [section, name] if match := _ARTICLE.fullmatch(name):
                if not name.startswith("page-"):
                    return PathTarget("article", section, match[1])
        return PathTarget("other")

    def listing(self, site: NamedSite, edition: str, source_id: str) -> str:
        """Returns ``/<section>``."""
        return self.page(site, edition, source_id)


class RegionalArticlePage(Page):
    """An article: ``article`` with ``h1``, ``.section``, ``.author``, ``time`` and paragraphs."""

    kind = "article"
    layout = "RegionalArticlePage"

    def matches(self) -> bool:
        """Whether there is ``article h1``."""
        return bool(self.css("article h1"))

    def article(self) -> RawArticle:
        """Selects what the page prints."""
        return replace(
            self.origin(),
            headline=_text(self.css("article h1")),
            source=_text(self.css("article .section")),
            published=_text(self.css("article time")),
            author=_text(self.css("article .author")),
            body=tuple(text for p in self.css("article p") if (text := _text(p))),
        )


def _text(selected: Selector | SelectorList) -> str | None:
    """The text of an element, including the elements inside it; ``None`` without an element."""
    return selected.xpath("string()").get()


class SectionPage(Page):
    """The articles of a section: ``ol.articles``."""

    kind = "listing"
    layout = "SectionPage"

    def matches(self) -> bool:
        """Whether there is ``ol.articles``."""
        return bool(self.css("ol.articles"))

    def links(self) -> Iterator[RawLink]:
        """Yields the articles with their dates, then all links."""
        for item in self.css("ol.articles li"):
            yield RawLink(
                item.css("a::attr(href)").get(""),
                _text(item.css("a")) or "",
                "entry",
                _text(item.css("time")),
            )
        yield from super().links()

    def link_role(
        self, element: etree._Element, text: str
    ) -> Literal["next", "original", "feed", "entry"] | None:
        """Marks the link to the next page."""
        return "next" if element.get("rel") == "next" else None


class RegionalFrontPage(Page):
    """The front page: links to the sections in ``nav.sections``."""

    kind = "front"
    layout = "RegionalFrontPage"

    def matches(self) -> bool:
        """Whether there is ``nav.sections``."""
        return bool(self.css("nav.sections"))


SITE = Site(
    name="regional",
    domain="regional.example",
    country="MA",
    timezone="Africa/Casablanca",
    editions=("fr",),
    scheme=SectionUrls(),
    pages=PageClasses(
        article=(RegionalArticlePage,), listing=(SectionPage,), front=(RegionalFrontPage,)
    ),
)


if __name__ == "__main__":
    from newsscraper.__main__ import main

    register(SITE)
    main()
