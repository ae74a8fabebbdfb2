"""The content of a WARC record: pages as received, files, and the texts of WET archives.

The standard is WARC 1.1, ISO 28500:2017.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from warcio.bufferedreaders import ChunkedDataReader
from warcio.recordloader import ArcWarcRecordLoader

from newsscraper.captures.codings import unpacked
from newsscraper.captures.frames import Broken, MissingPackage
from newsscraper.captures.unit import Damage, Skipped
from newsscraper.dates import as_time
from newsscraper.items.records import Capture
from newsscraper.rights import HEADERS
from newsscraper.text.cleaning import clean
from newsscraper.text.encoding import MAX_BYTES

PAGE_KINDS = frozenset({"response", "resource", "conversion"})
"""Kinds of record that have a page."""

SKIPPED_KINDS = frozenset({"revisit", "continuation"})
"""Kinds of record that refer to a page, or continue one. They are counted as skipped."""

INFO_KINDS = frozenset({"warcinfo", "request", "metadata"})
"""Kinds of record that describe others. They are not counted."""

_TEXT = re.compile(
    r"text/(?:html|plain|xml|vnd\.wap\.wml)$|application/(?:[\w.-]+\+)?xml$|application/feed\+json$|(?:unknown|\*)"
)
"""Media types that may be a page: HTML, XHTML, feeds, text.

A missing or invalid media type may be a page too.
"""

_MEDIA_END = re.compile(r"[;,]")  # a header that was sent twice is joined with a comma

_LOADER = ArcWarcRecordLoader(verify_http=False)


def read_capture(content: bytes, place: str) -> Capture | Damage | Skipped:
    """Read a record of one of :data:`PAGE_KINDS`.

    Args:
        content: Header and block.
        place: Where the record is, ``file:offset``; becomes ``Capture.ref``.

    """
    try:
        return _read(content, place)
    except (Broken, MissingPackage) as error:
        return Damage(place, str(error))
    # warcio lets through any exception: AttributeError for a record without an address, for example
    except Exception as error:
        return Damage(
            place,
            f"the record cannot be read ({clean(str(error))[:200] or type(error).__name__})",
        )


def _read(content: bytes, place: str) -> Capture | Damage | Skipped:
    record = _LOADER.parse_record_stream(BytesIO(content), known_format="warc")
    headers, http = record.rec_headers, record.http_headers
    if headers.get_header("WARC-Segment-Number"):
        return Skipped("segment")
    url = (headers.get_header("WARC-Target-URI") or "").strip().strip("<>") or None
    if (
        record.rec_type != "conversion"
        and url is not None
        and not url.lower().startswith(("http://", "https://"))
    ):
        return Skipped("not HTTP")
    fields: dict[str, str] = {}
    status = None
    if http is not None:
        status = int(code) if (code := http.get_statuscode()).isdecimal() else None
        media = http.get_header("Content-Type")
        if status is not None and 300 <= status < 400:
            return Skipped("redirect")
        fields = _rights_headers(http.headers)
    else:
        media = headers.get_header("Content-Type")
        if record.rec_type == "response" and media and media.lower().startswith("application/http"):
            media = None
    if (
        media
        and "/" in (kind := _MEDIA_END.split(media, maxsplit=1)[0].strip().lower())
        and _TEXT.match(kind) is None
    ):
        return Skipped("not text")
    if media:
        fields["content-type"] = media
    body = _body(record)
    text: bytes | str = body
    if record.rec_type == "conversion":
        text = body.decode("utf-8", "replace")
    return Capture(text, url, _time(headers.get_header("WARC-Date")), fields, status, place)


def _rights_headers(headers: list[tuple[str, str]]) -> dict[str, str]:
    """Return the headers with statements about the use of the page; one line per time."""
    found: dict[str, str] = {}
    for name, value in headers:
        if (name := name.lower()) in HEADERS:
            found[name] = f"{found[name]}\n{value}" if name in found else value
    return found


def _body(record: Any) -> bytes:
    """Return the body, decoded.

    If it does not have the transfer or content coding that it declares, it is returned unchanged.
    """
    http = record.http_headers
    if http is None:
        return _read_all(record.raw_stream)
    transfer = [
        name.strip().lower() for name in (http.get_header("Transfer-Encoding") or "").split(",")
    ]
    stream = record.raw_stream
    if "chunked" in transfer:
        stream = ChunkedDataReader(stream)  # it returns a body without chunks unchanged
    codings = [
        http.get_header("Content-Encoding") or "",
        *(name for name in transfer if name != "chunked"),
    ]
    return unpacked(_read_all(stream), ",".join(codings), MAX_BYTES + 1)


def _read_all(stream: Any) -> bytes:
    parts, length = [], 0
    while length <= MAX_BYTES and (data := stream.read(MAX_BYTES + 1 - length)):
        parts.append(data)
        length += len(data)
    return b"".join(parts)


def _time(value: str | None) -> Any:
    """Return ``WARC-Date``, or ``None`` if it is invalid."""
    try:
        return as_time(value)
    except ValueError:
        return None
