"""Writing and reading a store, in SQLite and, if a server is configured, in PostgreSQL."""

from __future__ import annotations

import copy
import pickle
import re
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, update

from newsscraper.items.records import (
    ARTICLE_FIELDS,
    TICKER_FIELDS,
    Article,
    Image,
    RawArticle,
    TickerItem,
    TickerSnapshot,
)
from newsscraper.store import Articles, Batch, Record, Store, StoreError, migration, tables
from newsscraper.store.location import Location
from tests.waiting import LIMIT

TIMES = [f"2026-01-30T12:00:{second:02}Z" for second in range(10)]
FULL = {
    **dict.fromkeys(ARTICLE_FIELDS),  # fields of your own: tests/exporters/test_new_fields.py
    "id": "maghress/fr/yabiladi/148210",
    "url": "https://www.maghress.com/fr/yabiladi/148210",
    "site": "maghress",
    "edition": "fr",
    "headline": "L'été à Fès — «une chaleur» 🌞",
    "body": (
        "Premier alinéa.\n\nالفقرة الثانية، مع رمز 👩‍👩‍👧 و\u200fعلامة اتجاه.\n\nTabulation\tet"
        " 'apostrophes' \"\\\" %s :x"
    ),
    "published": "2026-01-29",
    "published_at": "2026-01-29T18:05:00+01:00",
    "published_raw": "29 - 01 - 2026",
    "source": "يابلادي",
    "source_id": "yabiladi",
    "original_url": "https://www.yabiladi.example/a?b=c&d=%D8%A7#e",
    "author": "Salma Berrada",
    "agency": "MAP",
    "section": "Société",
    "language": "fr",
    "language_confidence": 0.1 + 0.2,
    "images": [
        {"url": "https://img.example/1.jpg", "caption": "صورة"},
        {"url": "https://img.example/2.jpg", "caption": None},
    ],
    "truncated": True,
    "ticker_id": "maghress/fr/abc",
    "fetched_at": TIMES[0],
    "layout": "article",
    "extractor_version": "7",
    "content_hash": "0" * 64,
    "capture_ref": "captures/a b.html",
    "warnings": ["no_author", "url_from_page"],
}


def article(name: str = "maghress/fr/yabiladi/1", **fields) -> Article:
    return Article(raw=RawArticle("test"), id=name, **fields)


def full() -> Article:
    return Article(
        raw=RawArticle("test"), **{**FULL, "images": [Image(**image) for image in FULL["images"]]}
    )


def ticker(
    name: str = "maghress/fr/abc", *sightings: str, site: str = "maghress"
) -> TickerSnapshot:
    items = [
        TickerItem(1, "أول 🗞", "https://www.maghress.com/a/1", "maghress/ar/a/1", "ar"),
        TickerItem(3, "Deux"),
    ]
    return TickerSnapshot(name, site, "fr", items, list(sightings))


def batch(*things: Article | TickerSnapshot) -> Batch:
    rows = Batch()
    for thing in things:
        (rows.add_article if isinstance(thing, Article) else rows.add_ticker)(thing)
    return rows


def ids(articles: Articles) -> list[str]:
    return [record.id for record in articles]


@pytest.fixture
def store(store_url):
    with Store(store_url, create=True) as opened:
        yield opened


# One article


def test_every_field_of_an_article_reads_back(store, store_url):
    assert set(FULL) == set(ARTICLE_FIELDS)
    assert store.write(batch(full())).new == 1
    with Store(store_url) as again:
        (record,) = again.articles()
    assert dict(record) == FULL
    assert list(record) == list(ARTICLE_FIELDS)
    assert record["truncated"] is True
    assert {name: type(value) for name, value in record.items()} == {
        name: type(value) for name, value in FULL.items()
    }


def test_an_empty_article_reads_back_with_nulls(store):
    store.write(batch(article("text/1")))
    (record,) = store.articles()
    empty = {"id": "text/1", "language": "und", "truncated": False}
    empty |= {name: [] for name in ("images", "warnings", "authors", "tags")}
    assert dict(record) == {name: empty.get(name) for name in ARTICLE_FIELDS}
    assert record.truncated is False


