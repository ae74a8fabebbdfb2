"""The scope of a crawl."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsscraper.errors import UserError
from newsscraper.scope import ScopeError, nearest, scope_of, site_named
from newsscraper.sites import SITES, address_of
from newsscraper.urls import canonical
from tests.sites.seven import SEVEN


def problem_of(*asked, **named) -> str:
    with pytest.raises(ScopeError) as caught:
        scope_of(*asked, **named)
    assert isinstance(caught.value, UserError)
    return str(caught.value)


def test_a_site_alone_means_the_whole_site():
    for site in SITES.values():
        scope = scope_of(site.name)
        assert (scope.site, scope.editions, scope.sources, scope.limit) == (
            site,
            site.editions,
            (),
            None,
        )


@pytest.mark.parametrize(
    "name",
    [
        "maghress",
        "MAGHRESS",
        " Maghress\n",
        "maghress.com",
        "www.maghress.com",
        "WWW.Maghress.COM",
        "maghress.com/",
        "https://www.maghress.com",
        "http://maghress.com/fr/yabiladi/148210?x#y",
        "maghress.com/fr",
    ],
)
def test_a_site_by_its_name_its_domain_or_an_address_on_it(name):
    assert site_named(name) is SITES["maghress"]
    assert scope_of(name).site is SITES["maghress"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("maghres", "unknown site 'maghres'; did you mean maghress, masress, sauress?"),
        (
            "djazaires.com",
            "unknown site 'djazaires.com'; did you mean djazairess, sudaress, sauress?",
        ),
        (
            "www.yemerss.com",
            "unknown site 'www.yemerss.com'; did you mean yemeress, masress, maghress?",
        ),
        ("lemonde", "unknown site 'lemonde'"),
        ("https://www.lemonde.fr/a", "unknown site 'https://www.lemonde.fr/a'"),
        ("", "unknown site ''"),
        (".", "unknown site '.'"),
        ("http://[", "unknown site 'http://['"),
        (
            "notmaghress.com.x.example",
            "unknown site 'notmaghress.com.x.example'; did you mean maghress, masress, turess?",
        ),
    ],
)
def test_an_unknown_site_and_similar_names(monkeypatch, name, message):
    seven = {site.name: site for site in SEVEN}
    monkeypatch.setattr("newsscraper.scope.SITES", seven)
    assert problem_of(name) == message + " (newsscraper sites lists them all)"


@pytest.mark.parametrize(
    ("editions", "found"),
    [
        ([], ("ar", "fr")),
        (["fr"], ("fr",)),
        (["fr", "ar"], ("ar", "fr")),
        (["fr", "fr"], ("fr",)),
        ([" FR "], ("fr",)),
        (["", " "], ("ar", "fr")),
        ((edition for edition in ("ar",)), ("ar",)),
    ],
)
def test_editions_in_the_sites_order(editions, found):
    assert scope_of("maghress", editions).editions == found


@pytest.mark.parametrize(
    ("site", "editions", "message"),
    [
        ("maghress", ["en"], "maghress has no edition 'en'; it has ar, fr"),
        ("sudaress", ["ar", "fr"], "sudaress has no edition 'fr'; it has ar"),
        ("masress", ["fr/"], "masress has no edition 'fr/'; it has ar, en"),
    ],
)
def test_an_edition_that_the_site_does_not_have(site, editions, message):
    assert problem_of(site, editions) == message


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        (["yabiladi"], ("yabiladi",)),
        (["b", "a", "b"], ("b", "a")),
        ([" yabiladi ", "/yabiladi/", "", "  "], ("yabiladi",)),
        (["Al_Bayane", "le-matin", "delta24", "24h"], ("Al_Bayane", "le-matin", "delta24", "24h")),
    ],
)
def test_sources_in_the_order_they_were_named(sources, found):
    assert scope_of("maghress", sources=sources).sources == found


@pytest.mark.parametrize(
    "source", ["fr/yabiladi", "https://www.maghress.com/fr/yabiladi", "yabiladi/148210", "148210"]
)
def test_an_invalid_slug(source):
    message = (
        f"invalid source {source!r}: use the slug from its address, such as 'yabiladi' in"
        " /fr/yabiladi/148210"
    )
    assert problem_of("maghress", sources=[source]) == message


@pytest.mark.parametrize(
    "source", ["fr", "ar", "rss", "author", "..", ".", "yabiladi?page=2", "yabiladi#x"]
)
def test_reserved_words_and_url_marks_are_not_slugs(source):
    assert "invalid source" in problem_of("maghress", sources=[source])


@pytest.mark.parametrize(
    "slug", ["المساء", "l'économiste", "nuevo diario", "%D8%A7%D9%84%D9%85%D8%B3%D8%A7%D8%A1"]
)
def test_a_slug_has_the_form_that_it_has_in_a_record(slug):
    address = address_of(canonical(f"https://www.maghress.com/{slug}/1"))
    assert address is not None
    assert scope_of("maghress", sources=[slug]).sources == (address.source_id,)


@pytest.mark.parametrize(
    ("limit", "number"), [(None, None), (1, 1), (10**9, 10**9), ("100", 100), (" 7 ", 7), ("٣", 3)]
)
def test_a_limit(limit, number):
    assert scope_of("maghress", limit=limit).limit == number


@pytest.mark.parametrize("limit", [0, -1, "0", "-5", "", "many", "1.5", "1e3", "9" * 5000])
def test_an_invalid_limit(limit):
    assert problem_of("maghress", limit=limit) == f"the limit must be 1 or more, not {limit!r}"


def test_a_scope_as_json_types():
    assert scope_of("masress", ["en"], ["ahramen"], "5").to_dict() == {
        "site": "masress",
        "editions": ["en"],
        "sources": ["ahramen"],
        "limit": 5,
        "since": None,
        "until": None,
        "authors": [],
        "max_pages": None,
        "recheck": None,
        "full": False,
        "mode": "site",
    }
    assert scope_of("sudaress", since="7d", full=True).to_dict() == {
        "site": "sudaress",
        "editions": ["ar"],
        "sources": [],
        "limit": None,
        "since": "7d",
        "until": None,
        "authors": [],
        "max_pages": None,
        "recheck": None,
        "full": True,
        "mode": "site",
    }


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("masres", "; did you mean masress, maghress, yemeress?"),
        ("TURES", "; did you mean turess?"),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_similar_names(name, message):
    assert (
        nearest(
            name,
            ["masress", "maghress", "yemeress", "turess"] if name != "TURES" else ["turess", "x"],
        )
        == message
    )


WORDS = st.text(max_size=12) | st.sampled_from(
    ["maghress", "maghress.com", "[::1]", "http://[", "xn--a.b", "a..b", "\udcff.com", "é.com"]
)


@given(
    site=WORDS,
    editions=st.lists(WORDS | st.sampled_from(["ar", "fr", "en"]), max_size=3),
    sources=st.lists(WORDS, max_size=3),
    limit=st.none() | st.integers() | WORDS,
)
@example("maghress", [], ["\ud800"], None)
@settings(deadline=None, max_examples=300)
def test_any_input_gives_a_scope_or_a_scope_error(site, editions, sources, limit):
    try:
        scope = scope_of(site, editions, sources, limit)
    except ScopeError as problem:
        assert str(problem)  # noqa: PT017 - either will do
    else:
        assert SITES[scope.site.name] is scope.site
        assert scope.editions
        assert set(scope.editions) <= set(scope.site.editions)
        assert scope.limit is None or scope.limit > 0
        assert scope_of(**scope.to_dict()) == scope
