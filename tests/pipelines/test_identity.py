"""Two addresses are one article only if they differ in nothing but what is documented."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsscraper import extract
from newsscraper.items.records import Article, RawArticle
from newsscraper.pipelines.address import AddressPipeline
from newsscraper.pipelines.identity import IdentityPipeline
from newsscraper.urls import canonical, readable


def _record(url: str | None, headline: str = "Le phare rouvre") -> Article:
    article = Article(raw=RawArticle(layout="test", url=url), headline=headline)
    return IdentityPipeline().process_item(AddressPipeline().process_item(article))


PLATFORM = ("maghress.com", "masress.com")
HOSTS = st.sampled_from(
    [*PLATFORM, "example.org", "fr.example.org", "example.com", "127.0.0.1", "a-b.example"]
)
SEGMENTS = st.sampled_from(
    "fr albayane 211548 211549 Albayane a.b a~b a%2Fb a%252E%252E été %D8%A7 a;b a,b=c @x a+b"
    " 0211548".split()
)
PAIRS = st.sampled_from(
    ["id=5", "id=6", "ID=5", "page=2", "p", "q=a%20b", "u=https://example.org/a"]
)
NOISE = st.sampled_from(["utm_source=x", "fbclid=1", "gclid=z", "_ga=3"])
SPELLED = st.tuples(
    st.sampled_from(["http", "https", "HTTPS"]),
    st.sampled_from(["", "www.", "WWW."]),
    HOSTS,
    st.sampled_from(["", "", "default", ":8080", ":0", ":1"]),
    st.lists(SEGMENTS, max_size=4),
    st.lists(PAIRS, max_size=2),
    st.lists(NOISE, max_size=1),
    st.sampled_from(["", "#haut", "#/fr/x/2"]),
)


def _spelled(parts: tuple) -> tuple[str, tuple]:
    """The address, and what is left of it after the equivalences, by this test's own rules."""
    scheme, www, host, port, segments, pairs, noise, fragment = parts
    printed = {"default": ":80" if scheme == "http" else ":443"}.get(port, port)
    query = "&".join([*noise, *pairs])
    url = (
        f"{scheme}://{www}{host}{printed}/{'/'.join(segments)}"
        + (f"?{query}" if query else "")
        + fragment
    )
    own_port = "" if port == "default" else port
    on_platform = host in PLATFORM and not own_port
    spelled = tuple(segment.replace("%D8%A7", "ا") for segment in segments)
    return url, (host, own_port, spelled, () if on_platform else tuple(pairs))


@given(SPELLED, SPELLED)
@settings(deadline=None, max_examples=400)
def test_only_addresses_with_documented_differences_share_an_id(first, second):
    (url, key), (other, other_key) = _spelled(first), _spelled(second)
    assert (_record(url).id == _record(other).id) == (key == other_key)


@given(SPELLED, st.data())
@settings(deadline=None, max_examples=200)
def test_an_added_or_changed_part_makes_another_article(parts, data):
    for place in range(len(parts)):
        others = [*parts]
        others[place] = data.draw(SPELLED)[place]
        (url, key), (other, other_key) = _spelled(parts), _spelled(tuple(others))
        assert (_record(url).id == _record(other).id) == (key == other_key)


@given(st.text(max_size=30), st.text(max_size=30))
@example("https:///", "https:/")
@settings(deadline=None, max_examples=200)
def test_any_texts_with_one_id_have_one_canonical_form(first, second):
    for url in (first, second):
        assert _record(url).id
    if readable(first) is None or readable(second) is None:
        assert _record(first, "Un").id != _record(second, "Deux").id
    elif _record(first).id == _record(second).id:
        assert canonical(first).replace("://www.", "://") == canonical(second).replace(
            "://www.", "://"
        )


REPAIRED = "https://www.maghress.com/fr/albayane/211548"


