"""JSON-LD and OpenGraph."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsel import Selector

from newsscraper.items import Witness
from newsscraper.pages.witness import witness


def _linked(*data: object) -> Witness:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(entry)}</script>' for entry in data)
    return witness(Selector(f"<html><head>{scripts}</head><body></body></html>").root)


def _meta(**names: str) -> Witness:
    tags = "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in names.items())
    return witness(Selector(f"<html><head>{tags}</head><body></body></html>").root)


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Le port de Safi rouvre",
    "datePublished": "2024-05-07T10:30:00+01:00",
    "author": {"@type": "Person", "name": "Salma Berrada"},
    "publisher": {"@type": "Organization", "name": "Atlas Matin"},
    "articleSection": "Économie",
    "image": ["https://x.example/a.jpg", {"@type": "ImageObject", "url": "https://x.example/b.jpg"}],
}
EXPECTED = Witness(
    headline="Le port de Safi rouvre",
    published="2024-05-07T10:30:00+01:00",
    author="Salma Berrada",
    section="Économie",
    source="Atlas Matin",
    images=("https://x.example/a.jpg", "https://x.example/b.jpg"),
)


@pytest.mark.parametrize(
    "data",
    [
        (ARTICLE,),
        ([ARTICLE],),
        ({"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, ARTICLE]},),
        ({"@type": "BreadcrumbList", "name": "x"}, ARTICLE),
        ({**ARTICLE, "@type": ["Article", "NewsArticle"]},),
        ({**ARTICLE, "author": [{"name": "Salma Berrada"}, {"name": "Autre"}]},),
        ({**ARTICLE, "author": "Salma Berrada", "publisher": "Atlas Matin"},),
    ],
)
def test_the_forms_of_json_ld(data: tuple[object, ...]):
    assert _linked(*data) == EXPECTED


def test_open_graph():
    found = _meta(
        og__title="عودة الدراسة",
        article__published_time="2024-05-07",
        article__author="أمينة الوردي",
        article__section="مجتمع",
        og__image="https://x.example/a.jpg",
    )
    assert found == Witness("عودة الدراسة", "2024-05-07", "أمينة الوردي", "مجتمع", None, ("https://x.example/a.jpg",))


def test_an_authors_profile_is_no_name():
    assert _meta(article__author="https://social.example/salma").author is None


def test_json_ld_goes_before_open_graph():
    script = f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": "Deux"})}</script>'
    page = f'<html><head><meta property="og:title" content="Un"><meta property="og:image" content="/a.jpg">{script}</head></html>'
    found = witness(Selector(page).root)
    assert (found.headline, found.images) == ("Deux", ("/a.jpg",))


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "null",
        "[]",
        "3",
        '"NewsArticle"',
        '{"@type": "NewsArticle"',
        '{"@type": null, "headline": "x"}',
        '{"@type": {"a": 1}, "headline": "x"}',
        '{"@type": [{"a": 1}], "headline": "x"}',
        '{"@type": [["NewsArticle"]], "headline": "x"}',
        '{"@type": [null, 3], "headline": "x"}',
        '{"@type": "Recipe", "headline": "x"}',
        '{"@graph": {"@type": 3}}',
        '{"@type": "NewsArticle", "headline": [], "author": {}, "publisher": [null], "image": {"url": ["x"]}}',
        '{"@type": "NewsArticle", "headline": 5, "datePublished": 20240507, "image": 3}',
        "[" * 100_000,
        '{"a":' * 100_000,
        "9" * 10_000,
    ],
)
def test_broken_or_other_json_ld_is_passed_over(script: str):
    page = (
        f'<html><head><meta property="og:title" content="Un"><script type="application/ld+json">{script}</script></head></html>'
    )
    found = witness(Selector(page).root)
    assert found == Witness(headline="Un")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["NewsArticle", "Article"]),
    lambda children: (
        st.lists(children, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@type", "@graph", "headline", "datePublished", "author", "publisher", "image", "name", "url", "x"]),
            children,
            max_size=5,
        )
    ),
    max_leaves=15,
)


@given(JSON)
@settings(deadline=None, max_examples=400)
def test_no_json_raises_and_only_texts_come_out(data: object):
    found = _linked(data)
    for value in (found.headline, found.published, found.author, found.section, found.source, *found.images):
        assert value is None or (isinstance(value, str) and value)


def test_a_page_that_says_nothing():
    assert witness(Selector("<html><head><title>Titre</title></head><body><p>Texte</p></body></html>").root) == Witness()
