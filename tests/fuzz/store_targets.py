"""Targets: what a store holds, after someone has changed it."""

from __future__ import annotations

import json
from typing import Any

from scrapy import Spider

from newsscraper.crawling.frontier.request_codec import NotData, request_of
from newsscraper.store.visits import Visit
from tests.fuzz.changes import TEXT
from tests.fuzz.target import Target


class _Spider(Spider):
    name = "fuzz"

    def parse(self, response: Any) -> None:
        """Named by stored requests."""

    failed = parse


def _request(content: bytes) -> Any:
    """A queued request, whose parts are JSON."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    visit = Visit("https://www.maghress.com/fr/atlasmatin/1", request=value)
    return str(request_of(visit, _Spider()))


def _request_seeds() -> list[bytes]:
    stored = {
        "callback": "parse",
        "headers": {"Accept": ["text/html"]},
        "meta": {"newsscraper_listing": "https://www.maghress.com/fr/atlasmatin"},
        "cb_kwargs": {"page": 2},
        "method": "POST",
        "body": "eD0x",
        "flags": ["x"],
    }
    return [json.dumps(stored).encode(), b'{"errback": null}']


TARGETS = (
    Target(
        "requests",
        "queued requests of a store",
        _request,
        _request_seeds,
        words=(
            *b'{ } [ ] "headers" "meta" "body" "cookies" "_class" "encoding" null true'.split(),
        ),
        changes=TEXT,
        allowed=(NotData,),
    ),
)
