"""The benchmark's server: serves prepared answers from memory, so that it never slows a crawler.

    python -m benchmarks.crawl.server site 5000      the replica of a site, with 5,000 articles
    python -m benchmarks.crawl.server queue 1000     listings (/fr/<slug>) of 1,000 articles each

Its first line of output is JSON: the port, and what can be fetched. It quits when its standard
input is closed.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from statistics import mean
from typing import Any

from tests.replica import prerendered
from tests.replica.answer import Answer
from tests.replica.corpus import of
from tests.replica.living import LivingWorld
from tests.replica.portal import Portal
from tests.replica.render import strip

SITE = "maghress"
QUEUE_EDITION = "fr"
_PAGE_SIZE = 50
_TEMPORARY = frozenset({429, 500})


class Site:
    """The replica's site, without its temporary errors (500, 429).

    Waiting for a retry costs a crawler no CPU time.
    """

    def __init__(self, articles: int) -> None:
        world = LivingWorld(articles)
        self._portal = Portal(world, fast=True, page_size=_PAGE_SIZE)
        self._answers: dict[str, bytes] = {}
        stories = world.stories(SITE)
        sizes = [len(self.answer(story.path)) for story in stories]
        prefixes = {
            edition: "" if edition == "ar" else f"/{edition}" for edition in world.editions(SITE)
        }
        sources = [
            (edition, source.slug)
            for edition in prefixes
            for source in world.sources(SITE, edition)
        ]
        for edition, slug in sources:
            for page in range(2, world.listing_pages(SITE, edition, slug, _PAGE_SIZE) + 1):
                self.answer(f"{prefixes[edition]}/{slug}?page={page}")
        self.told = {
            "articles": len(stories),
            "paths": [story.path for story in stories],
            "listings": [f"{prefixes[edition]}/{slug}" for edition, slug in sources],
            "bytes": round(mean(sizes)),
        }

    def answer(self, target: str) -> bytes:
        """The whole response, created at the first request and then cached."""
        found = self._answers.get(target)
        if found is None:
            answer = self._portal.answer(SITE, target)
            while answer.status in _TEMPORARY:
                answer = self._portal.answer(SITE, target)
            assert isinstance(answer, Answer)
            found = self._answers[target] = _bytes(answer)
        return found


class Queue:
    """Any number of sources, each with a long listing. All articles have the same content."""

    def __init__(self, links: int) -> None:
        self._links = links
        story = next(story for story in of(SITE, QUEUE_EDITION) if story.number % 4 < 2)
        self._path = story.path.encode()
        self._page = prerendered.article(LivingWorld(), story, strip(SITE, QUEUE_EDITION))
        self.told: dict[str, Any] = {"links": links}

    def answer(self, target: str) -> bytes:
        """A listing at ``/fr/<slug>``; an article at any deeper path."""
        if target in ("/robots.txt", "/.well-known/tdmrep.json"):
            return _bytes(Answer(404))
        if target.count("/") == 2:
            return _bytes(Answer(200, self._listing(target).encode()))
        return _bytes(Answer(200, self._page.replace(self._path, target.encode())))

    def _listing(self, path: str) -> str:
        entries = "\n".join(
            f'<div class="item"><a class="headline" href="{path}/{1_000_000 + number}">Le titre de'
            f' l\'article {number}</a> <span class="when">{1 + number % 28:02} - 01 -'
            " 2020</span></div>"
            for number in range(self._links)
        )
        head = f"<!doctype html><html><head><title>{path}</title></head><body><h1>{path}</h1>"
        return f'{head}\n<div class="list">{entries}</div></body></html>'


def _bytes(answer: Answer) -> bytes:
    head = [
        f"HTTP/1.1 {answer.status} -",
        f"Content-Type: {answer.type}",
        f"Content-Length: {len(answer.body)}",
    ]
    head += [f"{name}: {value}" for name, value in answer.headers]
    return "\r\n".join((*head, "", "")).encode("latin-1") + answer.body


class _Connection(asyncio.Protocol):
    def __init__(self, answer: Callable[[str], bytes]) -> None:
        self._answer = answer
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while True:
            head, end, rest = self._received.partition(b"\r\n\r\n")
            if not end:
                return
            self._received = rest
            self._transport.write(self._answer(head.split(b" ", 2)[1].decode("latin-1")))


async def _serve(content: Site | Queue) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(content.answer), "127.0.0.1", 0)
    print(json.dumps({"port": server.sockets[0].getsockname()[1], **content.told}), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve((Site if sys.argv[1] == "site" else Queue)(int(sys.argv[2]))))
