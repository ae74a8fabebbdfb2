"""Targets: what a store holds, after someone has changed it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from scrapy import Spider

import newsscraper
from newsscraper.crawling.frontier.request_codec import NotData, request_of
from newsscraper.items.records import ARTICLE_FIELDS
from newsscraper.store import Batch, Store, StoreError
from newsscraper.store.visits import Visit
from tests.fuzz import seeds
from tests.fuzz.changes import TEXT
from tests.fuzz.confinement import released
from tests.fuzz.files import as_file
from tests.fuzz.records import FETCHED
from tests.fuzz.target import Target

URL = "https://www.maghress.com/fr/atlasmatin/1"


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
    visit = Visit(URL, request=value)
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


@cache
def _template() -> bytes:
    """A store with an article."""
    page = newsscraper.extract(seeds.REPORTED, URL, FETCHED)
    path = Path(as_file("template.db", b""))
    with released():
        path.unlink()
        with Store(str(path), create=True) as store:
            batch = Batch()
            batch.add_article(page.articles[0])
            store.write(batch)
        return path.read_bytes()


def _stored(content: bytes) -> Any:
    """A store in which another program has changed a column: its name is the first line."""
    name, _, value = content.partition(b"\n")
    column = name.decode("latin-1")
    column = column if column in ARTICLE_FIELDS else "images"
    path = as_file("t.db", _template())
    with closing(sqlite3.connect(path)) as file:
        text = f"UPDATE articles SET {column} = CAST(? AS TEXT)"
        file.execute(text, (value,))
        file.commit()
    try:
        with Store(path) as store:
            found = json.dumps([dict(record) for record in store.articles()])
    except StoreError as error:
        raise StoreError(str(error).replace(path, "FILE")) from None
    return len(found)


def _stored_seeds() -> list[bytes]:
    images = [{"url": "https://presse.example/a.jpg", "caption": "Le quai"}]
    values = {"images": json.dumps(images), "warnings": '["lost_bytes"]', "headline": "Le port"}
    return [f"{name}\n{value}".encode() for name, value in values.items()]


TARGETS = (
    Target(
        "store",
        "records of a store",
        _stored,
        _stored_seeds,
        words=(
            *b'{ } [ ] , : "url" null true 1e999 NaN \\ud800 images tags'.split(),
            b"[" * 3000,
            b'{"a":' * 3000,
        ),
        changes=TEXT,
        allowed=(StoreError,),
    ),
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
