"""Scrapy's middleware for pages with a ``<meta http-equiv="refresh">``."""

from __future__ import annotations

from scrapy import Request
from scrapy.downloadermiddlewares import redirect
from scrapy.http import Response


class MetaRefreshMiddleware(redirect.MetaRefreshMiddleware):
    """Scrapy's middleware with its two steps as public methods.

    Why: only the reading of the page is to be replaced; the steps around it (the limit of
    redirects, the headers of the new request, the log line) are private methods.

    Upstream: no upstream issue known. scrapy/scrapy#142 shows how the reading differs from a
    browser's.
    """

    @property
    def max_delay(self) -> int:
        """Refreshes after this many seconds or more are not followed (METAREFRESH_MAXDELAY)."""
        return self._maxdelay

    def redirected(self, request: Request, response: Response, url: str) -> Request:
        """Return the request for the page that a refresh leads to.

        Raises:
            IgnoreRequest: there were too many redirects in a row (REDIRECT_MAX_TIMES).

        """
        following = self._redirect_request_using_get(request, response, url)
        return self._redirect(following, request, "meta refresh")
