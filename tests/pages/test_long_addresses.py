"""The links of a page do not become longer with the square of its length, whatever they are
relative to: its ``base``, its own address, or the ``xml:base`` of a feed."""

from __future__ import annotations

import json

import pytest

import newsscraper

URL = "https://presse.example/fr/une.html"


def links(number: int) -> str:
    return "".join(f"<a href={place}>t</a>" for place in range(number))


def with_base(number: int) -> tuple[str, str]:
    base = "https://presse.example/" + "a" * 4 * number + "/"
    return f"<html><head><base href='{base}'></head><body>{links(number)}", URL


def with_capitals(number: int) -> tuple[str, str]:
    page, url = with_base(number)
    return page.replace("<a href", "<A HREF"), url


def with_long_host(number: int) -> tuple[str, str]:
    base = "https://" + "a" * 4 * number + ".example/"
    page = links(number).replace("href=", "href=/")
    return f"<html><head><base href='{base}'></head><body>{page}", URL


def with_long_url(number: int) -> tuple[str, str]:
    return links(number), "https://presse.example/" + "a" * 4 * number + "/x"


def with_xml_base(number: int) -> tuple[str, str]:
    entries = "".join(
        f'<entry><title>t</title><link href="{place}"/></entry>' for place in range(number)
    )
    base = "https://presse.example/" + "a" * 4 * number + "/"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{base}">{entries}</feed>'
    return feed, "https://presse.example/feed"


def with_json_feed(number: int) -> tuple[str, str]:
    items = [{"id": str(place), "url": f"{place}", "title": "t"} for place in range(number)]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    return json.dumps(feed), "https://presse.example/" + "a" * 4 * number + "/x"


@pytest.mark.parametrize(
    "make",
    [with_base, with_capitals, with_long_host, with_long_url, with_xml_base, with_json_feed],
)
@pytest.mark.parametrize("number", [1500, 3000])
def test_the_result_is_bounded_by_the_page(make, number):
    page, url = make(number)
    found = newsscraper.extract(page, url, any_page=True)
    assert len(json.dumps(found.to_dict())) < 20 * len(page) + 4_000_000


@pytest.mark.parametrize("make", [with_base, with_capitals, with_long_host, with_long_url])
def test_links_that_are_left_out_are_reported(make):
    found = newsscraper.extract(*make(3000))
    assert found.links == []
    assert "too_long" in found.warnings


def test_scripts_and_markup_around_the_links_do_not_count():
    """A percent-encoded Arabic address, and a page of a portal."""
    url = "https://presse.example/" + "%D8%A7" * 150 + "/x"
    page = links(300) + "<b></b>" * 5000 + f"<script>{'f({a:1});' * 20_000}</script>"
    found = newsscraper.extract(page, url)
    assert len(found.links) == 300
    assert "too_long" not in found.warnings


@pytest.mark.parametrize("make", [with_base, with_long_url, with_xml_base, with_json_feed])
def test_a_usual_address_is_kept(make):
    found = newsscraper.extract(*make(30))
    assert len(found.links) == 30
    assert all("aaaa/" in link.url for link in found.links)
    assert "too_long" not in found.warnings
