"""The evaluation folder: pages, their text and their domains."""

from __future__ import annotations

import pytest

from benchmarks.news.domains import domain_in_name, registered_domain
from benchmarks.news.markup import decode
from benchmarks.news.sets import load
from tests.benchmarks.made_up import STORY, html, write_set


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.example.co.uk/a", "example.co.uk"),
        ("https://Sport.Example.MA/2026", "example.ma"),
        ("https://anna.wordpress.com/", "wordpress.com"),
        ("https://web.archive.org/web/2008073109/http://www.example.de/2008/", "example.de"),
        ("https://web.archive.org/web/2013id_/www.example.org/p.html", "example.org"),
        ("https://localhost/", ""),
        ("", ""),
    ],
)
def test_the_registered_domain_of_an_address(address, domain):
    assert registered_domain(address) == domain


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("hard::example.com-atlantis.html", "example.com"),
        ("hard::news-today.co.uk-pm.html", "news-today.co.uk"),
        ("hard::example.com.pa-laboral.html", "example.com.pa"),
        ("example.org.html", "example.org"),
        ("0042.html", ""),
    ],
)
def test_the_domain_that_a_name_begins_with(name, domain):
    assert domain_in_name(name) == domain


def test_the_page_is_read_for_its_domain_only_without_an_address(tmp_path):
    stated = html(STORY, '<link rel="canonical" href="https://www.stated.org/a">')
    graph = html(STORY, '<meta property="og:url" content="https://graph.example.net/a">')
    entries = {
        "a": {"url": "https://m.address.com/1", "body": STORY, "html": stated},
        "b": {"url": "hard::name.com-x.html", "body": STORY, "html": stated},
        "c": {"url": "hard::name.com-x.html", "body": STORY},
        "d": {"url": "", "body": STORY, "html": graph},
        "e": {"url": "", "body": STORY},
    }
    write_set(tmp_path, "trafilatura", entries)
    domains = [page.domain for page in load(tmp_path)]
    assert domains == [
        "address.com",
        "stated.org",
        "name.com",
        "example.net",
        "trafilatura-0004.html.gz",
    ]


def test_gold_becomes_a_page(tmp_path):
    write_set(
        tmp_path,
        "trafilatura",
        {
            "2": {"url": "https://b.com/", "with": ["x"], "without": ["y", "z"], "authors": "A, B"},
            "1": {"url": "https://a.com/", "body": STORY, "title": "Safi", "date": "2026-01-31"},
        },
    )
    write_set(tmp_path, "wcxb-other", {"3": {"url": "https://c.com/", "type": "forum", "body": ""}})
    first, second, third = load(tmp_path)
    assert first.key == ("trafilatura", "1")
    assert (first.title, first.date, first.authors, first.type) == (
        "Safi",
        "2026-01-31",
        (),
        "article",
    )
    assert STORY in first.html
    assert (second.body, second.present, second.absent) == (None, ("x",), ("y", "z"))
    assert second.authors == ("A, B",)
    assert third.type == "forum"
    assert len(load(tmp_path, limit=1)) == 2


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café"),
        ("مرفأ".encode(), "مرفأ"),
        (b'<meta charset="iso-8859-2">\xb1', '<meta charset="iso-8859-2">ą'),
        (b"caf\xe9 \x93a\x94", "café “a”"),
        (b"<meta charset=unknown-9>\xe9", "<meta charset=unknown-9>é"),
    ],
)
def test_bytes_are_decoded(content, text):
    assert decode(content) == text