def test_an_empty_text_stays_empty_and_none_stays_none(store):
    store.write(batch(article("a", headline="", body=None)))
    (record,) = store.articles()
    assert (record.headline, record.body) == ("", None)


TEXT = st.text(max_size=30) | st.sampled_from(
    ["العنوان", "🇲🇦", "e\u0301", "\u2028", "\r\n", "\\u0000", "null", "'; --"]
)


@given(
    headline=TEXT,
    warnings=st.lists(TEXT, max_size=3),
    caption=TEXT,
    confidence=st.none() | st.floats(0, 1),
)
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_and_number_reads_back(store, headline, warnings, caption, confidence):
    if not store.location.endswith(".db"):
        headline = headline.replace("\0", "")
    wanted = article(
        "a",
        headline=headline,
        warnings=warnings,
        images=[Image("https://i.example/", caption)],
        language_confidence=confidence,
    )
    store.write(batch(wanted))
    (record,) = store.articles()
    assert dict(record) == wanted.to_dict()


def test_a_nul_character_reads_back_from_sqlite_and_is_rejected_by_postgresql(store, store_url):
    rows = batch(article("a", headline="before\0after", warnings=["x\0y"]))
    if store_url.startswith("postgresql"):
        with pytest.raises(
            StoreError,
            match=r"cannot write the store .*: PostgreSQL text fields cannot contain NUL",
        ):
            store.write(rows)
        assert len(store.articles()) == 0
    else:
        store.write(rows)
        (record,) = store.articles()
        assert (record.headline, record.warnings) == ("before\0after", ["x\0y"])


@pytest.mark.parametrize(
    "fields",
    [{"headline": "a\ud800"}, {"warnings": ["a\ud800"]}, {"capture_ref": "caf\udce9.html"}],
)
def test_a_lone_surrogate_is_rejected_in_one_line(store, fields):
    with pytest.raises(StoreError, match="cannot write the store") as caught:
        store.write(batch(article("good"), article("bad", **fields)))
    assert "\n" not in str(caught.value)
    assert len(store.articles()) == 0


def test_a_lone_surrogate_in_a_filter_is_reported_in_one_line(store):
    with pytest.raises(StoreError, match="cannot read the store"):
        len(store.articles(source="caf\udce9"))


@pytest.mark.parametrize("asked", [{"limit": 2**64}, {"run": 2**64}])
def test_a_number_too_large_for_the_database_is_reported_in_one_line(store, asked):
    with pytest.raises(StoreError, match="cannot read the store"):
        list(store.articles(**asked))


# Writing again


def test_the_newest_fetch_replaces_the_whole_record(store):
    assert (
        store.write(batch(article("a", headline="old", author="A", fetched_at=TIMES[0]))).new == 1
    )
    assert (
        store.write(batch(article("a", headline="new", fetched_at=TIMES[1]), article("b"))).new == 1
    )
    assert {
        record.id: (record.headline, record.author, record.fetched_at)
        for record in store.articles()
    } == {
        "a": ("new", None, TIMES[1]),
        "b": (None, None, None),
    }


def test_an_older_fetch_does_not_replace_a_newer_one(store):
    first, second = store.runs.begin("maghress", {}), store.runs.begin("maghress", {})
    store.write(batch(article("a", headline="new", fetched_at=TIMES[5])), first)
    assert store.write(batch(article("a", headline="older", fetched_at=TIMES[4])), second).new == 0
    (record,) = store.articles()
    assert (record.headline, record.fetched_at) == ("new", TIMES[5])
    assert ids(store.articles(run=first)) == ["a"]
    assert ids(store.articles(run=second)) == [
        "a"
    ]  # the run fetched it, but the stored record is from another fetch


