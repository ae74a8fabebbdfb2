"""Content-Encoding as servers send it."""

from __future__ import annotations

import gzip
import zlib

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from newsscraper.captures.codings import MOST
from newsscraper.crawling.middlewares.compression import CompressionMiddleware

URL = "https://www.maghress.com/fr/yabiladi/148210"
PAGE = "<html><p>L'été à Fès</p></html>".encode()
PACKED = gzip.compress(
    PAGE, mtime=0
)  # its bytes are part of a test's id, which every worker must find the same


def answered(body: bytes, *codings: str) -> Response:
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": list(codings)}
    made = CompressionMiddleware.from_crawler(get_crawler())
    result = made.process_response(Request(URL), Response(URL, body=body, headers=headers))
    assert isinstance(result, Response)
    return result


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
def test_a_body_is_decompressed_despite_unknown_names(body, codings):
    result = answered(body, *codings)
    assert result.body == PAGE
    assert isinstance(result, HtmlResponse)
    assert b"Content-Encoding" not in result.headers


def test_a_body_has_a_few_codings():
    body = PAGE
    for _ in range(MOST):
        body = gzip.compress(body)
    assert answered(body, ", ".join(["gzip"] * MOST), "identity").body == PAGE
    with pytest.raises(zlib.error, match=f"{MOST + 1} codings; {MOST} are read"):
        answered(gzip.compress(body), *["gzip"] * MOST, "GZIP")


def test_an_unsupported_coding_is_kept(caplog):
    result = answered(b"packed", "pack200-gzip, identity")
    assert result.body == b"packed"
    assert result.headers["Content-Encoding"] == b"pack200-gzip"
    assert "cannot decode" in caplog.text
