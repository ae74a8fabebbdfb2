"""robots.txt: its rules, its Crawl-delay, and what happens if it cannot be read."""

from __future__ import annotations

import asyncio
import logging

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest, NotConfigured
from scrapy.http import Response

from newsscraper.crawling.failures import cause_of
from newsscraper.crawling.middlewares.backoff import LeftAlone
from newsscraper.crawling.middlewares.robots import Forbidden, RobotsMiddleware, RobotsUnreachable
from newsscraper.crawling.pace import Pace
from tests.crawling.middlewares import crawler_with

ROBOTS = "https://www.maghress.com/robots.txt"
PAGE = "https://www.maghress.com/fr/yabiladi/148210"
KEY = "www.maghress.com"


@pytest.fixture
def robots():
    """Return a function that makes a middleware with a prepared robots.txt.

    It takes a text, a text and a status, or an exception.
    """

    def make(answer: str | Exception, status: int = 200, **settings) -> RobotsMiddleware:
        crawler = crawler_with(
            ROBOTSTXT_OBEY=True, ROBOTSTXT_USER_AGENT="newsscraper", DOWNLOAD_DELAY=1, **settings
        )
        laid = (
            answer
            if isinstance(answer, Exception)
            else Response(ROBOTS, status=status, body=answer.encode())
        )
        crawler.engine.answers[ROBOTS] = laid
        return RobotsMiddleware.from_crawler(crawler)

    return make


def ask(middleware: RobotsMiddleware, *urls: str, **meta) -> None:
    async def all_of_them() -> None:
        for url in urls:
            await middleware.process_request(Request(url, meta=dict(meta)))

    asyncio.run(all_of_them())


@pytest.mark.parametrize(
    ("text", "allowed", "forbidden"),
    [
        ("", ["/", "/fr/x"], []),
        ("User-agent: *\nDisallow:", ["/", "/fr/x"], []),
        ("User-agent: *\nDisallow: /", [], ["/", "/fr/x"]),
        ("User-agent: *\nDisallow: /fr/author/", ["/", "/fr/x"], ["/fr/author/A+B"]),
        ("User-agent: *\nDisallow: /fr\nAllow: /fr/x", ["/fr/x/1"], ["/fr/y/1"]),
        ("User-agent: *\nDisallow: /*?page=", ["/fr/x"], ["/fr/x?page=2"]),
        ("User-agent: *\nDisallow: /\n\nUser-agent: newsscraper\nDisallow: /a", ["/b"], ["/a"]),
        ("User-agent: newsscraper\nDisallow: /\n\nUser-agent: *\nDisallow:", [], ["/"]),
        ("User-agent: googlebot\nDisallow: /", ["/"], []),
        ("\ufeffUser-agent: *\nDisallow: /a", ["/b"], ["/a"]),
        ("<html>not found</html>", ["/"], []),
        ("User-agent: newsscraper/1.0\nDisallow: /", [], ["/"]),
        (
            "user-agent : NewsScraper/0.1 (+https://x.example/a; mailto:b)\r\nDisallow: /a\r\n",
            ["/b"],
            ["/a"],
        ),
        ("\ufeffUser-agent: newsscraper 1.0 # us\rDisallow: /a", ["/b"], ["/a"]),
        ("User-agent newsscraper;bot\nDisallow: /a", ["/b"], ["/a"]),
        (
            "User-agent: newsscraper\nDisallow: /a\nUser-agent: newsscraper/2\nDisallow: /b",
            ["/c"],
            ["/a", "/b"],
        ),
        ("User-agent: newsscraper-images/1.0\nDisallow: /", ["/"], []),
        ("User-agent: newsscraperbot/1.0\nDisallow: /", ["/"], []),
        ("User-agent: Mozilla/5.0 (compatible; newsscraper/1.0)\nDisallow: /", ["/"], []),
        ("# User-agent: newsscraper/1.0\nUser-agent: other\nDisallow: /", ["/"], []),
        ("User-agent: newsscraper/1.0\nAllow: /\n\nUser-agent: *\nDisallow: /", ["/"], []),
    ],
)
def test_allowed_and_forbidden_urls(robots, text, allowed, forbidden):
    middleware = robots(text)
    for path in allowed:
        ask(middleware, f"https://{KEY}{path}")
    for path in forbidden:
        with pytest.raises(Forbidden, match=r"^robots\.txt forbids it$"):
            ask(middleware, f"https://{KEY}{path}")
    assert middleware.crawler.engine.asked == [ROBOTS], "it is read once"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_without_robots_txt_everything_is_allowed(robots, status):
    middleware = robots("User-agent: *\nDisallow: /\nCrawl-delay: 60", status)
    ask(middleware, PAGE)
    assert middleware.crawler.engine.downloader.per_slot_settings == {}


@pytest.mark.parametrize("status", [429, 500, 502, 503, 520])
def test_a_server_error_forbids_everything(robots, status):
    middleware = robots("User-agent: *\nAllow: /", status)
    for _ in range(3):
        with pytest.raises(RobotsUnreachable, match=rf"^status {status}$"):
            ask(middleware, PAGE)
    assert middleware.crawler.engine.asked == [ROBOTS]


