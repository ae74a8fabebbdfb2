"""RSS and Atom."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper import extract
from newsscraper.items.records import Capture
from newsscraper.pages.feeds.page import FeedPage
from newsscraper.text.cleaning import clean
from tests.replica import corpus, render


def _page(content: str | bytes) -> FeedPage:
    return FeedPage(Capture(content, url="https://www.djazairess.com/fr/elwatan/rss"))


def _rss(*items: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        "<channel><title>Le"
        f" journal</title><link>https://www.djazairess.com/</link>{''.join(items)}</channel></rss>"
    )


ITEM = (
    "<item><title>Pluie à"
    " Oran</title><link>http://djazairess.com/fr/elwatan/5</link><description>Il pleut"
    " (...)</description><pubDate>Tue, 07 May 2024 10:30:00 +0100</pubDate><guid"
    " isPermaLink='false'>5</guid></item>"
)
ATOM = (
    '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Le'
    ' journal</title><link rel="self" href="https://www.djazairess.com/fr/rss"/><entry><title>Pluie'
    ' à Oran</title><link rel="replies" href="https://www.djazairess.com/fr/comments/5"/><link'
    ' rel="alternate"'
    ' href="http://djazairess.com/fr/elwatan/5"/><published>2024-05-07T10:30:00+01:00</published><updated>2024-06-01T00:00:00Z</updated><summary'
    " type='html'>&lt;p&gt;Il pleut (...)&lt;/p&gt;</summary></entry></feed>"
)
RDF = (
    '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel'
    ' rdf:about="x"><title>Le journal</title></channel><item rdf:about="x"><title>Pluie à'
    " Oran</title><link>http://djazairess.com/fr/elwatan/5</link><description>Il pleut"
    " (...)</description><dc:date>2024-05-07T10:30:00+01:00</dc:date></item></rdf:RDF>"
)


@pytest.mark.parametrize("feed", [_rss(ITEM), ATOM, RDF], ids=["rss 2.0", "atom", "rss 1.0"])
def test_an_entry(feed: str):
    page = _page(feed)
    assert page.matches()
    assert [
        (entry.href, clean(entry.text), clean(entry.teaser or ""), entry.role)
        for entry in page.entries
    ] == [("http://djazairess.com/fr/elwatan/5", "Pluie à Oran", "Il pleut (...)", "entry")]
    found = extract(feed, url="https://www.djazairess.com/fr/elwatan/rss")
    assert (found.kind, found.articles, found.ticker) == ("feed", [], None)
    assert [(link.url, link.leads_to, link.article_id, link.published) for link in found.links] == [
        (
            "https://www.djazairess.com/fr/elwatan/5",
            "article",
            "djazairess/fr/elwatan/5",
            "2024-05-07",
        )
    ]


@pytest.mark.parametrize(
    ("item", "href"),
    [
        (
            "<item><title>x</title><guid>http://djazairess.com/fr/a/1</guid></item>",
            "http://djazairess.com/fr/a/1",
        ),
        ("<item><title>x</title><guid isPermaLink='false'>77</guid></item>", None),
        ("<item><title>x</title></item>", None),
        (
            "<item about='http://djazairess.com/fr/a/1'><title>x</title></item>",
            "http://djazairess.com/fr/a/1",
        ),
        (
            "<item about='5'><title>x</title><id>http://djazairess.com/fr/a/1</id></item>",
            "http://djazairess.com/fr/a/1",
        ),
        ("<item><title>x</title><id>tag:djazairess.com,2024:5</id></item>", None),
        (
            "<item><title>x</title><link> \n http://djazairess.com/fr/a/1 \n</link></item>",
            "http://djazairess.com/fr/a/1",
        ),
        (
            "<item><link><![CDATA[http://djazairess.com/fr/a/1]]></link></item>",
            "http://djazairess.com/fr/a/1",
        ),
        (
            (
                "<item><link>http://djazairess.com/fr/a/1</link><atom:link rel='replies'"
                " href='http://djazairess.com/c/1'/></item>"
            ),
            "http://djazairess.com/fr/a/1",
        ),
        (
            (
                "<item><atom:link rel='replies'"
                " href='http://djazairess.com/c/1'/><link>http://djazairess.com/fr/a/1</link></item>"
            ),
            "http://djazairess.com/fr/a/1",
        ),
    ],
)
def test_the_address_of_an_item(item: str, href: str | None):
    assert [entry.href for entry in _page(_rss(item)).entries] == ([href] if href else [])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Simple", "Simple"),
        ("<![CDATA[<p>Un <b>deux</b></p>]]>", "Un deux"),
        ("&lt;p&gt;Un&lt;/p&gt;", "Un"),
        ("Recherche &amp; développement", "Recherche & développement"),
        ("Recherche &amp;amp; développement", "Recherche & développement"),
        ("L&amp;#039;eau", "L'eau"),
        ("<![CDATA[«عودة» الدراسة]]>", "«عودة» الدراسة"),
        ("Moins de 5 &lt; 7 degrés", "Moins de 5 < 7 degrés"),
    ],
)
def test_a_title_is_plain_text(value: str, expected: str):
    item = f"<item><title>{value}</title><link>http://djazairess.com/fr/a/1</link></item>"
    assert [clean(entry.text) for entry in _page(_rss(item)).entries] == [expected]


@pytest.mark.parametrize(
    "content",
    [
        "<html><body><rss></rss></body></html>",
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>",
        "du texte",
        "",
        "<!DOCTYPE html><p>rss",
    ],
)
def test_no_feed(content: str):
    assert not _page(content).matches()


@pytest.mark.parametrize("comment", ["", "<!-- made by x -->", "<?xml-stylesheet href='x.xsl'?>\n"])
@pytest.mark.parametrize(
    "declaration", ['<?xml version="1.0" encoding="utf-8"?>\n', "", "\ufeff", "\n"]
)
def test_what_may_stand_in_front_of_a_feed(comment: str, declaration: str):
    body = _rss(ITEM).split("?>\n", 1)[1]
    for content in (declaration + comment + body, (declaration + comment + body).encode()):
        page = _page(content)
        assert page.matches()
        assert len(page.entries) == 1


def test_a_cut_feed_gives_its_whole_entries_and_says_so():
    feed = _rss(ITEM, ITEM.replace("/5<", "/6<"), ITEM.replace("/5<", "/7<"))
    cut = feed[: feed.index("/7<")]
    found = extract(cut, url="https://www.djazairess.com/fr/elwatan/rss")
    assert found.kind == "feed"
    assert [link.article_id for link in found.links][:2] == [
        "djazairess/fr/elwatan/5",
        "djazairess/fr/elwatan/6",
    ]
    assert "cut_page" in found.warnings


def test_entities_do_not_grow():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]>'
        + _rss(ITEM.replace("Pluie", "&e11;")).split("?>\n", 1)[1]
    )
    page = _page(bomb)
    assert sum(len(entry.text) for entry in page.entries) < 10_000


def test_an_external_entity_is_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("tres-secret", encoding="utf-8")
    feed = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    page = _page(feed + _rss(ITEM.replace("Pluie", "&x;")).split("?>\n", 1)[1])
    assert all("tres-secret" not in entry.text for entry in page.entries)


@pytest.mark.parametrize("kind", ["rss", "atom"])
@pytest.mark.parametrize(
    ("site", "edition"),
    [("maghress", "fr"), ("masress", "ar"), ("sauress", "en"), ("yemeress", "ar")],
)
def test_feeds_of_the_replica(kind: str, site: str, edition: str):
    stories = corpus.of(site, edition)[:10]
    found = extract(render.feed(kind, site, edition), url=f"https://www.{site}.com/rss")
    assert [(link.article_id, link.text, link.published) for link in found.links] == [
        (story.id, clean(story.headline), story.published) for story in stories
    ]


TITLES = st.text(alphabet="abé'«»\"-عربي 0,.:?", min_size=1, max_size=20).filter(
    lambda text: text.strip()
)


@given(st.lists(st.tuples(TITLES, st.integers(1, 9999)), max_size=6))
@settings(deadline=None, max_examples=100)
def test_titles_and_addresses_round_trip(entries: list[tuple[str, int]]):
    items = [
        f"<item><title>{escape(t)}</title><link>https://www.turess.com/fr/a/{n}</link></item>"
        for t, n in entries
    ]
    found = [(clean(entry.text), entry.href) for entry in _page(_rss(*items)).entries]
    assert found == [
        (clean(text), f"https://www.turess.com/fr/a/{number}") for text, number in entries
    ]


STARTS = st.sampled_from(["<rss>", "<feed>", "<rdf:RDF>", '<?xml version="1.0"?><rss>'])


@given(st.text() | st.text(alphabet="<>/itemlnkrs![CDATA]&;x'\" "), STARTS)
@settings(deadline=None, max_examples=200)
def test_no_feed_raises(rest: str, start: str):
    page = _page(start + rest)
    assert page.matches()
    assert all(entry.href for entry in page.entries)
