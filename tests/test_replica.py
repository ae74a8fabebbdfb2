"""The replica's server answers over HTTP as it says, and its world counts what is there."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from html import unescape
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from newsscraper import extract
from tests.replica import corpus, expected, prerendered, render
from tests.replica.corpus import DOMAINS
from tests.replica.server import Access, Replica
from tests.replica.trials import TRIALS, real_address
from tests.replica.world import SYNTHETIC, World

EDITIONS = [(site, edition) for site in DOMAINS for edition in World().editions(site)]
ARTICLE = re.compile(r"(?:/(?:fr|en))?/[a-z][a-z0-9]+/\d+")


@dataclass
class Page:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def __getitem__(self, name: str) -> str | None:
        """A header field."""
        return self.headers[name]

    @property
    def text(self) -> str:
        return self.body.decode(self.headers.get_content_charset() or "utf-8")

    @property
    def links(self) -> set[str]:
        return {unescape(link) for link in re.findall(r'<a [^>]*?href="([^"]+)"', self.text)}

    @property
    def articles(self) -> set[str]:
        return {link for link in self.links if ARTICLE.fullmatch(link) and "/section/" not in link}


def get(replica: Replica, path: str, *, site: str = "maghress", method: str = "GET", **headers: str) -> Page:
    connection = http.client.HTTPConnection("127.0.0.1", replica.port, timeout=10)
    try:
        connection.request(method, f"/{site}{path}", headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return Page(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def served() -> Iterator[Replica]:
    with Replica(fast=True) as replica:
        yield replica


@pytest.fixture
def replica(served: Replica) -> Iterator[Replica]:
    served.reset()
    yield served
    served.restore()


@pytest.fixture
def alone() -> Iterator[Replica]:
    """One whose count of requests under way no other test's open connection touches."""
    with Replica(fast=True) as replica:
        yield replica


def prefix(edition: str) -> str:
    return "" if edition == "ar" else f"/{edition}"


# The world.


@pytest.mark.parametrize(("site", "edition"), EDITIONS)
def test_the_world_has_an_article_for_each_headline_but_the_removed(site, edition):
    world = World()
    paths = {story.path for story in world.stories(site, edition)}
    removed = set(world.removed(site, edition))
    pool = {headline.path for headline in corpus.headlines(site, edition)}
    assert len(removed) == 1
    assert removed <= pool
    assert pool - removed <= paths
    assert paths == (pool | {story.path for story in corpus.of(site, edition)}) - removed
    assert (
        world.total(site, edition) == len(paths) == sum(world.total(site, edition, s.slug) for s in world.sources(site, edition))
    )


def test_a_flash_is_its_headline():
    [headline] = [h for h in corpus.headlines("maghress", "fr") if h.path == "/fr/atlasmatin/990003"]
    story = World().story_at("maghress", headline.path)
    assert story is not None
    assert (story.headline, story.paragraphs) == (headline.text, (f"{headline.text} (...)",))
    assert (story.language, story.truncated, story.number, story.pictures) == (headline.language, True, 990003, ())
    assert story.original_url == "https://www.atlasmatin.example/flash/990003"
    assert "2025-11-01" <= story.published <= "2026-01-29"


def test_newer_flashes_have_higher_numbers():
    for site, edition in EDITIONS:
        flashes = [story for story in World().stories(site, edition) if 990_000 <= story.number < 991_000]
        assert [story.number for story in flashes] == sorted((story.number for story in flashes), reverse=True)
        assert flashes[0].published == "2026-01-29"


def test_stories_come_newest_first():
    dates = [story.published for story in World(500).stories("turess")]
    assert dates == sorted(dates, reverse=True)


def test_synthetic_articles_fill_a_site_up():
    world = World(20_000)
    stories = world.stories("maghress")
    assert len(stories) == world.total("maghress") == 20_000
    assert len({story.path for story in stories}) == len({story.headline for story in stories}) == 20_000
    synthetic = [story for story in stories if world.synthetic(story)]
    assert len(synthetic) == 20_000 - World().total("maghress")
    assert {story.published[:4] for story in synthetic} == {str(year) for year in range(2016, 2026)}
    last = max(synthetic, key=lambda story: story.number)
    assert last.headline == f"{world.origin(last).headline} ({last.number - SYNTHETIC + 1})"
    assert last.paragraphs == world.origin(last).paragraphs
    numbers = [story.number for story in synthetic if story.source.slug == "atlasmatin"]
    assert numbers == sorted(numbers, reverse=True)
    assert World(10).total("maghress") == World().total("maghress")


def test_each_site_has_a_column_page_and_one_in_windows_1256():
    world = World()
    for site, edition in EDITIONS:
        assert any(world.column(story) for story in world.stories(site, edition))
    for site in DOMAINS:
        [story] = [story for story in world.stories(site) if world.charset(story) == "windows-1256"]
        assert story.language == "ar"


def test_a_story_told_twice_is_in_two_sources():
    told = World().told_by("maghress", "al-hoceima-ice-plant")
    assert {story.source.slug for story in told} == {"bouregregnews", "elfarodelrif"}


def test_a_prerendered_page_is_the_template_s():
    world = World()
    fast = prerendered.Prerendered(world)
    for site, edition in EDITIONS:
        for moment, story in enumerate(world.stories(site, edition)):
            strip = render.strip(site, edition, moment, empty_at=8 if moment % 2 else None)
            assert fast.article(story, strip) == prerendered.article(world, story, strip)


