"""Images of an element and their captions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsel import Selector

from newsscraper.items.records import Capture, RawImage
from newsscraper.pages.article import ArticlePage
from newsscraper.pages.image_address import srcset_entries
from newsscraper.pages.images import images
from newsscraper.text.cleaning import clean
from tests.replica import corpus, render


def _images(markup: str) -> list[RawImage]:
    return list(
        images(Selector(f"<html><body><div id='x'>{markup}</div></body></html>").css("#x")[0].root)
    )


def _told(markup: str) -> list[tuple[str, str | None]]:
    return [
        (image.src, clean(image.caption) if image.caption else None) for image in _images(markup)
    ]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>Rien à voir.</p>", []),
        (
            "<img src='/a.jpg'>Texte<img src='https://x.example/b.png'>",
            [("/a.jpg", None), ("https://x.example/b.png", None)],
        ),
        (
            "<figure><img src='/a.jpg'><figcaption>Le port de Safi</figcaption></figure>",
            [("/a.jpg", "Le port de Safi")],
        ),
        (
            "<figure><figcaption>ميناء آسفي</figcaption><img src='/a.jpg'></figure>",
            [("/a.jpg", "ميناء آسفي")],
        ),
        (
            "<div><img src='/a.jpg'><div class='legende'>Le <b>port</b></div></div>",
            [("/a.jpg", "Le port")],
        ),
        ("<img src='/a.jpg'><br><span class='caption'>Le port</span>", [("/a.jpg", "Le port")]),
        (
            "<a href='/a.jpg'><img src='/a.jpg'></a><p class='wp-caption-text'>Le port</p>",
            [("/a.jpg", "Le port")],
        ),
        ("<img src='/a.jpg'><p>Une phrase du texte.</p>", [("/a.jpg", None)]),
        (
            "<img src='/a.jpg'> Une phrase. <span class='caption'>D'une autre</span>",
            [("/a.jpg", None)],
        ),
        (
            (
                "<figure><img src='/a.jpg'><figcaption>Un</figcaption></figure><figure><img"
                " src='/b.jpg'></figure>"
            ),
            [("/a.jpg", "Un"), ("/b.jpg", None)],
        ),
        (
            (
                "<div class='image'><img src='/a.jpg'></div>"
                "<div class='image'><img src='/b.jpg'><div class='legende'>Deux</div></div>"
            ),
            [("/a.jpg", None), ("/b.jpg", "Deux")],
        ),
        ("<img src='data:image/gif;base64,R0lGOD' data-src='/a.jpg'>", [("/a.jpg", None)]),
        ("<img src='data:image/gif;base64,R0lGOD'>", []),
        ("<img src='  /a.jpg '>", [("/a.jpg", None)]),
        ("<img src=''><img><img alt='x'>", []),
        ("<img src='/pixel.gif' width='1' height='1'>", []),
        ("<noscript><img src='/a.jpg'></noscript>", [("/a.jpg", None)]),
        ("<nav><img src='/logo.png'></nav><aside><img src='/ad.png'></aside>", []),
    ],
)
def test_images(markup: str, expected: list[tuple[str, str | None]]):
    assert _told(markup) == expected


BLANK = "data:image/gif;base64,R0lGOD"


@pytest.mark.parametrize(
    "markup",
    [
        *(
            f"<img src='{BLANK}' {name}='/phare.jpg'>"
            for name in ("data-src", "data-original", "data-original-src")
        ),
        *(
            f"<img {name}='/phare.jpg'>"
            for name in ("data-echo", "data-cfsrc", "data-pagespeed-lazy-src", "data-foo")
        ),
        *(
            f"<img src='{BLANK}' {name}='/b.jpg 300w, /phare.jpg 900w'>"
            for name in ("srcset", "data-lazy-srcset")
        ),
        "<img src='/img/placeholder.png' data-srcset='/phare.jpg 800w'>",
        "<img src='/petit.jpg' data-srcset-lg='/phare.jpg 800w' data-lazy='1'>",
        "<img src='/phare.jpg' data-lazy='true' data-original='1'>",
        f"<img src='{BLANK}' data-lazy='1'><noscript><img src='/phare.jpg'></noscript>",
        "<img src='/img/lazyload.gif' data-original='/phare.jpg'>",
        f"<img src='{BLANK}' srcset='{BLANK} 1w' data-srcset='/phare.jpg 800w'>",
        "<img src='/petit.jpg' srcset='/petit.jpg 300w, /phare.jpg 1200w, /moyen.jpg 600w'>",
        "<img src='/petit.jpg' srcset='/petit.jpg 1x,/phare.jpg 2.5x'>",
        (
            "<img src='/petit.jpg' data-src='/moyen.jpg' data-srcset='/petit.jpg 300w, /phare.jpg"
            " 1200w'>"
        ),
        "<img src='/phare.jpg' srcset='/phare.jpg 1x'>",
        "<img src='/phare.jpg' data-thumb='/mini.jpg' data-large-file='/grand.jpg'>",
        "<img src='DATA:image/gif;base64,R0lGOD' data-src='/phare.jpg'>",
        f"<img src='{BLANK}' class='lazy'><noscript><img src='/phare.jpg'></noscript>",
        f"<noscript><img src='/phare.jpg'></noscript><img src='{BLANK}' class='lazy'>",
        "<img src='/vignette.jpg' class='lazyload'><noscript><img src='/phare.jpg'></noscript>",
        "<img src='/img/blank.gif'><noscript><img src='/phare.jpg'></noscript>",
        (
            f"<a href='/x'><img src='{BLANK}'></a><noscript><a href='/x'><img"
            " src='/phare.jpg'></a></noscript>"
        ),
        "<img data-src='/phare.jpg' class='lazy'><noscript><img src='/phare-1024.jpg'></noscript>",
        (
            "<img src='/phare.jpg'><noscript><img src='https://stats.example/p' height='1'"
            " width='1'></noscript>"
        ),
        (
            "<img src='/phare.jpg'><p>Texte.</p><noscript><img"
            " src='https://stats.example/p.gif?id=3'></noscript>"
        ),
        (
            "<img src='/phare.jpg'>Texte.<noscript><img src='https://stats.example/p.jpg'"
            " style='display: none'></noscript>"
        ),
        "<picture><source srcset='/phare.webp' type='image/webp'><img src='/phare.jpg'></picture>",
        (
            "<picture><source data-srcset='/petit.jpg 400w, /phare.jpg 900w'><img"
            f" src='{BLANK}'></picture>"
        ),
        (
            "<picture><source srcset='/phare.jpg' media='(min-width: 800px)'><source"
            f" srcset='/b.jpg'><img src='{BLANK}'></picture>"
        ),
        (
            "<picture><source srcset='/a.webp 900w'><img src='/petit.jpg' srcset='/petit.jpg 300w,"
            " /phare.jpg 900w'></picture>"
        ),
        (
            "<amp-img src='/phare.jpg' width='600' height='400'><noscript><img"
            " src='/phare.jpg'></noscript></amp-img>"
        ),
        (
            "<amp-img srcset='/petit.jpg 300w, /phare.jpg 900w'><amp-img fallback"
            " src='/secours.jpg'></amp-img></amp-img>"
        ),
        "<amp-anim src='/phare.jpg'></amp-anim>",
    ],
)
def test_a_lazy_image_is_returned_once_with_its_real_address(markup: str):
    assert [src.replace("-1024", "") for src, _ in _told(markup)] == ["/phare.jpg"]


def test_one_image_per_noscript():
    pairs = "".join(
        f"<img src='{BLANK}' class='lazy'><noscript><img src='/{number}.jpg'></noscript>"
        for number in range(3)
    )
    assert _told(pairs + "<p>Texte <img src='/4.jpg'></p>") == [
        (f"/{number}.jpg", None) for number in (0, 1, 2, 4)
    ]


def test_the_caption_of_a_lazy_image():
    noscript = "<noscript><img src='/a.jpg'></noscript>"
    for image in (f"<img src='{BLANK}'>{noscript}", f"<img data-src='/a.jpg'>{noscript}"):
        assert _told(f"<div>{image}<div class='legende'>Le phare</div></div>") == [
            ("/a.jpg", "Le phare")
        ]
        assert _told(f"<figure>{image}<figcaption>Le phare</figcaption></figure>") == [
            ("/a.jpg", "Le phare")
        ]


@pytest.mark.parametrize(
    ("srcset", "expected"),
    [
        ("", []),
        (" , ,", []),
        ("/a.jpg", ["/a.jpg"]),
        ("/a.jpg, /b.jpg 2x", ["/a.jpg", "/b.jpg"]),
        ("/a.jpg 1x,/b.jpg 2x", ["/a.jpg", "/b.jpg"]),
        (
            (
                "https://cdn.example/w_300,h_200/a.jpg 300w, https://cdn.example/w_600,h_400/a.jpg"
                " 600w"
            ),
            ["https://cdn.example/w_300,h_200/a.jpg", "https://cdn.example/w_600,h_400/a.jpg"],
        ),
        ("https://cdn.example/fit,w:300/a.jpg", ["https://cdn.example/fit,w:300/a.jpg"]),
        ("/a.jpg?x=1,2 300w 200h,\n\t/b.jpg 600w", ["/a.jpg?x=1,2", "/b.jpg"]),
        ("/a.jpg 12q, /b.jpg 600w", ["/b.jpg"]),
        ("/a.jpg (1x, 2x), /b.jpg 600w", ["/b.jpg"]),
        ("/a b.jpg 300w, /c.jpg 600w", ["/c.jpg"]),
        ("/a.jpg 1e400w, /c.jpg 600w", ["/a.jpg", "/c.jpg"]),
    ],
)
def test_the_entries_of_a_srcset(srcset: str, expected: list[str]):
    assert [candidate.url for candidate in srcset_entries(srcset)] == expected


@given(st.text(alphabet="/a.,( )12wxh\n", max_size=60))
@settings(deadline=None, max_examples=200)
def test_any_srcset_can_be_read(srcset: str):
    for candidate in srcset_entries(srcset):
        assert candidate.url
        assert not candidate.url.endswith(",") or " " in srcset


@given(st.text(alphabet="/a., ()12w\n\xa0", max_size=60))
@settings(deadline=None, max_examples=200)
def test_usual_and_unusual_entries_of_a_srcset_are_read_alike(srcset: str):
    """A capital letter makes a width unusual, and changes nothing."""
    usual, unusual = (
        [(entry.url.lower(), entry[1:]) for entry in srcset_entries(text)]
        for text in (srcset, srcset.upper())
    )
    assert usual == unusual


def test_the_alternative_text_is_not_a_caption():
    assert _images("<img src='/a.jpg' alt='Le port'>") == [RawImage("/a.jpg", None, "Le port")]


def test_images_of_every_story_of_the_corpus():
    seen = 0
    for story in corpus.stories():
        if story.byline and any(picture.after == 0 for picture in story.pictures):
            continue  # the replica prints such an image twice
        page = ArticlePage(Capture(render.article(story), url=story.url))
        found = [
            (image.src, clean(image.caption) if image.caption else None) for image in page.images
        ]
        assert found == [
            (picture.src, clean(picture.caption) if picture.caption else None)
            for picture in story.pictures
        ], story.id
        seen += len(found)
    assert seen > 5


@given(
    st.lists(
        st.tuples(
            st.integers(0, 99),
            st.sampled_from(
                [
                    "<img src='/{0}.jpg'>",
                    "<figure><img src='/{0}.jpg'><figcaption>n{0}</figcaption></figure>",
                ]
            ),
            st.sampled_from(["", "<p>Texte.</p>", "Texte"]),
        ),
        max_size=8,
    )
)
@settings(deadline=None, max_examples=100)
def test_order_and_captions_of_many_images(entries: list[tuple[int, str, str]]):
    found = _told("".join(form.format(number) + after for number, form, after in entries))
    assert found == [
        (f"/{number}.jpg", f"n{number}" if "caption" in form else None)
        for number, form, _ in entries
    ]


@given(st.text(alphabet="<>img src='ab figurecaption/=\" \n"))
@settings(deadline=None, max_examples=150)
def test_any_markup_can_be_searched_for_images(markup: str):
    for image in images(Selector(f"<html><body>{markup}</body></html>").root):
        assert image.src.strip()
        assert image.caption is None or isinstance(image.caption, str)
