"""The rows of a run are written in few transactions, and each ticker once."""

from __future__ import annotations

import pytest

from newsscraper.crawling.frontier import Writer
from newsscraper.crawling.frontier import writer as writer_module
from newsscraper.items.records import TickerItem, TickerSnapshot
from newsscraper.store import Store


@pytest.fixture
def store(tmp_path):
    with Store(str(tmp_path / "crawl.db"), create=True) as opened:
        yield opened


def ticker(name: str, second: int) -> TickerSnapshot:
    return TickerSnapshot(
        f"maghress/fr/{name}",
        "maghress",
        "fr",
        [TickerItem(1, name)],
        [f"2026-01-30T12:00:{second:02}Z"],
    )


def test_a_ticker_is_written_once_but_each_sighting_is_recorded(store):
    run = store.runs.begin("maghress", {})
    writer = Writer(store, run)
    sizes = []
    for second, name in enumerate("aabab"):
        writer.batch.add_ticker(ticker(name, second))
        sizes.append(len(writer.batch.tickers))
        writer.submit()
    writer.close()
    assert sizes == [1, 0, 1, 0, 0]
    assert writer.problem is None
    found = {
        row["id"].rpartition("/")[2]: [moment[-3:-1] for moment in row["sightings"]]
        for row in store.tickers(run=run)
    }
    assert found == {"a": ["00", "01", "03"], "b": ["02", "04"]}


def test_old_tickers_are_forgotten_and_written_again(store, monkeypatch):
    monkeypatch.setattr(writer_module, "_TICKERS_REMEMBERED", 2)
    writer = Writer(store, store.runs.begin("maghress", {}))
    sizes = []
    for second, name in enumerate("abcba"):
        writer.batch.add_ticker(ticker(name, second))
        sizes.append(len(writer.batch.tickers))
        writer.submit()
    writer.close()
    assert sizes == [1, 1, 1, 0, 1]
    assert sum(len(row["sightings"]) for row in store.tickers()) == 5


def test_another_run_of_the_same_store_has_its_own_tickers(store):
    runs = [store.runs.begin("maghress", {}) for _ in range(2)]
    for second, run in enumerate(runs):
        writer = Writer(store, run)
        writer.batch.add_ticker(ticker("a", second))
        writer.close()
    assert [[row["id"] for row in store.tickers(run=run)] for run in runs] == [
        ["maghress/fr/a"]
    ] * 2
