"""HTTP connections that read what browsers read; the one place that touches Twisted's HTTP
client."""

from __future__ import annotations

from typing import Any

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from twisted.web.http import _ChunkedTransferDecoder, maxChunkSizeLineLength

MOST_LINE = 64 * 1024 + 1024
"""Bytes of a header line: a value of 64 KiB, its name and the white space around it."""


class DownloadHandler(HTTP11DownloadHandler):
    """Scrapy's own for ``http`` and ``https``, with two differences in how an answer is read.

    Header lines may be 64 KiB long. Twisted closes the connection at 16 KiB (twisted#8570, open),
    and long ``Content-Security-Policy`` lines are common. White space may follow the size of a
    chunk, as RFC 2616 allowed and some servers still pad it; Twisted takes hexadecimal digits only.

    Neither limit can be set from outside: the parser of an answer is made inside
    ``HTTP11ClientProtocol.request`` and is changed right after, before the first byte is read.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _tolerant(self._pool._factory)


class SpacedChunks(_ChunkedTransferDecoder):
    """Twisted's own, which skips spaces and tabs between a chunk's size and the end of its line or
    its extensions."""

    def _dataReceived_CHUNK_LENGTH(self) -> bool:  # noqa: N802 - the name is Twisted's
        end = self._buffer.find(b"\r\n", self._start, maxChunkSizeLineLength + 2)
        if end > 0:
            size, sign, extensions = bytes(self._buffer[:end]).partition(b";")
            trimmed = size.rstrip(b" \t")
            if trimmed != size:
                self._buffer[:end] = trimmed + sign + extensions
                self._start = 0
        return super()._dataReceived_CHUNK_LENGTH()


def _tolerant(factory: Any) -> Any:
    """A factory of connections like `factory`, whichever class of its own the installed Scrapy
    has."""

    class Factory(factory):  # type: ignore[misc]
        def buildProtocol(self, addr: Any) -> Any:  # noqa: N802 - the name is Twisted's
            protocol = super().buildProtocol(addr)
            ask = protocol.request

            def request(asked: Any) -> Any:
                answer = ask(asked)
                if protocol._parser is not None:
                    protocol._parser.MAX_LENGTH = MOST_LINE
                    protocol._parser._transferDecoders = {b"chunked": SpacedChunks}
                return answer

            protocol.request = request
            return protocol

    return Factory
