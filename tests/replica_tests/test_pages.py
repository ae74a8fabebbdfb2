"""What the replica's server answers for each kind of page."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from tests.replica import render
from tests.replica.corpus import DOMAINS
from tests.replica.server import Replica
from tests.replica_tests.asking import ARTICLE, EDITIONS, connect, get, headlines_of, prefix


@pytest.mark.parametrize(("site", "edition"), EDITIONS)
def test_every_article_is_reached_and_every_link_to_one_is_known(replica, site, edition):
    """From the front page by the listings: what a crawl of one edition finds."""
    world, start = replica.world, prefix(edition)
    moved = world.moved(site, edition)
    todo, seen, statuses = [f"{start}/"], set(), {}
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        page = get(replica, path, site=site)
        statuses[path] = page.status
        listings = {f"{start}/{source.slug}" for source in world.sources(site, edition)}
        nexts = {link for link in page.links if link.partition("?")[0] in listings}
        todo += sorted(page.articles | nexts)
        if not ARTICLE.fullmatch(path):
            assert page.status == 200
    articles = {path: status for path, status in statuses.items() if ARTICLE.fullmatch(path)}
    assert {path for path, status in articles.items() if status == 404} == set(
        world.removed(site, edition)
    )
    assert {path for path, status in articles.items() if status == 500} == {
        world.failing(site, edition).path
    }
    assert {path for path, status in articles.items() if status == 429} == {
        world.limited(site, edition).path
    }
    assert {path for path, status in articles.items() if status == 301} == {moved.path}
    known = {story.path for story in world.stories(site, edition)}
    assert set(articles) == known | {moved.path} | set(world.removed(site, edition))


@pytest.mark.parametrize(("site", "edition"), EDITIONS)
def test_each_edition_has_its_fixed_pages(replica, site, edition):
    start = prefix(edition)
    for path in (start, f"{start}/"):
        page = get(replica, path, site=site)
        assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert f'href="{start}/politics"' in page.text
    assert get(replica, f"{start}/about", site=site).status == 200
    for path in (
        "/contact",
        "/terms",
        "/section/1",
        "/nobody",
        "/nobody/1",
        "/author/Nobody",
        "/rss/2",
        "/trials",
    ):
        page = get(replica, start + path, site=site)
        assert page.status == 404
        assert render.WORDING[edition]["not_found"] in page.text


def test_the_front_page_shows_the_newest(replica):
    newest = [story.path for story in replica.world.stories("maghress", "fr")[:12]]
    shown = re.findall(r'<h2><a href="([^"]+)">', get(replica, "/fr").text)
    assert shown == [*newest, replica.world.moved("maghress", "fr").path]


def test_a_listing_has_pages(replica):
    stories = [story.path for story in replica.world.stories("maghress", "fr", "atlasmatin")]
    pages = replica.world.listing_pages("maghress", "fr", "atlasmatin", 10)
    assert (len(stories), pages) == (36, 4)
    shown = []
    for number in range(1, pages + 1):
        page = get(replica, f"/fr/atlasmatin?page={number}" if number > 1 else "/fr/atlasmatin")
        shown += re.findall(r'<a class="headline" href="([^"]+)">', page.text)
        following = re.findall(r'<a class="nav-btn left" href="([^"]+)">', page.text)
        assert following == ([f"/fr/atlasmatin?page={number + 1}"] if number < pages else [])
    assert shown == stories
    assert [
        get(replica, f"/fr/atlasmatin?page={number}").status for number in ("5", "0", "x", "1" * 30)
    ] == [404] * 4


def test_the_sources_bar_has_the_edition_s_sources_once_each(replica):
    bar = re.search(r'<div id="sourcesbar">(.*?)</div>', get(replica, "/fr/").text)
    assert bar is not None
    assert re.findall(r'href="([^"]+)"', bar[1]) == [
        "/fr/atlasmatin",
        "/fr/bouregregnews",
        "/fr/elfarodelrif",
    ]
    assert "https://www.djazairess.com/fr/lepharedoran" in get(replica, "/fr/").links


def test_the_section_page_mixes_sources(replica):
    page = get(replica, "/fr/politics")
    shown = re.findall(r'<a class="headline" href="([^"]+)">', page.text)
    assert shown == [story.path for story in replica.world.stories("maghress", "fr")[:12]]
    assert len({path.split("/")[2] for path in shown}) >= 2
    assert "nav-btn" not in page.text.partition("<body")[2]


@pytest.mark.parametrize(
    "written", ["Salma+Berrada", "Salma%2BBerrada", "Salma%252BBerrada", "Salma%20Berrada"]
)
def test_an_author_has_a_page_however_the_name_is_escaped(replica, written):
    page = get(replica, f"/fr/author/{written}")
    assert page.status == 200
    assert re.findall(r'<a class="headline" href="([^"]+)">', page.text) == [
        story.path for story in replica.world.by_author("maghress", "fr", "Salma Berrada")
    ]


def test_an_arabic_author_has_a_page(replica):
    story = next(story for story in replica.world.stories("masress", "ar") if story.author)
    page = get(replica, f"/author/{quote(story.author.replace(' ', '+'))}", site="masress")
    assert page.status == 200
    assert story.path in page.articles


def test_an_author_of_many_stories_has_pages():
    with Replica(articles=3000) as other:
        stories = [story.path for story in other.world.by_author("maghress", "fr", "Salma Berrada")]
        assert len(stories) > 40
        shown, path = [], "/fr/author/Salma+Berrada"
        while path:
            page = get(other, path)
            assert page.status == 200
            shown += headlines_of(page)
            [path] = re.findall(r'<a class="nav-btn left" href="([^"]+)">', page.text) or [""]
        assert shown == stories
        pages = -(-len(stories) // 20)
        assert get(other, f"/fr/author/Salma%252BBerrada?page={pages}").status == 200
        for number in (pages + 1, 0, "x"):
            assert get(other, f"/fr/author/Salma+Berrada?page={number}").status == 404
        assert "nav-btn right" in get(other, f"/fr/author/Salma+Berrada?page={pages}").text


@pytest.mark.parametrize("path", ["/rss", "/fr/rss", "/manaratalatlas/rss", "/fr/atlasmatin/rss"])
def test_feeds(replica, path):
    page = get(replica, path)
    assert (page.status, page.headers.get_content_type()) == (200, "application/rss+xml")
    links = [link.text for link in ElementTree.fromstring(page.body).iter("link")][1:]
    slug = path.split("/")[-2] if "tin/" in path or "las/" in path else None
    stories = replica.world.stories("maghress", "fr" if path.startswith("/fr") else "ar", slug)[:10]
    assert links == [story.url.replace("https://www.", "http://") for story in stories]


def test_one_source_has_an_atom_feed(replica):
    page = get(replica, "/fr/lacotedesjasmins/rss", site="turess")
    assert (page.status, page.headers.get_content_type()) == (200, "application/atom+xml")
    assert (
        len(ElementTree.fromstring(page.body).findall("{http://www.w3.org/2005/Atom}entry")) == 10
    )


def test_article_pages_hold_their_story(replica):
    for site, edition in EDITIONS:
        for story in replica.world.stories(site, edition)[-3:]:
            page = get(replica, story.path, site=site)
            assert (page.status, unescape(page.text).count(story.headline) >= 1) == (200, True)
            assert story.printed_date in page.text
            assert ('<div class="col-md-12">' in page.text) == replica.world.column(story)
            assert 30_000 < len(page.body) < 60_000


def test_a_windows_1256_page_says_so_and_holds_all_its_text(replica):
    for site in DOMAINS:
        [story] = [
            story
            for story in replica.world.stories(site)
            if replica.world.charset(story) != "utf-8"
        ]
        page = get(replica, story.path, site=site)
        assert page.headers["Content-Type"] == "text/html; charset=windows-1256"
        assert '<meta charset="windows-1256">' in page.text
        assert story.headline in unescape(page.text)
        with pytest.raises(UnicodeDecodeError):
            page.body.decode("utf-8")


def test_the_about_page_has_no_ticker_and_lists_nothing(replica):
    for site, edition in EDITIONS:
        page = get(replica, f"{prefix(edition)}/about", site=site)
        assert page.articles == set()
        assert not re.search(
            'bandeau"|<marquee|<table class="flash"',
            page.text.partition("<body")[2].partition("<noscript")[0],
        )
        assert page.text.count(site.capitalize()) >= 2
    assert len(re.findall(r"<p>[^<]+\.</p>", page.text)) >= 4


def test_robots(replica):
    for site in DOMAINS:
        page = get(replica, "/robots.txt", site=site)
        assert (page.status, page.headers.get_content_type()) == (200, "text/plain")
        assert page.text.splitlines() == [
            "User-agent: *",
            "Disallow: /contact",
            "Disallow: /*/contact",
            "Disallow: /search",
        ]


def test_robots_of_one_s_own():
    with Replica(robots={"maghress": "User-agent: *\nDisallow: /\n", "turess": 503}) as other:
        assert get(other, "/robots.txt").text == "User-agent: *\nDisallow: /\n"
        assert get(other, "/robots.txt", site="turess").status == 503
        assert "Disallow: /search" in get(other, "/robots.txt", site="masress").text


def test_a_closing_slash_leads_to_the_address_without_it(replica):
    page = get(replica, "/fr/atlasmatin/?page=2")
    assert (page.status, page.headers["Location"]) == (
        301,
        "https://www.maghress.com/fr/atlasmatin?page=2",
    )


def test_a_path_of_no_site(replica):
    connection = connect(replica.port)
    connection.request("GET", "/fr/atlasmatin")
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (404, b"no such site\n")
    connection.close()
    assert [(access.site, access.path) for access in replica.log] == [("", "/fr/atlasmatin")]


def test_the_head_of_an_answer_alone(replica):
    page = get(replica, "/fr/", method="HEAD")
    assert (page.status, page.body) == (200, b"")
    assert int(page.headers["Content-Length"]) > 30_000
