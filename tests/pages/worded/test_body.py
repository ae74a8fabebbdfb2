"""The body of an article that was found by its wording, its images and closing notice."""

from __future__ import annotations

import pytest

from tests.pages.worded.pages import EVERY, FRENCH, MARKUPS, article_of, check, closing, page


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize(
    "behind",
    [
        (
            "<ul><li><a href='/fr/gazette/12'>Un autre titre, plus long</a></li><li><a"
            " href='/fr/x/13'>Encore un</a></li></ul>"
        ),
        (
            "<div><h3><a href='/fr/gazette/12'>Un titre</a></h3><p>Le début d'un autre article, qui"
            " se lit ainsi. (...)</p></div>"
        ),
        (
            "<div>Publié dans La Gazette des Quais le 03 - 11 - 2021</div><div>Un texte à personne,"
            " qui est assez long.</div>"
        ),
        (
            "<div>Grève au port</div><div>Publié dans La Gazette le 03 - 11 - 2021</div><div>Le"
            " préavis est levé.</div>"
        ),
        "<h3>Sur le même sujet</h3><p>Un résumé d'autre chose, qui se lit comme un paragraphe.</p>",
        "<p>© 2024 Maghress. Tous droits réservés</p>",
        "<div>Partager sur <a href='https://s.example/share'>A</a></div>",
    ],
)
def test_the_body_ends_where_boilerplate_starts(words, behind):
    content = f"<h1>{words.headline}</h1><div>{words.linked}</div>" + "".join(
        f"<p>{p}</p>" for p in words.paragraphs
    )
    article = article_of(page(content, words.headline, behind=behind), words.url)
    assert article.body == "\n\n".join(words.paragraphs)


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize("end", [True, False])
@pytest.mark.parametrize(
    "between",
    [
        "<div><b>Lire aussi</b> <a href='/fr/gazette/12'>Un autre titre, plus long</a></div>",
        "<div><h4>اقرأ أيضا</h4><ul><li><a href='/gazette/12'>عنوان آخر</a></li></ul></div>",
        "<p>Read also: <a href='/en/gazette/12'>Another headline of the day</a></p>",
        "<div><small>Publicité</small><script>show()</script></div>",
        "<p>- إعلان -</p>",
        "<p>Story continues below advertisement</p>",
    ],
)
def test_a_box_between_two_paragraphs_does_not_end_the_body(words, between, end):
    first, *others = words.paragraphs
    content = f"<h1>{words.headline}</h1><div>{words.linked}</div><div><p>{first}</p>{between}"
    content += "".join(f"<p>{p}</p>" for p in others) + "</div>" + (closing(words) if end else "")
    article = article_of(page(content, words.headline), words.url)
    assert article.body == "\n\n".join(words.paragraphs)


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
def test_the_image_notice_next_to_the_label_is_not_the_start_of_the_body(words):
    notice = (
        "Cette image sera automatiquement bloquée après qu'elle soit signalée par plusieurs"
        " personnes."
    )
    notice = f"<p>Merci d'avoir signalé!</p><p>{notice}</p>"
    content = f"<div><div><b>{words.headline}</b><p>{words.linked}</p>{notice}</div><div>"
    content += "".join(f"<p>{p}</p>" for p in words.paragraphs) + "</div></div><div>Contact</div>"
    assert article_of(page(content, words.headline), words.url).body == "\n\n".join(
        words.paragraphs
    )


def test_the_body_ends_with_its_element_if_the_page_has_no_blocks():
    content = (
        f"<x-news><x-head>{FRENCH.headline}</x-head><br><x-label>{FRENCH.linked}</x-label><br>"
        "<x-text>"
    )
    content += (
        "<br>".join(FRENCH.paragraphs)
        + "</x-text></x-news><div>Contact et mentions légales de ce portail de la presse.</div>"
    )
    assert article_of(page(content, FRENCH.headline), FRENCH.url).body == "\n\n".join(
        FRENCH.paragraphs
    )


