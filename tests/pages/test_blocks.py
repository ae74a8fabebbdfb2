"""Texts between block boundaries."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from parsel import Selector

from newsscraper.pages.blocks import blocks, is_silent, text_of
from newsscraper.text.cleaning import clean


def _root(markup: str) -> etree._Element:
    return Selector(f"<html><body><span id='x'>{markup}</span></body></html>").css("#x")[0].root


def _div(markup: str) -> etree._Element:
    return Selector(f"<html><body><div id='x'>{markup}</div></body></html>").css("#x")[0].root


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("", []),
        (" \n\u00a0", []),
        ("Un seul.", ["Un seul."]),
        ("Un.<br>Deux.<br/>Trois.", ["Un.", "Deux.", "Trois."]),
        ("Un.<br><br>\n<br>Deux.", ["Un.", "Deux."]),
        ("<p>Un.</p><p>Deux.</p>", ["Un.", "Deux."]),
        ("<p>Un.</p>Entre.<p>Deux.</p>Après.", ["Un.", "Entre.", "Deux.", "Après."]),
        ("Une <b>phrase</b> <a href='/x'>d'un</a> <i>trait</i>.", ["Une phrase d'un trait."]),
        ("<div>Un<div>Deux</div>Trois</div>", ["Un", "Deux", "Trois"]),
        ("<ul><li>Un</li><li>Deux</li></ul>", ["Un", "Deux"]),
        ("<table><tr><td>أول</td><td>ثان</td></tr></table>", ["أول", "ثان"]),
        ("<h2>Titre</h2>Texte", ["Titre", "Texte"]),
        ("Avant <!-- caché -->après", ["Avant après"]),
        ("Avant <script>var x = 'caché';</script>après", ["Avant après"]),
        ("Avant <style>p{}</style><noscript>caché</noscript>après", ["Avant après"]),
        (
            "Un.<figure><img src='a.jpg'><figcaption>caché</figcaption></figure>Deux.",
            ["Un.", "Deux."],
        ),
        ("Un.<div class='legende'>caché</div>Deux.", ["Un.", "Deux."]),
        ("Un.<div class='Image Caption'>caché</div>Deux.", ["Un.", "Deux."]),
        ("Un.<nav><a href='/'>caché</a></nav>Deux.", ["Un.", "Deux."]),
        ("Un.<aside>caché</aside><form>caché<button>caché</button></form>Deux.", ["Un.", "Deux."]),
        ("Un.<iframe src='/ad'>caché</iframe> Suite.", ["Un. Suite."]),
        ("Texte <a rel='next' href='/2'>caché</a>", ["Texte"]),
    ],
)
def test_blocks(markup: str, expected: list[str]):
    assert [clean(block) for block in blocks(_div(markup))] == expected


def test_blocks_are_raw():
    assert list(blocks(_root("  Un\u00a0mot \n et\tla  suite "))) == [
        "  Un\u00a0mot \n et\tla  suite "
    ]


def test_the_tail_of_the_element_is_left_out():
    root = Selector("<html><body><span id='x'>dedans</span>dehors</body></html>").css("#x")[0].root
    assert list(blocks(root)) == ["dedans"]
    assert text_of(root) == "dedans"


def test_a_silent_element_has_no_blocks():
    for tag in ("script", "figcaption", "nav"):
        root = Selector(f"<html><body><{tag} id='x'>caché</{tag}></body></html>").css("#x")[0].root
        assert is_silent(root)
        assert list(blocks(root)) == []
    assert not is_silent(_root("x"))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("simple", "simple"),
        ("<b>gras</b> et <i>maigre</i>", "gras et maigre"),
        ("Un<br>Deux", "Un Deux"),
        ("<h1>Titre</h1><h2>Sous-titre</h2>", "Titre Sous-titre"),
        ("<div>Un</div>Deux", "Un Deux"),
        ("Vu <!-- non --><script>non()</script>ici", "Vu ici"),
        ("", ""),
    ],
)
def test_text_of(markup: str, expected: str):
    assert clean(text_of(_div(markup))) == expected


INLINE = ["b", "i", "a", "em", "strong", "font", "span"]
BLOCK = ["div", "blockquote", "section", "ul", "li", "td", "h2"]
HIDDEN = ["script", "style", "nav", "aside", "figcaption", "button", "iframe", "template"]


class _Builder:
    """A random element, built without a parser, and the text that a reader sees."""

    def __init__(self) -> None:
        self.root = etree.Element("span")
        self.here = self.root
        self.blocks: list[list[str]] = [[]]
        self.hidden = 0
        self.number = 0

    def word(self) -> None:
        self.number += 1
        word = f" mot{self.number} "
        if len(self.here):
            self.here[-1].tail = (self.here[-1].tail or "") + word
        else:
            self.here.text = (self.here.text or "") + word
        if not self.hidden:
            self.blocks[-1].append(word.strip())

    def boundary(self) -> None:
        if not self.hidden:
            self.blocks.append([])

    def open(self, tag: str) -> None:
        if tag in BLOCK:
            self.boundary()
        self.here = etree.SubElement(self.here, tag)
        self.hidden += tag in HIDDEN
        if tag == "br":
            self.here = self.here.getparent()
            self.boundary()

    def close(self) -> None:
        if self.here is self.root:
            return
        self.hidden -= self.here.tag in HIDDEN
        if self.here.tag in BLOCK:
            self.boundary()
        self.here = self.here.getparent()


@given(
    st.lists(
        st.sampled_from(["word"] * 12 + ["close"] * 8 + ["br"] + INLINE + BLOCK + HIDDEN),
        max_size=80,
    )
)
@settings(deadline=None, max_examples=300)
def test_blocks_contain_every_visible_word_and_no_hidden_word(steps: list[str]):
    builder = _Builder()
    for step in steps:
        if step == "word":
            builder.word()
        elif step == "close":
            builder.close()
        else:
            builder.open(step)
    words = [word for block in blocks(builder.root) for word in block.split()]
    assert words == [word for block in builder.blocks for word in block]
    if not set(steps) & set(HIDDEN):
        assert text_of(builder.root).split() == words
    assert all(block.strip() for block in blocks(builder.root))
    # Words of two blocks are never joined: each block read is part of a block written.
    written = [" ".join(block) for block in builder.blocks]
    assert all(
        any(" ".join(block.split()) in text for text in written) for block in blocks(builder.root)
    )


def test_any_depth_is_read():
    root = etree.Element("div")
    here = root
    for number in range(20_000):
        here = etree.SubElement(here, "span" if number % 2 else "div")
    here.text = "tout au fond"
    assert [block.strip() for block in blocks(root)] == ["tout au fond"]
    assert text_of(root).strip() == "tout au fond"