@pytest.mark.parametrize(
    "url",
    [
        *(
            "https:/www.maghress.com/fr/albayane/211548",
            "https:www.maghress.com/fr/albayane/211548",
        ),
        *(
            "https:///www.maghress.com/fr/albayane/211548",
            "https:////www.maghress.com/fr/albayane/211548",
        ),
        *(
            "https:\\\\www.maghress.com\\fr\\albayane\\211548",
            "https:/\\www.maghress.com/fr\\albayane/211548",
        ),
        *(
            "https//www.maghress.com/fr/albayane/211548",
            "https:://www.maghress.com/fr/albayane/211548",
        ),
        *(
            "http://https://www.maghress.com/fr/albayane/211548",
            "htp://maghress.com/fr/albayane/211548",
        ),
        *(
            "HTTPS:/WWW.MAGHRESS.COM/fr/albayane/211548",
            "https:/ /www.maghress.com/fr/albayane/211548",
        ),
        *(
            "https://www.maghress.com\\fr\\albayane\\211548",
            "https://www.maghress.com/fr/albayane\\211548?a=b\\c",
        ),
        *(
            "\u200bhttps://www.maghress.com/fr/albayane/211548",
            "https://www.maghress.com/fr/albayane/211548\u200b",
        ),
        *(
            "\ufeffhttps://www.maghress.com/fr/albayane/211548\u200f\u00a0",
            "https://www.maghress.com/fr/albayane/211548\u2069#haut",
        ),
        *(
            "https://www.maghress.com/fr/albayane/211548%E2%80%8B",
            "https://www.maghress.com/fr/albayane/211548%E2%80%8B?x=1",
        ),
        *(
            "https://www.magh\u00adress.com/fr/albayane/211548",
            "https://www.maghress.com./fr/albayane/211548",
        ),
        *(
            "<https://www.maghress.com/fr/albayane/211548>",
            "« https://www.maghress.com/fr/albayane/211548 »",
        ),
        *(
            '"https://www.maghress.com/fr/albayane/211548"',
            "<URL:https://www.maghress.com/fr/albayane/211548>",
        ),
        *(
            "https%3A%2F%2Fwww.maghress.com%2Ffr%2Falbayane%2F211548",
            "view-source:https://www.maghress.com/fr/albayane/211548",
        ),
        *(
            "https://www.maghress.com/fr/x/%2e%2e/albayane/211548",
            "https://www.maghress.com/fr/%2E/albayane/.%2e/albayane/211548",
        ),
        *("https://web.archive.org/web/20240601/https:/www.maghress.com/fr/albayane/211548",),
        *("https:/web.archive.org/web/20240601id_/http:/maghress.com/fr/albayane/211548",),
        *("web.archive.org/web/20240601/www.maghress.com/fr/albayane/211548",),
        *("https://arquivo.pt/wayback/20240601120000/https:/www.maghress.com/fr/albayane/211548",),
        *(
            "https://web.archive.org/web/2024/https:/web.archive.org/web/2023/http:/www.maghress.com/fr/albayane/211548",
        ),
    ],
)
def test_an_unambiguous_address_is_repaired(url: str):
    record = _record(url)
    assert (record.url, record.id, record.warnings) == (REPAIRED, "maghress/fr/albayane/211548", [])


UNREADABLE = [
    *(
        "https:",
        "https://",
        "https:///",
        "https:/fr/albayane/211548",
        "https:///fr/albayane/211548",
        "http://:80/x",
    ),
    *(
        "/fr/albayane/211548",
        "fr/albayane/211548",
        "page.html",
        "https:/page.html",
        "null",
        "N/A",
        "-",
        "?",
        "https://user@/x",
    ),
    *(
        "file:///C:/pages/1.html",
        "C:\\pages\\1.html",
        "mailto:redaction@example.org",
        "redaction@example.org",
        "about:blank",
    ),
    *(
        "ftp://example.org/1",
        "javascript:void(0)",
        "data:text/html,x",
        "https://a b.example/",
        "https://x..example/",
        "https://../x",
    ),
    *(
        "https://example.org:99999999/",
        "https://example.org:port/",
        "http://[",
        "https://a.example/1 https://b.example/2",
    ),
    *(
        "https://a.example/1\nhttps://b.example/2",
        "https://web.archive.org/web/2024/https:/fr/albayane/211548",
    ),
]


@pytest.mark.parametrize("url", UNREADABLE)
def test_an_unreadable_or_ambiguous_address_counts_as_missing(url: str):
    record = _record(url)
    assert record.url is None
    assert record.id.startswith("text/")
    assert record.warnings == ["url_unreadable", "no_url"]
    assert record.id != _record(url, "La gare ferme").id


PAGE = """<html lang="fr"><head>{head}<title>Le phare de Larache rouvre</title></head><body>
<span class="articletitle">Le phare de Larache rouvre</span>
<span class="articlenewspaper">Publié dans <a href="/fr/lixus">Lixus</a> le 03 - 04 - 2021</span>
<span class="articlecontent"><p>Le phare a été repeint.
<img src="\\img\\phare.jpg"></p></span></body></html>"""


def test_a_page_with_an_unreadable_address_may_state_its_own():
    own = '<link rel="canonical" href="https://www.maghress.com/fr/lixus/77">'
    found = extract(PAGE.format(head=own), url="https:/fr/lixus/77").articles[0]
    assert found.id == "maghress/fr/lixus/77"
    assert {"url_unreadable", "url_from_page"} <= set(found.warnings)
    without = extract(PAGE.format(head=""), url="https:/fr/lixus/77").articles[0]
    assert without.id.startswith("text/")
    assert {"url_unreadable", "no_url"} <= set(without.warnings)
    assert [image.url for image in without.images] == ["/img/phare.jpg"]


def test_links_and_images_are_relative_to_the_repaired_address():
    found = extract(PAGE.format(head=""), url="https:\\\\www.maghress.com\\fr\\lixus\\77")
    assert [image.url for image in found.articles[0].images] == [
        "https://www.maghress.com/img/phare.jpg"
    ]
    assert [link.url for link in found.links] == ["https://www.maghress.com/fr/lixus"]
