"""Automatic redirects in the markup of a page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsscraper.pages.refresh import refresh_of

URL = "https://www.maghress.com/fr/atlasmatin/7"
TARGET = "https://www.maghress.com/fr/atlasmatin/8"
TAG = '<meta http-equiv="refresh" content="0; url=/fr/atlasmatin/8">'


def meta(content: str) -> str:
    return f'<html><head><meta http-equiv="refresh" content="{content}"></head></html>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("0; url=/fr/atlasmatin/8", (0, TARGET)),
        ("0;URL=/fr/atlasmatin/8", (0, TARGET)),
        (" 5 ; Url = '/fr/atlasmatin/8' trailing", (5, TARGET)),
        ("0,url=8", (0, TARGET)),
        ("0 url=8", (0, TARGET)),
        ("0 8", (0, TARGET)),
        ("0;8", (0, TARGET)),
        ("0; '8'", (0, TARGET)),
        ("0;url='8", (0, TARGET)),
        ("0;ur=8", (0, "https://www.maghress.com/fr/atlasmatin/ur=8")),
        ("0.5;8", (0, TARGET)),
        (".5;8", (0, TARGET)),
        ("0;url=https://www.maghress.com/fr/atlasmatin/8?a=1&amp;b=2", (0, TARGET + "?a=1&b=2")),
        ("600", (600, URL)),
        ("0", (0, URL)),
        ("0;", (0, URL)),
        ("", None),
        ("url=8", None),
        ("0x;url=8", None),
        ("٠;url=8", None),
        ("0;url=javascript:go()", None),
        ("0;url=mailto:a@b.example", None),
        ("0;url=http://[", None),
    ],
)
def test_the_content_attribute(content: str, expected: tuple[int, str] | None):
    assert refresh_of(meta(content), URL) == expected


@pytest.mark.parametrize(
    "page",
    [
        TAG,
        "<META HTTP-EQUIV=Refresh CONTENT=0;url=/fr/atlasmatin/8>",
        "<meta content='0;url=/fr/atlasmatin/8' http-equiv=' refresh '/>",
        f"<body><p>Suite</p>{TAG}",
        (
            "<title>x</title><script>var a = 1</script><style>a{}</style><!-- x"
            f" --><noscript></noscript>{TAG}"
        ),
        f"<!-->{TAG}",
        f"<!--->{TAG}",
        f"<!-- a --!>{TAG}",
        f"<!DOCTYPE html><?php echo 1 ?>{TAG}",
        f"<template></template>{TAG}",
        f'<a title="un &lt; deux" data-x>{TAG}',
        f'<p "quoted">{TAG}',
        f"1 < 2 {TAG}",
        f"<base target='x'><base href='/fr/atlasmatin/'><base href='/en/'>{meta('0;8')}",
        f"{meta('x')}{meta('0;url=mailto:a@b.example')}{TAG}{meta('0;url=/fr/atlasmatin/9')}",
        f"<script></scripts></script >{TAG}",
    ],
)
def test_tags_that_a_browser_sees(page: str):
    assert refresh_of(page, URL) == (0, TARGET)


@pytest.mark.parametrize(
    "page",
    [
        f"<!-- {TAG} -->",
        f"<!-- {TAG}",
        *(
            f"<{name}>{TAG}</{name}>"
            for name in "script style textarea title xmp iframe noembed noframes noscript".split()
        ),
        f"<script>'{TAG}'",
        f"<TEXTAREA rows=3>{TAG}</textareas>{TAG}</textarea>",
        f"<template><p>{TAG}</p></template>",
        f"<template><template></template>{TAG}</template>",
        f"<div data-page='{TAG}'>",
        f'<div data-page="{TAG.replace(chr(34), chr(39))}">',
        f"<plaintext>{TAG}",
        TAG.replace("<", "&lt;"),
        TAG[:-1],
        TAG[:-2],
        '<meta name="refresh" content="0; url=/fr/atlasmatin/8">',
        '<meta http-equiv="refresh">',
        '<meta http-equiv="x" http-equiv="refresh" content="0;8">',
        "",
    ],
)
def test_tags_that_a_browser_ignores(page: str):
    assert refresh_of(page, URL) is None


PARTS = st.sampled_from(
    [
        TAG,
        "<",
        ">",
        "<!--",
        "-->",
        '"',
        "'",
        "<script",
        "</script>",
        "<template>",
        "=",
        "/",
        " ",
        "meta",
        "<base href=",
        "\0",
        "é",
    ]
)


@given(st.lists(PARTS, max_size=30).map("".join) | st.text())
@settings(deadline=None, max_examples=100)
def test_any_page_can_be_read(page: str):
    found = refresh_of(page, URL)
    assert found is None or found.url.startswith("https://")


@pytest.mark.parametrize(
    "part",
    [
        "<",
        "<meta ",
        "<a b='",
        '<a "',
        "<!--",
        "<script>",
        "</script",
        "<a =",
        "<a b = ",
        "<template>",
    ],
)
def test_reading_takes_linear_time(part: str):
    """There is no timing here: reading in quadratic time would never end."""
    assert refresh_of(part * 40_000, URL) is None
