"""The example of a site with markup of its own reads its pages without losing anything."""

from __future__ import annotations

from newsscraper.items.records import Capture
from newsscraper.pages.base import Page
from newsscraper.pages.document import Document
from tests.sites.regional import RegionalArticlePage, SectionPage


def read(page_class: type[Page], body: str) -> Page:
    capture = Capture(f"<html><body>{body}</body></html>", "https://www.regional.example/port")
    page = page_class(capture, Document(capture))
    assert page.matches()
    return page


def test_a_section_links_its_articles_and_its_next_page():
    page = read(
        SectionPage,
        '<ol class="articles"><li><a href="a-1.html">Le <em>pont</em></a><time>2 mai</time></li>'
        '</ol><a rel="next" href="page-2.html">Suivant</a>',
    )
    roles = [(link.href, link.role, link.text) for link in page.links() if link.role]
    assert roles == [("a-1.html", "entry", "Le pont"), ("page-2.html", "next", "Suivant")]


def test_markup_inside_a_paragraph_is_kept():
    article = read(
        RegionalArticlePage,
        "<article><h1>Le pont <em>enfin</em> rouvert</h1>"
        "<p>Le pont, <a href='/x'>fermé en mars</a>, est rouvert.</p></article>",
    ).article()
    assert article is not None
    assert article.headline == "Le pont enfin rouvert"
    assert article.body == ("Le pont, fermé en mars, est rouvert.",)
    assert article.author is None
