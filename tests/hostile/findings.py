"""What once took minutes or gigabytes, and variants of it."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from tests.archives.test_limits import members_in_members
from tests.hostile.archives import brotli_of, decoded, read_file, read_records
from tests.hostile.readers import READERS

DEEP = 240
MIB = 1024 * 1024


class Finding(NamedTuple):
    """A reader, and an input that was too much for it."""

    read: Callable[[Any], object]
    make: Callable[[int], Any]
    """Makes an input of about a number of characters; if it is packed, unpacked."""
    worth: int = 8
    """Bytes of memory that a byte of the unpacked input may take: none if its records are small."""


def _numbered(unit: str, size: int) -> str:
    each = len(unit) + 4
    return "".join(unit.replace("#", str(number)) for number in range(size // each + 1))


def _page(name: str, make: Callable[[int], str]) -> Finding:
    reader = READERS[name]
    return Finding(reader.read, lambda size: reader.fill(make(size)), reader.worth)


def _feed(item: str) -> Finding:
    head, tail = "<rss><channel>", "</channel></rss>"
    return Finding(READERS["RSS"].read, lambda size: head + _numbered(item, size) + tail, 25)


def _json_feed(size: int) -> str:
    items = [
        {"id": str(number), "url": f"https://example.org/{number}", "title": f"Titre {number}"}
        for number in range(size // 70 + 1)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})


def _deep(opening: str, inner: str, closing: str) -> Callable[[int], str]:
    unit = opening * DEEP + inner + closing * DEEP
    return lambda size: unit * (size // len(unit) + 1)


def _rows(size: int, **options: Any) -> bytes:
    import pyarrow
    from pyarrow import parquet

    file = io.BytesIO()
    table = pyarrow.table({"html": ["<p>" + "a" * 9_997] * (size // 10_000 + 1)})
    parquet.write_table(table, file, **options)
    return file.getvalue()


def _garbage(size: int) -> bytes:
    return gzip.compress(b"WARC/1.0\r\n" + bytes(size), 6)


ITEM = "<item><title>Titre #</title><link>https://example.org/#</link></item>"
ROW = "<a href='/fr/lepharedoran/#'>Un titre #</a>\n"
VALUE = " a#='>'"
IMAGES = "<img src=/#.jpg>"
FINDINGS: dict[str, Finding] = {
    "attributes of one tag": _page(
        "page of any site", lambda size: f"<p {_numbered(' a#', size)}>x"
    ),
    "values with tags in one tag": _page(
        "page of the platform", lambda size: f"<p {_numbered(VALUE, size)}>x"
    ),
    "images of a figure": _page(
        "page of any site", lambda size: f"<figure>{_numbered(IMAGES, size)}</figure>"
    ),
    "links with images of a figure": _page(
        "page of the platform",
        lambda size: f"<figure>{_numbered(f'<a href=/#>{IMAGES}</a>', size)}<figcaption>x</figure>",
    ),
    "a Brotli body of zeros": Finding(decoded("br"), lambda size: brotli_of(bytes(size))),
    "a body with two codings": Finding(
        decoded("gzip, br"), lambda size: brotli_of(gzip.compress(bytes(size)))
    ),
    "one value in many rows": Finding(read_file("t.parquet"), _rows, 0),
    "equal values in many rows": Finding(
        read_file("t.parquet"),
        lambda size: _rows(size, use_dictionary=False, compression="zstd"),
        0,
    ),
    "a gzip member of zeros": Finding(read_file("t.warc.gz"), _garbage, 0),
    "members in members": Finding(read_file("t.warc.gz"), members_in_members, 0),
    "lines like headers": Finding(
        read_file("t.warc"),
        lambda size: b"WARC/1.0\r\nWARC-Type: response\r\n" * (size // 32 + 1),
        0,
    ),
    "headers without an end": Finding(
        read_file("t.warc"),
        lambda size: b"WARC/1.0\r\n" + b"WARC-Type: x WARC/1.0\r\n" * (size // 26),
        0,
    ),
    "problems of one kind": Finding(read_records, lambda size: b"{}\n" * (size // 3 + 1), 0),
    "links": _page("list of articles", lambda size: _numbered(ROW, size)),
    "links of any site": _page("page of any site", lambda size: _numbered(ROW, size)),
    "short links": _page("any page", lambda size: _numbered("<a href=/#>", size)),
    "a ticker": _page("list of articles", lambda size: _numbered(f"{ROW} • ", size)),
    "entries of a feed": _feed(ITEM),
    "entries with dates": _feed(
        "<item><title>Titre #</title><link>https://example.org/#</link><pubDate>Mon, 05 Jan 2026"
        " 10:00:# GMT</pubDate><description>&lt;p>Un mot #</description></item>"
    ),
    "entries of a JSON Feed": Finding(READERS["JSON Feed"].read, _json_feed, 25),
    "links in links": _page("page of any site", _deep("<a href=/x><span>mot", "", "</span></a>")),
    "captions in captions": _page(
        "page of any site", _deep("<div class=caption>Mot ", "<img src=/a.jpg>", "</div>")
    ),
    "damaged text": _page(
        "page of the platform", lambda size: "rentrÃ©e Ø§Ù„Ù…ØºØ±Ø¨ " * (size // 22 + 1)
    ),
    "damaged texts of links": _page(
        "list of articles", lambda size: _numbered("<a href=/fr/x/#>rentrÃ©e Ù…ØºØ±Ø¨ #</a>", size)
    ),
}
"""Findings by name."""
