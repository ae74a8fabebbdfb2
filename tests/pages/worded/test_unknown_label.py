"""Labels in an unknown wording, and pages without a label."""

from __future__ import annotations

import pytest

import newsscraper
from tests.pages.worded.pages import FRENCH, MARKUPS, article_of, entry, page


@pytest.mark.parametrize(
    "label",
    [
        "Paru chez <a href='/fr/lepharedusud'>Le Phare du Sud</a>, édition du 07 - 05 - 2024",
        "07 - 05 - 2024 | <a href='https://www.maghress.com/fr/lepharedusud/'>Le Phare du Sud</a>",
        (
            "<span>Source :</span> <a href='/fr/lepharedusud'>Le Phare du Sud</a> <span>(07 - 05 -"
            " 2024)</span>"
        ),
        (
            "<table><tr><td>Source</td><td><a href='/fr/lepharedusud'>Le Phare du"
            " Sud</a></td><td>07 - 05 - 2024</td></tr></table>"
        ),
    ],
)
@pytest.mark.parametrize(
    "furniture", ["", "".join(entry(number, linked=True) for number in range(4))]
)
def test_a_label_in_an_unknown_wording_is_recognized_by_link_and_date(label, furniture):
    content = MARKUPS["div"](FRENCH).replace(FRENCH.linked, label)
    article = article_of(
        page(content, FRENCH.headline, before=furniture, behind=furniture), FRENCH.url
    )
    assert (article.headline, article.source, article.published) == (
        FRENCH.headline,
        FRENCH.source,
        "2024-05-07",
    )
    assert article.body == "\n\n".join(FRENCH.paragraphs)
    assert article.original_url == FRENCH.original
    assert article.warnings == ["unknown_label"]
    assert article.raw.unknown_label is not None
    assert "Le Phare du Sud" in article.raw.unknown_label
    assert "07 - 05 - 2024" in article.raw.unknown_label


def test_a_link_to_another_source_is_not_a_label():
    label = "Paru chez <a href='/fr/autrejournal'>Autre Journal</a>, édition du 07 - 05 - 2024"
    found = newsscraper.extract(
        page(MARKUPS["div"](FRENCH).replace(FRENCH.linked, label), FRENCH.headline), url=FRENCH.url
    )
    for article in found.articles:
        assert (article.source, article.published) == (None, None)


def test_a_label_in_an_unknown_wording_is_read_without_a_title():
    label = "Paru chez <a href='/fr/lepharedusud'>Le Phare du Sud</a>, édition du 07 - 05 - 2024"
    article = article_of(
        page(MARKUPS["section"](FRENCH).replace("h2", "h1").replace(FRENCH.linked, label)),
        FRENCH.url,
    )
    assert (article.headline, article.source, article.published) == (
        FRENCH.headline,
        FRENCH.source,
        "2024-05-07",
    )


UNKNOWN = "<a href='/fr/lepharedusud'>Le Phare du Sud</a>"


@pytest.mark.parametrize("title", [None, "Maghress", "Maghress - La presse du jour"])
@pytest.mark.parametrize(
    "label",
    [
        f"{UNKNOWN} | 07 - 05 - 2024",
        f"<p>07 - 05 - 2024</p><p>{UNKNOWN}</p>",
        f"{UNKNOWN} — 7 mai 2024",
    ],
)
def test_the_closing_notice_confirms_an_unknown_label_without_metadata(label, title):
    content = MARKUPS["div"](FRENCH).replace(FRENCH.linked, label)
    article = article_of(page(content, title, behind=entry(0, linked=True)), FRENCH.url)
    assert (article.headline, article.source, article.published) == (
        FRENCH.headline,
        FRENCH.source,
        "2024-05-07",
    )
    assert article.original_url == FRENCH.original


def test_a_known_label_is_read_without_metadata():
    article = article_of(
        page(MARKUPS["td"](FRENCH), "Maghress - La presse du jour", before=entry(0, linked=True)),
        FRENCH.url,
    )
    assert (article.headline, article.source) == (FRENCH.headline, FRENCH.source)
    assert "unknown_label" not in article.warnings