@pytest.mark.parametrize("together", [True, False])
def test_a_fetch_dated_in_the_future_never_replaces(store, together):
    ahead = article("a", headline="ahead", warnings=["fetched_in_future"])
    store.write(batch(ahead))
    assert [record.headline for record in store.articles()] == ["ahead"]
    dated = article("a", headline="dated", fetched_at=TIMES[0])
    for rows in [batch(dated, ahead)] if together else [batch(dated), batch(ahead)]:
        store.write(rows)
        assert [(record.headline, record.fetched_at) for record in store.articles()] == [
            ("dated", TIMES[0])
        ]


@pytest.mark.parametrize(
    ("before", "after"), [(TIMES[1], TIMES[1]), (None, TIMES[1]), (TIMES[1], None), (None, None)]
)
def test_a_fetch_that_may_be_newer_replaces(store, before, after):
    store.write(batch(article("a", headline="first", fetched_at=before)))
    store.write(batch(article("a", headline="second", fetched_at=after)))
    assert [record.headline for record in store.articles()] == ["second"]


def test_a_batch_keeps_the_article_that_was_added_last(store):
    rows = batch(article("a", headline="first"), article("b"), article("a", headline="second"))
    assert len(rows) == 2
    assert store.write(rows).new == 2
    assert [record.headline for record in store.articles(limit=1)] == ["second"]


def test_a_batch_written_twice_changes_nothing(store):
    rows = batch(full(), ticker("t", TIMES[0]))
    assert store.write(rows).new == 1
    assert store.write(rows).new == 0
    assert [dict(record) for record in store.articles()] == [FULL]
    assert [row["sightings"] for row in store.tickers()] == [[TIMES[0]]]


def test_an_empty_batch_is_written(store):
    assert len(Batch()) == 0
    assert store.write(Batch()).new == 0
    assert store.write(Batch(), run=999).new == 0


def broken_article(rows: Batch) -> None:
    rows.articles["bad"] = tuple({**article("bad").to_dict(), "id": None}.values())


def broken_sighting(rows: Batch) -> None:
    rows.sightings.add(("no such ticker", TIMES[0]))


def broken_source(rows: Batch) -> None:
    rows.sources[("turess", "fr", None)] = "nameless"


@pytest.mark.parametrize("break_it", [broken_article, broken_sighting, broken_source])
def test_a_batch_with_a_bad_row_writes_nothing(store, break_it):
    store.write(batch(article("kept", headline="before")))
    rows = batch(article("kept", headline="after"), full(), ticker("t", TIMES[0]))
    break_it(rows)
    with pytest.raises(StoreError, match=r"^cannot write the store ") as caught:
        store.write(rows)
    assert "\n" not in str(caught.value)
    assert [(record.id, record.headline) for record in store.articles()] == [("kept", "before")]
    assert list(store.tickers()) == []
    assert store.sources("maghress") == []
    assert store.write(batch(full())).new == 1


def test_an_unknown_run_is_rejected(store):
    with pytest.raises(StoreError, match=r"(?i)foreign key"):
        store.write(batch(article("a")), run=999)
    assert len(store.articles()) == 0


def test_a_batch_may_be_large(store):
    assert store.write(batch(*(article(f"a/{number}") for number in range(66_000)))).new == 66_000
    assert len(store.articles()) == 66_000


# Tickers


def test_a_snapshot_seen_twice_is_one_with_both_times(store):
    assert len(batch(ticker("t", TIMES[3]))) == 1
    store.write(batch(ticker("t", TIMES[3])))
    store.write(batch(ticker("t", TIMES[1]), ticker("t", TIMES[3]), ticker("t", TIMES[2])))
    (row,) = store.tickers()
    assert row == ticker("t", TIMES[1], TIMES[2], TIMES[3]).to_dict()
    assert tuple(row) == TICKER_FIELDS


def test_tickers_are_ordered_by_first_sighting(store):
    store.write(
        batch(
            ticker("c", TIMES[5]),
            ticker("b", TIMES[2], TIMES[9]),
            ticker("a", TIMES[5]),
            ticker("d", TIMES[1]),
        )
    )
    store.write(batch(ticker("a", TIMES[0])))
    assert [row["id"] for row in store.tickers()] == ["a", "d", "b", "c"]


