"""What a WARC record holds (WARC 1.1, ISO 28500:2017): pages as received, files, and the texts of
WET archives."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from warcio.bufferedreaders import ChunkedDataReader
from warcio.recordloader import ArcWarcRecordLoader

from newsscraper.captures.codings import unpacked
from newsscraper.captures.frames import Broken, MissingPackage
from newsscraper.captures.unit import Damage, Passed
from newsscraper.dates import as_time
from newsscraper.items.records import Capture
from newsscraper.text.encoding import MAX_BYTES

KINDS = frozenset({"response", "resource", "conversion"})
"""Kinds of record that hold a page."""

PASSED = frozenset({"revisit", "continuation"})
"""Kinds that would hold one, but lead to it, or go on with it: they are counted."""

WITHOUT_PAGE = frozenset({"warcinfo", "request", "metadata"})
"""Kinds that say something about others: they are not even counted."""

_TEXT = re.compile(
    r"text/(?:html|plain|xml|vnd\.wap\.wml)$|application/(?:[\w.-]+\+)?xml$|application/feed\+json$|(?:unknown|\*)"
)
"""Media types that may be a page: HTML, XHTML, feeds, text. What declares none, or what is none,
may be one too."""

_MEDIA_END = re.compile(r"[;,]")  # servers that send the header twice have it joined with a comma

_LOADER = ArcWarcRecordLoader(verify_http=False)


def captures_of(content: bytes, place: str) -> Capture | Damage | Passed:
    """Reads a record of one of :data:`KINDS`.

    Args:
        content: Header and block.
        place: Where it is kept, ``file:offset``; becomes ``Capture.ref``.

    """
    try:
        return _read(content, place)
    except (Broken, MissingPackage) as error:
        return Damage(place, str(error))
    # warcio lets through whatever its parts raise: AttributeError for a record without an address
    except Exception as error:
        return Damage(
            place,
            "the record cannot be read"
            f" ({' '.join(str(error).split())[:200] or type(error).__name__})",
        )


def _read(content: bytes, place: str) -> Capture | Damage | Passed:
    record = _LOADER.parse_record_stream(BytesIO(content), known_format="warc")
    headers, http = record.rec_headers, record.http_headers
    if headers.get_header("WARC-Segment-Number"):
        return Passed("segment")
    url = (headers.get_header("WARC-Target-URI") or "").strip().strip("<>") or None
    if (
        record.rec_type != "conversion"
        and url is not None
        and not url.lower().startswith(("http://", "https://"))
    ):
        return Passed("no page")
    fields: dict[str, str] = {}
    status = None
    if http is not None:
        status = int(code) if (code := http.get_statuscode()).isdecimal() else None
        media = http.get_header("Content-Type")
        if status is not None and 300 <= status < 400:
            return Passed("redirect")
    else:
        media = headers.get_header("Content-Type")
        if record.rec_type == "response" and media and media.lower().startswith("application/http"):
            media = None
    if (
        media
        and "/" in (kind := _MEDIA_END.split(media, maxsplit=1)[0].strip().lower())
        and _TEXT.match(kind) is None
    ):
        return Passed("no text")
    if media:
        fields["content-type"] = media
    body = _body(record)
    text: bytes | str = body
    if record.rec_type == "conversion":
        text = body.decode("utf-8", "replace")
    return Capture(text, url, _moment(headers.get_header("WARC-Date")), fields, status, place)


def _body(record: Any) -> bytes:
    """The body, without transfer and content encoding; what declares one and has none is as it
    is."""
    http = record.http_headers
    if http is None:
        return _all(record.raw_stream)
    transfer = [
        name.strip().lower() for name in (http.get_header("Transfer-Encoding") or "").split(",")
    ]
    stream = record.raw_stream
    if "chunked" in transfer:
        stream = ChunkedDataReader(stream)  # it hands on what has no chunks as it is
    codings = [
        http.get_header("Content-Encoding") or "",
        *(name for name in transfer if name != "chunked"),
    ]
    return unpacked(_all(stream), ",".join(codings), MAX_BYTES + 1)


def _all(stream: Any) -> bytes:
    parts, length = [], 0
    while length <= MAX_BYTES and (data := stream.read(MAX_BYTES + 1 - length)):
        parts.append(data)
        length += len(data)
    return b"".join(parts)


def _moment(value: str | None) -> Any:
    """``WARC-Date``; one that is none tells nothing."""
    try:
        return as_time(value)
    except ValueError:
        return None