def test_a_prerendered_synthetic_page_has_its_own_headline_address_and_date():
    world = World(500)
    fast = prerendered.Prerendered(world)
    for story in world.stories("maghress")[-30:]:
        text = fast.article(story, render.strip("maghress", story.edition)).decode("utf-8", "replace")
        assert "@@" not in text
        assert "88888888" not in text
        assert f'<link rel="canonical" href="{story.url}">' in text
        assert f"{render.escape(story.headline)[-6:]}</" in text
        assert story.printed_date in text
        assert f'href="{story.original_url}"' in text


# Pages.


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
    assert {path for path, status in articles.items() if status == 404} == set(world.removed(site, edition))
    assert {path for path, status in articles.items() if status == 500} == {world.failing(site, edition).path}
    assert {path for path, status in articles.items() if status == 429} == {world.limited(site, edition).path}
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
    for path in ("/contact", "/terms", "/section/1", "/nobody", "/nobody/1", "/author/Nobody", "/rss/2", "/trials"):
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
    assert [get(replica, f"/fr/atlasmatin?page={number}").status for number in ("5", "0", "x", "1" * 30)] == [404] * 4


def test_the_sources_bar_has_the_edition_s_sources_once_each(replica):
    bar = re.search(r'<div id="sourcesbar">(.*?)</div>', get(replica, "/fr/").text)
    assert bar is not None
    assert re.findall(r'href="([^"]+)"', bar[1]) == ["/fr/atlasmatin", "/fr/bouregregnews", "/fr/elfarodelrif"]
    assert "https://www.djazairess.com/fr/lepharedoran" in get(replica, "/fr/").links


def test_the_section_page_mixes_sources(replica):
    page = get(replica, "/fr/politics")
    shown = re.findall(r'<a class="headline" href="([^"]+)">', page.text)
    assert shown == [story.path for story in replica.world.stories("maghress", "fr")[:12]]
    assert len({path.split("/")[2] for path in shown}) >= 2
    assert "nav-btn" not in page.text.partition("<body")[2]


@pytest.mark.parametrize("written", ["Salma+Berrada", "Salma%2BBerrada", "Salma%252BBerrada", "Salma%20Berrada"])
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
    assert len(ElementTree.fromstring(page.body).findall("{http://www.w3.org/2005/Atom}entry")) == 10


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
        [story] = [story for story in replica.world.stories(site) if replica.world.charset(story) != "utf-8"]
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
        assert not re.search('bandeau"|<marquee|<table class="flash"', page.text.partition("<body")[2].partition("<noscript")[0])
        assert page.text.count(site.capitalize()) >= 2
    assert len(re.findall(r"<p>[^<]+\.</p>", page.text)) >= 4


def test_robots(replica):
    for site in DOMAINS:
        page = get(replica, "/robots.txt", site=site)
        assert (page.status, page.headers.get_content_type()) == (200, "text/plain")
        assert page.text.splitlines() == ["User-agent: *", "Disallow: /contact", "Disallow: /*/contact", "Disallow: /search"]


def test_robots_of_one_s_own():
    with Replica(robots={"maghress": "User-agent: *\nDisallow: /\n", "turess": 503}) as other:
        assert get(other, "/robots.txt").text == "User-agent: *\nDisallow: /\n"
        assert get(other, "/robots.txt", site="turess").status == 503
        assert "Disallow: /search" in get(other, "/robots.txt", site="masress").text


def test_a_closing_slash_leads_to_the_address_without_it(replica):
    page = get(replica, "/fr/atlasmatin/?page=2")
    assert (page.status, page.headers["Location"]) == (301, "https://www.maghress.com/fr/atlasmatin?page=2")


def test_a_path_of_no_site(replica):
    connection = http.client.HTTPConnection("127.0.0.1", replica.port, timeout=10)
    connection.request("GET", "/fr/atlasmatin")
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (404, b"no such site\n")
    connection.close()
    assert [(access.site, access.path) for access in replica.log] == [("", "/fr/atlasmatin")]


def test_the_head_of_an_answer_alone(replica):
    page = get(replica, "/fr/", method="HEAD")
    assert (page.status, page.body) == (200, b"")
    assert int(page.headers["Content-Length"]) > 30_000


# The ticker.


def strip_of(page: Page) -> str:
    found = re.search(r'<div id="bandeau">(.*?)</div>', page.text)
    assert found is not None
    return found[1]


def test_the_ticker_moves_on(replica):
    strips = [strip_of(get(replica, "/fr/")) for _ in range(9)]
    assert strips[0] == strips[1] == strips[2] != strips[3] == strips[5] != strips[6]
    assert [strip.count(f"></a>{render.NBSP4}") for strip in strips] == [0, 0, 0, 1, 1, 1, 0, 0, 0]
    first = next(entry for entry in render.strip("maghress", "fr", 0) if entry)
    assert first.path in strips[0]
    assert strip_of(get(replica, "/", site="maghress")) != strips[0]
    replica.reset()
    assert strip_of(get(replica, "/fr/")) == strips[0]


def test_the_ticker_moves_as_fast_as_asked():
    with Replica(ticker_every=1, page_size=50) as other:
        assert strip_of(get(other, "/fr/")) != strip_of(get(other, "/fr/"))
        assert len(re.findall('class="headline"', get(other, "/fr/elfarodelrif").text)) == 41


