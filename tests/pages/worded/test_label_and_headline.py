"""The label and the headline of an article that was found by its wording, and its author."""

from __future__ import annotations

import pytest

from tests.pages.worded.pages import (
    ARABIC,
    EVERY,
    FRENCH,
    MARKUPS,
    article_of,
    check,
    closing,
    page,
)

NBSP4 = "&nbsp;" * 4


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize(
    ("date", "raw", "warning"),
    [
        ("", None, "no_date"),
        ("32 - 13 - 2024", "32 - 13 - 2024", "date_impossible"),
        ("00 - 00 - 0000", "00 - 00 - 0000", "date_impossible"),
    ],
)
@pytest.mark.parametrize("markup", ["div", "td", "section", "label in cells"])
def test_an_invalid_date_is_not_read(words, markup, date, raw, warning):
    content = MARKUPS[markup](words).replace(words.date, date)
    article = article_of(page(content, words.headline), words.url)
    assert (article.published, article.published_raw) == (None, raw)
    assert (article.headline, article.source) == (words.headline, words.source)
    assert article.body == "\n\n".join(words.paragraphs)
    assert article.warnings == [warning]


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
def test_a_label_without_date_link_and_middle_words(words):
    content = MARKUPS["no link"](words).replace(f" {words.between} {words.date}", "")
    article = article_of(page(content, words.headline), words.url)
    assert (article.source, article.published_raw) == (words.source, None)
    assert article.body == "\n\n".join(words.paragraphs)


def test_a_teaser_above_another_label_is_not_the_headline_it_repeats():
    own = (
        f"<div>{ARABIC.headline}</div><div>{ARABIC.linked}</div><div>{ARABIC.headline} (...)</div>"
    )
    other = ARABIC.linked.replace(ARABIC.date, "01 - 02 - 2024")  # of the same newspaper
    others = f"<div>{other}</div>" + "".join(
        f"<p>{paragraph}</p>" for paragraph in 3 * ARABIC.paragraphs
    )
    article = article_of(page(f"{own}{others}", ARABIC.headline), ARABIC.url)
    assert (article.headline, article.body) == (ARABIC.headline, f"{ARABIC.headline} (...)")
    assert (article.published, article.source) == ("2024-05-07", ARABIC.source)


def test_direction_marks_and_tatweel_in_the_label():
    label = (
        f"\u200fنـشر\u200f فـي <a href='{ARABIC.listing}'>{ARABIC.source}</a>\u200f يـوم \u200e07 -"
        " 05 - 2024\u200e"
    )
    content = (
        f"<div>{ARABIC.headline}</div><div>{label}</div><div>{'<br>'.join(ARABIC.paragraphs)}"
        f"</div>{closing(ARABIC)}"
    )
    check(article_of(page(content, ARABIC.headline), ARABIC.url), ARABIC)


def test_the_author_is_read_from_a_byline_in_the_first_line():
    content = MARKUPS["div"](FRENCH).replace(
        f"<div>{FRENCH.paragraphs[0]}", f"<div>Par Salma Idrissi</div><div>{FRENCH.paragraphs[0]}"
    )
    article = article_of(page(content, FRENCH.headline), FRENCH.url)
    assert (article.author, article.body) == ("Salma Idrissi", "\n\n".join(FRENCH.paragraphs))


@pytest.mark.parametrize(
    "label",
    [
        "سعاد المهري - {}",
        "<a href='/author/سعاد+المهري'>سعاد المهري</a> {}",
        "{} <a href='/author/x'>سعاد المهري</a>",
    ],
)
@pytest.mark.parametrize("title", [None, "HEADLINE"])
def test_an_author_next_to_the_label(label, title):
    content = MARKUPS["div"](ARABIC).replace(ARABIC.linked, label.format(ARABIC.linked))
    article = article_of(page(content, title and ARABIC.headline), ARABIC.url)
    assert (article.author, article.headline, article.source) == (
        "سعاد المهري",
        ARABIC.headline,
        ARABIC.source,
    )
    assert article.body == "\n\n".join(ARABIC.paragraphs)


@pytest.mark.parametrize(
    "between",
    [
        "<a href='/fr/'>Accueil</a> » <a href='/fr/section/2'>Société</a>",
        "<div><a href='/fr/'><img src='/logo.png' alt='M'></a>Maghress</div>",
        (
            "Merci d'avoir signalé!<br>Cette image sera automatiquement bloquée après qu'elle soit"
            " signalée par plusieurs personnes."
        ),
        (
            f"<a href='/fr/x/1'>Un titre du bandeau</a>{NBSP4}<a href='/fr/x/2'>Un autre"
            f" titre</a>{NBSP4}"
        ),
        "<a href='/fr/lepharedusud'>Le Phare du Sud</a>",
        "12:30",
        "Partager sur <a href='https://s.example/share'>A</a>",
    ],
)
@pytest.mark.parametrize("title", [None, "HEADLINE - Maghress"])
def test_menus_logos_notices_and_tickers_are_not_headlines(between, title):
    paragraphs = "<br>".join(FRENCH.paragraphs)
    content = (
        f"<div>{FRENCH.headline}</div><div>{between}</div><div>{FRENCH.linked}</div>"
        f"<div>{paragraphs}</div>"
    )
    article = article_of(
        page(content + closing(FRENCH), title and title.replace("HEADLINE", FRENCH.headline)),
        FRENCH.url,
    )
    assert article.headline == FRENCH.headline


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize(
    "head",
    [
        "<meta property='og:title' content='{}'><title>Actualités</title>",
        (
            '<script type=\'application/ld+json\'>{{"@type": "NewsArticle", "headline":'
            ' "{}"}}</script><title>Actualités</title>'
        ),
    ],
)
def test_the_headline_agrees_with_the_metadata(words, head):
    other = (
        f"<h1>Une autre une du jour, en grand</h1><p>{words.before} Autre Journal {words.between}"
        " 01 - 01 - 2020</p>"
    )
    content = (
        f"<html><head>{head.format(words.headline)}</head>"
        f"<body>{other}{MARKUPS['div'](words)}{other}</body></html>"
    )
    check(article_of(content, words.url), words)
