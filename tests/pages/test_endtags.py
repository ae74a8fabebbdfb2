"""Stray end tags are read as in browsers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper import extract
from newsscraper.items.records import Capture
from newsscraper.pages.blocks import blocks
from newsscraper.pages.document import Document
from newsscraper.pages.endtags import repair_end_tags
from newsscraper.text.cleaning import clean

URL = "https://www.maghress.com/fr/lixus/77"


def _body(content: str, tag: str = "span") -> str | None:
    page = (
        "<html><head><title>Le phare</title></head><body><span class='articletitle'>Le phare de"
        " Larache</span><span class='articlenewspaper'>Publié dans <a href='/fr/lixus'>Lixus</a>"
        f" le 03 - 04 - 2021</span><{tag} class='articlecontent'>{content}</{tag}><div>Autre"
        " chose</div></body></html>"
    )
    return extract(page, url=URL).articles[0].body


WHOLE = "Le phare brille.\n\nLe port dort.\n\nLa mer monte."


@pytest.mark.parametrize(
    "content",
    [
        "<p>Le phare brille.</span></p><p>Le port dort.</p><p>La mer monte.</p>",
        "<p>Le phare</span> brille.</p><p>Le port dort.</label></p><p>La mer monte.</p>",
        "<p>Le phare brille.</p><ul><li>Le port dort.</span></li></ul><p>La mer monte.</p>",
        "<p>Le phare brille.</p></body></html><p>Le port dort.</p><p>La mer monte.</p>",
        "<p>Le phare brille.</body></p></html>Le port dort.<p>La mer monte.</p>",
        "Le phare brille.</p>Le port dort.</p>La mer monte.</p>",
        "Le phare brille.</br>Le port dort.</br>La mer monte.",
        (
            "<p>Le phare brille.</p></td></tr></table><p>Le port dort.</p></li><p>La mer"
            " monte.</p></section>"
        ),
        "<p>Le phare </body></html><html><body>brille.</p><p>Le port dort.</p><p>La mer monte.</p>",
        "<p>Le <i>phare</b> brille.</i></p><p>Le port dort.</em></p><p>La mer monte.</p>",
        (
            "<table><tr><td>Le phare brille.</div></td></tr></table><p>Le port dort.</p><p>La mer"
            " monte.</p>"
        ),
        (
            "<!DOCTYPE html><html><head><title>Document1</title></head><body><p>Le phare"
            " brille.</p></body></html><html><body><p>Le port dort.</p></body></html><p>La mer"
            " monte.</p>"
        ),
        (
            "<p>Le phare brille.</p><script>print('</span></div>')</script></em><p>Le port"
            " dort.</p><p>La mer monte.</p>"
        ),
        (
            "<p title='a > b </span>'>Le phare brille.</em></p><!-- </span> --><p>Le port"
            " dort.</p><p>La mer monte.</p>"
        ),
    ],
)
@pytest.mark.parametrize("tag", ["span", "div"])
def test_no_text_is_lost_and_no_words_are_joined(content: str, tag: str):
    assert _body(content, tag) == WHOLE


@pytest.mark.parametrize(
    ("content", "warned"),
    [
        ("Le phare brille.</span><br>Le port dort depuis hier soir.<br>La mer monte.", True),
        ("<p>Le phare brille.</p></span><p>Le port dort depuis hier soir.</p>", True),
        ("Le phare brille.</span> Le port dort depuis hier soir.", True),
        ("Le phare brille.", False),
        ("Le phare brille.</span><p>Partager</p>", False),
        ("Le phare brille.</span><!-- fin du texte. Le reste est ailleurs. -->", False),
        (
            (
                "Le phare brille.</span><p><a href='/x'>Cliquez ici pour lire l'article depuis sa"
                " source.</a></p>"
            ),
            False,
        ),
    ],
)
def test_a_body_that_ends_early_in_browsers_too_causes_a_warning(content: str, warned: bool):
    page = (
        "<span class='articletitle'>Le phare</span><span"
        f" class='articlecontent'>{content}</span><div>Autre chose.</div>"
    )
    found = extract(f"<html><body>{page}</body></html>", url=URL).articles[0]
    assert found.body == "Le phare brille."
    assert ("text_after_body" in found.warnings) == warned


@pytest.mark.parametrize(
    ("markup", "mended"),
    [
        ("<div><p>A</div>B", "<div><p>A</div>B"),
        ("<p>A<p>B</p>C</p>D", "<p>A<p>B</p>C<p></p>D"),
        ("<div><span><p>A</span>B</p></span></div>", "<div><span><p>AB</p></span></div>"),
        ("<span><b>A</span>B</b>", "<span><b>A</span>B"),
        ("<h1>A</h2><p>B", "<h1>A</h1><p>B"),
        ("<ul><li>A<ul><li>B</ul></li><li>C</ul>", "<ul><li>A<ul><li>B</ul></li><li>C</ul>"),
        ("<a href=x><div>A</a>B</div>", "<a href=x><div>A</div></a><div>B</div>"),
        ("<font><p>A</font>B</p>", "<font><p>AB</p>"),
        ("<table><td>A</div>B</p></table>", "<table><td>AB<p></p></table>"),
        (
            "<textarea></div></textarea><title></p></title>",
            "<textarea></div></textarea><title></p></title>",
        ),
        ("<script>'</p>'", "<script>'</p>'"),
        ("A < B </ C <3 <!-- </p> --> <? </p> > </", "A < B </ C <3 <!-- </p> --> <? </p> > </"),
        ('<div title="<p>">A</div></p>', '<div title="<p>">A</div><p></p>'),
        ('<div title=">A</div></div>B', '<div title=">A</div>B'),
        ("<x-y/>A</x-y><img></img>", "<x-y/>A<img>"),
        (
            "<html><head></head><body><p>A</body></html><html><head></head><body>B</p>",
            "<html><head></head><body><p>AB</p>",
        ),
        ("<body><header>A</header></em>", "<body><header>A</header>"),
    ],
)
def test_end_tags_close_the_same_elements_as_in_browsers(markup: str, mended: str):
    assert repair_end_tags(markup) == mended


def test_markup_without_a_fault_is_returned_itself():
    markup = "<!DOCTYPE html><html><head><title></p></title></head><body><P>A<br/>B</P><img>C"
    assert repair_end_tags(markup) is markup


def test_markup_is_returned_itself_if_the_parser_ignores_what_browsers_ignore():
    markup = " \n<html><body><p>A</p></i>\n</div><!-- end -->\n</body>\n</html>\n"
    assert repair_end_tags(markup) != markup
    assert repair_end_tags(markup, {(1, "i"): 1, (2, "div"): 1}) is markup


@pytest.mark.parametrize(
    ("markup", "ignored"),
    [
        ("<p>A</p></i></div>", {(1, "i"): 1}),
        ("<p>A</p></i>", {(1, "i"): 1, (1, "b"): 1}),
        ("<p>A</p></i>\n</i>", {(1, "i"): 2}),
        ("A</p>B", {(1, "p"): 1}),
        ("<body><p>A</p></i></body><p>B</p>", {(1, "i"): 1}),
        ("<body><p>A</p></i><body>B", {(1, "i"): 1}),
    ],
)
def test_markup_is_repaired_if_the_parser_reads_it_in_another_way(markup, ignored):
    assert repair_end_tags(markup, ignored) == repair_end_tags(markup) != markup


TAGS = st.sampled_from("p div span b a ul li table tr td h1 h2 em section br body html x-y".split())
TOKENS = st.lists(
    st.tuples(st.sampled_from(["<{}>", "</{}>", "</{}>", "mot{} "]), TAGS, st.integers(0, 99)),
    max_size=30,
)


@given(TOKENS)
@settings(deadline=None, max_examples=200)
def test_words_stay_separate_and_in_order(tokens):
    markup, words = "", []
    for form, tag, number in tokens:
        if form.startswith("mot"):
            words.append(f"mot{number}")
            markup += f"mot{number} "
        else:
            markup += form.format(tag)
    document = Document(Capture(f"<html><body>{markup}</body></html>"))
    found = " ".join(clean(block) for block in blocks(document.root)).split()
    assert sorted(found) == sorted(words)
    if "<t" not in markup:  # browsers move text between table cells to another place
        assert found == words
    assert repair_end_tags(repair_end_tags(markup)) == repair_end_tags(markup) or "<a>" in markup


@given(st.text(alphabet="<>/ab p!-\"'=\n", max_size=60))
@settings(deadline=None, max_examples=200)
def test_any_markup_can_be_repaired(markup: str):
    assert isinstance(repair_end_tags(markup), str)


@pytest.mark.parametrize(
    "markup",
    [
        "<a<",
        '<div "',
        '<div a="<',
        "<!--",
        "<script>",
        "<a><div>",
        "<a><div></a>",
        "<b><p></b>",
        "<td><tr>",
        "</a>",
        "<x a='b",
    ],
)
def test_the_repair_takes_linear_time(markup: str):
    repair_end_tags(markup * (50_000 // len(markup)))
    repair_end_tags("<p><table><td>" + "<span>" * 10_000 + "</p>" * 10_000)


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ("<p>Il a dit <q>bonjour</q> au port.</p>", "Il a dit «bonjour» au port."),
        ("<p>Il a dit <q>« bonjour »</q> au port.</p>", "Il a dit « bonjour » au port."),
        ("<p>Il a dit <q>que <q>tout</q> va</q>.</p>", "Il a dit «que “tout” va»."),
        ("<p>Il a dit <q></q>rien.</p>", "Il a dit rien."),
        ("<p>Il a dit « <q>bonjour</q> » au port.</p>", "Il a dit « bonjour » au port."),
        ("<p>Il a dit «<q>bonjour</q>» au port.</p>", "Il a dit «bonjour» au port."),
        ("<p>Il a dit <q>« oui » et non</q> au port.</p>", "Il a dit «« oui » et non» au port."),
    ],
)
def test_quotation_marks_printed_by_browsers_are_inserted(content: str, body: str):
    page = f"<html lang='fr'><body><div id='x'>{content}</div></body></html>"
    assert [clean(block) for block in blocks(Document(Capture(page)).root)] == [body]
    english = Document(Capture(page.replace("'fr'", "'en'"))).root
    assert ("“" in "".join(blocks(english))) == (
        "dit <q>b" in content or "<q>que" in content or "et non" in content
    )
