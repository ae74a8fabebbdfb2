"""Page counts of the sources that a run read, in that run and earlier ones."""

from __future__ import annotations

import pytest

from newsscraper.items.records import Article, RawArticle
from newsscraper.reports.quality import falls
from newsscraper.reports.report import Report
from newsscraper.store import Batch, Store
from newsscraper.store import quality as module
from newsscraper.store.quality import Quality


@pytest.fixture
def store(store_url):
    with Store(store_url, create=True) as opened:
        yield opened


def run(
    store: Store, counts: dict[str, tuple[int, int]], *fell: tuple[str, str], ends: bool = True
) -> int:
    """Write a run with numbers of pages and of pages with a body per source; return its number."""
    number = store.runs.begin("maghress", {})
    batch = Batch()
    for source, (pages, bodies) in counts.items():
        for page in range(pages):
            batch.add_quality(
                ("maghress", "fr", source, "ArticlePage"),
                {"published", *(["body"] if page < bodies else [])},
            )
    store.write(batch, number)
    if ends:
        suspicions = [
            {"site": "maghress", "edition": "fr", "source_id": source, "field": field}
            for source, field in fell
        ]
        store.runs.finish(
            number, "finished", Report("maghress", "finished", suspicions=suspicions).to_dict()
        )
    return number


def row(number: int, pages: int, body: int, **more) -> Quality:
    return Quality(number, "maghress", "fr", "a", "ArticlePage", pages, body, pages, 0, **more)


def test_rows_of_the_sources_that_the_run_read_newest_first(store):
    first = run(store, {"a": (3, 2), "b": (1, 1)})
    second = run(store, {"a": (2, 0)}, ("a", "body"), ("b", "source"))
    third = run(store, {"a": (4, 4)}, ends=False)  # killed, so it was not checked
    fourth = run(store, {"a": (1, 1)}, ends=False)
    run(store, {"a": (9, 9)})
    assert store.quality(fourth) == [
        row(fourth, 1, 1, judged=False),
        row(third, 4, 4, judged=False),
        row(second, 2, 0, fell=frozenset({"body"})),
        row(first, 3, 2),
    ]
    assert store.quality(first) == [
        row(first, 3, 2, judged=False),
        Quality(first, "maghress", "fr", "b", "ArticlePage", 1, 1, 1, judged=False),
    ]
    assert store.quality(999) == []


def test_an_interrupted_run_is_one_run(store):
    first = store.runs.begin_or_resume("maghress", {"x": 1}, editions=["fr"])
    for _ in range(2):
        batch = Batch()
        batch.add_quality(("maghress", "fr", "a", "ArticlePage"), {"body", "published"})
        store.write(batch, first.number)
        assert (
            store.runs.begin_or_resume("maghress", {"x": 1}, editions=["fr"]).number == first.number
        )
    assert store.quality(first.number) == [row(first.number, 2, 2, judged=False)]


def test_an_article_counts_by_its_layout(store):
    number = store.runs.begin("maghress", {})
    batch = Batch()
    place = {"site": "maghress", "edition": "fr", "source_id": "a"}
    batch.add_article(
        Article(raw=RawArticle("test"), id="1", **place, layout="ArticlePage", body="x", source="A")
    )
    batch.add_article(Article(raw=RawArticle("test"), id="2", **place, published="2026-01-01"))
    batch.add_article(Article(raw=RawArticle("test"), id="3", body="x"))
    store.write(batch, number)
    assert store.quality(number) == [
        Quality(number, "maghress", "fr", "a", "ArticlePage", 1, 1, 0, 1, judged=False),
        Quality(number, "maghress", "fr", "a", "none", 1, 0, 1, 0, judged=False),
    ]


def test_counts_from_before_a_long_fall_are_read(store, monkeypatch):
    monkeypatch.setattr(module, "_ENOUGH_RUNS", 3)
    whole = [run(store, {"a": (20, 20)}) for _ in range(6)]
    broken = [run(store, {"a": (20, 0)}, ("a", "body")) for _ in range(6)]
    last = run(store, {"a": (20, 0)})
    rows = store.quality(last)
    assert [quality.run for quality in rows] == [last, *reversed(broken), *reversed(whole[3:])]
    [fall] = falls(rows[1:], rows[:1])
    assert (fall.before, fall.now, fall.since) == (100.0, 0.0, broken[0])


def test_a_store_knows_its_folder(store, store_url):
    assert str(store.folder) == (store_url.rpartition("/")[0] if "://" not in store_url else "None")
