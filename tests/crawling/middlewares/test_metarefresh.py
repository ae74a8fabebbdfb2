"""Redirects by ``<meta http-equiv="refresh">``; pages without the tag are not decoded."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from newsscraper.crawling.middlewares import metarefresh
from newsscraper.crawling.middlewares.metarefresh import MetaRefreshMiddleware

URL = "https://www.maghress.com/fr/yabiladi/148210"
TAG = '<meta http-equiv="{}" content="0; url=/fr/yabiladi/148211">'


def answered(body: bytes, kind: type[Response] = HtmlResponse, **asked) -> Request | Response:
    """Return the middleware's result for a page."""
    request = Request(URL, **asked)
    made = MetaRefreshMiddleware.from_crawler(
        get_crawler(settings_dict={"METAREFRESH_MAXDELAY": 1})
    )
    return made.process_response(request, kind(URL, body=body, request=request))


@pytest.mark.parametrize(
    "body",
    [
        TAG.format("refresh").encode(),
        TAG.format("ReFresh").encode(),
        ("<html><head><title>" + "خبر " * 9000 + "</title>" + TAG.format("Refresh")).encode(),
        ("<title>" + "خبر " * 900 + "</title>" + TAG.format("refresh")).encode("windows-1256"),
        TAG.format("refresh").encode("utf-16"),
        b"\xef\xbb\xbf" + TAG.format("REFRESH").encode(),
    ],
)
def test_a_refresh_to_another_page_is_a_redirect(body):
    result = answered(body)
    assert isinstance(result, Request)
    assert result.url == "https://www.maghress.com/fr/yabiladi/148211"
    assert result.meta["redirect_urls"] == [URL]


@pytest.mark.parametrize(
    "body",
    [
        b'<meta http-equiv="refresh" content="600"><p>x',
        b'<meta http-equiv="refresh" content="1; url=/fr/yabiladi/148211">',
        b'<meta http-equiv="refresh" content="0"><p>x',
        b'<meta http-equiv="refresh" content="0; url=/fr/yabiladi/148210">',
        b"<script>'" + TAG.format("refresh").encode() + b"'</script>",
    ],
)
def test_other_pages_are_returned(body):
    result = answered(body)
    assert isinstance(result, HtmlResponse)
    assert result.body == body


def test_no_redirect_without_html_or_if_forbidden():
    body = TAG.format("refresh").encode()
    assert isinstance(answered(body, Response), Response)
    assert isinstance(answered(body, method="HEAD"), Response)
    assert isinstance(answered(body, meta={"dont_redirect": True}), Response)


@pytest.mark.parametrize(
    "head",
    [b"<script>var portal = {refresh: 180000};</script>", b'<meta http-equiv="content-type">'],
)
def test_a_page_without_the_tag_is_not_decoded(monkeypatch, head):
    monkeypatch.setattr(metarefresh, "decode", lambda *_: pytest.fail("the page was decoded"))
    body = head + "<p>خبر آخر</p>".encode() * 5000 + b"<p>refresh</p>"
    assert isinstance(answered(body), HtmlResponse)
