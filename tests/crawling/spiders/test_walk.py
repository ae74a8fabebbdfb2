"""The walk of a listing: its state, when it may end, and the stretch that it has walked."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsscraper.crawling.spiders.walk import Walk, is_older, number_of, stop_at
from newsscraper.items.records import Link
from newsscraper.sites import address_of
from newsscraper.store.visits import Stop, Stretch

LISTING = address_of("https://www.maghress.com/fr/atlasmatin")
HUGE = "9" * 19


def link(number: int | str, published: str | None = None) -> Link:
    return Link(f"https://www.maghress.com/fr/atlasmatin/{number}", "article", published=published)


def page(*numbers: int | str) -> list[Link]:
    return [link(number) for number in numbers]


def stretch(newest: int, oldest: int, since: str | None = None, etag: str | None = None) -> Stretch:
    return Stretch("maghress", "fr", "atlasmatin", newest, oldest, since, etag)


def stop(
    own: list[Link],
    *known: Stretch,
    since: str | None = None,
    takes_all: bool = True,
    walk: Walk | None = None,
) -> Stop | None:
    return stop_at(
        own, (walk or Walk()).with_articles(own), LISTING, known, since, takes_all=takes_all
    )


# Walk


def test_a_walk_keeps_the_largest_and_smallest_number_in_any_order():
    walk = Walk().with_articles(page(5, 9, 2)).with_articles(page(7, 3))
    assert (walk.newest, walk.oldest) == (9, 2)
    assert Walk().with_articles(page(4)) == Walk(newest=4, oldest=4)


def test_a_page_without_a_number_changes_nothing():
    walk = Walk(3, 9, 2, "e", "m")
    assert walk.with_articles([]) == walk
    assert (
        walk.with_articles(
            [
                Link("https://www.maghress.com/fr/atlasmatin", "listing"),
                Link("https://other.example/1", "other"),
            ]
        )
        == walk
    )
    assert Walk().with_articles([]) == Walk()


@pytest.mark.parametrize("number", [HUGE, "9" * 20, "9" * 5000, 2**62, 2**63])
def test_huge_numbers_are_not_article_numbers(number):
    assert number_of(link(number)) is None
    assert Walk().with_articles(page(number)) == Walk()
    assert Walk().with_articles(page(number, 3)).newest == 3
    assert stop(page(number, number), stretch(10, 0)) is None


@pytest.mark.parametrize("number", [0, 1, 2**62 - 1])
def test_other_numbers_are_article_numbers(number):
    assert number_of(link(number)) == number


def test_a_walk_can_be_stored_as_json():
    walk = Walk(2, 9, 2, 'W/"a"', "Mon")
    assert Walk.of(json.loads(json.dumps(walk.to_dict()))) == walk
    assert Walk.of(None) is None


def test_the_stretch_of_a_walk():
    walk = Walk(4, 9, 2, "e", "m")
    assert walk.stretch(LISTING) == Stretch("maghress", "fr", "atlasmatin", 9, 2, None, "e", "m")
    assert walk.stretch(LISTING, since="2025-01-01").since == "2025-01-01"
    whole = walk.stretch(LISTING, since="2025-01-01", whole=True)
    assert (whole.oldest, whole.since) == (0, None)
    assert Walk().stretch(LISTING) is None
    assert Walk().stretch(LISTING, whole=True) is None


@given(st.lists(st.lists(st.integers(0, 10**9), max_size=5), max_size=5))
def test_the_stretch_of_a_walk_holds_all_articles_seen(pages):
    walk = Walk()
    for numbers in pages:
        walk = walk.with_articles(page(*numbers))
    all_of_them = [number for numbers in pages for number in numbers]
    walked = walk.stretch(LISTING)
    assert (walked is None) == (not all_of_them)
    assert walked is None or all(walked.holds(number) for number in all_of_them)


# Stretch


def test_holds():
    assert [number for number in range(8) if stretch(5, 3).holds(number)] == [3, 4, 5]
    assert stretch(5, 5).holds(5)
    assert not stretch(5, 0).holds(-1)
    assert stretch(2**62 - 1, 0).holds(2**62 - 1)


@pytest.mark.parametrize(
    ("known", "wanted", "reaches"),
    [
        (None, None, True),
        (None, "2025-01-01", True),
        ("2025-01-01", None, False),
        ("2025-01-01", "2025-01-01", True),
        ("2025-01-01", "2025-06-01", True),
        ("2025-01-01", "2024-12-31", False),
    ],
)
def test_reaches(known, wanted, reaches):
    assert stretch(5, 3, known).reaches(wanted) is reaches


def test_joined():
    newer, older = stretch(50, 38, etag="new"), stretch(40, 3, "2025-01-01", "old")
    assert newer.joined(older) == stretch(50, 3, "2025-01-01", "new")
    assert stretch(50, 45).joined(stretch(60, 0)) == stretch(60, 0)


# When a walk ends


def test_a_walk_ends_if_the_last_two_articles_lie_in_a_stretch():
    found = stop(page(12, 11, 10, 9), stretch(10, 0, etag="old"))
    assert found == Stop((link(10).url, link(9).url), None, stretch(12, 0))
    walked = replace(stretch(10, 0), run=7)
    assert stop(page(12, 11, 10, 9), walked) == Stop((link(10).url, link(9).url), 7, stretch(12, 0))
    assert stop(page(12, 11, 10, 9), walked, takes_all=False) == Stop(
        (link(10).url, link(9).url), 7, walked
    )


def test_a_page_repeated_twice_means_that_the_site_repeats_it_forever():
    first, second = page(3, 2), page(1)
    walk = Walk().with_page(first).with_page(second).with_page(second)
    assert not walk.is_repeating
    assert not walk.with_page(first).with_page(second).is_repeating
    assert walk.with_page(second).is_repeating
    assert Walk.of(walk.to_dict()) == walk


@pytest.mark.parametrize(
    "numbers",
    [
        (12, 11, 10),  # only the last one
        (3, 2, 12, 11),  # old ones moved to the top
        (12, 10, 11, 9),
        (10, 9, 8, 11),  # unordered
        (9,),  # a page of one
        (),
        (HUGE,),
    ],
)
def test_otherwise_the_walk_continues(numbers):
    assert stop(page(*numbers), stretch(10, 0)) is None


def test_links_without_a_number_are_skipped():
    own = [
        *page(12, 10, 9),
        Link("https://www.maghress.com/fr/atlasmatin/about-us", "article"),
        link(HUGE),
    ]
    assert stop(own, stretch(10, 0)).known == (link(10).url, link(9).url)


def test_without_a_stretch_the_walk_continues():
    assert stop(page(3, 2, 1)) is None


def test_below_a_stretch_the_walk_continues():
    assert stop(page(12, 4, 3), stretch(10, 5)) is None
    assert stop(page(12, 5, 4), stretch(10, 5)) is None


def test_a_stretch_must_go_back_as_far_as_the_walk():
    day = stretch(10, 5, "2025-01-01")
    assert stop(page(11, 9, 8), day) is None
    assert stop(page(11, 9, 8), day, since="2024-01-01") is None
    assert stop(page(11, 9, 8), day, since="2025-02-01").stretch == stretch(11, 5, "2025-01-01")
    assert stop(page(11, 9, 8), day, stretch(9, 0), since="2024-01-01").stretch == stretch(11, 0)


def test_both_articles_must_lie_in_the_same_stretch():
    """There is a gap between two stretches."""
    assert stop(page(12, 10, 5), stretch(10, 8), stretch(5, 0)) is None


def test_the_stretch_begins_at_the_start_of_the_walk():
    walk = Walk(3, 40, 20, "first")
    assert stop(page(19, 10, 9), stretch(10, 0, etag="old"), walk=walk).stretch == stretch(
        40, 0, etag="first"
    )


def test_a_walk_that_skips_articles_does_not_extend_the_stretch():
    assert stop(page(12, 10, 9), stretch(10, 0, etag="old"), takes_all=False).stretch == stretch(
        10, 0, etag="old"
    )


def test_a_late_article_with_an_old_date_is_not_in_the_stretch():
    """A walk with a first day skips it, so a later full walk must not end above it."""
    known = stretch(10, 0, etag="old")
    own = [
        link(12, "2025-03-01"),
        link(11, "2024-12-01"),
        link(10, "2025-02-01"),
        link(9, "2025-02-01"),
    ]
    walk = Walk().with_articles(own, "2025-01-01")
    assert walk.passed == 11
    assert stop_at(own, walk, LISTING, [known], "2025-01-01").stretch == known
    later = walk.with_articles(page(3, 2), "2025-01-01")
    assert later.passed == 11
    assert Walk.of(json.loads(json.dumps(later.to_dict()))) == later
    # One that lies in the stretch has been fetched before.
    own = [
        link(5, "2024-12-01"),
        link(11, "2025-02-01"),
        link(10, "2025-02-01"),
        link(9, "2025-02-01"),
    ]
    assert stop_at(
        own, Walk().with_articles(own, "2025-01-01"), LISTING, [known], "2025-01-01"
    ).stretch == stretch(11, 0)


@given(st.sets(st.integers(1, 400), min_size=3), st.integers(0, 400), st.integers(0, 400))
def test_an_ordered_walk_sees_every_article_above_the_stretch(numbers, newest, oldest):
    """When the walk may end, every article that it has not seen lies in the stretch."""
    known = stretch(max(newest, oldest), min(newest, oldest))
    listed = sorted(numbers, reverse=True)
    met: list[int] = []
    walk = Walk()
    for start in range(0, len(listed), 5):
        met += listed[start : start + 5]
        own = page(*listed[start : start + 5])
        walk = walk.with_articles(own)
        if stop_at(own, walk, LISTING, [known], None):
            break
    missed = [number for number in listed if number not in met and number >= known.oldest]
    assert all(known.holds(number) for number in missed)
    assert all(a > b for a, b in pairwise(met))


# By dates


@pytest.mark.parametrize(
    ("days", "since", "over"),
    [
        (["2025-03-01", "2025-01-02", "2025-01-01"], "2025-01-03", True),
        (["2025-03-01", "2025-01-03", "2025-01-01"], "2025-01-03", False),  # only one
        (["2025-01-01", "2025-01-01", "2025-03-01"], "2025-01-03", False),  # old ones on top
        (["2025-01-01", None, "2025-01-01", None], "2025-01-03", True),  # undated ones do not count
        ([None, None], "2025-01-03", False),
        ([], "2025-01-03", False),
        (["2025-01-01"], "2025-01-03", False),  # a page of one
        (["2025-01-03", "2025-01-03"], "2025-01-03", False),  # the day itself is wanted
        (["2025-01-01", "2025-01-01"], None, False),
    ],
)
def test_is_older(days, since, over):
    assert is_older([link(1, day) for day in days], since) is over
