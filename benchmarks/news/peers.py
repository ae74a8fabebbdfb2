"""The extractors that are compared. Each is loaded in a process of its own.

A peer is named in `PEERS` or by ``module:function``, a function of a page and its URL that returns
the text.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Values = dict[str, Any]
"""What was read: ``text``, and where the extractor says so ``title``, ``authors``, ``date``,
``kind``."""


def _same(html: str, url: str) -> tuple[Any, ...]:
    return html, url


def _as_text(found: Any) -> Values:
    return {"text": found or ""}


@dataclass(frozen=True)
class Peer:
    """An extractor in three steps, of which the second is timed."""

    read: Callable[..., Any]
    values: Callable[[Any], Values] = _as_text
    """What was read, from what `read` returned."""
    given: Callable[[str, str], tuple[Any, ...]] = _same
    """What `read` is given, from a page and its URL."""
    use: Callable[[str | None], None] | None = None
    """Chooses a file of weights before a page is read."""
    score: Callable[[str, str], float | None] | None = None
    """How likely a page is an article."""


def newsscraper() -> Peer:
    return _newsscraper({})


def newsscraper_any_page() -> Peer:
    return _newsscraper({"any_page": True})


def _newsscraper(options: Mapping[str, Any]) -> Peer:
    from benchmarks.news import ours
    from newsscraper import extract

    def values(found: Any) -> Values:
        if not found.articles:
            return {"kind": found.kind}
        article = found.articles[0]
        authors = getattr(article, "authors", None) or filter(None, [article.author])
        return {
            "kind": found.kind,
            "text": article.body or "",
            "title": article.headline,
            "authors": [getattr(author, "name", author) for author in authors],
            "date": article.published,
        }

    return Peer(
        lambda html, url: extract(html, url=url, **options),
        values,
        use=ours.use_weights,
        score=None if options else ours.article_score,
    )


def trafilatura() -> Peer:
    from trafilatura import extract

    return Peer(lambda html, url: extract(html, include_comments=False))


def trafilatura_fast() -> Peer:
    from trafilatura import extract

    return Peer(lambda html, url: extract(html, include_comments=False, fast=True))


def trafilatura_metadata() -> Peer:
    from trafilatura import bare_extraction

    def values(found: Any) -> Values:
        if found is None:
            return {}
        names = (found.author or "").split(";")
        return {"text": found.text, "title": found.title, "authors": names, "date": found.date}

    return Peer(
        lambda html, url: bare_extraction(
            html, url=url, include_comments=False, with_metadata=True
        ),
        values,
    )


def readability_lxml() -> Peer:
    import lxml.html
    from readability import Document

    blocks = "p div br li ul ol h1 h2 h3 h4 h5 h6 tr td blockquote pre section article".split()

    def read(html: str, url: str) -> str:
        root = lxml.html.fromstring(Document(html).summary())
        for element in root.iter(*blocks):
            element.tail = "\n" + (element.tail or "")
        return root.text_content()

    return Peer(read)


def newspaper4k() -> Peer:
    import newspaper

    def read(html: str, url: str) -> Any:
        article = newspaper.Article(url if url.startswith("http") else "https://example.com/")
        article.download(input_html=html)
        article.parse()
        return article

    def values(found: Any) -> Values:
        day = found.publish_date
        return {
            "text": found.text,
            "title": found.title,
            "authors": list(found.authors),
            "date": day.isoformat() if hasattr(day, "isoformat") else day or None,
        }

    return Peer(read, values)


def resiliparse() -> Peer:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    return Peer(
        lambda html, url: extract_plain_text(
            HTMLTree.parse(html), main_content=True, alt_texts=False, links=False
        )
    )


def _tree(html: str, url: str) -> tuple[Any, ...]:
    """The tree that both readings of dates are given."""
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    root = lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    return root, url if url.startswith("http") else None


def _as_date(found: Any) -> Values:
    return {"date": found}


def newsscraper_date() -> Peer:
    from benchmarks.news import ours

    return Peer(ours.date_in_tree, _as_date, _tree)


def htmldate_extensive() -> Peer:
    from htmldate import find_date

    return Peer(
        lambda root, url: find_date(root, extensive_search=True, original_date=True, url=url),
        _as_date,
        _tree,
    )


PEERS = {
    "trafilatura": "trafilatura",
    "trafilatura-fast": "trafilatura_fast",
    "readability-lxml": "readability_lxml",
    "newspaper4k": "newspaper4k",
    "resiliparse": "resiliparse",
}
"""The peers of the tables and their functions; the first is what the others are compared with."""
BASELINE = "trafilatura"
SLOW = frozenset(["newspaper4k", "readability-lxml", "trafilatura-fast"])
"""Peers that read the pages in the first round only."""


def peer(name: str) -> Peer:
    """A peer by the name of its function here, or by ``module:function``."""
    module, colon, function = name.partition(":")
    if not colon:
        made: Peer = globals()[name]()
        return made
    return Peer(getattr(importlib.import_module(module), function))
