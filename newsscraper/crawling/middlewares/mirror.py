"""``--base-url``: fetches a site's pages from a mirror."""

from __future__ import annotations

from typing import Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from w3lib.url import safe_url_string

from newsscraper.crawling.scrapy_compat.requests import set_url
from newsscraper.sites import Site, site_of

_REAL = "newsscraper_real_url"


class MirrorMiddleware:
    """Replaces a site's URL by the mirror's before the download, and changes it back afterwards.

    It is the middleware closest to the downloader, so spiders, robots.txt, retries, the store and
    the records contain real URLs only; the targets of redirects are changed back too.

    ``NEWSSCRAPER_BASE_URL`` replaces the site's root: with ``http://127.0.0.1:8000/maghress`` the
    page ``https://www.maghress.com/fr/x`` is fetched from ``http://127.0.0.1:8000/maghress/fr/x``.
    ``{site}`` in it is replaced by the site's name. URLs of other hosts are not changed.
    """

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url.rstrip("/")
        self._bases: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy.

        Raises:
            NotConfigured: NEWSSCRAPER_BASE_URL is empty.

        """
        base_url = crawler.settings.get("NEWSSCRAPER_BASE_URL")
        if not base_url:
            raise NotConfigured
        return cls(base_url)

    def process_request(self, request: Request) -> None:
        """Send the request to the mirror."""
        site = site_of(request.url)
        if site is None:
            return
        parts = urlsplit(request.url)
        # The delay applies per site, even if one mirror serves several sites.
        request.meta.setdefault("download_slot", parts.hostname)
        request.meta[_REAL] = request.url
        # Changed in place, and changed back below: a middleware cannot pass on another request.
        set_url(
            request,
            self._base(site) + (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
        )

    def process_response(self, request: Request, response: Response) -> Response:
        """Change the response's URL back to the real one."""
        mirrored = request.url
        real = self._restore(request)
        if real is None:
            return response
        location = response.headers.get("Location")
        if location is not None:
            target = self._real_target(location.decode("latin-1"), mirrored, real)
            response.headers["Location"] = target.encode("latin-1", "replace")
        set_url(response, real)  # in place: a copy would cost time for each page
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Change the URL of a failed request back to the real one."""
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
            set_url(request, real)
        return real

    def _real_target(self, location: str, mirrored: str, real: str) -> str:
        """Return the URL on the real site for the target of a mirror's redirect."""
        target = urljoin(mirrored, location)
        site = site_of(real)
        base = self._base(site) if site is not None else self._base_url
        root = urljoin(real, "/")
        if target == base or target.startswith((base + "/", base + "?", base + "#")):
            return root + target[len(base) :].lstrip("/")
        parts = urlsplit(target)
        if parts.netloc == urlsplit(base).netloc:
            # The mirror is below a path, but redirects from the root, as the real site does.
            return root + parts._replace(scheme="", netloc="", path=parts.path.lstrip("/")).geturl()
        return target
