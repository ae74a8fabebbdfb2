"""Section, tags, description, image, canonical address, publisher and access of any page."""

from __future__ import annotations

import pytest

from newsscraper import extract
from newsscraper.items.details import Witnesses
from tests.pages.fields.pages import FETCHED, HEADLINE, TEXT, URL, fields, linked, meta, page

IMAGE = "https://img.fes.example/2026/harbour.jpg"


def test_each_field_says_where_it_is_from():
    head = (
        linked(
            headline=HEADLINE,
            datePublished="2026-01-20T08:30:00+01:00",
            publisher={"name": "Dawn of Fes"},
            isAccessibleForFree=True,
        )
        + meta(
            og__image=IMAGE,
            og__description="The mole is still broken, the boats are back.",
            article__section="Coast",
            article__tag="Larache",
        )
        + f'<link rel="canonical" href="{URL}?utm_source=x">'
    )
    html = page(head, f"<h1>{HEADLINE}</h1><p>By Salma Berrada</p>")
    record = extract(html, url=URL, fetched_at=FETCHED).articles[0]
    assert record.witnesses == Witnesses(
        headline="printed",
        published="json-ld",
        authors="printed",
        source="json-ld",
        section="opengraph",
        tags="opengraph",
        description="opengraph",
        lead_image="opengraph",
        canonical_url="meta",
        paywalled="json-ld",
    )
    assert (record.source, record.section, record.tags) == ("Dawn of Fes", "Coast", ["Larache"])
    assert (record.lead_image, record.canonical_url) == (IMAGE, URL)
    assert (record.paywalled, record.truncated) == (False, False)
    assert record.description == "The mole is still broken, the boats are back."


def test_a_page_that_says_nothing_has_empty_fields():
    record = extract(page(), url=URL, fetched_at=FETCHED).articles[0]
    assert (record.authors, record.tags, record.description) == ([], [], None)
    assert (record.lead_image, record.canonical_url, record.paywalled) == (None, None, None)
    assert record.truncated is None
    assert record.witnesses == Witnesses(headline="printed")


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        (meta(article__tag="Larache") + meta(article__tag="Fishing"), ["Larache", "Fishing"]),
        (linked(keywords="Larache, Fishing"), ["Larache", "Fishing"]),
        (linked(keywords=["Larache", "Fishing"]), ["Larache", "Fishing"]),
        (meta(news_keywords="Larache; Fishing"), ["Larache", "Fishing"]),
        (meta(keywords="Larache، صيد"), ["Larache", "صيد"]),
        (meta(keywords="news, Morocco, newspaper"), []),
        (meta(keywords="site words", article__tag="Larache"), ["Larache"]),
    ],
)
def test_tags(head: str, tags: list[str]):
    assert list(fields(page(head)).details("").tags) == tags


def test_links_to_tags():
    links = (
        "<p><a rel='tag' href='/t/1'>Larache</a> <a rel='category tag' href='/t'>Fishing</a></p>"
    )
    found = fields(page(meta(keywords="site words"), end=links)).details("")
    assert found.tags == ("Larache", "Fishing")
    assert found.witnesses is not None
    assert found.witnesses.tags == "printed"


@pytest.mark.parametrize("href", ["/tag/larache", "/index.php/itemlist/tag/7", "/?tag=larache"])
def test_links_to_addresses_of_tags(href: str):
    links = f"<p><a href='{href}'>Larache</a></p><aside><a href='/tag/x'>All</a></aside>"
    assert fields(page(end=links)).details("").tags == ("Larache",)


@pytest.mark.parametrize(
    "trail",
    [
        "<div class='breadcrumbs'><a href='/'>Home</a> » <a href='/c'>Coast</a></div>",
        "<nav id='breadcrumb'><ol><li><a href='/'>Home</a><li><a href='/c'>Coast</a></ol></nav>",
        "<p><a rel='category tag' href='/c'>Coast</a></p>",
    ],
)
def test_a_printed_section(trail: str):
    found = fields(page("", f"{trail}<h1>{HEADLINE}</h1>")).section
    assert (found.text, found.witness) == ("Coast", "printed")