@pytest.mark.parametrize("cut", ["<", "</"])
def test_an_incomplete_tag_at_the_end_is_not_text(cut):
    content = (
        f"<html><head><title>{FRENCH.headline}</title></head><body><h1>{FRENCH.headline}</h1>"
        f"<div>{FRENCH.linked}</div>"
    )
    article = article_of(f"{content}<p>{FRENCH.paragraphs[0]}{cut}", FRENCH.url)
    assert article.body == FRENCH.paragraphs[0]


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
def test_a_teaser_is_marked_as_truncated(words):
    teaser = f"{words.paragraphs[0][:90].strip()} (...)"
    content = (
        f"<h1>{words.headline}</h1><p>{words.linked}</p><div>{teaser}</div><div>{closing(words)}"
        "</div>"
    )
    article = article_of(page(content, words.headline), words.url)
    assert article.body == teaser
    assert article.truncated is True


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.before)
@pytest.mark.parametrize(
    "link",
    [
        "<a href='{0}'>{1}</a>",
        "{1} <a href='{0}'>»</a>",
        "<a href='{0}'><b>{1}</b></a>",
        "<b>{1}</b><br><a href='{0}'>journal.example</a>",
        "<table><tr><td>{1}</td><td><a href='{0}'>&gt;</a></td></tr></table>",
        "<a href='{0}'><img src='/go.png'></a><p>{1}</p>",
    ],
)
def test_the_link_in_or_next_to_the_closing_notice(words, link):
    content = MARKUPS["div"](words).replace(
        closing(words), link.format(words.original, words.closing)
    )
    article = article_of(page(content, words.headline), words.url)
    assert article.original_url == words.original
    assert article.body == "\n\n".join(words.paragraphs)


def test_the_notice_over_two_lines():
    notice = f"<a href='{FRENCH.original}'>Cliquez ici<br>pour lire l'article depuis sa source.</a>"
    check(
        article_of(
            page(MARKUPS["div"](FRENCH).replace(closing(FRENCH), notice), FRENCH.headline),
            FRENCH.url,
        ),
        FRENCH,
    )


def test_text_after_the_notice_on_its_line_is_not_body():
    content = (
        MARKUPS["span"](FRENCH) + " <span>Laisser un commentaire</span> <span>Votre nom</span>"
    )
    check(article_of(page(content, FRENCH.headline), FRENCH.url), FRENCH)


@pytest.mark.parametrize(
    "picture",
    [
        (
            "<div class='k1'><img src='/i/moulin.jpg'><div class='k2'>Les premiers fours, en mars"
            " (photo O. Aït)</div></div>"
        ),
        (
            "<figure><img src='/i/moulin.jpg'><figcaption>Les premiers fours, en mars (photo O."
            " Aït)</figcaption></figure>"
        ),
        (
            "<table><tr><td><img src='/i/moulin.jpg'></td></tr><tr><td>Les premiers fours, en mars"
            " (photo O. Aït)</td></tr></table>"
        ),
        (
            "<section><p><img src='/i/moulin.jpg'></p><p>Les premiers fours, en mars (photo O."
            " Aït)</p></section>"
        ),
    ],
)
def test_an_image_and_its_caption(picture):
    first, second, third = FRENCH.paragraphs
    content = (
        f"<div><img src='/logo.png'></div><h1>{FRENCH.headline}</h1><p>{FRENCH.linked}</p><a"
        " href='https://s.example/share?u=1'><img"
        f" src='/share.png'></a><p>{first}</p>{picture}<p>{second}</p><p>{third}</p>"
        f"<p>{closing(FRENCH)}</p><a"
        " href='/fr/x/1'><img src='/i/autre.jpg'></a><img src='/i/pied.jpg'>"
    )
    article = article_of(page(content, FRENCH.headline), FRENCH.url)
    assert [(image.url, image.caption) for image in article.images] == [
        ("https://www.maghress.com/i/moulin.jpg", "Les premiers fours, en mars (photo O. Aït)")
    ]
    assert article.body == "\n\n".join(FRENCH.paragraphs)
