"""Pages and feeds with more elements or blocks than are read."""

from __future__ import annotations

import pytest

import newsscraper
from newsscraper.pages import length
from newsscraper.pages.length import shortened

URL = "https://www.example.org/2026/01/31/le-conseil-vote-le-budget.html"
TEXT = "<p>" + "Le conseil de la ville a voté hier le budget de la rue, dit le maire. " * 4
HEAD = (
    "<html><head><title>Le conseil vote le budget</title></head><body><article>"
    f"<h1>Le conseil vote le budget</h1>{TEXT * 3}"
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<p>" * 120_000, 120_000),
        ("<p>" * 120_001, 120_000),
        ("<p></p>" * 120_000, 120_000),
        ("a < b " * 300_000, 0),
    ],
)
def test_elements_are_counted(text: str, kept: int):
    assert shortened(text).count("<p>") == kept
    assert (shortened(text) is text) == (text.count("<p>") <= length.MOST_ELEMENTS)


@pytest.mark.parametrize("unit", ["<a href=/1>t</a>", "<IMG src=/1>", "<area\thref=/1>"])
def test_addresses_are_counted(unit: str):
    most = length.MOST_ADDRESSES
    assert shortened(f"{unit}<abbr>x" * most) == f"{unit}<abbr>x" * most
    assert shortened(unit * (most + 1)) == unit * most


def test_values_are_counted():
    text = "<p a=1 b=2 c=3 d=4 e=5>" * 110_000
    assert shortened(text).count("=") == 500_000


@pytest.mark.parametrize("unit", ["<b></b>", "<p>mot", "<li>", "<a href=/x>mot</a>"])
def test_the_beginning_of_a_page_is_read_and_the_rest_is_reported(unit: str):
    found = newsscraper.extract(HEAD + unit * 200_000 + TEXT, url=URL)
    assert "too_long" in found.warnings
    for article in found.articles:
        assert article.headline == "Le conseil vote le budget"


def test_the_first_blocks_of_a_page_are_read_and_the_rest_is_reported():
    found = newsscraper.extract(HEAD + "<p>Un mot.</p>" * 9_000 + "</article></body>", url=URL)
    [article] = found.articles
    assert article.headline == "Le conseil vote le budget"
    assert "too_long" in article.warnings


def test_the_first_entries_of_a_feed_are_read_and_the_rest_is_reported():
    feed = "<rss><channel>" + "".join(
        f"<item><title>Titre {number}</title><link>https://example.org/{number}</link></item>"
        for number in range(55_000)
    )
    found = newsscraper.extract(f"{feed}</channel></rss>")
    assert len(found.links) == (length.MOST_ELEMENTS - 2) // 3
    assert {link.url.rpartition("/")[2] for link in found.links[-1:]} == {"39998"}
    assert "too_long" in found.warnings
