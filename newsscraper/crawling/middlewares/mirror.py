"""``--base-url``: a mirror answers for the site, and nobody else notices."""

from __future__ import annotations

from typing import Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from w3lib.url import safe_url_string

from newsscraper.sites import Site, site_of

_REAL = "newsscraper_real_url"


class MirrorMiddleware:
    """Turns a site's address into the mirror's right before the download, and the answer's,
    redirects too, back.

    It stands next to the downloader, so that spiders, robots.txt, retries, the store and the
    records know real addresses only. ``NEWSSCRAPER_BASE_URL`` stands for the site's root: with
    ``http://127.0.0.1:8000/maghress`` the page ``https://www.maghress.com/fr/x`` is fetched from
    ``http://127.0.0.1:8000/maghress/fr/x``. ``{site}`` in it becomes the site's name. Addresses of
    no known site are left as they are.
    """

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url.rstrip("/")
        self._bases: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy.

        Raises:
            NotConfigured: no mirror is named.

        """
        base_url = crawler.settings.get("NEWSSCRAPER_BASE_URL")
        if not base_url:
            raise NotConfigured
        return cls(base_url)

    def process_request(self, request: Request) -> None:
        """Sends the request to the mirror."""
        site = site_of(request.url)
        if site is None:
            return
        parts = urlsplit(request.url)
        # The pace is kept by site, however many sites one mirror serves.
        request.meta.setdefault("download_slot", parts.hostname)
        request.meta[_REAL] = request.url
        # A middleware can hand on only the request it was given: its address is changed in place,
        # and changed back below.
        request._url = (
            self._base(site) + (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        )

    def process_response(self, request: Request, response: Response) -> Response:
        """Gives the answer the address that was asked for."""
        mirrored = request.url
        real = self._restore(request)
        if real is None:
            return response
        location = response.headers.get("Location")
        if location is not None:
            target = self._real_target(location.decode("latin-1"), mirrored, real)
            response.headers["Location"] = target.encode("latin-1", "replace")
        response._url = real  # as the request's: a copy of the response would be one a page
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Gives a request that failed its own address back."""
        self._restore(request)

    def _base(self, site: Site) -> str:
        base = self._bases.get(site.name)
        if base is None:
            base = self._bases[site.name] = safe_url_string(
                self._base_url.replace("{site}", site.name)
            )
        return base

    @staticmethod
    def _restore(request: Request) -> str | None:
        real: str | None = request.meta.pop(_REAL, None)
        if real is not None:
            request._url = real
        return real

    def _real_target(self, location: str, mirrored: str, real: str) -> str:
        """Where a redirect of the mirror leads on the real site."""
        target = urljoin(mirrored, location)
        site = site_of(real)
        base = self._base(site) if site is not None else self._base_url
        root = urljoin(real, "/")
        if target == base or target.startswith((base + "/", base + "?", base + "#")):
            return root + target[len(base) :].lstrip("/")
        parts = urlsplit(target)
        if parts.netloc == urlsplit(base).netloc:
            # A mirror below a path that redirects as the real site does, from the root.
            return root + parts._replace(scheme="", netloc="", path=parts.path.lstrip("/")).geturl()
        return target
