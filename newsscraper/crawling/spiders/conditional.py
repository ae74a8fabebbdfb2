"""Conditional requests: a page is fetched only if it has changed (RFC 9110, 13.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from scrapy import Request
from scrapy.http import Response

from newsscraper.store.visits import Visit


class Validators(NamedTuple):
    """The validators of a page (RFC 9110, 8.8)."""

    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def of(cls, response: Response) -> Validators:
        """The validators that a response carries."""
        return cls(_header(response.headers, "ETag"), _header(response.headers, "Last-Modified"))

    @classmethod
    def confirmed(cls, response: Response) -> Validators:
        """The validators of a page after a response.

        A 304 response may leave them out; those of the request then remain valid.
        """
        etag, last_modified = cls.of(response)
        if response.status == 304 and response.request is not None:
            sent = response.request.headers
            etag = etag or _header(sent, "If-None-Match")
            last_modified = last_modified or _header(sent, "If-Modified-Since")
        return cls(etag, last_modified)

    def add_to(self, request: Request) -> None:
        """Make a request conditional."""
        if self.etag:
            request.headers["If-None-Match"] = self.etag
        if self.last_modified:
            request.headers["If-Modified-Since"] = self.last_modified


def is_conditional(visit: Visit, *, full: bool) -> bool:
    """Whether a visit is made conditional by the validators of the visit before it.

    Only articles and feeds are. The first page of a listing is made conditional by the validators
    of a completed walk, when its request is created.

    Args:
        visit: The visit.
        full: Whether the crawl reads everything again; feeds are then requested unconditionally.

    """
    return visit.kind == "article" or (visit.kind == "feed" and not full)


def _header(headers: Mapping[str, Any], name: str) -> str | None:
    value = headers.get(name)
    return value.decode("latin-1") if value else None
