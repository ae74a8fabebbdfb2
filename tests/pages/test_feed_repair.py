"""Feeds that are not well-formed: every character of an entry's text is there, and no entry takes
the next one with it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper import extract
from newsscraper.items.records import Capture
from newsscraper.pages.feeds.page import FeedPage
from newsscraper.pages.feeds.repair import feed_start, repair_feed
from newsscraper.text.cleaning import clean

URL = "https://www.turess.com/fr/rss"
NOTICE = (
    "<br />\n<b>Warning</b>:  Undefined array key 3 in <b>/srv/rss.php</b> on line <b>7</b><br />\n"
)


def rss(*items: str, before: str = "", after: str = "") -> str:
    channel = f"<channel><title>Le fil</title>{''.join(items)}</channel>"
    return (
        f'{before}<?xml version="1.0" encoding="UTF-8"?><rss version="2.0">{channel}</rss>{after}'
    )


def item(title: str, number: int = 1, more: str = "") -> str:
    return f"<item>{more}<title>{title}</title><link>https://www.turess.com/fr/a/{number}</link></item>"


def titles(feed: str) -> list[str | None]:
    found = extract(feed, url=URL)
    assert found.kind == "feed"
    return [link.text for link in found.links]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Fruits & légumes", "Fruits & légumes"),
        ("R&D ; 5 &lt; 7 &amp; 8", "R&D ; 5 < 7 & 8"),
        (
            "L&rsquo;&eacute;t&eacute; &agrave; Sfax&nbsp;: &laquo;&nbsp;oui&nbsp;&raquo;",
            "L’été à Sfax : « oui »",
        ),
        ("&quot;x&quot; &apos;y&apos;", "\"x\" 'y'"),
        ("Prix &inconnu; fixe", "Prix &inconnu; fixe"),
        ("La joie &#xD83D;&#xDE00; du public", "La joie \U0001f600 du public"),
        ("La joie &#55357;&#56832;!", "La joie \U0001f600!"),
        ("Un &#xD83D; seul", "Un \ufffd seul"),
        ("Trop &#x110000; loin &#0;", "Trop \ufffd loin \ufffd"),
        ("L&#146;eau &#8211; vive&#x85;", "L’eau – vive…"),
        ("Moins de 5 < 7 degrés", "Moins de 5 < 7 degrés"),
        ("Plus <b>fort</b> que <br> tout", "Plus fort que\ntout"),
        ("Fin ]]> ici", "Fin ]]> ici"),
        ("Un\x08 \x0bdeux\x00", "Un deux"),
        ("<![CDATA[Un & deux]]> <![CDATA[<i>trois</i>]]>", "Un & deux trois"),
        ("<![CDATA[Un titre sans fin", "Un titre sans fin"),
        ("ok &#38;amp; ok", "ok & ok"),
        (
            "<![CDATA[La joie &#xD83D;&#xDE00; du &#55357; public]]>",
            "La joie \U0001f600 du \ufffd public",
        ),
        ("La joie &amp;#xd83c;&amp;#xdde9;", "La joie \U0001f1e9"),
        ("&lt;![CDATA[Le marché]]&gt;", "Le marché"),
        ("<![cdata[Le marché]]> <! [CDATA[rouvre]]>", "Le marché rouvre"),
        ("<![CDATA[Un <![CDATA[deux]]> trois]]>", "Un deux trois"),
    ],
)
def test_a_title(title: str, expected: str):
    assert titles(rss(item(title), item("Le suivant", 2))) == [clean(expected), "Le suivant"]


@pytest.mark.parametrize(
    "before",
    [
        "<description>Un<p>texte<br>et <img src='a.jpg'> une image</description>",
        "<description><p>Un texte <a href='/x?a=1&b=2'>ici</a></description>",
        "<description>Sans fin",
        "<guid isPermaLink=false>7</guid>",
        "<enclosure url=https://a.example/b.jpg?x=1&y=2 />",
        "<enclosure url='https://a.example/b.jpg?x=1&y=2' url='b'/>",
        "<!-- a -- b -->",
        "<?php echo 1 ?>",
        (
            "<media:title>Légende</media:title><media:content"
            " url='a'><media:title>Autre</media:title></media:content>"
        ),
        "<media:description>Légende</media:description>",
        "<description/>",
        "<description />",
    ],
)
def test_what_stands_in_front_of_the_title(before: str):
    assert titles(rss(item("La halle", 1, before), item("Le suivant", 2))) == [
        "La halle",
        "Le suivant",
    ]


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://autre.example/?p=5&id=7&cat=2", "https://autre.example/?p=5&id=7&cat=2"),
        ("https://autre.example/?p=5&amp;id=7", "https://autre.example/?p=5&id=7"),
        ("https://autre.example/?p=5&amp;amp;id=7", "https://autre.example/?p=5&id=7"),
        ("<![CDATA[https://autre.example/?p=5&id=7]]>", "https://autre.example/?p=5&id=7"),
        ("<![CDATA[https://autre.example/?p=5&#038;id=7]]>", "https://autre.example/?p=5&id=7"),
        ("https://autre.example/?p=5&copy=2&lt=3", "https://autre.example/?p=5&copy=2&lt=3"),
    ],
)
def test_an_address_with_ampersands(link: str, url: str):
    [found] = extract(
        rss(f"<item><title>La halle</title><link>{link}</link></item>"),
        url="https://autre.example/rss",
    ).links
    assert (found.url, found.text) == (url, "La halle")


@pytest.mark.parametrize(
    "before",
    [
        NOTICE,
        "Notice: Undefined variable $x in /srv/rss.php on line 12\n\n",
        "\n\n\ufeff",
        "\n \ufeff\n<!-- cache -->\ufeff",
        "<font size='1'><table class='xdebug-error'><tr><th>( ! ) Warning</th></tr></table></font>",
        "\x00\x00",
        "<?xml version='1.0'?>\n" + NOTICE,
    ],
)
def test_what_a_server_prints_before_a_feed(before: str):
    for content in (
        feed := rss(item("La halle"), before=before),
        feed.encode(),
        feed.encode("utf-8-sig"),
    ):
        found = extract(content, url=URL)
        assert (found.kind, [link.text for link in found.links], found.warnings) == (
            "feed",
            ["La halle"],
            [],
        )


def test_what_a_server_prints_behind_a_feed_or_instead_of_its_declaration():
    assert titles(rss(item("La halle"), after=NOTICE)) == ["La halle"]
    assert titles(NOTICE + rss(item("La halle")).split("?>", 1)[1]) == ["La halle"]
    assert titles(rss(item("La halle")).replace("?>", "?>\n" + NOTICE, 1)) == ["La halle"]


def test_a_feed_that_breaks_off_gives_no_part_of_an_address_or_a_headline():
    """At each place that it may be cut at."""
    feed = rss(
        item("La halle", 1),
        "<item><link>https://www.turess.com/fr/a/2345</link><title>Le <![CDATA[port]]></title>",
    )
    whole = {
        ("https://www.turess.com/fr/a/1", "La halle"),
        ("https://www.turess.com/fr/a/2345", "Le port"),
    }
    for end in range(feed.index("<channel>"), feed.index("</channel>")):
        found = extract(feed[:end], url=URL)
        assert {(link.url, link.text) for link in found.links if link.text} <= whole
        assert {link.url for link in found.links} <= {url for url, _ in whole}
        assert "cut_page" in found.warnings


def test_what_is_escaped_in_xhtml_is_text():
    atom = (
        '<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xml:base="https://www.turess.com/fr/a/"><atom:entry><atom:title>x</atom:title><atom:link'
        ' rel="http://www.iana.org/assignments/relation/alternate" href="7"/><atom:summary'
        ' type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>Un &lt;b&gt; &amp;'
        " deux</h:p></h:div></atom:summary></atom:entry></atom:feed>"
    )
    for feed in (atom, atom.replace("atom:", "").replace(":atom=", "=")):
        found = extract(feed, url=URL)
        assert [(link.url, link.teaser) for link in found.links] == [
            ("https://www.turess.com/fr/a/7", "Un <b> & deux")
        ]
        assert found.warnings == []


@pytest.mark.parametrize(
    "content",
    [
        (
            "<!DOCTYPE html><html><body><?xml"
            " version='1.0'?><rss><channel></channel></rss></body></html>"
        ),
        "<html><head><title>x</title></head><body><pre><rss version='2.0'></rss></pre>",
        "<div><p>Un tutoriel</p><title>x</title><rss version='2.0'></rss></div>",
        'Un flux commence par <rss version="2.0"> et finit plus loin.\n' * 3,
        'La balise <?xml version="1.0"?> puis <rss version="2.0"> en tête.',
        '{"a": "<rss></rss>"}',
    ],
)
def test_a_page_about_feeds_is_none(content: str):
    assert feed_start(content) is None
    assert extract(content).kind != "feed"


def test_entities_that_the_feed_declares():
    declared = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY journal "La Côte"> <!ENTITY rsquo "&#8217;">'
        ' <!ENTITY a "&b;"> <!ENTITY b "&a;"> <!ENTITY long "'
        + "x" * 200
        + '"> <!ENTITY f SYSTEM "file:///etc/hostname">]>'
    )
    feed = declared + rss(item("&journal; et l&rsquo;eau &a; &f; &long;")).split("?>", 1)[1]
    assert titles(feed) == ["La Côte et l’eau &a; &f; &long;"]


def test_what_is_no_character_is_said():
    assert "bytes_unreadable" in extract(rss(item("Un &#xD83D; seul")), url=URL).warnings
    assert extract(rss(item("La joie &#xD83D;&#xDE00; \x08")), url=URL).warnings == []


def test_an_entry_s_own_words_before_those_of_modules():
    feed = (
        '<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:m="http://search.yahoo.com/mrss/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><item><m:title>Photo</m:title><dc:title>Du'
        " module</dc:title><dc:creator>كش24</dc:creator><title>La"
        " halle</title><m:description>Vue</m:description><content:encoded>&lt;p&gt;Long&lt;/p&gt;</content:encoded><dc:date>2024-05-07</dc:date><link>https://www.turess.com/fr/a/1</link></item><item><m:title>Photo</m:title><i:summary>Court</i:summary><dc:title>Du"
        " module</dc:title><link>https://www.turess.com/fr/a/2</link></item></channel></rss>"
    )
    entries = FeedPage(Capture(feed, url=URL)).entries
    assert [(entry.text, entry.teaser, entry.published) for entry in entries] == [
        ("La halle", "Long", "2024-05-07"),
        ("Du module", "Court", None),
    ]


TEXT = st.text(alphabet="ab é<>&;'\"]عربي😀", min_size=1, max_size=20)


@given(st.lists(TEXT, max_size=5))
@settings(deadline=None, max_examples=60)
def test_text_in_cdata_comes_back(texts: list[str]):
    texts = [text.replace("]]>", "") for text in texts]
    feed = rss(
        *(
            f"<item><link>https://a.example/{n}</link><x><![CDATA[{text}]]></x></item>"
            for n, text in enumerate(texts)
        )
    )
    page = FeedPage(Capture(feed, url=URL))
    assert [node.xpath("string(x)").get() for node in page.xpath("//item")] == texts


WORDS = (
    "< > <item> </item> <title> </title> <link> <![CDATA[ ]]> <!-- --> & &#xD83D; &eacute; <? ?> '"
    " é ]> &a;"
)
PARTS = st.sampled_from(
    [
        *WORDS.split(),
        '<a b="',
        "<!DOCTYPE a [",
        "<!ENTITY a 'b'>",
        "<description/>",
        "\x00",
        "\ud83d",
    ]
)


@given(st.lists(PARTS, max_size=30).map("".join))
@settings(deadline=None, max_examples=100)
def test_no_feed_raises(rest: str):
    found = extract(f"<rss>{rest}", url=URL)
    assert found.kind == "feed"
    assert all(link.url for link in found.links)
    assert "\ud83d" not in repair_feed(rest).text


@pytest.mark.parametrize(
    "part",
    [
        "<title>",
        "<title><![CDATA[",
        "<a b='",
        '<a "',
        "<!--",
        "<?",
        "<!DOCTYPE a [",
        "&",
        "&#xD83D;",
        "<![CDATA[",
        "</title",
        "<",
    ],
)
def test_the_time_is_linear(part: str):
    """No timing here: a quadratic repair of these would never end."""
    assert repair_feed("<rss>" + part * 40_000).text
