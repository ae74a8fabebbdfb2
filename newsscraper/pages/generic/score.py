"""How likely a page is an article, as a number."""

from __future__ import annotations

from newsscraper.items.records import Capture
from newsscraper.pages.document import Document


def is_article_score(html: str | bytes, url: str | None = None) -> float:
    """The probability that a page is an article, from 0 to 1.

    Args:
        html: The page.
        url: Its address, if known.

    """
    from newsscraper.pages.generic import model
    from newsscraper.pages.generic.reading import read_page

    document = Document(Capture(html, url=url))
    if document.form != "html":
        return 0.0
    weights = model.current()
    return read_page(document.root, weights).article_score(document.url, weights)