def test_tickers_of_sites_and_of_a_run(store):
    first, second = store.runs.begin("maghress", {}), store.runs.begin("masress", {})
    store.write(batch(ticker("m", TIMES[0]), ticker("both", TIMES[1])), first)
    store.write(batch(ticker("e", TIMES[2], site="masress"), ticker("both", TIMES[3])), second)
    assert [row["id"] for row in store.tickers(["masress"])] == ["e"]
    assert [row["id"] for row in store.tickers(["masress", "maghress"])] == ["m", "both", "e"]
    assert [row["id"] for row in store.tickers(run=first)] == ["m", "both"]
    assert [(row["id"], row["sightings"]) for row in store.tickers(["maghress"], run=second)] == [
        ("both", [TIMES[1], TIMES[3]])
    ]
    assert list(store.tickers(run=999)) == []


def test_an_article_is_written_with_its_ticker(store):
    with_ticker = full()
    with_ticker.ticker = ticker("maghress/fr/abc", TIMES[0])
    store.write(batch(with_ticker))
    assert [row["id"] for row in store.tickers()] == ["maghress/fr/abc"]


# Sources


def test_sources_with_their_articles_in_order(store):
    rows = batch(
        article(
            "1",
            site="maghress",
            edition="fr",
            source_id="yabiladi",
            source="Yabiladi",
            published="2026-01-03",
        ),
        article(
            "2",
            site="maghress",
            edition="fr",
            source_id="yabiladi",
            source="Yabiladi",
            published="2025-12-31",
        ),
        article("3", site="maghress", edition="fr", source_id="yabiladi", source="Yabiladi"),
        article("4", site="maghress", edition="ar", source_id="hespress", source="هسبريس"),
        article("5", site="masress", edition="ar", source_id="youm7", source="Youm7"),
        article("6", site="maghress", edition=None, source_id="nowhere"),
    )
    rows.add_source("maghress", "fr", "albayane", "Al Bayane")
    store.write(rows)
    assert store.sources("maghress") == [
        {
            "edition": "ar",
            "source_id": "hespress",
            "name": "هسبريس",
            "articles": 1,
            "first": None,
            "last": None,
        },
        {
            "edition": "fr",
            "source_id": "albayane",
            "name": "Al Bayane",
            "articles": 0,
            "first": None,
            "last": None,
        },
        {
            "edition": "fr",
            "source_id": "yabiladi",
            "name": "Yabiladi",
            "articles": 3,
            "first": "2025-12-31",
            "last": "2026-01-03",
        },
    ]
    assert [row["source_id"] for row in store.sources("maghress", ["fr"])] == [
        "albayane",
        "yabiladi",
    ]
    assert [row["source_id"] for row in store.sources("maghress", iter(["ar", "fr"]))] == [
        "hespress",
        "albayane",
        "yabiladi",
    ]
    assert store.sources("turess") == []


@pytest.mark.parametrize("together", [True, False])
def test_a_source_keeps_its_name_until_another_is_read(store, together):
    def name_after(*names: str | None) -> str | None:
        rows = [Batch() for _ in names]
        for number, name in enumerate(names):
            rows[0 if together else number].add_source("maghress", "fr", f"slug-{len(names)}", name)
        for one in rows:
            store.write(one)
        return next(
            row["name"]
            for row in store.sources("maghress")
            if row["source_id"] == f"slug-{len(names)}"
        )

    assert name_after(None) is None
    assert name_after("Yabiladi", None) == "Yabiladi"
    assert name_after("Yabiladi", None, "Yabiladi.com") == "Yabiladi.com"


# Runs


