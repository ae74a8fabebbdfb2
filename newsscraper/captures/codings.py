"""Content and transfer codings of a body (RFC 9110, section 8.4): gzip, deflate, Brotli,
Zstandard."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable
from io import BytesIO

from newsscraper.captures.frames import CHUNK, Broken, Gzip, Member, MissingPackage, Packing, Zstd

_PIECE = 1024


def unpacked(body: bytes, codings: str, limit: int) -> bytes:
    """A body without its codings; one that does not have what is declared is as it is.

    Args:
        body: As received, without chunks.
        codings: As a header lists them, ``gzip, br``: the last one was applied last.
        limit: Bytes after which the rest is not unpacked.

    Raises:
        Broken: the packed body is damaged, or cut off.
        MissingPackage: the package that reads it is not installed.

    """
    for name in reversed(codings.split(",")):
        if read := _READERS.get(name.strip().lower()):
            body = read(body, limit)
    return body


def _members(packing: type[Packing], body: bytes, limit: int) -> bytes:
    """All members; what stands behind them, and is none, is passed over, as browsers do."""
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
    """With the header of zlib, as the standard has it, or without, as some servers send it."""
    for bits in (15, -15):
        stream = zlib.decompressobj(wbits=bits)
        try:
            text = stream.decompress(body, limit)
        except zlib.error:
            continue
        if not stream.eof and len(text) < limit:
            raise Broken("the deflated body is cut off")
        return text
    return body


def _brotli(body: bytes, limit: int) -> bytes:
    try:
        library = importlib.import_module("brotli")
    except ImportError:
        raise MissingPackage(
            "the body is packed with Brotli, which needs a package: pip install brotli"
        ) from None
    stream, parts, length = library.Decompressor(), [], 0
    try:
        for start in range(0, len(body), _PIECE):
            text: bytes = stream.process(body[start : start + _PIECE])
            parts.append(text)
            length += len(text)
            if length >= limit:
                return b"".join(parts)[:limit]
            if stream.is_finished():
                break
    except library.error:
        if any(parts):
            raise Broken("the Brotli body is damaged") from None
        return body
    if not stream.is_finished():
        raise Broken("the Brotli body is cut off")
    return b"".join(parts)


_READERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": lambda body, limit: _members(Gzip, body, limit),
    "x-gzip": lambda body, limit: _members(Gzip, body, limit),
    "zstd": lambda body, limit: _members(Zstd, body, limit),
    "deflate": _deflate,
    "br": _brotli,
}