@pytest.mark.parametrize("error", [DownloadTimeoutError("30 s"), OSError("no route")])
def test_if_it_cannot_be_fetched_each_page_fails_with_the_reason(robots, error, caplog):
    middleware = robots(error)
    for url in (PAGE, PAGE + "1"):
        with pytest.raises(RobotsUnreachable) as caught:
            ask(middleware, url)
        assert caught.value.__cause__ is error
        assert cause_of(caught.value).reason.startswith("cannot read robots.txt: ")
    assert [
        record for record in caplog.records if record.levelno < logging.CRITICAL and record.exc_info
    ] == []


def test_a_host_no_longer_crawled_is_the_reason_itself(robots):
    middleware = robots(LeftAlone("status 429 5 times in a row"))
    for url in (PAGE, PAGE + "1"):
        with pytest.raises(LeftAlone, match="status 429 5 times in a row"):
            ask(middleware, url)


def test_only_the_start_of_a_long_file_is_read(robots):
    middleware = robots(
        "User-agent: *\nDisallow: /a\n" + "Disallow: /xyz\n" * 60_000 + "Disallow: /b\n"
    )
    ask(middleware, f"https://{KEY}/b")
    with pytest.raises(Forbidden):
        ask(middleware, f"https://{KEY}/a")


@pytest.mark.parametrize("error", [OSError("no route"), LeftAlone("no route")])
def test_the_traceback_of_a_repeated_error_does_not_grow(robots, error):
    middleware = robots(error)
    lengths = []
    for _ in range(5):
        with pytest.raises(IgnoreRequest) as caught:
            ask(middleware, PAGE)
        length, trace = 0, caught.value.__traceback__
        while trace is not None:
            length, trace = length + 1, trace.tb_next
        lengths.append(length)
    assert lengths[4] == lengths[1]


def test_refusals_are_ignored_requests_and_are_counted(robots):
    assert issubclass(Forbidden, IgnoreRequest)
    assert issubclass(RobotsUnreachable, IgnoreRequest)
    middleware = robots("User-agent: *\nDisallow: /")
    for _ in range(2):
        with pytest.raises(Forbidden):
            ask(middleware, PAGE)
    assert middleware.crawler.stats.get_value("robotstxt/forbidden") == 2


def test_each_host_has_its_own_robots_txt(robots):
    middleware = robots("User-agent: *\nDisallow: /")
    other = "https://www.masress.com/robots.txt"
    middleware.crawler.engine.answers[other] = Response(other, status=503)
    with pytest.raises(Forbidden):
        ask(middleware, PAGE)
    with pytest.raises(RobotsUnreachable):
        ask(middleware, "https://www.masress.com/youm7/1")
    with pytest.raises(Forbidden):
        ask(middleware, PAGE)
    assert middleware.crawler.engine.asked == [ROBOTS, other]


def test_requests_and_settings_can_disable_it(robots):
    ask(robots("User-agent: *\nDisallow: /"), PAGE, dont_obey_robotstxt=True)
    with pytest.raises(NotConfigured):
        RobotsMiddleware.from_crawler(crawler_with(ROBOTSTXT_OBEY=False))


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 3\n", 3),
        ("User-agent: *\nCrawl-delay: 2.5\nDisallow: /x\n", 2.5),
        ("User-agent: *\nCrawl-delay: 100000\n", 300),
        ("User-agent: *\nCrawl-delay: 9\n\nUser-agent: newsscraper\nCrawl-delay: 4\n", 4),
    ],
)
def test_crawl_delay_is_applied_without_jitter_to_present_and_later_slots(robots, text, delay):
    middleware = robots(text)
    engine = middleware.crawler.engine
    slot = engine.slot(KEY, delay=1)
    ask(middleware, PAGE, PAGE + "1")
    assert slot.delay == delay
    assert {slot.download_delay() for _ in range(20)} == {delay}, "there is no jitter"
    assert engine.downloader.per_slot_settings[KEY]["delay"] == delay
    assert Pace.of(middleware.crawler).min_delay(KEY) == delay


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Crawl-delay: 0",
        "Crawl-delay: soon",
        "Crawl-delay: nan",
        "Crawl-delay: -5",
        "Crawl-delay: inf",
    ],
)
def test_a_crawl_delay_of_zero_or_an_invalid_one_changes_nothing(robots, line):
    middleware = robots(f"User-agent: *\n{line}\nDisallow: /x")
    slot = middleware.crawler.engine.slot(KEY, delay=1)
    ask(middleware, PAGE)
    assert slot.delay == 1
    assert middleware.crawler.engine.downloader.per_slot_settings == {}
    assert Pace.of(middleware.crawler).min_delay(KEY) == 0


def test_a_crawl_delay_shorter_than_ours_has_no_effect(robots):
    middleware = robots("User-agent: *\nCrawl-delay: 0.2")
    engine = middleware.crawler.engine
    slot = engine.slot(KEY, delay=5)
    ask(middleware, PAGE)
    assert slot.delay == 5
    assert engine.downloader.per_slot_settings[KEY]["delay"] == 1, "DOWNLOAD_DELAY"


def test_a_crawl_delay_applies_to_the_slot_of_the_request(robots):
    middleware = robots(
        "User-agent: *\nCrawl-delay: 7", DOWNLOAD_SLOTS={"mine": {"concurrency": 1, "delay": 2}}
    )
    engine = middleware.crawler.engine
    other = engine.slot(KEY, delay=1)
    mine = engine.slot("mine", delay=2)
    ask(middleware, PAGE, download_slot="mine")
    assert (mine.delay, other.delay) == (7, 1)
    slots = engine.downloader.per_slot_settings["mine"]
    assert (slots["delay"], slots["concurrency"]) == (7, 1)
