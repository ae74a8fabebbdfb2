"""The sites: a declaration each. A new site that runs the platform is one more entry in
``SITES``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

from newsscraper.pages.article import ArticlePage
from newsscraper.pages.base import Page
from newsscraper.pages.feeds.page import FeedPage, JsonFeedPage
from newsscraper.pages.generic import GenericArticlePage
from newsscraper.pages.listing import AuthorPage, FrontPage, ListingPage
from newsscraper.pages.refusal import ChallengePage, ErrorPage
from newsscraper.pages.text_capture import TextCapturePage
from newsscraper.pages.text_listing import TextAuthorPage, TextFrontPage, TextListingPage
from newsscraper.pages.text_remains import BodyCapturePage, CutCapturePage, FragmentPage
from newsscraper.pages.worded import StrayArticlePage, WordedArticlePage
from newsscraper.urls import canonical, host_of, normal_path

AddressKind = Literal["article", "listing", "front", "author", "feed", "other"]

DEFAULT_EDITION = "ar"
"""The edition of an address that names none: Arabic on every site."""

EDITIONS = frozenset({"ar", "fr", "en"})
"""What may stand in front of a path as an edition, on any of the sites."""

PLATFORM_LAYOUTS: tuple[type[Page], ...] = (FeedPage, JsonFeedPage, TextCapturePage, ArticlePage)
"""Page classes of the platform, in the order they are tried."""

WORDED: tuple[type[Page], ...] = (WordedArticlePage,)
"""What reads an article of the platform if no layout knows its markup."""

STRAY: tuple[type[Page], ...] = (StrayArticlePage,)
"""The same for pages without the address of a known site."""

REFUSALS: tuple[type[Page], ...] = (ChallengePage, ErrorPage)
LISTINGS: tuple[type[Page], ...] = (
    AuthorPage,
    FrontPage,
    ListingPage,
    TextAuthorPage,
    TextFrontPage,
    TextListingPage,
    CutCapturePage,
)
GENERIC: tuple[type[Page], ...] = (GenericArticlePage,)
REMAINS: tuple[type[Page], ...] = (BodyCapturePage, FragmentPage)
"""What is left of an article's page if a text capture was cut; tried last, and only at an article's
address."""

_MARK = r"(?:%E2%80(?:%8[B-F]|%A[A-E])|%E2%81%A[0-9]|%EF%BB%BF|%C2%A[0D]|%D8%9C|%20)"
_COPIED_ALONG = re.compile(f"^{_MARK}+|{_MARK}+$")

_NO_SOURCES = frozenset("author rss page section search tag category".split())
"""First segments that are no newspaper's slug (``author`` and ``rss`` seen, the others assumed)."""


@dataclass(frozen=True, slots=True)
class Address:
    """What an address on a known site says of the page behind it."""

    site: str
    """Key of the site."""
    edition: str
    """Edition, ``ar`` where the address names none."""
    kind: AddressKind
    """What the form of the address promises; the page decides."""
    url: str
    """Canonical: https, ``www.``, no query, no fragment, one normal escape."""
    source_id: str | None = None
    """Slug of the source, of an article, a listing or a source's feed."""
    number: str | None = None
    """Number of an article within its source."""

    @property
    def article_id(self) -> str | None:
        """``<site>/<edition>/<source_id>/<number>`` of an article."""
        if self.kind != "article":
            return None
        return f"{self.site}/{self.edition}/{self.source_id}/{self.number}"


