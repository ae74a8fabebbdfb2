"""The mirror: pages fetched from it have the URLs of the real site."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from newsscraper.crawling.middlewares.mirror import MirrorMiddleware
from newsscraper.sites import SITES

MIRROR = "http://127.0.0.1:8000/maghress"
REAL = "https://www.maghress.com/fr/yabiladi/148210"


def redirected(location: str, *, base: str = MIRROR, real: str = REAL) -> str:
    """Return the real URL for a redirect of the mirror with this Location."""
    mirror, request = MirrorMiddleware(base), Request(real)
    mirror.process_request(request)
    answer = Response(
        request.url, status=301, headers={"Location": location.encode()}, request=request
    )
    result = mirror.process_response(request, answer)
    assert (result.status, result.url, request.url) == (301, real, real)
    header = result.headers["Location"]
    assert header is not None
    return header.decode()


@pytest.mark.parametrize(
    ("base", "real", "mirrored"),
    [
        (MIRROR, REAL, "http://127.0.0.1:8000/maghress/fr/yabiladi/148210"),
        (MIRROR + "/", REAL, "http://127.0.0.1:8000/maghress/fr/yabiladi/148210"),
        ("http://127.0.0.1:8000", REAL, "http://127.0.0.1:8000/fr/yabiladi/148210"),
        (
            "https://mirror.example/{site}",
            REAL,
            "https://mirror.example/maghress/fr/yabiladi/148210",
        ),
        (
            "http://{site}.localhost:8000",
            "https://www.masress.com/",
            "http://masress.localhost:8000/",
        ),
        (MIRROR, "https://www.maghress.com", "http://127.0.0.1:8000/maghress/"),
        (MIRROR, "https://www.maghress.com?page=2", "http://127.0.0.1:8000/maghress/?page=2"),
        (MIRROR, "http://maghress.com/robots.txt", "http://127.0.0.1:8000/maghress/robots.txt"),
        (
            MIRROR,
            REAL + "?page=2&q=%D8%A7#comments",
            "http://127.0.0.1:8000/maghress/fr/yabiladi/148210?page=2&q=%D8%A7",
        ),
    ],
)
def test_a_request_goes_to_the_mirror_and_its_response_has_the_real_url(base, real, mirrored):
    mirror, request = MirrorMiddleware(base), Request(real, meta={"depth": 3})
    mirror.process_request(request)
    assert request.url == mirrored
    answer = HtmlResponse(
        mirrored, status=203, headers={"X": "y"}, body="نص".encode(), request=request
    )
    result = mirror.process_response(request, answer)
    assert result.url == request.url == Request(real).url
    assert (type(result), result.status, result.headers["X"], result.body) == (
        HtmlResponse,
        203,
        b"y",
        "نص".encode(),
    )
    host = real.split("/")[2].split("?")[0]
    assert request.meta == {"depth": 3, "download_slot": host}, (
        "the pace is kept by site, nothing else is left behind"
    )


def test_a_response_that_is_not_from_the_mirror_is_unchanged():
    mirror, request = MirrorMiddleware(MIRROR), Request("https://publisher.example/a")
    mirror.process_request(request)
    assert (request.url, request.meta) == ("https://publisher.example/a", {})
    answer = Response(request.url, status=302, headers={"Location": MIRROR + "/b"})
    assert mirror.process_response(request, answer) is answer
    assert answer.headers["Location"] == (MIRROR + "/b").encode()
    mirror.process_exception(request, ValueError())
    assert request.url == "https://publisher.example/a"


def test_a_failed_request_has_its_real_url_and_can_be_retried():
    mirror, request = MirrorMiddleware(MIRROR), Request(REAL)
    for _ in range(3):
        mirror.process_request(request)
        assert request.url == MIRROR + "/fr/yabiladi/148210"
        assert mirror.process_exception(request, TimeoutError()) is None
        assert request.url == REAL
    assert request.meta == {"download_slot": "www.maghress.com"}


def test_a_slot_chosen_by_the_spider_is_kept():
    request = Request(REAL, meta={"download_slot": "mine"})
    MirrorMiddleware(MIRROR).process_request(request)
    assert request.meta["download_slot"] == "mine"


@pytest.mark.parametrize(
    ("location", "real"),
    [
        # An absolute address of the mirror's
        ("http://127.0.0.1:8000/maghress/fr/albayane/1", "https://www.maghress.com/fr/albayane/1"),
        ("http://127.0.0.1:8000/maghress/a?b=c&d", "https://www.maghress.com/a?b=c&d"),
        ("http://127.0.0.1:8000/maghress/a#top", "https://www.maghress.com/a#top"),
        ("http://127.0.0.1:8000/maghress", "https://www.maghress.com/"),
        ("http://127.0.0.1:8000/maghress/", "https://www.maghress.com/"),
        ("http://127.0.0.1:8000/maghress?a", "https://www.maghress.com/?a"),
        ("HTTP://127.0.0.1:8000/maghress/a", "https://www.maghress.com/a"),
        ("http://127.0.0.1:8000/fr/a/1", "https://www.maghress.com/fr/a/1"),
        ("http://127.0.0.1:8000/maghressish/1", "https://www.maghress.com/maghressish/1"),
        # An absolute address of the site's
        ("https://www.maghress.com/fr/a/1", "https://www.maghress.com/fr/a/1"),
        ("http://maghress.com/fr/a/1", "http://maghress.com/fr/a/1"),
        # A path, with the mirror's in front and without
        ("/maghress/fr/a/1", "https://www.maghress.com/fr/a/1"),
        ("/fr/a/1", "https://www.maghress.com/fr/a/1"),
        ("/", "https://www.maghress.com/"),
        ("/maghress", "https://www.maghress.com/"),
        ("/maghress/%D8%A7%2F?x=%20", "https://www.maghress.com/%D8%A7%2F?x=%20"),
        ("/maghress/المساء/1", "https://www.maghress.com/المساء/1"),
        # Relative
        ("148211", "https://www.maghress.com/fr/yabiladi/148211"),
        ("./148211", "https://www.maghress.com/fr/yabiladi/148211"),
        ("../albayane/1", "https://www.maghress.com/fr/albayane/1"),
        ("../../../../x", "https://www.maghress.com/x"),
        ("?page=2", "https://www.maghress.com/fr/yabiladi/148210?page=2"),
        ("#comments", "https://www.maghress.com/fr/yabiladi/148210#comments"),
        ("", "https://www.maghress.com/fr/yabiladi/148210"),
        # Elsewhere
        ("https://publisher.example/a?b", "https://publisher.example/a?b"),
        ("http://127.0.0.1:8001/maghress/a", "http://127.0.0.1:8001/maghress/a"),
        ("http://127.0.0.1/maghress/a", "http://127.0.0.1/maghress/a"),
        (
            "http://127.0.0.1:8000.evil.example/maghress/a",
            "http://127.0.0.1:8000.evil.example/maghress/a",
        ),
        ("mailto:a@maghress.com", "mailto:a@maghress.com"),
        # Without a scheme
        ("//127.0.0.1:8000/maghress/fr/a/1", "https://www.maghress.com/fr/a/1"),
        ("//publisher.example/a", "http://publisher.example/a"),
        ("//www.maghress.com/a", "http://www.maghress.com/a"),
    ],
)
def test_a_redirect_of_the_mirror_leads_to_the_real_site(location, real):
    assert redirected(location) == real


@pytest.mark.parametrize(
    ("location", "real"),
    [
        ("http://127.0.0.1:8000/fr/a/1", "https://www.maghress.com/fr/a/1"),
        ("http://127.0.0.1:8000", "https://www.maghress.com/"),
        ("http://127.0.0.1:8000//fr//a", "https://www.maghress.com/fr//a"),
        ("/fr/a/1", "https://www.maghress.com/fr/a/1"),
        ("2", "https://www.maghress.com/fr/yabiladi/2"),
        ("https://publisher.example/a", "https://publisher.example/a"),
    ],
)
def test_a_redirect_of_a_mirror_at_the_root_of_a_server(location, real):
    assert redirected(location, base="http://127.0.0.1:8000") == real


def test_a_double_slash_does_not_lead_to_another_host():
    assert redirected("http://127.0.0.1:8000//fr/a").startswith("https://www.maghress.com/")


def test_a_fragment_at_the_root_of_the_mirror():
    assert redirected("http://127.0.0.1:8000/maghress#top") == "https://www.maghress.com/#top"


def test_a_mirror_of_several_sites_is_asked_for_the_right_one():
    base = "http://127.0.0.1:8000/{site}"
    for site in SITES.values():
        assert redirected(f"/{site.name}/x/1", base=base, real=site.home) == f"{site.home}x/1"
        assert redirected("/x/1", base=base, real=site.home) == f"{site.home}x/1"


def test_bytes_that_are_not_utf_8_are_unchanged():
    mirror, request = MirrorMiddleware(MIRROR), Request(REAL)
    mirror.process_request(request)
    result = mirror.process_response(
        request, Response(request.url, status=301, headers={"Location": b"/maghress/caf\xe9"})
    )
    assert result.headers["Location"] == b"https://www.maghress.com/caf\xe9"


def test_it_is_disabled_without_the_setting():
    for base in (None, ""):
        with pytest.raises(NotConfigured):
            MirrorMiddleware.from_crawler(get_crawler(settings_dict={"NEWSSCRAPER_BASE_URL": base}))
    mirror = MirrorMiddleware.from_crawler(
        get_crawler(settings_dict={"NEWSSCRAPER_BASE_URL": "http://localhost/{site}/"})
    )
    request = Request(REAL)
    mirror.process_request(request)
    assert request.url == "http://localhost/maghress/fr/yabiladi/148210"


BASES = st.sampled_from(
    [
        MIRROR,
        MIRROR + "/",
        "http://localhost",
        "https://mirror.example:8443/a/b",
        "http://{site}.test",
    ]
)
PATHS = st.lists(
    st.sampled_from(
        ["fr", "yabiladi", "148210", "%D8%A7", "a+b", "..", ".", "", "maghress", "x y", "é"]
    ),
    max_size=5,
)
QUERIES = st.sampled_from(
    ["", "?", "?page=2", "?a=b&c=%20d", "?u=http://127.0.0.1:8000/maghress/x", "#f", "?q#f"]
)


@given(
    base=BASES,
    site=st.sampled_from(list(SITES.values())),
    start=st.sampled_from(["https://www.", "http://", "https://", "http://www."]),
    path=PATHS,
    query=QUERIES,
    location=st.none()
    | st.binary(max_size=30)
    | st.builds("/{}{}".format, PATHS.map("/".join), QUERIES).map(str.encode),
    failed=st.booleans(),
)
@example(MIRROR, SITES["maghress"], "https://www.", [], "", b"", False)
@settings(deadline=None, max_examples=200)
def test_afterwards_any_request_is_unchanged(base, site, start, path, query, location, failed):
    mirror, request = (
        MirrorMiddleware(base),
        Request(f"{start}{site.domain}/{'/'.join(path)}{query}", meta={"a": 1}),
    )
    url = request.url
    mirror.process_request(request)
    assert request.url.startswith(base.replace("{site}", site.name).rstrip("/") + "/")
    assert site.domain not in request.url.split("/")[2]
    if failed:
        mirror.process_exception(request, OSError())
    else:
        answer = Response(
            request.url, status=302, headers={} if location is None else {"Location": location}
        )
        try:
            result = mirror.process_response(request, answer)
        except ValueError:  # an invalid URL; Scrapy's RedirectMiddleware raises it too
            assert location is not None
        else:
            assert result.url == url
            assert ("Location" in result.headers) == (location is not None)
    assert request.url == url
    assert request.meta == {"a": 1, "download_slot": url.split("/")[2]}
