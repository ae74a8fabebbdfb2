"""What robots.txt and tdmrep.json state, in ``meta`` of the requests."""

from __future__ import annotations

import asyncio
import json

import pytest
from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from newsscraper.crawling.frontier.request_codec import request_of, visit_of
from newsscraper.crawling.middlewares.rights import RightsMiddleware
from newsscraper.crawling.responses import SITE_STATEMENTS, capture
from newsscraper.crawling.site_files import SiteFilesByHost
from newsscraper.rights import content_signals, header_statements, rights_from

PAGE = "https://www.maghress.com/fr/a/1"
FILE = json.dumps([{"location": "/fr/", "tdm-reservation": 1}])


class Engine:
    """Answers every download with one response, or raises one exception."""

    def __init__(self, answer: Response | Exception) -> None:
        self.answer = answer
        self.asked: list[Request] = []

    async def download_async(self, request: Request) -> Response:
        self.asked.append(request)
        await asyncio.sleep(0)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def noted():
    """Return a function that sends requests through a middleware, all at the same time."""

    def send(answer, *requests, robots=b"", **settings):
        crawler = get_crawler(settings_dict={"NEWSSCRAPER_TDMREP": True, **settings})
        crawler.engine = Engine(answer)
        host = SiteFilesByHost.of(crawler)["www.maghress.com"]
        host.signals = content_signals(robots, "newsscraper")
        middleware = RightsMiddleware.from_crawler(crawler)

        async def run():
            await asyncio.gather(*(middleware.process_request(one) for one in requests))

        asyncio.run(run())
        return [one.url for one in crawler.engine.asked]

    return send


def test_the_file_is_fetched_once_per_host_before_its_pages(noted):
    requests = [Request(PAGE), Request(PAGE + "0"), Request("https://www.maghress.com/about")]
    asked = noted(Response("https://x/", body=FILE.encode()), *requests)
    assert asked == ["https://www.maghress.com/.well-known/tdmrep.json"]
    rule = '{"location": "/fr/", "tdm-reservation": 1}'
    assert [request.meta[SITE_STATEMENTS].tdmrep_json for request in requests[:2]] == [(rule,)] * 2
    assert SITE_STATEMENTS not in requests[2].meta
    found = capture(Response(PAGE, request=requests[0]))
    assert found.site_statements.tdmrep_json == (rule,)


@pytest.mark.parametrize(
    "answer",
    [
        TimeoutError("no answer"),
        Response("https://x/", status=404, body=FILE.encode()),
        Response("https://x/", status=503, body=FILE.encode()),
        Response("https://x/", body=b"<html>"),
    ],
)
def test_without_the_file_robots_txt_still_counts(noted, answer):
    request = Request(PAGE)
    noted(answer, request, robots=b"User-agent: *\nContent-Signal: ai-train=no")
    assert request.meta[SITE_STATEMENTS].content_signal == ("ai-train=no",)
    assert request.meta[SITE_STATEMENTS].tdmrep_json == ()


def test_the_setting_turns_the_request_off(noted):
    request = Request(PAGE)
    assert noted(Response("https://x/"), request, NEWSSCRAPER_TDMREP=False) == []
    assert request.meta == {}


def test_robots_txt_and_other_schemes_need_no_file(noted):
    robots = Request("https://www.maghress.com/robots.txt", meta={"dont_obey_robotstxt": True})
    assert noted(Response("https://x/"), robots, Request("data:,x")) == []


def test_a_request_made_from_the_meta_of_another_can_be_stored(noted):
    request = Request(PAGE)
    noted(Response("https://x/", body=FILE.encode()), request)
    spider = Spider("test")
    spider.parse = lambda response: None
    visit = visit_of(Request(PAGE + "0", meta=request.meta), spider)
    assert SITE_STATEMENTS not in request_of(visit, spider).meta


@pytest.mark.parametrize("charset", ["utf-8", "latin-1"])
def test_headers_may_have_letters_that_are_not_ascii(charset):
    policy = (
        "https://a.example/\u0645\u064a" if charset == "utf-8" else "https://a.example/caf\u00e9"
    )
    headers = {"tdm-reservation": "1", "tdm-policy": policy.encode(charset)}
    found = capture(Response(PAGE, headers=headers)).headers
    assert rights_from(header_statements(found)).tdm_policy == policy