# Trouble.


def test_a_failing_article_heals_and_fails_again_after_a_reset(replica):
    path = replica.world.failing("maghress", "fr").path
    assert [get(replica, path).status for _ in range(3)] == [500, 200, 200]
    replica.reset()
    assert get(replica, path).status == 500


def test_a_limited_article_says_when_to_come_again(replica):
    path = replica.world.limited("maghress", "fr").path
    page = get(replica, path)
    assert (page.status, page.headers["Retry-After"]) == (429, "1")
    assert get(replica, path).status == 200


def test_an_old_address_leads_to_the_present_one(replica):
    moved = replica.world.moved("maghress", "fr")
    page = get(replica, moved.path)
    assert (page.status, page.headers["Location"]) == (301, moved.story.url)
    assert get(replica, moved.story.path).status == 200
    assert replica.world.story_at("maghress", moved.path) is None


def test_what_troubles_is_linked_from_every_article_page(replica):
    world = replica.world
    trouble = {*world.removed("maghress", "fr"), world.failing("maghress", "fr").path, world.limited("maghress", "fr").path}
    assert trouble <= get(replica, world.stories("maghress", "fr")[-1].path).articles


# Conditional requests.


PATHS = ["/fr/rss", "/fr/atlasmatin/rss", "/fr/atlasmatin", "/fr/atlasmatin?page=2", "/fr/atlasmatin/208765"]


@pytest.mark.parametrize("path", PATHS)
def test_who_has_a_page_already_is_spared_it(replica, path):
    tag = get(replica, path)["ETag"]
    assert re.fullmatch(r'W/"[0-9a-f]{20}"', tag)
    strong = tag.removeprefix("W/")
    for known in (tag, strong, f'"other", {tag}', f'{strong},W/"other"', "*"):
        page = get(replica, path, If_None_Match=known)
        assert (page.status, page.body, page["ETag"]) == (304, b"", tag)
        assert page["Content-Length"] is None
    for known in ('W/"other"', strong.strip('"'), ""):
        assert get(replica, path, If_None_Match=known).status == 200
    assert get(replica, path, method="HEAD", If_None_Match=tag).status == 304
    assert [access.status for access in replica.log] == [200, *[304] * 5, *[200] * 3, 304]
    assert [access.conditional for access in replica.log] == [False, *[True] * 9]


@pytest.mark.parametrize("path", PATHS)
def test_a_date_counts_where_there_is_no_tag(replica, path):
    page = get(replica, path)
    modified = page["Last-Modified"]
    if "rss" not in path and path != PATHS[-1]:
        assert modified is None
        assert get(replica, path, If_Modified_Since=formatdate(usegmt=True)).status == 200
        return
    moment = parsedate_to_datetime(modified).timestamp()
    later, earlier = (formatdate(moment + seconds, usegmt=True) for seconds in (1, -1))
    for since in (modified, later, later.replace("GMT", "-0000")):
        assert get(replica, path, If_Modified_Since=since).status == 304
    for since in (earlier, "yesterday", ""):
        assert get(replica, path, If_Modified_Since=since).status == 200
    assert get(replica, path, If_Modified_Since=modified, If_None_Match='"other"').status == 200
    assert get(replica, path, If_Modified_Since=earlier, If_None_Match=page["ETag"]).status == 304
    assert {access.conditional for access in replica.log[1:]} == {True}


def test_a_feed_is_as_old_as_its_newest_article(replica):
    story = replica.world.stories("maghress", "fr", "atlasmatin")[0]
    assert get(replica, "/fr/atlasmatin/rss")["Last-Modified"] == get(replica, story.path)["Last-Modified"]
    assert parsedate_to_datetime(get(replica, story.path)["Last-Modified"]).date().isoformat() == story.published


def test_each_page_has_a_tag_of_its_own_that_the_ticker_does_not_change(replica):
    tags = [[get(replica, path)["ETag"] for path in PATHS] for _ in range(3)]
    assert len(set(tags[0])) == len(PATHS)
    assert tags[0] == tags[1] == tags[2]
    assert len({strip_of(get(replica, "/fr/atlasmatin")) for _ in range(4)}) > 1


def test_a_page_that_is_spared_does_not_move_the_ticker_on(replica):
    tag, strip = get(replica, "/fr/atlasmatin")["ETag"], strip_of(get(replica, "/fr/"))
    for _ in range(6):
        get(replica, "/fr/atlasmatin", If_None_Match=tag)
    assert strip_of(get(replica, "/fr/")) == strip


@pytest.mark.parametrize("path", ["/fr/", "/robots.txt", "/fr/politics", "/fr/about", "/nobody", "/fr/author/Salma+Berrada"])
def test_other_pages_have_no_validator(replica, path):
    page = get(replica, path, If_None_Match="*", If_Modified_Since=formatdate(usegmt=True))
    assert page.status in (200, 404)
    assert page["ETag"] is page["Last-Modified"] is None
    assert replica.log[-1].conditional


def test_trouble_comes_before_the_condition(replica):
    path = replica.world.failing("maghress", "fr").path
    assert [get(replica, path, If_None_Match="*").status for _ in range(2)] == [500, 304]


