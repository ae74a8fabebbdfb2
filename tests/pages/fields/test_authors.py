"""The authors of any news page."""

from __future__ import annotations

import pytest

from newsscraper import extract
from newsscraper.pages.fields.names import names_in, split_names
from tests.pages.fields.pages import FETCHED, HEADLINE, TEXT, URL, fields, linked, meta, page

H1 = f"<h1>{HEADLINE}</h1>"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Salma Berrada, Anas Idrissi and Rita El Amrani", 3),
        ("Par Salma Berrada et Anas Idrissi", 2),
        ("Von Jan Möller und Ute Kern", 2),
        ("Por Inés Vidal y Marta Ruiz", 2),
        ("Written by: Salma Berrada", 1),
        ("Text: Salma Berrada", 1),
        ("بقلم: سلمى برادة", 1),
        ("بقلم سلمى برادة و أنس الإدريسي", 2),
        ("作者：王小明", 1),
    ],
)
def test_the_names_of_a_byline(byline: str, names: int):
    assert len(names_in(byline)) == names
    assert not any(
        name.startswith(("By", "Par", "Von", "بقلم", "作者")) for name in names_in(byline)
    )


@pytest.mark.parametrize(
    "byline",
    [
        "By Salma Berrada, Senior Editor",
        "By Salma Berrada, PhD",
        "By Salma Berrada (sb)",
        "By Salma Berrada salma@fes.example",
        "By Salma Berrada @salmaberrada",
        "By Salma Berrada | 20 January 2026",
        "20 January 2026, 10:30 by Salma Berrada",
        "Salma Berrada Staff Writer",
        "Von Salma Berrada, Korrespondentin in Rabat",
        "By Salma Berrada on January 20, 2026",
        "By Salma Berrada · 5 min read",
    ],
)
def test_what_is_not_a_name_is_left_out(byline: str):
    assert names_in(byline) == ("Salma Berrada",)


@pytest.mark.parametrize("byline", ["admin", "By admin", "Read more", "About the author", "5"])
def test_nobody(byline: str):
    assert names_in(byline) == ()


def test_a_printed_author_of_the_platform_is_divided_only_if_each_part_is_a_name():
    assert split_names("Salma Berrada, Anas Idrissi") == ["Salma Berrada", "Anas Idrissi"]
    assert split_names("Salma Berrada et Anas Idrissi") == ["Salma Berrada", "Anas Idrissi"]
    assert split_names("Jean de la Fontaine") == ["Jean de la Fontaine"]
    assert split_names("Salma Berrada, correspondante à Fès") == [
        "Salma Berrada, correspondante à Fès"
    ]


def authors(html: str) -> tuple[tuple[str, ...], str | None]:
    return tuple(fields(html).authors)


@pytest.mark.parametrize(
    ("head", "witness"),
    [
        (linked(author={"@type": "Person", "name": "Salma Berrada"}), "json-ld"),
        (linked(author=[{"name": "Salma Berrada"}]), "json-ld"),
        (meta(author="Salma Berrada"), "meta"),
        (meta(article__author="Salma Berrada"), "opengraph"),
        (meta(twitter__label1="Written by", twitter__data1="Salma Berrada"), "meta"),
    ],
)
def test_the_names_of_the_metadata(head: str, witness: str):
    assert authors(page(head)) == (("Salma Berrada",), witness)


@pytest.mark.parametrize(
    "byline",
    [
        "<p>By <a href='/x'>Salma Berrada</a></p>",
        "<div>By</div><div>Salma Berrada</div>",
        "<p class='byline'>Salma Berrada</p>",
        "<p><a rel='author' href='/x'>Salma Berrada</a></p>",
        "<p itemprop='author'><span>Salma Berrada</span></p>",
        "<p><a href='/authors/salma'>Salma Berrada</a> – 20 January 2026</p>",
        "<p>Salma Berrada</p><p>20 January 2026</p>",
    ],
)
def test_a_printed_byline(byline: str):
    assert authors(page("", H1 + byline)) == (("Salma Berrada",), "printed")


def test_an_account_does_not_hide_the_byline():
    html = page(linked(author={"name": "sberrada"}), f"{H1}<p>By Salma Berrada</p>")
    assert authors(html) == (("Salma Berrada",), "printed")


@pytest.mark.parametrize("name", ["Dawn of Fes", "DAWN OF FES"])
def test_the_site_in_the_metadata_is_not_the_author(name: str):
    head = meta(og__site_name="Dawn of Fes") + linked(author={"name": name})
    assert authors(page(head)) == ((), None)
    assert authors(page(head, f"{H1}<p>By Salma Berrada</p>"))[0] == ("Salma Berrada",)


def test_an_author_may_have_a_site_of_her_own_name():
    head = meta(og__site_name="Salma Berrada")
    html = page(head, f"{H1}<p class='byline'>By Salma Berrada</p>")
    assert authors(html) == (("Salma Berrada",), "printed")


def test_a_byline_for_each_author():
    html = page("", f"{H1}<ul><li>By Salma Berrada</li><li>By Anas Idrissi</li></ul>")
    assert authors(html)[0] == ("Salma Berrada", "Anas Idrissi")


@pytest.mark.parametrize("name", ["Salma Berrada", "سلمى برادة"])
def test_a_signature_below_the_text(name: str):
    html = page("", end="").replace(
        "</article>", f"<p>&nbsp;</p><p><strong>{name}</strong></p><div>Share</div></article>"
    )
    assert authors(html) == ((name,), "printed")
    subheading = html.replace("<div>Share</div>", f"<p>{TEXT}</p>")
    assert authors(subheading) == ((), None)


def test_the_metadata_with_the_most_coauthors():
    head = linked(author={"name": "Salma Berrada"})
    head += meta(citation_author="Salma Berrada") + meta(citation_author="Anas Idrissi")
    assert authors(page(head))[0] == ("Salma Berrada", "Anas Idrissi")


def test_authors_of_comments_and_other_articles_are_not_used():
    end = (
        "<div class='comments'><p class='author'>Anas Idrissi</p></div>"
        "<div class='related-posts'><p class='byline'>By Rita El Amrani</p></div>"
    )
    assert authors(page("", end=end)) == ((), None)


def test_the_record_has_both_forms():
    people = [{"name": "Salma Berrada"}, {"name": "Anas Idrissi"}]
    record = extract(page(linked(author=people)), url=URL, fetched_at=FETCHED).articles[0]
    assert record.author == "Salma Berrada, Anas Idrissi"
    assert record.authors == ["Salma Berrada", "Anas Idrissi"]
