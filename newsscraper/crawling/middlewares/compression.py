"""Decompresses bodies."""

from __future__ import annotations

import zlib

from scrapy import Request, Spider
from scrapy.downloadermiddlewares import httpcompression
from scrapy.http import Response

from newsscraper.captures.codings import MOST
from newsscraper.crawling.scrapy_compat.requests import retyped

CODINGS = frozenset(
    b"aes128gcm br compress dcb dcz deflate exi gzip pack200-gzip x-compress x-gzip zstd".split()
)
"""Content codings that change a body (IANA, HTTP Content Coding Registry).

``identity``, which is also registered, means no coding.
"""


class CompressionMiddleware(httpcompression.HttpCompressionMiddleware):
    """Scrapy's middleware, which also decompresses ``Content-Encoding: gzip, identity``.

    Scrapy stops at the first name that it does not know. Names that are not codings (``identity``,
    ``none``, ``UTF-8``) are removed here, as in archives (:mod:`newsscraper.captures.codings`). A
    coding that cannot be decoded is kept, and Scrapy logs a warning. The size of each unpacked body
    is limited by DOWNLOAD_MAXSIZE, their number here.
    """

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Decompress the body.

        Raises:
            zlib.error: It has more codings, one inside another, than are read.

        """
        listed = response.headers.getlist("Content-Encoding")
        if listed:
            names = [name.strip() for value in listed for name in value.split(b",")]
            real = [name for name in names if name.lower() in CODINGS]
            if not real:
                del response.headers["Content-Encoding"]
                return retyped(response)
            if len(real) > MOST:
                raise zlib.error(f"the body has {len(real)} codings; {MOST} are read")
            if len(real) < len(names):
                response.headers.setlist("Content-Encoding", real)
        unpacked: Request | Response = super().process_response(request, response)
        return unpacked
