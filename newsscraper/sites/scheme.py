"""URL schemes: how a site forms its addresses, and what an address says about its page."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar, NamedTuple, Protocol
from urllib.parse import quote_plus, urlsplit

from newsscraper.sites.address import Address, AddressKind
from newsscraper.urls import normal_path

_INVISIBLE = r"(?:%E2%80(?:%8[B-F]|%A[A-E])|%E2%81%A[0-9]|%EF%BB%BF|%C2%A[0D]|%D8%9C|%20)"
_INVISIBLE_ENDS = re.compile(f"^{_INVISIBLE}+|{_INVISIBLE}+$")
"""Spaces and invisible characters at either end of a path segment. They come from copying and
pasting; no slug begins or ends with one."""

_NOT_SOURCES = frozenset("author rss page section search tag category".split())
"""First path segments that are not a newspaper's slug: ``author`` and ``rss`` seen, the others
assumed."""


class NamedSite(Protocol):
    """What a URL scheme needs to know about a site."""

    @property
    def name(self) -> str:
        """Key of the site."""

    @property
    def domain(self) -> str:
        """Domain without ``www.``."""

    @property
    def editions(self) -> tuple[str, ...]:
        """Editions, the default one first."""


class PathTarget(NamedTuple):
    """What a path below the edition leads to."""

    kind: AddressKind
    source_id: str | None = None
    number: str | None = None


class UrlScheme(ABC):
    """How a site forms its addresses.

    A scheme holds no data about any one site, so that several sites can share it. A subclass says
    in :meth:`parse` what a path leads to, and in :meth:`listing` where a source's articles are
    listed; :meth:`author` and :meth:`feed` return ``None`` for a site that has no such pages.
    Addresses have the form ``https://www.<domain>/<edition>/<path>``, without the edition segment
    for the site's default edition. A site that does it differently overrides :meth:`read` and
    :meth:`page` too.
    """

    edition_codes: ClassVar[frozenset[str]] = frozenset()
    """First path segments that are read as an edition on every site of this scheme, in addition to
    the site's own editions."""

    @abstractmethod
    def parse(self, segments: Sequence[str]) -> PathTarget:
        """Say what a path leads to.

        Args:
            segments: The path's segments after the edition, in their normal form; none for a front
                page.

        """

    @abstractmethod
    def listing(self, site: NamedSite, edition: str, source_id: str) -> str:
        """Return the address of the first page that lists a source's articles."""

    def front(self, site: NamedSite, edition: str) -> str:
        """Return the address of an edition's front page."""
        return self.page(site, edition)

    def author(self, site: NamedSite, edition: str, name: str) -> str | None:
        """Return the address of the page that lists an author's articles.

        Returns ``None`` if the site has no such pages.
        """
        return None

    def feed(self, site: NamedSite, edition: str) -> str | None:
        """Return the address of an edition's feed, or ``None`` if the site has none."""
        return None

    def page(self, site: NamedSite, edition: str, path: str = "") -> str:
        """Return the address of a page of an edition.

        Args:
            site: The site.
            edition: Key of the edition.
            path: The path after the edition, without a leading slash; empty for the front page.

        """
        prefix = "" if edition == site.editions[0] else edition
        return f"https://www.{site.domain}/" + "/".join(part for part in (prefix, path) if part)

    def read(self, site: NamedSite, url: str) -> Address | None:
        """Read an address whose host is the site's; returns ``None`` if it cannot be parsed."""
        try:
            path = self.normal_path(urlsplit(url).path)
        except ValueError:
            return None
        if "%" in path:
            path = "/".join(_INVISIBLE_ENDS.sub("", segment) for segment in path.split("/"))
        segments = [segment for segment in path.split("/") if segment]
        edition = site.editions[0]
        # Two editions in a row: the first may be a source's slug, so neither is taken.
        if (
            segments
            and self._is_edition(site, segments[0])
            and not (len(segments) > 1 and self._is_edition(site, segments[1]))
        ):
            edition = segments.pop(0).lower()
        kind, source_id, number = self.parse(segments)
        canonical = self.page(site, edition, "/".join(segments))
        return Address(site.name, edition, kind, canonical, source_id, number)

    def normal_path(self, path: str) -> str:
        """Return a path in its normal form; see :func:`newsscraper.urls.normal_path`."""
        return normal_path(path)

    def _is_edition(self, site: NamedSite, segment: str) -> bool:
        code = segment.lower()
        return code in self.edition_codes or code in site.editions


class PlatformUrls(UrlScheme):
    """The URL scheme of the platform that all seven built-in sites run.

    Seen: ``/<source>/<number>``, ``/<edition>/<source>/<number>``, ``/<edition>/author/<Name>``,
    ``/rss``, ``/<edition>/rss``, ``/<source>/rss``. Assumed: ``/<source>`` lists the source's
    articles.
    """

    edition_codes = frozenset({"ar", "fr", "en"})

    def parse(self, segments: Sequence[str]) -> PathTarget:
        """Say what a path leads to."""
        match segments:
            case []:
                return PathTarget("front")
            case ["rss"]:
                return PathTarget("feed")
            case ["author", _]:
                return PathTarget("author")
            case ["author", *_]:
                return PathTarget("other")
            case [source] if source not in _NOT_SOURCES and not source.isdecimal():
                return PathTarget("listing", source)
            case [source, "rss"]:
                return PathTarget("feed", source)
            case [source, digits] if (
                source not in _NOT_SOURCES and digits.isascii() and digits.isdecimal()
            ):
                # No number with a leading zero has been seen. Zeros are kept: without them the
                # address could be that of another article.
                return PathTarget("article", source, digits)
        return PathTarget("other")

    def listing(self, site: NamedSite, edition: str, source_id: str) -> str:
        """Return ``/<edition>/<source>``."""
        return self.page(site, edition, source_id)

    def author(self, site: NamedSite, edition: str, name: str) -> str | None:
        """Return ``/<edition>/author/<Name>``, with a plus sign for each space in the name."""
        address = self.read(site, self.page(site, edition, f"author/{quote_plus(name)}"))
        return address.url if address is not None else None

    def feed(self, site: NamedSite, edition: str) -> str | None:
        """Return ``/<edition>/rss``."""
        return self.page(site, edition, "rss")

    def normal_path(self, path: str) -> str:
        """Return a path in its normal form, in which a space in an author's name is a plus."""
        return normal_path(path, plus="/author/" in path.lower())


PLATFORM_URLS = PlatformUrls()
"""The scheme that a site has unless it declares another."""
