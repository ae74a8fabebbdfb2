"""The press corpus is complete and says what it expects."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from html import unescape

import lxml.html
import pytest

from tests.press.pages import PARTS, PressPage, pages
from tests.press.regional_dates import hijri

PAGES = {part: list(pages(part)) for part in PARTS}
EVERY = [pytest.param(page, id=f"{part}-{page.id}") for part in PARTS for page in PAGES[part]]
BLIND = [pytest.param(page, id=page.id) for page in PAGES["blind"]]


def squeezed(text: str) -> str:
    return "".join(text.split())


def text_of(page: PressPage) -> str:
    tree = lxml.html.document_fromstring(page.html)
    for element in tree.xpath("//script | //style | //head"):
        element.drop_tree()
    return squeezed(tree.text_content())


def test_the_counts_of_the_blind_part():
    assert Counter(page.language for page in PAGES["blind"]) == {"ar": 34, "fr": 11}
    systems = {(page.language, page.system) for page in PAGES["blind"]}
    assert Counter(language for language, _ in systems) == {"ar": 10, "fr": 4}


@pytest.mark.parametrize("part", PARTS)
def test_ids_addresses_and_texts_are_unique(part):
    for values in (
        [page.id for page in PAGES[part]],
        [page.url for page in PAGES[part]],
        [text_of(page) for page in PAGES[part]],
        [page.body for page in PAGES[part]],
    ):
        assert len(set(values)) == len(values)


@pytest.mark.parametrize("part", PARTS)
def test_pages_are_the_same_at_each_call(part):
    assert list(pages(part)) == PAGES[part]


@pytest.mark.parametrize("page", EVERY)
def test_a_page_prints_what_it_expects(page):
    text = text_of(page)
    assert page.body
    start = 0
    for paragraph in page.body:
        found = text.find(squeezed(paragraph), start)
        assert found >= 0, f"missing or out of order: {paragraph}"
        start = found + len(squeezed(paragraph))
    for printed in (page.headline, page.section, *page.authors, *page.tags):
        assert squeezed(printed) in text
    source = unescape(page.html)
    assert page.description in source
    assert page.image in source


@pytest.mark.parametrize("page", BLIND)
def test_a_blind_page_prints_its_time(page):
    when = datetime.fromisoformat(page.published)
    assert (when.tzinfo is None) == (page.published not in page.html)
    assert str(when.year) in text_of(page)


@pytest.mark.parametrize("page", BLIND)
def test_the_metadata_of_a_blind_page_is_json(page):
    tree = lxml.html.document_fromstring(page.html)
    scripts = tree.xpath("//script[contains(@type, 'json') and not(@type='speculationrules')]")
    for number, script in enumerate(scripts):
        if (page.system, number) == ("ar_jannah", 1):  # two plugins at work; one of them is broken
            with pytest.raises(ValueError, match="Invalid control character"):
                json.loads(script.text)
        else:
            json.loads(script.text)


@pytest.mark.parametrize("page", EVERY)
def test_a_page_prints_each_long_paragraph_once_as_text(page):
    text = text_of(page)
    for paragraph in page.body:
        if len(paragraph) > 200:
            assert text.count(squeezed(paragraph)) == 1


def test_hijri_days():
    assert hijri(datetime(2026, 6, 17)) == "1 محرم 1448 هـ"
    assert hijri(datetime(2025, 3, 1)) in {"1 رمضان 1446 هـ", "30 شعبان 1446 هـ"}