def test_a_connection_goes_on_behind_an_empty_answer(replica):
    connection = http.client.HTTPConnection("127.0.0.1", replica.port, timeout=10)
    statuses = []
    for headers in ({"If-None-Match": "*"}, {}):
        connection.request("GET", "/maghress/fr/rss", headers=headers)
        answer = connection.getresponse()
        statuses.append((answer.status, bool(answer.read())))
    connection.close()
    assert statuses == [(304, False), (200, True)]
    assert len({access.connection for access in replica.log}) == 1


# A site that lives.


def headlines_of(page: Page) -> list[str]:
    return re.findall(r'<a class="headline" href="([^"]+)">', page.text)


def fronted(replica: Replica) -> list[str]:
    return re.findall(r'<h2><a href="([^"]+)">', get(replica, "/fr/").text)


def fed(replica: Replica, path: str) -> list[str]:
    links = [link.text for link in ElementTree.fromstring(get(replica, path).body).iter("link")][1:]
    return [link.removeprefix("http://maghress.com") for link in links]


def test_published_articles_stand_on_top(replica):
    world = replica.world
    total, before = world.total("maghress"), world.stories("maghress", "fr", "atlasmatin")
    tags = {path: get(replica, path)["ETag"] for path in PATHS}
    made = replica.publish("maghress", "fr", "atlasmatin", 3)
    assert {story.published for story in made} == {"2026-01-30"}
    assert max(story.number for story in before) < made[0].number < made[1].number < made[2].number
    assert world.total("maghress") == total + 3
    paths = [story.path for story in reversed(made)]
    assert headlines_of(get(replica, "/fr/atlasmatin"))[:4] == [*paths, before[0].path]
    assert headlines_of(get(replica, "/fr/politics"))[:3] == paths
    assert fronted(replica)[:3] == paths
    assert fed(replica, "/fr/atlasmatin/rss")[:3] == fed(replica, "/fr/rss")[:3] == paths
    assert paths[0] not in get(replica, "/fr/bouregregnews").articles
    [later] = replica.publish("maghress", "fr", "bouregregnews")
    assert later.published == "2026-01-31"
    assert later.number > made[-1].number
    assert fronted(replica)[:2] == [later.path, paths[0]]
    for path, tag in tags.items():
        assert (get(replica, path, If_None_Match=tag).status == 304) == (path == PATHS[-1])


@pytest.mark.parametrize(("site", "edition"), EDITIONS)
@pytest.mark.parametrize("fast", [True, False])
def test_a_published_article_has_a_page(site, edition, fast):
    with Replica(fast=fast, articles=150) as other:
        for source in other.world.sources(site, edition):
            for story in other.publish(site, edition, source.slug, 5):
                page = get(other, story.path, site=site)
                assert (story.edition, story.source, page.status) == (edition, source, 200)
                assert other.world.synthetic(story)
                assert story.headline in unescape(page.text)
                assert story.printed_date in page.text
                assert story.paragraphs == other.world.origin(story).paragraphs


def test_a_listing_grows_by_a_page(replica):
    replica.publish("maghress", "fr", "atlasmatin", 5)
    assert replica.world.listing_pages("maghress", "fr", "atlasmatin", 10) == 5
    assert [get(replica, f"/fr/atlasmatin?page={number}").status for number in (4, 5, 6)] == [200, 200, 404]
    assert len(headlines_of(get(replica, "/fr/atlasmatin?page=5"))) == 1


@pytest.mark.parametrize("fast", [True, False])
def test_an_edited_article_says_so_everywhere(fast):
    with Replica(fast=fast, articles=200) as other:
        world = other.world
        newest = world.stories("maghress", "fr", "atlasmatin")[0]
        column = next(story for story in world.stories("maghress", "fr") if world.column(story))
        synthetic = next(story for story in world.stories("maghress", "fr") if world.synthetic(story))
        for story in (newest, column, synthetic):
            before = get(other, story.path)
            edited = other.edit(story, headline="Rectificatif: un pont <ouvert>", paragraphs=["Un.", "Le pont est ouvert (...)"])
            assert world.story_at("maghress", story.path) == edited
            assert (edited.path, edited.published, edited.truncated) == (story.path, story.published, True)
            page = get(other, story.path)
            [article] = extract(page.body, url=story.url).articles
            assert (article.headline, article.body) == (edited.headline, "Un.\n\nLe pont est ouvert (...)")
            assert (article.truncated, len(article.images)) == (True, len(story.pictures))
            assert get(other, story.path, If_None_Match=before["ETag"]).status == 200
            assert get(other, story.path, If_Modified_Since=before["Last-Modified"]).status == 200
            assert get(other, story.path, If_Modified_Since=before["Date"]).status == 200
            assert get(other, story.path, If_Modified_Since=page["Last-Modified"]).status == 304
        listing = get(other, "/fr/atlasmatin")
        assert headlines_of(listing)[0] == newest.path
        assert "Rectificatif: un pont &lt;ouvert&gt;" in listing.text
        assert "Rectificatif: un pont &lt;ouvert&gt;" in get(other, "/fr/atlasmatin/rss").text


def test_each_edit_is_newer_than_the_last(replica):
    story = corpus.by_id("maghress/fr/atlasmatin/208765")
    tags, dates = set(), []
    for number in range(3):
        replica.edit(story, headline=f"Titre {number}")
        page = get(replica, story.path)
        tags.add(page["ETag"])
        dates.append(parsedate_to_datetime(page["Last-Modified"]))
    assert len(tags) == 3
    assert dates == sorted(set(dates))
    assert replica.world.story_at("maghress", story.path).paragraphs == story.paragraphs