def test_a_run_begins_and_ends(store):
    assert store.runs.newest() == []
    assert store.runs.get(1) is None
    scope = {"site": "maghress", "editions": ["ar", "fr"], "sources": [], "limit": None}
    number = store.runs.begin("maghress", scope)
    begun = store.runs.get(number)
    assert begun is not None
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", begun["started_at"])
    assert {**begun, "started_at": "then"} == {
        "id": number,
        "site": "maghress",
        "scope": scope,
        "started_at": "then",
        "finished_at": None,
        "outcome": None,
        "report": None,
        "open": False,
    }
    store.runs.finish(
        number, "limit", {"pages": 3, "failures": [{"url": "https://x.example/صفحة"}]}
    )
    ended = store.runs.get(number)
    assert ended is not None
    assert (ended["outcome"], ended["report"]) == (
        "limit",
        {"pages": 3, "failures": [{"url": "https://x.example/صفحة"}]},
    )
    assert ended["finished_at"] >= begun["started_at"]


def test_the_newest_runs_of_each_site(store):
    numbers = [store.runs.begin(site, {}) for site in ("maghress", "masress", "maghress", None)]
    assert numbers == sorted(set(numbers))
    assert [run["id"] for run in store.runs.newest()] == [numbers[2], numbers[0], numbers[1]]
    assert [run["id"] for run in store.runs.newest(number=1)] == [numbers[2], numbers[1]]
    assert [run["id"] for run in store.runs.newest(["masress"])] == [numbers[1]]
    assert store.runs.newest(["turess"]) == []


def test_an_article_belongs_to_every_run_that_fetched_it(store):
    first, second = store.runs.begin("maghress", {}), store.runs.begin("maghress", {})
    store.write(batch(article("a", fetched_at=TIMES[0]), article("b", fetched_at=TIMES[0])), first)
    store.write(batch(article("b", fetched_at=TIMES[1]), article("c", fetched_at=TIMES[1])), second)
    assert ids(store.articles(run=first)) == ["a", "b"]
    assert ids(store.articles(run=second)) == ["b", "c"]


def test_days_may_be_dates_and_must_be_days(store):
    store.write(batch(article("a", published="2026-01-02")))
    assert ids(store.articles(since=date(2026, 1, 2), until="2026-01-02")) == ["a"]
    for wrong in ("7d", "2026-1-5", "yesterday", ""):
        with pytest.raises(ValueError, match="Invalid isoformat"):
            store.articles(since=wrong)


# Selections

ROWS = [
    ("maghress/ar/hespress/1", "maghress", "ar", "hespress", "ar", "2026-01-03"),
    ("maghress/fr/yabiladi/2", "maghress", "fr", "yabiladi", "fr", "2026-01-02"),
    ("maghress/fr/yabiladi/1", "maghress", "fr", "yabiladi", "es", "2026-01-02"),
    ("masress/ar/youm7/1", "masress", "ar", "youm7", "ar", "2026-01-01"),
    ("masress/en/ahramen/1", "masress", "en", "ahramen", "en", None),
    ("example.org/0a1b", None, None, None, "und", None),
]
H, Y2, Y1, M, E, X = (row[0] for row in ROWS)


@pytest.fixture
def filled(store):
    store.write(
        batch(
            *(
                article(
                    name,
                    site=site,
                    edition=edition,
                    source_id=source,
                    language=language,
                    published=published,
                )
                for name, site, edition, source, language, published in reversed(ROWS)
            )
        )
    )
    return store


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [H, Y1, Y2, M, X, E]),
        ({"limit": 3}, [H, Y1, Y2]),
        ({"limit": 100}, [H, Y1, Y2, M, X, E]),
        ({"limit": 0}, []),
        ({"site": "maghress"}, [H, Y1, Y2]),
        ({"site": ["masress", "maghress"]}, [H, Y1, Y2, M, E]),
        ({"site": ()}, [H, Y1, Y2, M, X, E]),
        ({"site": []}, [H, Y1, Y2, M, X, E]),
        ({"site": {"masress": 1}.keys()}, [M, E]),
        ({"site": "turess"}, []),
        ({"edition": "ar"}, [H, M]),
        ({"edition": {"fr", "en"}}, [Y1, Y2, E]),
        ({"source": "yabiladi"}, [Y1, Y2]),
        ({"source": ("yabiladi", "youm7", "nobody")}, [Y1, Y2, M]),
        ({"source": 'it\'s % _ "x"'}, []),
        ({"language": "und"}, [X]),
        ({"language": ["ar", "es"]}, [H, Y1, M]),
        ({"since": "2026-01-02"}, [H, Y1, Y2]),
        ({"until": "2026-01-02"}, [Y1, Y2, M]),
        ({"since": "2026-01-02", "until": "2026-01-02"}, [Y1, Y2]),
        ({"since": "2026-01-03", "until": "2026-01-01"}, []),
        ({"until": "9999-12-31"}, [H, Y1, Y2, M]),
        ({"site": "maghress", "edition": "fr", "language": "fr", "since": "2026-01-01"}, [Y2]),
        ({"site": "masress", "limit": 1}, [M]),
        ({"run": 999}, []),
    ],
)
def test_selections_have_the_right_articles_in_order(filled, asked, found):
    selection = filled.articles(**asked)
    assert ids(selection) == found
    assert len(selection) == len(found)
    assert ids(selection) == found, "a selection is read again each time"


