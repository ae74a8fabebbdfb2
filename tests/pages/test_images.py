"""Images of an element and their captions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsel import Selector

from newsscraper.items import Capture, RawImage
from newsscraper.pages.article import ArticlePage
from newsscraper.pages.images import images
from newsscraper.text import clean
from tests.replica import corpus, render


def _images(markup: str) -> list[RawImage]:
    return list(images(Selector(f"<html><body><div id='x'>{markup}</div></body></html>").css("#x")[0].root))


def _told(markup: str) -> list[tuple[str, str | None]]:
    return [(image.src, clean(image.caption) if image.caption else None) for image in _images(markup)]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>Rien à voir.</p>", []),
        ("<img src='/a.jpg'>Texte<img src='https://x.example/b.png'>", [("/a.jpg", None), ("https://x.example/b.png", None)]),
        ("<figure><img src='/a.jpg'><figcaption>Le port de Safi</figcaption></figure>", [("/a.jpg", "Le port de Safi")]),
        ("<figure><figcaption>ميناء آسفي</figcaption><img src='/a.jpg'></figure>", [("/a.jpg", "ميناء آسفي")]),
        ("<div><img src='/a.jpg'><div class='legende'>Le <b>port</b></div></div>", [("/a.jpg", "Le port")]),
        ("<img src='/a.jpg'><br><span class='caption'>Le port</span>", [("/a.jpg", "Le port")]),
        ("<a href='/a.jpg'><img src='/a.jpg'></a><p class='wp-caption-text'>Le port</p>", [("/a.jpg", "Le port")]),
        ("<img src='/a.jpg'><p>Une phrase du texte.</p>", [("/a.jpg", None)]),
        ("<img src='/a.jpg'> Une phrase. <span class='caption'>D'une autre</span>", [("/a.jpg", None)]),
        (
            "<figure><img src='/a.jpg'><figcaption>Un</figcaption></figure><figure><img src='/b.jpg'></figure>",
            [("/a.jpg", "Un"), ("/b.jpg", None)],
        ),
        (
            "<div class='image'><img src='/a.jpg'></div>"
            "<div class='image'><img src='/b.jpg'><div class='legende'>Deux</div></div>",
            [("/a.jpg", None), ("/b.jpg", "Deux")],
        ),
        ("<img src='data:image/gif;base64,R0lGOD' data-src='/a.jpg'>", [("/a.jpg", None)]),
        ("<img src='data:image/gif;base64,R0lGOD'>", []),
        ("<img src='  /a.jpg '>", [("/a.jpg", None)]),
        ("<img src=''><img><img alt='x'>", []),
        ("<img src='/pixel.gif' width='1' height='1'>", []),
        ("<noscript><img src='/a.jpg'></noscript>", []),
        ("<nav><img src='/logo.png'></nav><aside><img src='/ad.png'></aside>", []),
    ],
)
def test_images(markup: str, expected: list[tuple[str, str | None]]):
    assert _told(markup) == expected


def test_the_alternative_text_is_no_caption():
    assert _images("<img src='/a.jpg' alt='Le port'>") == [RawImage("/a.jpg", None, "Le port")]


def test_images_of_every_story_of_the_corpus():
    seen = 0
    for story in corpus.stories():
        if story.byline and any(picture.after == 0 for picture in story.pictures):
            continue  # the replica prints such a picture twice
        page = ArticlePage(Capture(render.article(story), url=story.url))
        found = [(image.src, clean(image.caption) if image.caption else None) for image in page.images]
        assert found == [(picture.src, clean(picture.caption) if picture.caption else None) for picture in story.pictures], (
            story.id
        )
        seen += len(found)
    assert seen > 5


@given(
    st.lists(
        st.tuples(
            st.integers(0, 99),
            st.sampled_from(["<img src='/{0}.jpg'>", "<figure><img src='/{0}.jpg'><figcaption>n{0}</figcaption></figure>"]),
            st.sampled_from(["", "<p>Texte.</p>", "Texte"]),
        ),
        max_size=8,
    )
)
@settings(deadline=None, max_examples=100)
def test_order_and_captions_of_many(entries: list[tuple[int, str, str]]):
    found = _told("".join(form.format(number) + after for number, form, after in entries))
    assert found == [(f"/{number}.jpg", f"n{number}" if "caption" in form else None) for number, form, _ in entries]


@given(st.text(alphabet="<>img src='ab figurecaption/=\" \n"))
@settings(deadline=None, max_examples=150)
def test_any_markup_can_be_looked_through(markup: str):
    for image in images(Selector(f"<html><body>{markup}</body></html>").root):
        assert image.src.strip()
        assert image.caption is None or isinstance(image.caption, str)
