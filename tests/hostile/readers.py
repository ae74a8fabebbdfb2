"""The readers of foreign text, and where in their input the repetition is."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from protego import Protego

import newsscraper
from newsscraper.archives.archive_index import IndexCounts, article_lines
from newsscraper.crawling.middlewares.robots import named_by_token
from newsscraper.dates import parse_date
from newsscraper.dates.anywhere import find_dates
from newsscraper.language import detect, detect_all
from newsscraper.pages.refresh import refresh_of
from newsscraper.passwords import masked
from newsscraper.text.cleaning import clean
from newsscraper.text.encoding import decode
from newsscraper.text.mojibake import mend
from newsscraper.urls import absolute, canonical, readable

Read = Callable[[Any], object]
Fill = Callable[[str], Any]


class Reader(NamedTuple):
    """A reader and its input."""

    read: Read
    fill: Fill
    """Puts a text into an input of the reader."""
    worth: int = 8
    """Bytes of memory that a byte of the input may take: 25 for pages and feeds."""


PLATFORM = "https://www.djazairess.com/fr/lepharedoran/71562"
ARTICLE = "https://www.example.org/2026/01/31/le-conseil-vote-le-budget.html"
TITLE = "Le conseil vote le budget"
TEXT = "<p>" + "Le conseil de la ville a voté hier le budget de la rue, dit le maire. " * 4
NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)


def _page(url: str, **options: Any) -> Read:
    return lambda page: newsscraper.extract(page, url=url, fetched_at=NOW, **options).to_dict()


def _on_platform(text: str) -> str:
    return (
        f'<span class="articletitle">{TITLE}</span><span class="articlenewspaper">Publié dans X le'
        f' 02 - 03 - 2025</span><span class="articlecontent">{TEXT}<br>{text}'
    )


def _elsewhere(text: str) -> str:
    return (
        f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
        f"<p>Par Lina Haddad, le 31 janvier 2026</p>{TEXT}</p>{text}"
    )


def _in_head(text: str) -> str:
    quoted = text.replace('"', "&quot;")
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": text, "x": [text]})
    return (
        f'<html><head><title>{text}</title><meta name="description" content="{quoted}">'
        f'<meta property="article:published_time" content="{quoted}"><meta name="author"'
        f' content="{quoted}"><script type="application/ld+json">{data}</script></head>'
        f"<body><article><h1>{TITLE}</h1>{TEXT}"
    )


def _in_lines(text: str) -> str:
    """Repeated in lines like those around a headline: the date, the names, the section."""
    lines = "".join(f"<p class=date>{text[at : at + 60]}</p>" for at in range(0, len(text), 60))
    return f"<html><body><article><h1>{TITLE}</h1>{lines}{TEXT}"


def _captured(text: str) -> str:
    return (
        f"Titre{chr(160) * 4}\n\n\n\n\n\n\n\nCliquez ici pour lire l'article depuis sa source.\n\n"
        f"{TITLE}\nPublié dans X le 02 - 03 - 2025\n\n{TEXT[3:]}\n{text}\n"
    )


def _rss(text: str) -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><title>{text}'
        f"</title><link>https://example.org/1</link><description><![CDATA[{text}]]></description>"
        f"</item>{text}<item><title>U</title><link>https://example.org/2</link></item></channel>"
        "</rss>"
    )


def _atom(text: str) -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>{TITLE}</title>'
        f'<link href="https://example.org/1"/><content type="html">{text}</content><updated>{text}'
        "</updated></entry></feed>"
    )


def _json_feed(text: str) -> str:
    item = {"id": "1", "url": "https://example.org/1", "title": text, "content_html": text}
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "items": [item]}, ensure_ascii=False
    )


def _robots(text: str) -> str:
    lines = "\n".join(f"Disallow: /{text[at : at + 40]}" for at in range(0, len(text), 40))
    return f"User-agent: *\n{lines}\nDisallow: {text}\nUser-agent: newsscraper/1.0\n{text}\n"


def _obey(text: str) -> object:
    body = text.encode("utf-8", "replace")[: 512 * 1024]
    rules = Protego.parse(named_by_token(body, "newsscraper").decode("utf-8", "replace"))
    return rules.can_fetch(PLATFORM, "newsscraper"), rules.crawl_delay("newsscraper")


def _index(text: str) -> bytes:
    lines = [
        json.dumps({"url": f"https://www.djazairess.com/fr/x/{at}", "mime": text[at : at + 200]})
        for at in range(0, len(text), 200)
    ]
    return "\n".join((f"com,djazairess)/ 20260131 {text}", *lines)).encode()


def _index_lines(content: bytes) -> list[object]:
    return list(article_lines(content.splitlines(), "djazairess", IndexCounts()))


def _addresses(text: str) -> None:
    url = absolute("https://www.djazairess.com/fr/", text)
    for each in (url, f"https://www.djazairess.com/fr/{text}", f"http://{text}/"):
        if each is not None:
            canonical(each)
            readable(each)


def _dates(text: str) -> None:
    """Whole, as somebody calls it, and line by line, as the lines of a page are read."""
    parse_date(text, reference=NOW)
    for at in range(0, len(text), 80):
        parse_date(text[at : at + 80], reference=NOW)
        find_dates(text[at : at + 80])


def _damaged(text: str) -> str:
    """Repeated between damaged words in each of the kinds of damage that are known."""
    words = ("rentrÃ©e ", "Ø§Ù„Ù…ØºØ±Ø¨ ", "ÃÓÚÇÑ ÇáÞãÍ ", "ط§ظ„ظ…ط؛ط±ط¨ ", "l\x92eau ")
    parts = (words[at // 40 % 5] + text[at : at + 40] for at in range(0, len(text), 40))
    return "".join(parts)


def _same(text: str) -> str:
    return text


def _bytes(codec: str) -> Fill:
    return lambda text: f"<meta charset={codec}>{text}é ".encode(codec, "replace")


READERS: dict[str, Reader] = {
    "page of the platform": Reader(_page(PLATFORM), _on_platform, 25),
    "page of any site": Reader(_page(ARTICLE), _elsewhere, 25),
    "head of a page": Reader(_page(ARTICLE), _in_head, 25),
    "lines of a page": Reader(_page(ARTICLE), _in_lines, 25),
    "any page": Reader(
        _page("https://www.example.org/", any_page=True), lambda text: f"{TEXT}{text}", 25
    ),
    "list of articles": Reader(_page("https://www.djazairess.com/fr/lepharedoran"), _same, 25),
    "text of a page": Reader(_page(PLATFORM), _captured, 25),
    "RSS": Reader(_page("https://www.example.org/feed"), _rss, 25),
    "Atom": Reader(_page("https://www.example.org/feed"), _atom, 25),
    "JSON Feed": Reader(_page("https://www.example.org/feed"), _json_feed, 25),
    "robots.txt": Reader(_obey, _robots),
    "meta refresh": Reader(
        lambda text: refresh_of(text, ARTICLE),
        lambda text: f"{text}<meta http-equiv=refresh content='{text}'>",
    ),
    "bytes in UTF-8": Reader(decode, _bytes("utf-8")),
    "bytes in windows-1256": Reader(decode, _bytes("windows-1256")),
    "bytes in UTF-16": Reader(decode, _bytes("utf-16")),
    "cleaning": Reader(clean, _same),
    "mojibake": Reader(mend, _damaged),
    "language": Reader(lambda text: (detect(text), detect_all(text)), lambda text: f"Le {text} et"),
    "dates": Reader(_dates, _same),
    "addresses": Reader(_addresses, _same),
    "secrets in messages": Reader(masked, lambda text: f"https://u:p@h/{text} password={text}"),
    "lines of an index": Reader(_index_lines, _index),
}
"""Readers of text by name, each of which is given every kind of repetition."""
