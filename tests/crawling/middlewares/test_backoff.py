"""Pauses of a host, and when it is no longer crawled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from newsscraper.crawling.middlewares.backoff import BackoffMiddleware, LeftAlone, retry_after
from newsscraper.crawling.scrapy_compat import slots
from tests.crawling.middlewares import crawler_with

URL = "https://www.maghress.com/fr/yabiladi/148210"
HOST = "www.maghress.com"
NOW = 1000.0


@pytest.fixture
def make(monkeypatch):
    monkeypatch.setattr(slots, "monotonic", lambda: NOW)

    def make(first: float = 10, longest: float = 600, refusals: int = 5) -> BackoffMiddleware:
        crawler = crawler_with(
            NEWSSCRAPER_BACKOFF=first,
            NEWSSCRAPER_BACKOFF_MAX=longest,
            NEWSSCRAPER_REFUSALS=refusals,
        )
        middleware = BackoffMiddleware.from_crawler(crawler)
        middleware.slot = crawler.engine.slot
        return middleware

    return make


def answer(middleware: BackoffMiddleware, status: int, url: str = URL, **headers: str) -> Response:
    response = Response(
        url,
        status=status,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )
    request = Request(url)
    middleware.process_request(request)
    request.meta["download_slot"] = urlsplit(url).hostname  # as Scrapy's downloader does
    assert middleware.process_response(request, response) is response
    return response


def refusal(middleware: BackoffMiddleware, status: int, url: str = URL, **headers: str) -> str:
    with pytest.raises(LeftAlone) as caught:
        answer(middleware, status, url, **headers)
    return str(caught.value)


@pytest.mark.parametrize("status", [429, 503])
def test_pauses_of_a_busy_host_double_up_to_the_maximum(make, status):
    middleware = make(first=10, longest=25)
    slot = middleware.slot(HOST)
    paused = []
    for _ in range(4):
        answer(middleware, status)
        paused.append(slot.lastseen - NOW)
        slot.lastseen = 0
    assert paused == [10, 20, 25, 25]
    assert refusal(middleware, status) == f"status {status} 5 times in a row"


@pytest.mark.parametrize(("value", "seconds"), [("7", 7), (" 120 ", 120), ("0", 10), ("600", 600)])
def test_retry_after_sets_the_pause(make, value, seconds):
    middleware = make()
    slot = middleware.slot(HOST)
    answer(middleware, 429, retry_after=value)
    assert slot.lastseen == NOW + seconds
    assert slot.delay == 0.01, "a slot without a delay looks at no pause"


def test_an_invalid_retry_after_is_ignored(make):
    middleware = make()
    slot = middleware.slot(HOST, delay=3)
    answer(middleware, 429, retry_after="soon")
    assert (slot.lastseen, slot.delay) == (NOW + 10, 3)


def test_a_shorter_pause_does_not_end_a_longer_one(make):
    middleware = make()
    slot = middleware.slot(HOST)
    answer(middleware, 429, retry_after="100")
    answer(middleware, 429, retry_after="1")
    assert slot.lastseen == NOW + 100


def test_a_retry_after_above_the_maximum_stops_the_crawl_of_the_host(make):
    middleware = make(longest=600)
    reason = "status 429, asks to wait 601 s, longer than NEWSSCRAPER_BACKOFF_MAX"
    assert refusal(middleware, 429, retry_after="601") == reason
    with pytest.raises(LeftAlone, match=reason):
        middleware.process_request(Request("https://maghress.com/other"))


@pytest.mark.parametrize("status", [401, 403, 451])
def test_repeated_refusals_stop_the_crawl_of_the_host(make, status):
    middleware = make(refusals=3)
    slot = middleware.slot(HOST)
    answer(middleware, status)
    answer(middleware, status)
    assert slot.lastseen == 0, "a refusal is no reason to wait"
    assert refusal(middleware, status) == f"status {status} 3 times in a row"
    assert refusal(middleware, 200) == f"status {status} 3 times in a row", (
        "nothing is asked any more"
    )


def test_refusals_of_different_kinds_count_together(make):
    middleware = make(refusals=4)
    middleware.slot(HOST)
    for status in (403, 429, 451):
        answer(middleware, status)
    assert refusal(middleware, 503) == "status 503 4 times in a row"


@pytest.mark.parametrize(
    ("between", "still"),
    [(200, True), (301, True), (304, True), (404, True), (500, False), (502, False)],
)
def test_a_response_resets_the_count_but_a_server_error_does_not(make, between, still):
    middleware = make(refusals=2)
    answer(middleware, 403)
    answer(middleware, between)
    if still:
        answer(middleware, 403)
    else:
        assert refusal(middleware, 403) == "status 403 2 times in a row"


def test_hosts_are_counted_separately_but_www_is_the_same_host(make):
    middleware = make(refusals=2)
    answer(middleware, 403, "https://www.masress.com/a")
    answer(middleware, 403, "https://www.maghress.com/a")
    assert refusal(middleware, 403, "http://maghress.com/b") == "status 403 2 times in a row"
    middleware.process_request(Request("https://www.masress.com/b"))
    answer(middleware, 200, "https://www.masress.com/b")


def test_queued_requests_fail_when_the_host_is_no_longer_crawled(make):
    middleware = make()
    request = Request(URL)
    middleware.process_request(request)
    middleware.leave("maghress.com", "a challenge")
    with pytest.raises(LeftAlone, match=r"^a challenge$"):
        middleware.process_response(request, Response(URL, status=403))
    page = Response(URL, status=200)
    assert middleware.process_response(request, page) is page, (
        "a page that came all the same is read"
    )


def test_the_first_reason_is_kept(make):
    middleware = make()
    middleware.leave("maghress.com", "first")
    middleware.leave("maghress.com", "second")
    assert refusal(middleware, 200) == "first"
    assert issubclass(LeftAlone, IgnoreRequest)


def test_the_pause_applies_to_the_slot_of_the_request(make):
    middleware = make()
    mirror, own = middleware.slot("www.maghress.com"), middleware.slot("127.0.0.1")
    request = Request("http://127.0.0.1:8000/x", meta={"download_slot": "www.maghress.com"})
    middleware.process_response(request, Response(request.url, status=429))
    assert (mirror.lastseen, own.lastseen) == (NOW + 10, 0)


def test_a_missing_slot_is_ignored(make):
    answer(make(), 429)


def header(value: bytes | str | None) -> Response:
    return Response(URL, status=429, headers={} if value is None else {"Retry-After": value})


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("0", 0),
        ("120", 120),
        ("007", 7),
        ("9" * 5000, 999999999),
        ("-1", None),
        ("1.5", None),
        ("1e3", None),
        ("١٢", None),
        ("²", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 21 Oct 2015 07:28:00", 0),
        ("Wed, 21 Oct 2015 07:28:00 +9999", None),
        ("Wed, 31 Feb 2024 00:00:00 GMT", None),
        ("tomorrow", None),
        (b"\xff\xfe", None),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(value, seconds):
    assert retry_after(header(value)) == seconds


def test_a_date_in_the_future():
    for zone in (UTC, None):
        moment = datetime.now(UTC) + timedelta(hours=1)
        seconds = retry_after(header(format_datetime(moment.replace(tzinfo=zone))))
        assert seconds is not None
        assert 3000 < seconds <= 3600


@pytest.mark.parametrize("zone", ["+99999999999999999999", "-" + "9" * 40])
def test_an_overlong_time_zone_is_invalid(zone):
    assert retry_after(header(f"Mon, 01 Jan 2024 00:00:00 {zone}")) is None


PIECES = st.sampled_from(
    'Mon, 01 Jan Feb 2024 9999 0 00 00:00:00 25:61:61 GMT UTC EST +0000 -2359 +9999 - : , ; ( ) "'
    " \\ 1e9".split()
)


@given(st.binary(max_size=40) | st.lists(PIECES | st.text(max_size=3), max_size=8).map(" ".join))
@example("(")
@example("Mon, 01 Jan 0001 00:00:00 +2359")
@example("Fri, 31 Dec 9999 23:59:59 -2359")
@settings(deadline=None, max_examples=300)
def test_any_header_is_accepted(value):
    seconds = retry_after(header(value))
    assert seconds is None or seconds >= 0
