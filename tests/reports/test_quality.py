"""When a source's pages give less than they did."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper.reports.quality import Fall, falls
from newsscraper.store.batch import QUALITY_FIELDS
from newsscraper.store.quality import Quality


def row(
    run: int,
    pages: int,
    body: int | None = None,
    *,
    layout: str = "ArticlePage",
    source_id: str = "yabiladi",
    **more,
) -> Quality:
    """A run's pages of a source, whole but for their bodies."""
    given = pages if body is None else body
    return Quality(
        run,
        "maghress",
        "fr",
        source_id,
        layout,
        pages,
        **{"body": given, "published": pages, "source": pages, **more},
    )


def told(history: list[Quality], recent: list[Quality]) -> list[tuple]:
    return [
        (fall.field, fall.layout, fall.before, fall.now, fall.given, fall.pages)
        for fall in falls(history, recent)
    ]


def test_a_fall_says_what_fell_where():
    [fall] = falls([row(1, 50, 49)], [row(2, 25, 0)])
    assert fall == Fall(
        "maghress", "fr", "yabiladi", "body", "ArticlePage", before=98.0, now=0.0, given=0, pages=25
    )
    assert (
        str(fall)
        == "maghress/fr/yabiladi: only 0 of the last 25 pages gave a body (ArticlePage), 98 %"
        " before: has the layout changed?"
    )
    assert fall.to_dict() == {
        "site": "maghress",
        "edition": "fr",
        "source_id": "yabiladi",
        "field": "body",
        "layout": "ArticlePage",
        "before": 98.0,
        "now": 0.0,
        "given": 0,
        "pages": 25,
        "since": None,
    }


@pytest.mark.parametrize(
    ("field", "words"), [("body", "a body"), ("published", "a date"), ("source", "a source")]
)
def test_each_field_has_its_words(field, words):
    [fall] = falls([row(1, 40)], [row(2, 40, **{field: 3})])
    assert fall.field == field
    assert f"3 of the last 40 pages gave {words} " in str(fall)


def test_several_fields_fall_together():
    assert [field for field, *_ in told([row(1, 30)], [row(2, 30, 0, source=0)])] == [
        "body",
        "source",
    ]


@pytest.mark.parametrize(
    ("before", "now", "fallen"),
    [
        ((100, 100), (100, 80), True),  # twenty points exactly
        ((100, 100), (100, 81), False),
        ((100, 100), (1000, 801), False),  # 19.9
        ((30, 27), (30, 21), True),  # 90 to 70, of which no binary fraction is exact
        ((30, 27), (30, 22), False),
        ((70, 21), (70, 7), True),  # 30 to 10
        ((100, 19), (100, 0), False),
        ((100, 50), (100, 100), False),
        ((100, 100), (20, 16), True),  # twenty pages exactly
        ((100, 100), (19, 0), False),
        ((20, 20), (20, 0), True),
        ((19, 19), (100, 0), False),
        ((0, 0), (100, 0), False),
        ((100, 0), (100, 0), False),
    ],
)
def test_twenty_points_over_twenty_pages(before, now, fallen):
    assert bool(told([row(1, *before)], [row(2, *now)])) == fallen


def test_few_pages_are_joined_by_those_of_the_runs_before_newest_first():
    history = [row(1, 40), row(2, 5, 1), row(3, 5, 1), row(4, 5, 0)]
    assert told(history, [row(5, 5, 0)]) == [("body", "ArticlePage", 100.0, 10.0, 2, 20)]
    assert told(list(reversed(history)), [row(5, 5, 0)]) == told(history, [row(5, 5, 0)])
    assert told(history[1:], [row(5, 5, 0)]) == []  # nothing is left to compare with


def test_a_runs_own_twenty_pages_are_enough():
    assert told([row(1, 40), row(2, 5, 0)], [row(3, 20, 10)]) == [
        ("body", "ArticlePage", 88.9, 50.0, 10, 20)
    ]


