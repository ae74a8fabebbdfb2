"""Answers that try a crawler."""

from __future__ import annotations

import http.client
import time
from email.utils import parsedate_to_datetime

import pytest

from tests.replica.server import Replica
from tests.replica.trials import TRIALS, real_address
from tests.replica_tests.asking import EDITIONS, connect, get, hanging, prefix
from tests.waiting import wait_for


def test_trials_are_linked_when_asked_for_only(replica):
    assert not set(TRIALS.values()) & get(replica, "/fr/").links
    with Replica(link=["hang", "gone"]) as other:
        for site, edition in EDITIONS:
            links = get(other, f"{prefix(edition)}/", site=site).links
            assert {TRIALS["hang"], TRIALS["gone"]} == set(TRIALS.values()) & links
    with pytest.raises(ValueError, match="no trial is called nothing"):
        Replica(link=["nothing"])


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("forbidden", 403),
        ("broken", 500),
        ("busy", 429),
        ("gone", 410),
        ("challenge", 200),
        ("forbidden-challenge", 403),
    ],
)
def test_trials_that_refuse(replica, name, status):
    page = get(replica, TRIALS[name])
    assert page.status == status
    assert page.headers["Retry-After"] is None
    assert ("challenge-form" if "challenge" in name else "الصفحة المطلوبة غير موجودة") in page.text


def test_trials_that_lead_away(replica):
    def target(path: str) -> tuple[int, str | None]:
        page = get(replica, path)
        return page.status, page.headers["Location"]

    assert target(TRIALS["away"]) == (302, "https://elsewhere.example/")
    assert target(TRIALS["loop"]) == (302, "/trials/104")
    assert target("/trials/104") == (302, TRIALS["loop"])
    assert target(TRIALS["moved"]) == (301, "http://maghress.com/fr/atlasmatin/208765")
    assert (
        replica.world.story_at(
            "maghress", real_address("maghress").removeprefix("http://maghress.com")
        )
        is not None
    )


def test_the_unavailable_comes_back(replica):
    before = int(time.time())
    page = get(replica, TRIALS["unavailable"])
    assert page.status == 503
    assert (
        before + 2
        <= parsedate_to_datetime(page.headers["Retry-After"]).timestamp()
        <= time.time() + 2
    )
    assert [get(replica, TRIALS["unavailable"]).status for _ in range(3)] == [503, 200, 200]
    assert "articlecontent" in get(replica, TRIALS["unavailable"]).text


def test_trials_without_an_article(replica):
    empty = get(replica, TRIALS["empty"])
    assert (empty.status, empty.body, empty.headers["Content-Length"]) == (200, b"", "0")
    picture = get(replica, TRIALS["picture"])
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.body.startswith(b"\x89PNG\r\n")
    half = get(replica, TRIALS["half"])
    assert half.status == 200
    assert b'<span class="articlecontent">' in half.body
    assert b"articlesource" not in half.body.partition(b"<body")[2]


def test_trials_that_break_the_protocol(replica):
    with pytest.raises(http.client.BadStatusLine):
        get(replica, TRIALS["gibberish"])
    with pytest.raises(http.client.IncompleteRead) as caught:
        get(replica, TRIALS["cut"])
    assert caught.value.expected > 1000
    assert [(access.path, access.status) for access in replica.log] == [
        (TRIALS["gibberish"], 0),
        (TRIALS["cut"], 200),
    ]


def test_a_drip_goes_on(replica):
    connection = connect(replica.port)
    connection.request("GET", f"/maghress{TRIALS['drip']}")
    answer = connection.getresponse()
    assert (answer.status, answer.length, answer.headers["Connection"]) == (200, None, "close")
    assert answer.read(3) == b"<ht"
    connection.close()


def test_a_long_answer_is_in_chunks_and_does_not_end_soon(replica):
    connection = connect(replica.port)
    connection.request("GET", f"/maghress{TRIALS['long']}")
    answer = connection.getresponse()
    assert answer.headers["Transfer-Encoding"] == "chunked"
    start = answer.read(20_000_000)
    assert len(start) == 20_000_000
    assert start.startswith(b"<!DOCTYPE html>")
    assert b"</html>" not in start
    connection.close()


def test_a_hanging_answer_is_logged_and_ends_when_the_client_goes(alone):
    with hanging(alone) as held:
        assert get(alone, "/robots.txt").status == 200
        held.settimeout(0.2)
        with pytest.raises(TimeoutError):
            held.recv(1)
    assert [(access.path, access.status, access.open_requests) for access in alone.log] == [
        (TRIALS["hang"], 0, 1),
        ("/robots.txt", 200, 2),
    ]
    wait_for(lambda: _open_requests(alone) == 1)


def _open_requests(replica: Replica) -> int:
    get(replica, "/robots.txt")
    return replica.log[-1].open_requests
