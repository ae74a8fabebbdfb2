"""Requests and responses: their URLs and types."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.http import Response
from scrapy.responsetypes import responsetypes
from twisted.python.failure import Failure

VERBATIM_URL = "verbatim_url"
"""Key in ``meta``: Scrapy takes the URL as it is and does not escape it again.

Why: the ledger stores escaped URLs, and escaping again costs time for each request. Scrapy before
2.19 ignores the key.

Upstream: scrapy/scrapy#7473.
"""


def set_url(message: Request | Response, url: str) -> None:
    """Change the URL of a request or response in place; it must be escaped already.

    Why: ``url`` is read-only and ``replace()`` makes a copy. A downloader middleware cannot pass on
    another request than the one it was given: Scrapy would schedule a returned request again.

    Upstream: scrapy/scrapy#4633 (the same use, closed).
    """
    message._url = url


def retyped(response: Response) -> Response:
    """Return the response as the class that fits its headers, URL and body.

    Why: Scrapy chooses the class when the body arrives, and makes it a plain ``Response`` if a
    ``Content-Encoding`` is set. Its chooser is undocumented.

    Upstream: no upstream issue known.
    """
    kind = responsetypes.from_args(headers=response.headers, url=response.url, body=response.body)
    return response.replace(cls=kind)


def unescaped_request(url: str, meta: dict[str, Any], **options: Any) -> Request:
    """Create a request for a URL that is escaped already.

    Args:
        url: The URL.
        meta: The request's ``meta``. A redirect inherits it, so :data:`VERBATIM_URL` is not kept:
            a redirect's URL must be escaped.
        options: Further arguments of :class:`scrapy.Request`.

    Why: see :data:`VERBATIM_URL`.

    Upstream: scrapy/scrapy#7473.

    """
    request = Request(url, meta={**meta, VERBATIM_URL: True}, **options)
    del request.meta[VERBATIM_URL]
    return request


def failed_request(failure: Failure) -> Request:
    """Return the request of the failure that an errback gets.

    Why: Scrapy documents ``failure.request`` for errbacks, but Twisted's class does not declare it.

    Upstream: no upstream issue known.
    """
    request: Request = failure.request  # type: ignore[attr-defined]
    return request
