"""The walker of listings: which page ends a walk, and what the options change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scrapy import Request, Spider
from scrapy.http import HtmlResponse

from newsscraper.crawling.frontier.request_codec import STOP, WALK
from newsscraper.crawling.spiders.context import CrawlContext
from newsscraper.crawling.spiders.listing import ListingWalker, WalkedPage
from newsscraper.crawling.spiders.walk import Walk
from newsscraper.items.records import Link
from newsscraper.scope import Days, Scope, scope_of
from newsscraper.sites import address_of
from newsscraper.store.visits import Stretch

LISTING = address_of("https://www.maghress.com/fr/atlasmatin")
FINISHED = Stretch("maghress", "fr", "atlasmatin", newest=9, oldest=0, run=1)


class Recorded(Spider):
    """Keeps the stretches that are recorded."""

    name = "recorded"

    def __init__(self) -> None:
        super().__init__()
        self.stretches: list[Stretch] = []

    def parse(self, response):
        """Never called."""

    def failed(self, failure):
        """Never called."""

    def set_outcome(self, response, state, *, stretch):
        self.stretches.append(stretch)


class KnownWalks:
    """A session in which one walk of the source is finished."""

    def __init__(self) -> None:
        self.stretches = {("fr", "atlasmatin"): (FINISHED,)}


class Context(CrawlContext):
    session = KnownWalks()
    days = Days()


def follow(numbers: list[int], scope: Scope, *, walk: Walk | None = None, has_next: bool = True):
    """What follows from a page of the listing: the requests, and the stretches recorded."""
    spider = Recorded()
    context = Context(spider, scope)
    if scope.since:
        context.days = Days(since=scope.since)
    links = [
        Link(f"https://www.maghress.com/fr/atlasmatin/{number}", "article", published=None)
        for number in numbers
    ]
    following = [Link(f"{LISTING.url}?page=2", "next")] if has_next else []
    request = Request(LISTING.url, meta={WALK: walk.to_dict()} if walk else None)
    response = HtmlResponse(LISTING.url, request=request)
    page = WalkedPage(response, [*links, *following], links, LISTING)
    return list(ListingWalker(context).follow(page)), spider.stretches


ALL = scope_of("maghress", ("fr",), ("atlasmatin",))


def test_a_page_of_known_articles_may_end_the_walk():
    [request], recorded = follow([6, 5, 4], ALL)
    assert request.meta[STOP].known == tuple(
        f"https://www.maghress.com/fr/atlasmatin/{number}" for number in (5, 4)
    )
    assert recorded == []


def test_new_articles_at_the_end_of_a_page_do_not_end_it():
    [request], _ = follow([12, 11, 10], ALL)
    assert STOP not in request.meta


def test_full_walks_past_known_articles():
    [request], recorded = follow([6, 5, 4], replace(ALL, full=True))
    assert STOP not in request.meta
    assert recorded == []


@pytest.mark.parametrize(("page", "goes_on"), [(1, True), (2, True), (3, False)])
def test_max_pages_ends_the_walk_without_a_record(page, goes_on):
    requests, recorded = follow([12, 11], replace(ALL, max_pages=3), walk=Walk(page=page))
    assert (len(requests) == 1) is goes_on
    assert recorded == []


def test_the_last_page_records_the_whole_listing():
    requests, [recorded] = follow([3, 2, 1], ALL, has_next=False)
    assert requests == []
    assert (recorded.newest, recorded.oldest, recorded.since) == (3, 0, None)


@pytest.mark.parametrize(("repeats", "goes_on"), [(0, True), (1, False)])
def test_a_page_repeated_twice_ends_the_walk(repeats, goes_on):
    walk = replace(
        Walk().with_page([Link(f"{LISTING.url}/{number}", "article") for number in (12, 11)]),
        repeats=repeats,
    )
    requests, _ = follow([12, 11], ALL, walk=walk)
    assert (len(requests) == 1) is goes_on


def test_a_page_without_articles_ends_the_walk_without_a_record():
    assert follow([], ALL) == ([], [])
