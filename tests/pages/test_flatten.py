"""Flattening reduces the depth of markup and keeps its text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper.items.records import Capture
from newsscraper.pages.document import Document
from newsscraper.pages.flatten import flatten

VOID = {"br", "img", "hr", "input"}


class _Depth(HTMLParser):
    """Computes the greatest depth of start tags."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.deepest = 0
        self.texts: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
            self.deepest = max(self.deepest, len(self.open))

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        self.texts.append(data)


def _read(markup: str) -> _Depth:
    reader = _Depth()
    reader.feed(markup)
    reader.close()
    return reader


NESTING = st.sampled_from(
    ["div", "span", "b", "i", "section", "font", "blockquote", "a", "div class='x' title=\"a > b\""]
)
TREES = st.recursive(
    st.sampled_from(["mot", "كلمة", "palabra", "<br>", "<img src='x.jpg'>", "&amp;"]),
    lambda children: st.tuples(NESTING, st.lists(children, max_size=3)).map(
        lambda pair: f"<{pair[0]}>{' '.join(pair[1])}</{pair[0].split()[0]}>"
    ),
    max_leaves=25,
)


@given(st.lists(TREES, max_size=4).map(" ".join), st.integers(0, 6), st.integers(0, 2))
@settings(deadline=None, max_examples=300)
def test_text_and_outer_elements_are_kept(markup: str, depth: int, more: int):
    before, flat = _read(markup), flatten(markup, depth, depth + more)
    after = _read(flat)
    assert " ".join(after.texts).split() == " ".join(before.texts).split()
    assert after.deepest <= depth + more
    assert not after.open
    assert flat.count("<img") == markup.count("<img")
    if before.deepest <= depth:
        assert flat == markup
    else:
        assert after.deepest >= depth


@given(st.text() | st.text(alphabet="<>/adiv p\"'=!- \n"), st.integers(0, 3))
@settings(deadline=None, max_examples=300)
def test_any_text_can_be_flattened_and_only_tags_go(markup: str, depth: int):
    flat = flatten(markup, depth, depth + 1)
    assert len(flat) <= len(markup)
    outside = re.sub(r"<[^<>]*>", " ", markup)
    assert (
        re.sub(r"<[^<>]*>", " ", flat).split() == outside.split() or '"' in markup or "'" in markup
    )
    if "<" not in markup:
        assert flat == markup


def test_markup_within_the_depth_is_unchanged():
    markup = "<div><p>Un <b>mot</b><br>et<img src='a.jpg'/></p></div><ul><li>deux</li></ul>"
    assert flatten(markup, 250, 500) == markup


def test_removed_wrappers_beside_each_other_leave_one_line_break():
    markup = "<div>" * 1_000 + "un" + "</div>\n" * 500 + "deux" + "</div>" * 500
    assert flatten(markup, 2, 2) == "<div><div><br>un<br>\ndeux<br></div></div>"
    assert flatten("<b><i><u><b>un</b></u></i></b>", 2, 2) == "<b><i> un </i></b>"


WRAPPERS = [
    ("<div>", "</div>"),
    ("<span>", "</span>"),
    ("<b>", "</b>"),
    ("<font color='red'>", "</font>"),
    ("<blockquote><p>", "</p></blockquote>"),
    ("<div><p>", "</p></div>"),
    ("<ul><li>", "</li></ul>"),
    ("<ol>\n<li>\n", "</li>\n</ol>\n"),
    ("<dl><dd>", "</dd></dl>"),
    ("<table><tr><td>", "</td></tr></table>"),
    ("<table><tbody><tr><td><div>", "</div></td></tr></tbody></table>"),
    ("<div title='1 > 0'>", "</div>"),
    ('<div title="a < b">', "</div>"),
    ("<DIV>", "</DIV>"),
    ("<x-card>", "</x-card>"),
    ("<div>", ""),
    ("<ul><li>", ""),
    ("<div>\n", "</div>\n"),
]


@pytest.mark.parametrize(
    ("opening", "closing"),
    WRAPPERS,
    ids=[opening.strip() + closing[:3] for opening, closing in WRAPPERS],
)
@pytest.mark.parametrize("times", [300, 10_000])
def test_a_page_of_any_depth_keeps_its_text(opening: str, closing: str, times: int):
    page = (
        "<html><body><p>Début du texte.</p>"
        + opening * times
        + "Au plus profond."
        + closing * times
        + "<p>Fin du texte.</p></body></html>"
    )
    document = Document(Capture(page))
    assert _words(document) == [
        "Début",
        "du",
        "texte.",
        "Au",
        "plus",
        "profond.",
        "Fin",
        "du",
        "texte.",
    ]
    if times == 10_000:
        assert set(document.notes) == {"too_deep"}


def _words(document: Document) -> list[str]:
    return " ".join(document.selector.root.itertext()).split()


@pytest.mark.parametrize(
    "tag", "p li dt dd tr td th thead tbody option optgroup colgroup br hr".split()
)
def test_any_number_of_elements_without_end_tags_keep_their_text(tag: str):
    page = "<html><body>" + f"<{tag}>mot" * 5000 + "<p>Fin du texte.</p></body></html>"
    assert _words(Document(Capture(page))) == ["mot"] * 5000 + ["Fin", "du", "texte."]


@pytest.mark.parametrize("times", [1, 50])
def test_an_ordinary_page_is_not_too_deep(times: int):
    document = Document(
        Capture("<html><body>" + "<div>" * times + "Texte" + "</div>" * times + "</body></html>")
    )
    assert document.selector.root.xpath("string()") == "Texte"
    assert document.notes == []
