"""Content-Encoding as servers write it."""

from __future__ import annotations

import gzip
import zlib

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from newsscraper.crawling.middlewares.compression import CompressionMiddleware

URL = "https://www.maghress.com/fr/yabiladi/148210"
PAGE = "<html><p>L'été à Fès</p></html>".encode()
PACKED = gzip.compress(
    PAGE, mtime=0
)  # its bytes are part of a test's id, which every worker must find the same


def answered(body: bytes, *codings: str) -> Response:
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": list(codings)}
    made = CompressionMiddleware.from_crawler(get_crawler())
    told = made.process_response(Request(URL), Response(URL, body=body, headers=headers))
    assert isinstance(told, Response)
    return told


@pytest.mark.parametrize(
    ("body", "codings"),
    [
        (PACKED, ["gzip"]),
        (PACKED, ["gzip, identity"]),
        (PACKED, ["identity, gzip"]),
        (PACKED, ["gzip", "identity"]),
        (PACKED, ["GZIP,Identity,"]),
        (PACKED, ["x-gzip, utf-8"]),
        (zlib.compress(PACKED), ["gzip, none, deflate"]),
        (PAGE, ["identity"]),
        (PAGE, ["UTF-8"]),
        (PAGE, [""]),
    ],
    ids=str,
)
def test_a_body_is_unpacked_whatever_stands_beside_its_coding(body, codings):
    told = answered(body, *codings)
    assert told.body == PAGE
    assert isinstance(told, HtmlResponse)
    assert b"Content-Encoding" not in told.headers


def test_a_coding_that_cannot_be_read_stays(caplog):
    told = answered(b"packed", "pack200-gzip, identity")
    assert told.body == b"packed"
    assert told.headers["Content-Encoding"] == b"pack200-gzip"
    assert "cannot decode" in caplog.text