def test_a_first_answer_that_fails_does_so_after_an_edit_too(replica):
    story = replica.world.failing("maghress", "fr")
    replica.edit(story, headline="Autre titre")
    assert [get(replica, story.path).status for _ in range(2)] == [500, 200]


@pytest.mark.parametrize("status", [404, 410])
def test_a_removed_article_is_nowhere(replica, status):
    story = replica.world.stories("maghress", "fr", "atlasmatin")[0]
    total = replica.world.total("maghress", "fr", "atlasmatin")
    tags = {path: get(replica, path)["ETag"] for path in PATHS}
    since = get(replica, PATHS[0])["Last-Modified"]
    replica.remove(story, status=status)
    page = get(replica, story.path, If_None_Match="*")
    assert (page.status, page["ETag"]) == (status, None)
    assert replica.world.total("maghress", "fr", "atlasmatin") == total - 1
    assert replica.world.story_at("maghress", story.path) is None
    assert story.path not in headlines_of(get(replica, "/fr/atlasmatin"))
    assert story.path not in fed(replica, "/fr/rss") + fed(replica, "/fr/atlasmatin/rss")
    assert story.path not in fronted(replica)
    assert [get(replica, path, If_None_Match=tag).status for path, tag in tags.items()] == [200, 200, 200, 200, 304]
    assert get(replica, PATHS[0], If_Modified_Since=since).status == 200
    for change in (replica.remove, replica.edit, replica.pin):
        with pytest.raises(ValueError, match="is not there"):
            change(story)


def test_a_number_is_not_given_twice(replica):
    [first] = replica.publish("maghress", "fr", "atlasmatin")
    replica.remove(first)
    [second] = replica.publish("maghress", "fr", "atlasmatin")
    assert second.number > first.number
    assert [get(replica, story.path).status for story in (first, second)] == [404, 200]


def test_a_source_can_lose_all_its_articles(replica):
    for story in replica.world.stories("turess", "fr", "lacotedesjasmins"):
        replica.remove(story)
    assert headlines_of(get(replica, "/fr/lacotedesjasmins", site="turess")) == []
    assert get(replica, "/fr/lacotedesjasmins?page=2", site="turess").status == 404
    page = get(replica, "/fr/lacotedesjasmins/rss", site="turess")
    assert ElementTree.fromstring(page.body).findall("{http://www.w3.org/2005/Atom}entry") == []


def test_a_pinned_article_stands_on_top_of_its_listing_alone(replica):
    stories = [story.path for story in replica.world.stories("maghress", "fr", "atlasmatin")]
    front, feed = fronted(replica), fed(replica, "/fr/atlasmatin/rss")
    tags = [get(replica, f"/fr/atlasmatin?page={number}")["ETag"] for number in (1, 2, 3, 4)]

    def listed() -> list[str]:
        pages = [get(replica, f"/fr/atlasmatin?page={number}") for number in (1, 2, 3, 4)]
        assert [len(headlines_of(page)) for page in pages] == [10, 10, 10, 6]
        return [path for page in pages for path in headlines_of(page)]

    oldest, other = replica.world.story_at("maghress", stories[25]), replica.world.story_at("maghress", stories[12])
    replica.pin(oldest)
    assert listed() == [stories[25], *stories[:25], *stories[26:]]
    assert [
        get(replica, f"/fr/atlasmatin?page={number}", If_None_Match=tag).status for number, tag in enumerate(tags, start=1)
    ] == [200, 200, 200, 304]
    replica.pin(other)
    assert listed() == [stories[12], stories[25], *stories[:12], *stories[13:25], *stories[26:]]
    replica.pin(oldest)
    assert listed()[:2] == [stories[25], stories[12]]
    assert fed(replica, "/fr/atlasmatin/rss") == feed
    assert fronted(replica) == front
    edited = replica.edit(oldest, headline="Autre titre")
    assert replica.world.listed("maghress", "fr", "atlasmatin")[0] == edited
    replica.remove(oldest)
    assert headlines_of(get(replica, "/fr/atlasmatin"))[:2] == [stories[12], stories[0]]


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("field", render.BREAKABLE)
def test_a_broken_layout_loses_one_field(field, fast):
    """Of articles in either layout, in each edition; what else the page has is still read."""
    kept = ("headline", "published", "source", "original_url", "body", "truncated", "images", "author", "language")
    with Replica(fast=fast) as other:
        for site, edition in EDITIONS:
            source = other.world.sources(site, edition)[0]
            stories = corpus.of(site, edition, source.slug)
            tags = {story: get(other, story.path, site=site)["ETag"] for story in stories}
            other.break_layout(site, source.slug, field)
            for story, tag in tags.items():
                page = get(other, story.path, site=site, If_None_Match=tag)
                assert page.status == 200
                found = extract(page.body, url=story.url)
                [article] = found.articles
                assert found.layout == ("ColumnArticlePage" if other.world.column(story) else "ArticlePage")
                told = expected.article(story, layout=found.layout, fetched_at=None)
                lost = {field, *(("truncated", "images", "author", "language") if field == "body" else ())}
                assert article.to_dict()[field] is None
                assert {name: article.to_dict()[name] for name in kept if name not in lost} == {
                    name: told[name] for name in kept if name not in lost
                }


