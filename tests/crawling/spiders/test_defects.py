"""An unexpected exception anywhere is a failure of its URL.

It is counted, logged and changes the exit code.
"""

from __future__ import annotations

import asyncio
import logging
from types import SimpleNamespace

import pytest
from scrapy import Request, signals
from scrapy.exceptions import CloseSpider
from scrapy.http import HtmlResponse
from scrapy.signalmanager import SignalManager
from scrapy.statscollectors import MemoryStatsCollector
from twisted.python.failure import Failure

from newsscraper.archives.outcomes import extract_unit
from newsscraper.captures.files import CaptureFile, Pages
from newsscraper.crawling import readings
from newsscraper.crawling.frontier.leases import Leases
from newsscraper.crawling.frontier.request_codec import LEASE
from newsscraper.crawling.frontier.session import Session
from newsscraper.crawling.log import UnhandledErrors
from newsscraper.crawling.runner import settings_from
from newsscraper.crawling.spiders.site import SiteSpider
from newsscraper.crawling.spiders.urls import UrlsSpider
from newsscraper.items.records import Article, Capture
from newsscraper.store.visits import Visit

URL = "https://www.maghress.com/fr/atlasmatin/5001"
PAGE = (
    "<html><body><span class='articletitle'>Le port rouvre</span><span class='articlecontent'>Le"
    " port d'Agadir a rouvert mardi, après trois semaines de travaux sur la"
    " digue.</span></body></html>"
)


def broken(*arguments, **named):
    raise KeyError("strip")


def response_of(url: str = URL) -> HtmlResponse:
    return HtmlResponse(
        url, body=PAGE.encode(), request=Request(url, meta={LEASE: url, "newsscraper_input": 0})
    )


def spider_of(kind=UrlsSpider, **arguments):
    crawler = SimpleNamespace(settings=settings_from(), stats=None, engine=None, spider=None)
    crawler.signals = SignalManager(crawler)
    crawler.stats = MemoryStatsCollector(crawler)
    crawler.spider = kind.from_crawler(crawler, **arguments)
    return crawler.spider


async def all_of(outputs):
    return [output async for output in outputs]


def failed_once(spider, pages: int = 0) -> None:
    report = spider.report("finished")
    assert report.failed == {"defect": 1}
    assert (report.pages, report.undone, report.exit_code) == (pages, 0, 1)
    assert [failure["cause"] for failure in report.failures] == ["defect"]
    assert "KeyError: 'strip'" in report.failures[0]["reason"]


@pytest.mark.parametrize("name", ["read", "snapshot", "capture", "address_of"])
def test_in_reading_a_page(monkeypatch, caplog, name):
    spider = spider_of(urls=URL)
    [request] = [spider.request(URL)]
    monkeypatch.setattr(readings, name, broken)
    assert list(spider.parse(response_of(request.url))) == []
    failed_once(spider)
    assert [
        record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING
    ] == [f"{URL}: {spider.tally.failures[0]['reason']}"]


def test_a_run_with_another_page_read_is_finished():
    spider = spider_of(urls=URL)
    good, bad = spider.request(URL), spider.request(URL.replace("5001", "5002"))
    assert [type(output) for output in spider.parse(response_of(good.url))] == [Article]
    spider.defect(KeyError("strip"), response_of(bad.url))
    failed_once(spider, pages=1)
    assert spider.report("finished").ending == "finished"
    assert "failed: defect:1" in spider.report("finished").closing_line()


def test_in_an_item_pipeline_the_visit_fails_too():
    """The ledger records the same cause as the summary, in whatever order signals arrive."""
    spider = spider_of(SiteSpider, site="maghress")
    settled = []
    leases = Session.of(spider.crawler).leases = Leases(
        spider.crawler, lambda visit, outcome: settled.append(outcome)
    )
    response = response_of()
    leases.add(Visit(URL), response.request)
    leases.of(response.meta).open = 2
    for item in (Article(raw=None), {}):
        failure = Failure(KeyError("strip"))
        spider.crawler.signals.send_catch_log(
            signals.item_error, item=item, response=response, spider=spider, failure=failure
        )
    leases.end(leases.of(response.meta))
    failed_once(spider)
    assert [(outcome.state, outcome.cause, outcome.lasting) for outcome in settled] == [
        ("failed", "defect", True)
    ]


@pytest.mark.parametrize("through", ["response", "failure"])
def test_in_a_spider_middleware_or_an_errback(through):
    spider, response = spider_of(urls=URL), response_of()
    spider.request(URL)
    failure = Failure(KeyError("strip"))
    failure.request = response.request  # what Scrapy hands on for an errback
    where = response if through == "response" else failure
    spider.crawler.signals.send_catch_log(
        signals.spider_error, failure=failure, response=where, spider=spider
    )
    failed_once(spider)


def test_closing_the_spider_is_not_a_defect(monkeypatch):
    spider = spider_of(urls=URL)

    def close(response):
        raise CloseSpider("enough")

    monkeypatch.setattr(readings, "capture", close)
    with pytest.raises(CloseSpider):
        list(spider.parse(response_of()))
    spider.crawler.signals.send_catch_log(
        signals.spider_error,
        failure=Failure(CloseSpider("enough")),
        response=response_of(),
        spider=spider,
    )
    assert spider.report("finished").failed == {}


def test_before_the_first_request(monkeypatch):
    spider = spider_of(urls=URL)
    monkeypatch.setattr(spider, "request", broken)
    assert asyncio.run(all_of(spider.start())) == []
    failed_once(spider)


def test_in_an_archive_or_a_folder_of_pages(monkeypatch, tmp_path):
    """Articles read before the exception are kept."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_text(PAGE, encoding="utf-8")
    read = CaptureFile.read

    def breaks_on_b(file: CaptureFile) -> Capture:
        return broken() if file.path.endswith("b.html") else read(file)

    monkeypatch.setattr(CaptureFile, "read", breaks_on_b)
    first, second = extract_unit(
        Pages(tuple(CaptureFile(str(tmp_path / f"{name}.html")) for name in "ab"))
    ).outcomes
    assert (first.kind, first.problem) == ("article", None)
    assert "reading failed (KeyError: 'strip'); please report it" in second.problem


def test_without_a_page(caplog):
    """For example in a signal handler: counted once per run, without Scrapy's own log line."""
    spider = spider_of(urls=URL)
    log = logging.getLogger("scrapy.utils.signal")
    with UnhandledErrors(lambda error: spider.defect(error, None)):
        for _ in range(3):
            try:
                broken()
            except KeyError:
                log.error("Error caught on signal handler", exc_info=True)
    failed_once(spider)
    assert "Error caught" not in caplog.text
    log.error("Error caught on signal handler")
    assert "Error caught" in caplog.text
