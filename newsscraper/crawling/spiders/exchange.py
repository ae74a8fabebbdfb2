"""A request or its response, and what was requested with it."""

from __future__ import annotations

from scrapy import Request
from scrapy.http import Response

from newsscraper.crawling.failures import Cause
from newsscraper.pages.base import Page

Exchange = Request | Response
"""A request, or its response if there is one. Both have the address and the ``meta``."""

_KIND_TEXT = {
    "listing": "a listing",
    "front": "a front page",
    "author": "an author's page",
    "feed": "a feed",
    "unknown": "a page of an unknown kind",
}


def requested_url(exchange: Exchange) -> str:
    """The address that was requested, before any redirect."""
    urls: list[str] = exchange.meta.get("redirect_urls") or [exchange.url]
    return urls[0]


def not_an_article(response: Response, page: Page, requested: str) -> Cause:
    """The cause of failure of a page that should have been an article."""
    moved = f", redirected to {response.url}" if response.url != requested else ""
    return Cause("no_article", f"not an article but {_KIND_TEXT.get(page.kind, page.kind)}{moved}")