def test_a_run_of_several_layouts_is_taken_whole():
    history = [row(1, 40), row(2, 15, 0), row(2, 30, layout="WordedArticlePage")]
    assert told(history, [row(3, 5, 0)]) == [("body", "ArticlePage", 100.0, 60.0, 30, 50)]


def test_a_share_that_recovers_is_not_told():
    """The runs before it are among the newest pages, but its own are as they should be."""
    broken = [row(1, 40), *(row(number, 5, 0, fell=frozenset({"body"})) for number in (2, 3, 4))]
    assert told(broken, [row(5, 5, 0)]) != []
    assert told(broken, [row(5, 5)]) == []


def test_a_source_that_the_run_read_no_page_of_is_not_judged():
    history = [row(1, 40), row(2, 40, 0)]
    assert told(history, []) == []
    assert told(history, [row(3, 40, source_id="alittihad")]) == []
    assert told(history, [row(3, 0, 0)]) == []


def test_sources_are_compared_separately():
    history = [row(1, 40), row(1, 40, source_id="alittihad")]
    found = falls(history, [row(2, 40), row(2, 40, 0, source_id="alittihad")])
    assert [fall.source_id for fall in found] == ["alittihad"]
    other = Quality(2, "maghress", "ar", "yabiladi", "ArticlePage", 40)
    assert falls([row(1, 40)], [other]) == []


@pytest.mark.parametrize(
    ("recent", "layout"),
    [
        ([row(2, 25, 5), row(2, 5, 3, layout="Column")], "ArticlePage"),
        ([row(2, 5, 0), row(2, 20, 9, layout="Column")], "Column"),
        (
            [row(2, 200, 120), row(2, 10, 0, layout="Column")],
            "ArticlePage",
        ),  # most pages that lack it, not the worst share
        ([row(2, 20, 20), row(2, 10, 0, layout="none")], "none"),
        ([row(2, 10, 0, layout="B"), row(2, 10, 0, layout="A")], "A"),
    ],
)
def test_the_layout_is_the_one_that_lost_most(recent, layout):
    assert [fall.layout for fall in falls([row(1, 100)], recent)] == [layout]


def test_pages_that_no_layout_knows():
    [fall] = falls([row(1, 40)], [row(2, 30, 0, layout="none", published=30, source=30)])
    assert "(no layout matched)" in str(fall)


def test_a_layout_that_stays_broken_stays_told():
    """As weeks of runs go by, each told and kept as the store keeps it."""
    history = [row(1, 40)]
    for number in range(2, 100):
        found = falls(history, [row(number, 7, 0)])
        assert [fall.since for fall in found] == (
            [] if number < 4 else [None] if number == 4 else [4]
        )
        history.append(row(number, 7, 0, fell=frozenset(fall.field for fall in found)))
    [fall] = falls(history, [row(100, 7, 0)])
    assert "(reported since run 4)" in str(fall)
    assert falls(history, [row(100, 7)]) == []


def test_a_run_counts_for_the_fields_that_did_not_fall_in_it():
    history = [row(1, 10), row(2, 30, 0, fell=frozenset({"body"}))]
    assert told(history, [row(3, 30, 0)]) == []  # ten pages with a body are no history
    assert [field for field, *_ in told(history, [row(3, 30, 0, published=0)])] == ["published"]


def test_a_run_that_was_never_judged_is_no_history():
    assert told([row(1, 40, judged=False)], [row(2, 40, 0)]) == []
    assert told([row(1, 40), row(2, 500, 0, judged=False)], [row(3, 40, 0)]) == [
        ("body", "ArticlePage", 100.0, 0.0, 0, 40)
    ]


def test_the_first_run_that_reported_it():
    fell = frozenset({"body"})
    history = [
        row(1, 40),
        row(2, 20, 0, fell=fell),
        row(3, 20),
        row(4, 20, 0, fell=fell),
        row(5, 9, 0, judged=False),
    ]
    assert [fall.since for fall in falls(history, [row(6, 20, 0)])] == [4]
    assert [fall.since for fall in falls(history[:3], [row(6, 20, 0)])] == [None]
    assert [fall.since for fall in falls([*history[:3], history[4]], [row(6, 20, 0)])] == [None]


