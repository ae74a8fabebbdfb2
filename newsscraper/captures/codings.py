"""Content and transfer codings of a body: gzip, deflate, Brotli, Zstandard (RFC 9110, 8.4)."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable
from io import BytesIO

from newsscraper.captures.frames import CHUNK, Broken, Gzip, Member, MissingPackage, Packing, Zstd

_PIECE = 1024

MOST = 5
"""Codings of one body, one inside another. Servers use one; a few use two by mistake."""


def unpacked(body: bytes, codings: str, limit: int) -> bytes:
    """Decode a body; if it does not have the declared coding, return it unchanged.

    Args:
        body: The body as received, without chunks.
        codings: The value of the header: in ``gzip, br``, br was applied last.
        limit: Number of bytes after which decoding stops.

    Raises:
        Broken: The encoded body is damaged or cut off, or has more than :data:`MOST` codings.
        MissingPackage: A required package is not installed.

    """
    names = [name.strip().lower() for name in codings.split(",")]
    readers = [_READERS[name] for name in names if name in _READERS]
    if len(readers) > MOST:
        raise Broken(f"the body has {len(readers)} codings, one inside another; {MOST} are read")
    for read in reversed(readers):
        body = read(body, limit)
    return body


def _members(packing: type[Packing], body: bytes, limit: int) -> bytes:
    """Decode all members; other data after them is ignored, as browsers do."""
    if not body.startswith(packing.magic):
        return body
    kept, parts, length, at = packing(BytesIO(body)), [], 0, 0
    while length < limit and body.startswith(packing.magic, at):
        member = Member(kept, at)
        while length < limit and (data := member.read(CHUNK)):
            parts.append(data)
            length += len(data)
        at = kept.skipped(member.end) if member.end is not None else len(body)
    return b"".join(parts)[:limit]


def _deflate(body: bytes, limit: int) -> bytes:
    """Decode with the zlib header of the standard, or without it, as some servers send it."""
    for bits in (15, -15):
        stream = zlib.decompressobj(wbits=bits)
        try:
            text = stream.decompress(body, limit)
        except zlib.error:
            continue
        if not stream.eof and len(text) < limit:
            raise Broken("the deflate body is cut off")
        return text
    return body


def _brotli(body: bytes, limit: int) -> bytes:
    try:
        library = importlib.import_module("brotli")
    except ImportError:
        raise MissingPackage(
            "the body is compressed with Brotli, which needs a package: pip install brotli"
        ) from None
    stream, parts, length = library.Decompressor(), [], 0
    try:
        for start in range(0, len(body), _PIECE):
            data = body[start : start + _PIECE]
            text: bytes | None = None
            while text != b"" and length < limit:
                # A piece may become gigabytes.
                text = stream.process(data, output_buffer_limit=CHUNK)
                data = b""
                parts.append(text)
                length += len(text)
            if length >= limit or stream.is_finished():
                return b"".join(parts)[:limit]
    except library.error:
        if any(parts):
            raise Broken("the Brotli body is damaged") from None
        return body
    raise Broken("the Brotli body is cut off")


_READERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": lambda body, limit: _members(Gzip, body, limit),
    "x-gzip": lambda body, limit: _members(Gzip, body, limit),
    "zstd": lambda body, limit: _members(Zstd, body, limit),
    "deflate": _deflate,
    "br": _brotli,
}