def test_the_section_is_the_last_breadcrumb_before_the_article():
    trail = [
        {"@type": "ListItem", "position": place, "name": name}
        for place, name in enumerate(["Home", "Coast", "Fishing", HEADLINE], 1)
    ]
    data = linked(**{"@type": "BreadcrumbList", "itemListElement": trail})
    assert fields(page(data)).section.text == "Fishing"


@pytest.mark.parametrize(
    ("head", "publisher", "witness"),
    [
        (linked(publisher={"name": "Dawn of Fes"}), "Dawn of Fes", "json-ld"),
        (meta(og__site_name="Dawn of Fes"), "Dawn of Fes", "opengraph"),
    ],
)
def test_the_publisher(head: str, publisher: str, witness: str):
    found = fields(page(head)).publisher
    assert (found.text, found.witness) == (publisher, witness)


def test_the_publisher_behind_the_headline_in_the_title():
    found = fields(page(title=f"{HEADLINE} | Dawn of Fes")).publisher
    assert (found.text, found.witness) == ("Dawn of Fes", "title")
    assert fields(page()).publisher is None


def test_a_logo_is_not_the_lead_image():
    head = meta(og__image="https://img.fes.example/logo.png")
    assert fields(page(head)).details("").lead_image is None
    assert fields(page(head + meta(twitter__image=IMAGE))).details("").lead_image == IMAGE


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("<figure><img src='/photos/1.jpg' width='800'></figure>", "/photos/1.jpg"),
        ("<p class='author'><img src='/photos/anas.jpg'></p>", None),
        ("<img src='/photos/1.jpg' width='48' height='48'>", None),
        ("<img src='/img/logo.png'>", None),
        (f"<p>{TEXT}</p><img src='/photos/1.jpg'>", None),
    ],
)
def test_without_metadata_the_image_below_the_headline(image: str, expected: str | None):
    found = fields(page("", f"<h1>{HEADLINE}</h1>{image}")).details("")
    assert found.lead_image == expected
    assert found.witnesses is not None
    assert found.witnesses.lead_image == ("printed" if expected else None)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            '<link rel="canonical" href="/news/harbour">',
            "https://www.dawn-of-fes.example/news/harbour",
        ),
        ('<link rel="canonical" href="https://www.dawn-of-fes.example/">', None),
        ('<link rel="canonical" href="https://other.example/a/1">', "https://other.example/a/1"),
        (meta(og__url="https://other.example/a/1"), None),
        (meta(og__url="/news/harbour"), "https://www.dawn-of-fes.example/news/harbour"),
    ],
)
def test_the_canonical_address(head: str, expected: str | None):
    assert fields(page(head)).details("").canonical_url == expected


@pytest.mark.parametrize(
    ("head", "paywalled"),
    [
        (linked(isAccessibleForFree=False), True),
        (linked(isAccessibleForFree="False"), True),
        (linked(isAccessibleForFree="http://schema.org/True"), False),
        (linked(hasPart={"isAccessibleForFree": False, "cssSelector": ".paid"}), True),
        (meta(article__content_tier="locked"), True),
        (meta(article__content_tier="free"), False),
        (meta(article__content_tier="metered"), None),
        ("", None),
    ],
)
def test_whether_the_article_is_paid(head: str, paywalled: bool | None):
    assert fields(page(head)).details("").paywalled is paywalled


@pytest.mark.parametrize(
    ("words", "paid", "truncated"),
    [(400, True, True), (110, True, False), (400, False, None), (None, True, None)],
)
def test_whether_the_page_has_only_the_beginning(
    words: int | None, paid: bool, truncated: bool | None
):
    values = {} if words is None else {"wordCount": words}
    head = linked(isAccessibleForFree=not paid, **values)
    assert fields(page(head)).details(f"{TEXT} {TEXT}").truncated is truncated
