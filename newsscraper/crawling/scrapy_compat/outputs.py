"""What callbacks and errbacks return."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Any

from scrapy.utils.spider import iterate_spider_output


def iterate(output: Any) -> Iterable[Any] | AsyncIterator[Any]:
    """Return what a callback or errback returned as an iterable, by the same rules as Scrapy.

    Accepts a single item or request, ``None``, an iterable and an asynchronous generator; a
    coroutine must have been awaited.

    Why: an errback's output passes no spider middleware, so it must be wrapped in the errback
    itself, by the same rules. Scrapy's function for them is undocumented.

    Upstream: scrapy/scrapy#6437 (an errback's exceptions reach no spider middleware, open).
    """
    iterable: Iterable[Any] | AsyncIterator[Any] = iterate_spider_output(output)
    return iterable
