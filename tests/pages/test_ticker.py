"""The scrolling strip of headlines."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper.items import Capture, RawTickerItem
from newsscraper.pages import ticker
from newsscraper.pages.document import Document
from newsscraper.pipelines.ticker import snapshot
from newsscraper.text import clean
from tests.replica import corpus, render

NBSP4 = "\u00a0" * 4
# A headline as printed: single spaces, single no-break spaces before French marks, nothing at its edges.
WORDS = st.text(alphabet="abéç'’\"«»:?!.,%-(07)اليومñ¿", min_size=1, max_size=8)
HEADLINES = st.lists(WORDS, min_size=1, max_size=6).flatmap(
    lambda words: st.lists(st.sampled_from([" ", "\u00a0"]), min_size=len(words) - 1, max_size=len(words) - 1).map(
        lambda gaps: "".join(word + gap for word, gap in zip(words, [*gaps, ""], strict=True))
    )
)
STRIPS = st.lists(st.just("") | HEADLINES, max_size=12)


def _headlines(entries: tuple[RawTickerItem, ...]) -> list[str]:
    return [clean(entry.headline) for entry in entries]


@given(STRIPS.filter(any), st.sampled_from([NBSP4, "    ", "\u00a0   ", "\u00a0 \u00a0 "]))
@settings(deadline=None, max_examples=300)
def test_a_line_of_headlines_comes_back(strip: list[str], separator: str):
    entries = ticker.from_line("".join(headline + separator for headline in strip))
    assert _headlines(entries) == [clean(headline) for headline in strip]
    found = snapshot(entries, None, None, None, None)
    assert found is not None
    expected = [(position, clean(text)) for position, text in enumerate(strip, start=1) if text]
    assert [(item.position, item.headline) for item in found.items] == expected
    assert all(item.url is None and item.article_id is None for item in found.items)


@pytest.mark.parametrize("separator", [NBSP4, "    "])
def test_a_tool_that_trims_lines_costs_no_headline(separator: str):
    line = separator.join(["Titre un", "Titre deux", "Titre trois"])
    assert _headlines(ticker.from_line(line)) == ["Titre un", "Titre deux", "Titre trois"]


def test_repeats_are_kept_and_empties_only_counted():
    line = NBSP4.join(["Pluie à Fès", "", "Pluie à Fès", "عودة الدراسة", "«La sequía»", ""])
    found = snapshot(ticker.from_line(line), None, "maghress", "fr", None)
    assert found is not None
    assert [(item.position, item.headline) for item in found.items] == [
        (1, "Pluie à Fès"),
        (3, "Pluie à Fès"),
        (4, "عودة الدراسة"),
        (5, "«La sequía»"),
    ]
    assert found.id.startswith("maghress/fr/")


def test_a_strip_of_empties_is_no_ticker():
    assert snapshot(ticker.from_line(NBSP4 * 5), None, "maghress", "fr", None) is None


@pytest.mark.parametrize(
    ("line", "divided"),
    [("un titre", False), ("un   titre", False), (f"un{NBSP4}deux", True), ("un    deux", True), ("", False)],
)
def test_is_divided(line: str, divided: bool):
    assert ticker.is_divided(line) is divided


@given(st.text())
@settings(deadline=None, max_examples=200)
def test_any_line_can_be_read(line: str):
    entries = ticker.from_line(line)
    assert sum(len(entry.headline) for entry in entries) <= len(line)
    assert len(entries) <= len(line) // 4 + 1
    if not ticker.is_divided(line):
        assert entries == (RawTickerItem(line),)


def _tree(strip: str, *, inside: str = "div") -> tuple[RawTickerItem, ...]:
    page = (
        "<html><body><ul><li><a href='/fr/'>Accueil</a></li><li><a href='/fr/atlasmatin'>Atlas Matin</a></li></ul>"
        f"<{inside} class='x'>{strip}</{inside}>"
        "<div id='main'><span class='articletitle'>Titre</span>"
        "<span class='articlecontent'>Texte avec <a href='/fr/a/9'>lien</a>.</span></div>"
        "<div id='side'><a href='/fr/b/1'>Autre un</a> <a href='/fr/b/2'>Autre deux</a></div></body></html>"
    )
    return ticker.from_page(Document(Capture(page)))


LINKS = [
    ("Grève à Safi", "/fr/a/1"),
    ("Los pozos ya no dan abasto", "/fr/b/22"),
    ("Grève à Safi", "/fr/a/1"),
    ("أمطار", "/fr/c/333"),
]


@pytest.mark.parametrize("inside", ["div", "marquee", "span", "p", "td"])
@pytest.mark.parametrize("separator", [NBSP4, "&nbsp;" * 4, "&#160;" * 4, "&#xA0;" * 4])
def test_links_each_followed_by_four_no_break_spaces(inside: str, separator: str):
    strip = "".join(f'<a href="{href}">{text}</a>{separator}' for text, href in LINKS)
    assert _tree(strip, inside=inside) == tuple(RawTickerItem(text, href) for text, href in LINKS)


def test_empty_entries_keep_their_place():
    strip = f'<a href="/fr/a/1">Un</a>{NBSP4}<a href="/"></a>{NBSP4}{NBSP4}<a href="/fr/a/2">Deux</a>{NBSP4}'
    entries = _tree(strip)
    assert [(clean(entry.headline), entry.href) for entry in entries if clean(entry.headline)] == [
        ("Un", "/fr/a/1"),
        ("Deux", "/fr/a/2"),
    ]
    assert [clean(entry.headline) for entry in entries] == ["Un", "", "", "Deux"]


@pytest.mark.parametrize(
    "strip",
    [
        "".join(f'<a href="{href}">{text}{NBSP4}</a>' for text, href in LINKS),
        "".join(f'<a href="{href}"><b>{text}</b></a>{NBSP4}\n' for text, href in LINKS),
        "".join(f'<span><a href="{href}">{text}</a></span>{NBSP4}' for text, href in LINKS),
        "".join(f'<!-- x --><a href="{href}"><img src="/i.png">{text}</a>{NBSP4}' for text, href in LINKS),
    ],
)
def test_other_nestings_of_the_same_strip(strip: str):
    found = [(clean(entry.headline), entry.href) for entry in _tree(strip)]
    assert found == LINKS


@pytest.mark.parametrize(
    "strip",
    ["<marquee>{}</marquee>", '<div class="newsTicker"><ul>{}</ul></div>', '<div id="TICKER">{}</div>'],
)
def test_without_separators_a_strip_is_known_by_its_name(strip: str):
    found = _tree(strip.format("".join(f'<li><a href="{href}">{text}</a></li>' for text, href in LINKS)))
    assert [(clean(entry.headline), entry.href) for entry in found] == LINKS


@pytest.mark.parametrize(
    "strip",
    [
        "",
        "<p>Un texte sans lien</p>",
        "<a href='/fr/'>Accueil</a> <a href='/fr/a'>Source</a>",
        f"<a href='/fr/'>Accueil</a>{NBSP4}<a href='/fr/sources'>Sources</a>{NBSP4}<a href='/ar/'>عربي</a>{NBSP4}",
    ],
)
def test_a_menu_is_no_ticker(strip: str):
    assert _tree(strip) == ()


@given(st.lists(st.tuples(st.just("") | HEADLINES, st.integers(1, 10**6)), min_size=1, max_size=12))
@settings(deadline=None, max_examples=150)
def test_a_strip_of_links_comes_back(entries: list[tuple[str, int]]):
    strip = "".join(f'<a href="/fr/x/{number}">{escape(text)}</a>{NBSP4}' for text, number in entries)
    found = _tree(strip)
    assert [(clean(entry.headline), entry.href) for entry in found] == [(clean(t), f"/fr/x/{n}") for t, n in entries]


@given(st.text() | st.text(alphabet="<>a/=' hrefmquti\u00a0&nbsp;0"))
@settings(deadline=None, max_examples=150)
def test_any_page_can_be_looked_through(page: str):
    for entry in ticker.from_page(Document(Capture(f"<html><body>{page}</body></html>"))):
        assert isinstance(entry.headline, str)


# One story of each edition for each of the three elements that the templates put the strip in.
SHOWN = list({(story.site, story.edition, story.number % 3): story for story in corpus.stories()}.values())


@pytest.mark.parametrize("story", SHOWN, ids=[story.id for story in SHOWN])
def test_the_strip_of_a_replica_page(story: corpus.Story):
    strip = render.strip(story.site, story.edition, story.number, empty_at=4)
    page = render.article(story, strip)
    found = ticker.from_page(Document(Capture(page)))
    assert [(clean(entry.headline), entry.href) for entry in found] == [
        (clean(entry.text), entry.path) if entry else ("", "/") for entry in strip
    ]