def test_a_selection_is_read_when_it_is_iterated(store, store_url):
    selection = store.articles()
    assert (len(selection), ids(selection), bool(selection)) == (0, [], False)
    assert repr(selection) == f"<Articles 0 of {store.location}>"
    store.write(batch(article("a")))
    assert (len(selection), ids(selection), bool(selection)) == (1, ["a"], True)
    assert repr(selection) == f"<Articles 1 of {store.location}>"


def test_the_order_of_ids_does_not_depend_on_the_locale(icu_url):
    names = ["Z/x/1", "a/10", "a/9", "a/B/1", "a/a/1", "a/b-c/1", "a/bb/1", "ا/1"]
    with Store(icu_url, create=True) as store:
        store.write(batch(*(article(name) for name in reversed(names))))
        assert ids(store.articles()) == names


def test_as_a_data_frame(filled):
    pandas = pytest.importorskip("pandas")
    frame = filled.articles(site="maghress").to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert tuple(frame.columns) == ARTICLE_FIELDS
    assert list(frame["id"]) == [H, Y1, Y2]
    assert list(frame["published"]) == ["2026-01-03", "2026-01-02", "2026-01-02"]
    assert list(frame["images"]) == [[], [], []]
    empty = filled.articles(site="turess").to_pandas()
    assert (tuple(empty.columns), len(empty)) == (ARTICLE_FIELDS, 0)


def test_missing_pandas_is_reported_with_the_install_command(filled, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"^to_pandas\(\) needs pandas: pip install pandas$"):
        filled.articles().to_pandas()


def test_a_records_fields_are_attributes():
    record = Record({"headline": "H", "body": None})
    assert (record.headline, record.body, record["headline"]) == ("H", None, "H")
    with pytest.raises(AttributeError, match=r"^the record has no field 'titel'$"):
        _ = record.titel
    assert not hasattr(record, "titel")
    for same in (copy.copy(record), copy.deepcopy(record), pickle.loads(pickle.dumps(record))):
        assert (type(same), same.headline) == (Record, "H")


# Concurrency


def test_reading_continues_while_another_connection_writes(store, store_url):
    store.write(batch(*(article(f"a/{number:04}") for number in range(1200))))
    reading = iter(store.articles())
    assert next(reading).id == "a/0000"
    with Store(store_url, create=True) as other:
        other.write(batch(article("a/0000x"), article("a/1100", headline="changed")))
    rest = list(reading)
    assert len(rest) == 1199
    assert [record.headline for record in rest if record.id == "a/1100"] == [None], (
        "one reading sees one state"
    )
    assert len(store.articles()) == 1201


