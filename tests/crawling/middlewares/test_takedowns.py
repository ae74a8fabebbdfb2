"""What was taken down is refused before it is fetched, however its address is written."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler

from newsscraper.crawling.failures import cause_of
from newsscraper.crawling.frontier.session import Session
from newsscraper.crawling.middlewares.takedowns import TakedownMiddleware, TakenDown
from newsscraper.store import Store

ADDRESS = "https://www.maghress.com/fr/atlasmatin/1"
OTHER = "https://news.example.org/a/story?id=5"


@pytest.fixture
def middleware(tmp_path):
    path = str(tmp_path / "store.db")
    with Store(path, create=True) as store:
        store.takedowns.take_down(store.takedowns.find([ADDRESS, OTHER]))
        crawler = get_crawler(settings_dict={"NEWSSCRAPER_STORE": path})
        session = Session.of(crawler)
        session.store, session.is_open = store, True
        yield TakedownMiddleware.from_crawler(crawler)


@pytest.mark.parametrize(
    "url",
    [
        ADDRESS,
        "http://maghress.com/fr/atlasmatin/1",
        f"{ADDRESS}?utm_source=feed#text",
        "https://WWW.MAGHRESS.com/fr//atlasmatin/1/",
        OTHER,
        "http://www.news.example.org/a/story?id=5&utm_medium=x",
    ],
)
def test_every_spelling_is_refused(middleware, url):
    with pytest.raises(TakenDown) as refused:
        middleware.process_request(Request(url))
    cause = cause_of(refused.value)
    assert (cause.code, cause.lasting) == ("removed", True)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.maghress.com/fr/atlasmatin/12",
        "https://www.maghress.com/fr/atlasmatin",
        "https://www.maghress.com/robots.txt",
        "https://news.example.org/a/story?id=6",
    ],
)
def test_all_others_pass(middleware, url):
    assert middleware.process_request(Request(url)) is None


def test_without_a_store_nothing_is_known():
    with pytest.raises(NotConfigured):
        TakedownMiddleware.from_crawler(get_crawler())
