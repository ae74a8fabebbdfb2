"""Scrapy's HTTP/1.1 download handler with a more tolerant parser of responses."""

from __future__ import annotations

from typing import Any

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from twisted.web.http import _ChunkedTransferDecoder, maxChunkSizeLineLength

MAX_HEADER_LINE = 64 * 1024 + 1024
"""Bytes of a header line: a value of 64 KiB, its name and the white space around it.

Why: Twisted closes the connection at 16 KiB; long ``Content-Security-Policy`` lines are common.

Upstream: twisted/twisted#8570.
"""


class DownloadHandler(HTTP11DownloadHandler):
    """Scrapy's handler of ``http`` and ``https``, which also accepts what browsers accept.

    Header lines may be 64 KiB long (:data:`MAX_HEADER_LINE`), and white space may follow the size
    of a chunk (:class:`PaddedChunkDecoder`).

    Why: neither can be configured. Twisted creates the parser of a response inside
    ``HTTP11ClientProtocol.request``; this handler changes it right after that, before the first
    byte is read.

    Upstream: twisted/twisted#8570 (a longer header line), twisted/twisted#12094 (its fix, open).
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _tolerant(self._pool._factory)


class PaddedChunkDecoder(_ChunkedTransferDecoder):
    """Twisted's decoder of chunked bodies, which skips spaces and tabs after a chunk's size.

    Why: RFC 2616 allowed this padding and some servers still send it; Twisted accepts hexadecimal
    digits only and has no public decoder to configure.

    Upstream: twisted/twisted#10137 (made the decoder strict).
    """

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
    """Return a connection factory like `factory`, a class that differs between Scrapy versions."""

    class Factory(factory):  # type: ignore[misc]
        def buildProtocol(self, addr: Any) -> Any:  # noqa: N802 - the name is Twisted's
            protocol = super().buildProtocol(addr)
            send = protocol.request

            def request(outgoing: Any) -> Any:
                response = send(outgoing)
                if protocol._parser is not None:
                    protocol._parser.MAX_LENGTH = MAX_HEADER_LINE
                    protocol._parser._transferDecoders = {b"chunked": PaddedChunkDecoder}
                return response

            protocol.request = request
            return protocol

    return Factory
