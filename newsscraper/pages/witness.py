"""What a page says of itself in JSON-LD and meta tags.

It is a witness to the printed text, never its replacement if that text is there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from lxml import etree

from newsscraper.dates import parse_date
from newsscraper.items.records import Witness
from newsscraper.pages.jsonld import LinkedData, Thing, readable_entities

_WORD = re.compile(r"\w{2,}")
_ARABIC = re.compile("[\u0600-\u06ff]")
_NAMES = {
    "og:title": "headline",
    "article:author": "author",
    "article:section": "section",
    "og:image": "image",
}
_DATES = tuple(
    """
        article:published_time article:published article.published og:article:published_time
        og:published_time og:pubdate parsely-pub-date sailthru.date cxenseparse:recs:publishtime
        cxenseparse:publishtime rnews:datepublished datepublished date_published published_time
        published-date publish-date publish_date publishdate pubdate pub_date publication_date
        publication-date publicationdate article:publicationdate originalpublicationdate
        article_date_original iso-8601-publish-date shareaholic:article_published_time bt:pubdate
        ptime displaydate citation_publication_date citation_online_date citation_date
        prism.publicationdate dcterms.issued dc.date.issued dc:date.issued dc.issued
        dcterms.date.issued dc.date.published
    """.split()
)
"""Names of meta tags that hold the day of publication, in lower case, the surest first: Open Graph,
Parse.ly, Sailthru, Cxense, rNews, Highwire (``citation_``), PRISM, Dublin Core, and what
newspapers' own systems write."""

_LOOSE_DATES = tuple(
    "dcterms.date dc.date dc:date dcterms.created dc.date.created dc.created dcterms.dateaccepted"
    " date".split()
)
"""Names that say a day and not which: of publication mostly, but of the page's making too."""

_META = _NAMES | dict.fromkeys((*_DATES, *_LOOSE_DATES, "parsely-page"), "")


def witness(root: etree._Element) -> Witness:
    """Reads a page's data about itself, from its root. Broken JSON-LD is skipped."""
    meta: dict[str, str] = {}
    scripts = []
    for element in root.iter("meta", "script"):
        if element.tag == "script":
            scripts.append(element)
            continue
        name = (element.get("property") or element.get("name") or "").strip().lower()
        content = element.get("content")
        if name in _META and content and name not in meta:
            meta[name] = readable_entities(content)
    linked_data = LinkedData(scripts)
    linked = _own(list(linked_data.articles()), meta.get("og:title"), root, linked_data)
    image = list(linked_data.addresses(linked.get("image")))
    author = meta.get("article:author")
    return Witness(
        headline=linked_data.text(linked.get("headline")) or meta.get("og:title"),
        published=first_readable([*linked_data.texts(linked.get("datePublished")), *_dates(meta)]),
        # article:author is a profile's address on many sites.
        author=_joined(linked_data.names(linked.get("author")) or linked_data.names(author)),
        section=linked_data.text(linked.get("articleSection")) or meta.get("article:section"),
        source=next(iter(linked_data.names(linked.get("publisher"))), None),
        images=tuple(image or linked_data.addresses(meta.get("og:image"))),
    )


def _joined(names: list[str]) -> str | None:
    """Several authors in one line, by the comma of their script."""
    return ("، " if names and _ARABIC.search(names[0]) else ", ").join(names) or None


def loose_dates(root: etree._Element) -> list[str]:
    """The days that meta tags give without saying that they are those of publication, the likeliest
    first."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = element.get("content")
        if name in _LOOSE_DATES and content and content.strip():
            found.setdefault(name, content)
    return [found[name] for name in _LOOSE_DATES if name in found]


def first_readable(printed: Iterable[str]) -> str | None:
    """The first text that is a date; if none is, the first of all: what cannot be read is worth a
    warning."""
    texts = list(dict.fromkeys(printed))
    if len(texts) < 2:
        return texts[0] if texts else None
    return next((text for text in texts if parse_date(text).date is not None), texts[0])


def _dates(meta: dict[str, str]) -> Iterator[str]:
    yield from (meta[name] for name in _DATES if name in meta and meta[name].strip())
    if page := meta.get("parsely-page"):  # the older form of Parse.ly's: all in one
        try:
            told = json.loads(page, strict=False)
        except (ValueError, RecursionError):
            return
        if isinstance(told, dict) and isinstance(day := told.get("pub_date"), str) and day.strip():
            yield day


def _own(
    articles: list[Thing], headline: str | None, root: etree._Element, linked_data: LinkedData
) -> Thing:
    """Of several articles in the page's data the one with the page's own headline; nothing if there
    is none."""
    if len(articles) < 2:
        return articles[0] if articles else {}
    headline = headline or next((title.text for title in root.iter("title") if title.text), "")
    words = set(_WORD.findall(headline.lower()))
    alike = [
        article
        for article in articles
        if len(
            words & set(_WORD.findall((linked_data.text(article.get("headline")) or "").lower()))
        )
        * 2
        > len(words)
    ]
    return alike[0] if alike else {}
