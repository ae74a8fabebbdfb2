"""The main text of pages that are not articles, for callers that ask for it."""

from __future__ import annotations

import pickle
from typing import get_args

import pytest

from newsscraper import Capture, Extraction, extract, extract_capture, read
from newsscraper.pages.base import Kind
from newsscraper.pages.generic import MainTextPage, model, reading
from newsscraper.pages.generic.reading import read_page
from newsscraper.sites import PLATFORM_PAGES
from tests.pages.other_kinds import CODE, DOCUMENTATION, PAGES, PRODUCT, OtherPage, few_articles
from tests.replica import corpus, render

STORY = corpus.by_id("maghress/fr/atlasmatin/103412")
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.kind)


@pytest.fixture(scope="module", autouse=True)
def _few_articles(tmp_path_factory):
    with few_articles(tmp_path_factory.mktemp("weights")):
        yield


def read_any(page: OtherPage) -> Extraction:
    return extract(page.html, url=page.url, any_page=True)


def blocks(found: Extraction) -> list[str]:
    [article] = found.articles
    return (article.body or "").split("\n\n")


def test_every_kind_of_the_model_is_a_kind_of_page():
    assert set(model.KINDS) < set(get_args(Kind))


@every_page
def test_the_main_text_of_a_page_is_its_record(page):
    found = read_any(page)
    [article] = found.articles
    assert article.headline == page.headline
    assert set(page.wanted) <= set(blocks(found))
    assert not set(page.unwanted) & set(blocks(found))


@every_page
def test_the_record_has_a_warning(page):
    found = read_any(page)
    [article] = found.articles
    assert found.layout == article.layout == "MainTextPage"
    assert found.kind in (page.kind, "page")  # never a wrong kind
    assert {"not_an_article", "generic_layout"} <= set(article.warnings)
    assert "unrecognised" not in found.warnings


@every_page
def test_without_the_option_nothing_changes(page):
    found = extract(page.html, url=page.url)
    assert found.articles == []
    assert found.kind in ("unknown", "listing")
    assert "not_an_article" not in found.warnings


def test_the_kind_is_said_if_it_is_certain():
    assert read_any(PRODUCT).kind == "product"


def test_code_keeps_its_lines():
    [article] = read_any(DOCUMENTATION).articles
    assert f"```\n{CODE}\n```" in article.markdown


def test_a_page_of_a_known_site_is_read_only_if_no_other_class_knows_it():
    address = "https://www.maghress.com/fr/about"
    assert extract(DOCUMENTATION.html, url=address).kind == "unknown"
    found = extract(DOCUMENTATION.html, url=address, any_page=True)
    assert (found.layout, found.site) == ("MainTextPage", "maghress")


@pytest.mark.parametrize(
    ("html", "url", "kind"),
    [
        (render.article(STORY), STORY.url, "article"),
        (render.wall("challenge", "turess", "/a/1"), "https://shop.example/1", "challenge"),
        ("<html><title>404 Not Found</title><h1>Not Found</h1></html>", None, "error"),
        ("<rss version='2.0'><channel><title>x</title></channel></rss>", None, "feed"),
        ("", None, "unknown"),
        ("Only a line of plain text", None, "unknown"),
        ("<html><head><title>Nothing</title></head><body></body></html>", None, "unknown"),
    ],
    ids=["article", "challenge", "error", "feed", "empty", "text", "blank"],
)
def test_what_another_class_knows_or_has_no_text_stays_as_it_is(html, url, kind):
    plain, found = (extract(html, url=url, any_page=which) for which in (False, True))
    assert plain.to_dict() == found.to_dict()
    assert found.kind == kind


def test_a_refused_page_stays_an_error():
    capture = Capture(PRODUCT.html, url=PRODUCT.url, status=410)
    assert extract_capture(capture, any_page=True).kind == "error"


def test_lists_come_after_the_main_text_only_on_unknown_sites():
    lists = (*PLATFORM_PAGES.author, *PLATFORM_PAGES.front, *PLATFORM_PAGES.listing)
    for kind in (None, "article", "front", "author", "listing", "other"):
        plain = PLATFORM_PAGES.candidates(kind)
        found = PLATFORM_PAGES.candidates(kind, any_page=True)
        assert tuple(page for page in found if page is not MainTextPage) == plain
        following = found[found.index(MainTextPage) + 1 :]
        assert following == (lists if kind is None else ())


def test_the_blocks_of_a_page_are_found_once(monkeypatch):
    calls = []
    monkeypatch.setattr(
        reading, "read_page", lambda *given: calls.append(given) or read_page(*given)
    )
    page = read(Capture(PRODUCT.html, url=PRODUCT.url), any_page=True)
    assert page.article() is not None
    assert len(calls) == 1


def test_an_extraction_can_be_pickled():
    found = pickle.loads(pickle.dumps(read_any(PRODUCT)))
    assert (found.kind, len(found.articles)) == ("product", 1)
