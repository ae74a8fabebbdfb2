"""Pages on which a rule was slow: the CPU time is linear in the size, whatever is repeated."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import newsscraper
from tests.growth import grows_linearly

TITLE = "Le conseil vote le budget"
TEXT = "<p>" + "Le conseil de la ville a voté hier le budget de la rue, dit le maire. " * 4
PAGES = {
    "other": (
        "https://www.example.org/2026/01/31/le-conseil-vote-le-budget.html",
        f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{TEXT}",
    ),
    "platform": (
        "https://www.djazairess.com/fr/lepharedoran/71562",
        f'<span class="articletitle">{TITLE}</span><span class="articlenewspaper">Publié dans X le'
        f' 02 - 03 - 2025</span><span class="articlecontent">{TEXT}<br>',
    ),
}
DEEP = 240

Shape = Callable[[int], str]


def numbered(unit: str) -> Shape:
    return lambda number: "".join(unit.replace("#", str(each)) for each in range(number))


SHAPES: dict[str, tuple[Shape, int]] = {
    "images in a figure": (
        lambda number: f"<figure>{numbered('<img src=/#.jpg>')(number)}</figure>",
        400,
    ),
    "images in a figure with a caption": (
        lambda number: (
            f"<figure>{numbered('<img src=/#.jpg>')(number)}"
            "<figcaption>La rue</figcaption></figure>"
        ),
        400,
    ),
    "images in a figure with a long caption": (
        lambda number: (
            f"<figure><figcaption>{'La rue. ' * number}</figcaption>"
            f"{numbered('<img src=/#.jpg>')(number)}</figure>"
        ),
        400,
    ),
    "images in links in a figure": (
        lambda number: f"<figure>{numbered('<a href=/#><img src=/#.jpg></a>')(number)}</figure>",
        400,
    ),
    "images for browsers without scripts": (
        lambda number: f"<div>{numbered('<noscript><img src=/#.jpg></noscript>')(number)}</div>",
        600,
    ),
    "captions in each other": (
        lambda number: "<div class=caption>" * DEEP + "<img src=/a.jpg>" * number,
        1_500,
    ),
    "figures in each other": (
        lambda number: "<figure><figcaption>" * (DEEP // 2) + "<img src=/a.jpg>" * number,
        1_500,
    ),
    "many captions in each other": (
        lambda number: (
            ("<div class=caption>Mot " * DEEP + "<img src=/a.jpg>" + "</div>" * DEEP) * number
        ),
        5,
    ),
    "quotations in each other": (lambda number: "<q>" * DEEP + "<b></b>" * number, 3_000),
    "links in each other": (
        lambda number: ("<a href=/x><span>mot" * DEEP + "</span></a>" * DEEP) * number,
        5,
    ),
    "share boxes in each other": (
        lambda number: "<div class=share>" * DEEP + "<a href=/x>" + "<b></b>" * number,
        3_000,
    ),
}


@pytest.mark.parametrize("site", PAGES)
@pytest.mark.parametrize("name", SHAPES)
def test_reading_is_linear(name: str, site: str):
    url, head = PAGES[site]
    shape, number = SHAPES[name]
    assert grows_linearly(
        lambda size: newsscraper.extract(head + shape(size), url=url).to_dict(), number
    )


@pytest.mark.parametrize("site", PAGES)
def test_depth_costs_little(site: str):
    """Links that are not closed do not make the text of each the whole rest of the page."""
    url, head = PAGES[site]

    def read(depth: int) -> None:
        unit = "<a href=/x><span>mot" * depth + "</span></a>" * depth
        newsscraper.extract(head + unit * (1_600 // depth), url=url).to_dict()

    assert grows_linearly(lambda number: read(number), 100)


def test_the_first_images_of_a_gallery_have_its_caption():
    url, head = PAGES["other"]
    gallery = "".join(f"<img src=/{number}.jpg>" for number in range(60))
    html = f"{head}<figure><figcaption>La rue</figcaption>{gallery}</figure>{TEXT}</article>"
    [article] = newsscraper.extract(html, url=url).articles
    captions = [image.caption for image in article.images]
    assert captions == ["La rue"] * 50 + [None] * 10
