"""Pages that are not articles, and pages of other sites."""

from __future__ import annotations

import pytest

import newsscraper
from tests.pages.worded.pages import (
    ENGLISH,
    EVERY,
    FRENCH,
    MARKUPS,
    OTHERS,
    article_of,
    entry,
    page,
)


@pytest.mark.parametrize(
    "url",
    [None, "https://www.maghress.com/fr/lepharedusud", "https://www.maghress.com/fr/", FRENCH.url],
)
@pytest.mark.parametrize(
    "title", [None, "Le Phare du Sud", "Maghress : Le Phare du Sud", "Toute l'actualité"]
)
@pytest.mark.parametrize("count", [1, 2, 12])
def test_a_listing_with_labels_is_not_an_article(url, title, count):
    content = "".join(
        f"<div><div><a href='/fr/lepharedusud/{9000 + number}'>Un titre de la liste, le"
        f" {number}</a></div><div>{FRENCH.linked}</div><div>{FRENCH.paragraphs[0]}"
        " (...)</div></div>"
        for number in range(count)
    )
    found = newsscraper.extract(page(content, title), url=url)
    assert found.articles == []


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize(
    "title", ["Le Phare du Sud", "Le Phare du Sud - Maghress", "Maghress", None]
)
def test_a_source_s_listing_at_an_article_s_address_is_not_an_article(title, linked):
    """The source's name is directly above its first label."""
    entries = "".join(
        f"<div>{shown}<p>{FRENCH.linked}</p><p>{text}</p><a href='/fr/lepharedusud/{number}'>Lire"
        " la suite</a></div>"
        for number, (headline, _, text) in enumerate(OTHERS)
        for shown in [
            (
                f"<a href='/fr/lepharedusud/{number}'>{headline}</a>"
                if linked
                else f"<b>{headline}</b>"
            )
        ]
    )
    found = newsscraper.extract(page(f"<h1>Le Phare du Sud</h1>{entries}", title), url=FRENCH.url)
    assert found.layout != "WordedArticlePage"
    assert not any(article.source or article.published for article in found.articles)


def test_an_article_of_another_source_is_not_read_in_place_of_a_missing_one():
    label = "Publié dans <a href='/fr/gazette'>La Gazette</a> le 03 - 11 - 2021"
    other = f"<h2>Article supprimé</h2><h3>{OTHERS[0][0]}</h3><p>{label}</p>"
    found = newsscraper.extract(page(f"{other}<p>{OTHERS[0][2]}</p>", "Maghress"), url=FRENCH.url)
    assert found.layout != "WordedArticlePage"


@pytest.mark.parametrize("title", ["Page introuvable", "404 Not Found"])
def test_an_error_page_with_labels_of_other_articles_is_not_an_article(title):
    content = f"<h1>{title}</h1><p>La page demandée n'existe pas.</p>" + "".join(
        entry(number, linked=number % 2 == 0) for number in range(6)
    )
    assert newsscraper.extract(page(content, title), url=FRENCH.url).articles == []


def test_a_page_of_another_site_is_not_read_by_the_platform_s_wording():
    text = "".join(f"<p>{p}</p>" for p in FRENCH.paragraphs * 2)
    content = page(f"<article><h1>{FRENCH.headline}</h1>{text}</article>", FRENCH.headline)
    assert (
        newsscraper.extract(content, url="https://journal.example/a/1").layout
        == "GenericArticlePage"
    )


@pytest.mark.parametrize(
    "line",
    [
        "<a href='/news'>News</a> · 07 - 05 - 2024",
        "Published in <a href='/news'>News</a> on 07/05/2024",
        "Publié dans <a href='/news'>Actualités</a> le 07/05/2024",
    ],
)
def test_a_section_and_a_date_on_another_site_are_not_a_label(line):
    text = "".join(f"<p>{p}</p>" for p in ENGLISH.paragraphs * 2)
    content = page(
        f"<article><h1>{ENGLISH.headline}</h1><div>{line}</div>{text}</article>", ENGLISH.headline
    )
    found = newsscraper.extract(content, url="https://journal.example/news/12345")
    assert found.layout == "GenericArticlePage"
    assert found.articles[0].source is None


@pytest.mark.parametrize("url", [None, "https://mirror.example/copy/12"])
@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
def test_a_page_without_a_known_address_is_read_by_known_wording(words, url):
    article = article_of(page(MARKUPS["td"](words), words.headline), url)
    assert (article.headline, article.source, article.published) == (
        words.headline,
        words.source,
        "2024-05-07",
    )
    assert article.body == "\n\n".join(words.paragraphs)
