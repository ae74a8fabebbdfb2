"""``store.takedowns``: articles are deleted, and neither visited nor stored again."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from newsscraper.items.records import Article, RawArticle
from newsscraper.store import Batch, Store, tables
from newsscraper.store.visits import Visit

SCOPE = {"site": "maghress", "editions": ["fr"], "sources": []}


def url_of(number: int, source: str = "atlasmatin") -> str:
    return f"https://www.maghress.com/fr/{source}/{number}"


def article(number: int, source: str = "atlasmatin", **fields: Any) -> Article:
    values: dict[str, Any] = {
        "id": f"maghress/fr/{source}/{number}",
        "url": url_of(number, source),
        "site": "maghress",
        "edition": "fr",
        "source_id": source,
        "headline": f"Titre secret {number}",
        "content_hash": "a",
        "fetched_at": "2026-01-30T12:00:00Z",
        "published": "2026-01-30",
    }
    return Article(raw=RawArticle("test"), **{**values, **fields})


def write(store: Store, *articles: Article, run: int | None = None) -> set[str]:
    batch = Batch()
    for one in articles:
        batch.add_article(one)
    return store.write(batch, run).removed


def visit(number: int, source: str = "atlasmatin", **more: Any) -> Visit:
    return Visit(url_of(number, source), "maghress", "fr", source, "article", **more)


def find_urls(store: Store, run: int, *visits: Visit) -> set[str]:
    batch = Batch()
    for one in visits:
        batch.found[one.url] = one
    return store.write(batch, run).removed


def leased(store: Store, run: int) -> list[str]:
    return [one.url for one in store.write(Batch(), run, lease=100).leased]


def states(store: Store) -> dict[str, str]:
    query = select(tables.urls.c.url, tables.urls.c.state)
    return {row["url"]: row["state"] for row in store.rows(query)}


def begin(store: Store) -> int:
    return store.runs.begin_or_resume("maghress", SCOPE, editions=["fr"]).number


@pytest.mark.parametrize(
    "name",
    [
        "maghress/fr/atlasmatin/1",
        "https://www.maghress.com/fr/atlasmatin/1",
        "http://maghress.com/fr/atlasmatin/1?utm_source=x#top",
        "www.maghress.com/fr/atlasmatin/1",
    ],
)
def test_an_article_goes_with_its_versions(store_url, name):
    with Store(store_url, create=True) as store:
        run = begin(store)
        write(store, article(1, capture_ref="a.warc.gz:10"), article(2), run=run)
        edited = {"content_hash": "b", "fetched_at": "2026-01-31T12:00:00Z"}
        write(store, article(1, **edited, capture_ref="a.warc.gz:99"), run=run)
        marked = store.takedowns.find([name])
        assert marked.stored == {"maghress/fr/atlasmatin/1"}
        assert (marked.versions, marked.unknown, marked.before) == (1, [], set())
        assert marked.pages == {"a.warc.gz:10", "a.warc.gz:99"}
        store.takedowns.take_down(marked)
        assert [record.id for record in store.articles()] == ["maghress/fr/atlasmatin/2"]
        assert [record.id for record in store.articles(run=run)] == ["maghress/fr/atlasmatin/2"]
        assert store.versions("maghress/fr/atlasmatin/1") == []
        assert store.takedowns.ids() == {"maghress/fr/atlasmatin/1"}
        again = store.takedowns.find([name])
        assert (again.stored, again.before) == (set(), {"maghress/fr/atlasmatin/1"})
        store.takedowns.take_down(again)
        assert len(store.takedowns.all()) == 1


def test_it_is_not_stored_again(store_url):
    with Store(store_url, create=True) as store:
        write(store, article(1))
        store.takedowns.take_down(store.takedowns.find([url_of(1)]))
        assert write(store, article(1), article(2)) == {"maghress/fr/atlasmatin/1"}
        batch = Batch()
        batch.add_article(article(1))
        store.rewrite(batch)
        assert [record.id for record in store.articles()] == ["maghress/fr/atlasmatin/2"]


def test_it_is_not_visited_again(store_url):
    with Store(store_url, create=True) as store:
        run = begin(store)
        find_urls(store, run, visit(1), visit(2), visit(3))
        assert leased(store, run) == [url_of(1), url_of(2), url_of(3)]
        store.takedowns.take_down(store.takedowns.find([url_of(1), url_of(3)]))
        # The visit had begun: what it brings is not stored, and its outcome changes nothing.
        outcome = dict.fromkeys(
            ("status", "cause", "reason", "etag", "last_modified", "next_visit", "stretch")
        )
        batch = Batch()
        batch.add_article(article(1))
        key = "maghress/fr/atlasmatin/1"
        batch.outcomes[url_of(1)] = outcome | {
            "key": url_of(1),
            "state": "done",
            "tries": 0,
            "visited_at": "2026-01-30T12:00:00Z",
            "article_id": key,
        }
        assert store.write(batch, run).removed == {key}
        assert states(store)[url_of(1)] == "removed"
        store.urls.requeue_leased(run)
        assert store.urls.retry(gone=True) == 0
        assert leased(store, run) == [url_of(2)]
        store.runs.finish(run, "finished", {})
        later = store.runs.begin_or_resume(
            "maghress", SCOPE, editions=["fr"], recheck="2026-01-01"
        ).number
        assert find_urls(store, later, visit(1), visit(3), visit(4)) == {url_of(1), url_of(3)}
        assert leased(store, later) == [url_of(2), url_of(4)]


def test_an_address_that_is_not_stored_may_be_forbidden(store_url):
    with Store(store_url, create=True) as store:
        marked = store.takedowns.find([url_of(7), "https://example.org/story"])
        assert marked.unknown == []
        assert marked.stored == set()
        store.takedowns.take_down(marked)
        run = begin(store)
        other = Visit("https://example.org/story", kind="other")
        assert find_urls(store, run, visit(7), other) == {url_of(7), other.url}
        assert leased(store, run) == []
        assert store.takedowns.all() == []  # nobody has ever had them


@pytest.mark.parametrize("name", ["maghress/fr/atlasmatin/9", "nonsense", "example.org/story", ""])
def test_what_the_store_does_not_know_is_unknown(store_url, name):
    with Store(store_url, create=True) as store:
        write(store, article(1))
        marked = store.takedowns.find([name])
        assert (marked.unknown, marked.articles) == ([name], {})


def test_a_source_goes_as_a_whole(store_url):
    with Store(store_url, create=True) as store:
        run = begin(store)
        write(store, *(article(number) for number in range(700)), article(1, "other"), run=run)
        find_urls(store, run, visit(800), visit(801, "other"))
        marked = store.takedowns.find(sources=["atlasmatin"], sites=["maghress"])
        assert len(marked.stored) == 700
        assert len(marked.articles) == 701
        store.takedowns.take_down(marked)
        assert [record.id for record in store.articles()] == ["maghress/fr/other/1"]
        assert leased(store, run) == [url_of(801, "other")]
        unknown = store.takedowns.find(sources=["atlasmatin"], sites=["masress"])
        assert unknown.unknown == ["atlasmatin"]


def test_an_address_that_led_to_the_article_is_not_visited_either(store_url):
    with Store(store_url, create=True) as store:
        run = begin(store)
        write(store, article(1), run=run)
        moved = "https://www.maghress.com/fr/old/5"
        find_urls(store, run, Visit(moved, "maghress", "fr", "old", "article"))
        assert leased(store, run) == [moved]
        batch = Batch()
        batch.outcomes[moved] = {
            **dict.fromkeys(("cause", "reason", "etag", "last_modified", "next_visit", "stretch")),
            "key": moved,
            "state": "done",
            "status": 200,
            "tries": 0,
            "visited_at": "2026-01-30T12:00:00Z",
            "article_id": "maghress/fr/atlasmatin/1",
        }
        store.write(batch, run)
        marked = store.takedowns.find([url_of(1)])
        assert marked.urls == {moved: "maghress/fr/atlasmatin/1"}
        assert marked.keys == {"maghress/fr/atlasmatin/1", "maghress/fr/old/5"}
        store.takedowns.take_down(marked)
        assert states(store) == {moved: "removed", url_of(1): "removed"}
        by_old_address = store.takedowns.find([moved])
        assert by_old_address.before == {"maghress/fr/atlasmatin/1"}


def test_the_text_is_not_in_the_file_any_more(tmp_path):
    path = tmp_path / "store.db"
    with Store(str(path), create=True) as store:
        long = "Phrase très secrète. " * 500
        write(store, article(1, body=long), article(2, body="Autre. " * 500))
        edited = {"content_hash": "b", "fetched_at": "2026-01-31T12:00:00Z"}
        write(store, article(1, body=long, **edited))
        store.takedowns.take_down(store.takedowns.find([url_of(1)]))
    assert all("secrète".encode() not in part.read_bytes() for part in tmp_path.iterdir())
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_a_takedown_is_whole_or_nothing(tmp_path: Path, monkeypatch):
    from newsscraper.store import StoreError, takedowns

    with Store(str(tmp_path / "store.db"), create=True) as store:
        write(store, article(1))
        marked = store.takedowns.find([url_of(1)])

        def fail(*_: Any) -> None:
            raise OverflowError("no")

        monkeypatch.setattr(takedowns, "_forbid", fail)
        with pytest.raises(StoreError):
            store.takedowns.take_down(marked)
        assert len(store.articles()) == 1
        assert store.takedowns.ids() == set()


def test_an_export_gets_what_went_since_it_began(store_url):
    scope: dict[str, Any] = {"site": ["maghress"], "source": [], "output": "a.jsonl"}
    with Store(store_url, create=True) as store:
        write(store, *(article(number) for number in range(4)), article(1, "other"))
        store.takedowns.take_down(store.takedowns.find([url_of(0)]))
        store.exports.begin_part("daily", scope)
        assert not store.takedowns.of_export("daily", scope).records
        store.takedowns.take_down(store.takedowns.find([url_of(1), url_of(1, "other")]))
        found = store.takedowns.of_export("daily", scope)
        assert found.is_new
        assert [record["id"] for record in found.records] == [
            "maghress/fr/atlasmatin/1",
            "maghress/fr/other/1",
        ]
        store.takedowns.report("daily", found)
        assert not store.takedowns.of_export("daily", scope).is_new
        store.takedowns.take_down(store.takedowns.find([url_of(2)]))
        found = store.takedowns.of_export("daily", {**scope, "source": ["atlasmatin"]})
        assert found.is_new
        assert [record["id"] for record in found.records] == [
            "maghress/fr/atlasmatin/1",
            "maghress/fr/atlasmatin/2",
        ]
        assert list(found.records[0]) == ["id", "url", "removed_at"]


def test_a_retry_leaves_it_out_and_says_so(tmp_path, monkeypatch):
    from newsscraper.cli import cli

    monkeypatch.chdir(tmp_path)
    with Store("store.db", create=True) as store:
        run = begin(store)
        find_urls(store, run, visit(1), visit(2))
        leased(store, run)
        batch = Batch()
        for number in (1, 2):
            batch.outcomes[url_of(number)] = {
                **dict.fromkeys(("status", "etag", "last_modified", "next_visit", "stretch")),
                "key": url_of(number),
                "state": "failed",
                "cause": "timeout",
                "reason": "no complete response in time",
                "tries": 1,
                "visited_at": "2026-01-30T12:00:00Z",
                "article_id": None,
            }
        store.write(batch, run)
        store.takedowns.take_down(store.takedowns.find([url_of(1)]))
    done = CliRunner().invoke(
        cli, ["failed", "--retry", "--store", "store.db"], standalone_mode=False
    )
    assert done.stderr == (
        "newsscraper: 1 URLs are queued for the next crawl; 1 taken down, not fetched\n"
    )
    with Store("store.db") as store:
        assert states(store) == {url_of(1): "removed", url_of(2): "queued"}
        [overview] = store.overview(today=date(2026, 1, 31)).by_site
        assert (overview["queued"], overview["failed"], overview["gone"]) == (1, {}, 0)


@pytest.mark.parametrize("rehearse", [True, False])
def test_the_job_works_on_every_store(store_url, tmp_path, rehearse):
    from newsscraper.archives import RemovalJob
    from newsscraper.archives.warc_writer import PageFiles

    files = PageFiles(tmp_path / "warc", "x", {})
    moment = datetime(2026, 1, 30, tzinfo=UTC)
    asked = ("GET / HTTP/1.1", [], b"")
    place = files.write(url_of(1), moment, asked, "HTTP/1.1 200 OK", [], b"<p>secret")
    files.close()
    with Store(store_url, create=True) as store:
        write(store, article(1, capture_ref=place), article(2))
    told: list[str] = []
    report = RemovalJob(
        [url_of(1)],
        store=store_url,
        pages=[tmp_path / "warc"],
        rehearse=rehearse,
        on_message=told.append,
    ).run()
    assert report is not None
    assert (report.articles, report.pages, report.exit_code, told) == (1, 1, 0, [])
    with Store(store_url) as store:
        assert len(store.articles()) == (2 if rehearse else 1)
