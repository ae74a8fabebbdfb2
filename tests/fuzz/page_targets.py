"""Targets: pages, feeds and texts, as bytes with their address in the first line."""

from __future__ import annotations

from typing import Any

from lxml import html

from newsscraper.items.records import Capture
from newsscraper.pages.document import Document
from newsscraper.pages.generic.walk import walk
from newsscraper.pages.markdown import to_markdown
from newsscraper.pages.refresh import refresh_of
from tests.fuzz import seeds
from tests.fuzz.changes import TEXT
from tests.fuzz.records import read_page
from tests.fuzz.target import Target


def _parts(content: bytes) -> tuple[str | None, bytes]:
    """The address and the page."""
    url, _, page = content.partition(b"\n")
    return url.decode("utf-8", "replace") or None, page


def _page(content: bytes) -> Any:
    url, page = _parts(content)
    return read_page(page, url)


def _any_page(content: bytes) -> Any:
    url, page = _parts(content)
    return read_page(page, url, any_page=True)


def _text(content: bytes) -> Any:
    url, page = _parts(content)
    # Text from elsewhere, JSON for example, may have surrogates.
    return [read_page(page, url), read_page(page.decode("utf-8", "surrogateescape"), url)]


def _without_address(content: bytes) -> Any:
    return read_page(_parts(content)[1], None)


def _json_ld(content: bytes) -> Any:
    """The statements of a page alone, around the same article."""
    head, _, rest = seeds.SMALL.encode().partition(b'{"@context"')
    return read_page(head + content + rest[rest.index(b"</script>") :], seeds.PRESS)


def _refresh(content: bytes) -> Any:
    url, page = _parts(content)
    found = refresh_of(page.decode("utf-8", "replace"), url or "")
    return None if found is None else found._asdict()


def _markdown(content: bytes) -> Any:
    """The writer alone, with every block of a page; read back, it has no markup of its own."""
    url, page = _parts(content)
    document = Document(Capture(page, url))
    root = document.selector.root if document.form == "html" else html.fromstring("<p>x</p>")
    blocks = walk(root)
    return to_markdown(blocks, range(len(blocks)), url)


_LONG_BASE = (b"<html><head><base href='/" + b"a" * 3000 + b"/'></head>",)
"""What each link of a page would repeat."""

TARGETS = (
    Target("page", "pages of the platform", _page, seeds.pages, _LONG_BASE),
    Target("any-page", "pages of the platform, with any_page", _any_page, seeds.pages),
    Target("press", "articles of other sites", _page, seeds.press, _LONG_BASE),
    Target("press-any", "pages of other sites, with any_page", _any_page, seeds.press, _LONG_BASE),
    Target("no-address", "pages without an address", _without_address, seeds.press),
    Target(
        "feed",
        "RSS, Atom and JSON feeds",
        _page,
        seeds.feeds,
        words=(
            *b"<item> </item> <entry> <guid> <link> <pubDate> <dc:creator>".split(),
            b"<![CDATA[",
            b"]]>",
            b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">]>',
            b"&a;",
            b'xmlns:x="y"',
            b'"items": [',
            b'"url": ',
            b'{"id": 1},',
        ),
    ),
    Target("text", "text captures, as bytes and as text", _text, seeds.texts, changes=TEXT),
    Target("ticker", "tickers and the pages around them", _page, seeds.tickers),
    Target("markdown", "the structure of a page as Markdown", _markdown, seeds.press),
    Target(
        "json-ld",
        "JSON-LD of a page",
        _json_ld,
        seeds.statements,
        words=(
            *b'{ } [ ] , : "@graph" "@id" "@type" "@list" "@value" "author" "name" "url"'.split(),
            *b'"image" "keywords" "isPartOf" NaN Infinity -1 1e999 true null "" [] {} [[]]'.split(),
            *b'"\\ud800" "\\u0000" "datePublished" "headline" "articleBody" "hasPart"'.split(),
            b"9" * 5000,
        ),
        changes=TEXT,
    ),
    Target("refresh", "meta refresh", _refresh, seeds.press),
)
