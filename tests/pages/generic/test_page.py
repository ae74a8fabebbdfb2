"""Articles in an unknown layout."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper import extract
from newsscraper.items.records import Capture
from newsscraper.pages.generic import GenericArticlePage
from newsscraper.text.cleaning import clean
from tests.replica import corpus

URL = "https://www.example.org/regions/2024/safi.html"
# Complete articles of at least three paragraphs whose lines are long enough to differ from
# boilerplate.
STORIES = [
    story
    for story in corpus.stories()
    if not story.truncated
    and not story.lost_bytes
    and len(story.paragraphs) >= 3
    and min(map(len, story.paragraphs)) > 60
]
SHAPES = {
    "article": "<article><h1>{headline}</h1>{body}</article>",
    "main": "<main><h1>{headline}</h1><div class='text'>{body}</div></main>",
    "divs": (
        "<div id='page'><div class='title'><h1>{headline}</h1></div><div"
        " class='post-content'>{body}</div></div>"
    ),
    "table": "<table><tr><td><h1>{headline}</h1></td></tr><tr><td>{body}</td></tr></table>",
    "header": (
        "<article><header><h1>{headline}</h1><time"
        " datetime='{published}'>x</time></header><section>{body}</section></article>"
    ),
}


def _page(story: corpus.Story, shape: str, *, head: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
    links = "".join(
        f"<li><a href='/x/{number}'>{other.headline}</a></li>"
        for number, other in enumerate(corpus.stories()[:12])
    )
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{story.headline} | Le"
        f" Quotidien</title>{head}<script>var secret = 'code';</script></head><body><nav><ul><li><a"
        " href='/'>Accueil</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
        + SHAPES[shape].format(headline=story.headline, body=body, published=story.published)
        + f"<div class='related'><h3>À lire aussi</h3><ul>{links}</ul></div><aside><p>Abonnez-vous"
        " à notre lettre pour recevoir chaque matin les titres du jour, c'est"
        " gratuit.</p></aside><footer><p>Tous droits réservés. Toute reproduction, même"
        " partielle, est interdite sans accord écrit.</p></footer></body></html>"
    )


def test_the_corpus_has_long_articles():
    assert len(STORIES) > 30
    assert {story.language for story in STORIES} == {"ar", "fr", "en", "es"}


@pytest.mark.parametrize("shape", list(SHAPES))
def test_only_headline_and_paragraphs_are_found(shape: str):
    for story in STORIES:
        page = GenericArticlePage(Capture(_page(story, shape), url=URL))
        assert page.matches(), story.id
        assert clean(page.headline or "") == clean(story.headline), story.id
        assert [clean(block) for block in page.body] == [
            clean(paragraph) for paragraph in story.paragraphs
        ], story.id


def test_the_record_names_the_layout():
    story = corpus.by_id("maghress/fr/atlasmatin/103412")
    found = extract(_page(story, "article"), url=URL)
    assert found.kind == "article"
    article = found.articles[0]
    assert article.layout == "GenericArticlePage"
    assert "generic_layout" in article.warnings
    assert (article.site, article.edition, article.source_id) == (None, None, None)
    assert article.id.startswith("example.org/")
    assert (
        article.id
        == extract(_page(story, "article"), url=URL.replace("https://www.", "http://www.") + "#x")
        .articles[0]
        .id
    )


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            '<meta property="article:published_time" content="2024-05-07T10:30:00+01:00">',
            "2024-05-07",
        ),
        (
            (
                '<script type="application/ld+json">'
                '{"@type":"NewsArticle","datePublished":"2024-05-07"}</script>'
            ),
            "2024-05-07",
        ),
        ("", None),
    ],
)
def test_the_date_comes_from_the_metadata(head: str, published: str | None):
    story = corpus.by_id("maghress/fr/atlasmatin/103412")
    article = extract(_page(story, "article", head=head), url=URL).articles[0]
    assert article.published == published
    assert ("no_date" in article.warnings) == (published is None)


@pytest.mark.parametrize(
    ("times", "published"),
    [
        ("<time>7 mai 2024</time>", "2024-05-07"),
        ("<time>Publié le 7 mai 2024 à 10h30</time>", "2024-05-07"),
        ("<time datetime=''>07/05/2024</time>", "2024-05-07"),
        ("<time datetime='0000-00-00'>7 mai 2024</time>", "2024-05-07"),
        ("<time>٧ مايو ٢٠٢٤</time>", "2024-05-07"),
        ("<time>7 mai 2024</time> <time>10:30</time> <time>4 min</time>", "2024-05-07"),
        ("<time>7 mai 2024</time> <time>17-05-2024 10:30</time>", None),
        ("<time>17 mai 2024</time> <time>17-05-2024 10:30</time>", "2024-05-17"),
        ("<time>12 décembre 2023</time> <time>12 décembre 2024</time>", None),
        ("<time>7 mai 2024</time> <time>Mis à jour le 8 mai 2024</time>", "2024-05-07"),
        (
            (
                "<time class='entry' datetime='2024-05-07'>a</time> <time class='updated'"
                " datetime='2024-05-09'>b</time>"
            ),
            "2024-05-07",
        ),
        ("Publié le <time>7 mai 2024</time>, mis à jour le <time>8 mai 2024</time>", "2024-05-07"),
        ("<p>Mis à jour hier. <b>Publié le</b> <time>7 mai 2024</time></p>", "2024-05-07"),
        (
            "<time>7 mai 2024</time><div class='comment-list'><time>8 mai 2024</time></div>",
            "2024-05-07",
        ),
        ("<span itemprop='datePublished'>7 mai 2024</span>", "2024-05-07"),
        ("<time>4 min</time>", None),
        ("<time>4 min</time><meta name='DC.date' content='2024-05-07'>", "2024-05-07"),
        ("<aside><time>7 mai 2024</time></aside>", "2024-05-07"),
        ("<aside><a href='/1'>Un autre titre</a> <time>7 mai 2024</time></aside>", None),
    ],
)
def test_the_date_comes_from_the_time_elements(times: str, published: str | None):
    story = STORIES[0]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
    article = f"<article><h1>{story.headline}</h1>{times}{body}</article>"
    page = f"<html><head><title>{story.headline}</title></head><body>{article}</body></html>"
    assert (
        extract(page, url=URL, fetched_at="2026-01-30T12:00:00Z").articles[0].published == published
    )


@pytest.mark.parametrize(
    ("content", "author"),
    [("Salma Berrada", "Salma Berrada"), ("https://x.example/salma", None), ("@s", None)],
)
def test_an_address_is_not_an_author(content: str, author: str | None):
    page = _page(STORIES[0], "article", head=f"<meta name='author' content='{content}'>")
    assert extract(page, url=URL).articles[0].author == author


def test_source_author_and_section_come_from_the_metadata():
    story = corpus.by_id("maghress/fr/atlasmatin/103412")
    data = {
        "@type": "NewsArticle",
        "headline": story.headline,
        "author": {"name": "Salma Berrada"},
        "publisher": {"name": "Le Quotidien"},
        "articleSection": "Régions",
    }
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    article = extract(_page(story, "article", head=head), url=URL).articles[0]
    assert (article.source, article.author, article.section) == (
        "Le Quotidien",
        "Salma Berrada",
        "Régions",
    )
    assert article.headline == story.headline


def test_the_only_main_heading_is_preferred_to_different_metadata():
    """The printed text is preferred, and the record has a warning about the difference."""
    story = corpus.by_id("maghress/fr/atlasmatin/103412")
    head = '<meta property="og:title" content="Notre sélection hebdomadaire">'
    article = extract(_page(story, "article", head=head), url=URL).articles[0]
    assert article.headline == story.headline
    assert "headline_disputed" in article.warnings


def test_an_unpaired_surrogate_in_json_ld_is_harmless():
    """A headline may be cut in the middle of an emoji. That is valid in JSON but not in UTF-8."""
    story = corpus.by_id("maghress/fr/atlasmatin/103412")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
    names = ["headline", "author", "articleSection", "publisher", "image", "datePublished"]
    data = json.dumps({"@type": "NewsArticle", **dict.fromkeys(names, "Fête \ud83d")})
    script = f'<script type="application/ld+json">{data}</script>'
    found = extract(
        f"<html><head>{script}</head><body><article>{body}</article></body></html>", url=URL
    )
    assert json.dumps(found.to_dict(), ensure_ascii=False).encode("utf-8")
    assert len(found.articles) == 1


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>Contact</title></head><body><h1>Contact</h1><p>Écrivez-nous.</p></body></html>",
        (
            "<html><head><title>Connexion</title></head><body><form><input"
            " name='u'><button>Entrer</button></form></body></html>"
        ),
        "<html><head><title>x</title></head><body>"
        + "<p><a href='/a'>Un lien vers une page</a></p>" * 40
        + "</body></html>",
        "<html><body></body></html>",
        "<html></html>",
    ],
)
def test_a_page_without_a_text_is_not_an_article(page: str):
    assert not GenericArticlePage(Capture(page, url=URL)).matches()
    assert extract(page, url=URL).articles == []


def test_known_sites_use_the_generic_layout_only_at_addresses_of_articles():
    story = corpus.by_id("maghress/fr/atlasmatin/103412")
    page = _page(story, "article")
    assert extract(page, url=story.url).articles[0].id == story.id
    for url in (
        "https://www.maghress.com/fr/about-us",
        "https://www.maghress.com/fr/",
        "https://www.maghress.com/fr/author/X",
    ):
        assert extract(page, url=url).articles == []


PIECES = [
    "<p>",
    "</p>",
    "<div class='post'>",
    "</div>",
    "<h1>",
    "<li>",
    "<a href='/x/1'>",
    "mot, ",
    "كلمة. ",
]
STARTS = [b"", b"<html>", b"<rss>", b"\xff\xfe", b"<html><body><span class='articletitle'>"]


@given(st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(deadline=None, max_examples=200)
def test_any_page_can_be_read(content: str):
    found = extract(
        f"<html><head><title>Titre</title></head><body>{content}{'mot, ' * 100}</body></html>",
        url=URL,
    )
    assert found.kind in ("article", "listing", "front", "error", "challenge", "unknown")
    assert json.dumps(found.to_dict(), ensure_ascii=False).encode("utf-8")


@given(
    st.binary(max_size=300),
    st.sampled_from(
        [b"", b"<html>", b"<rss>", b"\xff\xfe", b"<html><body><span class='articletitle'>"]
    ),
)
@settings(deadline=None, max_examples=200)
def test_any_bytes_can_be_read(content: bytes, start: bytes):
    found = extract(start + content, url="https://www.masress.com/nabdalnil/5")
    assert json.dumps(found.to_dict(), ensure_ascii=False).encode("utf-8")
