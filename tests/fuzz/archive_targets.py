"""Targets: WARC and WET, JSON Lines, Parquet, saved pages, indexes, codings of bodies."""

from __future__ import annotations

import gzip
import importlib
import importlib.util
import io
import json
import zlib
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

from newsscraper.archives.archive_index import IndexCounts, article_lines, read_index
from newsscraper.captures import CaptureFile, SearchSummary, Span, UnreadableCapture, find
from newsscraper.captures.codings import unpacked
from newsscraper.captures.frames import Broken, MissingPackage
from newsscraper.errors import UserError
from newsscraper.items.records import Capture
from newsscraper.networks import AddressPolicy
from newsscraper.text.encoding import MAX_BYTES
from tests.archives.making import Warc
from tests.fuzz import seeds
from tests.fuzz.changes import BINARY, TEXT
from tests.fuzz.files import as_file
from tests.fuzz.records import is_one_line, one_line, read_capture
from tests.fuzz.target import Target

_EXTRACTED = 1
"""Captures of a file that are extracted as well; pages have targets of their own."""


def _readings(path: str) -> Any:
    """All that is read of an archive: captures in short, the first ones as records too."""
    found: list[Any] = []
    extracted = 0
    for unit in find([path], SearchSummary()):
        json.dumps(unit.identity)
        for name, reading in unit.read(Span()):
            unit.describe(name)
            if not isinstance(reading, Capture):
                reason = getattr(reading, "reason", None)
                assert reason is None or is_one_line(reason), f"not one line: {reason!r}"
                found.append([name, type(reading).__name__, reason])
                continue
            assert len(reading.content) <= MAX_BYTES + 1, "a page beyond the limit"
            found.append([name, len(reading.content), str(reading.fetched_at), reading.status])
            if extracted < _EXTRACTED:
                extracted += 1
                found.append(read_capture(reading))
    return json.loads(json.dumps(found).replace(path, "FILE"))


def _file(name: str) -> Callable[[bytes], Any]:
    return lambda content: _readings(as_file(name, content))


def _warc() -> Warc:
    warc = Warc(packed=False)
    html = ("Content-Type", "text/html; charset=utf-8")
    page = seeds.SMALL.encode()
    warc.response("https://www.maghress.com/fr/atlasmatin/103412", seeds.REPORTED.encode())
    warc.response(
        seeds.PRESS, gzip.compress(page, mtime=0), headers=[html, ("Content-Encoding", "gzip")]
    )
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    warc.response(seeds.PRESS, chunked, headers=[html, ("Transfer-Encoding", "chunked")])
    warc.response(seeds.PRESS, b"", status="302 Found", headers=[("Location", "/x")])
    warc.text(seeds.PRESS, seeds.stories()[0])
    warc.text(seeds.PRESS, seeds.SMALL, kind="resource")
    return warc


@cache
def _warc_seeds() -> list[bytes]:
    warc = _warc()
    content = warc.content
    return [content, content[: warc.offsets[3]], content[warc.offsets[5] :]]


def _pack_warc(content: bytes, random: Random) -> bytes:
    """As it is, or compressed by records or as a whole."""
    way = random.choice(("plain", "plain", "gzip", "zstd", "whole"))
    if way == "plain":
        return content
    records = [b"WARC/" + part for part in content.split(b"WARC/")[1:]] or [content]
    if way == "whole":
        records = [content]
    if way == "zstd":
        return b"".join(importlib.import_module("zstandard").compress(one) for one in records)
    return b"".join(gzip.compress(one, 1, mtime=0) for one in records)


def _line_seeds() -> list[bytes]:
    objects = [
        {"html": seeds.REPORTED, "url": "https://www.maghress.com/fr/atlasmatin/1", "status": 200},
        {"html": seeds.SMALL, "url": seeds.PRESS, "fetched_at": "2026-01-05T10:00:00Z"},
        {"text": seeds.stories()[0], "url": None, "content_type": "text/plain"},
        {"text": "\ud800 x \x00", "fetched_at": 5},
    ]
    return ["\n".join(json.dumps(one) for one in objects).encode()]


def _pack_lines(content: bytes, random: Random) -> bytes:
    return gzip.compress(content, 1, mtime=0) if random.random() < 0.2 else content


def _rows(content: bytes, random: Random) -> bytes:
    """The lines of an input as a Parquet file, in one of many forms."""
    pyarrow = importlib.import_module("pyarrow")
    parquet = importlib.import_module("pyarrow.parquet")
    pages = content.split(b"\n\n") * random.choice((1, 1, 3, 20))
    kind = random.choice((pyarrow.binary(), pyarrow.string(), pyarrow.large_string()))
    if kind != pyarrow.binary():
        pages = [page.decode("utf-8", "replace") for page in pages]
    moments = [random.choice((None, 1767607800, -1, 2**40)) for _ in pages]
    columns = {
        random.choice(("html", "text")): pyarrow.array(pages, kind),
        "url": pyarrow.array([random.choice((None, seeds.PRESS, "x")) for _ in pages]),
        "fetched_at": pyarrow.array(moments, pyarrow.timestamp(random.choice(("us", "ms", "s")))),
        "status": pyarrow.array([random.choice((200, None)) for _ in pages], pyarrow.int64()),
    }
    file = io.BytesIO()
    parquet.write_table(
        pyarrow.table(columns),
        file,
        row_group_size=random.choice((1, 10, 1000)),
        compression=random.choice(("snappy", "zstd", "gzip", "brotli", "none")),
        use_dictionary=random.choice((True, False)),
        data_page_version=random.choice(("1.0", "2.0")),
    )
    return file.getvalue()


