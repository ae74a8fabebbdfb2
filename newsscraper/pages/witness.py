"""What a page says of itself in JSON-LD and OpenGraph.

It is a witness to the printed text, never its replacement where that text is there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from newsscraper.items import Witness
from newsscraper.text import without_surrogates

_ARTICLE_TYPES = frozenset(
    ["Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BlogPosting", "Report"]
)
_WORD = re.compile(r"\w{2,}")
_MAX_JSON = 1_000_000
_META = {
    "og:title": "headline",
    "article:published_time": "published",
    "article:author": "author",
    "article:section": "section",
    "og:image": "image",
}


def witness(root: etree._Element) -> Witness:
    """Reads a page's data about itself, from its root. Broken JSON-LD is passed over."""
    meta: dict[str, str] = {}
    scripts = []
    for element in root.iter("meta", "script"):
        if element.tag == "script":
            scripts.append(element)
            continue
        name = _META.get(element.get("property") or element.get("name") or "")
        content = element.get("content")
        if name and content and name not in meta:
            meta[name] = content
    linked = _own(list(_articles(scripts)), meta.get("headline"), root)
    image = linked.get("image") or meta.get("image")
    author = meta.get("author")
    return Witness(
        headline=_text(linked.get("headline")) or meta.get("headline"),
        published=_text(linked.get("datePublished")) or meta.get("published"),
        # article:author is a profile's address on many sites.
        author=_text(linked.get("author")) or (author if author and "://" not in author else None),
        section=_text(linked.get("articleSection")) or meta.get("section"),
        source=_text(linked.get("publisher")),
        images=tuple(_images(image)),
    )


def _own(articles: list[dict[str, Any]], headline: str | None, root: etree._Element) -> dict[str, Any]:
    """Of several articles in the page's data the one with the page's own headline; nothing where that is not one."""
    if len(articles) < 2:
        return articles[0] if articles else {}
    headline = headline or next((title.text for title in root.iter("title") if title.text), "")
    words = set(_WORD.findall(headline.lower()))
    alike = [
        article
        for article in articles
        if len(words & set(_WORD.findall((_text(article.get("headline")) or "").lower()))) * 2 > len(words)
    ]
    return alike[0] if alike else {}


def _articles(scripts: list[etree._Element]) -> Iterator[dict[str, Any]]:
    for script in scripts:
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > _MAX_JSON:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kind = node.get("@type")
            if any(isinstance(name, str) and name in _ARTICLE_TYPES for name in (kind if isinstance(kind, list) else [kind])):
                yield node


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    for entry in data if isinstance(data, list) else [data]:
        if isinstance(entry, dict):
            yield entry
            graph = entry.get("@graph")
            if isinstance(graph, list):
                yield from (node for node in graph if isinstance(node, dict))


def _text(value: Any) -> str | None:
    """A text out of the forms that schema.org allows: a string, a thing with a name, a list of either."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return without_surrogates(value) if isinstance(value, str) and value.strip() else None


def _images(value: Any) -> Iterator[str]:
    for entry in value if isinstance(value, list) else [value]:
        address = entry.get("url") if isinstance(entry, dict) else entry
        if isinstance(address, str) and address:
            yield without_surrogates(address)
