"""Invented pages of sites that are not the platform's, for the tests of their fields."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from json import dumps

from newsscraper.items.records import Capture
from newsscraper.pages.document import Document
from newsscraper.pages.fields import PageFields

URL = "https://www.dawn-of-fes.example/news/harbour-reopens"
FETCHED = datetime(2026, 1, 30, 12, tzinfo=UTC)
HEADLINE = "Harbour of Larache reopens after two storms"
TEXT = (
    "The harbour of Larache reopened on Tuesday morning, two weeks after the second storm of the"
    " winter had broken its northern mole. Some forty boats left before noon, and the auction hall"
    " had fish to sell for the first time since the New Year. The repair of the mole itself will"
    " take until summer, the port authority said."
)


def meta(**values: str) -> str:
    """Meta tags; ``og__title`` is ``og:title``."""
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{escape(value)}">'
        for name, value in values.items()
    )


def linked(**values: object) -> str:
    """A script with a JSON-LD article."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **values}
    return f'<script type="application/ld+json">{dumps(data, ensure_ascii=False)}</script>'


def page(
    head: str = "",
    around: str = f"<h1>{HEADLINE}</h1>",
    *,
    title: str = HEADLINE,
    lang: str = "en",
    end: str = "",
) -> str:
    """A page with an article of two long paragraphs."""
    return (
        f'<html lang="{lang}"><head><title>{escape(title)}</title>{head}</head><body>'
        f"<nav><a href='/'>Dawn of Fes</a></nav><main><article>{around}<p>{TEXT}</p><p>{TEXT}</p>"
        f"</article></main>{end}</body></html>"
    )


def fields(html: str, url: str | None = URL) -> PageFields:
    """The fields of a page."""
    document = Document(Capture(html, url, FETCHED))
    return PageFields(document.root, document.url, FETCHED)