def test_broken_fields_add_up_and_are_one_source_s_own(replica):
    assert any(replica.world.column(story) for story in corpus.of("maghress", "fr", "elfarodelrif"))
    for field in render.BREAKABLE:
        replica.break_layout("maghress", "elfarodelrif", field)
    for story in corpus.of("maghress", "fr", "elfarodelrif"):
        [article] = extract(get(replica, story.path).body, url=story.url).articles
        assert (article.headline, article.body, article.published, article.source) == (
            expected.one_space(story.headline), None, None, None,
        )  # fmt: skip
    story = corpus.of("maghress", "fr", "atlasmatin")[0]
    [article] = extract(get(replica, story.path).body, url=story.url).articles
    assert article.body
    assert article.published == story.published
    assert article.source == story.source.name
    for slug, field, match in (("atlasmatin", "headline", "body, published, source"), ("nobody", "body", "no source nobody")):
        with pytest.raises(ValueError, match=match):
            replica.break_layout("maghress", slug, field)


def test_a_site_fails_until_it_is_well_again(replica):
    paths = ("/fr/", "/robots.txt", "/fr/rss", PATHS[-1], "/nobody", TRIALS["empty"])
    before = [get(replica, path).status for path in paths]
    replica.fail("maghress")
    assert [get(replica, path, If_None_Match="*").status for path in paths] == [503] * 6
    assert get(replica, "/", site="turess").status == 200
    replica.fail("maghress", 429, robots=False)
    assert [get(replica, path).status for path in paths] == [429, 200, *[429] * 4]
    replica.fail("maghress", None)
    assert [get(replica, path).status for path in paths] == before
    replica.fail("maghress", None)
    with pytest.raises(ValueError, match="no site is called nothing"):
        replica.fail("nothing")


