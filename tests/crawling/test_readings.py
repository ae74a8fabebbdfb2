"""A large page gives the same record as any other, and its problems are reported as usual."""

from __future__ import annotations

import asyncio
import threading

import pytest
from scrapy import Request
from scrapy.exceptions import DropItem
from scrapy.http import HtmlResponse

from newsscraper import pipelines
from newsscraper.addon import ArticlePipeline
from newsscraper.crawling.middlewares.reading import ReadingMiddleware
from newsscraper.crawling.reading_thread import ReadingThread
from newsscraper.crawling.readings import CleanedArticle, Reading
from tests.crawling.spiders.test_defects import broken, spider_of
from tests.replica import corpus, render
from tests.waiting import LIMIT

STORY = corpus.by_id("djazairess/fr/lepharedoran/71562")
PAGE = render.article(STORY, render.strip("djazairess", "fr")).encode()


def response_of(spider, body: bytes = PAGE) -> HtmlResponse:
    request = Request(STORY.url, callback=spider.parse)
    return HtmlResponse(STORY.url, body=body, request=request)


def middleware_of(spider, least: int) -> ReadingMiddleware:
    spider.crawler.settings.set("NEWSSCRAPER_LARGE_PAGE", least)
    return ReadingMiddleware(spider.crawler)


def read(spider, response: HtmlResponse, least: int = 1) -> list[object]:
    """What the spider yields for a response that has passed the middleware."""
    response.meta["newsscraper_input"] = 0
    middleware = middleware_of(spider, least)
    assert asyncio.run(middleware.process_response(response.request, response)) is response
    return list(spider.parse(response))


def pipeline_of(spider) -> ArticlePipeline:
    return ArticlePipeline.from_crawler(spider.crawler)


def test_it_gives_the_same_record():
    records = []
    for least in (1, len(PAGE) + 1):
        spider = spider_of(urls=STORY.url)
        [article] = read(spider, response_of(spider), least)
        assert isinstance(article, CleanedArticle) is (least == 1)
        pipeline = pipeline_of(spider)
        records.append(pipeline.process_item(article).to_dict())
        records[-1].pop("fetched_at")
        assert spider.crawler.stats.get_value("newsscraper/articles") == 1
        assert spider.crawler.stats.get_value("newsscraper/tickers") == 1
    assert records[0] == records[1]
    assert records[0]["id"] == STORY.id


def test_it_is_cleaned_once(monkeypatch):
    spider = spider_of(urls=STORY.url)
    [article] = read(spider, response_of(spider))
    monkeypatch.setattr(pipelines, "run", broken)
    assert pipeline_of(spider).process_item(article) is article


@pytest.mark.parametrize(
    ("problem", "raised"), [(pipelines.Rejected("no text"), DropItem), (KeyError("x"), KeyError)]
)
def test_a_problem_of_a_step_is_raised_in_the_item_pipeline(monkeypatch, problem, raised):
    def fail(article):
        raise problem

    monkeypatch.setattr(pipelines, "run", fail)
    spider = spider_of(urls=STORY.url)
    [article] = read(spider, response_of(spider))
    with pytest.raises(raised):
        pipeline_of(spider).process_item(article)


def test_a_defect_of_a_page_class_is_a_failure_of_the_url(monkeypatch):
    spider = spider_of(urls=STORY.url)
    spider.request(STORY.url)
    monkeypatch.setattr("newsscraper.crawling.readings.read", broken)
    assert read(spider, response_of(spider)) == []
    assert spider.report("finished").failed == {"defect": 1}


def test_a_page_is_not_read_again_after_a_defect(monkeypatch):
    """It would take as long again, and in the event loop."""
    spider = spider_of(urls=STORY.url)
    spider.request(STORY.url)
    response = response_of(spider)
    monkeypatch.setattr("newsscraper.crawling.readings.snapshot", broken)
    asyncio.run(middleware_of(spider, 1).process_response(response.request, response))
    monkeypatch.setattr("newsscraper.crawling.readings.read", None)
    response.meta["newsscraper_input"] = 0
    assert list(spider.parse(response)) == []
    assert spider.tally.failures[0]["reason"].startswith("unexpected KeyError")


def test_the_ticker_of_a_page_without_an_article_is_read(monkeypatch):
    front = render.front("djazairess", "fr", render.strip("djazairess", "fr")).encode()
    response = HtmlResponse("https://www.djazairess.com/fr/", body=front)
    reading = Reading(response, any_page=False)
    reading.complete()
    monkeypatch.setattr("newsscraper.crawling.readings.snapshot", broken)
    assert reading.article is None
    assert reading.ticker is not None


def test_other_requests_are_not_read():
    spider = spider_of(urls=STORY.url)
    response = response_of(spider)
    request = Request("https://www.djazairess.com/robots.txt")
    asyncio.run(middleware_of(spider, 1).process_response(request, response))
    assert not request.meta


def test_the_reading_is_not_part_of_requests_that_follow():
    spider = spider_of(urls=STORY.url)
    response = response_of(spider)
    read(spider, response)
    assert set(response.meta) <= {"newsscraper_input", "newsscraper_counted"}


def test_the_thread_works_beside_the_event_loop_and_reports_errors():
    thread, began, may_end = ReadingThread(), threading.Event(), threading.Event()

    def work() -> None:
        began.set()
        may_end.wait()  # which only the event loop sets
        assert threading.current_thread().daemon

    async def both() -> None:
        task = asyncio.ensure_future(thread.run(work))
        while not began.is_set():
            await asyncio.sleep(0)
        may_end.set()
        await task
        with pytest.raises(KeyError):
            await thread.run(broken)

    asyncio.run(both())


@pytest.mark.parametrize("raised", [StopIteration(), SystemExit(3)])
def test_whatever_is_raised_ends_the_waiting_and_not_the_thread(raised):
    thread, done = ReadingThread(), []

    def work() -> None:
        raise raised

    async def both() -> None:
        with pytest.raises(RuntimeError, match=type(raised).__name__):
            await asyncio.wait_for(thread.run(work), LIMIT)
        await asyncio.wait_for(thread.run(lambda: done.append(1)), LIMIT)

    asyncio.run(both())
    assert done == [1]


def test_a_thread_that_could_not_be_started_is_started_later(monkeypatch):
    thread, done = ReadingThread(), []

    async def both() -> None:
        with monkeypatch.context() as patch:
            patch.setattr(threading.Thread, "start", broken)
            with pytest.raises(KeyError):
                await thread.run(lambda: done.append("first"))
        await asyncio.wait_for(thread.run(lambda: done.append("second")), LIMIT)

    asyncio.run(both())
    assert done == ["second"]


def test_an_error_page_is_not_read_further(monkeypatch):
    spider = spider_of(urls=STORY.url)
    response = response_of(spider).replace(status=404)
    monkeypatch.setattr("newsscraper.crawling.readings.links", broken)
    Reading(response, any_page=False).complete()