@pytest.mark.parametrize(
    "before",
    [
        (
            f"<div>Maghress <span>{FRENCH.headline}</span> <a href='#c'>3</a></div><p>1 décembre"
            " 2025</p>"
        ),
        (
            "<div><a href='/fr/'>Accueil</a> » <a href='/fr/lepharedusud'>Le Phare du Sud</a> »"
            f" {FRENCH.headline}</div>"
        ),
    ],
)
def test_of_several_copies_of_the_headline_the_one_with_the_label_is_used(before):
    content = MARKUPS["div"](FRENCH).replace(
        FRENCH.linked, f"<p>{UNKNOWN}</p><p>07 - 05 - 2024</p>"
    )
    article = article_of(page(content, FRENCH.headline, before=before), FRENCH.url)
    assert (article.headline, article.source, article.published) == (
        FRENCH.headline,
        FRENCH.source,
        "2024-05-07",
    )
    assert article.body == "\n\n".join(FRENCH.paragraphs)


@pytest.mark.parametrize("label", [FRENCH.linked, f"{UNKNOWN} | 07 - 05 - 2024"])
@pytest.mark.parametrize("date", [True, False])
def test_json_ld_of_another_article_is_ignored(label, date):
    data = (
        '{"@type": "NewsArticle", "headline": "Une grève paralyse le port", "datePublished":'
        ' "2019-01-05", "author": "X Y"}'
    )
    content = MARKUPS["div"](FRENCH).replace(
        FRENCH.linked, label if date else FRENCH.linked.replace(FRENCH.date, "")
    )
    head = (
        f"<script type='application/ld+json'>{data}</script><meta property='og:title'"
        f" content='{FRENCH.headline}'>"
    )
    article = article_of(f"<html><head>{head}</head><body>{content}</body></html>", FRENCH.url)
    assert (article.headline, article.source) == (FRENCH.headline, FRENCH.source)
    assert (article.published, article.author) == ("2024-05-07" if date else None, None)


def test_an_unknown_label_without_a_link_is_listed_but_not_read():
    """The meaning of its date is uncertain, but the line is not part of the body."""
    label = "Paru chez Le Phare du Sud, édition du 07 - 05 - 2024"
    article = article_of(
        page(MARKUPS["div"](FRENCH).replace(FRENCH.linked, label), FRENCH.headline), FRENCH.url
    )
    assert (article.headline, article.source, article.published) == (FRENCH.headline, None, None)
    assert article.body == "\n\n".join(FRENCH.paragraphs)
    assert article.original_url == FRENCH.original
    assert article.warnings == ["unknown_label", "no_date", "no_source"]
    assert article.raw.unknown_label == label


def test_without_any_label_the_closing_notice_is_enough():
    article = article_of(
        page(MARKUPS["div"](FRENCH).replace(f"<div>{FRENCH.linked}</div>", ""), FRENCH.headline),
        FRENCH.url,
    )
    assert (article.headline, article.source, article.published) == (FRENCH.headline, None, None)
    assert article.body == "\n\n".join(FRENCH.paragraphs)
    assert article.warnings == ["no_date", "no_source"]


@pytest.mark.parametrize("url", [None, FRENCH.url])
def test_a_listing_with_unknown_labels_is_not_an_article(url):
    label = "Paru chez <a href='/fr/lepharedusud'>Le Phare du Sud</a> (07 - 05 - 2024)"
    entries = "".join(
        f"<p><a href='/fr/lepharedusud/{number}'>Un"
        f" titre</a></p><p>{label}</p><p>{FRENCH.paragraphs[0]} (...)</p>"
        for number in range(5)
    )
    content = page(f"<h1>Le Phare du Sud</h1>{entries}", "Le Phare du Sud - Maghress")
    assert newsscraper.extract(content, url=url).articles == []