def _row_seeds() -> list[bytes]:
    return [f"{seeds.REPORTED}\n\n{seeds.SMALL}\n\n{seeds.stories()[0]}".encode()]


def _index(content: bytes) -> Any:
    counts = IndexCounts()
    path = as_file("index", content)
    try:
        lines = [
            [line.article, line.moment, line.place, line.length]
            for line in article_lines(read_index(path, "x", AddressPolicy()), "maghress", counts)
        ]
    except UserError as error:
        raise UserError(str(error).replace(path, "FILE")) from None
    for line in counts.broken:
        assert not line or is_one_line(line), f"not one line: {line!r}"
    return [lines, counts.lines, counts.skipped, counts.broken, counts.broken_count]


def _index_seeds() -> list[bytes]:
    lines = []
    for number in range(4):
        found = {
            "urlkey": "com,maghress)/fr/atlasmatin/1",
            "timestamp": f"2026010{number + 1}000000",
            "url": f"https://www.maghress.com/fr/atlasmatin/{number}",
            "mime": "text/html",
            "status": "200",
            "offset": str(1000 * number),
            "length": "900",
            "filename": "crawl-data/a.warc.gz",
        }
        head = "" if number % 2 else f"com,maghress)/fr/atlasmatin/{number} 20260101000000 "
        lines.append(head + json.dumps(found))
    return ["\n".join(["!meta {}", *lines]).encode()]


def _saved_page(content: bytes) -> Any:
    """A page and the file beside it with its address; a line with three hyphens divides them."""
    meta, _, page = content.partition(b"\n---\n")
    as_file("saved.meta.json", meta)
    name = "saved.html.gz" if page.startswith(b"\x1f\x8b") else "saved.html"
    path = as_file(name, page)
    try:
        return read_capture(CaptureFile(path).read())
    except UnreadableCapture as error:
        return one_line(error).rpartition("/")[2]


def _saved_seeds() -> list[bytes]:
    meta = {"url": seeds.PRESS, "fetched_at": "2026-01-05T10:00:00Z", "status": 200}
    head = json.dumps(meta | {"content_type": "text/html"}).encode() + b"\n---\n"
    page = seeds.SMALL.encode()
    return [head + page, head + page, head + gzip.compress(page, mtime=0)]


def _codings(content: bytes) -> Any:
    names, _, body = content.partition(b"\n")
    limit = 1 << 20
    found = unpacked(body, names.decode("latin-1"), limit)
    # A body without the declared coding is returned as it is.
    assert len(found) <= max(limit, len(body)), "more than the limit"
    return [len(found), zlib.crc32(found)]


def _coding_seeds() -> list[bytes]:
    page = seeds.SMALL.encode()
    zstandard = importlib.import_module("zstandard")
    flat = zlib.compressobj(wbits=-15)
    packed = {
        b"gzip": gzip.compress(page, mtime=0),
        b"deflate": zlib.compress(page),
        b"Deflate": flat.compress(page) + flat.flush(),
        b"zstd": zstandard.compress(page),
        b"x-gzip,zstd": zstandard.compress(gzip.compress(page, mtime=0) * 2),
        b"gzip, gzip": gzip.compress(gzip.compress(bytes(1 << 22), mtime=0), mtime=0),
    }
    if importlib.util.find_spec("brotli") is not None:  # comes with other packages only
        brotli = importlib.import_module("brotli")
        packed[b"br"] = brotli.compress(page)
        packed[b"gzip, br"] = brotli.compress(gzip.compress(page, mtime=0))
        packed[b"br, gzip"] = gzip.compress(brotli.compress(bytes(1 << 22)), mtime=0)
    return [names + b"\n" + body for names, body in packed.items()]


TARGETS = (
    Target(
        "warc",
        "WARC and WET, plain and compressed",
        _file("t.warc"),
        _warc_seeds,
        words=(
            *b"WARC/1.0 WARC/1.1 WARC/0.18 Content-Length: WARC-Type: response revisit ".split(),
            b"\r\n\r\n",
            b"\r\nContent-Length: 0\r\n",
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999\r\n\r\n",
            b"Transfer-Encoding: chunked\r\n",
            b"Content-Encoding: br, gzip, zstd, deflate\r\n",
            b"HTTP/1.1 200 OK\r\n",
            b"ffffffff\r\n",
        ),
        pack=_pack_warc,
    ),
    Target(
        "jsonl",
        "JSON Lines of pages",
        _file("t.jsonl"),
        _line_seeds,
        words=(
            *b'{ } [ ] , : "html" "text" "url" "fetched_at" null 1e400 \\ud800 \\u0000'.split(),
        ),
        pack=_pack_lines,
    ),
    Target("parquet", "Parquet files of pages", _file("t.parquet"), _row_seeds, pack=_rows),
    Target("saved", "a saved page and the file beside it", _saved_page, _saved_seeds),
    Target(
        "index",
        "lines of an archive's index",
        _index,
        _index_seeds,
        words=(*b'{ } [ ] , : "url" "offset" "length" "timestamp" -1 1e400 null \\ud800'.split(),),
        changes=TEXT,
        pack=_pack_lines,
        allowed=(UserError,),
    ),
    Target(
        "codings",
        "compressed bodies",
        _codings,
        _coding_seeds,
        words=(b"gzip, ", b"br, ", b"zstd,", b"deflate,", b"\x1f\x8b\x08"),
        changes=BINARY,
        allowed=(Broken, MissingPackage),
    ),
)
