"""The ledger in the store: queueing, leasing, settling and recovering URLs.

Each test runs on SQLite and, if a server is configured, on PostgreSQL.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsscraper.store import Batch, Store
from newsscraper.store.visits import Stop, Stretch, Visit
from tests.store.ledger import (
    EARLIER,
    EDITION,
    LATER,
    SITE,
    SOURCE,
    Ledger,
    address,
    article,
    navigation,
    stretch,
    visit,
)


@pytest.fixture
def ledger(store_url):
    with Store(store_url, create=True) as store:
        yield Ledger(store)


# Found and handed out


def test_urls_are_handed_out_once_the_most_urgent_first(ledger):
    run = ledger.begin().number
    ledger.add(run, visit(1), visit(2, priority=5), visit(3), visit(4, priority=5))
    assert ledger.urls(run, 3) == [address(2), address(4), address(1)]
    assert ledger.urls(run, 3) == [address(3)]
    assert ledger.urls(run, 3) == []
    assert set(ledger.states().values()) == {"leased"}


def test_a_visit_comes_back_as_it_went_in(ledger):
    run = ledger.begin().number
    request = {"meta": {"page": 2, "text": "نص"}, "headers": {"A": ["b"]}}
    there = visit(
        "été-1",
        priority=3,
        depth=2,
        found_on="https://www.maghress.com/",
        request=request,
        kind="other",
    )
    bare = Visit("https://other.example/")
    ledger.add(run, there, bare)
    found = {one.url: one for one in ledger.lease(run)}
    assert found == {there.url: there, bare.url: bare}


def test_what_is_found_in_the_transaction_that_hands_out_is_handed_out(ledger):
    run = ledger.begin().number
    batch = Batch()
    batch.found[address(1)] = visit(1)
    assert [found.url for found in ledger.store.write(batch, run, lease=5).leased] == [address(1)]


def test_a_run_visits_each_url_once(ledger):
    run = ledger.begin().number
    for state in ("done", "failed", "gone"):
        ledger.add(run, visit(state), navigation(1))
        ledger.lease(run)
        ledger.settle(
            run, address(state), state=state, next_visit=EARLIER if state == "gone" else None
        )
        ledger.settle(run, navigation(1).url, state=state)
        ledger.add(run, visit(state), navigation(1))
        assert ledger.urls(run) == []


def test_what_waits_or_is_under_way_is_not_queued_again(ledger):
    run = ledger.begin().number
    ledger.add(run, visit(1, priority=1))
    ledger.add(run, visit(1, priority=9))
    assert [found.priority for found in ledger.lease(run)] == [1]
    ledger.add(run, visit(1))
    assert ledger.lease(run) == []


@pytest.mark.parametrize(
    ("state", "next_visit", "kind", "asked"),
    [
        ("done", None, "article", False),
        ("done", EARLIER, "article", False),
        ("failed", None, "article", False),  # for good
        ("failed", LATER, "article", False),
        ("failed", EARLIER, "article", True),
        ("gone", LATER, "article", False),
        ("gone", EARLIER, "article", True),
        ("done", None, "listing", True),
        ("failed", None, "listing", True),
        ("failed", LATER, "listing", True),
        ("gone", LATER, "listing", False),
        ("gone", EARLIER, "listing", True),
    ],
)
def test_what_a_later_run_asks_for_once_more(ledger, state, next_visit, kind, asked):
    first = ledger.begin().number
    ledger.add(first, visit(1, kind=kind, found_on="https://www.maghress.com/"))
    ledger.lease(first)
    ledger.settle(first, address(1), state=state, next_visit=next_visit, tries=2, etag="e")
    ledger.end(first)
    second = ledger.begin(adopting=False).number
    ledger.add(second, visit(1, kind=kind, found_on="https://www.maghress.com/fr", priority=7))
    leased = ledger.lease(second)
    assert [found.url for found in leased] == ([address(1)] if asked else [])
    assert [(found.tries, found.etag, found.priority) for found in leased] == (
        [(2, "e", 7)] if asked else []
    )
    assert ledger.row(address(1))["found_run"] == first


def test_what_the_user_has_named_is_asked_for_also_where_it_was_gone(ledger):
    first = ledger.begin().number
    ledger.add(first, navigation(1))
    ledger.lease(first)
    ledger.settle(first, navigation(1).url, state="gone", next_visit=LATER)
    ledger.end(first)
    second = ledger.begin().number
    ledger.add(second, navigation(1))
    assert ledger.urls(second) == []
    ledger.add(second, navigation(1, found_on=None))
    assert ledger.urls(second) == [navigation(1).url]


def test_what_waits_for_another_run_is_taken_over(ledger):
    first = ledger.begin().number
    ledger.add(first, visit(1), visit(2))
    ledger.end(first)
    second = ledger.begin({"other": 1}, adopting=False).number
    assert ledger.urls(second) == []
    ledger.add(second, visit(1, priority=4))
    assert [(found.url, found.priority) for found in ledger.lease(second)] == [(address(1), 4)]
    assert ledger.urls(first) == [address(2)]


def test_articles_that_are_known_belong_to_a_run_that_notes_them(ledger):
    first = ledger.begin().number
    ledger.add(first, visit(1), visit(2))
    ledger.lease(first)
    ledger.write(first, article(1))
    ledger.end(first)
    second = ledger.begin({"other": 1}).number
    ledger.add(second, visit(1, note=True), visit(2, note=True), visit(3, note=True))
    ledger.add(second, visit(1, note=True))
    assert ledger.notes(second) == {article(1).id}
    assert ledger.notes(first) == {article(1).id}


def test_many_at_once(ledger):
    run = ledger.begin().number
    ledger.add(
        run,
        *(visit(number, note=True) for number in range(1500)),
        *(navigation(number) for number in range(700)),
    )
    assert len(ledger.urls(run, 5000)) == 2200


# Settled


def test_an_outcome_is_written_and_the_article_stays_known(ledger):
    run = ledger.begin().number
    ledger.add(run, visit(1))
    ledger.lease(run)
    ledger.write(run, article(1))
    ledger.settle(
        run,
        address(1),
        state="failed",
        status=500,
        cause="http_500",
        reason="no",
        tries=1,
        next_visit=LATER,
    )
    row = ledger.row(address(1))
    assert (row["state"], row["status"], row["cause"], row["reason"], row["tries"]) == (
        "failed",
        500,
        "http_500",
        "no",
        1,
    )
    assert (row["next_visit"], row["article_id"]) == (LATER, article(1).id)
    ledger.settle(run, address(1), status=200, etag="e")
    row = ledger.row(address(1))
    assert (row["state"], row["cause"], row["tries"], row["etag"], row["article_id"]) == (
        "done",
        None,
        0,
        "e",
        article(1).id,
    )


def test_what_is_given_back_waits_as_before(ledger):
    run = ledger.begin().number
    ledger.add(run, visit(1, priority=3))
    [leased] = ledger.lease(run)
    batch = Batch()
    batch.outcomes[leased.url] = {
        "key": leased.url,
        "state": "queued",
        "stretch": None,
        "visited_at": None,
    }
    ledger.store.write(batch, run)
    assert ledger.lease(run) == [leased]


def test_an_article_that_was_read_under_another_address_is_not_asked_for(ledger):
    run = ledger.begin().number
    ledger.add(run, visit(1), visit(2), visit(3))
    ledger.lease(run, 1)
    batch = Batch()
    for number in (1, 2, 9):
        batch.add_read(article(number))
    ledger.store.write(batch, run)
    assert ledger.states() == {
        address(1): "leased",
        address(2): "done",
        address(3): "queued",
        address(9): "done",
    }
    ledger.add(run, visit(9))
    assert ledger.urls(run) == [address(3)]


def test_gone_is_noted_once_the_article_was_there(ledger):
    run = ledger.begin().number
    ledger.add(run, visit(1), visit(2))
    ledger.lease(run)
    ledger.write(run, article(1))
    ledger.settle(run, address(1), state="gone", visited_at="2026-02-01T00:00:00Z")
    ledger.settle(run, address(2), state="gone", visited_at="2026-02-01T00:00:00Z")
    seen = [
        (version["seen_at"], version["content_hash"])
        for version in ledger.store.versions(article(1).id)
    ]
    assert seen == [("2026-01-30T12:00:00Z", "a"), ("2026-02-01T00:00:00Z", None)]
    assert ledger.store.versions(article(2).id) == []
    assert ledger.notes(run) == {article(1).id}


def test_versions_are_kept_where_the_text_changes(ledger):
    for at, text, headline in (
        ("01", "a", "One"),
        ("02", "a", "One, once more"),
        ("03", "b", "Two"),
        ("04", "a", "One"),
    ):
        ledger.write(
            None,
            article(1, content_hash=text, headline=headline, fetched_at=f"2026-02-{at}T00:00:00Z"),
        )
    versions = ledger.store.versions(article(1).id)
    assert [
        (version["seen_at"][:10], version["content_hash"], version["record"]["headline"])
        for version in versions
    ] == [
        ("2026-02-02", "a", "One, once more"),
        ("2026-02-03", "b", "Two"),
        ("2026-02-04", "a", "One"),
    ]


# Killed, gone on with, begun anew


def test_a_run_that_was_killed_is_gone_on_with(ledger):
    begun = ledger.begin()
    ledger.add(begun.number, visit(1), visit(2), visit(3), navigation(2))
    ledger.lease(begun.number, 3)
    ledger.write(begun.number, article(1))
    again = ledger.begin()
    assert (again.number, again.resumed, again.articles, again.recovered) == (
        begun.number,
        True,
        1,
        2,
    )
    assert again.started_at == begun.started_at
    assert [ledger.row(address(number))["kills"] for number in (1, 2, 3)] == [0, 1, 1]
    assert ledger.store.runs.get(begun.number)["outcome"] is None


def test_what_was_under_way_at_twenty_kills_is_given_up(ledger):
    run = ledger.begin().number
    ledger.add(run, visit(1), visit(2))
    for _ in range(20):
        assert ledger.urls(run, 1) == [address(1)]
        assert ledger.begin().recovered == 1
    assert ledger.urls(run, 1) == [address(2)]
    row = ledger.row(address(1))
    assert (row["state"], row["cause"], row["tries"], row["kills"]) == ("failed", "killed", 0, 0)
    assert datetime.fromisoformat(row["next_visit"]) > datetime.now(UTC) + timedelta(hours=23)


def test_another_sites_urls_are_let_be(ledger):
    run = ledger.begin().number
    ledger.add(run, visit(1), Visit("https://www.masress.com/a/1", "masress", "ar", "a", "article"))
    ledger.lease(run)
    assert ledger.begin().recovered == 1
    assert ledger.states()["https://www.masress.com/a/1"] == "leased"


@pytest.mark.parametrize("scope", [{"site": SITE, "limit": 3}, {}])
def test_another_scope_is_another_run(ledger, scope):
    first = ledger.begin().number
    second = ledger.begin(scope)
    assert second.number != first
    assert not second.resumed
    assert ledger.begin().number == first
    assert ledger.begin(scope).number == second.number


def test_a_run_that_ended_is_not_gone_on_with(ledger):
    first = ledger.begin().number
    ledger.end(first)
    second = ledger.begin().number
    assert second != first
    ledger.end(second, is_open=True)
    assert ledger.begin().number == second


def test_fresh_abandons_what_is_open_and_takes_its_articles(ledger):
    first = ledger.begin().number
    ledger.add(first, visit(1), visit(2), navigation(2))
    ledger.lease(first, 1)
    second = ledger.begin(fresh=True)
    assert not second.resumed
    row = ledger.store.runs.get(first)
    assert (row["open"], row["outcome"]) == (False, "abandoned")
    assert row["finished_at"] is not None
    assert ledger.urls(second.number) == [
        address(1),
        address(2),
    ]  # the listing's page is found again, where it is then
    assert navigation(2).url not in ledger.states()


@pytest.mark.parametrize(
    ("scope", "taken"),
    [
        ({"editions": ["fr"]}, [1, 2]),
        ({"editions": ["ar"]}, []),
        ({"editions": ["ar", "fr"], "sources": [SOURCE]}, [1, 2]),
        ({"editions": ["fr"], "sources": ["other"]}, []),
        ({"editions": ["fr"], "adopting": False}, []),
    ],
)
def test_a_new_run_takes_the_articles_in_its_scope_that_others_left(ledger, scope, taken):
    first = ledger.begin().number
    ledger.add(first, visit(1), visit(2), visit(3), visit(4), navigation(2))
    ledger.lease(first, 4)
    ledger.settle(first, address(2), state="failed", next_visit=EARLIER)
    ledger.settle(first, address(3), state="failed", next_visit=LATER)
    ledger.settle(first, address(4))
    ledger.settle(first, address(1), state="queued")
    ledger.end(first, is_open=True)
    second = ledger.begin({"other": 1}, **scope).number
    assert ledger.urls(second) == [address(number) for number in taken]


def test_a_run_that_goes_on_takes_what_was_taken_from_it(ledger):
    first = ledger.begin().number
    ledger.add(first, visit(1), visit(2))
    ledger.end(first, is_open=True)
    second = ledger.begin({"limit": 1}).number
    assert ledger.urls(second, 1) == [address(1)]
    ledger.settle(second, address(1))
    ledger.end(second)
    assert ledger.begin().resumed
    assert ledger.urls(first) == [address(2)]


def test_ways_that_wait_for_a_closed_run_are_forgotten_and_an_open_ones_are_not(ledger):
    closed = ledger.begin({"limit": 1}).number
    ledger.add(closed, navigation(2), visit(1))
    ledger.end(closed)
    broken_off = ledger.begin({"since": 1}).number
    ledger.add(broken_off, navigation(3), navigation(4))
    ledger.lease(broken_off, 1)
    ledger.settle(broken_off, navigation(3).url)
    ledger.end(broken_off, is_open=True)
    ledger.begin({"since": 2})
    assert set(ledger.states()) == {address(1), navigation(3).url, navigation(4).url}


def test_a_run_whose_way_was_taken_by_another_begins_anew(ledger):
    """The other may end before it has walked as far as this one had to."""
    first = ledger.begin().number
    ledger.add(first, navigation(2), navigation(3))
    ledger.end(first, is_open=True)
    other = ledger.begin({"max_pages": 2}).number
    ledger.add(other, navigation(1), visit(1))
    assert ledger.store.runs.get(first)["open"]
    ledger.add(other, navigation(2))
    row = ledger.store.runs.get(first)
    assert (row["open"], row["outcome"]) == (False, "abandoned")
    assert ledger.store.runs.get(other)["open"]
    ledger.end(other)
    assert not ledger.begin().resumed


def test_a_run_whose_pages_were_read_and_are_read_by_another_goes_on(ledger):
    first = ledger.begin().number
    ledger.add(first, navigation(1), navigation(2), visit(1))
    ledger.lease(first, 1)
    ledger.settle(first, navigation(1).url)
    ledger.end(first, is_open=True)
    other = ledger.begin({"max_pages": 1}).number
    ledger.add(other, navigation(1), visit(1))
    ledger.end(other)
    assert ledger.begin().resumed
    assert Counter(ledger.urls(first)) == Counter([navigation(2).url, address(1)])


# Asked once more


def test_recheck_queues_what_was_published_since(ledger):
    first = ledger.begin().number
    days = {1: "2026-01-01", 2: "2026-01-02", 3: "2026-01-03", 4: None}
    ledger.add(first, *(visit(number) for number in days), visit(9))
    ledger.lease(first)
    ledger.write(first, *(article(number, published=day) for number, day in days.items()))
    ledger.settle(first, address(9))
    ledger.settle(first, address(3), state="gone", next_visit=LATER)
    ledger.end(first)
    second = ledger.begin({"recheck": 1}, recheck="2026-01-02").number
    assert ledger.urls(second) == [address(2)]
    ledger.settle(second, address(2))
    assert ledger.begin({"recheck": 1}, recheck="2026-01-01").resumed
    assert ledger.urls(second) == []  # once a run
    ledger.end(second)
    third = ledger.begin({"recheck": 2}, recheck="2026-01-01", editions=["ar"]).number
    assert ledger.urls(third) == []


def test_retry_lets_the_next_run_ask_again(ledger):
    first = ledger.begin().number
    ledger.add(first, visit(1), visit(2), visit(3))
    ledger.lease(first)
    ledger.settle(first, address(1), state="failed", cause="timeout", tries=9)
    ledger.settle(first, address(2), state="failed", cause="no_article")
    ledger.settle(first, address(3), state="gone", cause="http_404", next_visit=LATER)
    ledger.end(first)
    assert ledger.store.urls.retry([SITE], causes=["timeout"]) == 1
    assert ledger.store.urls.retry(["masress"]) == 0
    second = ledger.begin().number
    assert [(found.url, found.tries) for found in ledger.lease(second)] == [(address(1), 0)]
    ledger.settle(second, address(1))
    ledger.end(second)
    assert ledger.store.urls.retry(gone=True) == 2
    assert ledger.urls(ledger.begin().number) == [address(2), address(3)]


# Stretches and where walks end


def noted(ledger: Ledger, *stretches: Stretch) -> list[tuple]:
    run = ledger.begin().number
    for number, walked in enumerate(stretches):
        ledger.settle(run, address(number), stretch=walked)
    found = ledger.store.urls.stretches(SITE)
    assert len({(one.newest, one.oldest, one.since) for one in found}) == len(found)
    return [(one.newest, one.oldest, one.since) for one in found]


DAY, EARLIER_DAY = "2025-06-01", "2025-01-01"


@pytest.mark.parametrize(
    ("stretches", "kept"),
    [
        ([stretch(10, 0)], [(10, 0, None)]),
        ([stretch(10, 0), stretch(12, 0)], [(12, 0, None)]),
        (
            [stretch(10, 0), stretch(12, 5, DAY)],
            [(12, 5, DAY), (10, 0, None)],
        ),  # between them may be a gap
        ([stretch(10, 5, DAY), stretch(12, 6, DAY)], [(12, 6, DAY)]),
        ([stretch(10, 5, DAY), stretch(12, 3, EARLIER_DAY)], [(12, 3, EARLIER_DAY)]),
        ([stretch(10, 3, EARLIER_DAY), stretch(12, 5, DAY)], [(12, 5, DAY), (10, 3, EARLIER_DAY)]),
        ([stretch(10, 5, DAY), stretch(12, 0)], [(12, 0, None)]),
        ([stretch(10, 0), stretch(10, 5, DAY)], [(10, 0, None)]),
        ([stretch(10, 5, DAY), stretch(10, 0)], [(10, 0, None)]),
        ([stretch(10, 5, DAY), stretch(10, 3, EARLIER_DAY)], [(10, 3, EARLIER_DAY)]),
        ([stretch(10, 3, EARLIER_DAY), stretch(10, 5, DAY)], [(10, 3, EARLIER_DAY)]),
        ([stretch(12, 0), stretch(10, 0)], [(12, 0, None), (10, 0, None)]),
        ([stretch(2**62 - 1, 0)], [(2**62 - 1, 0, None)]),
    ],
)
def test_a_stretch_takes_the_place_of_those_that_it_holds(ledger, stretches, kept):
    assert noted(ledger, *stretches) == kept


def test_a_stretch_keeps_its_validators_and_other_sources_keep_theirs(ledger):
    other = Stretch(SITE, EDITION, "other", 5, 0, None, "o")
    run = ledger.begin().number
    ledger.settle(run, address(1), stretch=other)
    ledger.settle(run, address(2), stretch=stretch(10, 0, etag="old"))
    ledger.settle(run, address(3), stretch=stretch(10, 0, etag="new"))
    assert ledger.store.urls.stretches(SITE) == [
        replace(stretch(10, 0, etag="new"), run=run),
        replace(other, run=run),
    ]
    assert ledger.store.urls.stretches("masress") == []


def stop_of(*numbers: int, run: int = 1) -> Stop:
    return Stop(tuple(address(number) for number in numbers), run, stretch(12, 0))


@pytest.mark.parametrize("state", ["done", "queued", "leased", "failed", "gone"])
def test_a_walk_ends_at_what_was_known_before_the_run(ledger, state):
    first = ledger.begin().number
    ledger.add(first, visit(9), visit(10))
    if state != "queued":
        ledger.lease(first)
    if state not in ("queued", "leased"):
        ledger.settle(first, address(9), state=state)
        ledger.settle(first, address(10), state=state)
    ledger.end(first)
    second = ledger.begin({"other": 1}).number
    ledger.add(second, visit(9), visit(10), navigation(2, stop=stop_of(9, 10)))
    assert navigation(2).url not in ledger.states()
    assert ledger.store.urls.stretches(SITE) == [replace(stretch(12, 0), run=second)]


def test_what_a_part_has_found_since_ends_no_walk(ledger):
    """Whatever its number says, it was not there when the stretch was walked: what stands below it
    may be new."""
    walked, part = ledger.begin().number, ledger.begin({"part": 1}).number
    ledger.add(part, visit(9), visit(10))
    run = ledger.begin({"other": 1}).number
    ledger.add(run, navigation(2, stop=stop_of(9, 10, run=walked)))
    assert ledger.states()[navigation(2).url] == "queued"
    assert ledger.store.urls.stretches(SITE) == []


def test_a_stretch_that_was_met_by_a_walk_that_passes_articles_over_stays_what_it_was(ledger):
    walked = ledger.begin().number
    ledger.add(walked, visit(9), visit(10))
    run = ledger.begin({"other": 1}).number
    old = replace(stretch(10, 0), run=walked)
    ledger.add(run, navigation(2, stop=Stop((address(9), address(10)), walked, old)))
    assert ledger.store.urls.stretches(SITE) == [old]


@pytest.mark.parametrize("known", [(9,), ()])
def test_a_walk_goes_on_where_something_is_new(ledger, known):
    first = ledger.begin().number
    ledger.add(first, *(visit(number) for number in known))
    ledger.end(first)
    second = ledger.begin().number
    ledger.add(
        second, visit(9), visit(10)
    )  # known by the run itself: that is its own walk, or a ticker
    ledger.add(second, navigation(2, stop=stop_of(9, 10)))
    assert ledger.states()[navigation(2).url] == "queued"
    assert ledger.store.urls.stretches(SITE) == []


def test_a_run_that_goes_on_does_not_take_its_own_finds_for_known(ledger):
    run = ledger.begin().number
    ledger.add(run, visit(9), visit(10))
    ledger.end(run, is_open=True)
    assert ledger.begin().resumed
    ledger.add(run, navigation(2, stop=stop_of(9, 10)))
    assert ledger.states()[navigation(2).url] == "queued"
