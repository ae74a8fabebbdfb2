"""The crawler and its engine: objects of this package, downloads, and waking it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

_Part = TypeVar("_Part")

WAKE_URL = "data:,newsscraper"
"""URL of the request that wakes the engine; a scheduler accepts and drops it.

Why: see :func:`wake`.

Upstream: scrapy/scrapy#1618 (the same problem, solved by polling every five seconds).
"""


def parts_of(crawler: Crawler) -> dict[type, Any]:
    """Return the objects of this package that belong to a crawler, by their class.

    Why: middlewares, extensions and the scheduler of a crawler share objects that are not Scrapy
    components, and are created in an order that depends on settings. Scrapy finds components only
    (``Crawler.get_extension`` and others), and those only after the engine was created.

    Upstream: no upstream issue known.
    """
    parts: dict[type, Any] | None = getattr(crawler, "newsscraper_parts", None)
    if parts is None:
        parts = crawler.newsscraper_parts = {}  # type: ignore[attr-defined]
    return parts


def part_of(crawler: Crawler, kind: type[_Part], make: Callable[[], _Part]) -> _Part:
    """Return the object of a class that belongs to a crawler; it is made when first asked for.

    Args:
        crawler: The crawler.
        kind: The class.
        make: Makes the object.

    Why: as :func:`parts_of`. Whichever component is created first makes it.

    Upstream: no upstream issue known.

    """
    parts = parts_of(crawler)
    part: _Part | None = parts.get(kind)
    if part is None:
        part = parts[kind] = make()
    return part


async def download(crawler: Crawler, url: str, **options: Any) -> Response:
    """Download what no spider asked for, through all downloader middlewares.

    Args:
        crawler: The crawler.
        url: The address.
        options: Further arguments of :class:`scrapy.Request`.

    Raises:
        Exception: The download failed, or a middleware refused it.

    Why: Scrapy's own middleware for robots.txt does it in this way. The marker that the request has
    no callback is in an undocumented module.

    Upstream: no upstream issue known.

    """
    engine: Any = crawler.engine
    response: Response = await engine.download_async(Request(url, callback=NO_CALLBACK, **options))
    return response


def wake(crawler: Crawler) -> None:
    """Have the engine ask its scheduler for requests now. Does nothing if no spider is open.

    Why: the engine asks after a download or a scheduled request only, and otherwise every five
    seconds. If the scheduler returned ``None`` because the next requests were still being read, the
    engine must learn that they have arrived. Its own trigger (``engine._slot.nextcall``) is
    private; scheduling a request triggers it too.

    Upstream: scrapy/scrapy#1618; scrapy/scrapy#8099 (the scheduler as a public property of the
    engine) does not help here.
    """
    engine: Any = crawler.engine
    if engine is not None and engine.spider is not None:
        engine.crawl(Request(WAKE_URL))