@st.composite
def counted(draw, runs: st.SearchStrategy[int]) -> list[Quality]:
    """Rows of two sources; of one run all say the same of how it was judged."""
    judgements = draw(
        st.tuples(
            *(
                st.tuples(st.booleans(), st.frozensets(st.sampled_from(QUALITY_FIELDS)))
                for _ in range(11)
            )
        )
    )
    rows = []
    for _ in range(draw(st.integers(0, 20))):
        run, pages = draw(runs), draw(st.integers(0, 60))
        counts = {name: draw(st.integers(0, pages)) for name in QUALITY_FIELDS}
        judged, fell = judgements[run]
        place = (
            "maghress",
            draw(st.sampled_from(["ar", "fr"])),
            draw(st.sampled_from("ab")),
            draw(st.sampled_from("XYZ")),
        )
        rows.append(Quality(run, *place, pages, **counts, judged=judged, fell=fell))
    return rows


@settings(deadline=None, max_examples=50)
@given(counted(st.integers(1, 9)), counted(st.just(10)))
def test_whatever_was_counted(history, recent):
    found = falls(history, recent)
    assert found == falls(list(reversed(history)), list(reversed(recent)))
    read = {
        (quality.site, quality.edition, quality.source_id) for quality in recent if quality.pages
    }
    for fall in found:
        assert (fall.site, fall.edition, fall.source_id) in read
        assert fall.pages >= 20
        assert 0 <= fall.given <= fall.pages
        assert 0 <= fall.now <= 80
        assert fall.before - fall.now >= 19.9  # each rounded
        assert fall.layout in "XYZ"
        assert str(fall)


@given(st.integers(20, 500), st.integers(20, 500), st.data())
def test_against_the_definition(before, now, data):
    gave, gives = data.draw(st.integers(0, before)), data.draw(st.integers(0, now))
    assert bool(falls([row(1, before, gave)], [row(2, now, gives)])) == (
        5 * (gave * now - gives * before) >= before * now
    )


WORDED = "WordedArticlePage"


def test_pages_that_are_read_by_words_now_are_reported_though_nothing_is_lost():
    [fall] = falls([row(1, 40), row(1, 10, layout="TextCapturePage")], [row(2, 25, layout=WORDED)])
    assert (fall.field, fall.layout, fall.before, fall.now, fall.given, fall.pages) == (
        "layout",
        WORDED,
        100.0,
        0.0,
        0,
        25,
    )
    assert (
        str(fall)
        == "maghress/fr/yabiladi: unknown CSS classes, read by wording: only 0 of the last 25"
        " pages had classes that a layout knows, 100 % before: has the layout changed?"
    )


def test_it_is_reported_once_when_there_are_twenty_such_pages():
    found = []
    history = [row(1, 40)]
    for run in range(2, 12):
        recent = row(run, 7, layout=WORDED)
        found += [run for _ in falls(history, [recent])]
        history.append(recent)
    assert found == [4]


@pytest.mark.parametrize(
    ("history", "recent"),
    [
        ([], [row(2, 40, layout=WORDED)]),  # always so
        ([row(1, 40, layout=WORDED)], [row(2, 40, layout=WORDED)]),
        ([row(1, 19)], [row(2, 40, layout=WORDED)]),
        ([row(1, 40)], [row(2, 19, layout=WORDED)]),
        ([row(1, 40)], [row(2, 20), row(2, 20, layout=WORDED)]),  # some of them only
        ([row(1, 40, layout=WORDED)], [row(2, 40)]),
    ],
)
def test_other_shares_of_pages_read_by_words_are_not_reported(history, recent):
    assert falls(history, recent) == []


def test_a_field_that_is_lost_by_the_reading_by_words_says_so():
    [body, layout] = falls([row(1, 40)], [row(2, 40, 0, layout=WORDED)])
    assert layout.field == "layout"
    assert (
        str(body)
        == "maghress/fr/yabiladi: only 0 of the last 40 pages gave a body (WordedArticlePage,"
        " unknown CSS classes, read by wording), 100 % before: has the layout changed?"
    )