def test_uncommitted_rows_are_not_read_and_do_not_block(tmp_path):
    path = tmp_path / "store.db"
    with Store(str(path), create=True) as store:
        store.write(batch(article("a")))
        writer = sqlite3.connect(path, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE articles SET headline = 'half done'")
        assert [(record.id, record.headline) for record in store.articles()] == [("a", None)]
        writer.execute("COMMIT")
        assert [(record.id, record.headline) for record in store.articles()] == [("a", "half done")]
        assert writer.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        writer.close()


def test_a_store_opened_twice_is_one(store_url):
    with (
        Store(store_url, create=True) as one,
        Store(store_url, create=True) as two,
        Store(store_url) as three,
    ):
        one.write(batch(article("a")))
        two.write(batch(article("b")))
        assert ids(one.articles()) == ids(two.articles()) == ids(three.articles()) == ["a", "b"]


def test_concurrent_writers_wait_for_each_other(store_url):
    def write(letter: str) -> int:
        with Store(store_url, create=True) as opened:
            both_write = (
                batch(article(f"{letter}/{number}"), article("shared")) for number in range(15)
            )
            return sum(opened.write(rows).new for rows in both_write)

    Store(store_url, create=True).close()
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(write, "ab"))
    with Store(store_url) as store:
        assert len(store.articles()) == 31


def test_several_processes_may_create_one_store(store_url, tmp_path):
    together = 6
    places = (
        [store_url]
        if "://" in store_url
        else [str(tmp_path / f"{number}.db") for number in range(5)]
    )
    problems_found = []
    for place in places:
        barrier, problems = Barrier(together), []

        def make(
            number: int,
            place: str = place,
            barrier: Barrier = barrier,
            problems: list[str] = problems,
        ) -> None:
            barrier.wait(LIMIT)
            try:
                with Store(place, create=True) as opened:
                    opened.write(batch(article(f"a/{number}")))
            except StoreError as problem:
                problems.append(str(problem))

        with ThreadPoolExecutor(together) as threads:
            list(threads.map(make, range(together)))
        with Store(place) as store:
            assert len(store.articles()) == together - len(problems)
        problems_found += problems
    assert problems_found == []


def test_a_closed_store_opens_again(store):
    store.write(batch(article("a")))
    store.close()
    assert ids(store.articles()) == ["a"]
    store.close()
    store.close()


# Schema


def set_version(store_url: str, value: str) -> None:
    engine = create_engine(Location(store_url).url)
    with engine.begin() as connection:
        connection.execute(update(tables.info).values(value=value))
    engine.dispose()


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("version", [str(migration.SCHEMA_VERSION + 1), "999", "two", ""])
def test_a_store_with_a_newer_schema_is_rejected(store_url, create, version):
    Store(store_url, create=True).close()
    set_version(store_url, version)
    with pytest.raises(
        StoreError,
        match=(
            rf"was written by a newer version of newsscraper \(schema {version};"
            rf" this version supports up to {migration.SCHEMA_VERSION}\)"
        ),
    ):
        Store(store_url, create=create)
    set_version(store_url, str(migration.SCHEMA_VERSION))
    Store(store_url, create=create).close()


def test_a_database_without_our_tables_is_not_a_store(postgresql_url):
    with pytest.raises(
        StoreError, match=r"is not a newsscraper store: the table 'newsscraper' is missing$"
    ):
        Store(postgresql_url)


def test_a_foreign_table_is_unchanged(postgresql_url):
    import psycopg

    with psycopg.connect(postgresql_url) as connection:
        connection.execute("CREATE TABLE articles (theirs text)")
    with pytest.raises(
        StoreError,
        match=(
            r"already has a table 'articles' that newsscraper did not create;"
            r" choose another store$"
        ),
    ):
        Store(postgresql_url, create=True)
    with psycopg.connect(postgresql_url) as connection:
        assert connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall() == [("articles",)]


def test_a_damaged_store_is_reported_in_one_line(tmp_path):
    path = tmp_path / "store.db"
    with Store(str(path), create=True) as store:
        store.write(batch(*(article(f"a/{number}", body="x" * 500) for number in range(500))))
    data = path.read_bytes()
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(data[: 8 * 4096] + b"\xff" * (len(data) - 8 * 4096))
    with pytest.raises(StoreError, match=rf"^cannot (open|read) the store {damaged}: ") as caught:
        list(Store(str(damaged)).articles())
    assert "\n" not in str(caught.value)
