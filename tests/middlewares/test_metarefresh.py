"""A page that loads another one at once is a redirect; a page where no such tag can be is not even decoded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.downloadermiddlewares import redirect
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from newsscraper.middlewares.metarefresh import MetaRefreshMiddleware

URL = "https://www.maghress.com/fr/yabiladi/148210"
TAG = '<meta http-equiv="{}" content="0; url=/fr/yabiladi/148211">'


def answered(body: bytes, by: type[redirect.MetaRefreshMiddleware] = MetaRefreshMiddleware) -> Request | Response:
    """What the middleware makes of a page."""
    request = Request(URL)
    made = by.from_crawler(get_crawler(settings_dict={"METAREFRESH_MAXDELAY": 1}))
    return made.process_response(request, HtmlResponse(URL, body=body, request=request))


@pytest.mark.parametrize(
    "body",
    [
        TAG.format("refresh").encode(),
        TAG.format("ReFresh").encode(),
        ("<html><head><title>" + "خبر " * 900 + "</title>" + TAG.format("Refresh")).encode(),
        TAG.format("refresh").encode("utf-16"),
        b"\xef\xbb\xbf" + TAG.format("REFRESH").encode(),
    ],
)
def test_a_page_that_loads_another_is_a_redirect(body):
    told = answered(body)
    assert isinstance(told, Request)
    assert told.url == "https://www.maghress.com/fr/yabiladi/148211"


@pytest.mark.parametrize("head", ["<title>خبر</title>", '<meta http-equiv="refresh" content="600"><title>خبر</title>'])
def test_no_page_is_decoded_whole(monkeypatch, head):
    asked = []
    text = HtmlResponse.text.fget
    monkeypatch.setattr(HtmlResponse, "text", property(lambda response: asked.append(len(response.body)) or text(response)))
    body = head.encode() + "<p>خبر آخر</p>".encode() * 5000 + b"<p>refresh</p>"
    told = answered(body)
    assert isinstance(told, HtmlResponse)
    assert told.body == body
    assert max(asked, default=0) <= 16384


@given(
    st.lists(
        st.sampled_from(
            [TAG.format("refresh"), TAG.format("REFRESH"), "<p>refresh", "<!--", "-->", "<noscript>", "é" * 3000, "x"]
        )
    ),
    st.sampled_from(["utf-8", "utf-16", "windows-1256"]),
)
def test_what_it_says_is_what_scrapys_own_says(parts, encoding):
    body = "".join(parts).encode(encoding, "replace")
    own, scrapys = answered(body), answered(body, redirect.MetaRefreshMiddleware)
    assert (type(own), own.url) == (type(scrapys), scrapys.url)


def test_the_word_in_a_script_is_no_tag(monkeypatch):
    monkeypatch.setattr(HtmlResponse, "text", property(lambda _: pytest.fail("the page was decoded")))
    assert isinstance(answered(b"<head><script>var portal = {refresh: 180000};</script><title>a</title></head>"), HtmlResponse)
