"""Fields of the platform's layouts in unusual positions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper import Capture
from newsscraper.extraction import read
from newsscraper.pages.document import Document

NOTICE = "<div><a href='{}'>Cliquez ici pour lire l'article depuis sa source.</a></div>"
HEAD = (
    "<span class='articletitle'>Titre</span><span class='articlenewspaper'>Publié dans Le Jour le"
    " 01 - 02 - 2024</span>"
)


def original(after: str, body: str = "Texte.") -> str | None:
    page = (
        f"<html><body><div>{HEAD}<span"
        f" class='articlecontent'>{body}</span>{after}</div></body></html>"
    )
    found = read(Capture(page, "https://www.maghress.com/fr/lejour/1")).article()
    assert found is not None
    return found.original_url


def links(count: int) -> str:
    return "".join(
        f"<p><a href='/fr/lejour/{number}'>Autre titre</a></p>" for number in range(2, 2 + count)
    )


def test_the_notice_directly_after_the_body_belongs_to_the_article():
    assert (
        original(
            NOTICE.format("https://a.example/1") + links(20) + NOTICE.format("https://b.example/2")
        )
        == "https://a.example/1"
    )


@pytest.mark.parametrize("count", [0, 5, 40])
def test_links_may_precede_the_notice(count):
    assert (
        original(links(count) + NOTICE.format("https://a.example/1") + links(count))
        == "https://a.example/1"
    )


@pytest.mark.parametrize("count", [0, 40])
def test_the_notice_may_be_inside_the_body(count):
    assert (
        original(links(count), body=f"Texte.<br>{NOTICE.format('https://a.example/1')}")
        == "https://a.example/1"
    )
    assert (
        original(
            links(count), body=f"{links(count)}Texte.<br>{NOTICE.format('https://a.example/1')}"
        )
        == "https://a.example/1"
    )


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<a href='/fr/x/1'>",
                "</a>",
                "é",
                "خبر",
                "\x00",
                "\u00a0",
                "\u2028",
                "\n",
                " ",
                "\x1f",
                "&nbsp;",
                "<",
                ">",
            ]
        )
        | st.characters(exclude_categories=["Cs"])
    ),
    st.sampled_from(["<html><body>", "", " \n<html>", "\u00a0<html>", "<html>\x00<body>"]),
    st.sampled_from(["</body></html>", "", "</html>\n\n", "</html>\u00a0", "</html>\x00"]),
)
@settings(deadline=None, max_examples=150)
def test_bytes_and_text_give_the_same_document(parts, start, end):
    page = f"{start}été {''.join(parts)}{end}"
    as_bytes, as_text = Document(Capture(page.encode())), Document(Capture(page.lstrip("\ufeff")))
    if as_bytes.encoding == "utf-8":
        assert as_bytes.text == as_text.text
        assert dump(as_bytes) == dump(as_text)


def dump(document: Document) -> list[tuple[object, str | None, str | None]]:
    return [(element.tag, element.text, element.tail) for element in document.root.iter("*")]


@pytest.mark.parametrize(
    "place", ["<span class='articletitle'>", "<span class='articlecontent'>", "<div><a"]
)
@pytest.mark.parametrize(
    "stray", ["</html>", "</body></html>", "</body></html></html>", "</html><!-- cache -->"]
)
def test_the_body_continues_after_a_stray_end_tag(place, stray):
    """As in browsers, elements after ``</html>`` belong to the body (HTML, "after after body")."""
    body = (
        f"<div>{HEAD}<span"
        f" class='articlecontent'>Premier.<br>Deuxième.</span>{NOTICE.format('https://a.example/1')}</div>"
    )
    page = f"<html><head><title>Titre</title></head><body>{body}</body></html>".replace(
        place, stray + place
    )
    found = read(Capture(page, "https://www.maghress.com/fr/lejour/1")).article()
    assert found is not None
    assert found.headline == "Titre"
    assert found.original_url == "https://a.example/1"
    assert found.body == ("Premier.", "Deuxième.")


def test_many_stray_end_tags_take_linear_time():
    document = Document(Capture("<html><body>" + "</html><p>un</p>" * 20_000))
    assert document.visible_text.split() == ["un"] * 20_000
