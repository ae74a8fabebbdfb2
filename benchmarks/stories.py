"""Made-up articles in any number, for every benchmark that needs many.

They are copies of the corpus' stories in turn, each with its own address, headline and date: the
same number gives the same articles. The replica serves them too (``Replica(articles=N)``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from tests.replica import corpus, render
from tests.replica.corpus import Story
from tests.replica.prerendered import Prerendered
from tests.replica.world import World, synthetic_stories

_FETCHED = datetime(2026, 1, 5, 10, tzinfo=UTC)


def stories(number: int) -> Iterator[Story]:
    """Articles of all sites, oldest first."""
    return synthetic_stories(corpus.stories(), number)


def pages(number: int) -> Iterator[tuple[str, bytes]]:
    """URL and page of each article, some 50 KB."""
    prerendered = Prerendered(World())
    for story in stories(number):
        yield story.url, prerendered.article(story, render.strip(story.site, story.edition))


def texts(number: int) -> Iterator[tuple[str, bytes]]:
    """URL and plain-text capture of each article."""
    for story in stories(number):
        strip = render.strip(story.site, story.edition)
        yield story.url, render.text_capture(story, strip).encode()


def records(number: int) -> Iterator[dict[str, Any]]:
    """The record of each article, as a crawl stores it.

    Extracted once for each story of the corpus; its copies differ in what tells articles apart.
    """
    world = World()
    for at, story in enumerate(stories(number)):
        fetched = _FETCHED + timedelta(seconds=at)
        yield {
            **_extracted(world.origin(story)),
            "id": story.id,
            "url": story.url,
            "headline": story.headline,
            "published": story.published,
            "published_raw": story.printed_date,
            "original_url": story.original_url,
            "fetched_at": f"{fetched:%Y-%m-%dT%H:%M:%SZ}",
            "content_hash": sha256(story.id.encode()).hexdigest(),
        }


@cache
def _extracted(origin: Story) -> dict[str, Any]:
    import newsscraper

    page = render.article(origin, render.strip(origin.site, origin.edition))
    [article] = newsscraper.extract(page, url=origin.url).articles
    return article.to_dict()
