"""What a site is: a declaration of its name, its country, its URL scheme and its page classes."""

from __future__ import annotations

from dataclasses import dataclass

from newsscraper.sites.address import Address
from newsscraper.sites.page_classes import PLATFORM_PAGES, PageClasses
from newsscraper.sites.scheme import PLATFORM_URLS, UrlScheme
from newsscraper.urls import host_of


@dataclass(frozen=True, slots=True)
class Site:
    """One aggregator site. A site that runs the platform needs only the first five fields."""

    name: str
    """Key of the site, and the first part of the id of each of its records."""
    domain: str
    """Domain without ``www.``."""
    country: str
    """ISO 3166 code of the country whose press the site carries."""
    timezone: str
    """IANA name of the time zone of the dates on its pages."""
    editions: tuple[str, ...] = ("ar",)
    """Languages of the site's pages. The first is the default edition, which has no segment of its
    own in an address."""
    scheme: UrlScheme = PLATFORM_URLS
    """How the site forms its addresses."""
    pages: PageClasses = PLATFORM_PAGES
    """The classes that read its pages."""

    @property
    def default_edition(self) -> str:
        """The edition of an address that names none."""
        return self.editions[0]

    @property
    def home(self) -> str:
        """Address of the default edition's front page."""
        return self.front_url(self.default_edition)

    def address(self, url: str) -> Address | None:
        """Read an address of this site; returns ``None`` if the host is another."""
        return self.scheme.read(self, url) if host_of(url) == self.domain else None

    def front_url(self, edition: str) -> str:
        """Address of an edition's front page."""
        return self.scheme.front(self, edition)

    def listing_url(self, edition: str, source_id: str) -> str:
        """Address of the first page that lists a source's articles."""
        return self.scheme.listing(self, edition, source_id)

    def author_url(self, edition: str, name: str) -> str | None:
        """Address of an author's page; ``None`` if the site has no such pages."""
        return self.scheme.author(self, edition, name)

    def feed_url(self, edition: str) -> str | None:
        """Address of an edition's feed; ``None`` if the site has none."""
        return self.scheme.feed(self, edition)
