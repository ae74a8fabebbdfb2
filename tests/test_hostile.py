"""Captures that are cut, broken, huge, deep or rubbish: never a traceback, never a hang; what can
be read is read, in time linear in the input and in memory that its size allows.

``python -m tests.hostile`` prints the table of all readers and repetitions that is held here; so
does ``pytest -s``. Attributes, images and depth have more shapes in ``tests/pages/test_attributes``
and ``test_bounds``, archives in ``tests/archives/test_limits``.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsscraper
from tests.hostile.findings import FINDINGS
from tests.hostile.table import CELLS, memory_row, missing_package, time_row
from tests.replica import corpus, render

STORY = corpus.by_id("djazairess/fr/lepharedoran/71562")
ARABIC = corpus.by_id("sauress/ar/najdalyaum/1046621")
PAGE = render.article(STORY, render.strip("djazairess", "fr"))
TEXT = render.text_capture(STORY, render.strip("djazairess", "fr"))


@pytest.mark.parametrize("content", ["", b"", " \n\t ", b"\xef\xbb\xbf", "\ufeff"])
def test_nothing(content):
    found = newsscraper.extract(content, url=STORY.url)
    assert (found.kind, found.articles, found.ticker) == ("unknown", [], None)
    assert "empty" in found.warnings


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(64),
        b"%PDF-1.7 x",
        b"\x1f\x8b\x08\x00\x00",
        bytes(4000),
        random.Random(3).randbytes(50_000),
    ],
)
def test_no_text(content):
    found = newsscraper.extract(content)
    assert (found.kind, found.articles) == ("unknown", [])
    assert "binary" in found.warnings


@pytest.mark.parametrize(
    "tag", ["div", "span", "b", "font", "p", "a", "li", "table", "blockquote", "section", "x-y"]
)
def test_ten_thousand_levels_deep(tag):
    body = f"{f'<{tag}>' * 10_000}Le texte au fond.{f'</{tag}>' * 10_000}"
    page = (
        '<html><body><span class="articletitle">Un titre</span><span'
        f' class="articlecontent">Avant.<br>{body}<br>Après.</span><span'
        ' class="articlenewspaper">Publié dans X le 02 - 03 - 2025</span></body></html>'
    )
    found = newsscraper.extract(page, url=STORY.url)
    [article] = found.articles
    assert article.headline == "Un titre"
    assert article.published == "2025-03-02"
    for text in ("Avant.", "Le texte au fond.", "Après."):
        assert text in (article.body or ""), tag
    assert "too_deep" in found.warnings or tag in ("p", "a", "li")


def test_ten_thousand_levels_that_never_end():
    page = (
        '<span class="articletitle">Un titre</span><span class="articlecontent">'
        + "<div><b>" * 10_000
        + "Le texte."
    )
    [article] = newsscraper.extract(page, url=STORY.url).articles
    assert article.body == "Le texte."


def test_five_megabytes():
    """No timing here: the time a byte is bounded if a page a hundred times as long is read at all;
    see benchmarks."""
    filler = "".join(
        f"<p>Paragraphe {number} de la page, avec <a href='/fr/x/{number}'>un lien</a>"
        f" {'et un texte ' * 8}.</p>\n"
        for number in range(30_000)
    )
    page = PAGE.replace('<div id="side">', f"{filler}<div id='side'>")
    assert len(page) > 5_000_000
    found = newsscraper.extract(page, url=STORY.url)
    assert (
        found.articles[0].headline == newsscraper.extract(PAGE, url=STORY.url).articles[0].headline
    )
    assert len(found.links) > 30_000


@pytest.mark.parametrize(
    "content",
    [
        "<!DOCTYPE html>" + "<!-- x -->" * 40_000 + PAGE,
        "Le 12/03/2020, une phrase ordinaire et sans fin. " * 20_000,
        "Le 12/03/2020, une phrase ordinaire et sans fin.\n" * 20_000,
        PAGE.replace("Publié dans", "Publié dans " * 40_000),
        PAGE.replace(
            '<span class="articlecontent">',
            '<span class="articlecontent">' + '<img src="/a.jpg">t ' * 40_000,
        ),
        "<title>T</title><h1>T</h1>"
        + "<p>Publié dans <a href='/fr/lepharedoran'>X</a> le 07 - 05 - 2024</p>" * 5_000,
        "<title>Un titre</title>"
        + "<p>Un titre</p><p>Publié dans X le 07 - 05 - 2024</p><p>Un mot.</p>" * 5_000,
        "<title>Un titre</title><h1>Un titre</h1>" + "<span>Publié dans</span> " * 15_000,
        "<title>Un titre</title>"
        + "<h1>Un titre" * 500
        + "<p>Publié dans X le 07 - 05 - 2024</p>"
        + "ubli" * 50_000,
        "<title>Un titre</title><div>Un titre<br>Publié dans <a href='/fr/lepharedoran'>X</a>"
        " le</div>" + "<div>1 - 2 - </div>" * 15_000,
        "<title>Un titre</title>"
        + "<span>Un titre</span> " * 15_000
        + "Publié dans X le 07 - 05 - 2024",
        "<h1>T</h1>Publié dans X le 07 - 05 - 2024<br>"
        + "<div>" * 240
        + "<a href='/fr/x/1'>t</a><p>Un mot, et un autre mot.</p>" * 8_000,
        "<h1>T</h1>Publié dans X le 07 - 05 - 2024"
        + "<div><img src='/a.jpg'><div>Une légende</div></div>" * 5_000,
        "<h1>T</h1><p>Publié dans X le 07 - 05 - 2024</p><p>Cliquez ici "
        + "<a href='/x'>pour lire l'article</a> " * 5_000,
        "<title>"
        + "mot " * 25_000
        + "</title>"
        + "<p>mot mot mot</p><p>Publié dans X le 07 - 05 - 2024</p>" * 5_000,
        '<div class="col-md-12"><h1>T</h1>'
        + "<div>" * 240
        + '<div class="content">'
        + "<p>Un mot.</p>" * 60_000,
        "<a href='/x/1'>t</a>" * 60_000 + "&nbsp;" * 200_000,
        "<span>" * 300 + "\u00a0" * 400_000,
        "<div " + "a='" * 300_000,
        "\u00a0" * 4 + "(" * 400_000 + "." * 400_000,
    ],
    ids="""
        comments sentences lines labels images own-labels entries label-starts headlines cells
        headline-spans link-lines captions notices title columns separators spans quotes dots
    """.split(),
)
def test_what_made_a_rule_slow_once(content):
    """Each took minutes or worse with a rule that was not linear; a suite that hangs here has such
    a rule again."""
    newsscraper.extract(content, url=STORY.url).to_dict()


def _skip_without_package(name):
    if package := missing_package(name):
        pytest.skip(f"{package} is not installed")


@pytest.mark.parametrize("name", CELLS)
def test_time_is_linear_in_the_input(name):
    _skip_without_package(name)
    row, is_linear = time_row(name)
    print(row)
    assert is_linear, row


@pytest.mark.long
@pytest.mark.process
@pytest.mark.parametrize(
    ("name", "size"),
    [(name, 1_000_000) for name in FINDINGS]
    + [(name, 8_000_000) for name, found in FINDINGS.items() if found.worth == 25],
)
def test_memory_is_within_the_budget(name, size):
    _skip_without_package(name)
    row, is_within = memory_row(name, size)
    print(row)
    assert is_within, row


ROWS = [
    "<a href='/fr/x/1'>Un titre de journal</a> • " * 10_000,
    "<ul><li><a href='/fr/x/1'>Un titre de journal</a>" * 3_000,
    "<script>href href href " + "\"'`\\" * 100_000 + "</script>",
    "<a href='/fr/x/1'>Un titre</a>" + "<p>12 - 01 - 2026 <a href='/fr/y'>Le nom</a> (...)" * 8_000,
    "<a href='/fr/x/1'>Un titre</a> 12 - 01 - 2026 " * 8_000 + "<a href='?page=2'>2</a>" * 8_000,
]


@pytest.mark.parametrize("content", ROWS, ids="strips lists strings names dates".split())
def test_rows_of_links_without_an_end(content):
    newsscraper.extract(content, url="https://www.djazairess.com/fr/lepharedoran").to_dict()


def test_a_capture_beyond_the_limit_is_read_up_to_it():
    found = newsscraper.extract(PAGE + "<!--" + "x" * (33 * 1024 * 1024), url=STORY.url)
    assert found.articles[0].id == STORY.id
    assert "too_long" in found.warnings


@pytest.mark.parametrize("share", [number / 20 for number in range(1, 20)])
@pytest.mark.parametrize("form", ["html", "text"])
def test_cut_in_the_middle(share, form):
    whole = PAGE if form == "html" else TEXT
    content = whole.encode()
    found = newsscraper.extract(content[: int(len(content) * share)], url=STORY.url)
    complete = newsscraper.extract(content, url=STORY.url).articles[0]
    for article in found.articles:
        assert article.headline is None or complete.headline.startswith(article.headline)
        assert (article.body or "") in complete.body
        assert article.published in (None, complete.published)
        assert "cut_page" in article.warnings or (article.body == complete.body and form == "text")
    if not found.articles:
        assert found.kind in ("unknown", "listing") or "rejected" in found.warnings


def test_cut_inside_a_character():
    content = render.text_capture(ARABIC).encode()
    at = content.index("وأ".encode()) + 1
    found = newsscraper.extract(content[:at], url=ARABIC.url)
    assert "bytes_unreadable" not in found.warnings
    assert "\ufffd" not in (found.articles[0].body or "")


def test_lost_letters_are_kept_and_told():
    found = newsscraper.extract(PAGE.replace("é", "\ufffd"), url=STORY.url)
    assert "\ufffd" in found.articles[0].body
    assert found.articles[0].published == STORY.published
    assert "lost_bytes" in found.articles[0].warnings


def test_a_few_broken_bytes_do_not_change_the_character_set():
    content = render.article(ARABIC).encode()
    at = content.index(ARABIC.paragraphs[1].encode()) + 21
    found = newsscraper.extract(content[:at] + content[at + 1 :], url=ARABIC.url)
    assert found.articles[0].headline == ARABIC.headline
    assert {"bytes_unreadable", "lost_bytes"} <= set(found.warnings)


def test_mojibake_is_repaired_and_told():
    page = PAGE
    for text in (STORY.headline, *STORY.paragraphs):
        page = page.replace(text, text.encode().decode("latin-1"))
    found = newsscraper.extract(page, url=STORY.url)
    assert found.articles[0].headline == STORY.headline
    assert found.articles[0].body == newsscraper.extract(PAGE, url=STORY.url).articles[0].body
    assert "mojibake_repaired" in found.warnings
    assert "mojibake" not in found.warnings


HEADS = [
    "<html",
    "<!--",
    "<![CDATA[",
    "<span class='articletitle'>",
    "<?xml version='1.0'?><rss>",
    "<rss><channel><item>",
    "Publié dans ",
    "نشر في ",
    " le 07 - 05 - 2024",
    " يوم ٠٧ - ٠٥ - ٢٠٢٤\n",
    "\u00a0" * 4,
    "    ",
    "(...)",
    "&nbsp;" * 4,
    "<a href='/x/1'>",
    "</span>",
    "<span class='articlecontent'>",
    "<span class='articlenewspaper'>",
    "<br>",
    "\x00",
    "\ud800",
    "\u202e",
    "é",
    "ع",
    "<base href='",
    "'>",
    "<img src='x'>",
    "<script type='application/ld+json'>{",
    "</script>",
    "Cliquez ici pour lire l'article depuis sa source.",
    "Merci d'avoir signalé!\n",
    "\r\n",
    "<meta charset='utf-16'>",
    "<meta charset='hex'>",
    "<div class='col-md-12'><h1>",
    "<div class='content'><p>",
    "<pre>",
    "<form>",
    "<li>",
    "<!-- -->",
]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(HEADS), st.text(max_size=30)), max_size=40),
    st.sampled_from([None, STORY.url, "//", "http://[", "x"]),
)
def test_any_text_gives_something(parts, url):
    content = "".join(parts)
    found = newsscraper.extract(content, url=url)
    size = sum(len(article.body or "") + len(article.headline or "") for article in found.articles)
    assert size <= 2 * len(content) + 100
    assert len(found.links) <= len(content)
    found.to_dict()


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([head.encode("utf-8", "replace") for head in HEADS]),
            st.binary(max_size=30),
        ),
        max_size=40,
    )
)
def test_any_bytes_give_something(parts):
    newsscraper.extract(b"".join(parts)).to_dict()