@dataclass(frozen=True, slots=True)
class Site:
    """One aggregator site."""

    name: str
    """Key, and first part of each record's id."""
    domain: str
    """Domain without ``www.``."""
    country: str
    """ISO 3166 code of the country whose press it carries."""
    timezone: str
    """IANA name of the zone that its dates are in."""
    editions: tuple[str, ...] = (DEFAULT_EDITION,)
    """Languages of the site's frame; the first has no segment in the address."""
    layouts: tuple[type[Page], ...] = PLATFORM_LAYOUTS
    """Page classes of articles and feeds, in the order they are tried; a site's own layout goes in
    front."""

    @property
    def home(self) -> str:
        """Address of the front page."""
        return self.page(DEFAULT_EDITION)

    def page(self, edition: str, path: str = "") -> str:
        """Canonical address of a page of an edition; without a path, of its front page.

        Args:
            edition: Edition, by its key.
            path: The path below the edition, without a slash in front: ``yabiladi``, ``rss``.

        """
        prefix = "" if edition == DEFAULT_EDITION else edition
        return f"https://www.{self.domain}/" + "/".join(part for part in (prefix, path) if part)

    def address(self, url: str) -> Address | None:
        """Reads an address of this site; ``None`` for one of another host.

        Seen: ``/<source>/<number>``, ``/<edition>/<source>/<number>``,
        ``/<edition>/author/<Name>``, ``/rss``, ``/<edition>/rss``, ``/<source>/rss``. Assumed:
        ``/<source>`` is the source's listing.
        """
        if host_of(url) != self.domain:
            return None
        return self._read(url)

    def _read(self, url: str) -> Address | None:
        try:
            raw_path = urlsplit(url).path
        except ValueError:
            return None
        path = normal_path(raw_path, plus="/author/" in raw_path.lower())
        if (
            "%" in path
            # invisible marks and spaces came along when the address was copied: no slug begins or ends
            # with one
        ):
            path = "/".join(_COPIED_ALONG.sub("", segment) for segment in path.split("/"))
        segments = [segment for segment in path.split("/") if segment]
        edition = DEFAULT_EDITION
        if (
            segments
            and segments[0].lower() in EDITIONS
            and not (len(segments) > 1 and segments[1].lower() in EDITIONS)
        ):
            edition = segments.pop(0).lower()
        kind: AddressKind = "other"
        source_id = number = None
        match segments:
            case []:
                kind = "front"
            case ["rss"]:
                kind = "feed"
            case ["author", *names]:
                kind = "author" if len(names) == 1 else "other"
            case [source] if source not in _NO_SOURCES and not source.isdecimal():
                kind, source_id = "listing", source
            case [source, "rss"]:
                kind, source_id = "feed", source
            case [source, digits] if (
                source not in _NO_SOURCES and digits.isascii() and digits.isdecimal()
            ):
                # Nobody has seen a number with a leading zero; as written it would be another
                # article.
                kind, source_id, number = "article", source, digits
        prefix = [] if edition == DEFAULT_EDITION else [edition]
        url = f"https://www.{self.domain}/" + "/".join(prefix + segments)
        return Address(self.name, edition, kind, url, source_id, number)


SITES: dict[str, Site] = {
    site.name: site
    for site in (
        Site("maghress", "maghress.com", "MA", "Africa/Casablanca", ("ar", "fr")),
        Site("masress", "masress.com", "EG", "Africa/Cairo", ("ar", "en")),
        Site("djazairess", "djazairess.com", "DZ", "Africa/Algiers", ("ar", "fr")),
        Site("turess", "turess.com", "TN", "Africa/Tunis", ("ar", "fr")),
        Site("sauress", "sauress.com", "SA", "Asia/Riyadh", ("ar", "en")),
        Site("sudaress", "sudaress.com", "SD", "Africa/Khartoum"),
        Site("yemeress", "yemeress.com", "YE", "Asia/Aden"),
    )
}
"""All sites, by name."""

_BY_DOMAIN = {site.domain: site for site in SITES.values()}


def site_of(url: str | None) -> Site | None:
    """The site an address belongs to, or ``None``."""
    return _BY_DOMAIN.get(host_of(url)) if url else None


@lru_cache(maxsize=4096)
def address_of(url: str) -> Address | None:
    """Reads an address of any known site; ``None`` for another host's. Remembered: tickers repeat
    their links."""
    site = site_of(url)
    return site._read(url) if site is not None else None


@lru_cache(maxsize=4096)
def canonical_url(url: str) -> str:
    """The canonical address: by the site's rule on a known site, by the general one elsewhere."""
    normal = canonical(url)
    address = address_of(normal)
    return address.url if address is not None else normal
