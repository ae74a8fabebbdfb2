"""A class name removes only what is short or mostly links."""

from __future__ import annotations

import pytest
from parsel import Selector

from newsscraper import extract
from newsscraper.pages.blocks import blocks, is_boilerplate, without_state_names

PLATFORM_URL = "https://www.maghress.com/fr/lixus/77"
OTHER_URL = "https://www.quotidien.example/larache/phare.html"
PARAGRAPHS = [
    (
        "Le phare de Larache a rallumé sa lanterne vendredi soir, après onze mois d'un chantier"
        " mené par le service des ports."
    ),
    (
        "La tour, haute de trente mètres, avait perdu son éclairage lors de la tempête de janvier,"
        " qui a aussi emporté la digue."
    ),
    (
        "Les pêcheurs, qui rentraient depuis lors à vue, ont suivi la cérémonie depuis le quai avec"
        " leurs familles et leurs voisins."
    ),
]
NAMES = [
    *(
        "article-share",
        "article-body social",
        "post comments-open",
        "has-sidebar",
        "related-story",
        "sharing",
        "entry no-comments",
    ),
    *(
        "tags",
        "ads",
        "pub",
        "comments",
        "content with-social share_on",
        "pagination",
        "breadcrumb",
        "sidebar",
        "widget",
        "promo",
    ),
    *(
        "newsletter-article",
        "popular",
        "metadata",
        "teaser",
        "banner",
        "footer-note",
        "menu-open",
        "login-wall",
        "sponsor",
    ),
    *("legend", "wp-caption", "caption", "credits"),
]


def _platform(inner: str) -> str:
    return (
        "<html><head><title>Le phare de Larache</title></head><body><span class='articletitle'>Le"
        " phare de Larache</span><span class='articlenewspaper'>Publié dans <a"
        " href='/fr/lixus'>Lixus</a> le 03 - 04 - 2021</span><span"
        f" class='articlecontent'>{inner}</span></body></html>"
    )


def _other(inner: str) -> str:
    return (
        "<html><head><title>Le phare</title></head><body><article><h1>Le"
        f" phare</h1>{inner}</article></body></html>"
    )


TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("page", "url"), [(_platform, PLATFORM_URL), (_other, OTHER_URL)])
def test_no_name_removes_an_article(name: str, page, url: str):
    body = "\n\n".join(PARAGRAPHS)
    for inner in (
        f"<div class='{name}'>{TEXT}</div>",
        f"<div class='{name}'><div class='share'>{TEXT}</div></div>",
    ):
        assert extract(page(inner), url=url).articles[0].body == body


@pytest.mark.parametrize("name", sorted({*NAMES} - {"comments"}))
def test_nor_a_long_part_of_one(name: str):
    inner = (
        f"<p>{PARAGRAPHS[0]}</p><div"
        f" class='{name}'><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></div>"
    )
    assert extract(_platform(inner), url=PLATFORM_URL).articles[0].body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("name", ["share", "social", "related", "comments"])
def test_nor_a_short_one(name: str):
    text = "<p>Le phare brille de nouveau.</p><p>Les pêcheurs du port sont contents.</p>"
    body = "Le phare brille de nouveau.\n\nLes pêcheurs du port sont contents."
    assert (
        extract(_platform(f"<div class='{name}'>{text}</div>"), url=PLATFORM_URL).articles[0].body
        == body
    )


def test_a_share_box_alone_is_no_body():
    box = (
        "<div class='share'>Partager sur <a href='/f'>Facebook</a> <a href='/w'>WhatsApp</a></div>"
    )
    assert extract(_platform(box), url=PLATFORM_URL).articles[0].body is None


LINKS = "".join(
    f"<li><a href='/fr/lixus/{number}'>{paragraph}</a></li>"
    for number, paragraph in enumerate(PARAGRAPHS)
)


@pytest.mark.parametrize(
    "furniture",
    [
        "<div class='share'>Partager sur Facebook, WhatsApp</div>",
        f"<div class='related'><h3>À lire aussi</h3><ul>{LINKS}</ul></div>",
        f"<div class='social'>{LINKS} à suivre</div>",
        "<div class='tags'>Larache, phare, ports</div>",
        (
            "<div class='comments'><p>Bravo aux ouvriers"
            f" !</p><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></div>"
        ),
    ],
)
@pytest.mark.parametrize(("page", "url"), [(_platform, PLATFORM_URL), (_other, OTHER_URL)])
def test_what_is_named_after_the_text_and_looks_so_is_left_out(furniture: str, page, url: str):
    assert extract(page(TEXT + furniture), url=url).articles[0].body == "\n\n".join(PARAGRAPHS)


def test_a_list_entry_with_a_link_is_text_if_most_of_it_is_not_linked():
    entries = (
        "<ul><li>Hauteur : <a href='/x'>30 mètres</a> depuis la base du rocher</li><li>Portée :"
        " vingt milles</li></ul>"
    )
    found = extract(
        _other(f"<p>{PARAGRAPHS[0]}</p>{entries}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"),
        url=OTHER_URL,
    )
    assert (
        "Hauteur : 30 mètres depuis la base du rocher\n\nPortée : vingt milles"
        in found.articles[0].body
    )


@pytest.mark.parametrize(
    ("names", "own"),
    [
        ("post comments-open", "post"),
        ("has-sidebar entry", "entry"),
        ("no_comments with-social-share sharing_enabled", ""),
        ("comments sidebar-right", "comments sidebar-right"),
        ("hasty note-book", "hasty note-book"),
    ],
)
def test_names_of_a_state_say_nothing_of_the_element(names: str, own: str):
    assert without_state_names(names).split() == own.split()


def test_an_element_is_judged_by_its_beginning():
    """However deep such elements nest, the whole takes time linear in the text."""
    markup = (
        "<div class='share'>" * 240
        + "<p>Une phrase du texte, qui n'est pas courte. </p>" * 5000
        + "</div>" * 240
    )
    root = Selector(markup).root
    assert not is_boilerplate(root)
    assert len(list(blocks(root.find("body")))) == 5000


def test_a_caption_is_one_paragraph():
    caption = f"<div class='wp-caption'><p>{PARAGRAPHS[1]}</p></div>"
    inner = f"<p>{PARAGRAPHS[0]}</p><img src='/a.jpg'>{caption}<p>{PARAGRAPHS[2]}</p>"
    found = extract(_platform(inner), url=PLATFORM_URL).articles[0]
    assert found.body == f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[2]}"
    assert found.images[0].caption == PARAGRAPHS[1]
    text = "".join(f"<p class='caption'>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert extract(_platform(text), url=PLATFORM_URL).articles[0].body == "\n\n".join(PARAGRAPHS)
