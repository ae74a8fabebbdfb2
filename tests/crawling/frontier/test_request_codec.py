"""What a store holds of a request may have been changed: it is refused in one line."""

from __future__ import annotations

import pytest
from scrapy import Spider

from newsscraper.crawling.frontier.request_codec import NotData, request_of
from newsscraper.store.visits import Visit

URL = "https://www.maghress.com/fr/atlasmatin/1"


class Pages(Spider):
    name = "pages"

    def parse(self, response):
        """Named by stored requests."""

    failed = parse


def test_a_stored_request_is_made_again():
    stored = {"method": "POST", "body": "eD0x", "headers": {"Accept": ["text/html"]}}
    made = request_of(Visit(URL, request=stored), Pages())
    assert (made.url, made.method, made.body) == (URL, "POST", b"x=1")
    assert made.headers["Accept"] == b"text/html"


@pytest.mark.parametrize(
    "stored",
    [
        {"callback": "missing"},
        {"callback": 5},
        {"errback": "name"},
        {"body": "é"},
        {"body": "x"},
        {"body": 5},
        {"headers": {"Accept": ["ع"]}},
        {"headers": {"Accept": 5}},
        {"headers": []},
        {"meta": 5},
        {"cb_kwargs": 5},
        {"url": None},
        {"url": "x"},
        {"_class": "missing.Request"},
    ],
    ids=str,
)
def test_an_invalid_one_is_refused(stored):
    with pytest.raises(NotData) as refused:
        request_of(Visit(URL, request=stored), Pages())
    assert str(refused.value).startswith(f"{URL}: ")
    assert len(str(refused.value).splitlines()) == 1
    assert " at 0x" not in str(refused.value)