def test_a_server_that_stops_listening_refuses_until_it_listens_again(alone):
    connection = http.client.HTTPConnection("127.0.0.1", alone.port, timeout=10)
    connection.request("GET", "/maghress/robots.txt")
    connection.getresponse().read()
    port = alone.port
    with socket.create_connection(("127.0.0.1", port), timeout=10) as hanging:
        hanging.sendall(f"GET /maghress{TRIALS['hang']} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        _until(lambda: len(alone.log) == 2)
        alone.stop_listening()
        assert hanging.recv(1) == b""
    connection.request("GET", "/maghress/robots.txt")
    with pytest.raises(http.client.RemoteDisconnected):
        connection.getresponse()
    connection.close()
    for _ in range(3):
        with pytest.raises(ConnectionRefusedError):
            get(alone, "/robots.txt")
    alone.stop_listening()
    assert len(alone.log) == 2
    story = alone.world.stories("maghress")[0]
    alone.remove(story)
    alone.listen_again()
    alone.listen_again()
    assert (alone.port, alone.base_url("maghress")) == (port, f"http://127.0.0.1:{port}/maghress")
    assert [get(alone, path).status for path in ("/robots.txt", story.path)] == [200, 404]
    assert len(alone.log) == 4
    alone.stop_listening()
    alone.listen_again()
    assert get(alone, "/robots.txt").status == 200


def test_a_server_that_does_not_listen_can_be_closed():
    with Replica() as other:
        other.stop_listening()
    with pytest.raises(ConnectionRefusedError):
        get(other, "/robots.txt")
    with Replica(port=other.port) as again:
        assert get(again, "/robots.txt").status == 200


def test_changes_are_one_replica_s_own_and_are_undone(replica, alone):
    def told(server: Replica) -> list[tuple[int, str | None, str | None]]:
        pages = [get(server, path) for path in (*PATHS, "/fr/elfarodelrif/2315", moved.path)]
        return [(page.status, page["ETag"], page["Last-Modified"]) for page in pages]

    moved = alone.world.moved("maghress", "fr")
    before, total = told(alone), alone.world.total("maghress")
    front = fronted(alone)
    alone.publish("maghress", "fr", "atlasmatin", 3)
    alone.edit(corpus.by_id("maghress/fr/atlasmatin/208765"), headline="Autre titre")
    alone.pin(alone.world.stories("maghress", "fr", "atlasmatin")[-1])
    alone.remove(corpus.by_id("maghress/fr/elfarodelrif/2315"))
    alone.break_layout("maghress", "atlasmatin", "body")
    alone.fail("turess")
    changed = told(alone)
    assert [one == other for one, other in zip(before, changed, strict=True)] == [*[False] * 6, True]
    assert told(replica) == before
    assert replica.world.total("maghress") == World().total("maghress") == total == alone.world.total("maghress") - 2
    assert get(replica, "/", site="turess").status == 200
    alone.reset()
    assert told(alone) == changed
    alone.restore()
    assert told(alone) == before
    assert fronted(alone) == front
    assert get(alone, "/", site="turess").status == 200
    assert alone.world.total("maghress") == total


def test_an_old_address_leads_to_what_its_article_became(replica):
    moved = replica.world.moved("maghress", "fr")
    replica.edit(moved.story, headline="Autre titre")
    assert f'<h2><a href="{moved.path}">Autre titre</a></h2>' in get(replica, "/fr/").text
    replica.remove(moved.story, status=410)
    assert [get(replica, path).status for path in (moved.path, moved.story.path)] == [301, 410]


def test_a_site_changes_while_it_is_asked(alone):
    """Every answer is one whole state's."""
    failures: list[object] = []

    def ask() -> None:
        for _ in range(30):
            page = get(alone, "/fr/atlasmatin")
            shown = headlines_of(page)
            if page.status != 200 or len(shown) != 10 or len(set(shown)) != 10:
                failures.append((page.status, shown))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    publishers = [
        threading.Thread(target=lambda: [alone.publish("maghress", "fr", "atlasmatin", 2) for _ in range(10)]) for _ in range(3)
    ]
    for thread in publishers:
        thread.start()
    for thread in (*threads, *publishers):
        thread.join()
    assert failures == []
    stories = alone.world.stories("maghress", "fr", "atlasmatin")
    assert len(stories) == 36 + 60 == len({story.number for story in stories})


# Trials.


def test_trials_are_linked_when_asked_for_only(replica):
    assert not set(TRIALS.values()) & get(replica, "/fr/").links
    with Replica(link=["hang", "gone"]) as other:
        for site, edition in EDITIONS:
            links = get(other, f"{prefix(edition)}/", site=site).links
            assert {TRIALS["hang"], TRIALS["gone"]} == set(TRIALS.values()) & links
    with pytest.raises(ValueError, match="no trial is called nothing"):
        Replica(link=["nothing"])


@pytest.mark.parametrize(
    ("name", "status"),
    [("forbidden", 403), ("broken", 500), ("busy", 429), ("gone", 410), ("challenge", 200), ("forbidden-challenge", 403)],
)
def test_trials_that_refuse(replica, name, status):
    page = get(replica, TRIALS[name])
    assert page.status == status
    assert page.headers["Retry-After"] is None
    assert ("challenge-form" if "challenge" in name else "الصفحة المطلوبة غير موجودة") in page.text


def test_trials_that_lead_away(replica):
    def target(path: str) -> tuple[int, str | None]:
        page = get(replica, path)
        return page.status, page.headers["Location"]

    assert target(TRIALS["away"]) == (302, "https://elsewhere.example/")
    assert target(TRIALS["loop"]) == (302, "/trials/104")
    assert target("/trials/104") == (302, TRIALS["loop"])
    assert target(TRIALS["moved"]) == (301, "http://maghress.com/fr/atlasmatin/208765")
    assert replica.world.story_at("maghress", real_address("maghress").removeprefix("http://maghress.com")) is not None


def test_the_unavailable_comes_back(replica):
    page = get(replica, TRIALS["unavailable"])
    assert page.status == 503
    assert -1.5 < parsedate_to_datetime(page.headers["Retry-After"]).timestamp() - time.time() <= 2
    assert [get(replica, TRIALS["unavailable"]).status for _ in range(3)] == [503, 200, 200]
    assert "articlecontent" in get(replica, TRIALS["unavailable"]).text


def test_trials_that_are_no_article(replica):
    empty = get(replica, TRIALS["empty"])
    assert (empty.status, empty.body, empty.headers["Content-Length"]) == (200, b"", "0")
    picture = get(replica, TRIALS["picture"])
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.body.startswith(b"\x89PNG\r\n")
    half = get(replica, TRIALS["half"])
    assert half.status == 200
    assert b'<span class="articlecontent">' in half.body
    assert b"articlesource" not in half.body.partition(b"<body")[2]


def test_trials_that_break_the_protocol(replica):
    with pytest.raises(http.client.BadStatusLine):
        get(replica, TRIALS["gibberish"])
    with pytest.raises(http.client.IncompleteRead) as caught:
        get(replica, TRIALS["cut"])
    assert caught.value.expected > 1000
    assert [(access.path, access.status) for access in replica.log] == [(TRIALS["gibberish"], 0), (TRIALS["cut"], 200)]


def test_a_drip_goes_on(replica):
    connection = http.client.HTTPConnection("127.0.0.1", replica.port, timeout=10)
    connection.request("GET", f"/maghress{TRIALS['drip']}")
    answer = connection.getresponse()
    assert (answer.status, answer.length, answer.headers["Connection"]) == (200, None, "close")
    assert answer.read(3) == b"<ht"
    connection.close()


def test_a_long_answer_is_in_chunks_and_does_not_end_soon(replica):
    connection = http.client.HTTPConnection("127.0.0.1", replica.port, timeout=10)
    connection.request("GET", f"/maghress{TRIALS['long']}")
    answer = connection.getresponse()
    assert answer.headers["Transfer-Encoding"] == "chunked"
    start = answer.read(20_000_000)
    assert len(start) == 20_000_000
    assert start.startswith(b"<!DOCTYPE html>")
    assert b"</html>" not in start
    connection.close()


def test_a_hanging_answer_is_logged_and_ends_when_the_client_goes(alone):
    with socket.create_connection(("127.0.0.1", alone.port), timeout=0.5) as connection:
        connection.sendall(f"GET /maghress{TRIALS['hang']} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        with pytest.raises(TimeoutError):
            connection.recv(1)
        assert get(alone, "/robots.txt").status == 200
    assert [(access.path, access.status, access.under_way) for access in alone.log] == [
        (TRIALS["hang"], 0, 1), ("/robots.txt", 200, 2),
    ]  # fmt: skip
    _until(lambda: _under_way(alone) == 1)


def test_closing_ends_what_hangs():
    began = time.monotonic()
    with Replica() as other, socket.create_connection(("127.0.0.1", other.port), timeout=10) as connection:
        connection.sendall(f"GET /maghress{TRIALS['hang']} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        _until(lambda: len(other.log) == 1)
        other.close()
        assert connection.recv(1) == b""
    assert time.monotonic() - began < 10


def _under_way(replica: Replica) -> int:
    get(replica, "/robots.txt")
    return replica.log[-1].under_way


def _until(condition) -> None:
    end = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


# The log.


def test_the_log_tells_of_each_request(alone):
    connection = http.client.HTTPConnection("127.0.0.1", alone.port, timeout=10)
    for path in ("/fr/atlasmatin?page=2", "/nobody"):
        connection.request("GET", f"/maghress{path}", headers={"User-Agent": "tester/1", "Referer": "https://www.maghress.com/"})
        connection.getresponse().read()
    assert connection.sock is not None
    port = connection.sock.getsockname()[1]
    connection.close()
    get(alone, "", site="turess")
    one, two, three = alone.log
    assert one == Access(one.at, "maghress", "/fr/atlasmatin?page=2", 200, "tester/1", port, 1, "https://www.maghress.com/")
    assert (two.path, two.status, two.connection) == ("/nobody", 404, port)
    assert (three.site, three.path, three.agent, three.under_way) == ("turess", "/", "", 1)
    assert three.connection != port
    assert one.at <= two.at <= three.at <= time.monotonic()
    alone.reset()
    assert alone.log == []


def test_requests_under_way_are_counted():
    with Replica(latency=0.3) as slow:
        connections = [socket.create_connection(("127.0.0.1", slow.port), timeout=10) for _ in range(3)]
        for connection in connections:
            connection.sendall(b"GET /maghress/robots.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        for connection in connections:
            while connection.recv(65536):
                pass
            connection.close()
        assert max(access.under_way for access in slow.log) >= 2


def test_one_request_at_a_time_is_never_counted_as_two(alone):
    for story in alone.world.stories("maghress", "fr")[:40]:
        get(alone, story.path)
    assert {access.under_way for access in alone.log} == {1}


def test_the_log_as_a_file(tmp_path):
    path = tmp_path / "access.jsonl"
    with Replica(access_log=path) as other:
        get(other, "/fr/", User_Agent="tester/1")
        [line] = path.read_text(encoding="utf-8").splitlines()
        logged = json.loads(line)
        assert (logged["site"], logged["path"], logged["status"], logged["agent"]) == ("maghress", "/fr/", 200, "tester/1")
        assert set(logged) == set(Access.__annotations__)


# The command.


@pytest.fixture
def command() -> Iterator[subprocess.Popen[str]]:
    arguments = [sys.executable, "-m", "tests.replica", "serve", "--port", "0", "--link", "gone", "--fast"]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=corpus.ROOT)
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_the_command_serves_until_a_signal(command, sent):
    assert command.stdout is not None
    lines = []
    while not lines or not lines[-1].startswith("ready"):
        lines.append(command.stdout.readline().rstrip())
        assert lines[-1], command.stderr.read()
    port = int(lines[-1].removeprefix("ready on port "))
    assert lines[:7] == [f"http://127.0.0.1:{port}/{site}" for site in DOMAINS]
    assert f"newsscraper crawl maghress --base-url http://127.0.0.1:{port}/maghress -s DOWNLOAD_DELAY=0" in lines[7]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/maghress/fr/")
    assert TRIALS["gone"] in connection.getresponse().read().decode()
    arguments = [sys.executable, "-m", "tests.replica", "serve", "--port", str(port)]
    if sent == signal.SIGTERM:
        again = subprocess.run(arguments, capture_output=True, text=True, cwd=corpus.ROOT, timeout=30, check=False)
        assert (again.returncode, again.stderr) == (2, f"port {port} is in use; choose another with --port\n")
    command.send_signal(sent)
    _, errors = command.communicate(timeout=10)
    assert (command.returncode, errors) == (0, "")


def test_the_command_s_help_shows_an_example(capsys):
    from tests.replica.__main__ import main

    with pytest.raises(SystemExit) as ended:
        main(["serve", "--help"])
    assert ended.value.code == 0
    assert "newsscraper crawl maghress --base-url http://127.0.0.1:8000/maghress" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--link", "nothing"])
    assert ended.value.code == 2


def test_nothing_of_the_replica_imports_the_package():
    for path in (corpus.ROOT / "tests/replica").glob("*.py"):
        assert not re.search(r"^\s*(from|import) newsscraper", path.read_text(encoding="utf-8"), re.MULTILINE), path


def test_html_is_disguised_in_the_character_set_it_has_and_nothing_else_is():
    asked = []

    def shout(path: str, html: str) -> str:
        asked.append(path)
        return html.replace("<body", "<body data-said='قال'")

    with Replica(fast=True, disguise=shout) as replica:
        stories = replica.world.stories("yemeress", "ar")
        [encoded] = [story for story in stories if replica.world.charset(story) == "windows-1256"]
        page = get(replica, encoded.path, site="yemeress")
        assert page.headers.get_content_charset() == "windows-1256"
        assert "data-said='قال'" in page.text
        assert encoded.headline in page.text
        assert "data-said" in get(replica, "/", site="yemeress").text
        assert get(replica, encoded.path, site="yemeress", If_None_Match=page["ETag"]).status == 304
        assert "data-said" not in get(replica, "/rss", site="yemeress").text
        assert get(replica, "/robots.txt", site="yemeress").text.startswith("User-agent")
    assert asked == [encoded.path, "/"]
