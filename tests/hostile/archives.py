"""The readers of archives, and the archives that they read, as bytes of a file."""

from __future__ import annotations

import gzip
import io
import json
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from newsscraper.archives.outcomes import extract_unit
from newsscraper.captures import Span, find
from newsscraper.captures.codings import unpacked
from newsscraper.captures.frames import Broken
from newsscraper.captures.search import SearchSummary
from newsscraper.text.encoding import MAX_BYTES
from tests.archives.making import Warc
from tests.hostile.readers import Reader

URL = "https://www.example.org/2026/01/31/le-conseil-vote-le-budget.html"


def read_file(name: str) -> Callable[[bytes], None]:
    """A reader of files of this name: what they have is found, but not extracted."""

    def read(content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, name)
            path.write_bytes(content)
            for unit in find([str(path)], SearchSummary()):
                for _ in unit.read(Span()):
                    pass

    return read


def read_records(content: bytes) -> None:
    """Read a file and report what it has, as ``newsscraper extract`` does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "t.jsonl")
        path.write_bytes(content)
        for unit in find([str(path)], SearchSummary()):
            extract_unit(unit)


def as_record(text: str) -> bytes:
    """A record with the text in its headers and its body, and the text between records."""
    warc = Warc(packed=False)
    line = text.encode("latin-1", "replace").decode("latin-1").replace("\n", " ").replace("\r", " ")
    headers = [("Content-Type", f"text/html; {line[:8_000]}"), ("X-Line", line[:8_000])]
    warc.response(URL, text.encode(), headers=headers)
    return warc.content + text.encode() + b"\r\n\r\n" + warc.content


def as_texts(text: str) -> bytes:
    warc = Warc(packed=False)
    for _ in range(2):
        warc.text(URL, text)
    return warc.content


def as_lines(text: str) -> bytes:
    lines = [json.dumps({"html": text, "url": text[:500]}), text, '{"html": "', text]
    return "\n".join([*lines, *text[:100_000].splitlines()]).encode("utf-8", "replace")


def as_rows(text: str) -> bytes:
    import pyarrow
    from pyarrow import parquet

    file = io.BytesIO()
    parts = [text[at : at + 2_000] for at in range(0, len(text), 2_000)] or [""]
    parquet.write_table(pyarrow.table({"html": parts, "url": [part[:90] for part in parts]}), file)
    return file.getvalue()


def decoded(codings: str) -> Callable[[bytes], None]:
    """A reader of bodies that have these codings."""

    def read(content: bytes) -> None:
        with suppress(Broken):
            unpacked(content, codings, MAX_BYTES)

    return read


def _packed(text: str) -> bytes:
    return gzip.compress(text.encode(), 1) + text.encode()


def brotli_of(content: bytes) -> bytes:
    """The content in Brotli."""
    import brotli

    return bytes(brotli.compress(content, quality=1))


def _zstd(text: str) -> bytes:
    import zstandard

    return bytes(zstandard.compress(text.encode(), 1)) * 2


FILES: dict[str, Reader] = {
    "WARC": Reader(read_file("t.warc"), as_record),
    "WARC in gzip": Reader(read_file("t.warc.gz"), lambda text: gzip.compress(as_record(text), 1)),
    "WET": Reader(read_file("t.wet"), as_texts),
    "JSON Lines": Reader(read_file("t.jsonl"), as_lines),
    "problems of JSON Lines": Reader(
        read_records, lambda text: text.encode() + b"\n{" * (len(text) // 8)
    ),
    "Parquet": Reader(read_file("t.parquet"), as_rows),
    "saved page in gzip": Reader(read_file("t.html.gz"), _packed),
    "gzip": Reader(decoded("gzip"), _packed),
    "Brotli": Reader(decoded("br"), lambda text: brotli_of(text.encode())),
    "Zstandard": Reader(decoded("zstd"), _zstd),
    "gzip in Brotli": Reader(decoded("gzip, br"), lambda text: brotli_of(_packed(text))),
}
"""Readers of archives and of compressed bodies, by name."""
