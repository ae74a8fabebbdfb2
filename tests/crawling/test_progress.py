"""The numbers of the progress bar: queue, rate and time left."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from newsscraper.crawling.frontier import StoreLedger, Writer
from newsscraper.crawling.frontier.session import Session
from newsscraper.crawling.progress import Progress, Rate, time_left
from newsscraper.crawling.scrapy_compat.engine import parts_of
from newsscraper.store import Store
from newsscraper.store.visits import Outcome, Visit
from tests.waiting import wait_for


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """A ledger whose writer counts the queue after each transaction."""
    monkeypatch.setattr("newsscraper.crawling.frontier.writer._COUNT_SHARE", 0)
    with Store(str(tmp_path / "a.db"), create=True) as store:
        run = store.runs.begin("maghress", {})
        writer = Writer(store, run)
        yield StoreLedger(writer), writer
        writer.close()


def visit(number: int) -> Visit:
    return Visit(
        f"https://www.maghress.com/fr/atlasmatin/{number}",
        "maghress",
        "fr",
        "atlasmatin",
        "article",
    )


def test_the_queue_counts_urls_in_memory_and_in_the_database(opened):
    """300 at every step, minus the URLs that were handed out."""
    ledger, writer = opened
    for number in range(300):
        ledger.enqueue(visit(number))
    assert ledger.waiting == 300
    writer.submit().result()
    assert ledger.waiting == 300
    for handed in range(1, 301):
        leased = wait_for(ledger.lease)
        assert ledger.waiting == 300 - handed
        ledger.acknowledge(leased, Outcome("done"))
    assert ledger.waiting == 0


def test_the_queue_counts_urls_that_are_being_written(opened):
    ledger, writer = opened
    for number in range(10):
        ledger.enqueue(visit(number))
    assert ledger.lease() is None
    assert ledger._being_read is not None
    ledger._being_read.result()
    assert writer.waiting == (0, 10)
    assert ledger.waiting == 10


def test_new_urls_are_counted_when_they_are_written(opened):
    ledger, writer = opened
    ledger.enqueue(visit(1))
    writer.submit().result()
    ledger.enqueue(visit(1))  # known: the database says so
    ledger.enqueue(visit(2))
    assert ledger.waiting == 1
    writer.submit().result()
    assert ledger.waiting == 2


def test_a_long_queue_is_counted_less_often(opened, monkeypatch):
    _, writer = opened
    monkeypatch.setattr("newsscraper.crawling.frontier.writer._COUNT_SHARE", 50)
    clock, counts = [100.0], []

    def count(run: int) -> int:
        counts.append(clock[0])
        clock[0] += 0.1
        return 5000

    monkeypatch.setattr("newsscraper.crawling.frontier.writer.monotonic", lambda: clock[0])
    monkeypatch.setattr(writer._store.urls, "count_queued", count)
    for _ in range(100):
        writer.submit().result()
        clock[0] += 0.1
    assert len(counts) == 2  # two per cent of about ten seconds


@pytest.mark.parametrize(
    ("every", "pages", "rate"),
    [(0.05, 1000, 20.0), (1.0, 100, 1.0), (30.0, 40, 1 / 30), (90.0, 5, 1 / 90)],
)
def test_the_rate_of_a_crawl_at_constant_speed(every, pages, rate):
    """A page takes a moment, or a minute and a half."""
    measured = Rate(0.0)
    for done in range(1, pages + 1):
        now = done * every
        assert measured.at(now - every / 2, done - 1) <= rate * 1.01
        assert measured.at(now, done) == pytest.approx(rate, rel=0.01)


def test_the_rate_is_that_of_the_last_seconds():
    measured = Rate(0.0)
    for done in range(1, 1001):
        measured.at(done * 0.05, done)
    for done in range(1001, 1061):
        last = measured.at(50 + (done - 1000) * 2.0, done)
    assert last == pytest.approx(0.5, rel=0.05)
    # A pause slows it down, and ends.
    assert measured.at(170 + 600, 1060) < 0.1


def test_the_rate_is_zero_without_pages():
    assert Rate(5.0).at(5.0, 0) == 0
    assert Rate(5.0).at(65.0, 0) == 0


@pytest.mark.parametrize(
    ("queue", "rate", "text"),
    [
        (0, 1.0, ""),
        (10, 0.0, ""),
        (10, 2.0, "0:05"),
        (59, 1.0, "0:59"),
        (600, 1.0, "10:00"),
        (3723, 1.0, "1:02:03"),
        (100_000, 1.0, "1 d 3 h"),
        (7, 1 / 90, "10:30"),
    ],
)
def test_the_time_left(queue, rate, text):
    assert time_left(queue, rate) == text


def test_the_queue_includes_current_requests(opened):
    ledger, _ = opened
    crawler = SimpleNamespace()
    session = Session.__new__(Session)
    parts_of(crawler)[Session] = session
    session.is_open, session.ledger, session.leases = True, ledger, [1, 2]
    ledger.enqueue(visit(1))
    progress = Progress.__new__(Progress)
    progress._crawler = crawler
    assert progress._queue(None, 5) == 3
    session.ledger = None
    assert progress._queue(SimpleNamespace(requested=9), 5) == 4
