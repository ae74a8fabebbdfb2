"""JSON Feed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper import extract
from newsscraper.pages.feeds.json_feed import is_json_feed, items_of

URL = "https://www.djazairess.com/fr/feed.json"
ENTRY = {
    "id": "9",
    "url": "http://djazairess.com/fr/elwatan/9?utm_source=feed",
    "title": "Pluie à Oran",
    "content_html": "<p>Il <b>pleut</b> &amp; vente (...)</p>",
    "date_published": "2024-05-07T10:30:00+01:00",
    "authors": [{"name": "El Watan"}],
}


def feed(*items: Any, version: str = "https://jsonfeed.org/version/1.1") -> str:
    return json.dumps({"title": "Le fil", "items": list(items), "version": version})


def entries(content: str | bytes) -> list[tuple[str, str | None, str | None, str | None]]:
    found = extract(content, url=URL)
    assert (found.kind, found.layout) == ("feed", "JsonFeedPage")
    return [(link.url, link.text, link.published, link.teaser) for link in found.links]


@pytest.mark.parametrize(
    "version", ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"]
)
@pytest.mark.parametrize("before", ["", "\ufeff", "\n\n\ufeff "])
def test_an_entry(version: str, before: str):
    content = before + feed(ENTRY, version=version)
    for form in (content, content.encode(), content.replace("/", "\\/")):
        [entry] = entries(form)
        assert entry == (
            "https://www.djazairess.com/fr/elwatan/9",
            "Pluie à Oran",
            "2024-05-07",
            "Il pleut & vente (...)",
        )
    assert extract(content, url=URL).articles == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"title": None}, (None, "Il pleut & vente (...)")),
        ({"title": "5 < 7 & <b>"}, ("5 < 7 & <b>", "Il pleut & vente (...)")),
        ({"title": "L&rsquo;eau &#8211; R&D"}, ("L’eau – R&D", "Il pleut & vente (...)")),
        ({"content_text": "Du texte", "summary": "Un résumé"}, ("Pluie à Oran", "Un résumé")),
        ({"content_text": "Du texte"}, ("Pluie à Oran", "Du texte")),
        ({"title": "La joie \U0001f600"}, ("La joie \U0001f600", "Il pleut & vente (...)")),
    ],
)
def test_its_texts(change: dict[str, Any], expected: tuple[str | None, str | None]):
    [(_, text, _, teaser)] = entries(feed({**ENTRY, **change}))
    assert (text, teaser) == expected


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        ({"url": "/fr/elwatan/9"}, ["https://www.djazairess.com/fr/elwatan/9"]),
        ({"id": "http://djazairess.com/fr/elwatan/9"}, ["https://www.djazairess.com/fr/elwatan/9"]),
        (
            {"id": "9", "external_url": "https://a.example/x?a=1&amp;b=2"},
            ["https://a.example/x?a=1&b=2"],
        ),
        ({"id": "9"}, []),
        ({"id": 9, "url": 7}, []),
        ({"url": ""}, []),
    ],
)
def test_its_address(addresses: dict[str, Any], expected: list[str]):
    assert [url for url, *_ in entries(feed({"title": "x", **addresses}))] == expected


def test_half_a_character_is_said():
    found = extract(feed({**ENTRY, "title": "\ud83d seul"}), url=URL)
    assert found.links[0].text == "\ufffd seul"
    assert found.warnings == ["bytes_unreadable"]


def test_a_cut_feed_gives_its_whole_entries_and_says_so():
    whole = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1",
            "items": [{**ENTRY, "url": f"/fr/elwatan/{n}"} for n in (1, 2, 3)],
        }
    )
    found = extract(whole[: whole.index("/3")], url=URL)
    assert [link.article_id for link in found.links] == [
        "djazairess/fr/elwatan/1",
        "djazairess/fr/elwatan/2",
    ]
    assert found.warnings == ["cut_page"]


@pytest.mark.parametrize("items", ["null", "7", '"x"', "[[[1]]]", "[null, 3]", "{}"])
def test_items_that_are_none(items: str):
    assert entries('{"version": "https://jsonfeed.org/version/1", "items": ' + items + "}") == []


@pytest.mark.parametrize(
    "content",
    ["{}", '{"version": "1.1"}', "[1]", '<p>"version": "https://jsonfeed.org/version/1"</p>', "{"],
)
def test_other_json_is_no_feed(content: str):
    assert not is_json_feed(content)
    assert extract(content, url=URL).kind != "feed"


def test_a_page_that_names_its_json_feed():
    page = (
        '<html><link rel="alternate" type="Application/Feed+JSON; charset=utf-8"'
        ' href="/fr/feed.json"><body><p>x'
    )
    [link] = extract(page, url="https://www.djazairess.com/fr").links
    assert (link.leads_to, link.url) == ("feed", URL)


@pytest.mark.parametrize(
    "content", ["[" * 100_000, '{"items": [' + '{"a":' * 100_000, '{"items": [' + "{}," * 100_000]
)
def test_deep_and_long(content: str):
    assert items_of(content)[1] is False


@given(st.text(alphabet='{}[]",:\\u0d8a "'))
@settings(deadline=None, max_examples=100)
def test_nothing_raises(rest: str):
    assert (
        extract('{"version": "https://jsonfeed.org/version/1", "items": [' + rest, url=URL).kind
        == "feed"
    )
