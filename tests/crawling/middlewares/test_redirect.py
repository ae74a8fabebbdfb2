"""Redirects that Scrapy cannot follow: the cause of failure, whatever the version of w3lib."""

from __future__ import annotations

import re

import pytest
from scrapy import Request
from scrapy.downloadermiddlewares import redirect
from scrapy.http import Response
from scrapy.spiders import Spider
from scrapy.utils.test import get_crawler

from newsscraper.crawling.failures import cause_of
from newsscraper.crawling.middlewares.redirect import RedirectMiddleware

START = "http://www.example.org/a"


def followed(location: str) -> str:
    """Where a redirect leads: the URL of the next request, or the cause and reason of failure."""
    crawler = get_crawler(Spider)
    crawler.spider = Spider("any")
    middleware = RedirectMiddleware.from_crawler(crawler)
    response = Response(START, status=302, headers={"Location": location})
    try:
        following = middleware.process_response(Request(START), response)
    except Exception as error:
        cause = cause_of(error)
        return f"{cause.code}: {cause.reason}"
    return following.url if isinstance(following, Request) else f"status {following.status}"


@pytest.fixture(params=[False, True], ids=["w3lib as installed", "w3lib 2.3"])
def takes_brackets_away(request, monkeypatch) -> bool:
    if request.param:
        real = redirect.safe_url_string
        monkeypatch.setattr(
            redirect, "safe_url_string", lambda url: re.sub(r"[\[\]]", "", real(url))
        )
    return request.param


@pytest.mark.parametrize(
    ("location", "address"),
    [
        ("http://[::1]/", "::1"),
        ("http://[::1]:8080/x?y", "::1"),
        ("//[::1]/x", "::1"),
        ("https://[::ffff:10.0.0.1]/", "10.0.0.1"),
        ("http://u:S3CR3T@[fe80::1%25eth0]/", "fe80::1"),
    ],
)
def test_an_ipv6_address_inside_is_refused_as_such(takes_brackets_away, location, address):
    found = followed(location)
    if found.startswith("http"):  # the middleware for addresses refuses the request
        assert not takes_brackets_away
        return
    assert re.fullmatch(rf"address: refused: \S+ leads to {re.escape(address)}, a .*", found)
    assert "S3CR3T" not in found


@pytest.mark.parametrize("location", ["http://[2606:4700::1111]/x", "http://[2606:4700::1111]:80/"])
def test_an_ipv6_address_outside_is_no_refusal(takes_brackets_away, location):
    found = followed(location)
    assert found.startswith("bad_redirect: redirected to an invalid URL (") or (
        not takes_brackets_away and found == location
    )


@pytest.mark.parametrize(
    "location", ["http://[::1", "http://[zz]/x", "http://www.example.org:80:80/", "http://a:b/"]
)
def test_what_cannot_be_parsed_is_a_bad_redirect(location):
    assert followed(location).startswith("bad_redirect: redirected to an invalid URL (")


def test_other_redirects_are_scrapy_s():
    assert followed("/b") == "http://www.example.org/b"
    assert followed("ftp://127.0.0.1/x") == "status 302"
