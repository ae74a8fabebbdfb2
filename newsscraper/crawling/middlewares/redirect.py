"""Redirects whose target cannot be requested."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider
from scrapy.downloadermiddlewares import redirect
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from newsscraper.crawling.addresses import Addresses, RequestRefused


class InvalidRedirect(IgnoreRequest):
    """A redirect leads to a URL that cannot be parsed. The text says what is wrong with it."""


class RedirectMiddleware(redirect.RedirectMiddleware):
    """Scrapy's middleware, which says why a target cannot be requested.

    Scrapy lets the ``ValueError`` of the URL's parser pass. With w3lib 2.3, which takes the
    brackets away from ``http://[::1]/``, it does so for every IPv6 address.
    """

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the request for the target of a redirect, otherwise the response.

        Raises:
            InvalidRedirect: the target cannot be parsed.
            RequestRefused: it may not be fetched.

        """
        try:
            return super().process_response(request, response)
        except ValueError as error:
            problem = self._problem_of_target(response)
            refusal = InvalidRedirect(str(error)) if problem is None else RequestRefused(problem)
            raise refusal from error

    def _problem_of_target(self, response: Response) -> str | None:
        location = response.headers["Location"] or b""
        try:
            target = urljoin(response.url, location.decode("latin-1").strip())
            urlsplit(target).port  # noqa: B018 - raises ValueError
        except ValueError:
            return None
        return Addresses.of(self.crawler).problem_of_url(target)
