"""The seven sites, and how their addresses are read."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsscraper.sites import SITES, address_of, canonical_url, site_of
from tests.replica import corpus
from tests.sites.seven import SEVEN


@pytest.mark.parametrize(
    ("name", "domain", "country", "editions"),
    [
        ("masress", "masress.com", "EG", {"ar", "en"}),
        ("maghress", "maghress.com", "MA", {"ar", "fr"}),
        ("djazairess", "djazairess.com", "DZ", {"ar", "fr"}),
        ("turess", "turess.com", "TN", {"ar", "fr"}),
        ("sauress", "sauress.com", "SA", {"ar", "en"}),
        ("sudaress", "sudaress.com", "SD", {"ar"}),
        ("yemeress", "yemeress.com", "YE", {"ar"}),
    ],
)
def test_the_seven_sites(name: str, domain: str, country: str, editions: set[str]):
    site = SITES[name]
    assert (site.name, site.domain, site.country, set(site.editions)) == (
        name,
        domain,
        country,
        editions,
    )
    assert ZoneInfo(site.timezone)
    assert site.home == f"https://www.{domain}/"
    assert site_of(f"http://{domain}/x/1") is site


@pytest.mark.parametrize(
    ("url", "identity", "canonical"),
    [
        (
            "maghress.com/alittihad/2082123",
            "maghress/ar/alittihad/2082123",
            "https://www.maghress.com/alittihad/2082123",
        ),
        (
            "maghress.com/fr/albayane/211548",
            "maghress/fr/albayane/211548",
            "https://www.maghress.com/fr/albayane/211548",
        ),
        (
            "masress.com/youm7/291275",
            "masress/ar/youm7/291275",
            "https://www.masress.com/youm7/291275",
        ),
        (
            "sauress.com/alriyadh/1013924",
            "sauress/ar/alriyadh/1013924",
            "https://www.sauress.com/alriyadh/1013924",
        ),
        (
            "sudaress.com/alrakoba/1075977",
            "sudaress/ar/alrakoba/1075977",
            "https://www.sudaress.com/alrakoba/1075977",
        ),
        (
            "yemeress.com/adenalghad/496551",
            "yemeress/ar/adenalghad/496551",
            "https://www.yemeress.com/adenalghad/496551",
        ),
        (
            "djazairess.com/fr/elwatan/1494142",
            "djazairess/fr/elwatan/1494142",
            "https://www.djazairess.com/fr/elwatan/1494142",
        ),
        ("turess.com/fr/gnet/1", "turess/fr/gnet/1", "https://www.turess.com/fr/gnet/1"),
        (
            "masress.com/en/ahramen/77",
            "masress/en/ahramen/77",
            "https://www.masress.com/en/ahramen/77",
        ),
    ],
)
@pytest.mark.parametrize("prefix", ["http://", "https://", "http://www.", "https://www."])
def test_article_addresses_as_seen(prefix: str, url: str, identity: str, canonical: str):
    address = address_of(prefix + url)
    assert address is not None
    assert (address.kind, address.article_id, address.url) == ("article", identity, canonical)
    assert canonical_url(url) == canonical
    site, edition, source, number = identity.split("/")
    assert (address.site, address.edition, address.source_id, address.number) == (
        site,
        edition,
        source,
        number,
    )


@pytest.mark.parametrize(
    ("path", "kind", "edition", "source"),
    [
        ("/", "front", "ar", None),
        ("", "front", "ar", None),
        ("/fr", "front", "fr", None),
        ("/fr/", "front", "fr", None),
        ("/rss", "feed", "ar", None),
        ("/fr/rss", "feed", "fr", None),
        ("/eldjoumhouria/rss", "feed", "ar", "eldjoumhouria"),
        ("/fr/elwatan/rss", "feed", "fr", "elwatan"),
        ("/elwatan", "listing", "ar", "elwatan"),
        ("/fr/elwatan", "listing", "fr", "elwatan"),
        ("/fr/elwatan?page=2", "listing", "fr", "elwatan"),
        ("/fr/author/Salma+Berrada", "author", "fr", None),
        ("/author/X", "author", "ar", None),
        ("/fr/elwatan/12/comments", "other", "fr", None),
        ("/fr/elwatan/about", "other", "fr", None),
    ],
)
def test_kinds_of_other_addresses(path: str, kind: str, edition: str, source: str | None):
    address = address_of(f"https://www.djazairess.com{path}")
    assert address is not None
    assert (address.kind, address.edition, address.source_id) == (kind, edition, source)
    assert address.article_id is None


@pytest.mark.parametrize(
    "name", ["Proverbe+targui", "Proverbe%2Btargui", "Proverbe%252Btargui", "Proverbe%20targui"]
)
def test_an_author_has_one_address_however_the_plus_is_written(name: str):
    address = address_of(f"http://djazairess.com/fr/author/{name}?page=2")
    assert address is not None
    assert (address.kind, address.url) == (
        "author",
        "https://www.djazairess.com/fr/author/Proverbe+targui",
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/fr/elwatan/1494142",
        "https://notmaghress.com/fr/x/1",
        "https://maghress.com.example.org/fr/x/1",
        "https://maghress.com@example.org/fr/x/1",
        "mailto:maghress.com",
        "/fr/elwatan/1",
        "http://[maghress.com/",
        "",
    ],
)
def test_an_address_on_another_host_belongs_to_no_site(url: str):
    assert address_of(url) is None
    assert site_of(url) is None
    assert all(site.address(url) is None for site in SITES.values())


def test_a_missing_address_belongs_to_no_site():
    assert site_of(None) is None


def test_every_story_of_the_corpus_has_its_identity():
    for story in corpus.stories():
        address = address_of(story.url)
        assert address is not None
        assert (address.article_id, address.url) == (story.id, story.url)


SEGMENTS = st.sampled_from(
    [
        "ar",
        "fr",
        "en",
        "FR",
        "es",
        "rss",
        "author",
        "Author",
        "elwatan",
        "1494142",
        "007",
        "A+B",
        "A B",
        "%2B",
        "%252B",
        "..",
        ".",
    ]
) | st.text(alphabet="%25aD8+ /é١2", max_size=8)


@given(
    site=st.sampled_from(SEVEN),
    segments=st.lists(SEGMENTS, max_size=5),
    query=st.sampled_from(["", "?page=2#x"]),
)
@example(SEVEN[0], ["ar", "fr", "elwatan", "1"], "")
@example(SEVEN[0], ["ar", "ar", "elwatan", "1"], "")
@settings(deadline=None, max_examples=400)
def test_the_canonical_address_is_idempotent(site, segments, query):
    first = site.address(f"https://www.{site.domain}/{'/'.join(segments)}{query}")
    assert first is not None
    assert site.address(first.url) == first
    assert canonical_url(first.url) == first.url


@given(st.text())
@settings(deadline=None, max_examples=150)
def test_any_text_can_be_read_as_an_address(text: str):
    assert address_of(text) is None or site_of(text) is not None
    for site in SITES.values():
        address = site.address(f"https://{site.domain}/{text}")
        assert address is None or address.url.startswith(site.home)
