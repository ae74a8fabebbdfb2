"""No page makes the fields raise an error, and their cost is linear in the page."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper.dates.anywhere import find_dates
from newsscraper.dates.world_months import _NAMES, month_number
from newsscraper.pages.fields.names import names_in
from tests.pages.fields.pages import HEADLINE, fields, linked, meta, page

WHOLE = page(
    linked(headline=HEADLINE, datePublished="2026-01-20T08:30:00Z", author=[{"name": "A B"}])
    + meta(og__title=HEADLINE, article__tag="x", og__image="/i.jpg")
    + '<link rel="canonical" href="/a">',
    f"<header><h1>{HEADLINE}</h1><p class='byline'>By <a rel='author'>Salma Berrada</a>"
    "<time datetime='2026-01-20'>20 January 2026</time></p></header>",
    end="<div class='comments'><time>21 January 2026</time></div>",
)
PIECES = ["<", ">", "</p>", "<time>", '"', "}", "{", "\x00", "2026-13-45", "\ud83d", "<h1>", "&"]


def read(html: str) -> None:
    found = fields(html)
    found.details("text")
    _ = found.witness, found.headline, found.authors


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 60), st.sampled_from(PIECES)),
        max_size=8,
    )
)
def test_no_mutated_page_raises(changes: list[tuple[int, int, str]]):
    html = WHOLE
    for place, length, piece in changes:
        html = html[:place] + piece + html[place + length :]
    read(html)


@settings(max_examples=150, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["name", "@id", "url", "@type", "x"]), inner, max_size=3
            )
        ),
        max_leaves=8,
    ),
    st.sampled_from(
        "headline author datePublished publisher image keywords articleSection isAccessibleForFree"
        " hasPart wordCount articleBody mainEntityOfPage url breadcrumb dateModified".split()
    ),
)
def test_no_value_of_the_data_raises(value: object, name: str):
    read(page(linked(**{name: value})))


@given(st.text(max_size=120))
def test_no_line_raises(line: str):
    find_dates(line)
    names_in(line)


@pytest.mark.parametrize("url", [None, "", "x", "https://[", "https://a.example/2026/99/99/"])
def test_no_address_raises(url: str | None):
    found = fields(WHOLE, url)
    found.details("")
    assert found.published.day is not None


def test_each_language_has_twelve_months():
    assert {language: len(names.split()) for language, names in _NAMES.items()} == dict.fromkeys(
        _NAMES, 12
    )


def test_a_month_that_differs_between_languages_needs_the_language():
    assert month_number("listopada") is None
    assert (month_number("listopada", "pl"), month_number("listopada", "hr")) == (11, 10)


def cpu(html: str) -> float:
    best = float("inf")
    for _ in range(3):
        found = fields(html)
        begin = time.process_time()
        found.details("")
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize(
    "unit",
    [
        "<div class='author date'>",
        "<time>1 January 2026</time>",
        "<p class='date'>12 May</p>",
        "<h1>x</h1>",
        "<a rel='author'>A B</a>",
        "By ",
        "12/12/2024 ",
        "<meta name='author' content='A B, C D'>",
        "<script type='application/ld+json'>{</script>",
    ],
)
def test_the_cost_of_what_the_page_shows_is_linear(unit: str):
    few, many = page("", unit * 4000), page("", unit * 8000)
    assert cpu(many) <= 3 * cpu(few) + 0.02


@pytest.mark.parametrize("name", ["og:title", "keywords", "author", "date", "og:url", "og:image"])
@pytest.mark.parametrize("unit", ["- ", " ", ",", "A. ", "1/1/", "By ", "|", "a-", "\t,"])
def test_the_cost_of_metadata_is_linear(name: str, unit: str):
    def written(number: int) -> str:
        text = unit * number
        tag = f'<meta property="{name}" content="{text}x">'
        return page(tag + linked(headline=text, keywords=text, author=text), title=text)

    assert cpu(written(20_000)) <= 3 * cpu(written(10_000)) + 0.02
