"""Scrapy's HTTP/1.1 download handler with a more tolerant parser of responses."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _TunnelingTCP4ClientEndpoint,
)
from scrapy.crawler import Crawler
from twisted.web.http import _ChunkedTransferDecoder, maxChunkSizeLineLength
from zope.interface import directlyProvides, providedBy  # type: ignore[import-untyped]

MAX_HEADER_LINE = 64 * 1024 + 1024
"""Bytes of a header line: a value of 64 KiB, its name and the white space around it.

Why: Twisted closes the connection at 16 KiB; long ``Content-Security-Policy`` lines are common.

Upstream: twisted/twisted#8570.
"""


class DownloadHandler(HTTP11DownloadHandler):
    """Scrapy's handler of ``http`` and ``https``, which also accepts what browsers accept.

    Header lines may be 64 KiB long (:data:`MAX_HEADER_LINE`), and white space may follow the size
    of a chunk (:class:`PaddedChunkDecoder`). :meth:`check_connection` is called with each address
    before it is connected to.

    Why: neither can be configured. Twisted creates the parser of a response inside
    ``HTTP11ClientProtocol.request``; this handler changes it right after that, before the first
    byte is read. Names are resolved inside Twisted's endpoints, which Scrapy creates for
    each request and hands to its pool of connections.

    Upstream: twisted/twisted#8570 (a longer header line), twisted/twisted#12094 (its fix, open); no
    upstream issue known for the check of addresses.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _tolerant(self._pool._factory)
        self._connect = self._pool._newConnection
        self._pool._newConnection = self._checked_connect  # type: ignore[method-assign]

    def check_connection(self, scheme: str, host: str, port: int, address: str) -> None:
        """Called before a connection is made, unless it is one to a proxy. To be overridden.

        Args:
            scheme: The scheme of the URL.
            host: Its host.
            port: Its port.
            address: The IP address to be connected to.

        """

    def _checked_connect(self, key: Any, endpoint: Any) -> Any:
        """Make a connection. It may be used again for the same scheme, host and port only."""
        if not (isinstance(endpoint, _TunnelingTCP4ClientEndpoint) or _is_of_proxy(key)):
            scheme, host, port = key[:3]
            inner = getattr(endpoint, "_wrappedEndpoint", endpoint)  # TLS wraps the endpoint
            inner._reactor = _CheckedReactor(
                inner._reactor, partial(self.check_connection, _text(scheme), _text(host), port)
            )
        return self._connect(key, endpoint)


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


class _CheckedReactor:
    """A reactor that checks each address before it connects; otherwise the real one."""

    def __init__(self, reactor: Any, check: Callable[[str], None]) -> None:
        self._real, self._check = reactor, check
        directlyProvides(self, providedBy(reactor))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def connectTCP(self, host: str, *arguments: Any, **options: Any) -> Any:  # noqa: N802
        """Connect to an address, which is never a name here. The name is Twisted's."""
        self._check(host)
        return self._real.connectTCP(host, *arguments, **options)


def _is_of_proxy(key: Any) -> bool:
    """Whether a key of the pool is that of a proxy for ``http`` URLs."""
    return _text(key[0]) == "http-proxy"


def _text(value: str | bytes) -> str:
    return value.decode("ascii", "replace") if isinstance(value, bytes) else value


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
