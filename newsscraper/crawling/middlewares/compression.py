"""Bodies as they were before a server packed them."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares import httpcompression
from scrapy.http import Response

from newsscraper.crawling.scrapy_compat.requests import retyped

CODINGS = frozenset(
    b"aes128gcm br compress dcb dcz deflate exi gzip pack200-gzip x-compress x-gzip zstd".split()
)
"""What a body can be packed with (IANA, HTTP Content Coding Registry). ``identity`` there means:
with nothing."""


class CompressionMiddleware(httpcompression.HttpCompressionMiddleware):
    """Scrapy's own, which does not unpack ``gzip, identity``: it stops at the first name that it
    does not know.

    A name that is no coding (``identity``, ``none``, ``UTF-8``) says nothing of the body and is
    dropped, as in archives (:mod:`newsscraper.captures.codings`). A coding that cannot be read
    stays, and Scrapy warns.
    """

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Unpacks the body."""
        listed = response.headers.getlist("Content-Encoding")
        if listed:
            names = [name.strip() for value in listed for name in value.split(b",")]
            real = [name for name in names if name.lower() in CODINGS]
            if not real:
                del response.headers["Content-Encoding"]
                return retyped(response)
            if len(real) < len(names):
                response.headers.setlist("Content-Encoding", real)
        unpacked: Request | Response = super().process_response(request, response)
        return unpacked
