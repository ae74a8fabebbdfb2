"""The metadata of a page: JSON-LD and meta tags.

It is compared with the printed text. It replaces the text only if that is missing.
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
PUBLISHED_NAMES = tuple(
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
"""Meta tag names of the date of publication, in lower case, the most reliable first.

Sources: Open Graph, Parse.ly, Sailthru, Cxense, rNews, Highwire (``citation_``), PRISM, Dublin
Core, and the systems of newspapers.
"""

UNCERTAIN_NAMES = tuple(
    "dcterms.date dc.date dc:date dcterms.created dc.date.created dc.created dcterms.dateaccepted"
    " date".split()
)
"""Meta tag names of a date of unclear meaning.

It is mostly the date of publication, but may be that of the page's creation.
"""

_META = _NAMES | dict.fromkeys((*PUBLISHED_NAMES, *UNCERTAIN_NAMES, "parsely-page"), "")


def witness(root: etree._Element) -> Witness:
    """Read the metadata of a page. Invalid JSON-LD is skipped.

    Args:
        root: The root element of the page.

    """
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
    linked = _own_article(list(linked_data.articles()), meta.get("og:title"), root, linked_data)
    image = list(linked_data.addresses(linked.get("image")))
    author = meta.get("article:author")
    return Witness(
        headline=linked_data.text(linked.get("headline")) or meta.get("og:title"),
        published=first_readable([*linked_data.texts(linked.get("datePublished")), *_dates(meta)]),
        # On many sites, article:author is the address of a profile.
        author=joined_names(linked_data.names(linked.get("author")) or linked_data.names(author)),
        section=linked_data.text(linked.get("articleSection")) or meta.get("article:section"),
        source=next(iter(linked_data.names(linked.get("publisher"))), None),
        images=tuple(image or linked_data.addresses(meta.get("og:image"))),
    )


def joined_names(names: list[str]) -> str | None:
    """Several authors on one line, separated by the comma of their script."""
    return ("، " if names and _ARABIC.search(names[0]) else ", ").join(names) or None


def uncertain_dates(root: etree._Element) -> list[str]:
    """The dates of meta tags with an unclear meaning, the most likely first.

    Args:
        root: The root element of the page.

    """
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = element.get("content")
        if name in UNCERTAIN_NAMES and content and content.strip():
            found.setdefault(name, content)
    return [found[name] for name in UNCERTAIN_NAMES if name in found]


def first_readable(printed: Iterable[str]) -> str | None:
    """The first text that is a valid date, else the first text.

    An invalid date is kept, so that it causes a warning.

    Args:
        printed: The texts as printed.

    """
    texts = list(dict.fromkeys(printed))
    if len(texts) < 2:
        return texts[0] if texts else None
    return next((text for text in texts if parse_date(text).date is not None), texts[0])


def _dates(meta: dict[str, str]) -> Iterator[str]:
    yield from (meta[name] for name in PUBLISHED_NAMES if name in meta and meta[name].strip())
    if page := meta.get("parsely-page"):  # the older form of Parse.ly: one tag with all data
        try:
            value = json.loads(page, strict=False)
        except (ValueError, RecursionError):
            return
        if (
            isinstance(value, dict)
            and isinstance(day := value.get("pub_date"), str)
            and day.strip()
        ):
            yield day


def _own_article(
    articles: list[Thing], headline: str | None, root: etree._Element, linked_data: LinkedData
) -> Thing:
    """The JSON-LD article whose headline is the page's own; empty if not found.

    A single article is accepted without this comparison.
    """
    if len(articles) < 2:
        return articles[0] if articles else {}
    headline = headline or next((title.text for title in root.iter("title") if title.text), "")
    words = set(_WORD.findall(headline.lower()))
    matching = [
        article
        for article in articles
        if len(
            words & set(_WORD.findall((linked_data.text(article.get("headline")) or "").lower()))
        )
        * 2
        > len(words)
    ]
    return matching[0] if matching else {}
