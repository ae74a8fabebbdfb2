"""Pages that are huge, deep or monotonous: never an exception, and CPU time linear in the size."""

from __future__ import annotations

import json
from collections.abc import Callable
from time import process_time

import pytest

import newsscraper

URL = "https://www.example.org/2026/01/31/le-conseil-vote-le-budget.html"
HEAD = "<html><head><title>Le conseil vote le budget</title></head><body>"
PARAGRAPH = "<p>" + "Le conseil de la ville a voté hier le budget de la rue, dit le maire. " * 4
ARTICLE = f"{HEAD}<article><h1>Le conseil vote le budget</h1>{PARAGRAPH * 3}{{}}{PARAGRAPH}"
_TRIES = 6
PAGES = {"article": ARTICLE, "page": HEAD + "{}"}
"""Each shape is tried inside an article and alone."""

Shape = Callable[[int], str]


def repeated(unit: str) -> Shape:
    return lambda number: unit * number


def numbered(unit: str) -> Shape:
    return lambda number: "".join(unit.replace("#", str(each)) for each in range(number))


SHAPES: dict[str, tuple[Shape, int, int]] = {
    "empty paragraphs": (repeated("<p></p>"), 100_000, 12_000),
    "empty divisions": (repeated("<div></div>"), 100_000, 8_000),
    "empty spans": (repeated("<span></span>"), 100_000, 10_000),
    "divisions in each other": (
        lambda number: "<div>" * number + "x" + "</div>" * number,
        10_000,
        5_000,
    ),
    "spans in each other": (
        lambda number: "<span>" * number + "x" + "</span>" * number,
        10_000,
        5_000,
    ),
    "unclosed elements": (repeated("<div><b>"), 10_000, 5_000),
    "text": (repeated("Le conseil a voté le budget, dit-il. "), 140_000, 15_000),
    "paragraphs": (
        repeated("<p>Le conseil de la ville a voté le budget pour la rue, dit-il hier soir.</p>"),
        60_000,
        2_000,
    ),
    "links": (numbered("<a href='/x/#'>Un lien vers une page</a> "), 30_000, 1_000),
    "links in items": (numbered("<li><a href='/x/#'>Un lien vers #</a>"), 30_000, 1_000),
    "scripts": (repeated("<script>var a = 1; f(a);</script>"), 50_000, 8_000),
    "data": (
        numbered(
            "<script type='application/ld+json'>"
            '{"@type":"NewsArticle","headline":"Titre #","articleBody":"Un mot."}</script>'
        ),
        20_000,
        800,
    ),
    "one word": (repeated("mot "), 500_000, 80_000),
    "one word in paragraphs": (repeated("<p>mot</p>"), 30_000, 3_000),
    "one long word": (repeated("m"), 5_000_000, 500_000),
    "line breaks": (repeated("<br>"), 100_000, 20_000),
    "lines": (repeated("mot<br>"), 100_000, 3_000),
    "items of a class": (repeated("<li class='item'>Un mot ou deux.</li>"), 50_000, 2_000),
    "other classes": (numbered("<div class='c# Xy-#'>Un mot #</div>"), 30_000, 1_000),
    "cells": (repeated("<table><tr><td>un<td>deux</table>"), 20_000, 800),
    "images": (repeated("<img src='/a.jpg' alt='x'><p>Une ligne de texte.</p>"), 20_000, 800),
    "captions": (
        repeated("<figure><img src='/a.jpg'><figcaption>Une légende</figcaption></figure>"),
        20_000,
        800,
    ),
    "headings": (repeated("<h2>Un titre</h2><p>Une ligne de texte.</p>"), 20_000, 800),
    "emphasis": (repeated("<b>mot</b> <i>mot</i> "), 50_000, 1_500),
    "comments": (repeated("<!-- x -->"), 100_000, 20_000),
    "comments in text": (repeated("mot <!-- x -->"), 50_000, 10_000),
    "metadata": (numbered("<meta property='article:tag' content='mot #'>"), 30_000, 3_000),
    "dates and authors": (
        repeated("<time>7 mai 2024</time> <span class='author'>Par Salma Berrada</span> "),
        20_000,
        800,
    ),
    "quotes": (repeated("<blockquote><p>Une ligne, dit-il.</p></blockquote>"), 20_000, 800),
    "code": (repeated("<pre>code\n  code\n</pre>"), 20_000, 800),
    "undisplayed": (repeated("<p style='display:none'>Une ligne, dit-il.</p>"), 20_000, 800),
}
"""Each shape with a number of repetitions that is huge, and one whose page takes a moment."""

MOST_GROWTH = 2.5
"""How many times as much CPU time a page of twice the size may take."""


def page(name: str, around: str, number: int) -> str:
    return PAGES[around].format(SHAPES[name][0](number))


def extract(html: str) -> newsscraper.Extraction:
    return newsscraper.extract(html, url=URL, fetched_at="2026-02-01T12:00:00Z")


def cpu(html: str) -> float:
    """CPU time in seconds, of the fastest of three runs."""
    best = float("inf")
    for _ in range(3):
        begun = process_time()
        extract(html).to_dict()
        best = min(best, process_time() - begun)
    return best


@pytest.mark.parametrize("name", SHAPES)
def test_a_huge_page_is_read(name: str):
    found = extract(page(name, "article", SHAPES[name][1]))
    assert found.kind
    assert json.dumps(found.to_dict(), ensure_ascii=False).encode("utf-8")
    for article in found.articles:
        assert article.headline == "Le conseil vote le budget"


@pytest.mark.parametrize("around", PAGES)
@pytest.mark.parametrize("name", SHAPES)
def test_the_cost_is_linear(name: str, around: str):
    number = SHAPES[name][2]
    one, two = page(name, around, number), page(name, around, 2 * number)
    extract(one)
    # On a busy machine a measurement may be far off. What is quadratic grows fourfold every time.
    assert any(cpu(two) / cpu(one) <= MOST_GROWTH for _ in range(_TRIES))


@pytest.mark.parametrize("size", [1, 100, 10_000])
@pytest.mark.parametrize("name", SHAPES)
def test_a_page_of_one_shape_alone(name: str, size: int):
    extract(SHAPES[name][0](min(size, SHAPES[name][2]))).to_dict()
